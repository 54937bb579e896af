using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Minutes;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Look;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Minutes;

/// <summary>Makes the minutes of an assembly from what happened, and from what the minute-taker wrote. The one place where they are read.</summary>
/// <remarks>They are those of the general assembly: its statutory meetings. Who may read what is decided where they are shown.</remarks>
internal sealed class MinutesComposer(AssembliesDb db, AttendanceTable attendance, MotionsInMinutes motions, IClock clock)
{
    private static readonly Office[] Named = [Office.Chair, Office.DeputyChair, Office.MinuteTaker, Office.Teller];

    /// <summary>As they would be published now.</summary>
    public async Task<MinutesContent> Compose(Id<Assembly> id, CancellationToken ct)
    {
        var assembly = await db
            .Assemblies.AsNoTracking()
            .Include(a => a.Meetings)
            .Include(a => a.Steps)
            .AsSplitQuery()
            .SingleAsync(a => a.Id == id, ct);
        var rules = await db.RulesFor(assembly, ct);
        var names = await Names(ct);
        var sittings = await Sittings(assembly, ct);
        var agendas = await db
            .AgendaVersions.AsNoTracking()
            .Where(v => v.Assembly == id)
            .OrderByDescending(v => v.Number)
            .Select(v => new PublishedAs(v.Number, v.Content))
            .ToListAsync(ct);
        var checks = await Checks(sittings, ct);
        var texts = await db.MinutesTexts.AsNoTracking().Where(t => t.Assembly == id).ToListAsync(ct);
        var statements = (await Statements(id, ct)).ToLookup(s => s.Item, s => s.Statement);
        var decided = await motions.Of(assembly, ct);
        var actions = await motions.Actions(id, ct);
        return new(
            assembly.Code,
            assembly.Title,
            await Head(assembly, rules, agendas, sittings, ct),
            await Convened(assembly, rules, names, ct),
            await Overrides(assembly, rules, names, ct),
            await attendance.Of(assembly, sittings, checks, ct),
            [.. checks.Select(InMinutes)],
            TextAt(MinutesPart.Opening, null),
            [.. sittings.Select(Meeting)],
            TextAt(MinutesPart.Closing, null),
            [.. statements[null]],
            [.. actions[null]],
            await TakenUp(id, ct)
        );

        string TextAt(MinutesPart part, Id<AgendaItem>? item) => texts.Find(t => t.Part == part && t.Item == item)?.Text ?? "";

        MinutesMeeting Meeting(Sitting sitting)
        {
            var course = CourseOfMeeting.Of(sitting, names);
            var items = ItemsOf(sitting, agendas)
                .Select(line => new MinutesItem(
                    line.Item.Id,
                    line.Item.Number,
                    line.Item.Title,
                    line.Item.Closed || line.Session.Closed,
                    line.Item.Late,
                    course.TimesOf(line.Session.Id, line.Item.Id),
                    TextAt(MinutesPart.Item, line.Item.Id),
                    [.. decided[line.Item.Id]],
                    [.. statements[line.Item.Id]],
                    [.. actions[line.Item.Id]]
                ));
            return new(
                sitting.Of.Key,
                sitting.Of.Title,
                sitting.Of.Date,
                course.Lines,
                [.. CourseOfMeeting.InOrder(items, item => item.Times)]
            );
        }
    }

    /// <summary>What is on in the open meeting; null between items and when none is open.</summary>
    public async Task<Id<AgendaItem>?> ItemThatIsOn(Id<Assembly> id, CancellationToken ct)
    {
        var assembly = await db.Assemblies.AsNoTracking().Include(a => a.Meetings).SingleAsync(a => a.Id == id, ct);
        return (await Sittings(assembly, ct)).Where(s => s.IsOpen).Select(s => s.Now?.Item).FirstOrDefault(item => item is not null);
    }

    /// <summary>The items of a meeting as they were published last; one that was taken up and left the agenda since, as it was before.</summary>
    private static IEnumerable<(PublishedSession Session, PublishedItem Item)> ItemsOf(Sitting sitting, IReadOnlyList<PublishedAs> agendas)
    {
        var newest = (agendas.Count is 0 ? null : agendas[0])?.Content.Meetings.FirstOrDefault(m => m.Id == sitting.Meeting);
        foreach (var session in newest?.Sessions ?? [])
        {
            foreach (var item in session.Items)
            {
                yield return (session, item);
            }
        }

        var there = newest?.Sessions.SelectMany(s => s.Items).Select(i => i.Id).ToHashSet() ?? [];
        foreach (var gone in sitting.Steps.Select(s => s.Item).OfType<Id<AgendaItem>>().Distinct().Where(item => !there.Contains(item)))
        {
            if (agendas.Select(a => a.Content.Find(gone)).FirstOrDefault(found => found is not null) is { } found)
            {
                yield return (found.Session, found.Item);
            }
        }
    }

    private static MinutesQuorum InMinutes((Sitting At, QuorumCheck Check) one) =>
        new(
            one.At.Of.Title,
            one.Check.At.InZone(DateTimeZoneProviders.Tzdb[one.At.Of.TimeZone]).LocalDateTime.With(TimeAdjusters.TruncateToMinute),
            one.Check.Why switch
            {
                QuorumCheckKind.Opening => "at the opening",
                QuorumCheckKind.AfterBreak => "after a break",
                QuorumCheckKind.Challenge => "on a challenge",
                _ => "at the chair’s request",
            },
            one.Check.Entitled,
            one.Check.Count.Counted,
            one.Check.Needed,
            one.Check.Holds
        );

    private async Task<MinutesHead> Head(
        Assembly assembly,
        RulesVersion rules,
        IReadOnlyList<PublishedAs> agendas,
        IReadOnlyList<Sitting> sittings,
        CancellationToken ct
    )
    {
        // Whoever gave the office up before the assembly began did not hold it there.
        var begun = sittings.Select(s => s.OpenedAt).Min() ?? clock.GetCurrentInstant();
        var officers = (
            await db
                .Officers.Where(o => o.Assembly == assembly.Id && Named.Contains(o.Office) && (o.EndedAt == null || o.EndedAt > begun))
                .Join(
                    db.People,
                    o => o.Person,
                    p => p.Id,
                    (o, p) =>
                        new
                        {
                            o.Office,
                            o.At,
                            p.Name,
                        }
                )
                .OrderBy(o => o.At)
                .ThenBy(o => o.Name)
                .ToListAsync(ct)
        ).ToLookup(o => o.Office, o => o.Name);
        return new(
            assembly.Place.Venue is { Length: > 0 } venue ? $"{assembly.Place.CityInWords()}, {venue}" : assembly.Place.CityInWords(),
            assembly.Place.TimeZone,
            assembly.D,
            assembly.D2,
            await db.Organisations.Where(o => o.Id == assembly.Host).Select(o => o.Name).SingleAsync(ct),
            [.. officers[Office.Chair].Distinct(StringComparer.Ordinal)],
            [.. officers[Office.DeputyChair].Distinct(StringComparer.Ordinal)],
            [.. officers[Office.MinuteTaker].Distinct(StringComparer.Ordinal)],
            [.. officers[Office.Teller].Distinct(StringComparer.Ordinal)],
            rules.Number,
            agendas.Count is 0 ? null : agendas[0].Number
        );
    }

    private async Task<MinutesConvocation?> Convened(
        Assembly assembly,
        RulesVersion rules,
        Func<Id<Person>, string> names,
        CancellationToken ct
    )
    {
        var proof = await db
            .Convocations.Where(c => c.Assembly == assembly.Id && c.Of == ProofOf.Convocation)
            .OrderByDescending(c => c.StepSeq)
            .Select(c => new
            {
                c.At,
                c.By,
                c.Hash,
                Told = db
                    .ConvocationRecipients.Where(r => r.Convocation == c.Id && r.Sent.Length > 0)
                    .Select(r => r.Person)
                    .Distinct()
                    .Count(),
                Organisations = db
                    .ConvocationRecipients.Where(r => r.Convocation == c.Id && r.Sent.Length > 0)
                    .Select(r => r.Organisation)
                    .Distinct()
                    .Count(),
            })
            .FirstOrDefaultAsync(ct);
        if (proof is null || assembly.D is not { } first)
        {
            return null;
        }

        var on = rules.Parameters.DayOf(proof.At);
        return new(
            on,
            Period.DaysBetween(on, first),
            rules.Parameters.ConveneDaysBefore,
            on <= rules.Parameters.Before(first, rules.Parameters.ConveneDaysBefore),
            proof.By is { } by ? names(by) : null,
            proof.Told,
            proof.Organisations,
            proof.Hash
        );
    }

    private async Task<IReadOnlyList<MinutesOverride>> Overrides(
        Assembly assembly,
        RulesVersion rules,
        Func<Id<Person>, string> names,
        CancellationToken ct
    )
    {
        var proofs = await db
            .Convocations.Where(c => c.Assembly == assembly.Id && c.OverrideReason != null)
            .OrderBy(c => c.StepSeq)
            .Select(c => new
            {
                c.Of,
                c.At,
                c.By,
                Reason = c.OverrideReason!,
            })
            .ToListAsync(ct);
        var deadlines = await db
            .DeadlineOverrides.AsNoTracking()
            .Where(o => o.Assembly == assembly.Id && o.Date != null)
            .OrderBy(o => o.At)
            .ToListAsync(ct);
        var roll = await db
            .RollLines.AsNoTracking()
            .Where(l => l.Assembly == assembly.Id && l.Seq > 1 && l.By != null)
            .OrderBy(l => l.At)
            .ToListAsync(ct);
        return
        [
            .. proofs
                .Select(p =>
                    (
                        p.At,
                        p.By,
                        What: p.Of is ProofOf.Convocation
                            ? "Convened although the checks of the rules refused it"
                            : "Final documents sent although they were late",
                        Reason: p.Reason
                    )
                )
                .Concat(
                    deadlines.Select(d =>
                        (
                            d.At,
                            d.By,
                            What: $"{Deadline.TitleOf(d.Kind)}: last day set to {Clocks.Days(d.Date!.Value, d.Date.Value)}",
                            Reason: d.Reason
                        )
                    )
                )
                .Concat(
                    roll.Select(l =>
                        (
                            l.At,
                            l.By,
                            What: $"Roll corrected: {l.Name} {(l.Entitled ? "may vote" : "is seated without a vote")}",
                            Reason: l.Why
                        )
                    )
                )
                .OrderBy(o => o.At)
                .Select(o => new MinutesOverride(o.What, rules.Parameters.DayOf(o.At), o.By is { } by ? names(by) : null, o.Reason)),
        ];
    }

    private async Task<IReadOnlyList<Sitting>> Sittings(Assembly assembly, CancellationToken ct)
    {
        var meetings = assembly.Meetings.Where(m => m.Statutory && m.CancelledAt is null).OrderBy(m => m.StartsAt).ToList();
        var ids = meetings.ConvertAll(m => m.Id);
        var steps = (await db.SittingSteps.AsNoTracking().Where(s => ids.Contains(s.Meeting)).ToListAsync(ct)).ToLookup(s => s.Meeting);
        return meetings.ConvertAll(m => Sitting.At(m, steps[m.Id]));
    }

    private async Task<IReadOnlyList<(Sitting At, QuorumCheck Check)>> Checks(IReadOnlyList<Sitting> sittings, CancellationToken ct)
    {
        var ids = sittings.Select(s => s.Meeting).ToList();
        var checks = (
            await db.QuorumChecks.AsNoTracking().Where(c => ids.Contains(c.Meeting)).OrderBy(c => c.Seq).ToListAsync(ct)
        ).ToLookup(c => c.Meeting);
        return [.. sittings.SelectMany(s => checks[s.Meeting].Select(c => (s, c)))];
    }

    private Task<List<ItemStatement>> Statements(Id<Assembly> assembly, CancellationToken ct) =>
        db
            .MinutesStatements.Where(s => s.Assembly == assembly && s.RemovedAt == null)
            .OrderBy(s => s.At)
            .ThenBy(s => s.Id)
            .Join(
                db.Organisations,
                s => s.Organisation,
                o => o.Id,
                (s, o) => new ItemStatement(s.Item, new SpokenStatement(o.Name, s.Text))
            )
            .ToListAsync(ct);

    private async Task<IReadOnlyList<TakenUpObjection>> TakenUp(Id<Assembly> assembly, CancellationToken ct) =>
        await (
            from objection in db.MinutesObjections
            join answer in db.ObjectionAnswers on objection.Id equals answer.Objection
            join member in db.Organisations on objection.Organisation equals member.Id
            where objection.Assembly == assembly && answer.Outcome == ObjectionOutcome.TakenUp
            orderby objection.At, objection.Id
            select new TakenUpObjection(objection.Item, member.Name, objection.Text)
        ).ToListAsync(ct);

    private async Task<Func<Id<Person>, string>> Names(CancellationToken ct)
    {
        var people = await db.People.Select(p => new { p.Id, p.Name }).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        return id => people[id];
    }

    private sealed record PublishedAs(int Number, PublishedAgenda Content);

    private sealed record ItemStatement(Id<AgendaItem>? Item, SpokenStatement Statement);
}
