using System.Net;
using Assemblies.Server.Agenda;
using static Assemblies.Server.Tests.Agenda.DemoProgramme;

namespace Assemblies.Server.Tests.Agenda;

public sealed class EditingTests
{
    private TestService service = null!;
    private HttpClient chair = null!;
    private HttpClient secretariat = null!;

    [SetUp]
    public async Task Start()
    {
        service = await DemoProgramme.Start();
        chair = await service.As(Chair);
        secretariat = await service.As(DemoNetwork.Secretariat);
    }

    [TearDown]
    public async Task End() => await service.DisposeAsync();

    [Test]
    public async Task The_demo_programme_has_the_times_and_numbers_of_the_printed_one()
    {
        await Enter(chair);

        var draft = await chair.Draft();
        Assert.That(
            draft.Lines("day1"),
            Is.EqualTo([
                "08:30–09:00 Check-in and signature sheet",
                "09:00–09:15 1 Opening, roll call, quorum",
                "09:15–09:25 2 Adoption of the agenda",
                "09:25–09:35 3 Minutes of GA-2026-2",
                "09:35–09:50 4 Follow-up of decisions",
                "09:50–10:45 5 Progress report of the secretariat and the steering committee",
                "10:45–11:00 Break",
                "11:00–12:30 6 Country updates (3 minutes each)",
                "12:30–14:30 Lunch and site visit",
                "14:30–15:00 7 Accounts 2026 and discharge",
                "15:00–15:40 8 Budget and membership fees 2028",
                "15:40–16:15 9 Admission of new members: RO, MT",
                "16:15–17:15 10 Working groups; new group “AI in STEM”",
                "17:15–17:30 11 Presentation of candidates",
            ])
        );
        Assert.That(
            draft.Lines("open").Skip(6).Take(4).Select(l => l[..11]),
            Is.EqualTo(["16:15–17:15", "16:15–17:15", "16:15–17:15", "17:15–17:30"])
        );
        Assert.That(draft.Lines("day2")[^1], Is.EqualTo("12:25–12:45 19 Reading of the decisions; next dates"));
        Assert.That(draft.CanBePublished, Is.True);
    }

    [Test]
    public async Task Lines_are_saved_together_and_a_session_is_moved_with_them()
    {
        await Enter(chair);
        var draft = await chair.Draft();
        var (minutes, follow) = (draft.SessionOf("3"), draft.SessionOf("4"));
        var lines = new[]
        {
            new
            {
                session = minutes,
                item = draft.ItemNumbered("3"),
                title = "Minutes of the last assembly",
                kind = "decision",
                minutes = 15,
            },
        };
        await chair.Send(HttpMethod.Patch, At("agenda"), new { lines, move = new { session = follow, by = -1 } }, draft.Version).Succeeds();
        Assert.That(
            (await chair.Draft()).Lines("day1").Skip(3).Take(2),
            Is.EqualTo(["09:25–09:40 3 Follow-up of decisions", "09:40–09:55 4 Minutes of the last assembly"])
        );
        Assert.That(
            await chair.Send(HttpMethod.Patch, At("agenda"), new { lines }, draft.Version).Refusal(),
            Is.EqualTo("412 agenda.draft_changed")
        );
    }

    [Test]
    public async Task An_overrun_is_said_at_its_line_and_blocks_publishing_until_it_is_mended()
    {
        await Enter(chair);
        var draft = await chair.Draft();
        var item = draft.ItemNumbered("5");
        await chair
            .Put(
                At($"agenda/items/{item}"),
                new
                {
                    item = new
                    {
                        title = "Progress report",
                        minutes = 60,
                        kind = "decision",
                    },
                },
                draft.Version
            )
            .Succeeds();

        draft = await chair.Draft();
        var finding = draft.Meetings.Single(m => m.Key == "day1").Findings.Single();
        Assert.That(finding.Session, Is.EqualTo(draft.SessionOf("6")));
        Assert.That(
            finding.Sentence,
            Is.EqualTo(
                "Ends at 12:35, five minutes into “Lunch and site visit”, which is fixed at 12:30. Shorten an item before it, or move “Lunch and site visit”."
            )
        );
        var preview = await chair.GetAsync(At("agenda/publish")).Value<PreviewPublication.Answer>();
        Assert.That(preview.Against, Has.Count.EqualTo(1));
        Assert.That(await chair.Post(At("agenda/publish"), null, preview.Version).Refusal(), Is.EqualTo("409 agenda.overrun"));

        var lunch = draft.Meetings[1].Sessions.Single(s => s.Name == "Lunch and site visit").Id;
        await chair.Post(At($"sessions/{lunch}/shift"), new { minutes = 5 }).Succeeds();
        draft = await chair.Draft();
        Assert.That(draft.CanBePublished, Is.True);
        Assert.That(draft.Lines("day1")[^1], Is.EqualTo("17:20–17:35 11 Presentation of candidates"));

        await chair.Post(At($"sessions/{lunch}/shift"), new { minutes = -5 }).Succeeds();
        Assert.That((await chair.Draft()).CanBePublished, Is.False);
        await chair
            .Put(
                At($"agenda/items/{item}"),
                new
                {
                    item = new
                    {
                        title = "Progress report",
                        minutes = 55,
                        kind = "decision",
                    },
                },
                (await chair.Draft()).Version
            )
            .Succeeds();
        Assert.That((await Publish(chair)).Number, Is.EqualTo(1));
    }

    [Test]
    public async Task Of_two_editors_at_once_one_saves_and_the_other_is_shown_what_stands_now()
    {
        await Enter(chair);
        var draft = await chair.Draft();
        var break1 = draft.Meetings[1].Sessions.First(s => s.Name == "Break");
        object Body(string title) =>
            new
            {
                session = new
                {
                    title,
                    kind = "break",
                    minutes = 15,
                },
            };

        var answers = await Task.WhenAll(
            chair.Put(At($"sessions/{break1.Id}"), Body("Coffee"), draft.Version),
            secretariat.Put(At($"sessions/{break1.Id}"), Body("Tea"), draft.Version)
        );

        Assert.That(answers.Select(a => (int)a.StatusCode).Order(), Is.EqualTo([200, 412]));
        var stale = answers.Single(a => a.StatusCode is HttpStatusCode.PreconditionFailed);
        var now = System.Text.Json.JsonDocument.Parse(await stale.Content.ReadAsStringAsync()).RootElement;
        Assert.That(now.GetProperty("code").GetString(), Is.EqualTo("agenda.draft_changed"));
        Assert.That(now.GetProperty("current").GetProperty("version").GetInt64(), Is.EqualTo(draft.Version + 1));
    }

    [Test]
    public async Task Public_case_C37_two_save_a_text_from_the_same_base_and_nothing_is_lost()
    {
        await Enter(chair);
        var item = (await chair.Draft()).ItemNumbered("8");
        var before = await chair.GetAsync(At($"agenda/items/{item}")).Value<ShowItem.Answer>();

        await chair.Put(At($"agenda/items/{item}/text"), new { text = "The chair’s text" }, before.Version).Succeeds();
        var second = await secretariat.Put(At($"agenda/items/{item}/text"), new { text = "The secretariat’s text" }, before.Version);

        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.PreconditionFailed));
        var problem = System.Text.Json.JsonDocument.Parse(await second.Content.ReadAsStringAsync()).RootElement;
        Assert.That(problem.GetProperty("code").GetString(), Is.EqualTo("agenda.text_changed"));
        Assert.That(problem.GetProperty("current").GetProperty("text").GetString(), Is.EqualTo("The chair’s text"));
        var both = new { text = "The chair’s text\n\nThe secretariat’s text" };
        await secretariat
            .Put(At($"agenda/items/{item}/text"), both, problem.GetProperty("current").GetProperty("version").GetInt64())
            .Succeeds();
        Assert.That((await chair.GetAsync(At($"agenda/items/{item}")).Value<ShowItem.Answer>()).Text, Is.EqualTo(both.text));
    }

    [Test]
    public async Task Ten_save_a_text_at_once_and_one_succeeds()
    {
        await Enter(chair);
        var item = (await chair.Draft()).ItemNumbered("8");
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(n => chair.Put(At($"agenda/items/{item}/text"), new { text = $"Text {n}" }, 1))
        );
        Assert.That(answers.Count(a => a.IsSuccessStatusCode), Is.EqualTo(1));
        Assert.That(answers.Count(a => a.StatusCode is HttpStatusCode.PreconditionFailed), Is.EqualTo(9));
    }

    [Test]
    public async Task The_host_prepares_sessions_and_not_items()
    {
        await Enter(chair);
        var host = await service.As(Host);
        var draft = await host.Draft();
        var lunch = draft.Meetings[1].Sessions.Single(s => s.Name == "Lunch and site visit");

        await host.Post(
                At("sessions"),
                new
                {
                    meeting = "open",
                    session = new
                    {
                        title = "City walk",
                        kind = "social",
                        minutes = 45,
                    },
                }
            )
            .Succeeds();
        await host.Put(
                At($"sessions/{lunch.Id}"),
                new
                {
                    session = new
                    {
                        title = "Lunch",
                        kind = "social",
                        minutes = 120,
                        fixedStart = "12:30:00",
                    },
                },
                draft.Version + 1
            )
            .Succeeds();
        string[] refused =
        [
            await host.Post(At($"sessions/{draft.SessionOf("8")}/move"), new { by = 1 }).Refusal(),
            await host.Post(
                    At("sessions"),
                    new
                    {
                        meeting = "day1",
                        session = new { },
                        items = new[] { new { title = "Mine", minutes = 5 } },
                    }
                )
                .Refusal(),
            await host.Post(At("agenda/items"), new { meeting = "day1", item = new { title = "Mine", minutes = 5 } }).Refusal(),
            await host.Put(At("agenda"), new { meetings = new[] { Rows("day1") } }, draft.Version + 2).Refusal(),
        ];
        Assert.That(
            refused,
            Is.EqualTo(["403 agenda.not_the_hosts", "403 agenda.not_the_hosts", "403 agenda.editors_only", "403 agenda.editors_only"])
        );
    }

    [Test]
    public async Task Bad_input_is_refused_in_words_and_changes_nothing()
    {
        await Enter(chair);
        var draft = await chair.Draft();
        var item = draft.ItemNumbered("8");
        string[] refused =
        [
            await chair.Post(At("sessions"), new { meeting = "day9", session = new { title = "x" } }).Refusal(),
            await chair.Post(At("sessions"), new { meeting = "day1", session = new { kind = "break" } }).Refusal(),
            await chair.Post(At("sessions"), new { meeting = "day1", session = new { title = "x", minutes = 2000 } }).Refusal(),
            await chair
                .Post(At("sessions"), new { meeting = "day1", session = new { title = "x", onlineLink = "javascript:alert(1)" } })
                .Refusal(),
            await chair.Put(At($"sessions/{draft.SessionOf("8")}"), new { session = new { title = "x" } }, null).Refusal(),
            await chair.Put(At($"agenda/items/{item}/text"), new { text = new string('a', 64 * 1024 + 1) }, 1).Refusal(),
            await chair.Put(At($"agenda/items/{item}/text"), new { text = new string('>', 3000) + "x" }, 1).Refusal(),
            await chair.Put(At($"agenda/items/{item}/text"), new { text = new string('[', 20000) }, 1).Refusal(),
            await chair.GetAsync(At($"agenda/items/{Guid.CreateVersion7()}")).Refusal(),
            await chair.GetAsync("/api/v1/assemblies/GA-2099-1/agenda").Refusal(),
            await service.Anybody().GetAsync(At("agenda")).Refusal(),
            await (await service.As(DemoNetwork.FinlandHead)).GetAsync(At("agenda")).Refusal(),
        ];
        Assert.That(
            refused,
            Is.EqualTo([
                "404 agenda.unknown_meeting",
                "400 request.invalid",
                "400 request.invalid",
                "400 request.invalid",
                "400 request.version_missing",
                "422 agenda.text_too_long",
                "422 agenda.text_too_deep",
                "422 agenda.text_too_deep",
                "404 agenda.unknown_item",
                "404 agenda.unknown_assembly",
                "401 access.sign_in",
                "403 agenda.editors_only",
            ])
        );
        Assert.That((await chair.Draft()).Version, Is.EqualTo(draft.Version));
    }
}
