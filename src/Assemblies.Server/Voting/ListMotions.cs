using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Voting;
using Assemblies.Server.Agenda;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Voting;

/// <summary>The motions of an assembly that the reader may read, item by item in the order of their numbers, with what became of them.</summary>
/// <param name="Code">Of which assembly.</param>
public sealed record ListMotions(string Code) : IQuery<IReadOnlyList<ListMotions.Line>>
{
    /// <inheritdoc />
    public Access Needs => new InsiderOf(Code);

    /// <summary>A motion.</summary>
    /// <param name="Number">Its number.</param>
    /// <param name="Item">Its item's printed number.</param>
    /// <param name="ItemTitle">Its item's title.</param>
    /// <param name="Title">Its title.</param>
    /// <param name="Text">What is to be decided.</param>
    /// <param name="Proposer">Who proposes it.</param>
    /// <param name="Seconder">Who seconds it.</param>
    /// <param name="RuleType">The type whose majority the rules name.</param>
    /// <param name="Needs">What it takes, in words.</param>
    /// <param name="Shelved">What became of it without a vote; null where nothing did.</param>
    /// <param name="Poll">The poll whose result stands.</param>
    /// <param name="Result">The result that stands; null before there is one.</param>
    /// <param name="IsOpen">Whether a vote on it is open.</param>
    public sealed record Line(
        string Number,
        string Item,
        string ItemTitle,
        string Title,
        string Text,
        string Proposer,
        string? Seconder,
        string RuleType,
        string Needs,
        ShelvedView? Shelved,
        Id<Poll>? Poll,
        ResultView? Result,
        bool IsOpen
    );

    internal sealed class Handler(AssembliesDb db, Reader reader) : IQueryHandler<ListMotions, IReadOnlyList<Line>>
    {
        public async Task<Result<IReadOnlyList<Line>>> Handle(ListMotions query, CancellationToken cancellationToken)
        {
            var assembly = await db.Assemblies.AsNoTracking().SingleAsync(a => a.Code == query.Code, cancellationToken);
            var rules = (await db.RulesFor(assembly, cancellationToken)).Parameters;
            var visibility = await Visibility.Of(db, reader, assembly.Id, cancellationToken);
            var agenda = await db
                .AgendaVersions.AsNoTracking()
                .Where(v => v.Assembly == assembly.Id)
                .OrderByDescending(v => v.Number)
                .Select(v => v.Content)
                .FirstOrDefaultAsync(cancellationToken);
            var motions = await db.Motions.AsNoTracking().Where(m => m.Assembly == assembly.Id).ToListAsync(cancellationToken);
            var polls = (await db.Polls.AsNoTracking().Where(p => p.Assembly == assembly.Id).ToListAsync(cancellationToken)).ToLookup(p =>
                p.Motion
            );
            var results = (
                await db.PollResults.AsNoTracking().Where(r => r.Assembly == assembly.Id).ToListAsync(cancellationToken)
            ).ToLookup(r => r.Motion);
            var lines =
                from motion in motions
                let found = visibility.Find(agenda, motion.Item)
                where found is not null
                let item = found!.Value.Item
                let stands = new PollsOfMotion([.. polls[motion.Id]], [.. results[motion.Id]])
                let poll = stands.Standing is { } result ? stands.Polls.First(p => p.Id == result.Poll) : null
                orderby AgendaItemNumber(item), motion.Seq
                select new Line(
                    motion.Number,
                    item.Number,
                    item.Title,
                    motion.Title,
                    motion.Text,
                    motion.Proposer,
                    motion.Seconder,
                    motion.RuleType,
                    VotesOfRoom.Needs(rules, motion.RuleType, item.RuleType),
                    ShelvedView.Of(motion),
                    poll?.Id,
                    poll is null ? null : ResultView.Of(stands.Standing!, poll),
                    stands.Polls.Any(p => p.IsOpen)
                );
            return lines.ToList();
        }

        private static int AgendaItemNumber(PublishedItem item) =>
            int.TryParse(item.Number, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/motions",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ListMotions(code), ct).ToHttp()
            )
            .WithName("listMotions")
            .WithSummary("List the motions")
            .WithDescription(
                "Item by item, with what became of them. For people of members, officers and secretariat; those on closed items for whom these are."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound);
}
