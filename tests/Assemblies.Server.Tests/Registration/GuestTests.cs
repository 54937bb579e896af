using System.Net;
using System.Net.Http.Json;
using Assemblies.Domain;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Registration;
using Assemblies.Server.Tests.Invitations;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Tests.Registration;

/// <summary>Guests of the open meeting: by the host's invitation, or by a public form whose address is confirmed by mail.</summary>
public sealed class GuestTests
{
    private const string A = Spring2027.A;

    private Spring2027 spring = null!;
    private HttpClient host = null!;
    private HttpClient anybody = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        spring = await Spring2027.Start();
        await spring.Convene();
        (host, anybody) = (spring.Secretariat, spring.Service.Anybody());
    }

    [OneTimeTearDown]
    public async Task End()
    {
        anybody.Dispose();
        await spring.DisposeAsync();
    }

    [SetUp]
    public async Task Terms() => await Give(new SeatTerms { PublicForm = true });

    [Test]
    public async Task An_invited_guest_gets_a_letter_and_no_entry_before_they_say_that_they_come()
    {
        await Invite("ana@guests.example.org").Succeeds();
        var link = await Link("ana@guests.example.org");

        Assert.That(spring.Entries("ana@guests.example.org"), Is.Empty);
        Assert.That((await Shown(link)).State, Is.EqualTo(AdmissionState.Unconfirmed));
        var answer = await Attend(link, TakingPart.OnSite).Value<AttendAsGuest.Answer>();
        var seen = await Shown(link);

        Assert.That(answer.State, Is.EqualTo(AdmissionState.Admitted));
        Assert.That(seen.Seats.Select(s => (s.Kind, s.State)), Is.EqualTo([(PoolKind.OnSite, SeatState.Confirmed)]));
        Assert.That(seen.Seats[0].History.Select(h => h.What), Is.EqualTo([SeatEvent.Got]));
        await spring.AllSent();
        Assert.That(spring.Entries("ana@guests.example.org").Select(m => m.Method), Is.EqualTo(["REQUEST"]), "with the seat");
        Assert.That(
            Mails("ana@guests.example.org").Where(m => m.Subject.Contains("registered", StringComparison.Ordinal)).Select(m => m.Text),
            Has.All.Contains("/attend/")
        );
        await Attend(link, TakingPart.Not).Succeeds();
        await spring.AllSent();
        Assert.That(spring.Entries("ana@guests.example.org").Select(m => m.Method), Is.EqualTo(["REQUEST", "CANCEL"]));
    }

    [Test]
    public async Task Nobody_is_invited_twice_and_no_representative_as_a_guest()
    {
        await Invite("twice@guests.example.org").Succeeds();

        Assert.That(await Invite("Twice@guests.example.org").Refusal(), Is.EqualTo("409 guests.invited_already"));
        Assert.That(await Invite(DemoNetwork.FinlandHead).Refusal(), Is.EqualTo("409 guests.on_the_roll"));
        Assert.That(
            await host.PostAsJsonAsync(
                    $"{A}/guests",
                    new
                    {
                        name = "",
                        affiliation = "",
                        email = "nowhere",
                    }
                )
                .Refusal(),
            Is.EqualTo("400 request.invalid")
        );
    }

    [Test]
    public async Task The_public_form_answers_the_same_for_a_known_and_an_unknown_address_and_registers_nobody()
    {
        var known = await Said(await Ask(DemoNetwork.GreeceHead));
        var unknown = await Said(await Ask("unknown@guests.example.org"));
        await spring.AllSent();

        Assert.That(known, Is.EqualTo(unknown));
        Assert.That(known.Status, Is.EqualTo(HttpStatusCode.Accepted));
        Assert.That(Mails(DemoNetwork.GreeceHead).Last().Text, Does.Contain("/registration").And.Not.Contain("/attend/"));
        Assert.That(Mails("unknown@guests.example.org").Single().Text, Does.Contain("/attend/"));
        Assert.That(
            await spring.Service.Db(db => db.Registrants.CountAsync(r => r.Email == "unknown@guests.example.org")),
            Is.Zero,
            "nothing before the link is used"
        );
    }

    [Test]
    public async Task Looking_at_the_link_changes_nothing_and_sending_it_confirms_once()
    {
        await Ask("bo@guests.example.org");
        var link = await Link("bo@guests.example.org");
        for (var i = 0; i < 5; i++)
        {
            Assert.That((await Shown(link)).State, Is.EqualTo(AdmissionState.Unconfirmed));
        }

        await Attend(link, TakingPart.Online).Succeeds();
        await Attend(link, TakingPart.Online).Succeeds();

        Assert.That((await Shown(link)).Seats.Select(s => (s.Kind, s.State)), Is.EqualTo([(PoolKind.Online, SeatState.Confirmed)]));
        Assert.That(await Attend("nonsense", TakingPart.Online).Refusal(), Is.EqualTo("404 guests.unknown_link"));
        Assert.That(await anybody.GetAsync("/attend/nonsense").Refusal(), Is.EqualTo("404 guests.unknown_link"));
    }

    [Test]
    public async Task Whoever_asks_again_is_led_to_what_is_theirs_already()
    {
        await Ask("cleo@guests.example.org");
        var first = await Link("cleo@guests.example.org");
        await Ask("cleo@guests.example.org", "Somebody Else");
        var second = await Link("cleo@guests.example.org", 2);
        await Attend(first, TakingPart.OnSite).Succeeds();
        await Attend(second, TakingPart.Online).Succeeds();

        var seen = await Shown(second);
        Assert.That(seen.Name, Is.EqualTo("A guest"), "who asked again under another name changed nothing of it");
        Assert.That(seen.Seats.Select(s => s.Kind), Is.EqualTo([PoolKind.Online]));
        Assert.That(await spring.Service.Db(db => db.Registrants.CountAsync(r => r.Email == "cleo@guests.example.org")), Is.EqualTo(1));
    }

    [Test]
    public async Task An_address_is_asked_for_five_times_an_hour_at_most()
    {
        for (var i = 0; i < AskToAttend.PerAddress; i++)
        {
            Assert.That((await Ask("often@guests.example.org")).StatusCode, Is.EqualTo(HttpStatusCode.Accepted));
        }

        Assert.That(await Task.FromResult(await Ask("often@guests.example.org")).Refusal(), Is.EqualTo("429 guests.too_often"));
    }

    [Test]
    public async Task Where_the_form_is_closed_nobody_comes_by_it()
    {
        await Give(new SeatTerms { PublicForm = false });

        Assert.That(await Task.FromResult(await Ask("late@guests.example.org")).Refusal(), Is.EqualTo("409 guests.no_public_form"));
        Assert.That((await anybody.GetAsync($"{A}/guest-requests").Value<ShowGuestForm.Answer>()).Closed, Is.Not.Null);
        Assert.That(await anybody.GetAsync("/api/v1/assemblies/GA-1999-1/guest-requests").Refusal(), Is.EqualTo("404 access.not_found"));
    }

    [Test]
    public async Task Where_the_host_looks_first_a_guest_has_nothing_before_the_answer()
    {
        await Give(new SeatTerms { PublicForm = true, ApprovesGuests = true });
        var (yes, no) = (await Confirmed("dora@guests.example.org"), await Confirmed("egon@guests.example.org"));
        Assert.That((await Shown(yes)).Seats, Is.Empty);

        await host.PostAsync($"{A}/guests/{await IdOf("dora@guests.example.org")}/admit", null).Succeeds();
        await host.PostAsync($"{A}/guests/{await IdOf("dora@guests.example.org")}/admit", null).Succeeds();
        var refuse = $"{A}/guests/{await IdOf("egon@guests.example.org")}/refuse";
        await host.PostAsJsonAsync(refuse, new { why = "The room is kept for schools." }).Succeeds();
        await spring.AllSent();

        Assert.That((await Shown(yes)).Seats.Select(s => s.State), Is.EqualTo([SeatState.Confirmed]));
        Assert.That((await Shown(no)).RefusedWhy, Is.EqualTo("The room is kept for schools."));
        Assert.That(Mails("egon@guests.example.org").Last().Text, Does.Contain("The room is kept for schools."));
        Assert.That(await Attend(no, TakingPart.OnSite).Refusal(), Is.EqualTo("409 guests.was_refused"));
        Assert.That(
            await host.PostAsync($"{A}/guests/{await IdOf("egon@guests.example.org")}/admit", null).Refusal(),
            Is.EqualTo("409 guests.answered_otherwise")
        );
        Assert.That(
            await host.PostAsync($"{A}/guests/{Id<Admission>.New()}/admit", null).Refusal(),
            Is.EqualTo("404 guests.unknown_guest")
        );
        Assert.That(await host.PostAsJsonAsync(refuse, new { why = "" }).Refusal(), Is.EqualTo("400 request.invalid"));
    }

    [Test]
    public async Task A_full_meeting_gives_a_number_in_line_and_what_is_given_back_goes_to_the_next()
    {
        await Size(0);
        var (first, second) = (await Confirmed("fred@guests.example.org"), await Confirmed("gina@guests.example.org"));
        var waits = await Shown(second);
        Assert.That(
            waits.Seats.Where(s => s.Kind is PoolKind.OnSite).Select(s => (s.State, s.Number)),
            Is.EqualTo([(SeatState.Waiting, (int?)2)])
        );
        Assert.That(waits.Seats.Single(s => s.Kind is PoolKind.Online).IsMeanwhile, "online meanwhile");

        await Attend(first, TakingPart.Not).Succeeds();
        Assert.That((await Shown(first)).Seats, Is.Empty);
        Assert.That((await Shown(second)).Seats[0].Number, Is.EqualTo(1));
        await Size(null);

        Assert.That((await Shown(second)).Seats.Select(s => (s.Kind, s.State)), Is.EqualTo([(PoolKind.OnSite, SeatState.Confirmed)]));
    }

    [Test]
    public async Task An_offered_seat_is_taken_by_the_same_link()
    {
        await Give(new SeatTerms { PublicForm = true, OffersFirst = true });
        await Size(0);
        var link = await Confirmed("hugo@guests.example.org");
        await Size(null);
        Assert.That((await Shown(link)).Seats[0].State, Is.EqualTo(SeatState.Offered));

        await Attend(link, TakingPart.OnSite).Succeeds();

        Assert.That((await Shown(link)).Seats.Select(s => (s.Kind, s.State)), Is.EqualTo([(PoolKind.OnSite, SeatState.Confirmed)]));
    }

    [Test]
    public async Task What_nobody_confirmed_is_deleted_after_a_week_and_network_addresses_too()
    {
        await Ask("never@guests.example.org");
        await Confirmed("stays@guests.example.org");
        await Invite("invited@guests.example.org").Succeeds();
        var gone = await spring.Service.Db(db =>
            db.Admissions.ExecuteUpdateAsync(set => set.SetProperty(a => a.AskedAt, a => a.AskedAt - Duration.FromDays(8)))
        );
        Assert.That(gone, Is.GreaterThan(2));
        await spring.Service.Send(new ForgetGuests());

        var left = await spring.Service.Db(db => db.Admissions.Select(a => new { a.Email, a.Ip }).ToListAsync());
        Assert.That(left.Select(a => a.Email), Does.Not.Contain("never@guests.example.org"));
        Assert.That(left.Select(a => a.Email), Does.Contain("stays@guests.example.org").And.Contain("invited@guests.example.org"));
        Assert.That(left.Select(a => a.Ip), Has.All.Null);
    }

    private Task<HttpResponseMessage> Invite(string email) =>
        host.PostAsJsonAsync(
            $"{A}/guests",
            new
            {
                name = "A guest",
                affiliation = "Museum of Technology",
                email,
            }
        );

    private Task<HttpResponseMessage> Ask(string email, string name = "A guest") =>
        anybody.PostAsJsonAsync(
            $"{A}/guest-requests",
            new
            {
                name,
                affiliation = "Museum of Technology",
                email,
                how = "onSite",
            }
        );

    private async Task<string> Confirmed(string email)
    {
        await Ask(email);
        var link = await Link(email);
        await Attend(link, TakingPart.OnSite).Succeeds();
        return link;
    }

    private Task<HttpResponseMessage> Attend(string token, TakingPart how) =>
        anybody.PostAsJsonAsync($"/attend/{token}", new { how }, Json.Options);

    private async Task<ShowAttendance.Answer> Shown(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/attend/{token}");
        request.Headers.Accept.ParseAdd("application/json");
        return await anybody.SendAsync(request).Value<ShowAttendance.Answer>();
    }

    private async Task<string> Link(string email, int nth = 1)
    {
        await Eventually.Holds(() =>
            Task.FromResult(Mails(email).Count(m => m.Text.Contains("/attend/", StringComparison.Ordinal)) >= nth)
        );
        var text = Mails(email).Where(m => m.Text.Contains("/attend/", StringComparison.Ordinal)).ElementAt(nth - 1).Text;
        var word = text.Split('\n', ' ').First(w => w.Contains("/attend/", StringComparison.Ordinal)).Trim();
        return new Uri(word).AbsolutePath["/attend/".Length..];
    }

    private List<TakenMail> Mails(string email) => [.. TakenMail.Read([.. spring.Sink.Taken.Where(m => m.To == email)])];

    private Task<Id<Admission>> IdOf(string email) =>
        spring.Service.Db(db => db.Admissions.Where(a => a.Email == email && a.ConfirmedAt != null).Select(a => a.Id).SingleAsync());

    private static async Task<(HttpStatusCode Status, string Body)> Said(HttpResponseMessage answer) =>
        (answer.StatusCode, await answer.Content.ReadAsStringAsync());

    private async Task Give(SeatTerms terms)
    {
        var seats = await host.GetAsync($"{A}/seats").Value<ListSeats.Answer>();
        await host.Put($"{A}/seats/terms", terms, seats.Terms.Version).Succeeds();
    }

    private async Task Size(int? capacity)
    {
        var pool = (await host.GetAsync($"{A}/seats").Value<ListSeats.Answer>()).Pools.Single(p =>
            p is { Meeting: "open", Kind: PoolKind.OnSite }
        );
        await host.Put($"{A}/seats/{pool.Id}", new { capacity, reserved = 0 }, pool.Version).Succeeds();
    }
}
