using System.Net.Http.Json;
using Assemblies.Domain.Members;
using Assemblies.Server.Members;
using Assemblies.Server.Platform.Http;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests.Members;

public sealed class OrganisationsTests
{
    private TestService service = null!;
    private HttpClient secretariat = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        service = await DemoNetwork.Start();
        secretariat = await service.As(DemoNetwork.Secretariat);
    }

    [OneTimeTearDown]
    public async Task End()
    {
        secretariat.Dispose();
        await service.DisposeAsync();
    }

    [Test]
    public async Task A_member_reads_all_page_by_page_in_one_order_each_once()
    {
        using var client = await service.As(DemoNetwork.FinlandHead);
        var all = await client.GetAsync("/api/v1/organisations?limit=100").Value<Page<ListOrganisations.Listed>>();
        var paged = new List<string>();
        string? after = null;
        do
        {
            var page = await client.GetAsync($"/api/v1/organisations?limit=7&after={after}").Value<Page<ListOrganisations.Listed>>();
            paged.AddRange(page.Items.Select(one => one.Code));
            after = page.Next;
        } while (after is not null);

        Assert.That(paged, Is.EqualTo(all.Items.Select(one => one.Code)));
        Assert.That(paged, Is.Unique.And.SupersetOf(new[] { "SI", "GR", "RO", "eurotech", "dg-eac" }));
    }

    [Test]
    public async Task Names_stand_in_the_order_of_the_readers_language()
    {
        foreach (var (code, name) in new[] { ("XA", "Äänekoski"), ("XZ", "Zebra") })
        {
            await secretariat.PostAsJsonAsync("/api/v1/organisations", New(code, name), Json.Options).Succeeds();
        }

        Assert.That((await Order("de"), await Order("fi")), Is.EqualTo(("XA XZ", "XZ XA")));

        async Task<string> Order(string language)
        {
            using var reader = await service.As("head@se.stem.example.org");
            await reader.PutAsJsonAsync("/api/v1/people/me/preferences", new { language, timeZone = "Europe/Stockholm" }).Succeeds();
            var page = await reader.GetAsync("/api/v1/organisations?limit=100").Value<Page<ListOrganisations.Listed>>();
            return string.Join(' ', page.Items.Select(one => one.Code).Where(one => one is "XA" or "XZ"));
        }
    }

    [TestCase("nauka", "BG PL")]
    [TestCase("nauka napred", "BG")]
    [TestCase("НАУКА", "BG")]
    [TestCase("plovdiv", "BG")]
    [TestCase("tiedePOLKU", "FI")]
    [TestCase("zitrka", "CZ")]
    [TestCase("dg-e", "dg-eac dg-empl")]
    [TestCase("%", "")]
    public async Task A_name_is_found_in_its_own_and_in_Latin_script_without_accents(string search, string codes)
    {
        var page = await secretariat
            .GetAsync($"/api/v1/organisations?search={Uri.EscapeDataString(search)}")
            .Value<Page<ListOrganisations.Listed>>();
        Assert.That(
            page.Items.Select(one => one.Code).Order(StringComparer.Ordinal),
            Is.EqualTo(codes.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        );
    }

    [TestCase(DemoNetwork.Partner, "eurotech", "SI")]
    [TestCase(DemoNetwork.Commission, "dg-eac", "eurotech")]
    [TestCase(DemoNetwork.ApplicantHead, "RO", "MT")]
    public async Task Who_is_no_member_sees_their_own_organisation_alone(string email, string own, string other)
    {
        using var client = await service.As(email);
        var page = await client.GetAsync("/api/v1/organisations").Value<Page<ListOrganisations.Listed>>();
        Assert.That(page.Items.Select(one => one.Code), Is.EqualTo([own]));
        await client.GetAsync($"/api/v1/organisations/{own}").Succeeds();
        Assert.That(await client.GetAsync($"/api/v1/organisations/{other}").Refusal(), Is.EqualTo("404 access.not_found"));
        Assert.That(await client.GetAsync("/api/v1/organisations/none").Refusal(), Is.EqualTo("404 access.not_found"));
    }

    [Test]
    public async Task An_organisation_is_shown_with_its_people()
    {
        var shown = await secretariat.GetAsync("/api/v1/organisations/GR").Value<ShowOrganisation.Answer>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(shown.Facts.Seat.TimeZone, Is.EqualTo("Europe/Athens"));
            Assert.That(
                shown.Representatives.Select(one => (one.Role, one.Email)).Take(2),
                Is.EqualTo([(MandateRole.Head, DemoNetwork.GreeceHead), (MandateRole.Deputy, "deputy@gr.stem.example.org")])
            );
        }
    }

    [Test]
    public async Task A_refused_form_keeps_the_version_it_came_with_so_that_nobody_overwrites_unseen()
    {
        await secretariat.PostAsJsonAsync("/api/v1/organisations", New("VER", "Versions"), Json.Options).Succeeds();
        var (mine, wrong) = (Typed("Mine", "1"), Typed("Mine", "0"));
        using var other = await Post(Typed("Theirs", "1"));
        using var refused = await Post(wrong);
        using var stale = await Post(mine);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(new[] { other, refused, stale }.Select(a => (int)a.StatusCode), Is.EqualTo([303, 400, 412]));
            Assert.That(await refused.Content.ReadAsStringAsync(), Does.Contain("name=\"version\" value=\"1\""));
            Assert.That(
                await stale.Content.ReadAsStringAsync(),
                Does.Contain("name=\"version\" value=\"2\"").And.Contain("now <strong>“Theirs”</strong>, yours <strong>“Mine”</strong>")
            );
        }

        Dictionary<string, string> Typed(string name, string weight) =>
            new(StringComparer.Ordinal)
            {
                ["_handler"] = "edit",
                ["version"] = "1",
                ["facts.kind"] = "Member",
                ["facts.name"] = name,
                ["facts.weight"] = weight,
            };

        async Task<HttpResponseMessage> Post(Dictionary<string, string> typed)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/organisations/VER/edit")
            {
                Content = new FormUrlEncodedContent(typed),
            };
            request.Headers.Accept.ParseAdd("text/html");
            return await secretariat.SendAsync(request);
        }
    }

    [Test]
    public async Task A_fee_that_is_over_waits_for_head_and_deputy_on_the_first_page()
    {
        await service.Db(db =>
            db.Organisations.Where(o => o.Code == "GR")
                .ExecuteUpdateAsync(set => set.SetProperty(o => o.FeePaidUntil, new NodaTime.LocalDate(2026, 10, 31)))
        );
        using var head = await service.As(DemoNetwork.GreeceHead);
        head.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        Assert.That(await head.GetStringAsync("/"), Does.Contain("Pay the fee of").And.Contain("31 October 2026"));
    }

    [TestCase("new")]
    [TestCase("Import")]
    [TestCase("EXPORT")]
    public async Task A_code_is_no_address_of_a_page(string code) =>
        Assert.That(
            await secretariat.PostAsJsonAsync("/api/v1/organisations", New(code, "Name"), Json.Options).Refusal(),
            Is.EqualTo("400 request.invalid")
        );

    [Test]
    public async Task A_country_may_have_several_members_and_a_code_one()
    {
        await secretariat.PostAsJsonAsync("/api/v1/organisations", New("BE-2", "Plateforme STIM"), Json.Options).Succeeds();
        Assert.That(
            await secretariat.PostAsJsonAsync("/api/v1/organisations", New("BE-2", "Another"), Json.Options).Refusal(),
            Is.EqualTo("409 members.code_taken")
        );
    }

    [Test]
    public async Task What_is_wrong_is_named_field_by_field()
    {
        using var answer = await secretariat.PostAsJsonAsync(
            "/api/v1/organisations",
            new
            {
                code = "a b",
                facts = new
                {
                    kind = "member",
                    name = " ",
                    nameLatin = (string?)null,
                    seat = new
                    {
                        country = "Greece",
                        city = (string?)null,
                        cityLatin = (string?)null,
                        latitude = 91,
                        longitude = -181.5,
                        timeZone = "Mars",
                    },
                    joinedOn = (string?)null,
                    feePaidUntil = (string?)null,
                    weight = 0,
                },
            }
        );
        using var problem = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.That(
            problem.RootElement.GetProperty("errors").EnumerateObject().Select(field => field.Name),
            Is.EquivalentTo([
                "code",
                "facts.name",
                "facts.seat.country",
                "facts.seat.latitude",
                "facts.seat.longitude",
                "facts.seat.timeZone",
                "facts.weight",
            ])
        );
    }

    [Test]
    public async Task Two_editors_at_once_one_is_shown_what_stands_now()
    {
        var before = await secretariat.GetAsync("/api/v1/organisations/PT").Value<ShowOrganisation.Answer>();
        await Put("PT", before.Version, before.Facts with { FeePaidUntil = new(2028, 12, 31) }).Succeeds();
        using var late = await Put("PT", before.Version, before.Facts with { Weight = 9 });
        var problem = await late.Content.ReadAsStringAsync();
        var after = await secretariat.GetAsync("/api/v1/organisations/PT").Value<ShowOrganisation.Answer>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)late.StatusCode, Is.EqualTo(412));
            Assert.That(problem, Does.Contain("members.stale").And.Contain("2028-12-31"));
            Assert.That((after.Version, after.Facts.Weight), Is.EqualTo((before.Version + 1, before.Facts.Weight)));
        }
    }

    [Test]
    public async Task The_same_facts_again_change_nothing_and_no_version_is_refused()
    {
        var before = await secretariat.GetAsync("/api/v1/organisations/NO").Value<ShowOrganisation.Answer>();
        await Put("NO", before.Version, before.Facts).Succeeds();
        var after = await secretariat.GetAsync("/api/v1/organisations/NO").Value<ShowOrganisation.Answer>();
        Assert.That(after.Version, Is.EqualTo(before.Version));
        Assert.That(await Put("NO", null, before.Facts).Refusal(), Is.EqualTo("400 request.version_missing"));
    }

    [Test]
    public async Task Public_case_C54_a_name_that_would_be_script_is_text_everywhere()
    {
        const string name = "\"><svg onload=alert(1)>";
        await secretariat.PostAsJsonAsync("/api/v1/organisations", New("C54", name), Json.Options).Succeeds();
        var found = await secretariat.GetAsync("/api/v1/organisations?search=svg").Value<Page<ListOrganisations.Listed>>();
        Assert.That(found.Items.Select(one => one.Name), Is.EqualTo([name]));

        foreach (
            var address in new[]
            {
                "/organisations?search=svg",
                "/organisations/C54",
                $"/organisations?search={Uri.EscapeDataString(name)}",
            }
        )
        {
            using var answer = await secretariat.GetAsync(address);
            var page = await answer.Content.ReadAsStringAsync();
            using (Assert.EnterMultipleScope())
            {
                Assert.That(page, Does.Not.Contain("<svg onload").And.Contain("&lt;svg onload"), address);
                Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("script-src 'self'"), address);
            }
        }
    }

    private static object New(string code, string name) =>
        new
        {
            code,
            facts = new OrganisationFacts(OrganisationKind.Member, name, null, new("BE", null, null, null, null, null), null, null, 1),
        };

    private Task<HttpResponseMessage> Put(string code, long? version, OrganisationFacts facts) =>
        secretariat.Put($"/api/v1/organisations/{code}", new { facts }, version);
}
