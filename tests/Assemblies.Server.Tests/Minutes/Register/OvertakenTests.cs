using System.Net.Http.Json;
using System.Xml.Linq;
using Assemblies.Domain;
using Assemblies.Domain.Minutes;
using Assemblies.Domain.Voting;
using Assemblies.Server.Minutes;
using Assemblies.Server.Minutes.Register;
using Assemblies.Server.Platform.Outbox;
using Assemblies.Server.Tests.Presence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Assemblies.Server.Tests.Minutes.Register;

/// <summary>A motion is adopted, taken up again, and comes to another result: what stands is the same wherever it is read.</summary>
public sealed class OvertakenTests
{
    private const string Api = RegisterStage.Api;
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Test]
    public async Task A_decision_that_its_motion_overtook_says_so_wherever_it_is_read()
    {
        await using var it = await RegisterStage.Start();
        await AdoptedThenRejected(it);
        using var anybody = it.Service.Anybody();
        var chair = await it.Chair;

        var shown = await chair.GetAsync($"{Api}/decisions/GA-2027-1/01").Value<ShowDecision.Answer>();
        Assert.That(
            (shown.Line.OvertakenBy?.Number, shown.Line.OvertakenBy?.Outcome),
            Is.EqualTo(((string?)null, (Outcome?)Outcome.Rejected))
        );
        Assert.That(shown.Steps.Select(s => s.Kind), Is.EqualTo(new[] { DecisionStepKind.Overtaken }));
        var page = await anybody.GetStringAsync("/decisions/GA-2027-1/01");
        Assert.That(page, Does.Contain("It does not hold any more").And.Contain("/decisions/GA-2027-1/1.1").And.Not.Contain("at once"));
        Assert.That(await anybody.GetStringAsync("/decisions"), Does.Contain("Overtaken: not adopted"));
        Assert.That(await anybody.GetStringAsync("/assemblies/GA-2027-1/decisions"), Does.Contain("Overtaken: not adopted"));
        Assert.That(await anybody.GetStringAsync("/yearbook"), Does.Contain("Overtaken: not adopted"));
        var table = await anybody.GetStringAsync($"{Api}/decisions/export?separator=,");
        Assert.That(table.Split("\r\n")[0], Does.EndWith("superseded_by,overtaken_at,overtaken_by,overtaken_outcome"));
        Assert.That(table.Split("\r\n")[2], Does.StartWith("GA-2027-1,GA-2027-1/01,").And.EndsWith("Z,,rejected"));
        Assert.That(
            await Fed(anybody),
            Is.EqualTo(new[] { "Overtaken on 22 April 2027: the motion was taken up again, and the result was: not adopted." })
        );
        Assert.That(
            await Mailed(it),
            Does.Contain(
                "The budget is adopted. Overtaken on 22 April 2027: the motion was taken up again, and the result was: not adopted."
            )
        );
        Assert.That(await Minuted(it), Is.Null, "the minutes name no decision");
    }

    [Test]
    public async Task When_the_later_vote_is_annulled_the_decision_stands_again_and_its_history_says_why()
    {
        await using var it = await RegisterStage.Start();
        var rejection = await AdoptedThenRejected(it);
        await it.Annul(rejection, "It was opened by mistake.");
        var chair = await it.Chair;
        var shown = await chair.GetAsync($"{Api}/decisions/GA-2027-1/01").Value<ShowDecision.Answer>();
        Assert.That(shown.Line.OvertakenBy, Is.Null);
        Assert.That(shown.Steps.Select(s => s.Kind), Is.EqualTo(new[] { DecisionStepKind.Overtaken, DecisionStepKind.Restored }));
        Assert.That(
            await chair.GetStringAsync("/decisions/GA-2027-1/01"),
            Does.Contain("Stands again: the later result of its motion does not hold.").And.Contain("at once")
        );
        Assert.That(await Minuted(it), Is.EqualTo("GA-2027-1/01"));
    }

    [Test]
    public async Task Adopted_once_more_it_leads_to_its_new_number_and_nothing_more_is_said_of_the_old_one()
    {
        await using var it = await RegisterStage.Start();
        var first = await it.Decide("Budget 2028", "The budget is adopted.");
        await it.Decide("Budget 2028", "The budget is adopted.", again: await it.MotionOf(first));
        var chair = await it.Chair;
        var page = await chair.GetStringAsync("/decisions/GA-2027-1/01");
        Assert.That(page, Does.Contain("it was adopted as").And.Contain("/decisions/GA-2027-1/02"));
        Assert.That(page, Does.Not.Contain("/decisions/GA-2027-1/01/assign"));
        Assert.That(await Minuted(it), Is.EqualTo("GA-2027-1/02"));
        foreach (var (path, body) in Sayings())
        {
            Assert.That(await chair.PostAsJsonAsync(path, body).Refusal(), Is.EqualTo("409 decisions.overtaken"), path);
        }
    }

    [Test]
    public async Task An_annulled_decision_releases_what_it_superseded_and_the_next_one_can_take_its_place()
    {
        await using var it = await RegisterStage.Start();
        await it.Decide("Fees 2028", "The fees are those of table 1.");
        var second = await it.Decide("Fees 2028, again", "The fees are those of table 2.");
        await it.Decide("Fees 2028, once more", "The fees are those of table 3.");
        var chair = await it.Chair;
        await chair.PostAsJsonAsync($"{Api}/decisions/GA-2027-1/02/supersede", new { earlier = "GA-2027-1/01" }).Succeeds();
        using var anybody = it.Service.Anybody();
        Assert.That(await Fed(anybody), Has.Some.EqualTo("Superseded by GA-2027-1/02."));
        await it.Annul(second, "The wrong table was on the wall.");
        var released = await chair.GetAsync($"{Api}/decisions/GA-2027-1/01").Value<ShowDecision.Answer>();
        Assert.That(released.Line.SupersededBy, Is.Null);
        Assert.That(
            released.Steps.Select(s => (s.Kind, s.Number)),
            Is.EqualTo(new[] { (DecisionStepKind.Superseded, "GA-2027-1/02"), (DecisionStepKind.Restored, "GA-2027-1/02") })
        );
        Assert.That(
            await Fed(anybody),
            Is.EqualTo(new[] { "The fees are those of table 3.", "Annulled: it does not hold.", "The fees are those of table 1." })
        );
        await chair.PostAsJsonAsync($"{Api}/decisions/GA-2027-1/03/supersede", new { earlier = "GA-2027-1/01" }).Succeeds();
    }

    [Test]
    public async Task What_came_out_on_a_closed_item_is_not_told_by_the_decision_it_overtook()
    {
        await using var it = await RegisterStage.Start();
        await AdoptedThenRejected(it);
        await it.Service.Db(db => db.Decisions.Where(d => d.Seq == null).ExecuteUpdateAsync(d => d.SetProperty(x => x.IsPublic, false)));
        using var anybody = it.Service.Anybody();
        var line = (await anybody.GetAsync($"{Api}/decisions/GA-2027-1/01").Value<ShowDecision.Answer>()).Line;
        Assert.That((line.OvertakenBy?.Outcome, line.OvertakenBy is null), Is.EqualTo(((Outcome?)null, false)));
        Assert.That(await anybody.GetStringAsync("/decisions/GA-2027-1/01"), Does.Contain("a later result took its place"));
        Assert.That(
            await Fed(anybody),
            Is.EqualTo(new[] { "Overtaken on 22 April 2027: the motion was taken up again, and a later result took its place." })
        );
    }

    [Test]
    public async Task Votes_on_one_motion_that_close_at_the_same_moment_leave_one_that_stands()
    {
        await using var it = await RegisterStage.Start();
        var motion = await it.MotionOf(await it.Decide("Budget 2028", "The budget is adopted."));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Once(it, motion)));
        var entries = await it.Service.Db(db => db.Decisions.OrderBy(d => d.Entry).ToListAsync());
        Assert.That(entries.Count(d => d.OvertakenBy is null), Is.EqualTo(1));
        Assert.That(entries.Zip(entries.Skip(1)).All(pair => pair.First.OvertakenBy == pair.Second.Id));
        Assert.That(entries[^1].OvertakenBy, Is.Null);
    }

    [Test]
    public async Task A_decision_that_is_annulled_while_it_supersedes_another_leaves_that_one_standing()
    {
        await using var it = await RegisterStage.Start();
        var chair = await it.Chair;
        var polls = new List<Id<Poll>>();
        foreach (var n in Enumerable.Range(1, 16))
        {
            polls.Add(await it.Decide($"Motion {n}", $"Text {n}"));
        }

        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .SelectMany(n =>
                    new[]
                    {
                        it.Annul(polls[n + 8], "The wrong text was on the wall."),
                        chair.PostAsJsonAsync($"{Api}/decisions/GA-2027-1/{n + 9:00}/supersede", new { earlier = $"GA-2027-1/{n + 1:00}" }),
                    }
                )
        );
        var standing = await it.Service.Db(db => db.Decisions.Where(d => d.Seq <= 8).Select(d => d.SupersededBy).ToListAsync());
        Assert.That(standing, Is.EqualTo(Enumerable.Repeat<Id<Decision>?>(null, 8)));
        Assert.That(await it.Service.Db(db => db.Decisions.CountAsync(d => d.AnnulledAt != null)), Is.EqualTo(8));
    }

    // The stage numbers the votes of a motion by what it sees: of two at once one finds its number taken, and tries again.
    private static async Task Once(RegisterStage it, Id<Motion> motion)
    {
        while (true)
        {
            try
            {
                await it.Decide("Budget 2028", "The budget is adopted.", Outcome.Rejected, again: motion);
                return;
            }
            catch (Npgsql.PostgresException taken) when (taken.SqlState == Npgsql.PostgresErrorCodes.UniqueViolation) { }
        }
    }

    private static async Task<Id<Poll>> AdoptedThenRejected(RegisterStage it)
    {
        var first = await it.Decide("Budget 2028", "The budget is adopted.");
        it.Service.Clock.AdvanceMinutes(30);
        return await it.Decide("Budget 2028", "The budget is adopted.", Outcome.Rejected, again: await it.MotionOf(first));
    }

    private static IEnumerable<(string Path, object Body)> Sayings() =>
        [
            ($"{Api}/decisions/GA-2027-1/01/assign", new { organisation = "SI" }),
            ($"{Api}/decisions/GA-2027-1/01/correct", new { text = "Other words", reason = "A slip" }),
            ($"{Api}/decisions/GA-2027-1/02/supersede", new { earlier = "GA-2027-1/01" }),
            ($"{DayOne.A}/actions", new { what = "Send the notices", decision = "01" }),
        ];

    // The first paragraph of each entry.
    private static async Task<IEnumerable<string>> Fed(HttpClient anybody) =>
        XDocument
            .Parse(await anybody.GetStringAsync("/decisions.atom"))
            .Root!.Elements(Atom + "entry")
            .Select(entry => entry.Element(Atom + "content")!.Value.Split("\n\n")[0]);

    private static async Task<string> Mailed(RegisterStage it)
    {
        it.Service.Clock.Reset(Instant.FromUtc(2027, 4, 28, 10, 0));
        await it.Service.Send(new SendDecisionsLists());
        await using var scope = it.Service.Services.CreateAsyncScope();
        var composer = scope.ServiceProvider.GetServices<IComposeMail>().Single(c => c.Kind == "decisions.list");
        var mail = await it.Service.Db(db => db.OutboxMails.FirstAsync(m => m.Kind == "decisions.list"));
        return string.Join(
            ' ',
            (await composer.Compose(mail, CancellationToken.None))!.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
    }

    private static async Task<string?> Minuted(RegisterStage it)
    {
        await using var scope = it.Service.Services.CreateAsyncScope();
        var assembly = await it.Service.Db(db => db.Assemblies.SingleAsync(a => a.Code == RegisterStage.Code));
        var motions = await scope.ServiceProvider.GetRequiredService<MotionsInMinutes>().Of(assembly, CancellationToken.None);
        return motions.SelectMany(of => of).Single().Decision?.Number;
    }
}
