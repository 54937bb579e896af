using System.Net.Http.Json;
using Assemblies.Domain.Rules;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Tests.Meetings;

[Category("Time")]
public sealed class DeadlineTests
{
    private const string Address = "/api/v1/assemblies/GA-2027-1";

    private TestService service = null!;
    private HttpClient secretariat = null!;
    private HttpClient member = null!;

    [SetUp]
    public async Task Start()
    {
        service = await DemoNetwork.Start();
        await DemoAssembly.Host(service);
        (secretariat, member) = (await service.As(DemoNetwork.Secretariat), await service.As(DemoNetwork.GreeceHead));
    }

    [TearDown]
    public async Task End() => await service.DisposeAsync();

    [Test]
    public async Task The_defaults_give_the_deadlines_that_the_rules_print()
    {
        var answer = await Deadlines();
        var words = answer.Deadlines.ToDictionary(d => d.Kind, d => d.InWords);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((answer.Rules, answer.ArePinned, answer.Deadlines.Count), Is.EqualTo((1, false, 16)));
            Assert.That(words[DeadlineKind.Announcement], Is.EqualTo("Friday 22 January 2027, 23:59 (Brussels)"));
            Assert.That(words[DeadlineKind.Convocation], Is.EqualTo("Thursday 11 March 2027, 23:59 (Brussels)"));
            Assert.That(words[DeadlineKind.MembersItems], Is.EqualTo("Thursday 25 March 2027, 23:59 (Brussels)"));
            Assert.That(words[DeadlineKind.FinalDocuments], Is.EqualTo("Thursday 8 April 2027, 23:59 (Brussels)"));
            Assert.That(words[DeadlineKind.Amendments], Is.EqualTo("Thursday 15 April 2027, 23:59 (Brussels)"));
            Assert.That(words[DeadlineKind.Proxies], Is.EqualTo("Tuesday 20 April 2027, 23:59 (Brussels)"));
            Assert.That(words[DeadlineKind.DecisionsList], Is.EqualTo("Wednesday 28 April 2027, 23:59 (Brussels)"));
            Assert.That(words[DeadlineKind.DraftMinutes], Is.EqualTo("Monday 24 May 2027, 23:59 (Brussels)"));

            // The EU's clocks change on 28 March: before it a day of Brussels ends at 23:00 UTC, after it at 22:00.
            Assert.That(Line(answer, DeadlineKind.MembersItems).Ends, Is.EqualTo(Instant.FromUtc(2027, 3, 25, 23, 0)));
            Assert.That(Line(answer, DeadlineKind.FinalDocuments).Ends, Is.EqualTo(Instant.FromUtc(2027, 4, 8, 22, 0)));
        }
    }

    [Test]
    public async Task A_deadline_ends_with_its_last_second_wherever_the_process_runs()
    {
        service.Clock.Reset(Instant.FromUtc(2027, 3, 25, 22, 59, 59));
        Assert.That(Line(await Deadlines(), DeadlineKind.MembersItems).IsPast, Is.False);
        service.Clock.Reset(Instant.FromUtc(2027, 3, 25, 23, 0));
        Assert.That(Line(await Deadlines(), DeadlineKind.MembersItems).IsPast, Is.True);
    }

    [Test]
    public async Task Set_by_hand_it_stays_when_the_assembly_moves_and_moves_again_when_it_is_left_to_the_rules()
    {
        await Set("membersItems", "2027-03-26", "Good Friday.").Succeeds();
        await secretariat.PostAsJsonAsync($"{Address}/reschedule", new { firstDay = "2027-05-12", reason = "x" }).Succeeds();

        var line = Line(await Deadlines(), DeadlineKind.MembersItems);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((line.Date, line.DerivedDate), Is.EqualTo((new LocalDate(2027, 3, 26), new LocalDate(2027, 4, 15))));
            Assert.That(
                line.SetByHand,
                Is.EqualTo(new ListDeadlines.ByHand("Anna de Vries", service.Clock.GetCurrentInstant(), "Good Friday.", false))
            );
            Assert.That(Line(await Deadlines(), DeadlineKind.Convocation).Date, Is.EqualTo(new LocalDate(2027, 4, 1)));
        }

        await Derive("membersItems").Succeeds();
        line = Line(await Deadlines(), DeadlineKind.MembersItems);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((line.Date, line.SetByHand), Is.EqualTo((new LocalDate(2027, 4, 15), (ListDeadlines.ByHand?)null)));
            Assert.That(await Derive("membersItems").Refusal(), Is.EqualTo("409 deadlines.derived_already"));
            Assert.That(await Set("proxies", "2027-06-01", "x").Refusal(), Is.EqualTo("400 deadlines.misplaced"));
            Assert.That(await Set("proxies", "2027-04-01", " ").Refusal(), Is.EqualTo("400 request.invalid"));
            Assert.That(await Set("lunch", "2027-04-01", "x").Refusal(), Is.EqualTo("400 request.malformed"));
        }
    }

    [Test]
    public async Task While_no_date_stands_nothing_is_due()
    {
        async Task<(bool ById, bool Loaded)> AreThere() =>
            await service.Db(async db =>
            {
                var assembly = await db
                    .Assemblies.AsNoTracking()
                    .Include(a => a.Steps)
                    .Include(a => a.Meetings)
                    .SingleAsync(a => a.Code == "GA-2027-1");
                return (
                    await db.DeadlinesOf(assembly.Id, CancellationToken.None) is not null,
                    await db.DeadlinesOf(assembly, CancellationToken.None) is not null
                );
            });
        Assert.That(await AreThere(), Is.EqualTo((true, true)));
        await secretariat.PostAsJsonAsync($"{Address}/postpone", new { reason = "A flood." }).Succeeds();
        Assert.That(await AreThere(), Is.EqualTo((false, false)));
        await secretariat.PostAsJsonAsync($"{Address}/reschedule", new { firstDay = "2027-05-12", reason = "x" }).Succeeds();
        Assert.That(await AreThere(), Is.EqualTo((true, true)));
    }

    [Test]
    public async Task Of_five_who_set_one_at_the_same_moment_each_is_kept_or_told_so()
    {
        var answers = await Task.WhenAll(Enumerable.Range(1, 5).Select(day => Set("proxies", $"2027-04-0{day}", "x")));
        var kept = answers.Count(a => a.IsSuccessStatusCode);
        var refusals = await Task.WhenAll(answers.Where(a => !a.IsSuccessStatusCode).Select(a => Task.FromResult(a).Refusal()));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(kept, Is.GreaterThan(0));
            Assert.That(refusals, Has.All.EqualTo("409 assembly.changed_meanwhile"));
            Assert.That(
                await service.Db(db => db.DeadlineOverrides.OrderBy(o => o.Seq).Select(o => o.Seq).ToListAsync()),
                Is.EqualTo(Enumerable.Range(1, kept))
            );
        }
    }

    [Test]
    public async Task Members_read_them_hosts_do_not_set_them_and_others_do_not_see_them()
    {
        await secretariat.PostAsync($"{Address}/announce", null).Succeeds();
        var host = await service.As(DemoNetwork.SloveniaHead);
        var partner = await service.As(DemoNetwork.Partner);
        var sent = new { date = "2027-04-01", reason = "x" };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                await host.PutAsJsonAsync($"{Address}/deadlines/proxies", sent).Refusal(),
                Is.EqualTo("403 access.secretariat_only")
            );
            Assert.That(await partner.GetAsync($"{Address}/deadlines").Refusal(), Is.EqualTo("403 access.forbidden"));
            Assert.That(await service.Anybody().GetAsync($"{Address}/deadlines").Refusal(), Is.EqualTo("401 access.sign_in"));
            Assert.That(await member.GetAsync("/api/v1/assemblies/GA-2031-1/deadlines").Refusal(), Is.EqualTo("404 access.not_found"));
        }
    }

    [Test]
    public async Task Several_assemblies_are_read_in_as_many_statements_as_one()
    {
        await DemoAssembly.Host(service, "GA-2027-2", "FI", new(2027, 10, 6));
        var (all, lists) = await service.Db(async db =>
        {
            var ids = await db.Assemblies.ToDictionaryAsync(a => a.Code, a => a.Id);
            return (ids, await db.DeadlinesOf(ids.Values, CancellationToken.None));
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lists, Has.Count.EqualTo(10));
            Assert.That(lists[all["GA-2027-2"]][DeadlineKind.Convocation]!.Date, Is.EqualTo(new LocalDate(2027, 8, 26)));
            Assert.That(lists[all["GA-2027-1"]][DeadlineKind.Convocation]!.Date, Is.EqualTo(new LocalDate(2027, 3, 11)));
        }
    }

    private static ListDeadlines.Line Line(ListDeadlines.Answer answer, DeadlineKind kind) => answer.Deadlines.Single(d => d.Kind == kind);

    private Task<ListDeadlines.Answer> Deadlines() => member.GetAsync($"{Address}/deadlines").Value<ListDeadlines.Answer>();

    private Task<HttpResponseMessage> Set(string kind, string date, string reason) =>
        secretariat.PutAsJsonAsync($"{Address}/deadlines/{kind}", new { date, reason });

    private Task<HttpResponseMessage> Derive(string kind) =>
        secretariat.PostAsJsonAsync($"{Address}/deadlines/{kind}/derive", new { reason = "It has gone." });
}
