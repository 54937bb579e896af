using Assemblies.Domain.Meetings;
using Assemblies.Domain.Rules;
using Assemblies.Server.Agenda;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using static Assemblies.Server.Tests.Agenda.DemoProgramme;

namespace Assemblies.Server.Tests.Agenda;

public sealed class LateTests
{
    private TestService service = null!;
    private HttpClient chair = null!;
    private HttpClient secretariat = null!;

    [SetUp]
    public async Task Start()
    {
        service = await DemoProgramme.Start();
        chair = await service.As(Chair);
        secretariat = await service.As(DemoNetwork.Secretariat);
        await Enter(chair);
    }

    [TearDown]
    public async Task End() => await service.DisposeAsync();

    [Test]
    public async Task Documents_that_were_sent_for_a_day_that_was_given_up_make_nothing_late()
    {
        await Stepped(StepKind.Convened, StepKind.DocumentsSent);
        Assert.That((await Add("After the documents")).Late, Is.True);
        await Stepped(StepKind.Rescheduled);
        Assert.That((await Add("Before the new day")).Late, Is.False);
    }

    [Test]
    public async Task What_was_asked_for_after_the_members_deadline_is_voted_on_and_what_came_in_time_is_not()
    {
        var inTime = await Ask();
        service.Clock.Reset(Instant.FromUtc(2027, 3, 30, 9, 0));
        var after = await Ask();
        service.Clock.Reset(Instant.FromUtc(2027, 4, 10, 9, 0));
        Assert.That((await Accepted(inTime), await Accepted(after)), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task Where_the_rules_take_nothing_up_late_nothing_is_added_late()
    {
        await service.Db(async db =>
        {
            var newest = await db.NewestRules(CancellationToken.None);
            db.Add(
                newest
                    .Follow(
                        newest.Parameters with
                        {
                            LateItems = LateItems.Forbidden,
                        },
                        "No late items.",
                        service.Clock.GetCurrentInstant(),
                        null
                    )
                    .Value!
            );
            return await db.SaveChangesAsync();
        });
        await Add("In time");
        service.Clock.Reset(Instant.FromUtc(2027, 4, 10, 9, 0));
        Assert.That(
            await chair.Post(At("agenda/items"), new { meeting = "day1", item = new { title = "x", minutes = 5 } }).Refusal(),
            Is.EqualTo("409 agenda.late_forbidden")
        );
        var draft = await chair.Draft();
        var rest = draft.Meetings[1].Sessions.Single(s => s.Name == "Break").Id;
        var lines = new[]
        {
            new
            {
                session = rest,
                title = "Rural schools",
                kind = "decision",
                minutes = 15,
            },
        };
        Assert.That(
            await chair.Send(HttpMethod.Patch, At("agenda"), new { lines }, draft.Version).Refusal(),
            Is.EqualTo("409 agenda.late_forbidden")
        );
    }

    [Test]
    public async Task The_charter_is_never_taken_up_late()
    {
        service.Clock.Reset(Instant.FromUtc(2027, 4, 10, 9, 0));
        var item = new
        {
            title = "Article 9",
            minutes = 5,
            kind = "decision",
            ruleType = "charter",
        };
        Assert.That(await chair.Post(At("agenda/items"), new { meeting = "day1", item }).Refusal(), Is.EqualTo("409 agenda.never_late"));
    }

    private async Task<AddItem.Added> Add(string title) =>
        await chair.Post(At("agenda/items"), new { meeting = "day1", item = new { title, minutes = 5 } }).Value<AddItem.Added>();

    private async Task<RequestItem.Asked> Ask() =>
        await secretariat
            .Post(
                At("agenda/requests"),
                new
                {
                    title = "Rural schools",
                    text = "x",
                    minutes = 5,
                    member = "FI",
                    source = new { kind = "phone", note = "The head" },
                }
            )
            .Value<RequestItem.Asked>();

    private async Task<bool> Accepted(RequestItem.Asked asked)
    {
        var accepted = await chair.Post(At($"agenda/requests/{asked.Id}/accept"), new { meeting = "day2" }).Value<AcceptRequest.Accepted>();
        return (await chair.GetAsync(At($"agenda/items/{accepted.Item}")).Value<ShowItem.Answer>()).Item.Late;
    }

    private Task<int> Stepped(params StepKind[] kinds) =>
        service.Db(async db =>
        {
            var assembly = await db.Assemblies.Include(a => a.Steps).SingleAsync(a => a.Code == Code);
            foreach (var kind in kinds)
            {
                assembly.Step(kind, service.Clock.GetCurrentInstant(), null, null);
            }

            return await db.SaveChangesAsync();
        });
}
