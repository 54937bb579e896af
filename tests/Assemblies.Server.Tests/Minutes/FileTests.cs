using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Assemblies.Server.Minutes;
using Assemblies.Server.Minutes.Documents;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Tests.Presence;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Settings = Assemblies.Server.Platform.Settings;

namespace Assemblies.Server.Tests.Minutes;

/// <summary>Minutes as files.</summary>
public sealed class FileTests
{
    private const string Everything = """
        # Heading

        A **bold**, _slanted_, ~~struck~~ and `typed` word, [a link](https://example.org/a?b=c&d=e), <https://example.org> and a line\
        break; an ampersand & and "quotes".

        1. one
        2. two
           - nested
             1. deep

        - dots
        - more

          a paragraph within

        > quoted
        > > twice

        | a | b |
        |---|---|
        | 1 | 2 **x** |
        | 3 |

        ```
        code <b>
        ```

        ---
        Zażółć gęślą jaźń, Наука Напред, Κόμβος, 😀
        """;

    private SittingStage stage = null!;
    private SittingDay day = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        stage = await SittingStage.Start();
        day = await stage.HeldDay();
        await day.WriteAll();
        await stage.Chair.Put($"{day.M()}/opening/text", new { text = Everything }, 0).Succeeds();
        await day.Writes(stage.Chair, 2, Everything, 1);
        await stage
            .Chair.PostAsJsonAsync(
                $"{day.M()}/statements",
                new
                {
                    member = "FI",
                    text = "Two\nlines & <tags>, and a bell\u0007",
                    item = day.Items[2],
                },
                Json.Options
            )
            .Succeeds();
        await day.Publishes();
        await day.Objects(await stage.Head("DE"), "It is wrong.").Succeeds();
    }

    [OneTimeTearDown]
    public async Task End() => await stage.DisposeAsync();

    [Test]
    public async Task The_Word_file_is_clean_by_its_validator()
    {
        var bytes = await stage.Chair.GetByteArrayAsync($"{day.M()}/versions/1.docx");
        using var document = WordprocessingDocument.Open(new MemoryStream(bytes), isEditable: false);
        Assert.That(
            new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(document).Select(e => $"{e.Path?.XPath}: {e.Description}"),
            Is.Empty
        );
    }

    [Test]
    public async Task The_Word_file_has_headings_lists_tables_with_heads_that_repeat_and_numbered_pages()
    {
        var bytes = await stage.Chair.GetByteArrayAsync($"{day.M()}/versions/1.docx");
        using var document = WordprocessingDocument.Open(new MemoryStream(bytes), isEditable: false);
        var body = document.MainDocumentPart!.Document!.Body!;
        string Styled(string style) =>
            string.Join(
                '|',
                body.Elements<Paragraph>().Where(p => p.ParagraphProperties?.ParagraphStyleId?.Val == style).Select(p => p.InnerText)
            );
        Assert.That(Styled("Title"), Is.EqualTo("Minutes of General Assembly"));
        Assert.That(Styled("Heading1"), Does.StartWith("Attendance and quorum|Opening|General Assembly, day 1, Thursday 22 April 2027"));
        Assert.That(Styled("Heading2"), Does.Contain("1. Opening, roll call, quorum|3. Budget|2. Accounts and discharge"));
        var tables = body.Elements<Table>().ToList();
        Assert.That(
            tables.Select(t => t.Elements<TableRow>().First().TableRowProperties!.Elements<TableHeader>().Count()),
            Is.Not.Empty.And.All.EqualTo(1)
        );
        Assert.That(tables[0].Elements<TableRow>().Count(), Is.EqualTo(1 + DemoNetwork.Members));
        Assert.That(
            document.MainDocumentPart.FooterParts.Single().Footer!.Descendants<SimpleField>().Select(f => f.Instruction!.Value!.Trim()),
            Is.EqualTo(["PAGE", "NUMPAGES"])
        );
        Assert.That(DocxText.Of(bytes), Does.Contain("Zażółć gęślą jaźń, Наука Напред, Κόμβος, 😀").And.Contain("& <tags>"));
        Assert.That(DocxText.Of(bytes), Does.Contain("Tellers: Liis Mägi").And.Contain("Minutes: –"));
        Assert.That(
            document.MainDocumentPart.FooterParts.Single().Footer!.InnerText,
            Does.StartWith($"STEM Platforms of Europe (fictional) · {day.Code} · version 1")
        );
        Assert.That(DocxText.Links(bytes).Distinct(), Is.EqualTo(["https://example.org/a?b=c&d=e", "https://example.org/"]));
    }

    [Test]
    public async Task Files_are_attachments_that_can_do_nothing_with_their_hash_as_ETag()
    {
        foreach (
            var (ending, media) in new[]
            {
                ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
                ("html", "text/html"),
            }
        )
        {
            using var answer = await stage.Chair.GetAsync($"/assemblies/{day.Code}/minutes/versions/1.{ending}");
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo(media));
            Assert.That(
                answer.Content.Headers.ContentDisposition!.ToString(),
                Does.StartWith("attachment").And.Contain($"version 1.{ending}")
            );
            Assert.That(answer.Headers.GetValues("Content-Security-Policy"), Is.EqualTo(["default-src 'none'; sandbox"]));
            Assert.That(answer.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(["nosniff"]));
            Assert.That(answer.Headers.ETag!.Tag, Is.EqualTo($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))}\""));
        }
    }

    [Test]
    public async Task The_HTML_file_stands_alone_and_prints_as_a_document()
    {
        var html = await stage.Chair.GetStringAsync($"{day.M()}/versions/1.html");
        Assert.That(html, Does.Contain("@page{size:A4").And.Contain("counter(page)").And.Contain("thead{display:table-header-group}"));
        Assert.That(
            html,
            Does.Contain($$"""@page{@bottom-left{content:"STEM Platforms of Europe (fictional) · {{day.Code}} · version 1";""")
        );
        Assert.That(html, Does.Not.Contain("<link").And.Not.Contain("<script").And.Not.Contain("href=\"/"));
        Assert.That(WebUtility.HtmlDecode(html), Does.Contain("21 of 23 entitled members").And.Contain("Zażółć gęślą jaźń"));
    }

    [Test]
    public async Task Without_a_browser_there_is_no_PDF_and_a_sentence_says_so()
    {
        Assert.That(await stage.Chair.GetAsync($"{day.M()}/versions/1.pdf").Refusal(), Is.EqualTo("503 minutes.no_pdf"));
        using var page = new HttpRequestMessage(HttpMethod.Get, $"/assemblies/{day.Code}/minutes/versions/1.pdf");
        page.Headers.Accept.ParseAdd("text/html");
        using var answer = await stage.Chair.SendAsync(page);
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("no Chromium is set up"));
    }

    [Test]
    public async Task Whoever_has_to_sign_in_is_taken_there_and_a_version_that_is_not_there_is_not_found()
    {
        using var anybody = stage.Service.Anybody();
        using var answer = await anybody.GetAsync($"/assemblies/{day.Code}/minutes/versions/1.docx");
        Assert.That(answer.Headers.Location!.ToString(), Does.StartWith("/sign-in?return="));
        foreach (var ending in new[] { "docx", "html", "pdf" })
        {
            Assert.That(await anybody.GetAsync($"{day.M()}/versions/1.{ending}").Refusal(), Is.EqualTo("401 access.sign_in"));
            Assert.That(await stage.Chair.GetAsync($"{day.M()}/versions/2.{ending}").Refusal(), Is.EqualTo("404 minutes.unknown_version"));
        }

        Assert.That(await stage.Chair.GetAsync($"{day.M()}/versions/2").Refusal(), Is.EqualTo("404 minutes.unknown_version"));
    }

    [Test]
    public async Task A_browser_that_is_named_prints_a_version_once_for_all_who_read_the_same_and_one_that_fails_is_said_to()
    {
        var folder = Directory.CreateTempSubdirectory("browser-");
        var (browser, runs) = (Path.Combine(folder.FullName, "browser"), Path.Combine(folder.FullName, "runs"));
        await File.WriteAllTextAsync(browser, "#!/bin/sh\nexit 1\n");
        File.SetUnixFileMode(browser, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await using var printing = await DayOne.Start(null, $"--Pdf:Chromium={browser}");
        printing.Begins();
        var (chair, at) = (await printing.As(DayOne.Chair), $"/api/v1/meetings/{printing.Meetings["day1"]}");
        await chair.PostAsync($"{at}/open", null).Succeeds();
        await chair.PostAsync($"{at}/close", null).Succeeds();
        printing.Service.Clock.AdvanceDays(2);
        var draft = await chair.GetAsync($"{DayOne.A}/minutes/draft").Value<ShowDraftMinutes.Answer>();
        await chair.Post($"{DayOne.A}/minutes/publish", new { despite = "They are as they are." }, draft.Version).Succeeds();
        await chair.Put($"{DayOne.A}/minutes/readers", new { readers = "public" }, null).Succeeds();
        const string address = $"{DayOne.A}/minutes/versions/1.pdf";
        Assert.That(await chair.GetAsync(address).Refusal(), Is.EqualTo("503 minutes.pdf_failed"));

        await File.WriteAllTextAsync(
            browser,
            $$"""
            #!/bin/sh
            echo run >> {{runs}}
            sleep 0.2
            for given; do case "$given" in --print-to-pdf=*) printf '%%PDF-1.7 of a browser' > "${given#--print-to-pdf=}" ;; esac; done
            """
        );
        using var anybody = printing.Service.Anybody();
        var (members, all) = (new[] { chair, await printing.As(DayOne.MinuteTaker) }, new List<Task<HttpResponseMessage>>());
        all.AddRange(Enumerable.Range(0, 12).Select(n => (n % 3 is 2 ? anybody : members[n % 3]).GetAsync(address)));
        foreach (var pdf in await Task.WhenAll(all))
        {
            Assert.That(pdf.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/pdf"));
            Assert.That(await pdf.Content.ReadAsStringAsync(), Is.EqualTo("%PDF-1.7 of a browser"));
            pdf.Dispose();
        }

        Assert.That(await File.ReadAllLinesAsync(runs), Has.Length.EqualTo(2), "once for members, once for the public");
        await File.WriteAllTextAsync(browser, "#!/bin/sh\nexit 1\n");
        await anybody.GetAsync(address).Succeeds();
        folder.Delete(recursive: true);
    }

    [Test]
    public async Task More_than_twenty_do_not_wait_for_a_PDF()
    {
        var folder = Directory.CreateTempSubdirectory("browser-");
        var browser = Path.Combine(folder.FullName, "browser");
        await File.WriteAllTextAsync(browser, "#!/bin/sh\nsleep 1\n");
        File.SetUnixFileMode(browser, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Pdf:Chromium", browser)]).Build();
        using var pdf = new MinutesInPdf(Settings.Read(settings, isDevelopment: true), NullLogger<MinutesInPdf>.Instance);
        using var end = new CancellationTokenSource(500);
        var first = Enumerable.Range(0, 20).Select(n => pdf.Print($"page {n}", end.Token)).ToList();
        Assert.That((await pdf.Print("one more", CancellationToken.None)).Error, Is.EqualTo(MinutesErrors.PdfFailed));
        Assert.That(async () => await Task.WhenAll(first), Throws.InstanceOf<OperationCanceledException>());
        folder.Delete(recursive: true);
    }
}
