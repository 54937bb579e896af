using System.Net;
using System.Net.Http.Json;
using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Http;
using NodaTime;

namespace Assemblies.Server.Tests.Meetings;

/// <summary>What stands of an assembly, who may know of it, and how it is changed.</summary>
public sealed class AssemblyTests
{
    private const string Address = "/api/v1/assemblies/GA-2027-1";

    private readonly Statements statements = new();
    private TestService service = null!;
    private HttpClient secretariat = null!;
    private HttpClient host = null!;
    private HttpClient member = null!;

    [SetUp]
    public async Task Start()
    {
        service = await DemoNetwork.Start(also: statements.Count);
        await DemoAssembly.Host(service, coHosts: "FI");
        (secretariat, host, member) = (
            await service.As(DemoNetwork.Secretariat),
            await service.As(DemoNetwork.SloveniaHead),
            await service.As(DemoNetwork.GreeceHead)
        );
    }

    [TearDown]
    public async Task End() => await service.DisposeAsync();

    [Test]
    public async Task A_host_that_agreed_has_an_assembly_with_its_meetings_and_organises_it()
    {
        var assembly = await member.GetAsync(Address).Value<ShowAssembly.Answer>();
        var officers = await member.GetAsync($"{Address}/officers").Value<ListOfficers.Line[]>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (assembly.Title, assembly.State, assembly.Host.Code, assembly.Place, assembly.IsAnnounced, assembly.RulesVersion),
                Is.EqualTo(("General Assembly Spring 2027", AssemblyState.Planned, "SI", DemoAssembly.Ljubljana, false, (int?)null))
            );
            Assert.That(assembly.CoHosts.Select(one => one.Code), Is.EqualTo(["FI"]));
            Assert.That(
                assembly.Meetings.Select(m => (m.Key, m.StartsAt)),
                Is.EqualTo([
                    ("open", Instant.FromUtc(2027, 4, 21, 11, 0)),
                    ("day1", Instant.FromUtc(2027, 4, 22, 6, 30)),
                    ("day2", Instant.FromUtc(2027, 4, 23, 7, 0)),
                ])
            );
            Assert.That(
                officers.Select(o => (o.Office, o.Name)),
                Is.EquivalentTo([(Office.Host, "Špela Žagar"), (Office.Host, "Črt Novak")])
            );
        }
    }

    [Test]
    public async Task Before_the_dates_are_announced_only_members_and_officers_know_of_it()
    {
        async Task<string> Status(HttpClient reader)
        {
            using var answer = await reader.GetAsync(Address);
            return answer.StatusCode.ToString();
        }

        HttpClient[] strangers =
        [
            service.Anybody(),
            await service.As(DemoNetwork.Partner),
            await service.As(DemoNetwork.Commission),
            await service.As(DemoNetwork.ApplicantHead),
        ];
        using (Assert.EnterMultipleScope())
        {
            foreach (var reader in strangers)
            {
                Assert.That(await reader.GetAsync(Address).Refusal(), Is.EqualTo("404 access.not_found"));
                Assert.That((await reader.GetAsync("/api/v1/assemblies?when=coming").Value<Page<ListAssemblies.Line>>()).Items, Is.Empty);
            }

            Assert.That(await Status(member), Is.EqualTo("OK"));
            Assert.That(await Status(host), Is.EqualTo("OK"));
        }

        await secretariat.PostAsync($"{Address}/announce", null).Succeeds();
        foreach (var reader in strangers)
        {
            var seen = await reader.GetAsync(Address).Value<ShowAssembly.Answer>();
            using (Assert.EnterMultipleScope())
            {
                Assert.That(seen.Meetings.Select(m => m.Key), Is.EqualTo(["open"]));
                Assert.That(seen.Steps, Is.Empty);
            }
        }
    }

    [Test]
    public async Task A_members_dinner_is_for_members_though_it_is_no_day_of_the_general_assembly()
    {
        var dinner = new
        {
            key = "dinner",
            title = "Members’ dinner",
            statutory = false,
            audience = new[] { "members" },
            format = "onSite",
            date = "2027-04-20",
            start = "19:00:00",
            end = "22:00:00",
        };
        await host.Post($"{Address}/meetings", dinner, 4).Succeeds();
        await secretariat.PostAsync($"{Address}/announce", null).Succeeds();

        async Task<string> Seen(HttpClient reader) =>
            string.Join(' ', (await reader.GetAsync(Address).Value<ShowAssembly.Answer>()).Meetings.Select(m => m.Key));
        async Task<LocalDate?> First(HttpClient reader) =>
            (await reader.GetAsync("/api/v1/assemblies?when=coming").Value<Page<ListAssemblies.Line>>()).Items.Single().FirstDay;
        using (Assert.EnterMultipleScope())
        {
            foreach (var insider in new[] { member, host, secretariat })
            {
                Assert.That(await Seen(insider), Is.EqualTo("dinner open day1 day2"));
                Assert.That(await First(insider), Is.EqualTo(new LocalDate(2027, 4, 20)));
            }

            foreach (
                var guest in new[] { service.Anybody(), await service.As(DemoNetwork.Partner), await service.As(DemoNetwork.ApplicantHead) }
            )
            {
                Assert.That(await Seen(guest), Is.EqualTo("open"));
                Assert.That(await First(guest), Is.EqualTo(new LocalDate(2027, 4, 21)));
            }
        }
    }

    [Test]
    public async Task How_to_join_is_shown_to_those_invited_only()
    {
        const string link = "https://video.example.org/open";
        var open = (await member.GetAsync(Address).Value<ShowAssembly.Answer>()).Meetings[0];
        await host.Put($"/api/v1/meetings/{open.Id}", Body(open) with { OnlineLink = link }, 4).Succeeds();
        await secretariat.PostAsync($"{Address}/announce", null).Succeeds();

        async Task<string?> Seen(HttpClient reader) => (await reader.GetAsync(Address).Value<ShowAssembly.Answer>()).Meetings[0].OnlineLink;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Seen(member), Is.EqualTo(link));
            Assert.That(await Seen(await service.As(DemoNetwork.Commission)), Is.EqualTo(link));
            Assert.That(await Seen(service.Anybody()), Is.Null);
        }
    }

    [Test]
    public async Task Two_who_change_it_at_once_lose_nothing()
    {
        var before = await secretariat.GetAsync(Address).Value<ShowAssembly.Answer>();
        var place = before.Place with { Address = "Prešernova cesta 10" };
        await secretariat.Put(Address, new { title = "Γενική Συνέλευση 🎓", place }, before.Version).Succeeds();

        using var refused = await host.Put(Address, new { title = "Skupščina", place }, before.Version);
        var body = await refused.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.PreconditionFailed));
            Assert.That(body.GetProperty("code").GetString(), Is.EqualTo("assembly.edited_meanwhile"));
            Assert.That(body.GetProperty("current").GetProperty("title").GetString(), Is.EqualTo("Γενική Συνέλευση 🎓"));
            Assert.That(
                await host.PutAsJsonAsync(Address, new { title = "x", place }).Refusal(),
                Is.EqualTo("400 request.version_missing")
            );
        }
    }

    [Test]
    public async Task Of_ten_who_save_the_same_version_at_the_same_moment_one_succeeds()
    {
        var before = await secretariat.GetAsync(Address).Value<ShowAssembly.Answer>();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(n => secretariat.Put(Address, new { title = $"Title {n}", before.Place }, before.Version))
        );
        Assert.That(
            answers.GroupBy(a => (int)a.StatusCode).ToDictionary(g => g.Key, g => g.Count()),
            Is.EqualTo(new Dictionary<int, int> { [200] = 1, [412] = 9 })
        );
    }

    [Test]
    public async Task Wrong_fields_are_named_all_at_once_and_nothing_changes()
    {
        var version = (await secretariat.GetAsync(Address).Value<ShowAssembly.Answer>()).Version;
        using var answer = await secretariat.Put(
            Address,
            new
            {
                title = " ",
                place = new
                {
                    venue = "a\u0007b",
                    city = "",
                    country = "Slovenia",
                    latitude = 91,
                    longitude = 14.5,
                    timeZone = "Europe/Laibach",
                },
            },
            version
        );
        var body = await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(400));
            Assert.That(
                body.GetProperty("errors").EnumerateObject().Select(field => field.Name),
                Is.EquivalentTo(["title", "place.venue", "place.city", "place.country", "place.latitude", "place.timeZone"])
            );
            Assert.That((await secretariat.GetAsync(Address).Value<ShowAssembly.Answer>()).Version, Is.EqualTo(version));
        }
    }

    [Test]
    public async Task The_host_changes_rooms_and_links_of_statutory_days_and_open_meetings_as_a_whole()
    {
        var assembly = await host.GetAsync(Address).Value<ShowAssembly.Answer>();
        var (open, day1) = (assembly.Meetings[0], assembly.Meetings[1]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                await host.Put($"/api/v1/meetings/{day1.Id}", Body(day1) with { Start = new(9, 0) }, 4).Refusal(),
                Is.EqualTo("403 meetings.statutory")
            );
            Assert.That(
                (await host.Put($"/api/v1/meetings/{day1.Id}", Body(day1) with { Room = "Linhart hall" }, 4).Value<NewVersion>()).Version,
                Is.EqualTo(5)
            );
            Assert.That(
                (await host.Put($"/api/v1/meetings/{open.Id}", Body(open) with { Start = new(14, 0) }, 5).Value<NewVersion>()).Version,
                Is.EqualTo(6)
            );
            Assert.That(
                (await host.Put($"/api/v1/meetings/{open.Id}", Body(open) with { Start = new(14, 0) }, 6).Value<NewVersion>()).Version,
                Is.EqualTo(6),
                "nothing differs"
            );
            Assert.That(await member.Put($"/api/v1/meetings/{open.Id}", Body(open), 6).Refusal(), Is.EqualTo("403 access.forbidden"));
            Assert.That(
                await service.Anybody().Put($"/api/v1/meetings/{open.Id}", Body(open), 6).Refusal(),
                Is.EqualTo("404 access.not_found"),
                "the public does not know of it yet"
            );
            Assert.That(
                await secretariat.Put($"/api/v1/meetings/{Id<Meeting>.New()}", Body(open), 6).Refusal(),
                Is.EqualTo("404 access.not_found")
            );
        }
    }

    [Test]
    public async Task A_meeting_is_added_and_cancelled_alone()
    {
        var visit = new
        {
            key = "visit",
            title = "Visit",
            statutory = false,
            audience = new[] { "members", "commission" },
            format = "onSite",
            date = "2027-04-20",
            start = "15:00:00",
            end = "17:00:00",
        };
        async Task<HttpResponseMessage> Add(object meeting, long version) => await host.Post($"{Address}/meetings", meeting, version);

        var added = await Add(visit, 4).Value<AddMeeting.Answer>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Add(visit, 5).Refusal(), Is.EqualTo("409 meetings.key_taken"));
            Assert.That(
                await Add(
                        new
                        {
                            visit.title,
                            visit.audience,
                            visit.format,
                            key = "night",
                            statutory = false,
                            date = "2027-03-28",
                            start = "02:30:00",
                            end = "05:00:00",
                        },
                        5
                    )
                    .Refusal(),
                Is.EqualTo("400 meetings.no_such_time")
            );
            Assert.That(
                (await member.GetAsync(Address).Value<ShowAssembly.Answer>()).Meetings.Select(m => m.Key),
                Is.EqualTo(["visit", "open", "day1", "day2"])
            );
        }

        async Task<HttpResponseMessage> Cancel(long version, string reason = "The house is closed.") =>
            await host.Post($"/api/v1/meetings/{added.Id}/cancel", new { reason }, version);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Cancel(5, " ").Refusal(), Is.EqualTo("400 request.invalid"));
            Assert.That((await Cancel(5).Value<NewVersion>()).Version, Is.EqualTo(6));
            Assert.That(await Cancel(6).Refusal(), Is.EqualTo("409 meetings.cancelled"));
            Assert.That(await Cancel(5).Refusal(), Is.EqualTo("412 assembly.edited_meanwhile"));
        }
    }

    [Test]
    [Category("Time")]
    public async Task The_list_knows_coming_running_and_past_ones_and_is_read_page_by_page()
    {
        async Task<string> Codes(string query) =>
            string.Join(
                ' ',
                (await member.GetAsync($"/api/v1/assemblies?{query}").Value<Page<ListAssemblies.Line>>()).Items.Select(a => a.Code)
            );

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Codes("when=coming"), Is.EqualTo("GA-2027-1"));
            Assert.That(await Codes("when=running"), Is.Empty);
            Assert.That(
                await Codes("when=past"),
                Is.EqualTo("GA-2026-2 GA-2026-1 GA-2025-2 GA-2025-1 GA-2024-2 GA-2024-1 GA-2023-2 GA-2018-2")
            );
            Assert.That(await Codes("limit=2"), Is.EqualTo("GA-2027-1 GA-2026-2"));
            Assert.That(await Codes("limit=2&after=GA-2026-2"), Is.EqualTo("GA-2026-1 GA-2025-2"));
            Assert.That(await member.GetAsync("/api/v1/assemblies?when=soon").Refusal(), Is.EqualTo("400 request.malformed"));
        }

        service.Clock.Reset(Instant.FromUtc(2027, 4, 22, 8, 0));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Codes("when=running"), Is.EqualTo("GA-2027-1"));
            service.Clock.Reset(Instant.FromUtc(2027, 4, 23, 10, 46));
            Assert.That(await Codes("when=past&limit=1"), Is.EqualTo("GA-2027-1"));
        }
    }

    [Test]
    public async Task A_list_of_three_takes_as_many_statements_as_a_list_of_one()
    {
        Task<int> Of(int limit) => statements.Of(() => member.GetAsync($"/api/v1/assemblies?when=past&limit={limit}").Succeeds());
        await Of(1);
        var (one, three) = (await Of(1), await Of(3));
        Assert.That(one, Is.InRange(1, 10));
        Assert.That(three, Is.EqualTo(one));
    }

    [Test]
    public async Task Past_assemblies_and_their_open_meetings_are_for_everybody()
    {
        var past = await service.Anybody().GetAsync("/api/v1/assemblies/GA-2026-2").Value<ShowAssembly.Answer>();
        Assert.That(past.Meetings.Select(m => m.Key), Is.EqualTo(["open"]));
    }

    [Test]
    public async Task The_public_sees_the_officers_nowhere_and_partners_the_officers_but_no_delegations()
    {
        await secretariat.PostAsync($"{Address}/announce", null).Succeeds();
        var partner = await (await service.As(DemoNetwork.Partner)).GetAsync($"{Address}/people").Value<ShowPeople.Answer>();
        var inside = await member.GetAsync($"{Address}/people").Value<ShowPeople.Answer>();
        var organiser = await host.GetAsync($"{Address}/people").Value<ShowPeople.Answer>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await service.Anybody().GetAsync($"{Address}/people").Refusal(), Is.EqualTo("401 access.sign_in"));
            Assert.That((partner.Officers.Count, partner.Delegations.Count), Is.EqualTo((2, 0)));
            Assert.That((inside.Officers.Count, inside.Delegations.Count), Is.EqualTo((2, DemoNetwork.Members)));
            Assert.That(inside.Delegations.SelectMany(d => d.Delegates).Select(d => d.Email), Has.All.Null);
            Assert.That(organiser.Delegations.SelectMany(d => d.Delegates).Select(d => d.Email), Has.All.Not.Null);
        }
    }

    private static MeetingBody Body(MeetingLine m) =>
        new(m.Title, m.Statutory, m.Audience, m.Format, m.Date, m.Start, m.End, m.Room, m.MapLink, m.OnlineLink);

    private sealed record MeetingBody(
        string Title,
        bool Statutory,
        Audience Audience,
        MeetingFormat Format,
        LocalDate Date,
        LocalTime Start,
        LocalTime End,
        string? Room,
        string? MapLink,
        string? OnlineLink
    );
}
