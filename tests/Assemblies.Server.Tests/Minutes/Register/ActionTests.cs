using System.Net.Http.Json;
using Assemblies.Domain.Minutes;
using Assemblies.Server.Minutes.Register;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Outbox;
using Assemblies.Server.Tests.Presence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Assemblies.Server.Tests.Minutes.Register;

public sealed class ActionTests
{
    private const string Api = RegisterStage.Api;
    private const string Given = $"{DayOne.A}/actions";

    [Test]
    public async Task Nobody_is_named_but_who_speaks_for_a_member_an_officer_or_the_secretariat()
    {
        await using var it = await RegisterStage.Start();
        var chair = await it.Chair;
        foreach (var other in new[] { DemoNetwork.Commission, DemoNetwork.Partner, "nobody@example.org" })
        {
            Assert.That(
                await chair.PostAsJsonAsync(Given, new { what = "Find a printer", person = other }).Refusal(),
                Is.EqualTo("400 actions.unknown_person"),
                other
            );
        }

        foreach (var one in new[] { DemoNetwork.SloveniaDeputy, DayOne.MinuteTaker, DemoNetwork.Secretariat })
        {
            await chair.PostAsJsonAsync(Given, new { what = "Find a printer", person = one }).Succeeds();
        }
    }

    [Test]
    public async Task A_day_that_is_over_is_refused_for_actions_and_decisions_and_one_that_stood_already_is_kept()
    {
        await using var it = await RegisterStage.Start();
        await it.Decide("Budget 2028", "The budget is adopted.");
        var chair = await it.Chair;
        // Half past midnight on 23 April in Brussels; elsewhere it is the 22nd.
        it.Service.Clock.Reset(Instant.FromUtc(2027, 4, 22, 22, 30));
        const string assign = $"{Api}/decisions/GA-2027-1/01/assign";
        Assert.That(
            await chair.PostAsJsonAsync(Given, new { what = "Find a printer", until = "2027-04-22" }).Refusal(),
            Is.EqualTo("400 actions.until_past")
        );
        Assert.That(
            await chair.PostAsJsonAsync(assign, new { organisation = "SI", due = "2027-04-22" }).Refusal(),
            Is.EqualTo("400 decisions.due_past")
        );
        await chair.PostAsJsonAsync(Given, new { what = "Find a printer", until = "2027-04-23" }).Succeeds();
        await chair.PostAsJsonAsync(assign, new { organisation = "SI", due = "2027-04-23" }).Succeeds();
        it.Service.Clock.Reset(Instant.FromUtc(2027, 4, 25, 10, 0));
        await chair.PostAsJsonAsync($"{Given}/1/change", new { organisation = "SI", until = "2027-04-23" }).Succeeds();
        await chair.PostAsJsonAsync(assign, new { organisation = "FI", due = "2027-04-23" }).Succeeds();
        Assert.That(
            await chair.PostAsJsonAsync($"{Given}/1/change", new { organisation = "SI", until = "2027-04-24" }).Refusal(),
            Is.EqualTo("400 actions.until_past")
        );
    }

    [Test]
    public async Task Actions_are_given_from_a_decision_or_free_and_whoever_does_one_says_that_it_is_done()
    {
        await using var it = await RegisterStage.Start();
        await it.Decide("Budget 2028", "The budget is adopted.");
        var chair = await it.Chair;
        var first = await chair
            .PostAsJsonAsync(
                Given,
                new
                {
                    what = "Send the fee notices",
                    person = DemoNetwork.FinlandHead,
                    until = "2027-06-30",
                    decision = "01",
                }
            )
            .Value<GiveAction.Given>();
        await chair.PostAsJsonAsync(Given, new { what = "Ask the choir", organisation = "SI" }).Succeeds();
        await chair.PostAsJsonAsync(Given, new { what = "Find a printer" }).Succeeds();
        Assert.That(first.Number, Is.EqualTo("GA-2027-1/A1"));
        var decision = await chair.GetAsync($"{Api}/decisions/GA-2027-1/01").Value<ShowDecision.Answer>();
        Assert.That(decision.Actions.Select(a => a.Number), Is.EqualTo(new[] { "GA-2027-1/A1" }));

        using var finland = await it.Service.As(DemoNetwork.FinlandHead);
        using var slovenia = await it.Service.As(DemoNetwork.SloveniaDeputy);
        using var partner = await it.Service.As(DemoNetwork.Partner);
        Assert.That(await Numbers(finland, "mine=true"), Is.EqualTo(new[] { "GA-2027-1/A1" }));
        Assert.That(await Numbers(slovenia, "mine=true"), Is.EqualTo(new[] { "GA-2027-1/A2" }));
        Assert.That(await Numbers(partner, ""), Is.Empty);
        using var anybody = it.Service.Anybody();
        Assert.That(await anybody.GetAsync($"{Api}/actions").Refusal(), Is.EqualTo("401 access.sign_in"));
        Assert.That(await finland.PostAsJsonAsync(Given, new { what = "Anything" }).Refusal(), Is.EqualTo("403 access.forbidden"));
        Assert.That(
            await chair.PostAsJsonAsync(Given, new { what = "Anything", decision = "09" }).Refusal(),
            Is.EqualTo("400 decisions.unknown_earlier")
        );
        Assert.That(await slovenia.PostAsJsonAsync($"{Given}/1/done", new { }).Refusal(), Is.EqualTo("403 actions.officers_only"));
        Assert.That(await partner.PostAsJsonAsync($"{Given}/1/done", new { }).Refusal(), Is.EqualTo("404 actions.unknown"));
        await finland.PostAsJsonAsync($"{Given}/1/done", new { words = "They went out on 12 June." }).Succeeds();
        await slovenia.PostAsJsonAsync($"{Given}/2/done", new { }).Succeeds();
        Assert.That(await finland.PostAsJsonAsync($"{Given}/1/done", new { }).Refusal(), Is.EqualTo("409 actions.done_already"));
        Assert.That(await Numbers(chair, "state=open"), Is.EqualTo(new[] { "GA-2027-1/A3" }));
        Assert.That(await Numbers(chair, "state=ended"), Is.EqualTo(new[] { "GA-2027-1/A2", "GA-2027-1/A1" }));
        var shown = await chair.GetAsync($"{Given}/1").Value<ShowAction.Answer>();
        Assert.That(shown.Steps.Select(s => s.Kind), Is.EqualTo(new[] { ActionStepKind.Given, ActionStepKind.Done }));
    }

    [Test]
    public async Task An_action_changes_hands_is_dropped_with_a_reason_and_opened_again()
    {
        await using var it = await RegisterStage.Start();
        var chair = await it.Chair;
        await chair.PostAsJsonAsync(Given, new { what = "Find a printer" }).Succeeds();
        await chair
            .PostAsJsonAsync(
                $"{Given}/1/change",
                new
                {
                    organisation = "SI",
                    until = "2027-09-30",
                    words = "They have one.",
                }
            )
            .Succeeds();
        await chair.PostAsJsonAsync($"{Given}/1/change", new { organisation = "SI", until = "2027-09-30" }).Succeeds();
        Assert.That(
            await chair.PostAsJsonAsync($"{Given}/1/change", new { organisation = "SI", person = DemoNetwork.FinlandHead }).Refusal(),
            Is.EqualTo("400 actions.two_owners")
        );
        Assert.That(
            await chair.PostAsJsonAsync($"{Given}/1/change", new { person = "nobody@nowhere.example.org" }).Refusal(),
            Is.EqualTo("400 actions.unknown_person")
        );
        Assert.That(
            await chair.PostAsJsonAsync($"{Given}/1/change", new { organisation = "XX" }).Refusal(),
            Is.EqualTo("400 actions.unknown_organisation")
        );
        Assert.That(await chair.PostAsJsonAsync($"{Given}/1/drop", new { words = " " }).Refusal(), Is.EqualTo("400 request.invalid"));
        Assert.That(
            await chair.PostAsJsonAsync($"{Given}/1/reopen", new { words = "Now" }).Refusal(),
            Is.EqualTo("409 actions.open_already")
        );
        await chair.PostAsJsonAsync($"{Given}/1/drop", new { words = "No printing any more." }).Succeeds();
        Assert.That(await chair.PostAsJsonAsync($"{Given}/1/done", new { }).Refusal(), Is.EqualTo("409 actions.dropped_already"));
        await chair.PostAsJsonAsync($"{Given}/1/reopen", new { words = "Badges after all." }).Succeeds();
        var shown = await chair.GetAsync($"{Given}/1").Value<ShowAction.Answer>();
        Assert.That(
            shown.Steps.Select(s => s.Kind),
            Is.EqualTo(new[] { ActionStepKind.Given, ActionStepKind.Changed, ActionStepKind.Dropped, ActionStepKind.Reopened })
        );
        Assert.That((shown.Line.Owner is not null, shown.Line.Until), Is.EqualTo((true, new LocalDate(2027, 9, 30))));
        using var minister = await it.Service.As(DemoNetwork.FinlandHead);
        Assert.That(await minister.PostAsJsonAsync($"{Given}/1/drop", new { words = "No." }).Refusal(), Is.EqualTo("403 access.forbidden"));
        Assert.That(await chair.GetAsync($"{Given}/9").Refusal(), Is.EqualTo("404 actions.unknown"));
    }

    [Test]
    public async Task Actions_given_at_the_same_moment_get_numbers_without_a_gap()
    {
        await using var it = await RegisterStage.Start();
        var chair = await it.Chair;
        await Task.WhenAll(Enumerable.Range(1, 12).Select(n => chair.PostAsJsonAsync(Given, new { what = $"Action {n}" }).Succeeds()));
        Assert.That(
            await it.Service.Db(db => db.ActionPoints.Select(a => a.Seq).Order().ToListAsync()),
            Is.EqualTo(Enumerable.Range(1, 12))
        );
    }

    [Test]
    public async Task What_follows_from_a_closed_item_is_for_those_who_read_it_and_for_whoever_does_it()
    {
        await using var it = await RegisterStage.Start();
        await it.Decide("Charter", "Articles 4 and 11 are amended.", closed: true);
        var chair = await it.Chair;
        await chair
            .PostAsJsonAsync(
                Given,
                new
                {
                    what = "Register the charter",
                    person = DayOne.Deputy("HR"),
                    decision = "01",
                }
            )
            .Succeeds();
        using var finland = await it.Service.As(DemoNetwork.FinlandHead);
        using var unpaid = await it.Service.As(DayOne.Head("HR"));
        using var owner = await it.Service.As(DayOne.Deputy("HR"));
        Assert.That(await Numbers(finland, ""), Has.Count.EqualTo(1));
        Assert.That(await Numbers(unpaid, ""), Is.Empty);
        Assert.That(await Numbers(owner, ""), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Open_actions_stand_under_the_follow_up_of_the_next_assembly_by_themselves_until_they_are_done()
    {
        await using var it = await RegisterStage.Start();
        var chair = await it.Chair;
        await chair
            .PostAsJsonAsync(
                Given,
                new
                {
                    what = "Send the fee notices",
                    organisation = "SI",
                    until = "2027-06-30",
                }
            )
            .Succeeds();
        await chair.PostAsJsonAsync(Given, new { what = "Find a printer", organisation = "FI" }).Succeeds();
        await DemoAssembly.Host(it.Service, "GA-2027-2", "FI", new LocalDate(2027, 10, 6));
        var secretariat = await it.Secretariat;
        const string next = "/api/v1/assemblies/GA-2027-2";
        var draft = await secretariat.GetAsync($"{next}/agenda").Value<Server.Agenda.DraftView>();
        await secretariat
            .Post(
                $"{next}/agenda/items",
                new
                {
                    item = new
                    {
                        title = "Follow-up of decisions",
                        minutes = 15,
                        kind = "information",
                        ruleType = ListFollowUp.ItemType,
                    },
                    meeting = "day1",
                },
                draft.Version
            )
            .Succeeds();
        Assert.That(await FollowUp(secretariat, next), Is.EqualTo(new[] { "GA-2027-1/A1", "GA-2027-1/A2" }));

        // Done after the assembly that gave it: shown once more as done, so that members hear of it.
        it.Service.Clock.Reset(Instant.FromUtc(2027, 6, 1, 10, 0));
        await chair.PostAsJsonAsync($"{Given}/1/done", new { }).Succeeds();
        var lines = await secretariat.GetAsync($"{next}/follow-up").Value<List<ListActions.Line>>();
        Assert.That(
            lines.Select(l => (l.Number, l.EndedAt is null)),
            Is.EqualTo(new[] { ("GA-2027-1/A2", true), ("GA-2027-1/A1", false) })
        );
        Assert.That(await FollowUp(secretariat, DayOne.A), Is.Empty, "not under the assembly that gave them");

        var item = await it.Service.Db(db =>
            db.AgendaItems.Where(i => i.RuleType == ListFollowUp.ItemType).Select(i => i.Id).SingleAsync()
        );
        var page = await secretariat.GetStringAsync($"/assemblies/GA-2027-2/agenda/items/{item}");
        Assert.That(page, Does.Contain("Find a printer").And.Contain("Send the fee notices"));
        using var anybody = it.Service.Anybody();
        Assert.That(await anybody.GetAsync($"{next}/follow-up").Refusal(), Is.EqualTo("404 access.not_found"));
    }

    [Test]
    public async Task The_owner_is_reminded_a_week_before_and_once_it_is_late_but_not_when_it_is_done()
    {
        await using var it = await RegisterStage.Start();
        var chair = await it.Chair;
        await chair
            .PostAsJsonAsync(
                Given,
                new
                {
                    what = "Send the fee notices",
                    organisation = "SI",
                    until = "2027-06-30",
                }
            )
            .Succeeds();
        await chair
            .PostAsJsonAsync(
                Given,
                new
                {
                    what = "Find a printer",
                    person = DemoNetwork.FinlandHead,
                    until = "2027-06-30",
                }
            )
            .Succeeds();
        Assert.That(await Remind(it, Instant.FromUtc(2027, 6, 22, 10, 0)), Is.Empty);
        Assert.That(await Remind(it, Instant.FromUtc(2027, 6, 23, 4, 0)), Is.Empty, "too early in the morning");
        Assert.That(
            await Remind(it, Instant.FromUtc(2027, 6, 23, 10, 0)),
            Is.EquivalentTo(new[] { DemoNetwork.FinlandHead, DemoNetwork.SloveniaDeputy, DemoNetwork.SloveniaHead })
        );
        Assert.That(await Remind(it, Instant.FromUtc(2027, 6, 24, 10, 0)), Is.Empty, "each goes once");
        await chair.PostAsJsonAsync($"{Given}/2/done", new { }).Succeeds();
        Assert.That(await Remind(it, Instant.FromUtc(2027, 6, 30, 10, 0)), Is.Empty, "the last day is in time");
        await it.Service.Db(db =>
            db.Database.ExecuteSqlAsync($"insert into reminder_opt_out (email, at) values ({DemoNetwork.SloveniaDeputy}, now())")
        );
        Assert.That(await Remind(it, Instant.FromUtc(2027, 7, 1, 10, 0)), Is.EqualTo(new[] { DemoNetwork.SloveniaHead }));

        var (subject, text) = await it.Service.Db(async db =>
        {
            var mail = await db.OutboxMails.SingleAsync(m => m.Kind == "action.reminder" && m.Key.Contains("/late/"));
            return await Composed(it, mail);
        });
        Assert.That(subject, Is.EqualTo("Reminder: GA-2027-1/A1 is late"));
        Assert.That(text, Does.Contain("Send the fee notices").And.Contain("Wednesday 30 June 2027").And.Contain("/reminders/stop/"));
    }

    private static async Task<(string Subject, string Text)> Composed(RegisterStage it, OutboxMail mail)
    {
        await using var scope = it.Service.Services.CreateAsyncScope();
        var composer = scope.ServiceProvider.GetServices<IComposeMail>().Single(c => c.Kind == mail.Kind);
        var composed = await composer.Compose(mail, CancellationToken.None);
        return (composed!.Subject, composed.Text);
    }

    private static async Task<IReadOnlyList<string>> Remind(RegisterStage it, Instant now)
    {
        it.Service.Clock.Reset(now);
        var before = await it.Service.Db(db => db.OutboxMails.Where(m => m.Kind == "action.reminder").Select(m => m.Id).ToListAsync());
        Assert.That((await it.Service.Send(new SendActionReminders())).Error, Is.Null);
        return await it.Service.Db(db =>
            db.OutboxMails.Where(m => m.Kind == "action.reminder" && !before.Contains(m.Id)).Select(m => m.Email).ToListAsync()
        );
    }

    private static async Task<IReadOnlyList<string>> FollowUp(HttpClient client, string assembly) =>
        [.. (await client.GetAsync($"{assembly}/follow-up").Value<List<ListActions.Line>>()).Select(l => l.Number)];

    private static async Task<IReadOnlyList<string>> Numbers(HttpClient client, string query) =>
        [.. (await client.GetAsync($"{Api}/actions?{query}").Value<Page<ListActions.Line>>()).Items.Select(l => l.Number)];
}
