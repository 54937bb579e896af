using System.Net;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Agenda;
using Microsoft.EntityFrameworkCore;
using static Assemblies.Server.Tests.Agenda.DemoProgramme;

namespace Assemblies.Server.Tests.Agenda;

/// <summary>Exactly who sees what of the demo programme.</summary>
public sealed class VisibilityTests
{
    private static readonly string[] OpenSessions =
    [
        "Registration and coffee",
        "Welcome by the host and the ministry",
        "STEM Education Strategic Plan: state of play",
        "Keynote: what employers will need in 2035",
        "Panel: industry, education, government",
        "Break",
        "Roundtable A: girls and women in STEM",
        "Roundtable B: vocational pathways",
        "Roundtable C: regional platforms",
        "Report back",
        "Networking",
    ];

    private TestService service = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        service = await DemoProgramme.Start();
        var chair = await service.As(Chair);
        await Enter(chair);
        var item = (await chair.Draft()).ItemNumbered("7");
        await chair.Put(At($"agenda/items/{item}/text"), new { text = "A secret text" }, 1).Succeeds();
        await chair.Post(At($"agenda/items/{item}/readers"), new { email = "head@ro.stem.example.org" }).Succeeds();
        await chair.Post(At($"agenda/items/{item}/readers"), new { email = "head@hr.stem.example.org" }).Succeeds();
        await Publish(chair);
    }

    [OneTimeTearDown]
    public async Task End() => await service.DisposeAsync();

    [TestCase(null, TestName = "the public")]
    [TestCase(DemoNetwork.Partner, TestName = "an associated partner")]
    [TestCase(DemoNetwork.Commission, TestName = "the Commission")]
    [TestCase(DemoNetwork.ApplicantHead, TestName = "an applicant, although the chair named her for an item of a session that is not hers")]
    public async Task Guests_see_the_open_meeting_without_the_members_dinner(string? email)
    {
        var programme = await Programme(email);
        Assert.That(programme.Meetings.Select(m => m.Key), Is.EqualTo(["open"]));
        Assert.That(programme.Meetings[0].Sessions.Select(s => s.Title), Is.EqualTo(OpenSessions));
        Assert.That(programme.Meetings[0].OnlineLink, email is null ? Is.Null : Is.EqualTo("https://video.example.org/open"));
    }

    [TestCase(DemoNetwork.FinlandHead, true, TestName = "a head who may vote")]
    [TestCase("deputy@fi.stem.example.org", true, TestName = "a deputy who may vote")]
    [TestCase("deputy@hr.stem.example.org", false, TestName = "a deputy whose fee is unpaid")]
    [TestCase("head@hr.stem.example.org", true, TestName = "a head whose fee is unpaid, named by the chair")]
    [TestCase(Chair, true, TestName = "the chair")]
    [TestCase(MinuteTaker, true, TestName = "the minute-taker")]
    [TestCase(DemoNetwork.Secretariat, true, TestName = "the secretariat")]
    public async Task Members_see_everything_and_voters_what_is_closed(string email, bool readsClosed)
    {
        var programme = await Programme(email);
        Assert.That(programme.Meetings.Select(m => m.Key), Is.EqualTo(["open", "day1", "day2"]));
        Assert.That(programme.Meetings[0].Sessions.Select(s => s.Title), Is.EqualTo([.. OpenSessions, "Members’ walking dinner"]));
        var items = programme.Meetings.SelectMany(m => m.Sessions).SelectMany(s => s.Items).ToList();
        Assert.That(items.Select(i => i.Number), Is.EqualTo(Enumerable.Range(1, 19).Select(n => $"{n}")));
        Assert.That(items.Where(i => i.Title is null).Select(i => i.Number), readsClosed ? Is.Empty : Is.EqualTo(["7"]));

        var text = await (await service.As(email)).GetAsync(At($"agenda/items/{items[6].Id}"));
        Assert.That(text.StatusCode, Is.EqualTo(readsClosed ? HttpStatusCode.OK : HttpStatusCode.NotFound));
        var version = await (await service.As(email)).GetStringAsync(At("agenda/versions/1"));
        Assert.That(version, readsClosed ? Does.Contain("Accounts 2026") : Does.Not.Contain("Accounts 2026"));
        Assert.That(version, readsClosed ? Does.Contain("A secret text") : Does.Not.Contain("A secret text"));
    }

    [Test]
    public async Task Nothing_of_a_closed_item_reaches_who_may_not_read_it()
    {
        foreach (var email in new[] { null, DemoNetwork.Partner, DemoNetwork.ApplicantHead, "deputy@hr.stem.example.org" })
        {
            var client = email is null ? service.Anybody() : await service.As(email);
            Assert.That(await client.GetStringAsync(At("programme")), Does.Not.Contain("Accounts 2026"), email);
        }
    }

    [Test]
    public async Task Rows_and_published_versions_follow_the_same_rule()
    {
        Visibility[] readers =
        [
            Visibility.Public,
            Visibility.Of(Audience.Members),
            Visibility.Of(Audience.Members, mayVote: true),
            Visibility.Of(Audience.Applicants),
            Visibility.Of(Audience.AssociatedPartners),
            Visibility.Of(Audience.Commission),
            new(Audience.Public, SeesAll: true, SeesClosed: false, []),
            new(Audience.Public, SeesAll: true, SeesClosed: true, []),
        ];
        foreach (var reader in readers)
        {
            var (items, published) = await service.Db(async db =>
                (await db.AgendaItems.Where(reader.Items).Select(i => i.Id).ToListAsync(), (await db.AgendaVersions.SingleAsync()).Content)
            );
            var seen =
                from meeting in published.Meetings
                from session in meeting.Sessions
                where reader.Sees(meeting, session)
                select session;
            Assert.That(
                items,
                Is.EquivalentTo(seen.SelectMany(s => s.Items.Where(i => reader.Reads(s, i))).Select(i => i.Id)),
                $"{reader}"
            );
        }
    }

    [Test]
    public async Task The_public_is_told_that_nothing_changed_until_something_does()
    {
        var anybody = service.Anybody();
        var first = await anybody.GetAsync(At("programme"));
        Assert.That(first.Headers.ETag, Is.Not.Null);
        anybody.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.That((await anybody.GetAsync(At("programme"))).StatusCode, Is.EqualTo(HttpStatusCode.NotModified));

        var chair = await service.As(Chair);
        var session = (await chair.Draft()).Meetings[0].Sessions[^1].Id;
        await chair.Post(At($"sessions/{session}/shift"), new { minutes = 15 }).Succeeds();
        await chair
            .Post(
                At("sessions"),
                new
                {
                    meeting = "open",
                    session = new { title = "Farewell", minutes = 5 },
                    before = session,
                }
            )
            .Succeeds();
        Assert.That((await anybody.GetAsync(At("programme"))).StatusCode, Is.EqualTo(HttpStatusCode.NotModified));
        await Publish(chair);
        var changed = await anybody.GetAsync(At("programme"));
        Assert.That(changed.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await changed.Content.ReadAsStringAsync(), Does.Contain("Farewell"));

        await chair
            .Send(
                HttpMethod.Delete,
                At($"sessions/{(await chair.Draft()).Meetings[0].Sessions.Single(s => s.Name == "Farewell").Id}"),
                null,
                null
            )
            .Succeeds();
        await Publish(chair);
    }

    private async Task<ShowProgramme.Answer> Programme(string? email) =>
        await (email is null ? service.Anybody() : await service.As(email)).GetAsync(At("programme")).Value<ShowProgramme.Answer>();
}
