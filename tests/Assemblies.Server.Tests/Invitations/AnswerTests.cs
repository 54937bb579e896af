using System.Net.Http.Json;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Members;
using Assemblies.Server.Invitations;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using static Assemblies.Server.Tests.Invitations.Spring2027;

namespace Assemblies.Server.Tests.Invitations;

/// <summary>What guests do with their links.</summary>
internal static class Guests
{
    public static Task<HttpResponseMessage> Answer(this HttpClient guest, string link, object answer) =>
        guest.PostAsJsonAsync(link, answer);

    public static Task<ShowInvitation.Answer> Invitation(this HttpClient guest, string link) =>
        guest.GetAsync(link).Value<ShowInvitation.Answer>();

    /// <summary>Tells of what rests, by itself or now, and waits until each mail was taken.</summary>
    public static async Task Settled(this Spring2027 it)
    {
        await Eventually.Holds(async () =>
        {
            await it.Service.Send<Domain.Done>(new SettleChanges());
            return !await it.Service.Db(db => db.PendingChanges.AnyAsync());
        });
        await it.AllSent();
    }
}

public sealed class AnswerTests
{
    [Test]
    public async Task Public_case_C18_scanners_read_every_link_and_only_the_answer_that_is_sent_counts()
    {
        await using var it = await Start();
        await it.Convene();
        var mail = it.Entries(DemoNetwork.Commission).Single();
        var links = mail
            .Text.Split('\n', ' ')
            .Where(word => word.Contains("/rsvp/", StringComparison.Ordinal))
            .Select(word => new Uri(word.Trim()).PathAndQuery)
            .Distinct()
            .ToList();
        Assert.That(links, Has.Count.EqualTo(4));
        using var guest = it.Service.Anybody();
        await Task.WhenAll(
            links
                .SelectMany(link => new[] { link, link })
                .SelectMany(
                    link => new[] { HttpMethod.Get, HttpMethod.Head },
                    async (link, method) =>
                    {
                        using var request = new HttpRequestMessage(method, link);
                        request.Headers.TryAddWithoutValidation("Accept", method == HttpMethod.Get ? "text/html" : "*/*");
                        using var answer = await guest.SendAsync(request);
                        Assert.That((int)answer.StatusCode, Is.EqualTo(200), $"{method} {link}");
                        return answer.StatusCode;
                    }
                )
                .Select(task => task)
        );
        Assert.That((await guest.Invitation(mail.AnswerPath)).Given, Is.EqualTo(InvitationAnswer.NeedsAction));

        await guest.Answer(mail.AnswerPath, new { answer = "accepted", how = "online" }).Succeeds();
        var stands = await guest.Invitation(mail.AnswerPath);
        Assert.That((stands.Given, stands.How), Is.EqualTo((InvitationAnswer.Accepted, (Attending?)Attending.Online)));
        Assert.That(await it.Decided(), Is.EqualTo(160), "an answer is a registration and sends its confirmation, nothing else");
    }

    [Test]
    public async Task The_page_has_the_clicked_answer_chosen_and_its_form_counts_without_an_account()
    {
        await using var it = await Start();
        await it.Convene();
        var link = it.Entries(DemoNetwork.Commission).Single().AnswerPath;
        using var guest = it.Service.Anybody();
        guest.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "text/html");
        var page = await guest.GetStringAsync($"{link}?answer=declined");
        Assert.That(
            page,
            Does.Match("value=\"Declined\"[^>]*checked").And.Not.Match("value=\"Accepted\"[^>]*checked").And.Not.Contain("walking dinner")
        );
        using var answer = await guest.PostAsync(
            link,
            new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = "answer", ["given"] = "Declined" })
        );
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("Thank you. Your answer"));
        Assert.That(
            await it.Service.Db(db => db.Invitations.Where(i => i.Email == DemoNetwork.Commission).Select(i => i.Answer).SingleAsync()),
            Is.EqualTo(InvitationAnswer.Declined)
        );
    }

    [Test]
    public async Task What_no_answer_needs_is_refused_whole()
    {
        await using var it = await Start();
        await it.Convene();
        var link = it.Entries(DemoNetwork.Commission).Single().AnswerPath;
        using var guest = it.Service.Anybody();
        Assert.That(
            await guest.Answer(link, new { answer = "accepted", substituteName = new string('x', 300_000) }).Refusal(),
            Does.StartWith("413")
        );
        Assert.That(
            await guest
                .Answer(
                    link,
                    new
                    {
                        answer = "substituted",
                        substituteName = "Eve\r\nBcc: x",
                        substituteEmail = "eve@example.org",
                    }
                )
                .Refusal(),
            Is.EqualTo("400 request.invalid")
        );
        Assert.That((await guest.Invitation(link)).Given, Is.EqualTo(InvitationAnswer.NeedsAction));
    }

    [Test]
    public async Task Who_comes_to_single_sessions_gets_those_entries_and_a_cancellation_and_may_change_their_mind()
    {
        await using var it = await Start();
        await it.Convene();
        var mail = it.Entries(DemoNetwork.Commission).Single();
        it.Forget();
        using var guest = it.Service.Anybody();
        var sessions = (await guest.Invitation(mail.AnswerPath)).Sessions;
        Assert.That(
            sessions.Select(s => s.Title),
            Is.EqualTo(new[] { "Welcome by the host and the ministry", "Keynote: what employers will need in 2035" })
        );

        await guest.Answer(mail.AnswerPath, new { answer = "sessionsOnly", sessions = new[] { sessions[1].Id.Value } }).Succeeds();
        await it.AllSent();
        Assert.That(
            it.Entered.Select(m => (m.To, m.Method, m.Sequence)),
            Is.EquivalentTo(new[] { (DemoNetwork.Commission, "CANCEL", 1), (DemoNetwork.Commission, "REQUEST", 0) })
        );
        var single = it.Mails.Single(m => m.Method is "REQUEST");
        Assert.That(
            (single.Entry.Values["SUMMARY"], single.Entry.Start.Text),
            Is.EqualTo(("Keynote: what employers will need in 2035", "20270421T150000"))
        );
        Assert.That(it.Mails.Single(m => m.Method is "CANCEL").Uid, Is.EqualTo(mail.Uid).And.Not.EqualTo(single.Uid));
        it.Forget();

        await guest.Answer(mail.AnswerPath, new { answer = "accepted" }).Succeeds();
        await it.AllSent();
        Assert.That(
            it.Mails.Select(m => (m.Uid, m.Method, m.Sequence)),
            Is.EquivalentTo(new[] { (mail.Uid, "REQUEST", 2), (single.Uid, "CANCEL", 1) })
        );
    }

    [Test]
    public async Task One_seat_has_one_person_however_long_the_row_of_those_who_ask_each_other()
    {
        await using var it = await Start();
        await it.Convene();
        var first = it.Entries(DemoNetwork.Commission).Single().AnswerPath;
        using var guest = it.Service.Anybody();
        var second = await Ask(first, "bea@ec.example.org");
        var third = await Ask(second, "cem@ec.example.org");
        Assert.That(await Send(third, DemoNetwork.Commission).Refusal(), Is.EqualTo("409 invitations.invited_already"));
        it.Forget();

        await guest.Answer(first, new { answer = "accepted" }).Succeeds();
        await it.AllSent();
        Assert.That(
            it.Entered.Select(m => (m.To, m.Method)),
            Is.EquivalentTo(new[] { (DemoNetwork.Commission, "REQUEST"), ("cem@ec.example.org", "CANCEL") })
        );
        Assert.That(await guest.Answer(second, new { answer = "accepted" }).Refusal(), Is.EqualTo("410 invitations.not_invited"));
        Assert.That(await guest.Answer(third, new { answer = "accepted" }).Refusal(), Is.EqualTo("410 invitations.not_invited"));

        async Task<string> Ask(string link, string email)
        {
            await Send(link, email).Succeeds();
            await it.AllSent();
            return it.Entries(email).Last(m => m.Method is "REQUEST").AnswerPath;
        }

        Task<HttpResponseMessage> Send(string link, string email) =>
            guest.Answer(
                link,
                new
                {
                    answer = "substituted",
                    substituteName = "Somebody",
                    substituteEmail = email,
                }
            );
    }

    [Test]
    public async Task Who_was_asked_to_come_by_somebody_whose_mandate_ends_is_not_invited_any_more()
    {
        await using var it = await Start();
        await it.Convene();
        var day = it.Entries(DemoNetwork.FinlandHead).First(m => m.Subject.Contains("day 1", StringComparison.Ordinal));
        using var guest = it.Service.Anybody();
        var answer = new
        {
            answer = "substituted",
            substituteName = "Somebody",
            substituteEmail = "somebody@fi.stem.example.org",
        };
        await guest.Answer(day.AnswerPath, answer).Succeeds();
        await it.AllSent();
        it.Forget();

        var mandate = await it.Service.Db(db =>
            db.Mandates.Where(m => db.People.Any(p => p.Id == m.Person && p.Email == DemoNetwork.FinlandHead))
                .Select(m => m.Id)
                .SingleAsync()
        );
        await it.Secretariat.PostAsJsonAsync($"/api/v1/representatives/{mandate}/end", new { lastDay = "2026-11-24" }).Succeeds();
        await Eventually.Holds(async () => await it.Decided() >= 159 + 2 + 3);
        await it.AllSent();
        Assert.That(
            it.Mails.Where(m => m.Method is "CANCEL").Select(m => m.To),
            Is.EquivalentTo([DemoNetwork.FinlandHead, DemoNetwork.FinlandHead, "somebody@fi.stem.example.org"])
        );
        Assert.That(
            await guest.Answer(day.AnswerPath, answer with { substituteEmail = "else@example.org" }).Refusal(),
            Is.EqualTo("410 invitations.not_invited")
        );
    }

    [Test]
    public async Task A_substitute_gets_the_invitation_and_who_is_represented_a_cancellation()
    {
        await using var it = await Start();
        await it.Convene();
        var mail = it.Entries(DemoNetwork.Commission).Single();
        it.Forget();
        using var guest = it.Service.Anybody();
        Assert.That(
            await guest.Answer(mail.AnswerPath, new { answer = "substituted", substituteName = "Ana" }).Refusal(),
            Is.EqualTo("400 request.invalid")
        );
        Assert.That(
            await guest
                .Answer(
                    mail.AnswerPath,
                    new
                    {
                        answer = "substituted",
                        substituteName = "Ana",
                        substituteEmail = DemoNetwork.Partner,
                    }
                )
                .Refusal(),
            Is.EqualTo("409 invitations.invited_already")
        );
        await guest
            .Answer(
                mail.AnswerPath,
                new
                {
                    answer = "substituted",
                    substituteName = "Ana Novak",
                    substituteEmail = "ana@ec.example.org",
                }
            )
            .Succeeds();
        await it.AllSent();
        Assert.That(
            it.Entered.Select(m => (m.To, m.Uid, m.Method, m.Sequence)),
            Is.EquivalentTo(new[] { (DemoNetwork.Commission, mail.Uid, "CANCEL", 1), ("ana@ec.example.org", mail.Uid, "REQUEST", 1) })
        );
        var theirs = it.Mails.Single(m => m.Method is "REQUEST");
        Assert.That((await guest.Invitation(theirs.AnswerPath)).Name, Is.EqualTo("Ana Novak"));
        await guest.Answer(theirs.AnswerPath, new { answer = "accepted" }).Succeeds();
        it.Forget();

        await guest.Answer(mail.AnswerPath, new { answer = "accepted" }).Succeeds();
        await it.AllSent();
        Assert.That(
            it.Entered.Select(m => (m.To, m.Method)),
            Is.EquivalentTo(new[] { (DemoNetwork.Commission, "REQUEST"), ("ana@ec.example.org", "CANCEL") })
        );
        Assert.That(it.Entered.Select(m => m.Sequence), Is.All.GreaterThan(1));
        Assert.That(
            await guest.Answer(theirs.AnswerPath, new { answer = "accepted" }).Refusal(),
            Is.EqualTo("410 invitations.not_invited")
        );
    }

    [Test]
    public async Task No_after_a_substitute_takes_theirs_back_and_sends_no_invitation_and_Yes_is_still_possible()
    {
        await using var it = await Start();
        await it.Convene();
        var mail = it.Entries(DemoNetwork.Commission).Single();
        using var guest = it.Service.Anybody();
        await guest.Answer(mail.AnswerPath, Instead("ana@ec.example.org")).Succeeds();
        await it.AllSent();
        it.Forget();

        await guest.Answer(mail.AnswerPath, new { answer = "declined" }).Succeeds();
        await it.AllSent();
        Assert.That(it.Entered.Select(m => (m.To, m.Method)), Is.EqualTo(new[] { ("ana@ec.example.org", "CANCEL") }));
        Assert.That(it.Mails.Single().Subject, Does.StartWith("Taken off your calendar: "));
        Assert.That(it.Mails.Single().Text, Does.Not.Contain("Join by video"));
        it.Forget();

        await guest.Answer(mail.AnswerPath, new { answer = "accepted" }).Succeeds();
        await it.AllSent();
        Assert.That(it.Entered.Select(m => (m.To, m.Method)), Is.EqualTo(new[] { (DemoNetwork.Commission, "REQUEST") }));
    }

    [Test]
    public async Task A_seat_is_passed_on_a_few_times_and_no_stored_name_is_told_to_whoever_has_the_link()
    {
        await using var it = await Start();
        await it.Convene();
        var mail = it.Entries(DemoNetwork.Commission).Single();
        using var guest = it.Service.Anybody();
        await it.Represent("FI", "adviser@fi.stem.example.org", MandateRole.Adviser);
        await guest.Answer(mail.AnswerPath, Instead("adviser@fi.stem.example.org")).Succeeds();
        Assert.That((await guest.Invitation(mail.AnswerPath)).Substitute, Is.EqualTo("Somebody"));
        foreach (var n in Enumerable.Range(2, 4))
        {
            await guest.Answer(mail.AnswerPath, Instead($"guest{n}@ec.example.org")).Succeeds();
        }

        Assert.That(
            await guest.Answer(mail.AnswerPath, Instead("guest6@ec.example.org")).Refusal(),
            Is.EqualTo("409 invitations.too_many_asked")
        );
        await guest.Answer(mail.AnswerPath, Instead("guest2@ec.example.org")).Succeeds();
    }

    [Test]
    public async Task A_session_that_was_declined_by_its_own_link_and_is_chosen_again_is_come_to()
    {
        await using var it = await Start();
        await it.Convene();
        var mail = it.Entries(DemoNetwork.Commission).Single();
        it.Forget();
        using var guest = it.Service.Anybody();
        var session = (await guest.Invitation(mail.AnswerPath)).Sessions[1].Id.Value;
        await guest.Answer(mail.AnswerPath, new { answer = "sessionsOnly", sessions = new[] { session } }).Succeeds();
        await it.AllSent();
        var single = it.Mails.Single(m => m.Method is "REQUEST").AnswerPath;
        await guest.Answer(single, new { answer = "declined" }).Succeeds();
        await guest.Answer(mail.AnswerPath, new { answer = "sessionsOnly", sessions = new[] { session } }).Succeeds();
        Assert.That((await guest.Invitation(single)).Given, Is.EqualTo(InvitationAnswer.Accepted));
    }

    [Test]
    public async Task Who_comes_to_single_sessions_is_told_of_another_room_and_of_another_day()
    {
        await using var it = await Start("--Mail:SettleMinutes=0");
        await it.Convene();
        var mail = it.Entries(DemoNetwork.Commission).Single();
        using var guest = it.Service.Anybody();
        var session = (await guest.Invitation(mail.AnswerPath)).Sessions[1].Id.Value;
        await guest.Answer(mail.AnswerPath, new { answer = "sessionsOnly", sessions = new[] { session } }).Succeeds();
        await it.AllSent();
        it.Forget();

        await it.Change("open", plan => plan with { Date = new(2027, 4, 20), Room = "Linhart hall" });
        await it.Settled();
        var told = it.Entries(DemoNetwork.Commission).Single();
        Assert.That(
            (told.Method, told.Entry.Start.Text, told.Entry.Values["LOCATION"]),
            Is.EqualTo(("REQUEST", "20270420T150000", "Linhart hall, Cankarjev dom, Ljubljana, and online"))
        );
    }

    [Test]
    public async Task The_link_of_an_ended_mandate_shows_neither_sessions_nor_place_nor_time()
    {
        await using var it = await Start();
        await it.Convene();
        var open = it.Entries(DemoNetwork.FinlandHead).Single(m => m.Entry.Values["SUMMARY"].StartsWith("Open", StringComparison.Ordinal));
        using var guest = it.Service.Anybody();
        Assert.That((await guest.Invitation(open.AnswerPath)).Sessions, Has.Count.EqualTo(3));
        await it.EndMandate(DemoNetwork.FinlandHead);
        var seen = await guest.Invitation(open.AnswerPath);
        Assert.That(
            (seen.Sessions.Count, seen.Place, seen.Start, seen.End),
            Is.EqualTo((0, (string?)null, (LocalDateTime?)null, (LocalDateTime?)null))
        );
        Assert.That(seen.Closed, Does.StartWith("This invitation was taken back."));
        guest.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "text/html");
        Assert.That(await guest.GetStringAsync(open.AnswerPath), Does.Not.Contain("walking dinner").And.Not.Contain("Cankarjev dom"));
    }

    [Test]
    [Category("Time")]
    public async Task Links_are_kept_as_hashes_and_hold_until_the_meeting_begins()
    {
        await using var it = await Start();
        await it.Convene();
        var link = it.Entries(DemoNetwork.Commission).Single().AnswerPath;
        using var guest = it.Service.Anybody();
        Assert.That(
            await guest.GetAsync("/rsvp/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").Refusal(),
            Is.EqualTo("404 invitations.unknown_link")
        );
        Assert.That(await it.Service.Db(db => db.AnswerLinks.CountAsync()), Is.EqualTo(159));
        Assert.That(
            await it.Service.Db(db => db.AnswerLinks.Select(l => l.Hash.Length).Distinct().ToListAsync()),
            Is.EqualTo(new[] { 32 })
        );
        it.Service.Clock.Reset(Instant.FromUtc(2027, 4, 21, 11, 0));
        Assert.That(await guest.Answer(link, new { answer = "accepted" }).Refusal(), Is.EqualTo("410 invitations.meeting_began"));
        Assert.That((await guest.Invitation(link)).Closed, Does.StartWith("The meeting has begun"));
    }

    private static object Instead(string email) =>
        new
        {
            answer = "substituted",
            substituteName = "Somebody",
            substituteEmail = email,
        };
}
