using System.Net.Http.Json;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Server.Invitations;
using Assemblies.Server.Platform.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Assemblies.Server.Tests.Invitations.Spring2027;

namespace Assemblies.Server.Tests.Invitations;

/// <summary>People and meetings that come and go after the convocation.</summary>
public sealed class RollChangesTests
{
    private static readonly MeetingPlan Visit = new(
        "visit",
        "Visit to the house of experiments",
        false,
        Audience.Members,
        MeetingFormat.OnSite,
        new(2027, 4, 20),
        new(15, 0),
        new(17, 0),
        "Entrance hall",
        null,
        null
    );

    [Test]
    public async Task A_meeting_added_after_the_convocation_reaches_those_invited_whom_it_is_for()
    {
        await using var it = await Start();
        await it.Convene();
        await Name(it, "late@fi.stem.example.org");
        it.Forget();
        await it.Add(Visit);
        Assert.That(await it.Decided(), Is.EqualTo(159), "it rests");
        await it.Secretariat.PostAsync($"{A}/invitations/send-now", null).Succeeds();
        await it.AllSent();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                it.Mails.Select(m => (m.Method, m.Sequence, m.Subject[..11])).Distinct(),
                Is.EqualTo([("REQUEST", 0, "Invitation:")])
            );
            Assert.That(it.Mails.Select(m => m.To), Is.Unique.And.Exactly(48).Items);
            Assert.That(it.Mails.Select(m => m.To), Has.None.EqualTo(DemoNetwork.Commission).And.None.EqualTo("late@fi.stem.example.org"));
            Assert.That(it.Mails[0].Entry.Start.Text, Is.EqualTo("20270420T150000"));
            Assert.That(await it.Feed(DemoNetwork.FinlandHead), Does.Contain(it.Mails[0].Uid));
        }

        Assert.That(
            await it.Secretariat.PostAsync($"{A}/invitations/send-now", null).Refusal(),
            Is.EqualTo("409 invitations.nothing_rests")
        );
        it.Forget();
        await it.CancelMeeting("visit", "The house is closed.").Succeeds();
        await it.AllSent();
        Assert.That(it.Mails.Count(m => m.Method is "CANCEL"), Is.EqualTo(48));
    }

    [Test]
    public async Task A_corrected_address_gets_the_invitations_and_the_former_one_loses_them()
    {
        await using var it = await Start();
        await it.Convene();
        using var guest = it.Service.Anybody();
        var before = it.Entries(DemoNetwork.FinlandHead);
        await guest.Answer(before[0].AnswerPath, new { answer = "accepted" }).Succeeds();
        it.Forget();
        await Correct(it, DemoNetwork.FinlandHead, "aino@fi.stem.example.org");
        await it.AllSent();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(it.Mails.Count(m => m.To == DemoNetwork.FinlandHead && m.Method is "CANCEL"), Is.EqualTo(3));
            Assert.That(it.Mails.Count(m => m.To == "aino@fi.stem.example.org" && m.Method is "REQUEST"), Is.EqualTo(3));
            Assert.That(it.Mails, Has.Count.EqualTo(6));
            Assert.That(it.Entered.Select(m => m.Sequence), Is.All.EqualTo(1));
            Assert.That(
                it.Entries("aino@fi.stem.example.org").Select(m => m.Entry.Attendees.Single().Partstat),
                Is.EquivalentTo(["ACCEPTED", "NEEDS-ACTION", "NEEDS-ACTION"])
            );
            Assert.That(it.Entries("aino@fi.stem.example.org").Select(m => m.Subject), Is.All.StartsWith("Invitation: "));
        }

        it.Forget();
        await it.CancelMeeting("open", "There is no hall.").Succeeds();
        await it.AllSent();
        Assert.That(it.Mails.Select(m => m.To), Has.Some.EqualTo("aino@fi.stem.example.org").And.None.EqualTo(DemoNetwork.FinlandHead));
    }

    [Test]
    public async Task Who_was_never_reached_at_the_former_address_is_sent_no_cancellation_there()
    {
        await using var it = await Start();
        it.Sink.AtRecipient = to =>
            to == DemoNetwork.FinlandHead ? new(SmtpServer.Protocol.SmtpReplyCode.MailboxUnavailable, "5.1.1 Mailbox unknown") : null;
        await it.Convene();
        it.Forget();
        it.Sink.AtRecipient = _ => null;
        await Correct(it, DemoNetwork.FinlandHead, "aino@fi.stem.example.org");
        await it.AllSent();
        Assert.That(it.Entered.Select(m => (m.To, m.Method)), Is.EqualTo(Enumerable.Repeat(("aino@fi.stem.example.org", "REQUEST"), 3)));
    }

    [Test]
    public async Task Whose_mandate_ended_by_mistake_and_is_entered_anew_is_invited_again()
    {
        await using var it = await Start();
        await it.Convene();
        await it.EndMandate(DemoNetwork.FinlandHead);
        await it.AllSent();
        it.Forget();
        await it.Represent("FI", DemoNetwork.FinlandHead, MandateRole.Head);
        var person = (await it.Secretariat.GetAsync($"{A}/invitations").Value<ListInvitations.Answer>()).NotInvitedYet.Single();
        Assert.That((person.Email, person.Meetings), Is.EqualTo((DemoNetwork.FinlandHead, new[] { "open", "day1", "day2" })));

        await it.Secretariat.PostAsJsonAsync($"{A}/invitations", new { person = person.Person.Value }).Succeeds();
        await it.AllSent();
        Assert.That(it.Mails.Select(m => (m.Method, m.Sequence)), Is.EqualTo(Enumerable.Repeat(("REQUEST", 2), 3)));
        await it.Service.Send<Domain.Done>(new EndInvitations());
        Assert.That(await it.Service.Db(db => db.Invitations.CountAsync(i => i.WithdrawnAt != null)), Is.Zero);
        Assert.That(
            await it.Secretariat.PostAsJsonAsync($"{A}/invitations", new { person = person.Person.Value }).Refusal(),
            Is.EqualTo("409 invitations.nothing_to_invite_to")
        );
    }

    [Test]
    public async Task A_guest_who_gets_a_mandate_is_not_invited_twice_to_what_they_are_invited_to()
    {
        await using var it = await Start();
        await it.Convene();
        using var guest = it.Service.Anybody();
        var mail = it.Entries(DemoNetwork.Commission).Single();
        var answer = new
        {
            answer = "substituted",
            substituteName = "Ana Novak",
            substituteEmail = "ana@ec.example.org",
        };
        await guest.Answer(mail.AnswerPath, answer).Succeeds();
        await Name(it, "ana@ec.example.org");
        var list = await it.Secretariat.GetAsync($"{A}/invitations").Value<ListInvitations.Answer>();
        var person = list.NotInvitedYet.Single();
        Assert.That(person.Meetings, Is.EqualTo(new[] { "day1", "day2" }));

        // Once their seat was taken back they come by their mandate, and the row is theirs.
        await guest.Answer(mail.AnswerPath, new { answer = "accepted" }).Succeeds();
        await it.Secretariat.PostAsJsonAsync($"{A}/invitations", new { person = person.Person.Value }).Succeeds();
        await it.AllSent();
        Assert.That(await it.Service.Db(db => db.Invitations.CountAsync(i => i.Email == "ana@ec.example.org")), Is.EqualTo(3));
        Assert.That(await guest.Answer(mail.AnswerPath, answer).Refusal(), Is.EqualTo("409 invitations.invited_already"));
    }

    [Test]
    public async Task The_first_mail_somebody_gets_is_no_update_whatever_changed_before_it_went()
    {
        await using var it = await Start("--Jobs:Run=false");
        await it.Secretariat.PostAsync($"{A}/convene", null).Succeeds();
        await it.Change("open", plan => plan with { Start = new(12, 0) });
        await it.Secretariat.PostAsync($"{A}/invitations/send-now", null).Succeeds();
        await Drain(it);
        var mail = it.Entries(DemoNetwork.Commission).Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((mail.Sequence, mail.Entry.Start.Text), Is.EqualTo((1, "20270421T120000")));
            Assert.That(mail.Subject, Does.StartWith("Invitation: "));
            Assert.That(mail.Text, Does.Not.Contain("before:"));
            Assert.That(mail.Message.InReplyTo, Is.Null);
        }
    }

    [Test]
    public async Task Whose_invitation_may_have_gone_when_a_process_ended_gets_the_cancellation_and_no_invitation_after_it()
    {
        await using var it = await Start("--Jobs:Run=false");
        await it.Secretariat.PostAsync($"{A}/convene", null).Succeeds();

        // Put off once with words, and under way when the process was killed at the second try.
        await it.Service.Db(db =>
            db.Database.ExecuteSqlAsync(
                $"""
                update outbox_mail set state = 'Deferred', attempts = 2, server_words = '450 later', leased_until = now() - interval '1 second'
                where email = {DemoNetwork.Commission}
                """
            )
        );
        await it.CancelMeeting("open", "There is no hall.").Succeeds();
        await Drain(it);
        Assert.That(
            it.Mails.Where(m => m.Method is "CANCEL" || m.To == DemoNetwork.Commission).Select(m => (m.To, m.Method)),
            Is.EqualTo([(DemoNetwork.Commission, "CANCEL")])
        );
        var request = await it.Service.Db(db =>
            db.OutboxMails.SingleAsync(m => m.Email == DemoNetwork.Commission && m.Kind == EntryMails.Request)
        );
        Assert.That((request.State, request.Doubtful), Is.EqualTo((DeliveryState.Superseded, true)));
    }

    private static async Task Drain(Spring2027 it) =>
        await it.Service.Services.GetRequiredService<OutboxDrain>().Run(CancellationToken.None);

    /// <summary>An adviser whom the head of FI wants to be told.</summary>
    private static async Task Name(Spring2027 it, string email)
    {
        var mandate = await it.Represent("FI", email, MandateRole.Adviser);
        using var head = await it.Service.As(DemoNetwork.FinlandHead);
        await head.PutAsJsonAsync($"/api/v1/representatives/{mandate}/named", new { named = true }).Succeeds();
    }

    private static Task Correct(Spring2027 it, string was, string now) =>
        it.Service.Correct(it.Secretariat, was, new(now, "Aino Aalto", null));
}
