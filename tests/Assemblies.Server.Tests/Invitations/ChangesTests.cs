using System.Net.Http.Json;
using Assemblies.Domain;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Members;
using Assemblies.Server.Invitations;
using Assemblies.Server.Tests.Platform.Mail;
using NodaTime;
using SmtpServer.Protocol;
using static Assemblies.Server.Tests.Invitations.Spring2027;

namespace Assemblies.Server.Tests.Invitations;

public sealed class ChangesTests
{
    [Test]
    public async Task Three_corrections_are_one_update_and_a_correction_taken_back_is_none()
    {
        await using var it = await Start();
        await it.Convene();
        var first = it.Entries(DemoNetwork.Commission).Single();
        it.Forget();
        await it.Change("open", plan => plan with { Start = new(12, 0) });
        await it.Change("open", plan => plan with { Start = new(12, 30) });
        await it.Change("open", plan => plan with { Room = "Linhart hall" });
        await it.Change("day1", plan => plan with { Room = "Gallus hall" });
        await it.Change("day1", plan => plan with { Room = null });
        await it.Service.Send<Done>(new SettleChanges());
        Assert.That(it.Sink.Taken, Is.Empty, "it rests");

        var sent = await it.Secretariat.PostAsync($"{A}/invitations/send-now", null).Value<SendChangesNow.Answer>();
        await it.AllSent();
        Assert.That(sent.Entries, Is.EqualTo(1));
        Assert.That(it.Mails.Select(m => (m.Uid, m.Sequence, m.Method)).Distinct(), Is.EqualTo(new[] { (first.Uid, 1, "REQUEST") }));
        Assert.That(it.Mails, Has.Count.EqualTo(63));
        var update = it.Entries(DemoNetwork.Commission).Single();
        Assert.Multiple(() =>
        {
            Assert.That(update.Message.InReplyTo, Is.EqualTo(first.Message.MessageId));
            Assert.That(update.Message.References, Is.EqualTo(new[] { first.Message.MessageId }));
            Assert.That(update.Message.Subject, Is.EqualTo("Updated: " + first.Message.Subject));
            Assert.That(update.Entry.Start.Text, Is.EqualTo("20270421T123000"));
            Assert.That(update.Text, Does.Contain("before: Wednesday 21 April 2027, 13:00"));
        });
        Assert.That(
            await it.Secretariat.PostAsync($"{A}/invitations/send-now", null).Refusal(),
            Is.EqualTo("409 invitations.nothing_rests")
        );
    }

    [Test]
    public async Task Nothing_is_moved_into_the_past_and_an_entry_that_lies_there_follows_when_it_is_corrected()
    {
        await using var it = await Start("--Mail:SettleMinutes=0");
        await it.Convene();
        it.Forget();
        Assert.That(
            await it.TryToChange("open", plan => plan with { Date = new(2026, 4, 21) }).Refusal(),
            Is.EqualTo("400 assembly.date_gone")
        );

        // Its hour has passed without it: it is held on another day.
        it.Service.Clock.Reset(Instant.FromUtc(2027, 4, 21, 20, 0));
        await it.Change("open", plan => plan with { Date = new(2027, 4, 24) });
        await it.Settled();
        Assert.That(it.Entries(DemoNetwork.Commission).Single().Entry.Start.Text, Does.StartWith("20270424"));
    }

    [Test]
    public async Task A_new_time_asks_again_and_a_new_place_keeps_the_answer()
    {
        await using var it = await Start("--Mail:SettleMinutes=0");
        await it.Convene();
        var link = it.Entries(DemoNetwork.Commission).Single().AnswerPath;
        using var guest = it.Service.Anybody();
        await guest.Answer(link, new { answer = "accepted" }).Succeeds();
        it.Forget();

        await it.Change("open", plan => plan with { Room = "Linhart hall" });
        await it.Settled();
        Assert.That(it.Entries(DemoNetwork.Commission).Single().Entry.Attendees.Single().Partstat, Is.EqualTo("ACCEPTED"));
        it.Forget();

        await it.Change("open", plan => plan with { Date = new(2027, 4, 20) });
        await it.Settled();
        var moved = it.Entries(DemoNetwork.Commission).Single();
        Assert.That((moved.Sequence, moved.Entry.Attendees.Single().Partstat), Is.EqualTo((2, "NEEDS-ACTION")));
        Assert.That((await guest.Invitation(link)).Given, Is.EqualTo(InvitationAnswer.NeedsAction));
    }

    [Test]
    public async Task Public_case_C03_a_cancelled_meeting_is_a_cancellation_once_to_whom_was_invited()
    {
        await using var it = await Start();
        await it.Convene();
        var invited = it
            .Mails.Where(m => m.Entry.Values["SUMMARY"].StartsWith("Open", StringComparison.Ordinal))
            .ToDictionary(m => m.To, m => m.Uid);
        it.Forget();
        await it.Change("open", plan => plan with { Start = new(9, 0) });
        await it.CancelMeeting("open", "The hall has burnt down.").Succeeds();
        Assert.That(await it.CancelMeeting("open", "It has burnt down again.").Refusal(), Is.EqualTo("409 meetings.cancelled"));
        await it.Represent("eurotech", "late@eurotech.partners.example.org", MandateRole.Observer);
        await it.AllSent();

        Assert.That(
            it.Mails.Select(m => (m.To, m.Uid, m.Method, m.Sequence)),
            Is.EquivalentTo(invited.Select(i => (i.Key, i.Value, "CANCEL", 1)))
        );
        var mail = it.Entries(DemoNetwork.Commission).Single();
        Assert.Multiple(() =>
        {
            Assert.That(mail.Calendar, Does.Contain("METHOD:CANCEL").And.Contain("STATUS:CANCELLED"));
            Assert.That(mail.Entry.Start.Text, Is.EqualTo("20270421T130000"), "what calendars show, not what rested");
            Assert.That(mail.Message.Subject, Does.StartWith("Cancelled: Invitation: "));
            Assert.That(mail.Text, Does.Contain("The hall has burnt down."));
        });
    }

    [Test]
    public async Task Who_never_got_the_invitation_gets_no_cancellation()
    {
        await using var it = await Start();
        it.Sink.AtRecipient = to => to == DemoNetwork.Commission ? new(SmtpReplyCode.MailboxUnavailable, "5.1.1 Mailbox unknown") : null;
        await it.Secretariat.PostAsync($"{A}/convene", null).Succeeds();
        await it.AllSent();
        it.Forget();
        it.Sink.AtRecipient = _ => null;
        await it.CancelMeeting("open", "There is no hall.").Succeeds();
        await it.AllSent();
        Assert.That(it.Mails, Has.Count.EqualTo(62));
        Assert.That(it.Mails.Select(m => m.To), Has.None.EqualTo(DemoNetwork.Commission));
    }

    [Test]
    public async Task Postponing_tells_everybody_who_was_told_and_takes_the_entries_back_and_a_new_date_has_new_UIDs()
    {
        await using var it = await Start();
        await it.Secretariat.PostAsync($"{A}/announce", null).Succeeds();
        await it.AllSent();
        Assert.That(it.Mails.Select(m => m.Calendar), Is.All.Null);
        Assert.That(it.Mails, Has.Count.EqualTo(63));
        await it.Convene();
        var before = it.Mails.Where(m => m.Calendar is not null).Select(m => m.Uid).ToHashSet();
        it.Forget();

        await it.Secretariat.PostAsJsonAsync($"{A}/postpone", new { reason = "The minister fell ill." }).Succeeds();
        await it.AllSent();
        Assert.That(it.Mails.Count(m => m.Method is "CANCEL"), Is.EqualTo(159));
        Assert.That(it.Mails.Where(m => m.Calendar is null).Select(m => m.To).Distinct().Count(), Is.EqualTo(63));
        Assert.That(it.Mails, Has.Count.EqualTo(159 + 63));
        it.Forget();

        await it
            .Secretariat.PostAsJsonAsync($"{A}/reschedule", new { firstDay = "2027-05-12", reason = "The minister is well again." })
            .Succeeds();
        await it.Convene();
        var after = it.Mails.Where(m => m.Calendar is not null).ToList();
        Assert.That(after.Select(m => m.Sequence).Distinct(), Is.EqualTo(new[] { 0 }));
        Assert.That(after.Select(m => m.Uid).Distinct().Intersect(before), Is.Empty);
    }

    [Test]
    public async Task What_was_convened_and_is_moved_straight_to_other_days_is_taken_back_and_convened_anew()
    {
        await using var it = await Start();
        await it.Convene();
        var before = it.Mails.Select(m => m.Uid).ToHashSet();
        it.Forget();

        await it.Secretariat.PostAsJsonAsync($"{A}/postpone", new { reason = "The hall was flooded.", firstDay = "2027-05-12" }).Succeeds();
        await it.AllSent();
        var (taken, letters) = (it.Mails.Where(m => m.Calendar is not null).ToList(), it.Mails.Where(m => m.Calendar is null).ToList());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(taken.Select(m => m.Method), Is.All.EqualTo("CANCEL").And.Exactly(159).Items);
            Assert.That(taken.Select(m => m.Uid).Distinct(), Is.EquivalentTo(before));
            Assert.That(letters, Has.Count.EqualTo(63));
            Assert.That(letters[0].Subject, Does.StartWith("New dates: "));
            Assert.That(letters[0].Text, Does.Contain("are taken back").And.Contain("A new invitation follows"));
        }

        it.Forget();
        await it.Convene();
        Assert.That(it.Mails.Select(m => (m.Method, m.Sequence)).Distinct(), Is.EqualTo(new[] { ("REQUEST", 0) }));
        Assert.That(it.Mails.Select(m => m.Uid).Distinct().Intersect(before), Is.Empty);
        Assert.That(it.Entries(DemoNetwork.Commission).Single().Entry.Start.Text, Is.EqualTo("20270512T130000"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_cancellation_tells_only_those_who_were_told(bool isConvened)
    {
        await using var it = await Start();
        await it.Secretariat.PostAsync($"{A}/announce", null).Succeeds();
        if (isConvened)
        {
            await it.Convene();
        }

        await it.AllSent();
        it.Forget();
        await it.Represent("eurotech", "late@eurotech.partners.example.org", MandateRole.Observer);
        await it.Secretariat.PostAsJsonAsync($"{A}/cancel", new { reason = "There is no host." }).Succeeds();
        await it.AllSent();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(it.Mails.Where(m => m.Calendar is null).Select(m => m.To), Is.Unique.And.Exactly(63).Items);
            Assert.That(it.Mails.Count(m => m.Method is "CANCEL"), Is.EqualTo(isConvened ? 159 : 0));
            Assert.That(it.Mails.Select(m => m.To), Has.None.EqualTo("late@eurotech.partners.example.org"));
        }
    }

    [Test]
    public async Task Public_case_C47_mails_go_by_themselves_once_a_wrong_password_is_mended()
    {
        await using var it = await Start(new SmtpSink(asksForPassword: true), null, "--Jobs:Run=false");
        await it.Secretariat.PostAsync($"{A}/convene", null).Succeeds();
        await using (await Sending("wrong"))
        {
            var waiting = await Eventually.Is(Deliveries, page => page.Counts.Deferred is 159);
            Assert.That(
                (waiting.Counts.Recipients, waiting.Counts.Sent, waiting.Counts.Waiting, waiting.Counts.Failed),
                Is.EqualTo((159, 0, 159, 0))
            );
            Assert.That(waiting.Items.Select(row => row.ServerWords), Is.All.Contains("535"));
        }

        await using (await Sending("right"))
        {
            var sent = await Eventually.Is(
                Deliveries,
                page =>
                    page.Counts.Recipients == page.Counts.Sent + page.Counts.Waiting + page.Counts.Failed
                        ? page.Counts.Sent is 159
                        : throw new InvalidOperationException("The sum is wrong.")
            );
            Assert.That(sent.Counts.Sent, Is.EqualTo(159));
            Assert.That(it.Mails.Select(m => m.Message.MessageId).Distinct().Count(), Is.EqualTo(159));
        }

        Task<ListDeliveries.Answer> Deliveries() => it.Secretariat.GetAsync($"{A}/deliveries").Value<ListDeliveries.Answer>();

        Task<TestService> Sending(string password) =>
            TestService.StartOn(
                it.Service.Database,
                settings: [.. Mailing(it.Sink), "--Smtp:User=assemblies", $"--Smtp:Password={password}"]
            );
    }

    [Test]
    public async Task A_mail_that_waits_is_tried_at_once_when_somebody_says_so()
    {
        await using var it = await Start("--Mail:RetrySeconds=600");
        var isGrey = true;
        it.Sink.AtRecipient = to => isGrey && to == DemoNetwork.Commission ? new((SmtpReplyCode)450, "4.7.1 Greylisted") : null;
        await it.Secretariat.PostAsync($"{A}/convene", null).Succeeds();
        var page = await Eventually.Is(
            () => it.Secretariat.GetAsync($"{A}/deliveries?q={DemoNetwork.Commission}").Value<ListDeliveries.Answer>(),
            page => page.Counts.Deferred is 1 && page.Counts.Sent is 158
        );
        Assert.That(page.Total, Is.EqualTo(1));
        isGrey = false;
        await it.Secretariat.PostAsync($"{A}/deliveries/{page.Items.Single().Id}/try-now", null).Succeeds();
        await it.AllSent();
        Assert.That(it.Entries(DemoNetwork.Commission), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_button_to_try_now_that_was_pressed_too_late_sends_no_second_copy()
    {
        await using var it = await Start();
        await it.Convene();
        var row = (
            await it.Secretariat.GetAsync($"{A}/deliveries?q={DemoNetwork.Commission}").Value<ListDeliveries.Answer>()
        ).Items.Single();
        it.Forget();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = $"try-{row.Id}" });
        using var answer = await it.Secretariat.PostAsync($"/assemblies/{Code}/deliveries?q={DemoNetwork.Commission}", form);
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("This mail does not wait any more."));
        Assert.That(await it.Decided(), Is.EqualTo(159));
    }

    [Test]
    public async Task Sending_again_is_another_mail_about_the_same_revision()
    {
        await using var it = await Start();
        await it.Convene();
        var first = it.Entries(DemoNetwork.Commission).Single();
        var row = (
            await it.Secretariat.GetAsync($"{A}/deliveries?q={DemoNetwork.Commission}").Value<ListDeliveries.Answer>()
        ).Items.Single();
        using var guest = it.Service.Anybody();
        await guest.Answer(first.AnswerPath, new { answer = "accepted" }).Succeeds();
        await it.Secretariat.PostAsync($"{A}/deliveries/{row.Id}/send-again", null).Succeeds();
        await it.AllSent();
        var again = it.Entries(DemoNetwork.Commission)[1];
        Assert.That((again.Uid, again.Sequence, again.Value("DTSTAMP")), Is.EqualTo((first.Uid, first.Sequence, first.Value("DTSTAMP"))));
        Assert.That(again.Message.MessageId, Is.Not.EqualTo(first.Message.MessageId));
        Assert.That(again.Entry.Attendees.Single().Partstat, Is.EqualTo("ACCEPTED"), "what stands now");
        Assert.That(
            await it.Secretariat.PostAsync($"{A}/deliveries/{row.Id}/try-now", null).Refusal(),
            Is.EqualTo("409 invitations.does_not_wait")
        );
        var shown = await it.Secretariat.GetAsync($"{A}/deliveries/{row.Id}").Value<ShowDelivery.Answer>();
        Assert.That(shown.Text, Does.Contain("/rsvp/…").And.Not.Contain(first.AnswerPath));
    }

    [Test]
    public async Task Deliveries_and_invitations_are_paged_without_a_gap_and_need_the_same_statements_for_one_row_and_for_many()
    {
        var statements = new Statements();
        await using var it = await Start(new SmtpSink(), statements.Count);
        await it.Convene();
        var mails = await All($"{A}/deliveries", (ListDeliveries.Answer page) => (page.Items.Select(row => row.Id.Value), page.Next));
        var invited = await All($"{A}/invitations", (ListInvitations.Answer page) => (page.Invited.Select(row => row.Id.Value), page.Next));
        Assert.That(mails, Has.Count.EqualTo(159).And.Unique);
        Assert.That(invited, Has.Count.EqualTo(159).And.Unique);
        foreach (var list in new[] { "deliveries", "invitations" })
        {
            var one = await statements.Of(() => it.Secretariat.GetAsync($"{A}/{list}?limit=1").Succeeds());
            Assert.That(await statements.Of(() => it.Secretariat.GetAsync($"{A}/{list}?limit=100").Succeeds()), Is.EqualTo(one), list);
        }

        async Task<List<Guid>> All<T>(string list, Func<T, (IEnumerable<Guid> Ids, string? Next)> read)
        {
            var (seen, after) = (new List<Guid>(), "");
            while (after is not null)
            {
                var page = read(await it.Secretariat.GetAsync($"{list}?limit=100&after={after}").Value<T>());
                seen.AddRange(page.Ids);
                after = page.Next;
            }

            return seen;
        }
    }
}
