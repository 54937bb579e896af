using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Presence;
using Assemblies.Server.Presence;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests.Presence;

public sealed class SittingTests
{
    private SittingStage stage = null!;

    [OneTimeSetUp]
    public async Task Start() => stage = await SittingStage.Start();

    [OneTimeTearDown]
    public async Task End() => await stage.DisposeAsync();

    [Test]
    public async Task A_meeting_is_opened_led_through_its_programme_and_closed_each_step_with_who_and_when()
    {
        var day = await stage.DemoDay();
        await day.Opens();
        await day.GoesTo(0);
        stage.Later(20);
        await day.Post(stage.Chair, "go-to", new { session = day.Pause }).Succeeds();
        await day.Post(stage.Chair, "resume").Succeeds();
        await day.Post(stage.Chair, "go-to", new { item = day.Items[2], step = 4 }).Succeeds();
        await day.Post(stage.Chair, "break", new { minutes = 10 }).Succeeds();
        await day.Post(stage.Chair, "resume", new { step = 6 }).Succeeds();
        var closed = await day.Post(stage.Chair, "close", new { reason = "The agenda is done.", step = 7 }).Value<SittingNow>();

        var steps = await stage.Service.Db(db =>
            db.SittingSteps.Where(s => s.Meeting == day.Meeting)
                .OrderBy(s => s.Seq)
                .Select(s => $"{s.Seq} {s.Kind} {s.Minutes} {db.People.Single(p => p.Id == s.By).Name}")
                .ToListAsync()
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That((closed.Step, closed.State), Is.EqualTo((8, SittingState.Closed)));
            Assert.That(
                steps,
                Is.EqualTo([
                    "1 Opened  Lotte Van den Broeck",
                    "2 LineStarted  Lotte Van den Broeck",
                    "3 BreakBegan 15 Lotte Van den Broeck",
                    "4 BreakEnded  Lotte Van den Broeck",
                    "5 LineStarted  Lotte Van den Broeck",
                    "6 BreakBegan 10 Lotte Van den Broeck",
                    "7 BreakEnded  Lotte Van den Broeck",
                    "8 Closed  Lotte Van den Broeck",
                ])
            );
        }

        foreach (var (verb, body) in Everything(day))
        {
            Assert.That(await day.Post(stage.Chair, verb, body).Refusal(), Is.EqualTo("409 sitting.closed"), verb);
        }
    }

    [Test]
    public async Task A_repeat_of_what_stands_is_refused_with_its_own_code()
    {
        var day = await stage.Day();
        foreach (var (verb, body) in Everything(day).Where(it => it.Verb is not "open"))
        {
            Assert.That(await day.Post(stage.Chair, verb, body).Refusal(), Is.EqualTo("409 sitting.not_opened"), verb);
        }

        await day.Opens();
        await day.GoesTo(0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await day.Post(stage.Chair, "open").Refusal(), Is.EqualTo("409 sitting.open_already"));
            Assert.That(await day.Post(stage.Chair, "go-to", new { item = day.Items[0] }).Refusal(), Is.EqualTo("409 sitting.on_already"));
            Assert.That(await day.Post(stage.Chair, "resume").Refusal(), Is.EqualTo("409 sitting.no_break"));
            Assert.That(
                await day.Post(stage.Chair, "go-to", new { item = Id<Meeting>.New().Value }).Refusal(),
                Is.EqualTo("400 sitting.not_on_programme")
            );
            Assert.That(await day.Post(stage.Chair, "go-to", new { }).Refusal(), Is.EqualTo("400 request.invalid"));
            Assert.That(await day.Post(stage.Chair, "break", new { minutes = 0 }).Refusal(), Is.EqualTo("400 request.invalid"));
        }

        await day.Post(stage.Chair, "break", new { minutes = 10 }).Succeeds();
        Assert.That(await day.Post(stage.Chair, "break", new { minutes = 5 }).Refusal(), Is.EqualTo("409 sitting.break_already"));
    }

    [Test]
    public async Task A_chair_in_two_tabs_has_one_winner_and_so_have_chair_and_deputy_chair()
    {
        for (var round = 0; round < 5; round++)
        {
            var day = await stage.Day();
            Assert.That(
                await Outcomes(day.Post(stage.Chair, "open"), day.Post(stage.Chair, "open"), day.Post(stage.Deputy, "open")),
                Is.EqualTo((1, 2))
            );
            Assert.That(
                await Outcomes(
                    day.Post(stage.Chair, "go-to", new { item = day.Items[0], step = 1 }),
                    day.Post(stage.Deputy, "go-to", new { item = day.Items[1], step = 1 })
                ),
                Is.EqualTo((1, 1))
            );
            Assert.That(
                await Outcomes(
                    day.Post(stage.Chair, "break", new { minutes = 10, step = 2 }),
                    day.Post(stage.Chair, "close", new { step = 2 })
                ),
                Is.EqualTo((1, 1))
            );
            Assert.That(
                await stage.Service.Db(db => db.SittingSteps.Where(s => s.Meeting == day.Meeting).Select(s => s.Seq).Order().ToListAsync()),
                Is.EqualTo([1, 2, 3])
            );
        }
    }

    [Test]
    public async Task A_tab_that_saw_an_older_step_is_told_so()
    {
        var day = await stage.Day();
        await day.Opens();
        await day.GoesTo(0);
        Assert.That(
            await day.Post(stage.Chair, "go-to", new { item = day.Items[1], step = 1 }).Refusal(),
            Is.EqualTo("409 sitting.changed_meanwhile")
        );
    }

    [Test]
    public async Task Only_chair_deputy_chair_and_secretariat_lead_a_meeting()
    {
        var day = await stage.Day();
        using var partner = await stage.Service.As(DemoNetwork.Partner);
        using var delegated = await stage.Head("PL");
        using var host = await stage.Service.As(DemoNetwork.SloveniaHead);
        using var anybody = stage.Service.Anybody();
        foreach (var (verb, body) in Everything(day))
        {
            using (Assert.EnterMultipleScope())
            {
                Assert.That(await day.Post(delegated, verb, body).Refusal(), Is.EqualTo("403 access.forbidden"), verb);
                Assert.That(await day.Post(host, verb, body).Refusal(), Is.EqualTo("403 access.forbidden"), verb);
                Assert.That(await day.Post(stage.Teller, verb, body).Refusal(), Is.EqualTo("403 access.forbidden"), verb);
                Assert.That(await day.Post(partner, verb, body).Refusal(), Is.EqualTo("404 access.not_found"), verb);
                Assert.That(await day.Post(anybody, verb, body).Refusal(), Is.EqualTo("404 access.not_found"), verb);
            }
        }

        Assert.That(await SittingDay.Post(stage.Chair, Id<Meeting>.New(), "open").Refusal(), Is.EqualTo("404 access.not_found"));
        Assert.That(await SittingDay.Post(anybody, day.OpenMeeting, "open").Refusal(), Is.EqualTo("401 access.sign_in"));
        await day.Post(stage.Secretariat, "open").Succeeds();
        await day.Post(stage.Deputy, "go-to", new { item = day.Items[0] }).Succeeds();
    }

    [Test]
    public async Task A_meeting_opens_on_its_day_when_its_assembly_is_convened_and_it_was_not_cancelled()
    {
        var tomorrow = await stage.Day(daysAhead: 1);
        var early = await tomorrow.Post(stage.Chair, "open");
        var planned = await stage.Day(isConvened: false);
        var cancelled = await stage.Day();
        await stage.Service.Db(db =>
            db.Meetings.Where(m => m.Id == cancelled.Meeting)
                .ExecuteUpdateAsync(m => m.SetProperty(one => one.CancelledAt, stage.Service.Clock.GetCurrentInstant()))
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await early.Content.ReadAsStringAsync(), Does.Contain("It can be opened from the beginning of that day."));
            Assert.That(await Task.FromResult(early).Refusal(), Is.EqualTo("409 sitting.too_early"));
            Assert.That(await planned.Post(stage.Chair, "open").Refusal(), Is.EqualTo("409 sitting.not_convened"));
            Assert.That(await cancelled.Post(stage.Chair, "open").Refusal(), Is.EqualTo("409 sitting.meeting_cancelled"));
        }
    }

    [Test]
    public async Task Of_an_assembly_one_meeting_is_open_at_a_time()
    {
        var day = await stage.Day();
        await SittingDay.Post(stage.Chair, day.OpenMeeting, "open").Succeeds();
        var beside = await day.Post(stage.Chair, "open");
        Assert.That(await beside.Content.ReadAsStringAsync(), Does.Contain("“Open meeting” is open. Close it first."));
        Assert.That(await Task.FromResult(beside).Refusal(), Is.EqualTo("409 sitting.another_is_open"));

        await SittingDay.Post(stage.Chair, day.OpenMeeting, "close").Succeeds();
        await day.Opens();

        var both = await stage.Day();
        Assert.That(
            await Outcomes(SittingDay.Post(stage.Chair, both.OpenMeeting, "open"), SittingDay.Post(stage.Chair, both.Meeting, "open")),
            Is.EqualTo((1, 1))
        );
    }

    [Test]
    public async Task The_chair_hands_over_to_the_deputy_chair_and_takes_it_back()
    {
        var day = await stage.Day();
        await day.Opens();
        Assert.That((await day.Room(stage.Chair)).Meeting.Presiding, Is.EqualTo("Lotte Van den Broeck"));

        var chairs = (await stage.Chair.GetAsync($"{day.A}/room/chair").Value<ShowChair.Answer>()).CanPreside;
        Assert.That(chairs.Select(c => (c.Office, c.Presides)), Is.EqualTo([(Office.Chair, true), (Office.DeputyChair, false)]));
        await day.Post(stage.Chair, "hand-over", new { to = chairs[1].Person, reason = "The chair is a candidate." }).Succeeds();
        var pl = await stage.Service.Db(db => db.People.Where(p => p.Email == "head@pl.stem.example.org").Select(p => p.Id).SingleAsync());
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await day.Room(stage.Deputy)).Meeting.Presiding, Is.EqualTo(chairs[1].Name));
            Assert.That(
                await day.Post(stage.Chair, "hand-over", new { to = chairs[1].Person }).Refusal(),
                Is.EqualTo("409 sitting.presides_already")
            );
            Assert.That(await day.Post(stage.Chair, "hand-over", new { to = pl }).Refusal(), Is.EqualTo("400 sitting.cannot_preside"));
        }

        await day.Post(stage.Deputy, "hand-over", new { to = chairs[0].Person }).Succeeds();
        Assert.That((await day.Room(stage.Chair)).Meeting.Presiding, Is.EqualTo("Lotte Van den Broeck"));
    }

    private static IEnumerable<(string Verb, object? Body)> Everything(SittingDay day) =>
        [
            ("open", null),
            ("go-to", new { item = day.Items[2] }),
            ("break", new { minutes = 10 }),
            ("resume", null),
            ("close", null),
            ("quorum", null),
            ("challenge", null),
        ];

    private static async Task<(int Done, int Refused)> Outcomes(params Task<HttpResponseMessage>[] sent)
    {
        var answers = await Task.WhenAll(sent);
        var refused = answers.Where(a => !a.IsSuccessStatusCode).ToList();
        foreach (var answer in refused)
        {
            Assert.That(
                await Task.FromResult(answer).Refusal(),
                Is.AnyOf("409 sitting.changed_meanwhile", "409 sitting.open_already", "409 sitting.another_is_open", "409 sitting.closed")
            );
        }

        return (answers.Length - refused.Count, refused.Count);
    }
}
