using System.Globalization;
using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Invitations;

/// <summary>Everything that convening rests on, read once: the preview shows it, the command acts by it.</summary>
/// <param name="Assembly">The assembly with steps and meetings, tracked.</param>
/// <param name="Rules">The version it would pin.</param>
/// <param name="Agenda">The newest published agenda; null when none is.</param>
/// <param name="Check">How each check came out.</param>
/// <param name="Told">Who gets what, and why, or why nothing.</param>
internal sealed record Preparation(
    Assembly Assembly,
    RulesVersion Rules,
    AgendaVersion? Agenda,
    NoticeCheck Check,
    IReadOnlyList<Told> Told
)
{
    private const string Charter = "charter";

    /// <summary>Reads it; refused when there is no such assembly, or none that could ever be convened.</summary>
    public static async Task<Result<Preparation>> Of(AssembliesDb db, string code, Instant now, CancellationToken ct)
    {
        var assembly = await db
            .Assemblies.Include(a => a.Steps)
            .Include(a => a.Meetings)
            .AsSplitQuery()
            .SingleOrDefaultAsync(a => a.Code == code, ct);
        if (assembly is null)
        {
            return AccessErrors.NotFound;
        }

        if (AssemblyLife.Refusal(assembly.State, StepKind.Convened) is { } wrongState)
        {
            return wrongState;
        }

        if (await db.DeadlinesOf(assembly, ct) is not { } deadlines)
        {
            return InvitationsErrors.NoStatutoryDay;
        }

        if (NoticeCheck.Begun(deadlines, now) is { } begun)
        {
            return begun;
        }

        var versions = await db.AgendaVersions.AsNoTracking().Where(v => v.Assembly == assembly.Id).OrderBy(v => v.Number).ToListAsync(ct);
        var check = NoticeCheck.Of(
            deadlines,
            new(assembly.AnnouncedAt, versions.LastOrDefault()?.PublishedAt, assembly.RescheduledAt, [.. CharterAmendments(versions)]),
            now
        );
        var told = await db.WhoIsTold(assembly.Meetings, deadlines.Rules.DayOf(now), ct);
        return new Preparation(assembly, await db.RulesFor(assembly, ct), versions.Count > 0 ? versions[^1] : null, check, told);
    }

    private static IEnumerable<CharterAmendment> CharterAmendments(List<AgendaVersion> versions) =>
        from item in Items(versions.Count > 0 ? versions[^1] : null)
        where string.Equals(item.RuleType, Charter, StringComparison.Ordinal)
        select new CharterAmendment(
            int.TryParse(item.Number, CultureInfo.InvariantCulture, out var number) ? number : null,
            item.Title,
            versions.FirstOrDefault(version => Items(version).Any(i => i.Id == item.Id && HasText(i)))?.PublishedAt
        );

    private static bool HasText(PublishedItem item) => item.Text.Length > 0 || item.Documents.Count > 0;

    private static IEnumerable<PublishedItem> Items(AgendaVersion? version) =>
        version?.Content.Meetings.SelectMany(m => m.Sessions).SelectMany(s => s.Items) ?? [];
}
