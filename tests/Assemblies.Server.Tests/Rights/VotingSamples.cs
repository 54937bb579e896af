using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Registration;
using Assemblies.Domain.Voting;
using Assemblies.Server.Platform.Database;
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
            Sample.Of(Opening),
            Sample.Of(async stage => new ExtendPoll(await Poll(stage), 2)),
            Sample.Of(async stage => new ClosePoll(await Poll(stage), false)),
            Sample.Of(new ClosePollsInTime()),
            Sample.Of(async stage => new AnnulPoll(await Poll(stage), "A reason.")),
            Sample.Of(async stage => new GiveCastingVote(await Poll(stage), false)),
            Sample.Of(async stage => new ObjectToMotion(
                (await stage.Does(await Opening(stage) with { Method = PollMethod.Consensus })).Id
            )),
            Sample.Of(async stage => new CastBallot(await Poll(stage), "NL", VoteChoice.Yes, false, null)),
            Sample.Of(async stage => new WriteSpokenVote(await Poll(stage), "NL", VoteChoice.Yes)),
            Sample.Of(async stage =>
            {
                var poll = await Poll(stage);
                await stage.Does(new WriteSpokenVote(poll, "NL", VoteChoice.Yes), Role.MinuteTaker);
                return new AnswerSpokenVote(poll, "NL", true);
            }),
            Sample.Of(new ShowVotes(Code)),
            Sample.Of(async stage => new ShowPoll(await Poll(stage))),
            Sample.Of(async stage =>
            {
                var made = await stage.Does(new MakeScreenLink(Code, "Hall"));
                return new ShowWallVotes(made.Address.Split('/')[^1]);
            }),
        ]);

    private static async Task<string> Motion(Stage stage) => (await stage.Does(new PutMotion(Code, "1", Body))).Number;

    /// <summary>An open vote, in which the secretariat's deputy has the vote of NL.</summary>
    private static async Task<Id<Poll>> Poll(Stage stage) => (await stage.Does(await Opening(stage))).Id;

    /// <summary>What opens one: deputies of most members are there, and a motion on the item that is on.</summary>
    private static async Task<OpenPoll> Opening(Stage stage)
    {
        var meeting = await stage.OnItsDay();
        await stage.Find(async db =>
        {
            var of = await db.Meetings.SingleAsync(m => m.Id == meeting);
            var deputies = await (
                from mandate in db.Mandates
                join person in db.People on mandate.Person equals person.Id
                join organisation in db.Organisations on mandate.Organisation equals organisation.Id
                where organisation.Kind == OrganisationKind.Member && mandate.Role == MandateRole.Deputy
                select new
                {
                    Mandate = mandate,
                    Person = person,
                    organisation.Code,
                }
            ).ToListAsync();
            var now = stage.Service.Clock.GetCurrentInstant();
            foreach (var one in deputies)
            {
                var who = new Attendee(one.Person.Name, null, one.Person.Email, "Europe/Brussels", one.Code, Audience.Members)
                {
                    Person = one.Person.Id,
                    Organisation = one.Mandate.Organisation,
                    Mandate = one.Mandate.Id,
                };
                var registrant = new Registrant(of.Assembly, who, $"B{one.Code}", now, null);
                var ledger = await db.LedgerOf(of, registrant.Id, CancellationToken.None);
                db.AddRange(registrant, ledger.CheckIn(Where.OnSite, new(now, null, Via.Desk))!);
            }

            return await db.SaveChangesAsync();
        });
        await stage.Does(new OpenMeeting(meeting));
        var (code, item) = await stage.Find(async db =>
            (
                await (
                    from m in db.Meetings
                    join a in db.Assemblies on m.Assembly equals a.Id
                    where m.Id == meeting
                    select a.Code
                ).SingleAsync(),
                await db.AgendaItems.Where(i => i.Of.Meeting == meeting).Select(i => i.Id).FirstAsync()
            )
        );
        await stage.Does(new GoToLine(meeting, item, null, null));
        return new(code, (await stage.Does(new PutMotion(code, "1", Body))).Number, PollMethod.Ballots, null);
    }
}
