using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Voting;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Voting;

/// <summary>A motion as it is sent.</summary>
/// <param name="Title">Its title, for lists: "Budget 2028".</param>
/// <param name="Text">What is to be decided, as it is voted on.</param>
/// <param name="Proposer">Who proposes it: a member, the steering committee.</param>
/// <param name="RuleType">The type whose majority the rules name; the item's own unless said otherwise.</param>
/// <param name="Seconder">Who seconds it.</param>
/// <param name="Documents">The documents of its item that it speaks of, by their ids.</param>
/// <param name="MinutesOf">The earlier assembly whose minutes it approves, by its code.</param>
public sealed record MotionBody(
    string Title,
    string Text,
    string Proposer,
    string? RuleType = null,
    string? Seconder = null,
    IReadOnlyList<Id<AgendaDocument>>? Documents = null,
    string? MinutesOf = null
)
{
    internal sealed class Validator : AbstractValidator<MotionBody>
    {
        public Validator()
        {
            RuleFor(m => m.Title).Needed("Enter a title.").OneLine().MaximumLength(200).WithMessage("A title has at most 200 letters.");
            RuleFor(m => m.Text).Needed("Enter what is to be decided.").Sentences(4000);
            RuleFor(m => m.Proposer)
                .Needed("Say who proposes it, for example the steering committee.")
                .OneLine()
                .MaximumLength(200)
                .WithMessage("A name has at most 200 letters.");
            RuleFor(m => m.Seconder).OneLine().MaximumLength(200).WithMessage("A name has at most 200 letters.");
        }
    }

    /// <summary>What it says, with its documents and assembly found; or why they are not.</summary>
    internal async Task<Result<MotionTerms>> Terms(AssembliesDb db, AgendaItem item, CancellationToken ct)
    {
        var wanted = (Documents ?? []).Distinct().ToList();
        var documents = await db
            .AgendaDocuments.Where(d => d.Item == item.Id && d.RemovedAt == null && wanted.Contains(d.Id))
            .Select(d => d.First)
            .ToListAsync(ct);
        if (documents.Count < wanted.Count)
        {
            return VotingErrors.UnknownDocument.At("documents");
        }

        var code = MinutesOf?.Trim();
        Domain.Meetings.Assembly? earlier = null;
        if (!string.IsNullOrEmpty(code))
        {
            var both = await db
                .Assemblies.AsNoTracking()
                .Include(a => a.Meetings)
                .Where(a => a.Id == item.Assembly || a.Code == code)
                .AsSplitQuery()
                .ToListAsync(ct);
            var own = both.Single(a => a.Id == item.Assembly);
            earlier = both.Find(a => a != own);
            if (earlier is null || !(earlier.D2 < own.D))
            {
                return (earlier is null ? VotingErrors.UnknownMinutes : VotingErrors.NotEarlier).At("minutesOf");
            }
        }

        return new MotionTerms(
            Title.Trim(),
            Text.ReplaceLineEndings("\n").Trim(),
            Proposer.Trim(),
            string.IsNullOrWhiteSpace(Seconder) ? null : Seconder.Trim(),
            string.IsNullOrWhiteSpace(RuleType) ? item.RuleType ?? "" : RuleType.Trim(),
            documents,
            earlier?.Id
        );
    }

    internal static readonly MotionBody Example = new(
        "Budget 2028",
        "The budget for 2028 in document 8a is adopted.",
        "Steering committee",
        "budget",
        "Red STEAM Iberia"
    );
}
