using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Voting;
using Assemblies.Server.Presence;
using Assemblies.Server.Voting;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests.Rights;

internal sealed class VotingSamples : ISamples
{
    private const string Code = Stage.AssemblyCode;

    private static readonly MotionBody Body = new("Work plan", "The work plan is adopted.", "Steering committee", "strategy");

    public IReadOnlyDictionary<Type, Func<Stage, Task<object>>> Requests { get; } =
        new Dictionary<Type, Func<Stage, Task<object>>>([
            Sample.Of(new PutMotion(Code, "1", Body)),
            Sample.Of(async stage => new ChangeMotion(Code, await Motion(stage), 1, Body)),
            Sample.Of(async stage => new ShelveMotion(Code, await Motion(stage), MotionStepKind.Withdrawn, "A reason.")),
            Sample.Of(async stage =>
            {
                var motion = await Motion(stage);
                await stage.Does(new ShelveMotion(Code, motion, MotionStepKind.Withdrawn, "A reason."));
                return new ReopenMotion(Code, motion, "A reason.");
            }),
            Sample.Of(new ListMotions(Code)),
            Sample.Of(async stage => new ShowMotion(Code, await Motion(stage))),
            Sample.Of(async stage => new OpenPoll(Code, await Motion(stage), PollMethod.Ballots, null)),
            Sample.Of(async stage => new ExtendPoll(await Poll(stage), 2)),
            Sample.Of(async stage => new ClosePoll(await Poll(stage))),
            Sample.Of(new ClosePollsInTime()),
            Sample.Of(async stage => new AnnulPoll(await Poll(stage), "A reason.")),
            Sample.Of(async stage => new GiveCastingVote(await Poll(stage), false)),
            Sample.Of(async stage => new ObjectToMotion(await Poll(stage))),
            Sample.Of(async stage => new CastBallot(await Poll(stage), "NL", VoteChoice.Yes, false, null)),
            Sample.Of(async stage => new WriteSpokenVote(await Poll(stage), "NL", VoteChoice.Yes)),
            Sample.Of(async stage => new AnswerSpokenVote(await Poll(stage), "NL", true)),
            Sample.Of(new ShowVotes(Code)),
            Sample.Of(async stage => new ShowPoll(await Poll(stage))),
            Sample.Of(async stage =>
            {
                var made = await stage.Does(new MakeScreenLink(Code, "Hall"));
                return new ShowWallVotes(made.Address.Split('/')[^1]);
            }),
        ]);

    private static async Task<string> Motion(Stage stage) => (await stage.Does(new PutMotion(Code, "1", Body))).Number;

    /// <summary>An open vote; written straight into the tables, since nobody is there to make a quorum.</summary>
    private static async Task<Id<Poll>> Poll(Stage stage)
    {
        var meeting = await stage.OnItsDay();
        await stage.Does(new OpenMeeting(meeting));
        var code = await stage.Find(db =>
            (from m in db.Meetings join a in db.Assemblies on m.Assembly equals a.Id where m.Id == meeting select a.Code).SingleAsync()
        );
        var number = (await stage.Does(new PutMotion(code, "1", Body))).Number;
        var id = Id<Poll>.New();
        await stage.Find(db =>
            db.Database.ExecuteSqlAsync(
                $$"""
                insert into poll (id, assembly, meeting, motion, item, seq, method, opened_at, rule, entitled, present, represented, roll)
                select {{id.Value}}, m.assembly, {{meeting.Value}}, m.id, m.item, 1, 'Ballots', now(),
                    jsonb_build_object('version', 1, 'type', 'strategy', 'chairCasts', false, 'turnoutFloor', false, 'abstentionLimit', false,
                        'majority', jsonb_build_object('base', 'cast', 'share', jsonb_build_object('comparison', 'moreThan', 'num', 1, 'den', 2)),
                        'quorum', jsonb_build_object('comparison', 'moreThan', 'num', 1, 'den', 2)),
                    24, 13, 0, '[]'
                from motion m join assembly a on a.id = m.assembly where a.code = {{code}} and m.number = {{number}}
                """
            )
        );
        return id;
    }
}
