using System.Net.Http.Json;
using Assemblies.Domain.Voting;
using Assemblies.Server.Minutes.Register;
using Assemblies.Server.Tests.Presence;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Npgsql;

namespace Assemblies.Server.Tests.Minutes.Register;

public sealed class DecisionTests
{
    private const string Api = RegisterStage.Api;

    [Test]
    public async Task Adopted_motions_get_the_next_number_of_their_assembly_and_the_others_stand_under_their_own()
    {
        await using var it = await RegisterStage.Start();
        await it.Decide("Budget 2028", "The budget for 2028 in document 8a is adopted.");
        await it.Decide("Fees 2028", "The fees for 2028 are those of table 2.", Outcome.Rejected, "fees");
        await it.Decide("Work plan", "The work plan is adopted.", Outcome.TiedChairAdopted, "strategy");
        var chair = await it.Chair;
        Assert.That(
            await RegisterStage.Names(chair, $"assembly={RegisterStage.Code}"),
            Is.EqualTo(new[] { "GA-2027-1/02", "motion 1.2", "GA-2027-1/01" })
        );
        var first = await chair.GetAsync($"{Api}/decisions/GA-2027-1/01").Value<ShowDecision.Answer>();
        Assert.That(first.Line.Text, Is.EqualTo("The budget for 2028 in document 8a is adopted."));
        Assert.That(first.Line.Vote, Does.StartWith("18 of 20 votes cast are yes"));
        var lost = await chair.GetAsync($"{Api}/decisions/GA-2027-1/1.2").Value<ShowDecision.Answer>();
        Assert.That((lost.Line.Number, lost.Line.Outcome), Is.EqualTo(((string?)null, Outcome.Rejected)));
        Assert.That(await chair.GetAsync($"{Api}/decisions/GA-2027-1/03").Refusal(), Is.EqualTo("404 decisions.unknown"));
    }

    [Test]
    public async Task Votes_that_close_at_the_same_moment_get_numbers_without_a_gap_and_none_twice()
    {
        await using var it = await RegisterStage.Start();
        await Task.WhenAll(Enumerable.Range(1, 12).Select(n => it.Decide($"Motion {n}", $"Text {n}")));
        Assert.That(
            await it.Service.Db(db => db.Decisions.Select(d => d.Seq!.Value).Order().ToListAsync()),
            Is.EqualTo(Enumerable.Range(1, 12))
        );
    }

    [Test]
    public async Task An_annulled_vote_marks_its_decision_and_the_repeated_one_gets_a_number_of_its_own()
    {
        await using var it = await RegisterStage.Start();
        var poll = await it.Decide("Budget 2028", "The budget is adopted.");
        await it.Annul(poll, "The wrong text was on the wall.");
        await it.Decide("Budget 2028", "The budget is adopted.", again: await it.MotionOf(poll));
        var chair = await it.Chair;
        var annulled = await chair.GetAsync($"{Api}/decisions/GA-2027-1/01").Value<ShowDecision.Answer>();
        Assert.That(annulled.Line.AnnulledAt, Is.Not.Null);
        Assert.That(annulled.Steps.Select(s => s.Reason), Is.EqualTo(new[] { "The wrong text was on the wall." }));
        Assert.That(annulled.Others.Select(o => o.Number), Is.EqualTo(new[] { "GA-2027-1/02" }));
        Assert.That(
            await chair.PostAsJsonAsync($"{Api}/decisions/GA-2027-1/01/correct", new { text = "Other words", reason = "A slip" }).Refusal(),
            Is.EqualTo("409 decisions.annulled")
        );
    }

    [Test]
    public async Task Editing_or_removing_a_decision_is_refused_with_a_sentence_and_nothing_changes()
    {
        await using var it = await RegisterStage.Start();
        await it.Decide("Budget 2028", "The budget is adopted.");
        var secretariat = await it.Secretariat;
        foreach (var method in new[] { HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete })
        {
            var body = method == HttpMethod.Delete ? null : new { text = "Something else." };
            Assert.That(
                await secretariat.Send(method, $"{Api}/decisions/GA-2027-1/01", body, null).Refusal(),
                Is.EqualTo("409 decisions.immutable"),
                method.Method
            );
        }

        // Nor may the role that serves: what is printed is kept by the database.
        Assert.That(
            async () => await it.Service.Db(db => db.Database.ExecuteSqlAsync($"update decision set text = 'Something else.'")),
            Throws.InstanceOf<PostgresException>().With.Property("SqlState").EqualTo(PostgresErrorCodes.InsufficientPrivilege)
        );
        Assert.That(await it.Service.Db(db => db.Decisions.Select(d => d.Text).SingleAsync()), Is.EqualTo("The budget is adopted."));
    }

    [Test]
    public async Task Who_carries_it_out_is_said_after_the_vote_and_what_stood_before_stays_in_the_history()
    {
        await using var it = await RegisterStage.Start();
        await it.Decide("Budget 2028", "The budget is adopted.");
        await it.Decide("Fees 2028", "The fees are those of table 2.", Outcome.TiedRejected);
        using var taker = await it.Service.As(DayOne.MinuteTaker);
        var address = $"{Api}/decisions/GA-2027-1/01/assign";
        await taker.PostAsJsonAsync(address, new { responsible = "the steering committee", due = "2027-06-30" }).Succeeds();
        await taker
            .PostAsJsonAsync(
                address,
                new
                {
                    organisation = "SI",
                    due = "2027-07-31",
                    effective = "2027-05-01",
                }
            )
            .Succeeds();
        await taker
            .PostAsJsonAsync(
                address,
                new
                {
                    organisation = "SI",
                    due = "2027-07-31",
                    effective = "2027-05-01",
                }
            )
            .Succeeds();
        var shown = await taker.GetAsync($"{Api}/decisions/GA-2027-1/01").Value<ShowDecision.Answer>();
        Assert.That((shown.Line.ResponsibleCode, shown.Line.Due), Is.EqualTo(("SI", new LocalDate(2027, 7, 31))));
        Assert.That(shown.Line.Text, Is.EqualTo("The budget is adopted."));
        Assert.That(shown.Steps.Select(s => s.Responsible).First(), Is.EqualTo("the steering committee"));
        Assert.That(shown.Steps, Has.Count.EqualTo(2), "the repeat changed nothing");

        Assert.That(
            await taker.PostAsJsonAsync(address, new { organisation = "SI", responsible = "the board" }).Refusal(),
            Is.EqualTo("400 decisions.two_responsible")
        );
        Assert.That(
            await taker.PostAsJsonAsync(address, new { organisation = "XX" }).Refusal(),
            Is.EqualTo("400 decisions.unknown_organisation")
        );
        Assert.That(
            await taker.PostAsJsonAsync($"{Api}/decisions/GA-2027-1/1.2/assign", new { organisation = "SI" }).Refusal(),
            Is.EqualTo("409 decisions.not_adopted")
        );
        using var member = await it.Service.As(DemoNetwork.FinlandHead);
        Assert.That(await member.PostAsJsonAsync(address, new { organisation = "SI" }).Refusal(), Is.EqualTo("403 access.forbidden"));
    }

    [Test]
    public async Task A_corrigendum_stands_beside_the_words_of_the_vote()
    {
        await using var it = await RegisterStage.Start();
        await it.Decide("Budget 2028", "The budget in document 8b is adopted.");
        var chair = await it.Chair;
        var address = $"{Api}/decisions/GA-2027-1/01/correct";
        await chair
            .PostAsJsonAsync(address, new { text = "The budget in document 8a is adopted.", reason = "The wrong letter." })
            .Succeeds();
        Assert.That(
            await chair
                .PostAsJsonAsync(address, new { text = "The budget in document 8a is adopted.", reason = "The wrong letter." })
                .Refusal(),
            Is.EqualTo("400 decisions.same_text")
        );
        Assert.That(await chair.PostAsJsonAsync(address, new { text = "  ", reason = "" }).Refusal(), Is.EqualTo("400 request.invalid"));
        using var anybody = it.Service.Anybody();
        var shown = await anybody.GetAsync($"{Api}/decisions/GA-2027-1/01").Value<ShowDecision.Answer>();
        Assert.That(shown.Line.Text, Is.EqualTo("The budget in document 8b is adopted."));
        Assert.That(
            shown.Corrigenda.Select(c => (c.Text, c.Reason)),
            Is.EqualTo(new[] { ("The budget in document 8a is adopted.", "The wrong letter.") })
        );
        Assert.That(shown.Steps, Is.Empty, "who said what is for members");
        var page = await anybody.GetStringAsync("/decisions/GA-2027-1/01");
        Assert.That(page, Does.Contain("document 8b").And.Contain("document 8a").And.Contain("The wrong letter."));
    }

    [Test]
    public async Task A_later_decision_takes_the_place_of_an_earlier_one_once()
    {
        await using var it = await RegisterStage.Start();
        await it.Decide("Fees 2028", "The fees are those of table 1.");
        it.Service.Clock.AdvanceMinutes(5);
        await it.Decide("Fees 2028, again", "The fees are those of table 2.");
        await it.Decide("Fees 2028, lost", "The fees are those of table 3.", Outcome.Rejected);
        var chair = await it.Chair;
        Assert.That(
            await chair.PostAsJsonAsync($"{Api}/decisions/GA-2027-1/01/supersede", new { earlier = "GA-2027-1/02" }).Refusal(),
            Is.EqualTo("400 decisions.not_earlier")
        );
        Assert.That(
            await chair.PostAsJsonAsync($"{Api}/decisions/GA-2027-1/02/supersede", new { earlier = "GA-2027-1/09" }).Refusal(),
            Is.EqualTo("400 decisions.unknown_earlier")
        );
        await chair.PostAsJsonAsync($"{Api}/decisions/GA-2027-1/02/supersede", new { earlier = "GA-2027-1/01" }).Succeeds();
        Assert.That(
            await chair.PostAsJsonAsync($"{Api}/decisions/GA-2027-1/02/supersede", new { earlier = "GA-2027-1/01" }).Refusal(),
            Is.EqualTo("409 decisions.superseded_already")
        );
        var earlier = await chair.GetAsync($"{Api}/decisions/GA-2027-1/01").Value<ShowDecision.Answer>();
        var later = await chair.GetAsync($"{Api}/decisions/GA-2027-1/02").Value<ShowDecision.Answer>();
        Assert.That((earlier.Line.SupersededBy, later.Supersedes.Single()), Is.EqualTo(("GA-2027-1/02", "GA-2027-1/01")));
    }

    [Test]
    public async Task Several_who_add_to_one_decision_at_once_all_stand_in_the_history_or_are_told_to_look_again()
    {
        await using var it = await RegisterStage.Start();
        await it.Decide("Budget 2028", "The budget is adopted.");
        var chair = await it.Chair;
        var answers = await Task.WhenAll(
            Enumerable
                .Range(1, 8)
                .Select(n =>
                    chair
                        .PostAsJsonAsync($"{Api}/decisions/GA-2027-1/01/correct", new { text = $"Wording {n}", reason = "A slip" })
                        .Refusal()
                )
        );
        var done = answers.Count(answer => answer.StartsWith("20", StringComparison.Ordinal));
        Assert.That(answers.Where(a => !a.StartsWith("20", StringComparison.Ordinal)), Is.All.EqualTo("409 decisions.changed_meanwhile"));
        var steps = await it.Service.Db(db => db.DecisionSteps.OrderBy(s => s.Seq).ToListAsync());
        Assert.That(steps.Select(s => s.Seq), Is.EqualTo(Enumerable.Range(1, done)));
        var standing = await it.Service.Db(db => db.Decisions.Select(d => d.CorrectedText).SingleAsync());
        Assert.That(standing, Is.EqualTo(steps[^1].Text), "what stands is the last step");
    }
}
