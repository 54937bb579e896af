using System.Text.Json;
using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Minutes;
using Assemblies.Domain.Presence;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Minutes.Register;

/// <summary>What is missing at the end of an assembly, with the way to it: page and commands ask the same.</summary>
internal static class ClosingCheck
{
    /// <summary>Meetings that are open or to come; none when it can be adjourned.</summary>
    public static async Task<IReadOnlyList<ShowClosing.Missing>> OpenMeetings(
        this AssembliesDb db,
        Assembly assembly,
        Instant now,
        CancellationToken ct
    )
    {
        var standing = assembly.Meetings.Where(m => m.CancelledAt is null).OrderBy(m => m.StartsAt).ToList();
        var ids = standing.ConvertAll(m => m.Id);
        var kinds = (
            await db
                .SittingSteps.Where(s => ids.Contains(s.Meeting) && (s.Kind == SittingStepKind.Opened || s.Kind == SittingStepKind.Closed))
                .Select(s => new { s.Meeting, s.Kind })
                .ToListAsync(ct)
        ).ToLookup(s => s.Meeting, s => s.Kind);
        return
        [
            .. standing
                .Where(m => !kinds[m.Id].Contains(SittingStepKind.Closed))
                .Select(m => (Meeting: m, IsOpen: kinds[m.Id].Contains(SittingStepKind.Opened)))
                .Where(it => it.IsOpen || it.Meeting.EndsAt > now)
                .Select(it =>
                    it.IsOpen
                        ? new ShowClosing.Missing(
                            ShowClosing.Gap.MeetingOpen,
                            $"“{it.Meeting.Title}” is open. Close it.",
                            $"/assemblies/{assembly.Code}/room/close",
                            Blocks: true
                        )
                        : new ShowClosing.Missing(
                            ShowClosing.Gap.MeetingToCome,
                            $"“{it.Meeting.Title}” is still to come. Cancel it if it is not held.",
                            $"/assemblies/{assembly.Code}/meetings/{it.Meeting.Id}",
                            Blocks: true
                        )
                ),
        ];
    }

    /// <summary>All that is missing to close it: what has to be there, then what should be.</summary>
    public static async Task<IReadOnlyList<ShowClosing.Missing>> MissingToClose(
        this AssembliesDb db,
        Assembly assembly,
        Instant now,
        CancellationToken ct
    )
    {
        var missing = new List<ShowClosing.Missing>(await db.OpenMeetings(assembly, now, ct));
        var (minutes, page) = (await db.MinutesOf(assembly.Id, ct), $"/assemblies/{assembly.Code}/minutes");
        if (!minutes.IsPublished)
        {
            missing.Add(new(ShowClosing.Gap.MinutesNotPublished, "The minutes are not published to the members.", page, Blocks: true));
        }
        else if (!minutes.IsApproved)
        {
            missing.Add(
                new(
                    ShowClosing.Gap.MinutesNotApproved,
                    "The minutes are not approved. A later assembly approves them by a vote.",
                    page,
                    Blocks: true
                )
            );
        }
        else if (!minutes.IsSigned)
        {
            missing.Add(new(ShowClosing.Gap.MinutesNotSigned, "The minutes are not signed by chair and minute-taker.", page, Blocks: true));
        }

        var decisions = await db
            .Decisions.Where(d => d.Assembly == assembly.Id && d.Seq != null && d.AnnulledAt == null && d.OvertakenBy == null)
            .Where(d => d.Organisation == null && d.Responsible == null)
            .OrderBy(d => d.Seq)
            .Select(d => new { d.Number, d.Title })
            .ToListAsync(ct);
        missing.AddRange(
            decisions.Select(d => new ShowClosing.Missing(
                ShowClosing.Gap.DecisionWithoutResponsible,
                $"Nobody is named to carry out {d.Number} “{d.Title}”.",
                $"/decisions/{d.Number}/assign",
                Blocks: false
            ))
        );
        var actions = await db
            .ActionPoints.Where(a => a.Assembly == assembly.Id && a.EndedAt == null && a.Person == null && a.Organisation == null)
            .OrderBy(a => a.Seq)
            .Select(a => a.Seq)
            .ToListAsync(ct);
        missing.AddRange(
            actions.Select(seq => new ShowClosing.Missing(
                ShowClosing.Gap.ActionWithoutOwner,
                $"Nobody is named to do {ActionPoint.NumberOf(assembly.Code, seq)}.",
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/actions/{assembly.Code}/{seq}"),
                Blocks: false
            ))
        );
        return missing;
    }

    /// <summary>The refusal that names what is missing.</summary>
    public static Error With(this Error error, IEnumerable<ShowClosing.Missing> missing) =>
        error with
        {
            Reasons =
            [
                .. missing.Select(one => new Error(
                    $"assembly.{JsonNamingPolicy.SnakeCaseLower.ConvertName(one.What.ToString())}",
                    ErrorKind.Conflict,
                    one.Says
                )),
            ],
        };

    /// <summary>With its steps and meetings, to be changed; null when there is none.</summary>
    public static Task<Assembly?> Ending(this AssembliesDb db, string code, CancellationToken ct) =>
        db.Assemblies.Include(a => a.Steps).Include(a => a.Meetings).AsSplitQuery().SingleOrDefaultAsync(a => a.Code == code, ct);
}
