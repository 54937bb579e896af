using System.Text.Json;
using Assemblies.Domain;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Minutes;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Rules;
using Assemblies.Domain.Voting;
using Assemblies.Server.Minutes.Register.Pages;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Outbox;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Minutes.Register;

/// <summary>
/// The service sends the list of decisions of an assembly to its members on the day of the rules (D2+5), with what may be contested until when. A repeat finds nothing:
/// each list goes once.
/// </summary>
internal sealed record SendDecisionsLists : ICommand<SendDecisionsLists.Answer>
{
    /// <inheritdoc />
    public Access Needs => new TheService();

    /// <inheritdoc />
    public string On => "lists of decisions";

    /// <summary>What was done.</summary>
    internal sealed record Answer(int Lists, int Mails);

    internal sealed class Handler(AssembliesDb db, OutgoingMail outgoing, IClock clock) : ICommandHandler<SendDecisionsLists, Answer>
    {
        public async Task<Result<Answer>> Handle(SendDecisionsLists command, CancellationToken ct)
        {
            var (now, lists, mails) = (clock.GetCurrentInstant(), 0, 0);
            foreach (var (id, deadlines) in await db.DecisionsListsDue(now, ct))
            {
                var assembly = await db.Assemblies.AsNoTracking().SingleAsync(a => a.Id == id, ct);
                var (rules, today) = (deadlines.Rules, deadlines.Rules.DayOf(now));
                var until = rules.ContestingDays > 0 ? rules.After(today, rules.ContestingDays) : default(LocalDate?);
                var letter = new DecisionsLetter(assembly.Code, assembly.Title, await Lines(id, ct), until, rules.TimeZone);
                var model = JsonSerializer.Serialize(letter, Json.Options);
                var to = await Members(await db.Today(now, ct), ct);
                await outgoing.Add(
                    [
                        .. to.Select(p => new NewMail(
                            $"{ComposeDecisionsList.TheKind}/{id}/{p.Id}",
                            ComposeDecisionsList.TheKind,
                            "",
                            p.Email,
                            p.Name,
                            model
                        )
                        {
                            Person = p.Id,
                            Assembly = id,
                            Group = "decisions",
                        }),
                    ],
                    ct
                );
                db.DecisionsLists.Add(new(id, now, until, to.Count));
                (lists, mails) = (lists + 1, mails + to.Count);
            }

            return new Answer(lists, mails);
        }

        // What was decided on a closed item is not for mail boxes: whoever may read it reads it in the register.
        private async Task<IReadOnlyList<DecisionsLetter.Line>> Lines(Id<Assembly> assembly, CancellationToken ct)
        {
            var entries = db.Decisions.AsNoTracking();
            var placed = entries.Where(d => d.Assembly == assembly).OrderBy(d => d.Entry).Select(d => new Placed { Entry = d });
            var read = await DecisionRead.Of(placed, entries.Where(d => !d.IsClosed || d.IsPublic), db).ToListAsync(ct);
            return read.ConvertAll(it =>
                it.Line is { IsClosed: true, IsPublic: false }
                    ? DecisionsLetter.Line.Of(it.Line, "Decided on a closed item.")
                    : DecisionsLetter.Line.Of(it.Line, What(it.Line), RegisterWords.DoesNotHold(it.Line), Result(it.Entry))
            );
        }

        // A title that says it all is not said twice.
        private static string What(DecisionLine it)
        {
            var text = it.CorrectedText ?? it.Text;
            return text.StartsWith(it.Title, StringComparison.Ordinal) ? text : $"{it.Title}: {text}";
        }

        // Without a vote the sentence begins with what became of it.
        private static string Result(Decision it) =>
            it.Poll is null ? it.Vote : $"{Platform.Look.Words.Capital(it.Outcome.InWords())}. {it.Vote}";

        private Task<List<Person>> Members(LocalDate today, CancellationToken ct) =>
            db
                .People.AsNoTracking()
                .Where(p =>
                    db.Mandates.Any(m =>
                        m.Person == p.Id
                        && (m.Role == MandateRole.Head || m.Role == MandateRole.Deputy || m.Role == MandateRole.Adviser)
                        && m.From <= today
                        && (m.Until == null || m.Until >= today)
                        && db.Organisations.Any(o => o.Id == m.Organisation && o.Kind == OrganisationKind.Member)
                    )
                )
                .OrderBy(p => p.Email)
                .ToListAsync(ct);
    }
}

/// <summary>Which lists of decisions are due.</summary>
internal static class DecisionsListsDueNow
{
    // A service that was away for longer does not write to everybody about what is long known.
    private static readonly Duration Late = Duration.FromDays(90);

    /// <summary>Assemblies whose list is due and has not gone, in a sensible hour; none with a meeting that is open.</summary>
    public static async Task<IReadOnlyList<(Id<Assembly> Assembly, DeadlineList Deadlines)>> DecisionsListsDue(
        this AssembliesDb db,
        Instant now,
        CancellationToken ct
    )
    {
        if (!SensibleHour.IsNow(now, Clocks.Brussels))
        {
            return [];
        }

        var since = now - Late;
        var decided = await db
            .Decisions.Where(d => d.DecidedAt > since && !db.DecisionsLists.Any(l => l.Assembly == d.Assembly))
            .Where(d =>
                !db.SittingSteps.Any(s =>
                    s.Kind == SittingStepKind.Opened
                    && db.Meetings.Any(m => m.Id == s.Meeting && m.Assembly == d.Assembly)
                    && !db.SittingSteps.Any(c => c.Meeting == s.Meeting && c.Kind == SittingStepKind.Closed)
                )
            )
            .Select(d => d.Assembly)
            .Distinct()
            .ToListAsync(ct);
        var deadlines = decided.Count is 0 ? new Dictionary<Id<Assembly>, DeadlineList>() : await db.DeadlinesOf(decided, ct);
        return
        [
            .. deadlines
                .Where(it => it.Value[DeadlineKind.DecisionsList] is { } due && due.Date <= it.Value.Rules.DayOf(now))
                .Select(it => (it.Key, it.Value)),
        ];
    }

    /// <summary>The job: looks whether there is anything to do, and then sends one command.</summary>
    public static async Task Send(IServiceProvider services, CancellationToken ct)
    {
        var (db, now) = (services.GetRequiredService<AssembliesDb>(), services.GetRequiredService<IClock>().GetCurrentInstant());
        if ((await db.DecisionsListsDue(now, ct)).Count > 0)
        {
            await services.GetRequiredService<IMediator>().Send(new SendDecisionsLists(), ct);
        }
    }
}
