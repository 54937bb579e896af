using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Assemblies.Domain.Members;
using Assemblies.Domain.Minutes;
using Assemblies.Server.Minutes;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Tests.Presence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Assemblies.Server.Tests.Minutes;

/// <summary>Published minutes: immutable versions, objections, who reads what.</summary>
public sealed class PublishingTests
{
    private const string Secret = "The-secret-of-the-accounts";

    private SittingStage stage = null!;

    [OneTimeSetUp]
    public async Task Start() => stage = await SittingStage.Start();

    [OneTimeTearDown]
    public async Task End() => await stage.DisposeAsync();

    [SetUp]
    public void Morning() => stage.Service.Clock.Reset(NodaTime.Instant.FromUtc(2027, 4, 22, 6, 30));

    [Test]
    public async Task A_version_is_published_with_its_hash_and_head_and_deputy_of_every_member_are_told()
    {
        var day = await stage.HeldDay();
        await day.WriteAll();
        var draft = await day.Draft();
        var published = await day.Publishes();
        Assert.That((published.Number, published.Hash), Is.EqualTo((1, draft.Hash)));

        var (stored, made, mails) = await stage.Service.Db(async db =>
        {
            var version = await db.MinutesVersions.SingleAsync(v => v.Assembly == day.Assembly);
            return (
                version,
                await db
                    .Database.SqlQuery<string>(
                        $"""select encode(sha256(convert_to(content, 'UTF8')), 'hex') as "Value" from minutes_version where id = {version.Id.Value}"""
                    )
                    .SingleAsync(),
                await db
                    .OutboxMails.Where(m => m.Assembly == day.Assembly && m.Kind == "minutes.published")
                    .Select(m => m.Email)
                    .ToListAsync()
            );
        });
        Assert.That(made, Is.EqualTo(published.Hash), "the hash can be made from the table alone");
        Assert.That(MinutesHash.Of(stored.Content), Is.EqualTo(published.Hash), "and by whoever reads the content back");
        var expected = await stage.Service.Db(db =>
            (
                from m in db.Mandates
                join p in db.People on m.Person equals p.Id
                join o in db.Organisations on m.Organisation equals o.Id
                where o.Kind == OrganisationKind.Member && (m.Role == MandateRole.Head || m.Role == MandateRole.Deputy) && m.Until == null
                select p.Email
            ).ToListAsync()
        );
        Assert.That(mails, Is.EquivalentTo(expected).And.Not.Empty);
        Assert.That(draft.Told, Is.EqualTo(expected.Count));
    }

    [Test]
    public async Task The_hash_is_made_again_from_the_bytes_of_the_content_that_a_program_gets()
    {
        var day = await stage.HeldDay();
        await day.WriteAll();
        await day.Writes(stage.Chair, 0, "The chair's \"welcome\" to Łódź & Αθήνα <all> 😀 + more", 1);
        var published = await day.Publishes();
        var answer = await (await stage.Head("FI")).GetByteArrayAsync($"{day.M()}/versions/1");
        using var read = JsonDocument.Parse(answer);
        Assert.That(read.RootElement.GetProperty("isWhole").GetBoolean(), Is.True);
        var content = read.RootElement.GetProperty("content").GetRawText();
        Assert.That(answer.AsSpan().IndexOf(Encoding.UTF8.GetBytes(content)), Is.GreaterThan(0), "to the letter as it came");
        Assert.That(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content))), Is.EqualTo(published.Hash));
    }

    [Test]
    public async Task Nothing_is_published_before_the_last_day_is_over_or_twice_or_by_whoever_saw_another_draft()
    {
        var day = await stage.DemoDay();
        Assert.That((await day.Draft()).Against, Is.EqualTo(ToCome("General Assembly, day 1")));
        await day.Opens();
        Assert.That((await day.Draft()).Against, Is.EqualTo("“General Assembly, day 1” is open. Close it, then publish the minutes."));
        Assert.That(
            await stage.Chair.Post($"{day.M()}/publish", new { }, (await day.Draft()).Version).Refusal(),
            Is.EqualTo("409 minutes.not_over")
        );
        stage.Later(30);
        await day.Post(stage.Chair, "close").Succeeds();
        Assert.That((await day.Draft()).Against, Is.EqualTo(ToCome("General Assembly, day 2")));
        Assert.That(
            await stage.Chair.Post($"{day.M()}/publish", new { }, (await day.Draft()).Version).Refusal(),
            Is.EqualTo("409 minutes.not_over")
        );
        await day.CallOffDay2();
        await day.WriteAll();
        var seen = (await day.Draft()).Version;
        await day.Writes(stage.Chair, 0, "Changed since.", 1);
        Assert.That(await stage.Chair.Post($"{day.M()}/publish", new { }, seen).Refusal(), Is.EqualTo("412 minutes.preview_outdated"));
        await day.Publishes();
        Assert.That(
            await stage.Chair.Post($"{day.M()}/publish", new { }, (await day.Draft()).Version).Refusal(),
            Is.EqualTo("409 minutes.nothing_new")
        );
        Assert.That(await stage.Chair.Post($"{day.M()}/publish", new { }).Refusal(), Is.EqualTo("400 request.version_missing"));
    }

    private static string ToCome(string meeting) =>
        $"“{meeting}” is still to come. Publish the minutes after it, or cancel it first if it is not held.";

    [Test]
    public async Task What_the_checks_find_is_put_right_or_explained_and_the_reason_is_kept()
    {
        var day = await stage.HeldDay();
        Assert.That(
            await stage.Chair.Post($"{day.M()}/publish", new { }, (await day.Draft()).Version).Refusal(),
            Is.EqualTo("409 minutes.findings")
        );
        Assert.That(
            await stage.Chair.Post($"{day.M()}/publish", new { despite = "so" }, (await day.Draft()).Version).Refusal(),
            Is.EqualTo("400 request.invalid")
        );
        await day.Publishes("The items speak for themselves.");
        await day.Releases(MinutesReaders.Public).Succeeds();
        const string why = "Published although the checks found something: The items speak for themselves.";
        var member = await stage.Head("FI");
        Assert.That((await day.Minutes(member)).Newest!.Despite, Is.EqualTo("The items speak for themselves."));
        using var anybody = stage.Service.Anybody();
        foreach (var form in new[] { "", "/versions/1", "/versions/1.html" })
        {
            Assert.That(Plain(await member.GetStringAsync($"/assemblies/{day.Code}/minutes{form}")), Does.Contain(why), form);
            Assert.That(await anybody.GetStringAsync($"/assemblies/{day.Code}/minutes{form}"), Does.Not.Contain("speak for"), form);
        }

        Assert.That(DocxText.Of(await member.GetByteArrayAsync($"{day.M()}/versions/1.docx")), Does.Contain(why));
        Assert.That(DocxText.Of(await anybody.GetByteArrayAsync($"{day.M()}/versions/1.docx")), Does.Not.Contain("speak for"));
    }

    private static string Plain(string html) =>
        html.Replace("<strong>", "", StringComparison.Ordinal).Replace("</strong>", "", StringComparison.Ordinal);

    [Test]
    public async Task Two_who_publish_at_once_make_one_version()
    {
        var day = await stage.HeldDay();
        await day.WriteAll();
        var version = (await day.Draft()).Version;
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(n => (n % 2 is 0 ? stage.Chair : stage.Secretariat).Post($"{day.M()}/publish", new { }, version).Refusal())
        );
        Assert.That(answers.Count(a => a.StartsWith("200", StringComparison.Ordinal)), Is.EqualTo(1), string.Join("; ", answers));
        Assert.That(
            answers.Where(a => !a.StartsWith("200", StringComparison.Ordinal)).Distinct(),
            Is.EqualTo(["412 minutes.preview_outdated"])
        );
        Assert.That(await stage.Service.Db(db => db.MinutesVersions.CountAsync(v => v.Assembly == day.Assembly)), Is.EqualTo(1));
    }

    [TestCase("update minutes_version set hash = 'x'")]
    [TestCase("delete from minutes_version")]
    [TestCase("update minutes_objection set text = 'x'")]
    [TestCase("update minutes_objection_answer set reason = 'x'")]
    [TestCase("update minutes_signature set name = 'x'")]
    [TestCase("delete from minutes_signature")]
    [TestCase("update minutes_release set seq = 1")]
    public async Task Not_even_the_service_s_own_role_can_change_what_is_published(string statement)
    {
        await using var connection = new NpgsqlConnection(stage.Service.Database.Address.App);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        Assert.That(
            async () => await command.ExecuteNonQueryAsync(),
            Throws
                .TypeOf<PostgresException>()
                .With.Property(nameof(PostgresException.SqlState))
                .EqualTo(PostgresErrorCodes.InsufficientPrivilege)
        );
    }

    [Test]
    public async Task A_published_version_stays_as_it_was_when_the_text_is_changed()
    {
        var day = await stage.HeldDay();
        await day.WriteAll();
        await day.Publishes();
        using var put = await stage.Chair.Put($"{day.M()}/versions/1", new { content = "x" }, 1);
        Assert.That((int)put.StatusCode, Is.EqualTo(405));

        await day.Writes(stage.Chair, 2, "Another text.\n\nWith two lines.", 1);
        var first = await stage.Chair.GetAsync($"{day.M()}/versions/1").Value<MinutesShown>();
        Assert.That(first.Content.Items().Single(i => i.Number is "3").Text, Is.EqualTo("What was said at item 3."));

        var second = await day.Publishes();
        Assert.That(second.Changes, Is.EqualTo(["Item 3, Budget: one line changed and one line added."]));
        var shown = await day.Minutes(await stage.Head("FI"));
        Assert.That(shown.Versions.Select(v => v.Number), Is.EqualTo([2, 1]));
        var change = shown.Versions[0].Changes.Single();
        Assert.That((change.Was, change.Now), Is.EqualTo(("What was said at item 3.", "Another text.\nWith two lines.")));
        Assert.That(MinutesHash.Of(first.Content), Is.EqualTo(first.Hash));
    }

    [Test]
    public async Task Members_read_them_and_others_do_not_until_they_are_public()
    {
        var day = await stage.HeldDay();
        await day.WriteAll();
        await day.Publishes();
        using var partner = await stage.Service.As(DemoNetwork.Partner);
        using var anybody = stage.Service.Anybody();
        Assert.That((await day.Minutes(await stage.Head("FI"))).Newest, Is.Not.Null);
        Assert.That(await partner.GetAsync(day.M()).Refusal(), Is.EqualTo("404 access.not_found"));
        Assert.That(await anybody.GetAsync(day.M()).Refusal(), Is.EqualTo("401 access.sign_in"));

        await day.Releases(MinutesReaders.Public).Succeeds();
        await day.Releases(MinutesReaders.Public).Succeeds();
        Assert.That((await day.Minutes(anybody)).Newest, Is.Not.Null);
        Assert.That((await day.Minutes(partner)).Readers, Is.EqualTo(MinutesReaders.Public));

        await day.Releases(MinutesReaders.Members).Succeeds();
        Assert.That(await anybody.GetAsync(day.M()).Refusal(), Is.EqualTo("401 access.sign_in"));
        Assert.That(await stage.Service.Db(db => db.MinutesReleases.CountAsync(r => r.Assembly == day.Assembly)), Is.EqualTo(2));
        Assert.That(
            await (await stage.Head("FI")).Put($"{day.M()}/readers", new { readers = "public" }, null).Refusal(),
            Is.EqualTo("403 minutes.keepers_only")
        );
    }

    [Test]
    public async Task Closed_items_are_in_no_public_text_whatever_its_form()
    {
        var day = await stage.HeldDay();
        await day.WriteAll();
        await day.Writes(stage.Chair, 1, $"{Secret} was read out.", 1);
        await stage
            .Chair.PostAsJsonAsync(
                $"{day.M()}/statements",
                new
                {
                    member = "FI",
                    text = $"{Secret}, we say",
                    item = day.Items[1],
                },
                Json.Options
            )
            .Succeeds();
        await day.Publishes();
        await day.Objects(await stage.Head("DE"), $"{Secret} is wrong.", item: 1).Succeeds();
        await day.Writes(stage.Chair, 1, $"{Secret} was read out twice.", 2);
        await day.Publishes();
        await day.Releases(MinutesReaders.Public).Succeeds();
        stage.Service.Clock.AdvanceDays(90);

        var forms = new[]
        {
            day.M(),
            $"{day.M()}/versions/1",
            $"{day.M()}/versions/2",
            $"/assemblies/{day.Code}/minutes",
            $"/assemblies/{day.Code}/minutes/versions/1",
            $"/assemblies/{day.Code}/minutes/versions/2",
            $"/assemblies/{day.Code}/minutes/versions/2.html",
            $"{day.M()}/versions/2.html",
        };
        using var anybody = stage.Service.Anybody();
        foreach (var form in forms)
        {
            Assert.That(await stage.Chair.GetStringAsync(form), Does.Contain(Secret).And.Contain("Accounts and discharge"), form);
            var text = await anybody.GetStringAsync(form);
            Assert.That(text, Does.Not.Contain(Secret).And.Not.Contain("Accounts and discharge"), form);
            Assert.That(text, Does.Contain("Budget"), form);
        }

        Assert.That(
            DocxText.Of(await stage.Chair.GetByteArrayAsync($"{day.M()}/versions/2.docx")),
            Does.Contain(Secret).And.Contain("Accounts and discharge")
        );
        var word = DocxText.Of(await anybody.GetByteArrayAsync($"{day.M()}/versions/2.docx"));
        Assert.That(word, Does.Not.Contain(Secret).And.Not.Contain("Accounts and discharge"));
        Assert.That(word, Does.Contain("Budget"));

        // A member that may not vote reads what is public of them, too.
        var croatia = await day.Minutes(await stage.Head("HR"));
        Assert.That(croatia.Newest!.IsWhole, Is.False);
        Assert.That(croatia.Newest.Content.Items().Single(i => i.Number is "2").Title, Is.Empty);
    }

    [TestCase("[x](javascript:alert(1))")]
    [TestCase("<script>alert(1)</script>")]
    [TestCase("<img src=x onerror=alert(1)>")]
    [TestCase("![x](https://evil.example.org/pixel.png)")]
    [TestCase("<svg onload=alert(1)>")]
    [TestCase("[x]: javascript:alert(1)\n\n[x]")]
    [TestCase("`</code><script>alert(1)</script>`")]
    public async Task Public_case_C54_hostile_Markdown_is_text_in_minutes_pages_print_and_files(string text)
    {
        var day = await stage.HeldDay();
        await day.WriteAll();
        await day.Writes(stage.Chair, 2, text, 1);
        await stage
            .Chair.PostAsJsonAsync(
                $"{day.M()}/statements",
                new
                {
                    member = "FI",
                    text,
                    item = day.Items[2],
                },
                Json.Options
            )
            .Succeeds();
        await day.Publishes();
        await day.Objects(await stage.Head("DE"), text).Succeeds();
        foreach (var page in new[] { "", "/publish", "/versions/1", "/versions/1.html", "/object", $"/write?item={day.Items[2]}" })
        {
            var html = await stage.Chair.GetStringAsync($"/assemblies/{day.Code}/minutes{page}");
            Assert.That(
                html,
                Does.Not.Contain("<script>alert")
                    .And.Not.Contain("<svg onload")
                    .And.Not.Contain("<img")
                    .And.Not.Contain("href=\"javascript:")
                    .And.Not.Contain("evil.example.org/pixel.png\""),
                page
            );
        }

        Assert.That(DocxText.Links(await stage.Chair.GetByteArrayAsync($"{day.M()}/versions/1.docx")), Is.Empty);
    }

    [Test]
    public async Task Head_or_deputy_objects_until_the_deadline_and_it_is_taken_up_or_annexed()
    {
        var day = await stage.HeldDay();
        await day.WriteAll();
        var (finland, germany) = (await stage.Head("FI"), await stage.Head("DE"));
        Assert.That(await day.Objects(finland, "It is wrong.").Refusal(), Is.EqualTo("409 minutes.not_published"));
        await day.Publishes();
        var first = await day.Objects(finland, "We voted against.", item: 2).Value<ObjectToMinutes.Received>();
        var second = await day.Objects(germany, "We spoke, too.").Value<ObjectToMinutes.Received>();
        Assert.That((await day.Minutes(finland)).Objections, Is.EqualTo(2));
        Assert.That(
            (await finland.GetAsync($"{day.M()}/objections").Value<ListObjections.Row[]>()).Select(o => o.Member),
            Is.EqualTo(["Tiedepolku"]),
            "a member sees its own"
        );
        Assert.That((await stage.Chair.GetAsync($"{day.M()}/objections").Value<ListObjections.Row[]>()), Has.Length.EqualTo(2));

        await stage.Chair.PostAsJsonAsync($"{day.M()}/objections/{first.Id}/take-up", new { reason = "So it was." }).Succeeds();
        Assert.That(
            await stage.Chair.PostAsJsonAsync($"{day.M()}/objections/{first.Id}/annex", new { reason = "No." }).Refusal(),
            Is.EqualTo("409 minutes.answered_already")
        );
        Assert.That(
            await finland.PostAsJsonAsync($"{day.M()}/objections/{second.Id}/take-up", new { reason = "Yes." }).Refusal(),
            Is.EqualTo("403 minutes.keepers_only")
        );
        Assert.That(await finland.GetAsync($"{day.M()}/draft").Refusal(), Is.EqualTo("403 minutes.keepers_only"));
        using (var partner = await stage.Service.As(DemoNetwork.Partner))
        {
            Assert.That(await partner.GetAsync($"{day.M()}/objections").Refusal(), Is.EqualTo("404 access.not_found"));
        }

        await stage.Chair.PostAsJsonAsync($"{day.M()}/objections/{second.Id}/annex", new { reason = "Nobody remembers it." }).Succeeds();
        await day.Writes(stage.Chair, 2, "FI voted against.", 1);
        Assert.That(
            (await day.Publishes()).Changes,
            Is.EqualTo(["Item 3, Budget: one line changed.", "Takes up the objection of Tiedepolku: new."])
        );
        Assert.That(
            (await day.Minutes(finland)).Newest!.Annexed.Select(a => $"{a.Place}, {a.Member}: {a.Text} {a.Answer}"),
            Is.EqualTo(["The minutes as a whole, MINT-Allianz Rhein–Oder: We spoke, too. Nobody remembers it."])
        );

        // Published in time, objections last until the day of the list: 24 May and 15 days.
        Assert.That((await day.Minutes(finland)).ObjectionsUntil, Is.EqualTo(new NodaTime.LocalDate(2027, 6, 8)));
        stage.Service.Clock.Reset(NodaTime.Instant.FromUtc(2027, 6, 8, 21, 59));
        await day.Objects(germany, "In the last minute.").Succeeds();
        stage.Service.Clock.AdvanceMinutes(1);
        Assert.That(await day.Objects(germany, "Too late.").Refusal(), Is.EqualTo("409 minutes.objections_closed"));
        Assert.That((await day.Minutes(finland)).Newest!.Annexed, Has.Count.EqualTo(2), "what nobody answered in time is annexed");
        Assert.That(await day.Objects(await stage.Service.As(DemoNetwork.Partner), "x").Refusal(), Is.EqualTo("404 access.not_found"));
    }

    [Test]
    public async Task The_secretariat_objects_for_a_member_with_the_source()
    {
        var day = await stage.HeldDay();
        await day.WriteAll();
        await day.Publishes();
        object Body(object? source) =>
            new
            {
                text = "It is wrong.",
                member = "FI",
                source,
            };
        Assert.That(
            await stage.Secretariat.PostAsJsonAsync($"{day.M()}/object", Body(null), Json.Options).Refusal(),
            Is.EqualTo("400 minutes.source_missing")
        );
        await stage
            .Secretariat.PostAsJsonAsync($"{day.M()}/object", Body(new { kind = "phone", note = "Their head, at noon" }), Json.Options)
            .Succeeds();
        Assert.That(
            await (await stage.Head("DE")).PostAsJsonAsync($"{day.M()}/object", Body(null), Json.Options).Refusal(),
            Is.EqualTo("403 minutes.not_your_member")
        );
        var row = (await stage.Chair.GetAsync($"{day.M()}/objections").Value<ListObjections.Row[]>()).Single();
        Assert.That((row.Member, row.Source!.Note), Is.EqualTo(("Tiedepolku", "Their head, at noon")));
    }

    [Test]
    public async Task Approved_minutes_are_signed_by_chair_and_minute_taker_and_changed_by_nobody()
    {
        var day = await stage.HeldDay();
        var minuteTaker = await day.AppointMinuteTaker();
        await day.WriteAll();
        var published = await day.Publishes();
        Task<HttpResponseMessage> Signs(HttpClient client, string hash) => client.PostAsJsonAsync($"{day.M()}/sign", new { hash });
        Assert.That(await Signs(stage.Chair, published.Hash).Refusal(), Is.EqualTo("409 minutes.not_approved"));

        var later = await stage.DemoDay();
        await later.Opens();
        await stage.Service.Db(async db =>
        {
            await Adopted.Minutes(db, later.Meeting, day.Code, stage.Service.Clock.GetCurrentInstant());
            return await db.SaveChangesAsync();
        });

        Assert.That(await Signs(stage.Chair, new string('0', 64)).Refusal(), Is.EqualTo("412 minutes.other_hash"));
        await Signs(stage.Chair, published.Hash).Succeeds();
        Assert.That(await Signs(stage.Chair, published.Hash).Refusal(), Is.EqualTo("409 minutes.signed_already"));
        Assert.That(await Signs(stage.Secretariat, published.Hash).Refusal(), Is.EqualTo("403 minutes.signers_only"));
        await Signs(minuteTaker, published.Hash).Succeeds();

        Assert.That(await stage.Chair.Put(day.TextOf(0), new { text = "x" }, 1).Refusal(), Is.EqualTo("409 minutes.approved"));
        Assert.That(
            await stage.Chair.PostAsJsonAsync($"{day.M()}/statements", new { member = "FI", text = "x" }).Refusal(),
            Is.EqualTo("409 minutes.approved")
        );
        Assert.That(
            await stage.Chair.Post($"{day.M()}/publish", new { }, (await day.Draft()).Version).Refusal(),
            Is.EqualTo("409 minutes.approved")
        );
        Assert.That(await day.Objects(await stage.Head("FI"), "x").Refusal(), Is.EqualTo("409 minutes.approved"));

        var shown = await day.Minutes(await stage.Head("FI"));
        Assert.That((shown.Approval!.Assembly, shown.Approval.Motion), Is.EqualTo((later.Code, "1.1")));
        Assert.That(
            shown.Signatures.Select(s => (s.Office, s.Hash)),
            Is.EqualTo(new[] { (Domain.Meetings.Office.Chair, published.Hash), (Domain.Meetings.Office.MinuteTaker, published.Hash) })
        );
        Assert.That((await later.Minutes(stage.Chair)).Approves, Is.EqualTo([day.Code]));
        Assert.That(
            await stage.Service.Db(db => db.MinutesOf(day.Assembly, CancellationToken.None)),
            Is.EqualTo(new MinutesStanding(true, true, true))
        );
        Assert.That(
            (await stage.Chair.GetAsync(day.TextOf(0)).Value<ShowMinutesText.Answer>()).Text,
            Is.EqualTo("What was said at item 1.")
        );
        var page = await stage.Chair.GetStringAsync($"/assemblies/{day.Code}/minutes");
        Assert.That(page, Does.Contain("Approved and signed").And.Contain(published.Hash).And.Contain($"/assemblies/{later.Code}/minutes"));
    }
}
