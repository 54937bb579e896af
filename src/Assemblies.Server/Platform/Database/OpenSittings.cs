using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Voting;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Platform.Database;

/// <summary>Which meetings are in session: opened and not closed. Read in one place by whoever asks.</summary>
internal static class OpenSittings
{
    /// <summary>The steps that opened the meetings that are open now.</summary>
    public static IQueryable<SittingStep> OpenNow(this IQueryable<SittingStep> steps, AssembliesDb db) =>
        steps.Where(s =>
            s.Kind == SittingStepKind.Opened
            && !db.SittingSteps.Any(closed => closed.Meeting == s.Meeting && closed.Kind == SittingStepKind.Closed)
        );

    /// <summary>The meeting of an assembly that is open; null when none is. One is open at a time.</summary>
    public static Task<Id<Meeting>?> OpenMeetingOf(this AssembliesDb db, string assembly, CancellationToken ct) =>
        (
            from step in db.SittingSteps.OpenNow(db)
            join meeting in db.Meetings on step.Meeting equals meeting.Id
            join a in db.Assemblies on meeting.Assembly equals a.Id
            where a.Code == assembly
            select (Id<Meeting>?)meeting.Id
        ).FirstOrDefaultAsync(ct);

    /// <summary>Whether a vote is open at a meeting, or a tie waits for the chair: until it is over, the meeting does not move on.</summary>
    public static Task<bool> IsVoting(this AssembliesDb db, Id<Meeting> meeting, CancellationToken ct) =>
        db.Polls.AnyAsync(
            p =>
                p.Meeting == meeting
                && (
                    p.EndedAt == null
                    || (
                        p.Steps.Any(s => s.Kind == PollStepKind.Tied)
                        && !p.Steps.Any(s => s.Kind == PollStepKind.ChairCast || s.Kind == PollStepKind.Annulled)
                    )
                ),
            ct
        );
}
