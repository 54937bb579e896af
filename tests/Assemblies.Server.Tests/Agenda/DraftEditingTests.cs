using Microsoft.EntityFrameworkCore;
using static Assemblies.Server.Tests.Agenda.DemoProgramme;

namespace Assemblies.Server.Tests.Agenda;

/// <summary>Who may change which line, and what moves where in one go.</summary>
public sealed class DraftEditingTests : EnteredProgramme
{
    [Test]
    public async Task The_host_saves_a_meeting_but_no_title_of_what_has_items()
    {
        var draft = await chair.Draft();
        var opening = draft.SessionOf("1");
        await chair
            .Put(At($"sessions/{opening}"), new { session = new { title = "Beginning", presenters = "The chair" } }, draft.Version)
            .Succeeds();
        var host = await service.As(Host);
        var version = (await host.Draft()).Version;
        Assert.That(await Save(host, opening, "Mine", version), Is.EqualTo("403 agenda.not_the_hosts"));
        var same = new
        {
            lines = new[]
            {
                new
                {
                    session = opening,
                    title = "Beginning",
                    kind = "session",
                    minutes = 0,
                },
            },
        };
        await host.Send(HttpMethod.Patch, At("agenda"), same, version).Succeeds();
        var welcome = draft.Meetings[0].Sessions[1].Id;
        Assert.That(await Save(host, welcome, "Welcome", version + 1), Is.EqualTo("ok"));
    }

    [Test]
    public async Task An_organiser_who_may_not_read_what_is_closed_sees_when_it_is_and_not_what()
    {
        var organiser = "deputy@hr.stem.example.org"; // its fee is unpaid: no vote
        await service.Db(async db =>
        {
            var person = await db.People.Where(p => p.Email == organiser).Select(p => p.Id).SingleAsync();
            var assembly = await db.Assemblies.Where(a => a.Code == Code).Select(a => a.Id).SingleAsync();
            db.Add(new Domain.Meetings.Officer(person, assembly, Domain.Meetings.Office.Host, service.Clock.GetCurrentInstant(), null));
            return await db.SaveChangesAsync();
        });
        var host = await service.As(organiser);
        var draft = await host.Draft();
        Assert.That(draft.Lines("day1"), Does.Contain("14:30–15:00 7 Closed item"));
        Assert.That(await host.GetStringAsync(At("agenda")), Does.Not.Contain("Accounts 2026"));
        Assert.That(
            await host.GetStringAsync($"/assemblies/{Code}/agenda?meeting=day1"),
            Does.Contain("Closed item").And.Not.Contain("Accounts 2026")
        );
        var stale = await host.Send(HttpMethod.Patch, At("agenda"), new { lines = Array.Empty<object>() }, draft.Version - 1);
        Assert.That((int)stale.StatusCode, Is.EqualTo(412));
        Assert.That(await stale.Content.ReadAsStringAsync(), Does.Not.Contain("Accounts 2026"));
        Assert.That((await chair.Draft()).Lines("day1"), Does.Contain("14:30–15:00 7 Accounts 2026 and discharge"));
    }

    [Test]
    public async Task A_closed_item_that_becomes_a_session_stays_closed()
    {
        var draft = await chair.Draft();
        var lines = new[]
        {
            new
            {
                session = draft.SessionOf("7"),
                item = draft.ItemNumbered("7"),
                title = "Accounts",
                kind = "session",
                minutes = 30,
            },
        };
        await chair.Send(HttpMethod.Patch, At("agenda"), new { lines }, draft.Version).Succeeds();
        var session = (await chair.Draft()).Meetings[1].Sessions.Single(s => s.Name == "Accounts");
        Assert.That((session.Items.Count, session.Plan.Closed), Is.EqualTo((0, true)));
    }

    [Test]
    public async Task Whole_meetings_are_saved_with_items_and_sessions_in_other_places_whatever_the_order()
    {
        var draft = await chair.Draft();
        var day1 = draft.Meetings[1];
        var rest = day1.Sessions.Single(s => s.Name == "Break");
        var (first, second) = (draft.SessionOf("1"), draft.SessionOf("2"));
        object[] swapped =
        [
            Row(first, "Adoption of the agenda", draft.ItemNumbered("2")),
            Row(second, "Opening", draft.ItemNumbered("1")),
            .. day1
                .Sessions.Where(s => s.Id != first && s.Id != second && s.Id != rest.Id && s.Items.Count is 1)
                .Select(s => Row(s.Id, s.Name, s.Items[0].Id)),
        ];
        object[] day2 =
        [
            .. draft.Meetings[2].Sessions.Where(s => s.Items.Count is 1).Select(s => Row(s.Id, s.Name, s.Items[0].Id)),
            new
            {
                id = rest.Id,
                session = new
                {
                    title = "Break",
                    kind = "break",
                    minutes = 15,
                },
            },
        ];
        await chair
            .Put(
                At("agenda"),
                new { meetings = new[] { new { meeting = "day1", sessions = swapped }, new { meeting = "day2", sessions = day2 } } },
                draft.Version
            )
            .Succeeds();

        var saved = await chair.Draft();
        Assert.That(
            saved.Meetings[1].Sessions.Take(2).Select(s => (s.Id, s.Name)),
            Is.EqualTo([(first, "Adoption of the agenda"), (second, "Opening")])
        );
        Assert.That(
            saved.Meetings[1].Sessions.Take(2).Select(s => s.Items[0].Id),
            Is.EqualTo([draft.ItemNumbered("2"), draft.ItemNumbered("1")])
        );
        Assert.That(saved.Meetings[2].Sessions[^1].Id, Is.EqualTo(rest.Id));

        static object Row(object id, string title, object item) =>
            new
            {
                id,
                session = new { kind = "plain" },
                items = new[]
                {
                    new
                    {
                        id = item,
                        item = new
                        {
                            title,
                            minutes = 10,
                            kind = "decision",
                        },
                    },
                },
            };
    }

    [Test]
    public async Task What_is_named_twice_is_refused()
    {
        var draft = await chair.Draft();
        var row = new { id = draft.Meetings[0].Sessions[0].Id, session = new { title = "x" } };
        Assert.That(
            await chair
                .Put(At("agenda"), new { meetings = new[] { new { meeting = "open", sessions = new[] { row, row } } } }, draft.Version)
                .Refusal(),
            Is.EqualTo("400 request.invalid")
        );
    }

    [Test]
    public async Task A_refusal_names_the_field_as_it_was_sent()
    {
        var draft = await chair.Draft();
        var refused = await chair.Put(
            At($"agenda/items/{draft.ItemNumbered("1")}"),
            new { item = new { title = "", minutes = 5 } },
            draft.Version
        );
        Assert.That(await refused.Content.ReadAsStringAsync(), Does.Contain("\"item.title\""));
        refused = await chair.Put(At($"sessions/{draft.SessionOf("1")}"), new { session = new { minutes = 5000 } }, draft.Version);
        Assert.That(await refused.Content.ReadAsStringAsync(), Does.Contain("\"session.minutes\""));
    }

    private static async Task<string> Save(HttpClient client, object session, string title, long version)
    {
        var sent = client.Send(
            HttpMethod.Patch,
            At("agenda"),
            new
            {
                lines = new[]
                {
                    new
                    {
                        session,
                        title,
                        kind = "session",
                        minutes = 15,
                    },
                },
            },
            version
        );
        return (await sent).IsSuccessStatusCode ? "ok" : await sent.Refusal();
    }
}
