using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Presence;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests.Rights;

internal sealed class SittingSamples : ISamples
{
    private const string Code = Stage.AssemblyCode;

    public IReadOnlyDictionary<Type, Func<Stage, Task<object>>> Requests { get; } =
        new Dictionary<Type, Func<Stage, Task<object>>>([
            Sample.Of(async stage => new OpenMeeting(await stage.OnItsDay())),
            Sample.Of(async stage =>
            {
                var meeting = await Opened(stage);
                return new GoToLine(meeting, await Item(stage, meeting), null, 1);
            }),
            Sample.Of(async stage => new TakeBreak(await Opened(stage), 10, null)),
            Sample.Of(async stage =>
            {
                var meeting = await Opened(stage);
                await stage.Does(new TakeBreak(meeting, 10, null));
                return new ResumeMeeting(meeting, null);
            }),
            Sample.Of(async stage =>
            {
                var meeting = await Opened(stage);
                return new HandOverChair(meeting, await Deputy(stage, meeting), "A reason.", null);
            }),
            Sample.Of(async stage => new CloseMeeting(await Opened(stage), null, null)),
            Sample.Of(async stage => new CheckQuorum(await Opened(stage))),
            Sample.Of(async stage => new ChallengeQuorum(await Opened(stage), null)),
            Sample.Of(async stage => new ConfirmPresence(await Challenged(stage))),
            Sample.Of(async stage => new ConfirmByRollCall(
                await Challenged(stage),
                await stage.Find(db => db.Organisations.Where(o => o.Code == "NL").Select(o => o.Id).SingleAsync())
            )),
            Sample.Of(async stage => new CountChallenge(await Challenged(stage))),
            Sample.Of(new EndChallenges()),
            Sample.Of(new ListQuorumChecks(Code)),
            Sample.Of(new ShowRoom(Code)),
            Sample.Of(new ShowChair(Code)),
            Sample.Of(new MakeScreenLink(Code, "Hall")),
            Sample.Of(new ListScreenLinks(Code)),
            Sample.Of(async stage => new RevokeScreenLink(Code, (await stage.Does(new MakeScreenLink(Code, "Hall"))).Id)),
            Sample.Of(async stage =>
            {
                var made = await stage.Does(new MakeScreenLink(Code, "Hall"));
                return new ShowScreen(made.Address.Split('/')[^1]);
            }),
        ]);

    private static async Task<Id<Meeting>> Opened(Stage stage)
    {
        var meeting = await stage.OnItsDay();
        await stage.Does(new OpenMeeting(meeting));
        return meeting;
    }

    /// <summary>The quorum is challenged, and a delegate of NL is there, who is the secretariat too.</summary>
    private static async Task<Id<Meeting>> Challenged(Stage stage)
    {
        var id = await Opened(stage);
        await stage.Find(async db =>
        {
            var meeting = await db.Meetings.SingleAsync(m => m.Id == id);
            var person = await db.People.SingleAsync(p => p.Email == DemoNetwork.SecretariatDeputy);
            var mandate = await db.Mandates.SingleAsync(m => m.Person == person.Id);
            var now = stage.Service.Clock.GetCurrentInstant();
            var registrant = new Registrant(
                meeting.Assembly,
                new(person.Name, null, person.Email, "Europe/Amsterdam", "NL", Audience.Members)
                {
                    Person = person.Id,
                    Organisation = mandate.Organisation,
                    Mandate = mandate.Id,
                },
                "B1",
                now,
                null
            );
            var ledger = await db.LedgerOf(meeting, registrant.Id, CancellationToken.None);
            db.AddRange(registrant, ledger.CheckIn(Where.OnSite, new(now, null, Via.Desk))!);
            return await db.SaveChangesAsync();
        });
        await stage.Does(new ChallengeQuorum(id, null));
        return id;
    }

    private static Task<Id<AgendaItem>> Item(Stage stage, Id<Meeting> meeting) =>
        stage.Find(db => db.AgendaItems.Where(i => i.Of.Meeting == meeting).Select(i => i.Id).FirstAsync());

    private static Task<Id<Person>> Deputy(Stage stage, Id<Meeting> meeting) =>
        stage.Find(async db =>
        {
            var assembly = await db.Meetings.Where(m => m.Id == meeting).Select(m => m.Assembly).SingleAsync();
            var person = await db.People.Where(p => p.Email == DemoNetwork.GreeceHead).Select(p => p.Id).SingleAsync();
            db.Add(new Officer(person, assembly, Office.DeputyChair, stage.Service.Clock.GetCurrentInstant(), null));
            await db.SaveChangesAsync();
            return person;
        });
}
