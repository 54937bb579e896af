using System.Net.Http.Json;
using Assemblies.Domain.Presence;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Presence;
using Assemblies.Server.Tests.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Assemblies.Server.Tests.Presence;

public sealed class RoomTests
{
    private SittingStage stage = null!;

    [OneTimeSetUp]
    public async Task Start() => stage = await SittingStage.Start();

    [OneTimeTearDown]
    public async Task End() => await stage.DisposeAsync();

    [Test]
    public async Task The_room_says_what_is_on_and_when_the_rest_is_to_be_expected()
    {
        // The day begins at 08:30; the test's clock goes on from there.
        await using var own = await SittingStage.Start();
        var day = await own.DemoDay();
        await day.Opens();
        await day.GoesTo(0);
        own.Later(25);
        await day.Post(own.Chair, "break", new { minutes = 10 }).Succeeds();
        var room = await day.Room(own.Chair);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((room.Meeting.Key, room.Meeting.State), Is.EqualTo(("day1", SittingState.Break)));
            Assert.That(room.Order.Break!.Sentence, Is.EqualTo("Break until 09:05"));
            Assert.That(
                room.Order.Lines.Select(l =>
                    $"{l.State} {l.PlannedStart:HH:mm} {l.Start:HH:mm}–{l.End:HH:mm} {l.Number} {l.Title} {l.Delay}"
                ),
                Is.EqualTo([
                    "Done 08:30 08:30–09:00  Check-in and signature sheet ",
                    "Now 09:00 08:30–09:05 1 Opening, roll call, quorum 30 minutes earlier than planned",
                    "Next 09:15 09:05–09:35 2 Accounts and discharge ten minutes earlier than planned",
                    "Next 09:45 09:35–09:50  Break ten minutes earlier than planned",
                    "Next 10:00 09:50–10:30 3 Budget ten minutes earlier than planned",
                ])
            );
            Assert.That(room.Order.Next, Is.EqualTo("At 09:05: item 2, Accounts and discharge (ten minutes earlier than planned)."));
            Assert.That(room.Order.OverEnd, Is.Null);
        }
    }

    [Test]
    public async Task What_is_closed_is_read_by_those_who_may_and_the_room_says_who_leaves()
    {
        var day = await stage.DemoDay();
        await day.Opens();
        using var voting = await stage.Head("PL");
        using var withoutVote = await stage.Head("HR");
        var screen = await Screen(day);
        Assert.That((await day.Room(voting)).Order.Closed, Is.Null, "nothing closed is on yet");

        await day.GoesTo(1);
        var wall = await stage.Service.Anybody().GetAsync(screen).Value<ShowScreen.Answer>();
        var seen = new List<string>();
        foreach (var (who, client) in new[] { ("chair", stage.Chair), ("votes", voting), ("no vote", withoutVote) })
        {
            var room = await day.Room(client);
            var line = room.Order.Lines.Single(l => l.Number is "2");
            seen.Add(
                $"{who}: {line.IsClosed} {line.Title ?? "–"} stays {room.Order.Closed!.ReaderStays} joins {room.Meeting.OnlineLink is not null}"
            );
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                seen,
                Is.EqualTo([
                    "chair: True Accounts and discharge stays True joins True",
                    "votes: True Accounts and discharge stays True joins True",
                    "no vote: True – stays False joins False",
                ])
            );
            Assert.That(
                wall.Order!.Closed!.Sentence,
                Is.EqualTo("Partners, the Commission, applicants, observers, guests and members without a vote leave the room.")
            );
            Assert.That(wall.Order.Lines.Single(l => l.Number is "2").Title, Is.Null);
            Assert.That(
                await stage.Service.Anybody().GetStringAsync(screen),
                Does.Not.Contain("Accounts").And.Not.Contain("video.example.org")
            );
        }
    }

    [Test]
    public async Task Each_reader_sees_the_meeting_that_is_theirs_and_what_they_are_in_it()
    {
        var day = await stage.DemoDay();
        await day.Opens();
        using var spain = await stage.Head("ES");
        using var portugal = await stage.Head("PT");
        using var swiss = await stage.Head("CH");
        using var partner = await stage.Service.As(DemoNetwork.Partner);
        using var commission = await stage.Service.As(DemoNetwork.Commission);
        var (holder, principal, absent) = (await day.Room(spain), await day.Room(portugal), await day.Room(swiss));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (holder.Reader.IsIn, holder.Reader.HasVote, holder.Reader.Carries.Count, holder.Reader.Leads),
                Is.EqualTo((true, true, 1, false))
            );
            Assert.That(
                (principal.Reader.IsIn, principal.Reader.HasVote, principal.Reader.RepresentedBy),
                Is.EqualTo((false, false, holder.Reader.Member))
            );
            Assert.That((absent.Reader.IsIn, absent.Reader.MayCheckIn, absent.Reader.VoteIsWith), Is.EqualTo((false, true, (string?)null)));
            Assert.That((await day.Room(stage.Chair)).Reader.Leads, Is.True);
            Assert.That((await day.Room(partner)).Meeting.Key, Is.EqualTo("open"));
            Assert.That((await day.Room(commission)).Quorum, Is.Null);
            Assert.That(await stage.Service.Anybody().GetAsync($"{day.A}/room").Refusal(), Is.EqualTo("401 access.sign_in"));
            Assert.That(await stage.Chair.GetAsync("/api/v1/assemblies/GA-2099-9/room").Refusal(), Is.EqualTo("404 access.not_found"));
            Assert.That(await spain.GetAsync($"{day.A}/room/chair").Refusal(), Is.EqualTo("403 access.forbidden"));
        }
    }

    [Test]
    public async Task The_chair_sees_who_is_in_by_video_and_has_been_silent_for_ten_minutes()
    {
        var day = await stage.DemoDay();
        await day.Opens();
        async Task<IEnumerable<(string, bool)>> Silent() =>
            (await stage.Chair.GetAsync($"{day.A}/room/chair").Value<ShowChair.Answer>()).Silent.Select(s => (s.Name, s.HasVote));
        Assert.That(await Silent(), Is.Empty);
        stage.Later(10);
        Assert.That((await Silent()).Count(), Is.EqualTo(3));
    }

    [Test]
    public async Task Who_is_online_is_heard_of_as_long_as_their_page_is_open_and_silent_ten_minutes_after()
    {
        // Time passes; the others' day begins at 08:30.
        await using var own = await SittingStage.Start();
        var day = await own.DemoDay();
        await day.Opens();
        var (page, commits) = ($"/assemblies/{day.Code}/room", own.Service.Services.GetRequiredService<Commits>());
        using Browser norway = new(own.Service),
            spain = new(own.Service);
        using var signedIn = await norway.Post("/dev/sign-in-as", ("email", "head@no.stem.example.org"));
        using var onSite = await spain.Post("/dev/sign-in-as", ("email", "head@es.stem.example.org"));
        using var ireland = await own.Head("IE");

        own.Later(9);
        var before = commits.Number;
        var (theirs, ofTheHall) = (await norway.Read(page), await spain.Read(page));
        await ireland.GetAsync($"{day.A}/room").Succeeds();
        await Heard(2);
        var kept = commits.Number;
        own.Later(9);
        var stillThere = await Silent();

        // The open page asks once a minute, which renders nothing; a fetch of what has changed is as good.
        using var minutely = await norway.Get($"{page}/parts?parts=");
        await Heard(1);
        own.Later(9);
        var closed = await Silent();
        own.Later(1);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((Says(theirs), Says(ofTheHall)), Is.EqualTo((true, false)), "whose page asks once a minute");
            Assert.That(kept, Is.EqualTo(before), "nobody’s room became old");
            Assert.That((stillThere, closed, await Silent()), Is.EqualTo(("FI", "FI IE", "FI IE NO")), "and nobody on site");
            Assert.That(await minutely.Content.ReadAsStringAsync(), Does.Not.Contain("data-live="));
        }

        static bool Says(string html) => html.Contains(" data-live-here", StringComparison.Ordinal);

        async Task<string> Silent() =>
            string.Join(
                ' ',
                (await own.Chair.GetAsync($"{day.A}/silent?meeting=day1").Value<ListSilent.Line[]>())
                    .Select(line => line.Affiliation)
                    .Order(StringComparer.Ordinal)
            );

        Task Heard(int people)
        {
            var now = own.Service.Clock.GetCurrentInstant();
            return Eventually.Holds(() => own.Service.Db(async db => await db.Seen.CountAsync(s => s.At == now) == people));
        }
    }

    [Test]
    public async Task A_screens_link_is_shown_once_and_shows_nothing_once_it_is_taken_back()
    {
        var day = await stage.DemoDay();
        var made = await Made(day);
        var screen = $"/api/v1/screens/{made.Address.Split('/')[^1]}";
        using var anybody = stage.Service.Anybody();
        var wall = await anybody.GetAsync(screen).Value<ShowScreen.Answer>();
        using var host = await stage.Service.As(DemoNetwork.SloveniaHead);
        using var spain = await stage.Head("ES");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((wall.Meeting!.Key, wall.Quorum!.Counted), Is.EqualTo(("day1", 21)));
            Assert.That(await host.GetStringAsync($"{day.A}/screens"), Does.Not.Contain(screen.Split('/')[^1]));
            Assert.That(await spain.GetAsync($"{day.A}/screens").Refusal(), Is.EqualTo("403 access.forbidden"));
            Assert.That(await spain.DeleteAsync($"{day.A}/screens/{made.Id}").Refusal(), Is.EqualTo("403 access.forbidden"));
            Assert.That(
                await spain.PostAsJsonAsync($"{day.A}/screens", new { name = "Hall" }, Json.Options).Refusal(),
                Is.EqualTo("403 access.forbidden")
            );
            Assert.That(
                await stage.Chair.PostAsJsonAsync($"{day.A}/screens", new { name = " " }, Json.Options).Refusal(),
                Is.EqualTo("400 request.invalid")
            );
        }

        await host.DeleteAsync($"{day.A}/screens/{made.Id}").Succeeds();
        await host.DeleteAsync($"{day.A}/screens/{made.Id}").Succeeds();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await anybody.GetAsync(screen).Refusal(), Is.EqualTo("404 access.not_found"));
            Assert.That(
                (await host.GetAsync($"{day.A}/screens").Value<ListScreenLinks.Link[]>()).Select(l =>
                    (l.Name, l.By, l.RevokedAt is not null)
                ),
                Is.EqualTo([("Hall", "Lotte Van den Broeck", true)])
            );
        }
    }

    private async Task<MakeScreenLink.Made> Made(SittingDay day) =>
        await stage.Chair.PostAsJsonAsync($"{day.A}/screens", new { name = "Hall" }, Json.Options).Value<MakeScreenLink.Made>();

    private async Task<string> Screen(SittingDay day) => $"/api/v1/screens/{(await Made(day)).Address.Split('/')[^1]}";
}
