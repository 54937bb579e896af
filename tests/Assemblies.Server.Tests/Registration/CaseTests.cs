using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Home;
using Assemblies.Server.Platform.Security;
using Assemblies.Server.Tests.Invitations;
using Assemblies.Server.Tests.Platform.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests.Registration;

/// <summary>Real reports about waiting lists and calendars.</summary>
public sealed class CaseTests
{
    private Spring2027 it = null!;

    [OneTimeSetUp]
    public async Task Start() => it = await Spring2027.Start("--Jobs:Run=false");

    [OneTimeTearDown]
    public async Task End() => await it.DisposeAsync();

    [Test]
    public async Task Public_case_C12_a_waiting_list_for_the_dinner_is_no_entry_and_after_promotion_the_entry_keeps_its_UID()
    {
        var at = await Gathering.Convened(it);
        var people = await at.Newcomers(3);
        var dinner = await at.Dinner(2);
        foreach (var email in people)
        {
            await at.Send(email, at.Form(TakingPart.OnSite, null, null, [dinner])).Succeeds();
        }

        var uid = (await Feed(people[0])).Single(e => e.Values["SUMMARY"] == "Members’ walking dinner").Values["UID"];
        Assert.That((await Feed(people[2])).Select(e => e.Values["SUMMARY"]), Has.None.EqualTo("Members’ walking dinner"));
        Assert.That(
            await Home(at, people[2]),
            Does.Contain("You are on the waiting list: Members’ walking dinner / Number 1 in line. You get a mail when a seat is yours.")
        );
        Assert.That(
            (await at.Letter(people[2])).Seats.Select(s => $"{s.Title}: {s.Says}"),
            Has.Member("Members’ walking dinner: Number 1 in line for a place.")
        );

        await at.Cancel(people[0]).Succeeds();
        var entry = (await Feed(people[2])).Single(e => e.Values["SUMMARY"] == "Members’ walking dinner");
        Assert.That((entry.Values["UID"], entry.Values["STATUS"]), Is.EqualTo((uid, "CONFIRMED")));
        Assert.That(await Calendar(at, people[2], uid), Is.EqualTo(["calendar.request"]));
        Assert.That(await Calendar(at, people[0], uid), Is.EqualTo(["calendar.request", "calendar.cancel"]));
        Assert.That((await Feed(people[0])).Select(e => e.Values["SUMMARY"]), Has.None.EqualTo("Members’ walking dinner"));
    }

    [Test]
    public async Task Public_case_C12_a_guest_who_waits_for_the_open_meeting_has_it_as_waiting_list_until_a_seat_is_theirs()
    {
        var at = await Gathering.Planned(it);
        var partners = await at.Newcomers(2, kind: OrganisationKind.AssociatedPartner);
        await it.Secretariat.PostAsync($"{at.A}/convene", null).Succeeds();
        await it.Service.Db(db =>
            db.Meetings.Where(m => m.Id == at.Meetings["open"])
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.Format, MeetingFormat.OnSite))
        );
        await at.Resize(1, meeting: "open");

        using var anybody = it.Service.Anybody();
        var links = new[] { await Link(at, partners[0]), await Link(at, partners[1]) };
        foreach (var link in links)
        {
            await anybody.Answer(link, new { answer = "accepted" }).Succeeds();
        }

        var waiting = (await Feed(partners[1])).Single(e => !e.Start.IsDate);
        Assert.That(
            (waiting.Values["STATUS"], waiting.Values["SUMMARY"]),
            Is.EqualTo(("TENTATIVE", "Open meeting: STEM skills for Europe (waiting list)"))
        );
        Assert.That((await anybody.Invitation(links[1])).NumberInLine, Is.EqualTo(1));

        await anybody.Answer(links[0], new { answer = "declined" }).Succeeds();
        var entry = (await Feed(partners[1])).Single(e => !e.Start.IsDate);
        Assert.That(
            (entry.Values["STATUS"], entry.Values["SUMMARY"], entry.Values["UID"]),
            Is.EqualTo(("CONFIRMED", "Open meeting: STEM skills for Europe", waiting.Values["UID"]))
        );
        Assert.That((await anybody.Invitation(links[1])).NumberInLine, Is.Null);
        Assert.That(
            await at.Told(partners[1]),
            Is.EqualTo(["you are registered", "you have a seat: Open meeting: STEM skills for Europe, on site"])
        );
    }

    [Test]
    public async Task Public_case_C24_one_seat_freed_is_one_promotion_two_added_are_two_and_fewer_throw_nobody_out()
    {
        var at = await Gathering.Convened(it);
        var people = await at.Newcomers(5);
        await at.Resize(2);
        foreach (var email in people)
        {
            await at.Take(email);
        }

        await at.Cancel(people[0]).Succeeds();
        Assert.That(await HasSeat(at, people), Is.EqualTo(["", "on site", "on site", Line(1), Line(2)]));
        Assert.That(await at.Told(people[2]), Is.EqualTo(["you are registered", "you have a seat: General Assembly, day 1, on site"]));
        Assert.That((await at.Letter(people[2])).Paragraphs[0], Does.Contain(" gave a seat back. If you do not need it, give it back,"));

        await at.Resize(4);
        Assert.That(await HasSeat(at, people), Is.EqualTo(["", "on site", "on site", "on site", "on site"]));
        Assert.That((await at.Letter(people[4])).Paragraphs[0], Does.Contain("The number of seats went from 2 to 4."));

        var lowered = await at.Resize(2);
        Assert.That((lowered.Taken, lowered.Free, lowered.Over), Is.EqualTo((4, 0, 2)));
        Assert.That(await HasSeat(at, people), Is.EqualTo(["", "on site", "on site", "on site", "on site"]));
        foreach (var email in people.Skip(3))
        {
            Assert.That(await at.Told(email), Has.Count.EqualTo(2), "one mail each");
        }
    }

    [Test]
    public async Task Public_case_C27_people_online_take_no_seat_on_site_and_the_counts_agree()
    {
        var at = await Gathering.Convened(it);
        var (onSite, online, waiting) = (await at.Newcomers(3, sameOrganisation: true), await at.Newcomers(5), 2);
        await at.Resize(3);
        foreach (var email in online)
        {
            await at.Take(email, TakingPart.Online);
        }

        // The third of one organisation waits, though a seat is free.
        foreach (var email in onSite)
        {
            await at.Take(email);
        }

        var before = await at.Seats();
        Assert.That((before.Taken, before.Free, before.Waiting), Is.EqualTo((2, 1, 1)));
        Assert.That(
            (await at.Shown(online[0])).Meetings.Single(m => m.Key == "day1").OnSite,
            Has.Property("Free").EqualTo(1).And.Property("Capacity").EqualTo(3)
        );

        await at.Rules(new() { OnSite = 3 });
        var after = await at.Seats();
        Assert.That((after.Taken, after.Free, after.Waiting), Is.EqualTo((3, 0, 0)));
        Assert.That(await at.Has(onSite[waiting]), Is.EqualTo("on site"));
        Assert.That(
            (await at.Shown(online[0])).Meetings.Single(m => m.Key == "day1").OnSite,
            Has.Property("Free").EqualTo(0).And.Property("WouldBe").EqualTo(1)
        );
        Assert.That((await at.Seats(kind: PoolKind.Online)).Taken, Is.EqualTo(5));
    }

    private static string Line(int number) => $"number {number} in line for a seat on site; online until a seat on site is free";

    private static async Task<List<string>> HasSeat(Gathering at, IEnumerable<string> people)
    {
        var has = new List<string>();
        foreach (var email in people)
        {
            has.Add(await at.Has(email));
        }

        return has;
    }

    private async Task<IReadOnlyList<ReadEvent>> Feed(string email) => SecondParser.Read(await it.Feed(email)).Events;

    /// <summary>The mails with an entry that were decided for somebody, in order.</summary>
    private Task<List<string>> Calendar(Gathering at, string email, string uid) =>
        it.Service.Db(db =>
            db.OutboxMails.Where(m => m.Email == email && m.Subject == uid).OrderBy(m => m.Sequence).Select(m => m.Kind).ToListAsync()
        );

    private static async Task<IEnumerable<string>> Home(Gathering at, string email)
    {
        var next = await at.Service.Db(async db =>
        {
            var readers = new Readers(db, at.Service.Clock);
            var reader = await readers.ById(await at.Person(email), CancellationToken.None);
            var things = new NextThings(reader!, at.Service.Clock.GetCurrentInstant());
            await new Server.Registration.NextInRegistration(db).Tell(things, CancellationToken.None);
            return things.Sorted();
        });
        return next.Waiting.Select(w => $"{w.Title} / {w.Says}");
    }

    /// <summary>A link to answer the open meeting's invitation by, as its mail holds it.</summary>
    internal static Task<string> Link(Gathering at, string email) =>
        at.Service.Db(async db =>
        {
            var models = await db
                .OutboxMails.Where(m => m.Kind == "calendar.request" && m.Email == email)
                .Where(m => db.Assemblies.Any(a => a.Id == m.Assembly && a.Code == at.Code))
                .Where(m => db.DiaryEntries.Any(e => e.Uid == m.Subject && e.Meeting == at.Meetings["open"]))
                .Select(m => m.Model)
                .ToListAsync();
            using var model = System.Text.Json.JsonDocument.Parse(models[0]);
            return $"/rsvp/{model.RootElement.GetProperty("token").GetString()}";
        });
}
