using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Assemblies.Server.Members.Import;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests.Members;

public sealed class ImportTests
{
    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    private static readonly Encoding Macintosh = CodePagesEncodingProvider.Instance.GetEncoding(10000)!;

    private TestService service = null!;
    private HttpClient secretariat = null!;

    [SetUp]
    public async Task Start()
    {
        service = await DemoNetwork.Start();
        secretariat = await service.As(DemoNetwork.Secretariat);
    }

    [TearDown]
    public async Task End()
    {
        secretariat.Dispose();
        await service.DisposeAsync();
    }

    [Test]
    public async Task Public_case_C41_a_table_from_a_spreadsheet_is_read_right_or_the_person_is_asked()
    {
        // As the seed has the right city already, a broken one would not show.
        await Import("Code;City\r\nSE;Gothenburg\r\n"u8.ToArray()).Succeeds();
        const string table = "Code;Organisation;City\r\nSE;Teknikbryggan;Göteborg\r\n";
        var fromWindows = await Preview(Windows.GetBytes(table)).Value<ImportAnswer>();
        var fromUtf16 = await Preview([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(table)]).Value<ImportAnswer>();
        var fromUtf8 = await Preview(Encoding.UTF8.GetBytes(table)).Value<ImportAnswer>();
        using var unclear = await Preview(Macintosh.GetBytes(table));
        var asked = await Words(unclear);
        var told = await Preview(Macintosh.GetBytes(table), "&encoding=macintosh").Value<ImportAnswer>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((fromWindows.Encoding, fromWindows.Separator), Is.EqualTo(("windows-1252", "semicolon")));
            Assert.That((fromUtf16.Encoding, fromUtf8.Encoding, told.Encoding), Is.EqualTo(("utf-16", "utf-8", "macintosh")));
            foreach (var answer in new[] { fromWindows, fromUtf16, fromUtf8, told })
            {
                Assert.That((answer.New, answer.Errors.Count, answer.Changed), Is.EqualTo((0, 0, 1)));
                Assert.That(string.Join(' ', answer.Changes.SelectMany(change => change.Details)), Does.Contain("Göteborg"));
            }

            Assert.That((int)unclear.StatusCode, Is.EqualTo(400));
            Assert.That(asked, Does.Contain("import.encoding_unclear").And.Contain("Göteborg").And.Contain("Gšteborg"));
            Assert.That(await Import(Macintosh.GetBytes(table)).Refusal(), Is.EqualTo("400 import.encoding_unclear"));
        }

        await Import(Windows.GetBytes(table)).Succeeds();
        Assert.That(
            await service.Db(db => db.Organisations.Where(o => o.Code == "SE").Select(o => o.City).SingleAsync()),
            Is.EqualTo("Göteborg")
        );
    }

    [Test]
    public async Task Public_case_C42_blanks_and_case_make_no_second_account()
    {
        const string table =
            "code,representative,email,role\nFI,Väinö Hämäläinen,head@fi.stem.example.org,head\n"
            + "SE,Nytt Namn,new@se.stem.example.org,adviser\n";
        var first = await Import(Encoding.UTF8.GetBytes(table)).Value<ImportAnswer>();
        var again = await Preview(
                Encoding.UTF8.GetBytes(
                    table
                        .Replace("head@fi.stem.example.org", " head@fi.stem.example.org ", StringComparison.Ordinal)
                        .Replace("new@se", "NEW@SE", StringComparison.Ordinal)
                )
            )
            .Value<ImportAnswer>();
        var shouting = await Preview(
                Encoding.UTF8.GetBytes(table.Replace("head@fi.stem.example.org", "HEAD@FI.STEM.EXAMPLE.ORG", StringComparison.Ordinal))
            )
            .Value<ImportAnswer>();
        Assert.That((first.New, first.Changed), Is.EqualTo((2, 0)), "a person and a mandate");
        Assert.That((again.New, again.Changed, shouting.New, shouting.Changed), Is.EqualTo((0, 0, 0, 0)));
        Assert.That(await service.Db(db => db.People.CountAsync()), Is.EqualTo(DemoNetwork.People + 1));
    }

    [Test]
    public async Task The_network_file_changes_nothing_that_the_seed_made_and_fills_an_empty_database()
    {
        using var file = typeof(ImportRoll).Assembly.GetManifestResourceStream("Demo/network.json")!;
        using var copy = new MemoryStream();
        await file.CopyToAsync(copy);
        var again = await Import(copy.ToArray()).Value<ImportAnswer>();
        Assert.That((again.New, again.Changed, again.Unchanged), Is.EqualTo((0, 0, DemoNetwork.Organisations + (2 * DemoNetwork.People))));

        await using var empty = await TestService.Start(settings: "--Bootstrap:Secretariat=office@network.example.org");
        using var office = await empty.As("office@network.example.org");
        var filled = await Send(office, copy.ToArray(), "").Value<ImportAnswer>();
        Assert.That((filled.New, filled.Changed), Is.EqualTo((DemoNetwork.Organisations + (2 * DemoNetwork.People), 0)));
    }

    [TestCase(",")]
    [TestCase(";")]
    public async Task What_was_exported_comes_back_and_changes_nothing(string separator)
    {
        await Import(
                Encoding.UTF8.GetBytes(
                    "code;kind;name;city;longitude;representative;email;role\n"
                        + "X1;member;\"=HYPERLINK(\"\"http://x.example.org\"\")\";\"a;b,\"\"c\"\"\";-5.5;＝1+1;x1@x.example.org;contact\n"
                        + "X2;member;@SUM(1);+1;;;;\n"
                        + "X3;applicant;'-2;'quoted';;;;\n"
                )
            )
            .Succeeds();
        var names = await Names();
        var exported = await secretariat.GetByteArrayAsync($"/api/v1/organisations/export?separator={Uri.EscapeDataString(separator)}");
        var text = Encoding.UTF8.GetString(exported);
        var back = await Import(exported).Value<ImportAnswer>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(exported[..3], Is.EqualTo(Encoding.UTF8.Preamble.ToArray()));
            Assert.That(
                text,
                Does.Contain("'=HYPERLINK")
                    .And.Contain("'@SUM(1)")
                    .And.Contain("'+1")
                    .And.Contain("'＝1+1")
                    .And.Contain($"{separator}-5.5{separator}")
            );
            Assert.That((back.New, back.Changed, back.Errors), Is.EqualTo((0, 0, Array.Empty<ImportError>())));
            Assert.That(await Names(), Is.EqualTo(names));
        }

        Task<List<string>> Names() =>
            service.Db(db => db.Organisations.OrderBy(o => o.Code).Select(o => o.Name + "|" + o.City).ToListAsync());
    }

    [Test]
    public async Task Wrong_rows_are_named_by_their_line_and_nothing_is_imported()
    {
        var table = Encoding.UTF8.GetBytes(
            "code,kind,name,country,fee paid until,email,representative,role\r\n"
                + "\r\n"
                + "GOOD,member,Good Platform,BE,31.12.2027,,,\r\n"
                + "BAD,friend,\"A name\r\nover two lines\",BE,,,,\r\n"
                + ",member,No code,,,,,\r\n"
                + "SI,member,Znanost Povezuje,SI,soon,,,\r\n"
                + "DE,member,MINT-Allianz Rhein–Oder,DE,2027-12-31,not an address,Somebody,head\r\n"
                + "FR,,,Frankreich,,,,\r\n"
                + "AT,member,MINT Netzwerk Alpenraum,AT,2027-12-31,second@at.stem.example.org,Zweiter,head\r\n"
        );
        var before = await Fingerprint();
        var preview = await Preview(table).Value<ImportAnswer>();
        using var refused = await Import(table);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                preview.Errors.Select(error => $"{error.Line} {error.Column}").Distinct(),
                Is.EquivalentTo(["4 kind", "4 name", "6 code", "7 feePaidUntil", "8 email", "9 kind", "9 name", "9 country", "10 role"])
            );
            Assert.That((int)refused.StatusCode, Is.EqualTo(400));
            Assert.That(await Words(refused), Does.Contain("import.wrong_rows").And.Contain("Line 7, feePaidUntil: “soon” is not a date"));
            Assert.That(await Fingerprint(), Is.EqualTo(before));
        }
    }

    [Test]
    public async Task A_preview_changes_nothing_and_says_what_would()
    {
        var before = await Fingerprint();
        var preview = await Preview(Encoding.UTF8.GetBytes("code\tfee\nHR\t2027-12-31\nSI\t2027-12-31\n")).Value<ImportAnswer>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(preview.Separator, Is.EqualTo("tab"));
            Assert.That((preview.New, preview.Changed, preview.Unchanged), Is.EqualTo((0, 1, 1)));
            Assert.That(preview.Changes.Single().Details, Is.EqualTo(["fee paid until: 2026-12-31 → 2027-12-31"]));
            Assert.That(await Fingerprint(), Is.EqualTo(before));
        }
    }

    [TestCase("")]
    [TestCase("{\"organisations\": 5}")]
    [TestCase("no table at all")]
    [TestCase("name;city\nX;Y\n")]
    public async Task What_is_no_list_is_refused(string text) =>
        Assert.That(await Import(Encoding.UTF8.GetBytes(text)).Refusal(), Is.EqualTo("400 import.unreadable"));

    [Test]
    public async Task More_than_a_megabyte_is_refused()
    {
        secretariat.DefaultRequestHeaders.ExpectContinue = true; // the refusal comes before the body goes
        Assert.That(await Import(new byte[5_000_000]).Refusal(), Is.EqualTo("413 request.too_large"));
    }

    [Test]
    public async Task A_new_head_comes_after_the_end_of_the_one_before()
    {
        var answer = await Import(
                Encoding.UTF8.GetBytes(
                    "code,representative,email,role,until,from\n"
                        + "LV,Ieva Bērziņa,head@lv.stem.example.org,head,2026-12-31,\n"
                        + "LV,Jānis Jauns,next@lv.stem.example.org,head,,2027-01-01\n"
                )
            )
            .Value<ImportAnswer>();
        Assert.That((answer.New, answer.Changed), Is.EqualTo((2, 1)));
    }

    [TestCase("LV,Ieva Bērziņa,head@lv.stem.example.org,head,2020-01-01,2026-10-31\n")]
    [TestCase(
        "LV,Somebody Else,was@lv.stem.example.org,head,2001-01-01,2001-12-31\nLV,Third,third@lv.stem.example.org,adviser,2019-01-01,2020-12-31\n"
    )]
    [TestCase(
        "LV,Somebody Else,was@lv.stem.example.org,adviser,2019-01-01,2020-12-31\nLV,Somebody Else,was@lv.stem.example.org,adviser,2027-01-01,\n"
    )]
    public async Task A_list_with_mandates_that_have_ended_changes_nothing_the_second_time(string rows)
    {
        var list = Encoding.UTF8.GetBytes("code,representative,email,role,from,until\n" + rows);
        await Import(list).Succeeds();
        var again = await Import(list).Value<ImportAnswer>();
        Assert.That((again.New, again.Changed), Is.EqualTo((0, 0)), string.Join('\n', again.Changes));
    }

    [Test]
    public async Task A_head_who_is_one_again_later_comes_back_from_the_export()
    {
        await Import(
                Encoding.UTF8.GetBytes(
                    "code,representative,email,role,from,until\n"
                        + "LV,Ieva Bērziņa,head@lv.stem.example.org,head,2028-01-01,\n"
                        + "LV,Jānis Jauns,next@lv.stem.example.org,head,2027-01-01,2027-12-31\n"
                        + "LV,Ieva Bērziņa,head@lv.stem.example.org,head,2016-01-01,2026-12-31\n"
                )
            )
            .Succeeds();
        var heads = await service.Db(db =>
            db.Mandates.CountAsync(m =>
                m.Role == Domain.Members.MandateRole.Head && db.Organisations.Any(o => o.Id == m.Organisation && o.Code == "LV")
            )
        );
        var back = await Import(await secretariat.GetByteArrayAsync("/api/v1/organisations/export")).Value<ImportAnswer>();
        Assert.That((heads, back.New, back.Changed), Is.EqualTo((3, 0, 0)));
    }

    [TestCase("next@lv.stem.example.org,head,2027-01-01", "next2@lv.stem.example.org,head,2027-06-01", "3 role")]
    [TestCase("next@lv.stem.example.org,adviser,2027-01-01", "next@lv.stem.example.org,adviser,2027-06-01", "3 role")]
    public async Task What_cannot_stand_beside_each_other_is_named_once(string one, string other, string where)
    {
        var table =
            $"code,email,role,from,until,representative\nLV,{one},,Jānis Jauns\nLV,{other},,Jānis Jauns\nLV,head@lv.stem.example.org,head,,2026-12-31,Ieva Bērziņa\n";
        var preview = await Preview(Encoding.UTF8.GetBytes(table)).Value<ImportAnswer>();
        Assert.That(preview.Errors.Select(error => $"{error.Line} {error.Column}"), Is.EqualTo([where]));
    }

    [Test]
    public async Task Two_headings_for_one_column_are_named()
    {
        using var refused = await Import(Encoding.UTF8.GetBytes("code;fee;paid until\nSI;2027-12-31;2028-12-31\n"));
        Assert.That(await Words(refused), Does.Contain("import.unreadable").And.Contain("“fee” and “paid until” are both taken"));
    }

    [Test]
    public async Task A_network_file_without_a_weight_leaves_it()
    {
        await Import(Encoding.UTF8.GetBytes("code,weight\nSI,2\n")).Succeeds();
        await Import(Encoding.UTF8.GetBytes("{\"organisations\":[{\"code\":\"SI\",\"kind\":\"member\",\"name\":\"Znanost Povezuje\"}]}"))
            .Succeeds();
        Assert.That(await service.Db(db => db.Organisations.Where(o => o.Code == "SI").Select(o => o.Weight).SingleAsync()), Is.EqualTo(2));
    }

    private Task<HttpResponseMessage> Preview(byte[] file, string more = "") => Send(secretariat, file, $"?preview=true{more}");

    private Task<HttpResponseMessage> Import(byte[] file) => Send(secretariat, file, "");

    private static async Task<HttpResponseMessage> Send(HttpClient client, byte[] file, string query)
    {
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return await client.PostAsync($"/api/v1/organisations/import{query}", content);
    }

    private static async Task<string> Words(HttpResponseMessage refused)
    {
        using var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync());
        var reasons = problem.RootElement.TryGetProperty("reasons", out var all) ? all.EnumerateArray().ToList() : [];
        return string.Join(
            '\n',
            [
                problem.RootElement.GetProperty("code").GetString(),
                problem.RootElement.GetProperty("title").GetString(),
                .. reasons.Select(reason => reason.GetProperty("message").GetString()),
            ]
        );
    }

    private Task<string> Fingerprint() =>
        service.Db(async db =>
            JsonSerializer.Serialize(
                new
                {
                    Organisations = await db
                        .Organisations.OrderBy(o => o.Code)
                        .Select(o => new
                        {
                            o.Code,
                            o.Version,
                            o.FeePaidUntil,
                        })
                        .ToListAsync(),
                    People = await db.People.OrderBy(p => p.Email).Select(p => p.Email + p.Name).ToListAsync(),
                    Mandates = await db.Mandates.CountAsync(),
                }
            )
        );
}
