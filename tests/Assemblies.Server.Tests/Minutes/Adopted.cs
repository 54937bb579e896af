using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Minutes;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Registration;
using Assemblies.Domain.Voting;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Tests.Minutes;

/// <summary>Puts a motion that approves minutes, its adoption without objection, and the approval into the database.</summary>
internal static class Adopted
{
    /// <summary>On the first item of an open meeting.</summary>
    public static async Task<PollResult> Minutes(AssembliesDb db, Id<Meeting> meetingId, string minutesOf, Instant at)
    {
        var meeting = await db.Meetings.SingleAsync(m => m.Id == meetingId);
        var of = await db.Assemblies.Where(a => a.Code == minutesOf).Select(a => a.Id).SingleAsync();
        var rules = await db.RulesVersions.FirstAsync();
        var agenda = await db.AgendaVersions.Where(v => v.Assembly == meeting.Assembly).Select(v => v.Content).SingleAsync();
        var session = agenda.Meetings.Single(m => m.Id == meetingId).Sessions.First(s => s.Items.Count > 0);
        var item = await db.AgendaItems.SingleAsync(i => i.Id == session.Items[0].Id);
        var sitting = Sitting.At(meeting, await db.SittingSteps.Where(s => s.Meeting == meetingId).ToListAsync());
        db.AddRange(sitting.GoTo(session, item.Id, at, null).Value!);

        var motion = Motion
            .Put(
                item,
                0,
                new("Minutes", $"The minutes of {minutesOf} are approved.", "Chair", null, "minutes", [], of),
                rules.Parameters,
                at,
                null
            )
            .Value!;
        var member = await db.Organisations.FirstAsync(o => o.Code == "FI");
        var call = RollCall.Of(
            [new(member.Id, member.Code, member.Name, null, true, "", 1)],
            [new(Id<Registrant>.New(), null, member.Id, MandateRole.Head, "Its head", Where.OnSite)],
            [],
            []
        );
        var version = await db.MinutesVersions.Where(v => v.Assembly == of).OrderByDescending(v => v.Number).FirstAsync();
        var poll = new PollOpening(sitting, motion, new([], []), false, true, false, call, rules, [])
        {
            Minutes = new(version.Number, null),
        }
            .Open(PollMethod.Consensus, null, at, null)
            .Value!;
        var result = poll.Close([], quorumLost: false, motion, at, null).Value!;
        db.AddRange(motion, poll, result, new MinutesApproval(version, meeting.Assembly, motion.Id, poll.Id, at));
        return result;
    }
}
