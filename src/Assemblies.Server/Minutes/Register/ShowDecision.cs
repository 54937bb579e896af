using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Minutes;
using Assemblies.Domain.Voting;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Minutes.Register;

/// <summary>One entry of the register with all that was said of it since: what it is now and how it came to be so.</summary>
/// <param name="Assembly">The assembly's code.</param>
/// <param name="Key">Its number within the assembly, such as <c>03</c>, or the number of a motion that was not adopted.</param>
public sealed record ShowDecision(string Assembly, string Key) : IQuery<ShowDecision.Answer>
{
    /// <summary>Who writes into the register after the vote: who leads the sitting and who writes its minutes.</summary>
    internal static readonly Office[] Keepers = [Office.Chair, Office.DeputyChair, Office.MinuteTaker];

    /// <inheritdoc />
    public Access Needs => new Anybody();

    /// <summary>An entry.</summary>
    /// <param name="Line">What stands in lists.</param>
    /// <param name="MotionId">The motion.</param>
    /// <param name="PollId">The vote; null where there was none.</param>
    /// <param name="Item">The item of the agenda.</param>
    /// <param name="Corrigenda">How it should have read, in order; the first wording stays in force beside them.</param>
    /// <param name="Supersedes">The numbers of earlier decisions whose place it took.</param>
    /// <param name="Others">What else became of the same motion at other times.</param>
    /// <param name="Actions">What follows from it, for those who read actions: numbers, in order.</param>
    /// <param name="Steps">What was said of it, for those who read what members keep; empty for others.</param>
    /// <param name="MayKeep">Whether the reader may say more of it.</param>
    public sealed record Answer(
        DecisionLine Line,
        Id<Motion> MotionId,
        Id<Poll>? PollId,
        Id<AgendaItem> Item,
        IReadOnlyList<Corrigendum> Corrigenda,
        IReadOnlyList<string> Supersedes,
        IReadOnlyList<DecisionLine> Others,
        IReadOnlyList<ListActions.Line> Actions,
        IReadOnlyList<Step> Steps,
        bool MayKeep
    );

    /// <summary>How a decision should have read.</summary>
    /// <param name="Text">The wording.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="At">When it was said.</param>
    public sealed record Corrigendum(string Text, string Reason, Instant At);

    /// <summary>What was said of it.</summary>
    /// <param name="Kind">What.</param>
    /// <param name="At">When.</param>
    /// <param name="By">By whom; null for the service itself.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Responsible">Who carries it out, by this step.</param>
    /// <param name="Due">By when.</param>
    /// <param name="Effective">From when it holds.</param>
    /// <param name="Number">The decision that took its place, or does not hold any more where this one stands again; null where that was not adopted.</param>
    public sealed record Step(
        DecisionStepKind Kind,
        Instant At,
        string? By,
        string? Reason,
        string? Responsible,
        LocalDate? Due,
        LocalDate? Effective,
        string? Number
    );

    internal sealed class Handler(AssembliesDb db, DecisionsSeen seen, ActionsSeen actions, Reader reader)
        : IQueryHandler<ShowDecision, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowDecision query, CancellationToken ct)
        {
            var entries = await seen.Entries(ct);
            var found = await Find(entries, query, ct);
            if (found is null)
            {
                return DecisionErrors.Unknown;
            }

            var entry = found.Entry;
            var others = await DecisionRead
                .Of(
                    entries
                        .Where(d => d.Motion == entry.Motion && d.Id != entry.Id)
                        .OrderBy(d => d.Entry)
                        .Select(d => new Placed { Entry = d }),
                    entries,
                    db
                )
                .ToListAsync(ct);
            var steps = await Steps(entry.Id, ct);
            var isInsider = InsiderOf.IsInsider(reader, entry.Code);
            return new Answer(
                found.Line,
                entry.Motion,
                entry.Poll,
                entry.Item,
                [
                    .. steps
                        .Where(s => s.Row.Kind is DecisionStepKind.Corrected)
                        .Select(s => new Corrigendum(s.Row.Text!, s.Row.Reason!, s.Row.At)),
                ],
                await entries.Where(d => d.SupersededBy == entry.Id).OrderBy(d => d.Entry).Select(d => d.Number!).ToListAsync(ct),
                others.ConvertAll(other => other.Line),
                await actions.OfDecision(entry.Id, ct),
                isInsider ? [.. steps.Select(s => s.Said)] : [],
                new OfficersOf(entry.Code, Keepers).Allows(reader)
            );
        }

        // Of several votes on one motion the last stands for it.
        private Task<DecisionRead?> Find(IQueryable<Decision> entries, ShowDecision query, CancellationToken ct)
        {
            var number = $"{query.Assembly}/{query.Key}";
            var placed = entries
                .Where(d => d.Code == query.Assembly && (d.Number == number || (d.Seq == null && d.MotionNumber == query.Key)))
                .OrderByDescending(d => d.Entry)
                .Select(d => new Placed { Entry = d });
            return DecisionRead.Of(placed, entries, db).FirstOrDefaultAsync(ct);
        }

        private async Task<List<(DecisionStep Row, Step Said)>> Steps(Id<Decision> decision, CancellationToken ct)
        {
            var rows = await db
                .DecisionSteps.AsNoTracking()
                .Where(s => s.Decision == decision)
                .OrderBy(s => s.Seq)
                .Select(s => new
                {
                    Row = s,
                    By = db.People.Where(p => p.Id == s.By).Select(p => p.Name).FirstOrDefault(),
                    Organisation = db.Organisations.Where(o => o.Id == s.Organisation).Select(o => o.Name).FirstOrDefault(),
                    Number = db.Decisions.Where(d => d.Id == s.Other).Select(d => d.Number).FirstOrDefault(),
                })
                .ToListAsync(ct);
            return rows.ConvertAll(it =>
                (
                    it.Row,
                    new Step(
                        it.Row.Kind,
                        it.Row.At,
                        it.By,
                        it.Row.Reason,
                        it.Organisation ?? it.Row.Responsible,
                        it.Row.Due,
                        it.Row.Effective,
                        it.Number
                    )
                )
            );
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "decisions/{assembly}/{key}",
                (string assembly, string key, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ShowDecision(assembly, key), ct).ToHttp()
            )
            .WithName("showDecision")
            .WithSummary("Show a decision")
            .WithDescription(
                "By its number (`GA-2027-1/03`), or a motion that was not adopted by its own (`GA-2027-1/8.2`). The wording of the vote never changes; corrigenda "
                    + "stand beside it. Who said what of it since is for members, officers and the secretariat."
            )
            .Refuses(DecisionErrors.Unknown);
}
