using Assemblies.Domain;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Invitations;
using Assemblies.Server.Platform.Outbox;
using Microsoft.EntityFrameworkCore;
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
    public async Task A_new_time_asks_again_and_a_new_place_keeps_the_answer()
    {
        await using var it = await Start("--Mail:SettleMinutes=0");
        await it.Convene();
        var link = it.Entries(DemoNetwork.Commission).Single().AnswerPath;
        using var guest = it.Service.Anybody();
        await guest.Answer(link, new { answer = "accepted" }).Succeeds();
        it.Forget();

        await it.Change("open", plan => plan with { Room = "Linhart hall" });
        await it.Settled(63);
        Assert.That(it.Entries(DemoNetwork.Commission).Single().Entry.Attendees.Single().Partstat, Is.EqualTo("ACCEPTED"));
        it.Forget();

        await it.Change("open", plan => plan with { Date = new(2027, 4, 20) });
        await it.Settled(63);
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
        var now = it.Service.Clock.GetCurrentInstant();
        Error? twice = null;
        await it.Act(
            Code,
            assembly => assembly.CancelMeeting(assembly.Meetings.Single(m => m.Key == "open"), now, null, "The hall has burnt down.")
        );
        await it.Act(Code, assembly => twice = assembly.CancelMeeting(assembly.Meetings.Single(m => m.Key == "open"), now, null, "Again."));
        Assert.That(twice!.Code, Is.EqualTo("meetings.cancelled"));
        await it.Service.Db(async db =>
        {
            var late = new Domain.Members.Person("late@fi.stem.example.org", "Liisa Late", null, "fi", "Europe/Helsinki");
            db.People.Add(late);
            db.Mandates.Add(
                new(
                    late.Id,
                    (await db.Organisations.SingleAsync(o => o.Code == "FI")).Id,
                    Domain.Members.MandateRole.Deputy,
                    new(2026, 11, 1),
                    null,
                    null
                )
            );
            return await db.SaveChangesAsync();
        });
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
        await Eventually.Holds(() => it.Sink.Taken.Count is 158);
        it.Forget();
        it.Sink.AtRecipient = _ => null;
        await it.Act(
            Code,
            assembly =>
                assembly.CancelMeeting(
                    assembly.Meetings.Single(m => m.Key == "open"),
                    it.Service.Clock.GetCurrentInstant(),
                    null,
                    "No hall."
                )
        );
        await it.AllSent();
        Assert.That(it.Mails, Has.Count.EqualTo(62));
        Assert.That(it.Mails.Select(m => m.To), Has.None.EqualTo(DemoNetwork.Commission));
    }

    [Test]
    public async Task Postponing_tells_everybody_who_was_told_and_takes_the_entries_back_and_a_new_date_has_new_UIDs()
    {
        await using var it = await Start();
        var now = it.Service.Clock.GetCurrentInstant();
        await it.Act(Code, assembly => assembly.Step(StepKind.Announced, now, null, null));
        await it.AllSent();
        Assert.That(it.Mails.Select(m => m.Calendar), Is.All.Null);
        Assert.That(it.Mails, Has.Count.EqualTo(63));
        await it.Convene();
        var before = it.Mails.Where(m => m.Calendar is not null).Select(m => m.Uid).ToHashSet();
        it.Forget();

        await it.Act(Code, assembly => assembly.Step(StepKind.Postponed, now, null, "The minister fell ill."));
        await it.AllSent();
        Assert.That(it.Mails.Count(m => m.Method is "CANCEL"), Is.EqualTo(159));
        Assert.That(it.Mails.Where(m => m.Calendar is null).Select(m => m.To).Distinct().Count(), Is.EqualTo(63));
        Assert.That(it.Mails, Has.Count.EqualTo(159 + 63));
        it.Forget();

        await it.Act(Code, assembly => assembly.Step(StepKind.Rescheduled, now, null, null));
        await it.Convene();
        var after = it.Mails.Where(m => m.Calendar is not null).ToList();
        Assert.That(after.Select(m => m.Sequence).Distinct(), Is.EqualTo(new[] { 0 }));
        Assert.That(after.Select(m => m.Uid).Distinct().Intersect(before), Is.Empty);
    }

    [Test]
    public async Task A_cancellation_tells_only_those_who_were_told()
    {
        await using var it = await Start();
        await it.Act(Code, assembly => assembly.Step(StepKind.Cancelled, it.Service.Clock.GetCurrentInstant(), null, "No host."));
        await Task.Delay(300);
        Assert.That(await it.Service.Db(db => db.OutboxMails.CountAsync()), Is.Zero);
    }

    [Test]
    public async Task Public_case_C47_mails_go_by_themselves_once_a_wrong_password_is_mended()
    {
        await using var it = await Start();
        it.Sink.AtSender = _ => new(SmtpReplyCode.AuthenticationFailed, "5.7.8 no");
        await it.Secretariat.PostAsync($"{A}/convene", null).Succeeds();
        var waiting = await Eventually.Is(
            Deliveries,
            page => page.Items.Any(row => row.ServerWords is not null) && page.Counts.Deferred is 159
        );
        Assert.That(
            (waiting.Counts.Recipients, waiting.Counts.Sent, waiting.Counts.Waiting, waiting.Counts.Failed),
            Is.EqualTo((159, 0, 159, 0))
        );
        Assert.That(waiting.Items.Select(row => row.ServerWords), Is.All.Contains("535"));
        await it.Secretariat.PostAsync($"{A}/deliveries/{waiting.Items[0].Id}/try-now", null).Succeeds();

        it.Sink.AtSender = _ => null;
        var sent = await Eventually.Is(
            Deliveries,
            page =>
                page.Counts.Recipients == page.Counts.Sent + page.Counts.Waiting + page.Counts.Failed
                    ? page.Counts.Sent is 159
                    : throw new InvalidOperationException("The sum is wrong.")
        );
        Assert.That(sent.Counts.Sent, Is.EqualTo(159));
        Assert.That(it.Mails.Select(m => m.Message.MessageId).Distinct().Count(), Is.EqualTo(159));

        Task<ListDeliveries.Answer> Deliveries() => it.Secretariat.GetAsync($"{A}/deliveries").Value<ListDeliveries.Answer>();
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
        await it.Secretariat.PostAsync($"{A}/deliveries/{row.Id}/send-again", null).Succeeds();
        await it.AllSent();
        var again = it.Entries(DemoNetwork.Commission)[1];
        Assert.That((again.Uid, again.Sequence, again.Value("DTSTAMP")), Is.EqualTo((first.Uid, first.Sequence, first.Value("DTSTAMP"))));
        Assert.That(again.Message.MessageId, Is.Not.EqualTo(first.Message.MessageId));
        Assert.That(
            await it.Secretariat.PostAsync($"{A}/deliveries/{row.Id}/try-now", null).Refusal(),
            Is.EqualTo("409 invitations.does_not_wait")
        );
        var shown = await it.Secretariat.GetAsync($"{A}/deliveries/{row.Id}").Value<ShowDelivery.Answer>();
        Assert.That(shown.Text, Does.Contain("/rsvp/…").And.Not.Contain(first.AnswerPath));
    }

    [Test]
    public async Task Deliveries_are_paged_without_a_gap_and_need_the_same_statements_for_one_row_and_for_many()
    {
        await using var it = await Start();
        await it.Convene();
        var (seen, after) = (new List<Id<OutboxMail>>(), "");
        do
        {
            var page = await it.Secretariat.GetAsync($"{A}/deliveries?limit=100&after={after}").Value<ListDeliveries.Answer>();
            seen.AddRange(page.Items.Select(row => row.Id));
            after = page.Next;
        } while (after is not null);
        Assert.That(seen, Has.Count.EqualTo(159).And.Unique);
    }
}
