using System.Globalization;
using System.Text.Json;
using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Presence;
using Assemblies.Server.Platform.Csv;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace Assemblies.Server.Presence.Evidence;

/// <summary>The tables of the auditor's package.</summary>
internal sealed class EvidenceTablesOut(AssembliesDb db)
{
    private static readonly string[] OfPeople = ["name", "nameLatin", "affiliation", "organisation", "role"];

    private static readonly OffsetDateTimePattern Stamp = OffsetDateTimePattern.Rfc3339;

    public async Task<IReadOnlyList<(string Name, IEnumerable<IEnumerable<string>> Rows)>> Of(
        AttendedAssembly attended,
        CancellationToken ct
    ) =>
        [
            ("people", People(attended)),
            ("ledger", await Ledger(attended, ct)),
            ("roll", await Roll(attended.Assembly.Id, ct)),
            ("proxies", await Proxies(attended, ct)),
            ("quorum", await Checks(attended, ct)),
        ];

    private static IEnumerable<IEnumerable<string>> People(AttendedAssembly attended) =>
        attended
            .People.Select(p =>
                new[] { p.Name, p.NameLatin, p.Affiliation, p.Organisation }
                    .Select(InertCells.Out)
                    .Append(Camel(p.Role?.ToString()))
                    .Concat(
                        attended.Meetings.SelectMany(m =>
                            new[] { Text(p.At(m.Id).Minutes(online: false)), Text(p.At(m.Id).Minutes(online: true)) }
                        )
                    )
            )
            .Prepend(OfPeople.Concat(attended.Meetings.SelectMany(m => new[] { $"{m.Key} minutes on site", $"{m.Key} minutes by video" })));

    private async Task<IEnumerable<IEnumerable<string>>> Ledger(AttendedAssembly attended, CancellationToken ct)
    {
        var meetings = attended.Meetings.Select(m => m.Id).ToList();
        var rows = await (
            from entry in db.PresenceEntries
            join registrant in db.Registrants on entry.Registrant equals registrant.Id
            join person in db.People on entry.By equals person.Id into people
            from writer in people.DefaultIfEmpty()
            where meetings.Contains(entry.Meeting)
            orderby entry.Number
            select new
            {
                entry,
                registrant.Name,
                registrant.Affiliation,
                By = writer == null ? null : writer.Name,
            }
        )
            .AsNoTracking()
            .ToListAsync(ct);
        return rows.Select(row =>
                new[]
                {
                    Text(row.entry.Number),
                    Key(attended, row.entry.Meeting),
                    At(attended, row.entry.At),
                    Camel(row.entry.Move.ToString()),
                    Camel(row.entry.Where.ToString()),
                    InertCells.Out(row.Name),
                    InertCells.Out(row.Affiliation),
                    Camel(row.entry.Via.ToString()),
                    InertCells.Out(row.By),
                    InertCells.Out(row.entry.Reason),
                    row.entry.Corrects is { } corrected ? Text(corrected) : "",
                }
            )
            .Prepend(["number", "meeting", "at", "move", "where", "name", "affiliation", "via", "by", "reason", "corrects"]);
    }

    private async Task<IEnumerable<IEnumerable<string>>> Roll(Id<Assembly> assembly, CancellationToken ct)
    {
        var lines = RollLine.InForce(await db.StandingRoll(assembly).AsNoTracking().ToListAsync(ct));
        return lines
            .OrderBy(l => l.Code, StringComparer.Ordinal)
            .Select(l =>
                new[] { InertCells.Out(l.Code), InertCells.Out(l.Name), l.Entitled ? "yes" : "no", Text(l.Weight), InertCells.Out(l.Why) }
            )
            .Prepend(["code", "name", "entitled", "weight", "why"]);
    }

    private async Task<IEnumerable<IEnumerable<string>>> Proxies(AttendedAssembly attended, CancellationToken ct)
    {
        var rows = await (
            from proxy in db.Proxies
            join step in db.ProxySteps on proxy.Id equals step.Proxy
            join principal in db.Organisations on proxy.Principal equals principal.Id
            join holder in db.Organisations on proxy.Holder equals holder.Id
            where proxy.Assembly == attended.Assembly.Id
            orderby proxy.Id, step.Seq
            select new
            {
                Principal = principal.Code,
                Holder = holder.Code,
                proxy.Text,
                step.What,
                step.At,
                step.Why,
            }
        )
            .AsNoTracking()
            .ToListAsync(ct);
        return rows.Select(row =>
                new[]
                {
                    InertCells.Out(row.Principal),
                    InertCells.Out(row.Holder),
                    InertCells.Out(row.Text),
                    Camel(row.What.ToString()),
                    At(attended, row.At),
                    InertCells.Out(row.Why),
                }
            )
            .Prepend(["principal", "holder", "power", "what", "at", "why"]);
    }

    private async Task<IEnumerable<IEnumerable<string>>> Checks(AttendedAssembly attended, CancellationToken ct)
    {
        var meetings = attended.Meetings.Select(m => m.Id).ToList();
        var checks = await db
            .QuorumChecks.AsNoTracking()
            .Where(c => meetings.Contains(c.Meeting))
            .OrderBy(c => c.At)
            .ThenBy(c => c.Seq)
            .ToListAsync(ct);
        return checks
            .Select(c =>
                new[]
                {
                    Key(attended, c.Meeting),
                    Text(c.Seq),
                    Camel(c.Why.ToString()),
                    At(attended, c.At),
                    Text(c.Entitled),
                    Text(c.Present),
                    Text(c.Represented),
                    Text(c.Needed),
                    c.Holds ? "yes" : "no",
                    Text(c.RulesVersion),
                    Codes(c, MemberState.Present),
                    Codes(c, MemberState.Represented),
                    Codes(c, MemberState.Absent),
                }
            )
            .Prepend([
                "meeting",
                "number",
                "why",
                "at",
                "entitled",
                "present",
                "represented",
                "needed",
                "holds",
                "rules version",
                "present members",
                "represented members",
                "absent members",
            ]);
    }

    private static string Codes(QuorumCheck check, MemberState state) =>
        InertCells.Out(string.Join(' ', check.Roll.Where(m => m.State == state).Select(m => m.Code)));

    private static string Key(AttendedAssembly attended, Id<Meeting> meeting) => attended.Meetings.First(m => m.Id == meeting).Key;

    private static string At(AttendedAssembly attended, Instant at) =>
        Stamp.Format(at.InZone(DateTimeZoneProviders.Tzdb[attended.Assembly.Place.TimeZone]).ToOffsetDateTime());

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Camel(string? name) => name is null ? "" : JsonNamingPolicy.CamelCase.ConvertName(name);
}
