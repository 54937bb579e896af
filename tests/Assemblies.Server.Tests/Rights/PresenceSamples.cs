using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Registration;
using Assemblies.Server.Presence;
using Assemblies.Server.SignIn;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests.Rights;

/// <summary>The proxy is LV's to EE; at the door stands the deputy of NL, who is the secretariat too.</summary>
internal sealed class PresenceSamples : ISamples
{
    private const string Code = Stage.AssemblyCode;

    private static readonly Source Source = new(SourceKind.Phone, "Their head, this morning");

    public IReadOnlyDictionary<Type, Func<Stage, Task<object>>> Requests { get; } =
        new Dictionary<Type, Func<Stage, Task<object>>>([
            Sample.Of(new ShowRoll(Code)),
            Sample.Of(async stage =>
            {
                var door = await Door(stage);
                await stage.Does(new FixRolls(), Role.Service);
                var entitled = await stage.Find(db =>
                    db.RollLines.Where(l => l.Code == "HR" && db.Assemblies.Any(a => a.Id == l.Assembly && a.Code == door.Code))
                        .OrderByDescending(l => l.Seq)
                        .Select(l => l.Entitled)
                        .FirstAsync()
                );
                return new CorrectRoll(door.Code, "HR", !entitled, null, "The fee came in, or went back.");
            }),
            Sample.Of(new FixRolls()),
            Sample.Of(new ListProxies(Code)),
            Sample.Of(async stage =>
            {
                await Withdraw(stage);
                return Give(await stage.Convened);
            }),
            Sample.Of(async stage => new AcceptProxy(await stage.Convened, await AProxy(stage), Source)),
            Sample.Of(async stage => new RefuseProxy(await stage.Convened, await AProxy(stage), null, Source)),
            Sample.Of(async stage => new WithdrawProxy(await stage.Convened, await AProxy(stage), null, Source)),
            Sample.Of(new ShowDesk(Code, null)),
            Sample.Of(new SearchDesk(Code, "day1", "joost")),
            Sample.Of(new ListDesk(Code, "day1")),
            Sample.Of(async stage =>
            {
                var door = await Door(stage);
                return new CheckIn(door.Code, "day1", new(door.Registrant), Where.OnSite, false);
            }),
            Sample.Of(async stage => new CheckInWalkIn((await Door(stage)).Code, "day1", "Maja Potočnik", "Ministry of Education", null)),
            Sample.Of(async stage =>
            {
                var door = await Door(stage);
                return new CheckOut(door.Code, "day1", door.Registrant, "Has left.");
            }),
            Sample.Of(async stage =>
            {
                var door = await Door(stage);
                var row = (await stage.Does(new CheckIn(door.Code, "day1", new(door.Registrant), Where.OnSite, false))).Row!.Value;
                return new UndoPresence(door.Code, row, null);
            }),
            Sample.Of(async stage => new CheckInSelf((await Door(stage)).Code, "day1", false)),
            Sample.Of(async stage => new CheckOutSelf((await Door(stage)).Code, "day1")),
            Sample.Of(async stage =>
            {
                var door = await Door(stage);
                await stage.Does(new CheckInSelf(door.Code, "day1", false));
                return new HandOverVote(door.Code, "day1", door.Registrant, false);
            }),
            Sample.Of(async stage => new TakeVoteBack((await Door(stage)).Code, "day1")),
            Sample.Of(new ShowPresence(Code, "day1", null)),
            Sample.Of(new ListAttendance(Code, "day1", null, 10)),
            Sample.Of(new HeadCount(Code)),
            Sample.Of(new ListSilent(Code, "day1")),
            Sample.Of(async stage =>
            {
                var door = await Door(stage);
                await stage.Does(new CheckInSelf(door.Code, "day1", false));
                return new HandCode(door.Person);
            }),
            Sample.Of(new UseCode("AAAA-AAAA", "Firefox", null)),
        ]);

    private sealed record AtDoor(string Code, Id<Registrant> Registrant, Id<Person> Person);

    /// <summary>A day of its own, for which the deputy of NL is registered.</summary>
    private static async Task<AtDoor> Door(Stage stage)
    {
        var id = await stage.OnItsDay();
        return await stage.Find(async db =>
        {
            var meeting = await db.Meetings.SingleAsync(m => m.Id == id);
            var person = await db.People.SingleAsync(p => p.Email == DemoNetwork.SecretariatDeputy);
            var mandate = await db.Mandates.SingleAsync(m => m.Person == person.Id);
            var registrant = new Registrant(
                meeting.Assembly,
                new(person.Name, null, person.Email, "Europe/Amsterdam", "NL", Audience.Members)
                {
                    Person = person.Id,
                    Organisation = mandate.Organisation,
                    Mandate = mandate.Id,
                },
                "B1",
                stage.Service.Clock.GetCurrentInstant(),
                null
            );
            db.Add(registrant);
            await db.SaveChangesAsync();
            var code = await db.Assemblies.Where(a => a.Id == meeting.Assembly).Select(a => a.Code).SingleAsync();
            return new AtDoor(code, registrant.Id, person.Id);
        });
    }

    private static GiveProxy Give(string code) => new(code, "LV", "EE", "LV gives its vote to EE.", [], [], Source);

    private static async Task<Id<Proxy>> AProxy(Stage stage)
    {
        await Withdraw(stage);
        return (await stage.Does(Give(await stage.Convened))).Id;
    }

    private static async Task Withdraw(Stage stage)
    {
        var code = await stage.Convened;
        var standing = await stage.Find(db =>
            db.Proxies.Where(p => p.State == ProxyState.Given || p.State == ProxyState.Accepted).Select(p => p.Id).ToListAsync()
        );
        foreach (var proxy in standing)
        {
            await stage.Does(new WithdrawProxy(code, proxy, null, Source));
        }
    }
}
