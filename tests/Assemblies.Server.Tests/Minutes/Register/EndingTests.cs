using System.Net.Http.Json;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Voting;
using Assemblies.Server.Minutes.Register;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Outbox;
using Assemblies.Server.Tests.Presence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Assemblies.Server.Tests.Minutes.Register;

public sealed class EndingTests
{
    private const string A = DayOne.A;

    [Test]
    public async Task An_assembly_is_adjourned_when_its_last_meeting_is_closed_and_nobody_is_told_twice()
    {
        await using var it = await RegisterStage.Start();
        var chair = await it.Chair;
        Assert.That(await chair.PostAsync($"{A}/adjourn", null).Refusal(), Is.EqualTo("409 assembly.not_over"));
        var before = await chair.GetAsync($"{A}/closing").Value<ShowClosing.Answer>();
        Assert.That(before.Missing.Select(m => m.What), Is.EqualTo(Enumerable.Repeat(ShowClosing.Gap.MeetingToCome, 2)));

        var day = await it.Service.Db(db =>
            db.Meetings.Where(m => m.Key == "day1" && m.Date == new LocalDate(2027, 4, 22)).Select(m => m.Id).SingleAsync()
        );
        await chair.PostAsync($"/api/v1/meetings/{day}/open", null).Succeeds();
        it.Service.Clock.Reset(Instant.FromUtc(2027, 4, 24, 10, 0));
        var open = await chair.GetAsync($"{A}/closing").Value<ShowClosing.Answer>();
        Assert.That(
            open.Missing.Select(m => (m.What, m.Address)),
            Is.EqualTo(new[] { (ShowClosing.Gap.MeetingOpen, "/assemblies/GA-2027-1/room/close") })
        );
        Assert.That(
            await chair.GetStringAsync("/assemblies/GA-2027-1/adjourn"),
            Does.Contain("is not over yet").And.Contain("/room/close")
        );
        await chair.PostAsJsonAsync($"/api/v1/meetings/{day}/close", new { }).Succeeds();

        using var member = await it.Service.As(DemoNetwork.FinlandHead);
        Assert.That(await member.PostAsync($"{A}/adjourn", null).Refusal(), Is.EqualTo("403 access.forbidden"));
        Assert.That(await member.GetAsync($"{A}/closing").Refusal(), Is.EqualTo("403 access.forbidden"));
        var mails = await it.Service.Db(db => db.OutboxMails.CountAsync());
        Assert.That(await chair.GetStringAsync("/assemblies/GA-2027-1/adjourn"), Does.Contain("Wednesday 28 April 2027"));
        await chair.PostAsync($"{A}/adjourn", null).Succeeds();
        Assert.That(await chair.PostAsync($"{A}/adjourn", null).Refusal(), Is.EqualTo("409 assembly.wrong_state"));
        Assert.That(await it.Service.Db(db => db.OutboxMails.CountAsync()), Is.EqualTo(mails));
        var steps = await it.Service.Db(db => db.AssemblySteps.Where(s => s.Kind == StepKind.Adjourned).ToListAsync());
        Assert.That(steps, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Two_who_adjourn_at_once_make_one_step()
    {
        await using var it = await RegisterStage.Start();
        it.Service.Clock.Reset(Instant.FromUtc(2027, 4, 24, 10, 0));
        var (chair, secretariat) = (await it.Chair, await it.Secretariat);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(n => (n % 2 is 0 ? chair : secretariat).PostAsync($"{A}/adjourn", null).Refusal())
        );
        Assert.That(answers.Count(a => a.StartsWith("200", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(answers.Where(a => a.StartsWith("409", StringComparison.Ordinal)), Has.Exactly(5).Items);
        Assert.That(await it.Service.Db(db => db.AssemblySteps.CountAsync(s => s.Kind == StepKind.Adjourned)), Is.EqualTo(1));
    }

    [Test]
    public async Task What_is_missing_to_close_is_listed_with_its_page_and_nothing_is_closed_without_it()
    {
        await using var it = await RegisterStage.Start();
        await it.Decide("Budget 2028", "The budget is adopted.");
        await it.Decide("Fees 2028", "The fees are those of table 2.", Outcome.Rejected);
        var chair = await it.Chair;
        await chair.PostAsJsonAsync($"{A}/actions", new { what = "Find a printer" }).Succeeds();
        it.Service.Clock.Reset(Instant.FromUtc(2027, 4, 24, 10, 0));
        Assert.That(await chair.PostAsJsonAsync($"{A}/close", new { }).Refusal(), Is.EqualTo("409 assembly.wrong_state"));
        await chair.PostAsync($"{A}/adjourn", null).Succeeds();
        var closing = await chair.GetAsync($"{A}/closing").Value<ShowClosing.Answer>();
        Assert.That(
            closing.Missing.Select(m => (m.What, m.Address, m.Blocks)),
            Is.EqualTo(
                new[]
                {
                    (ShowClosing.Gap.MinutesNotPublished, "/assemblies/GA-2027-1/minutes", true),
                    (ShowClosing.Gap.DecisionWithoutResponsible, "/decisions/GA-2027-1/01/assign", false),
                    (ShowClosing.Gap.ActionWithoutOwner, "/actions/GA-2027-1/1", false),
                }
            )
        );
        Assert.That(
            await chair.PostAsJsonAsync($"{A}/close", new { reason = "All the same." }).Refusal(),
            Is.EqualTo("409 assembly.not_ready_to_close")
        );
        var page = await chair.GetStringAsync("/assemblies/GA-2027-1/close");
        Assert.That(page, Does.Contain("/decisions/GA-2027-1/01/assign").And.Contain("/assemblies/GA-2027-1/minutes"));
        Assert.That(
            await it.Service.Db(db => db.AssemblySteps.AnyAsync(s => s.Kind == StepKind.Closed && s.Reason == "All the same.")),
            Is.False
        );
    }

    [Test]
    public async Task It_is_closed_once_a_later_assembly_approved_its_minutes_and_both_signed_them_with_a_reason_for_what_is_not_settled()
    {
        await using var stage = await SittingStage.Start();
        var day = await stage.HeldDay();
        using var taker = await day.AppointMinuteTaker();
        await day.WriteAll();
        var published = await day.Publishes();
        await stage.Chair.PostAsJsonAsync($"{day.A}/actions", new { what = "Find a printer" }).Succeeds();
        var past = stage.Service.Clock.GetCurrentInstant();
        await stage.Service.Db(db =>
            db.Meetings.Where(m => m.Assembly == day.Assembly).ExecuteUpdateAsync(m => m.SetProperty(x => x.EndsAt, past))
        );
        await stage.Chair.PostAsync($"{day.A}/adjourn", null).Succeeds();
        Assert.That(await Blocking(stage, day), Is.EqualTo(new[] { ShowClosing.Gap.MinutesNotApproved }));

        var later = await stage.DemoDay();
        await later.Opens();
        await stage.Service.Db(async db =>
        {
            await Adopted.Minutes(db, later.Meeting, day.Code, stage.Service.Clock.GetCurrentInstant());
            return await db.SaveChangesAsync();
        });
        Assert.That(await Blocking(stage, day), Is.EqualTo(new[] { ShowClosing.Gap.MinutesNotSigned }));
        foreach (var signs in new[] { stage.Chair, taker })
        {
            await signs.PostAsJsonAsync($"{day.A}/minutes/sign", new { hash = published.Hash }).Succeeds();
        }

        Assert.That(await Blocking(stage, day), Is.Empty);
        Assert.That(await stage.Chair.PostAsJsonAsync($"{day.A}/close", new { }).Refusal(), Is.EqualTo("409 assembly.say_why_closed"));
        await stage.Chair.PostAsJsonAsync($"{day.A}/close", new { reason = "The printer is somebody else's." }).Succeeds();
        Assert.That(await stage.Chair.PostAsJsonAsync($"{day.A}/close", new { }).Refusal(), Is.EqualTo("409 assembly.wrong_state"));
        Assert.That((await Closing(stage, day)).State, Is.EqualTo(AssemblyState.Closed));
        Assert.That(await stage.Chair.GetStringAsync($"/assemblies/{day.Code}/close"), Does.Contain("is closed"));
    }

    [Test]
    public async Task Members_get_the_list_of_decisions_once_on_its_day_with_what_may_be_contested_until_when()
    {
        await using var it = await RegisterStage.Start();
        await it.Decide("Budget 2028", "The budget is adopted.");
        await it.Decide("Fees 2028", "The fees are those of table 2.", Outcome.TiedRejected);
        await it.Decide("Charter", "Articles 4 and 11 are amended.", closed: true);
        Assert.That(await Send(it, Instant.FromUtc(2027, 4, 27, 10, 0)), Is.Zero);
        Assert.That(await Send(it, Instant.FromUtc(2027, 4, 28, 3, 0)), Is.Zero, "at five in the morning");
        var members = await it.Service.Db(db =>
            (
                from mandate in db.Mandates
                join organisation in db.Organisations on mandate.Organisation equals organisation.Id
                join person in db.People on mandate.Person equals person.Id
                where organisation.Kind == OrganisationKind.Member
                select person.Email
            )
                .Distinct()
                .ToListAsync()
        );
        it.Service.Clock.Reset(Instant.FromUtc(2027, 4, 28, 10, 0));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => it.Service.Send(new SendDecisionsLists())));
        Assert.That(
            await it.Service.Db(db => db.OutboxMails.Where(m => m.Kind == "decisions.list").Select(m => m.Email).ToListAsync()),
            Is.EquivalentTo(members)
        );
        Assert.That(await Send(it, Instant.FromUtc(2027, 4, 29, 10, 0)), Is.Zero, "it goes once");
        var list = await it.Service.Db(db => db.DecisionsLists.SingleAsync());
        Assert.That((list.ContestUntil, list.People), Is.EqualTo((new LocalDate(2027, 5, 28), members.Count)));

        await using var scope = it.Service.Services.CreateAsyncScope();
        var composer = scope.ServiceProvider.GetServices<IComposeMail>().Single(c => c.Kind == "decisions.list");
        var mail = await it.Service.Db(db => db.OutboxMails.FirstAsync(m => m.Kind == "decisions.list"));
        var composed = await composer.Compose(mail, CancellationToken.None);
        Assert.That(composed!.Subject, Is.EqualTo("GA-2027-1: list of decisions"));
        Assert.That(
            composed.Text,
            Does.Contain("GA-2027-1/01")
                .And.Contain("Motion 1.2")
                .And.Contain("Tied, not adopted")
                .And.Contain("Friday 28 May 2027, 23:59 (Brussels time)")
                .And.Not.Contain("Articles 4 and 11")
        );
    }

    [TestCase(
        "Tie",
        "Tie",
        Outcome.TiedChairAdopted,
        "Tie. Tied, adopted by the chair’s casting vote. 18 of 20 votes cast are yes, at least 11 needed. In the register: http"
    )]
    [TestCase(
        "Fees",
        "Table 2 counts.",
        Outcome.Adopted,
        "Fees: Table 2 counts. Adopted. 18 of 20 votes cast are yes, at least 11 needed. In the register: http"
    )]
    [TestCase(
        "Fees",
        "Fees as in table 2",
        Outcome.Rejected,
        "Fees as in table 2. Not adopted. 18 of 20 votes cast are yes, at least 11 needed. In the register: http"
    )]
    public async Task A_line_of_the_list_is_made_of_whole_sentences(string title, string text, Outcome outcome, string line)
    {
        await using var it = await RegisterStage.Start();
        await it.Decide(title, text, outcome);
        Assert.That(await Send(it, Instant.FromUtc(2027, 4, 28, 10, 0)), Is.Positive);
        await using var scope = it.Service.Services.CreateAsyncScope();
        var composer = scope.ServiceProvider.GetServices<IComposeMail>().Single(c => c.Kind == "decisions.list");
        var mail = await it.Service.Db(db => db.OutboxMails.FirstAsync(m => m.Kind == "decisions.list"));
        var words = (await composer.Compose(mail, CancellationToken.None))!.Text.Split(
            (char[]?)null,
            StringSplitOptions.RemoveEmptyEntries
        );
        Assert.That(string.Join(' ', words), Does.Contain(line));
    }

    [Test]
    public async Task The_yearbook_shows_everybody_hosts_days_open_programme_and_public_decisions_and_members_more()
    {
        await using var it = await RegisterStage.Start();
        await it.Decide("Budget 2028", "The budget is adopted.");
        await it.Decide("Position", "The position is adopted.");
        var chair = await it.Chair;
        await chair
            .PostAsJsonAsync(
                "/api/v1/decisions/GA-2027-1/02/open",
                new { isPublic = false, reason = "It is sent to the Commission first." }
            )
            .Succeeds();
        using var anybody = it.Service.Anybody();
        using var member = await it.Service.As(DemoNetwork.FinlandHead);
        var (open, more) = (await Edition(anybody), await Edition(member));
        Assert.That(open.Decisions.Select(d => d.Number), Is.EqualTo(new[] { "GA-2027-1/01" }));
        Assert.That(more.Decisions.Select(d => d.Number), Is.EqualTo(new[] { "GA-2027-1/01", "GA-2027-1/02" }));
        Assert.That(open.Programme.Select(p => p.Title), Has.None.Contains("Day"));
        Assert.That(more.Programme.SelectMany(p => p.Sessions), Has.Some.EqualTo("Opening"));
        Assert.That(
            (open.FirstDay, open.LastDay),
            Is.EqualTo((new LocalDate(2027, 4, 22), new LocalDate(2027, 4, 23))),
            "the assembly's own days, and not that of the open meeting before it"
        );
        Assert.That((more.FirstDay, more.LastDay), Is.EqualTo((open.FirstDay, open.LastDay)));
        var page = await anybody.GetStringAsync("/yearbook");
        Assert.That(page, Does.Contain("GA-2027-1").And.Contain("GA-2026-1").And.Contain("/decisions/GA-2027-1/01"));
        Assert.That(page, Does.Not.Contain("/decisions/GA-2027-1/02"));
        Assert.That(await member.GetStringAsync("/yearbook"), Does.Contain("/decisions/GA-2027-1/02"));

        var first = await anybody.GetAsync("/api/v1/yearbook?limit=2").Value<Page<ShowYearbook.Edition>>();
        var next = await anybody.GetAsync($"/api/v1/yearbook?limit=2&after={first.Next}").Value<Page<ShowYearbook.Edition>>();
        Assert.That(first.Items.Concat(next.Items).Select(e => e.Code), Is.Unique.And.Ordered.Descending);
    }

    [Test]
    public async Task What_was_cancelled_before_it_decided_anything_is_not_in_the_yearbook()
    {
        await using var it = await RegisterStage.Start();
        var secretariat = await it.Secretariat;
        await secretariat
            .PostAsJsonAsync(
                $"{A}/copy",
                new
                {
                    newCode = "GA-2027-8",
                    title = "Rehearsal",
                    firstDay = "2027-06-01",
                    what = new[] { "meetings", "sessions", "places" },
                }
            )
            .Succeeds();
        Assert.That((await Yearbook(secretariat)).Select(e => e.Code), Has.Member("GA-2027-8"));
        await secretariat.PostAsJsonAsync("/api/v1/assemblies/GA-2027-8/cancel", new { reason = "The rehearsal is over." }).Succeeds();
        Assert.That((await Yearbook(secretariat)).Select(e => e.Code), Has.No.Member("GA-2027-8").And.Member("GA-2027-1"));
        await it.Decide("Budget 2028", "The budget is adopted.");
        await secretariat.PostAsJsonAsync($"{A}/cancel", new { reason = "The hall is flooded." }).Succeeds();
        Assert.That((await Yearbook(secretariat)).Select(e => e.Code), Has.Member("GA-2027-1"), "what it decided stands");
    }

    private static async Task<IReadOnlyList<ShowYearbook.Edition>> Yearbook(HttpClient client) =>
        (await client.GetAsync("/api/v1/yearbook?limit=100").Value<Page<ShowYearbook.Edition>>()).Items;

    private static Task<ShowClosing.Answer> Closing(SittingStage stage, SittingDay day) =>
        stage.Chair.GetAsync($"{day.A}/closing").Value<ShowClosing.Answer>();

    private static async Task<IEnumerable<ShowClosing.Gap>> Blocking(SittingStage stage, SittingDay day) =>
        (await Closing(stage, day)).Missing.Where(m => m.Blocks).Select(m => m.What);

    private static async Task<ShowYearbook.Edition> Edition(HttpClient client) =>
        (await client.GetAsync("/api/v1/yearbook").Value<Page<ShowYearbook.Edition>>()).Items.Single(e => e.Code == DayOne.Code);

    private static async Task<int> Send(RegisterStage it, Instant now)
    {
        it.Service.Clock.Reset(now);
        var sent = await it.Service.Send(new SendDecisionsLists());
        return sent.Value!.Mails;
    }
}
