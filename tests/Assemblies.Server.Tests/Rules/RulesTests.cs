using System.Net.Http.Json;
using Assemblies.Domain.Rules;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Rules;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests.Rules;

public sealed class RulesTests
{
    private TestService service = null!;
    private HttpClient secretariat = null!;
    private HttpClient member = null!;

    [SetUp]
    public async Task Start()
    {
        service = await DemoNetwork.Start();
        await DemoAssembly.Host(service);
        (secretariat, member) = (await service.As(DemoNetwork.Secretariat), await service.As(DemoNetwork.GreeceHead));
    }

    [TearDown]
    public async Task End() => await service.DisposeAsync();

    [Test]
    public async Task A_new_version_says_in_words_what_it_changes_and_holds_for_what_is_not_convened()
    {
        var longer = RulesOfProcedure.Default with { ConveneDaysBefore = 56 };
        const string sentence =
            "Convening, with the provisional agenda: now 56 days before the first day with a statutory meeting (D−56); "
            + "it was 42 days before the first day with a statutory meeting (D−42).";
        var difference = await Post(secretariat, "rules/compare", longer).Value<CompareRules.Answer>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(difference.Changes.Select(c => c.Sentence), Is.EqualTo([sentence]));
            Assert.That(difference.Concerned, Is.EqualTo(["GA-2027-1"]));
            Assert.That((await member.GetAsync("/api/v1/rules").Value<ShowRules.Answer>()).Number, Is.EqualTo(1), "nothing was saved");
        }

        var published = await Publish(1, longer).Value<PublishRules.Answer>();
        var inForce = await member.GetAsync("/api/v1/rules").Value<ShowRules.Answer>();
        var first = await member.GetAsync("/api/v1/rules/versions/1").Value<ShowRules.Answer>();
        var deadlines = await member.GetAsync("/api/v1/assemblies/GA-2027-1/deadlines").Value<ListDeadlines.Answer>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((published.Number, inForce.Number, inForce.IsInForce, first.IsInForce), Is.EqualTo((2, 2, true, false)));
            Assert.That((inForce.PublishedBy, inForce.Note), Is.EqualTo(("Anna de Vries", "Decision GA-2026-2/07.")));
            Assert.That(inForce.Changes.Select(c => c.Sentence), Is.EqualTo([sentence]));
            Assert.That((inForce.Parameters, first.Parameters), Is.EqualTo((longer, RulesOfProcedure.Default)));
            Assert.That(
                deadlines.Deadlines.Single(d => d.Kind is DeadlineKind.Convocation).Date,
                Is.EqualTo(new NodaTime.LocalDate(2027, 2, 25))
            );
        }
    }

    [Test]
    public async Task A_convened_assembly_keeps_its_version()
    {
        await service.Db(db => db.Database.ExecuteSqlAsync($"update assembly set rules_version = 1 where code = 'GA-2027-1'"));
        await Publish(1, RulesOfProcedure.Default with { ConveneDaysBefore = 56 }).Succeeds();
        var rules = await member.GetAsync("/api/v1/assemblies/GA-2027-1/rules").Value<ShowAssemblyRules.Answer>();
        var deadlines = await member.GetAsync("/api/v1/assemblies/GA-2027-1/deadlines").Value<ListDeadlines.Answer>();
        var versions = await member.GetAsync("/api/v1/rules/versions").Value<Page<ListRulesVersions.Line>>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((rules.Number, rules.IsPinned), Is.EqualTo((1, true)));
            Assert.That((deadlines.Rules, deadlines.ArePinned), Is.EqualTo((1, true)));
            Assert.That(
                versions.Items.Select(v => $"{v.Number} {string.Join(' ', v.Assemblies)}".Trim()),
                Is.EqualTo(["2", "1 GA-2027-1"])
            );
        }
    }

    [Test]
    public async Task What_makes_no_sense_is_named_all_at_once_and_what_changes_nothing_is_refused()
    {
        using var answer = await Post(
            secretariat,
            "rules/compare",
            RulesOfProcedure.Default with
            {
                TimeZone = "Europe/Laibach",
                ObjectionDays = -1,
                ConveneDaysBefore = 100,
            }
        );
        var body = await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(body.GetProperty("code").GetString(), Is.EqualTo("rules.make_no_sense"));
            Assert.That(
                body.GetProperty("errors").EnumerateObject().Select(field => field.Name),
                Is.EquivalentTo(["timeZone", "objectionDays", "conveneDaysBefore"])
            );
            Assert.That(await Publish(1, RulesOfProcedure.Default).Refusal(), Is.EqualTo("409 rules.nothing_changed"));
            Assert.That(
                await Publish(1, RulesOfProcedure.Default with { ObjectionDays = 20 }, " ").Refusal(),
                Is.EqualTo("400 request.invalid")
            );
            Assert.That(await member.GetAsync("/api/v1/rules/versions/9").Refusal(), Is.EqualTo("404 rules.unknown_version"));
        }
    }

    [Test]
    public async Task What_is_sent_names_every_parameter_so_that_none_falls_back_unseen()
    {
        async Task<(string Code, string Title)> Refused(string address, object body)
        {
            using var answer = await Post(secretariat, address, body);
            var problem = await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>();
            return (problem.GetProperty("code").GetString()!, problem.GetProperty("title").GetString()!);
        }

        var compared = await Refused("rules/compare", new { announceDaysBefore = 100 });
        var published = await Refused(
            "rules/versions",
            new
            {
                follows = 1,
                parameters = new { announceDaysBefore = 100 },
                note = "Decision GA-2026-2/07.",
            }
        );
        using (Assert.EnterMultipleScope())
        {
            foreach (var (code, title) in new[] { compared, published })
            {
                Assert.That(code, Is.EqualTo("request.malformed"));
                Assert.That(title, Does.Contain("conveneDaysBefore").And.Not.Contain("announceDaysBefore"));
            }

            Assert.That((await member.GetAsync("/api/v1/rules").Value<ShowRules.Answer>()).Number, Is.EqualTo(1));
        }
    }

    [Test]
    public async Task The_page_publishes_only_what_was_compared()
    {
        var page = await service.As(DemoNetwork.Secretariat);
        page.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        async Task<(int Status, string Text)> Press(
            string button,
            int convene,
            string compared = "",
            string note = "Decision GA-2026-2/07."
        )
        {
            var rules = RulesOfProcedure.Default with { ConveneDaysBefore = convene };
            using var content = new FormUrlEncodedContent(
                RuleParameter
                    .OfNumbers.Select(one => KeyValuePair.Create(one.Key, FormattableString.Invariant($"{one.Of(rules)}")))
                    .Concat([
                        new("_handler", "rules"),
                        new("follows", "1"),
                        new("compared", compared),
                        new("timeZone", rules.TimeZone),
                        new("dayCount", "CalendarDays"),
                        new("weekendAfterMeeting", "NextWorkingDay"),
                        new("lateItems", "TwoThirdsOfPresent"),
                        new("quorum", "MoreThan"),
                        .. Majorities,
                        new("quorumNum", "1"),
                        new("quorumDen", "2"),
                        new("note", note),
                        new("do", button),
                    ])
            );
            using var answer = await page.PostAsync("/rules/edit", content);
            return ((int)answer.StatusCode, System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
        }

        Assert.That((await Press("publish", 56)).Status, Is.EqualTo(200), "nobody has looked");
        var looked = await Press("look", 56);
        var seen = looked.Text.Split("name=\"compared\" value=\"")[1].Split('"')[0];
        Assert.That(
            looked.Text.IndexOf("value=\"look\"", StringComparison.Ordinal),
            Is.LessThan(looked.Text.IndexOf("value=\"publish\"", StringComparison.Ordinal)),
            "Enter presses the first"
        );

        var corrected = await Press("publish", 60, seen);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(corrected.Status, Is.EqualTo(200));
            Assert.That(corrected.Text, Does.Contain("You have corrected something since you looked").And.Contain("now 60 days before"));
            Assert.That(await service.Db(db => db.RulesVersions.CountAsync()), Is.EqualTo(1));
        }

        var unsaid = await Press("publish", 56, seen, note: "");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(unsaid.Status, Is.EqualTo(400));
            Assert.That(
                unsaid.Text,
                Does.Contain("Say what the change rests on").And.Contain(">Publish version 2</button>").And.Contain(seen)
            );
        }

        Assert.That((await Press("publish", 56, seen)).Status, Is.EqualTo(303));
        Assert.That((await member.GetAsync("/api/v1/rules").Value<ShowRules.Answer>()).Parameters.ConveneDaysBefore, Is.EqualTo(56));
    }

    [Test]
    public async Task The_page_says_all_that_is_wrong_at_once_and_each_of_it_once()
    {
        secretariat.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var content = new FormUrlEncodedContent(
            RuleParameter
                .OfNumbers.Select(one =>
                    KeyValuePair.Create(
                        one.Key,
                        one.Key switch
                        {
                            "conveneDaysBefore" => "-3",
                            "objectionDays" => "some",
                            _ => FormattableString.Invariant($"{one.Of(RulesOfProcedure.Default)}"),
                        }
                    )
                )
                .Concat([
                    new("_handler", "rules"),
                    new("follows", "1"),
                    new("timeZone", "Mars"),
                    .. Majorities,
                    new("quorumNum", "1"),
                    new("quorumDen", "2"),
                    new("do", "look"),
                ])
        );
        using var answer = await secretariat.PostAsync("/rules/edit", content);
        var text = System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        var summary = text.Split("role=\"alert\"")[1].Split("</ul>")[0];
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)answer.StatusCode, Is.EqualTo(400));
            Assert.That(summary, Does.Contain("Three answers need another look"));
            Assert.That(summary.Split("<li>").Length - 1, Is.EqualTo(3), summary);
            Assert.That(text, Does.Not.Contain("-3 days or fewer"));
        }
    }

    [Test]
    public async Task Of_several_versions_published_at_once_one_gets_the_number()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(1, 5).Select(days => Publish(1, RulesOfProcedure.Default with { ObjectionDays = 20 + days }))
        );
        var refusals = await Task.WhenAll(answers.Where(a => !a.IsSuccessStatusCode).Select(a => Task.FromResult(a).Refusal()));
        Assert.That(refusals, Is.EqualTo(Enumerable.Repeat("409 rules.newer_version", 4)));
    }

    [Test]
    public async Task Members_read_them_and_only_the_secretariat_publishes()
    {
        var changed = RulesOfProcedure.Default with { ObjectionDays = 20 };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Post(member, "rules/compare", changed).Refusal(), Is.EqualTo("403 access.secretariat_only"));
            Assert.That(
                await Post(
                        member,
                        "rules/versions",
                        new
                        {
                            follows = 1,
                            parameters = changed,
                            note = "x",
                        }
                    )
                    .Refusal(),
                Is.EqualTo("403 access.secretariat_only")
            );
            Assert.That(
                await (await service.As(DemoNetwork.Partner)).GetAsync("/api/v1/rules").Refusal(),
                Is.EqualTo("403 access.forbidden")
            );
            Assert.That(await service.Anybody().GetAsync("/api/v1/rules").Refusal(), Is.EqualTo("401 access.sign_in"));
            Assert.That(await service.Anybody().GetAsync("/api/v1/rules/versions").Refusal(), Is.EqualTo("401 access.sign_in"));
            Assert.That(
                await service.Anybody().GetAsync("/api/v1/assemblies/GA-2027-1/rules").Refusal(),
                Is.EqualTo("404 access.not_found"),
                "not announced yet"
            );
        }
    }

    [Test]
    public async Task A_majority_is_typed_as_it_is_read_and_what_is_none_is_said_at_its_field()
    {
        secretariat.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        async Task<string> Look(string charter)
        {
            using var content = new FormUrlEncodedContent([
                .. RuleParameter.OfNumbers.Select(one =>
                    KeyValuePair.Create(one.Key, FormattableString.Invariant($"{one.Of(RulesOfProcedure.Default)}"))
                ),
                .. Majorities.Where(field => field.Key is not "majority-charter"),
                new("majority-charter", charter),
                new("chairCastingVote", "true"),
                new("_handler", "rules"),
                new("follows", "1"),
                new("timeZone", "Europe/Brussels"),
                new("quorumNum", "1"),
                new("quorumDen", "2"),
                new("do", "look"),
            ]);
            using var answer = await secretariat.PostAsync("/rules/edit", content);
            return System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                await Look("at least 3/4 of present, quorum at least 2/3"),
                Does.Contain(
                        "Majority: Charter: now at least 3/4 of present, quorum at least 2/3; it was at least 2/3 of cast, quorum at least 2/3."
                    )
                    .And.Contain("A tie: now the chair’s casting vote decides")
            );
            Assert.That(
                await Look("most of us"),
                Does.Contain("Enter a majority, for example “at least 2/3 of cast, quorum at least 2/3”")
            );
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Majorities =>
        RuleParameter.OfMajorities.Select(one => KeyValuePair.Create(one.Key, one.InWords(RulesOfProcedure.Default)));

    private static Task<HttpResponseMessage> Post(HttpClient client, string address, object body) =>
        client.PostAsJsonAsync($"/api/v1/{address}", body, Json.Options);

    private Task<HttpResponseMessage> Publish(int follows, RulesOfProcedure parameters, string note = "Decision GA-2026-2/07.") =>
        Post(
            secretariat,
            "rules/versions",
            new
            {
                follows,
                parameters,
                note,
            }
        );
}
