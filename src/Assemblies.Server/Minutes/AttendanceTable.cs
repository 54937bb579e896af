using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Minutes;
using Assemblies.Domain.Presence;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Look;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace Assemblies.Server.Minutes;

/// <summary>Members and how they took part, for minutes: who was there by the ledger, who was represented by the roll of the quorum checks.</summary>
internal sealed class AttendanceTable(AssembliesDb db, IClock clock)
{
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("d MMMM");

    /// <summary>Every member on the roll, in its order; empty as long as the roll is not fixed.</summary>
    public async Task<IReadOnlyList<MinutesMember>> Of(
        Assembly assembly,
        IReadOnlyList<Sitting> sittings,
        IReadOnlyList<(Sitting At, QuorumCheck Check)> checks,
        CancellationToken ct
    )
    {
        var lines = await db.StandingRoll(assembly.Id).AsNoTracking().ToListAsync(ct);
        var people = (await Delegates(assembly.Id, sittings, ct)).ToLookup(p => p.Organisation);
        return [.. RollLine.InForce(lines).Select(line => Member(line, [.. people[line.Organisation]], sittings, checks))];
    }

    private static MinutesMember Member(
        RollLine line,
        IReadOnlyList<Attended> people,
        IReadOnlyList<Sitting> sittings,
        IReadOnlyList<(Sitting At, QuorumCheck Check)> checks
    )
    {
        var there = people.Where(p => p.Stays.Count > 0).OrderBy(p => p.Stays[0].From).ToList();
        var stays = there.SelectMany(p => p.Stays).ToList();
        var held = checks
            .Select(c => (c.Check.Roll, Own: c.Check.Roll.FirstOrDefault(m => m.Organisation == line.Organisation)))
            .Where(c => c.Own?.State is MemberState.Represented)
            .Select(c => Holder(c.Roll, c.Own!.By))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        List<string> ways =
        [
            .. stays.Exists(s => !s.Online) ? ["on site"] : Array.Empty<string>(),
            .. stays.Exists(s => s.Online) ? ["online"] : Array.Empty<string>(),
            .. held.Count > 0 ? ["by proxy"] : Array.Empty<string>(),
        ];
        var how = ways.Count is 0 ? "Absent" : Words.Capital(Words.List(ways));
        return new(
            line.Code,
            line.Name,
            line.NameLatin,
            line.Entitled,
            string.Join("; ", there.Select(p => p.Name).Distinct(StringComparer.Ordinal).Concat(held.Select(h => $"by {h}"))),
            line.Entitled ? how : $"{how}, without a vote",
            [.. sittings.Select(s => Times(s, [.. stays.Where(stay => stay.Meeting == s.Meeting)])).OfType<string>()],
            line.Entitled ? null : line.Why
        );
    }

    /// <summary>"Liis Mägi (EE)": who cast the vote of the member that held the proxy.</summary>
    private static string Holder(IReadOnlyList<CheckedMember> roll, string? name) =>
        roll.FirstOrDefault(m => string.Equals(m.Name, name, StringComparison.Ordinal)) is { By: { } person, Code: var code }
            ? $"{person} ({code})"
            : name ?? "another member";

    private static string? Times(Sitting sitting, IReadOnlyList<AttendedStay> stays)
    {
        if (stays.Count is 0)
        {
            return null;
        }

        // Two of one member may be there side by side: the member was there from the first to the last of them.
        var spans = new List<(Instant From, Instant Until)>();
        foreach (var stay in stays.OrderBy(s => s.From))
        {
            if (spans.Count > 0 && stay.From <= spans[^1].Until)
            {
                spans[^1] = (spans[^1].From, Instant.Max(spans[^1].Until, stay.Until));
            }
            else
            {
                spans.Add((stay.From, stay.Until));
            }
        }

        var zone = DateTimeZoneProviders.Tzdb[sitting.Of.TimeZone];
        string Time(Instant at) => Clocks.Time(at.InZone(zone).TimeOfDay);
        return $"{Day.Format(sitting.Of.Date)} {string.Join(", ", spans.Select(s => $"{Time(s.From)} to {Time(s.Until)}"))}";
    }

    private async Task<IReadOnlyList<Attended>> Delegates(Id<Assembly> assembly, IReadOnlyList<Sitting> sittings, CancellationToken ct)
    {
        var ids = sittings.Select(s => s.Meeting).ToList();
        var rows = await (
            from entry in db.PresenceEntries
            join registrant in db.Registrants on entry.Registrant equals registrant.Id
            where ids.Contains(entry.Meeting) && registrant.Assembly == assembly && registrant.Organisation != null
            select new
            {
                entry.Meeting,
                entry.Registrant,
                registrant.Name,
                Organisation = registrant.Organisation!.Value,
                Passage = new Passage(entry.Number, entry.Move == Move.In, entry.Where == Where.Online, entry.At, entry.Corrects),
            }
        ).ToListAsync(ct);
        var now = clock.GetCurrentInstant();
        var ends = sittings.ToDictionary(s => s.Meeting, s => s.ClosedAt ?? (s.IsOpen ? now : s.Of.EndsAt));
        return
        [
            .. rows.GroupBy(r => r.Registrant)
                .Select(own => new Attended(
                    own.First().Organisation,
                    own.First().Name,
                    [
                        .. own.GroupBy(r => r.Meeting)
                            .SelectMany(at =>
                                Stay.Of(at.Select(r => r.Passage), ends[at.Key])
                                    .Select(stay => new AttendedStay(at.Key, stay.From, stay.Until, stay.Online))
                            )
                            .OrderBy(s => s.From),
                    ]
                )),
        ];
    }

    private sealed record Attended(Id<Organisation> Organisation, string Name, IReadOnlyList<AttendedStay> Stays);

    private sealed record AttendedStay(Id<Meeting> Meeting, Instant From, Instant Until, bool Online);
}
