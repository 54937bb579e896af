using Assemblies.Domain.Invitations;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using Assemblies.Server.Tests.Invitations;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests.Registration;

/// <summary>Of partners, applicants, the Commission and guests the answer to the invitation is the registration.</summary>
public sealed class AnswerTests
{
    private Spring2027 it = null!;

    [OneTimeSetUp]
    public async Task Start() => it = await Spring2027.Start("--Jobs:Run=false");

    [OneTimeTearDown]
    public async Task End() => await it.DisposeAsync();

    [Test]
    public async Task Who_comes_has_a_seat_or_waits_who_does_not_gives_it_back_and_says_so_once()
    {
        var at = await Gathering.Convened(it);
        await at.Resize(1, meeting: "open");
        using var anybody = it.Service.Anybody();
        var (first, second) = (await CaseTests.Link(at, DemoNetwork.Commission), await CaseTests.Link(at, DemoNetwork.Partner));
        await anybody.Answer(first, new { answer = "accepted" }).Succeeds();
        await anybody.Answer(first, new { answer = "accepted" }).Succeeds();
        await anybody.Answer(second, new { answer = "accepted" }).Succeeds();
        Assert.That(await at.Has(DemoNetwork.Commission, "open"), Is.EqualTo("on site"));
        Assert.That(
            await at.Has(DemoNetwork.Partner, "open"),
            Is.EqualTo("number 1 in line for a seat on site; online until a seat on site is free")
        );
        var page = await anybody.Invitation(second);
        Assert.That((page.NumberInLine, page.IsOnlineMeanwhile), Is.EqualTo(((int?)1, true)));
        Assert.That(await at.Told(DemoNetwork.Commission), Is.EqualTo(["you are registered"]), "the same answer again says nothing");

        await anybody.Answer(first, new { answer = "accepted", how = "online" }).Succeeds();
        Assert.That(await at.Has(DemoNetwork.Commission, "open"), Is.EqualTo("online"));
        Assert.That(await at.Has(DemoNetwork.Partner, "open"), Is.EqualTo("on site"));

        await anybody.Answer(first, new { answer = "declined" }).Succeeds();
        Assert.That((await at.Shown(DemoNetwork.Commission)).IsComing, Is.False);
        Assert.That((await at.Seats("open", PoolKind.Online)).Taken, Is.Zero);
    }

    [Test]
    public async Task Who_declines_without_ever_having_come_is_no_registration_and_an_answer_registers_nobody_of_a_member()
    {
        var at = await Gathering.Convened(it);
        using var anybody = it.Service.Anybody();
        await anybody.Answer(await CaseTests.Link(at, DemoNetwork.Commission), new { answer = "declined" }).Succeeds();
        await anybody.Answer(await CaseTests.Link(at, DemoNetwork.Partner), new { answer = "tentative" }).Succeeds();
        await anybody.Answer(await CaseTests.Link(at, DemoNetwork.FinlandHead), new { answer = "accepted" }).Succeeds();
        Assert.That(
            await at.Service.Db(db => db.Registrants.CountAsync(r => db.Assemblies.Any(a => a.Id == r.Assembly && a.Code == at.Code))),
            Is.Zero
        );
    }

    [Test]
    public async Task A_quota_lets_people_wait_and_refuses_nobody()
    {
        var at = await Gathering.Planned(it);
        var people = await at.Newcomers(5, sameOrganisation: true, OrganisationKind.AssociatedPartner);
        await it.Secretariat.PostAsync($"{at.A}/convene", null).Succeeds();
        using var anybody = it.Service.Anybody();
        foreach (var email in people)
        {
            await anybody.Answer(await CaseTests.Link(at, email), new { answer = "accepted" }).Succeeds();
        }

        Assert.That(await at.Has(people[1], "open"), Is.EqualTo("on site"));
        Assert.That(await at.Has(people[4], "open"), Does.StartWith("number 3 in line"));
    }

    [Test]
    public async Task Who_sends_somebody_else_hands_the_seat_over_and_has_it_again_after_a_change_of_mind()
    {
        var at = await Gathering.Convened(it);
        await at.Resize(1, meeting: "open");
        using var anybody = it.Service.Anybody();
        var (first, second) = (await CaseTests.Link(at, DemoNetwork.Commission), await CaseTests.Link(at, DemoNetwork.Partner));
        await anybody.Answer(first, new { answer = "accepted" }).Succeeds();
        await anybody.Answer(second, new { answer = "accepted" }).Succeeds();
        await anybody
            .Answer(
                first,
                new
                {
                    answer = "substituted",
                    substituteName = "Ana Guest",
                    substituteEmail = "ana@guests.example.org",
                }
            )
            .Succeeds();

        Assert.That(await Seats(at), Is.EqualTo(["Ana Guest: Confirmed"]));
        Assert.That(await at.Told("ana@guests.example.org"), Has.Count.EqualTo(1));
        Assert.That((await at.Letter("ana@guests.example.org")).Path, Does.StartWith("/rsvp/"), "a guest has no account");
        Assert.That(await at.Has(DemoNetwork.Partner, "open"), Does.StartWith("number 1 in line"), "nobody moved up");

        await anybody.Answer(first, new { answer = "accepted" }).Succeeds();
        Assert.That(await at.Has(DemoNetwork.Commission, "open"), Is.EqualTo("on site"));
        Assert.That(await at.Has(DemoNetwork.Partner, "open"), Does.StartWith("number 1 in line"));
    }

    [Test]
    public async Task Who_declines_the_entry_of_the_dinner_gives_the_seat_back()
    {
        var at = await Gathering.Convened(it);
        var people = await at.Newcomers(2);
        var session = await at.Service.Db(db =>
            db.Sessions.Where(s => s.Meeting == at.Meetings["open"] && s.Title == "Members’ walking dinner").Select(s => s.Id).SingleAsync()
        );
        var dinner = await at
            .Secretariat.Post($"{at.A}/seats", new { item = new { title = "Dinner", session = session.Value }, capacity = 1 })
            .Value<Server.Registration.AddBookable.Added>();
        foreach (var email in people)
        {
            await at.Send(email, at.Form(TakingPart.OnSite, null, null, [dinner.Seats])).Succeeds();
        }

        var link = await at.Service.Db(async db =>
        {
            var model = await db
                .OutboxMails.Where(m => m.Kind == "calendar.request" && m.Email == people[0])
                .Where(m => db.DiaryEntries.Any(e => e.Uid == m.Subject && e.Kind == EntryKind.Session))
                .Select(m => m.Model)
                .SingleAsync();
            return System.Text.Json.JsonDocument.Parse(model).RootElement.GetProperty("token").GetString();
        });
        using var anybody = it.Service.Anybody();
        await anybody.Answer($"/rsvp/{link}", new { answer = "declined" }).Succeeds();
        Assert.That((await at.Shown(people[0])).Seats.Select(s => s.Title), Has.No.Member("Dinner"));
        Assert.That((await at.Shown(people[1])).Seats.Single(s => s.Title == "Dinner").State, Is.EqualTo(SeatState.Confirmed));
    }

    private static Task<List<string>> Seats(Gathering at) =>
        at.Service.Db(db =>
            (
                from line in db.SeatLines
                join r in db.Registrants on line.Registrant equals r.Id
                where line.Pool == SeatPool.IdOf(at.Meetings["open"], PoolKind.OnSite) && line.State == SeatState.Confirmed
                select $"{r.Name}: {line.State}"
            ).ToListAsync()
        );
}
