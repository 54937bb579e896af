using System.Net;
using System.Net.Http.Json;
using Assemblies.Server.Invitations;
using Assemblies.Server.Tests.Platform.Calendar;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using static Assemblies.Server.Tests.Invitations.Spring2027;

namespace Assemblies.Server.Tests.Invitations;

[Category("Time")]
public sealed class FeedTests
{
    [Test]
    public async Task Public_case_C05_whole_days_end_the_day_after_and_take_up_no_time()
    {
        await using var it = await Start();
        await it.Convene();
        var read = SecondParser.Read(await it.Feed(DemoNetwork.FinlandHead));
        var days = read
            .Events.Where(e => e.Start.IsDate)
            .ToDictionary(e => e.Values["SUMMARY"], e => (e.Start.Text, e.End.Text, e.Values["TRANSP"]));
        Assert.That(days["General Assembly Spring 2027"], Is.EqualTo(("20270422", "20270424", "TRANSPARENT")));
        Assert.That(days["GA-2027-1: Final agenda and documents due"], Is.EqualTo(("20270408", "20270409", "TRANSPARENT")));
    }

    [Test]
    public async Task A_guest_of_the_open_meeting_has_that_in_the_feed_and_no_days_of_the_members()
    {
        await using var it = await Start();
        await it.Convene();
        var read = SecondParser.Read(await it.Feed(DemoNetwork.Commission));
        Assert.That(read.Events.Select(e => e.Values["UID"]), Is.EqualTo(it.Entries(DemoNetwork.Commission).Select(m => m.Uid)));
    }

    [Test]
    public async Task Feeds_hold_the_UIDs_of_the_mails_and_nobodys_name()
    {
        await using var it = await Start();
        await it.Convene();
        var mine = await it.Feed(DemoNetwork.FinlandHead);
        var read = SecondParser.Read(mine);
        Assert.That(read.Properties["METHOD"], Is.EqualTo("PUBLISH"));
        Assert.That(
            read.Events.Where(e => !e.Start.IsDate).Select(e => e.Values["UID"]),
            Is.EquivalentTo(it.Entries(DemoNetwork.FinlandHead).Select(m => m.Uid))
        );
        Assert.That(mine, Does.Not.Contain("ATTENDEE"));

        using var anybody = it.Service.Anybody();
        var open = await anybody.GetStringAsync($"/assemblies/{Code}.ics");
        Assert.That(
            SecondParser.Read(open).Events.Select(e => e.Values["UID"]),
            Is.EqualTo(it.Entries(DemoNetwork.Commission).Select(m => m.Uid))
        );
        Assert.That(open, Does.Not.Contain("ATTENDEE").And.Not.Contain("video.example.org").And.Not.Contain("walking dinner"));
    }

    [Test]
    public async Task Whoever_has_a_feed_already_gets_304_until_something_changes()
    {
        await using var it = await Start("--Mail:SettleMinutes=0");
        await it.Convene();
        using var anybody = it.Service.Anybody();
        using var first = await anybody.GetAsync($"/assemblies/{Code}.ics");
        anybody.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await anybody.GetAsync($"/assemblies/{Code}.ics");
        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.NotModified));

        await it.Change("open", plan => plan with { Room = "Linhart hall" });
        await it.Settled();
        using var third = await anybody.GetAsync($"/assemblies/{Code}.ics");
        Assert.That(third.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await third.Content.ReadAsStringAsync(), Does.Contain("Linhart hall").And.Contain("SEQUENCE:1"));
    }

    [Test]
    public async Task A_deadline_that_moves_with_its_assembly_is_the_same_entry_with_a_higher_number()
    {
        await using var it = await Start();
        var before = Due(await it.Feed(DemoNetwork.FinlandHead));
        it.Service.Clock.Advance(Duration.FromHours(1));
        await it
            .Secretariat.PostAsJsonAsync($"{A}/reschedule", new { firstDay = "2027-05-12", reason = "The hall is free then." })
            .Succeeds();
        var after = Due(await it.Feed(DemoNetwork.FinlandHead));
        Assert.That((after["UID"], after["SEQUENCE"]), Is.EqualTo((before["UID"], "1")));
        Assert.That(after["DTSTAMP"], Is.Not.EqualTo(before["DTSTAMP"]));

        static IReadOnlyDictionary<string, string> Due(string feed) =>
            SecondParser
                .Read(feed)
                .Events.Single(e => e.Values["SUMMARY"].EndsWith("Final agenda and documents due", StringComparison.Ordinal))
                .Values;
    }

    [Test]
    public async Task An_ended_mandate_empties_the_feed_and_an_address_taken_back_leads_nowhere()
    {
        await using var it = await Start();
        await it.Convene();
        using var client = await it.Service.As(DemoNetwork.FinlandHead);
        var address = new Uri((await client.PostAsync("/api/v1/me/calendar", null).Value<MakeFeedLink.Answer>()).Address).AbsolutePath;
        using var anybody = it.Service.Anybody();
        Assert.That(await anybody.GetStringAsync(address), Does.Contain("BEGIN:VEVENT"));
        await it.Service.Db(async db =>
        {
            (await db.Mandates.SingleAsync(m => db.People.Any(p => p.Id == m.Person && p.Email == DemoNetwork.FinlandHead))).End(
                new LocalDate(2026, 11, 20),
                new LocalDate(2026, 11, 25)
            );
            return await db.SaveChangesAsync();
        });
        await Eventually.Holds(async () => !(await anybody.GetStringAsync(address)).Contains("BEGIN:VEVENT", StringComparison.Ordinal));
        Assert.That((await client.GetAsync("/api/v1/me/calendar").Value<ShowFeedLink.Answer>()).Since, Is.Not.Null);
        await client.DeleteAsync("/api/v1/me/calendar").Succeeds();
        Assert.That(await anybody.GetAsync(address).Refusal(), Is.EqualTo("404 invitations.unknown_link"));
    }
}

internal static class Subscribers
{
    public static async Task<string> Feed(this Spring2027 it, string email)
    {
        using var client = await it.Service.As(email);
        var made = await client.PostAsync("/api/v1/me/calendar", null).Value<MakeFeedLink.Answer>();
        using var anybody = it.Service.Anybody();
        return await anybody.GetStringAsync(new Uri(made.Address).AbsolutePath);
    }
}
