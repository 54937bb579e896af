using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Assemblies.Server.Agenda;
using Assemblies.Server.Platform.Files;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using static Assemblies.Server.Tests.Agenda.DemoProgramme;

namespace Assemblies.Server.Tests.Agenda;

public sealed class DocumentTests
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n");

    private TestService service = null!;
    private HttpClient chair = null!;
    private DraftView draft = null!;

    [SetUp]
    public async Task Start()
    {
        service = await DemoProgramme.Start();
        chair = await service.As(Chair);
        await Enter(chair);
        draft = await chair.Draft();
    }

    [TearDown]
    public async Task End() => await service.DisposeAsync();

    [TestCase("a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>")]
    [TestCase("a.html", "<html><script>alert(1)</script></html>")]
    [TestCase("a.pdf", "<html><script>alert(1)</script></html>")]
    public async Task Public_case_C54_pages_and_drawings_are_refused_whatever_they_are_called(string name, string content) =>
        Assert.That(await Upload("8", name, Encoding.UTF8.GetBytes(content)).Refusal(), Is.EqualTo("415 file.kind"));

    [Test]
    public async Task Public_case_C54_what_is_taken_is_handed_out_as_an_attachment_that_can_do_nothing()
    {
        var added = await Upload("8", "../../8a <b>.pdf", Pdf).Value<UploadDocument.Added>();
        Assert.That((added.FileName, added.ContentType), Is.EqualTo(("8a b.pdf", "application/pdf")));
        await Publish(chair);

        var member = await service.As(DemoNetwork.FinlandHead);
        using var file = await member.GetAsync(At($"documents/{added.Id}/file"));
        Assert.That(await file.Content.ReadAsByteArrayAsync(), Is.EqualTo(Pdf));
        Assert.That(file.Content.Headers.ContentDisposition!.DispositionType, Is.EqualTo("attachment"));
        Assert.That(file.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(["nosniff"]));
        Assert.That(file.Headers.GetValues("Content-Security-Policy"), Is.EqualTo(["default-src 'none'; sandbox"]));
        Assert.That(file.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/pdf"));
    }

    [Test]
    public async Task Files_are_what_their_bytes_are()
    {
        string[] refused =
        [
            await Upload("8", "a.png", Pdf).Refusal(),
            await Upload("8", "a.docx", Zip(("[Content_Types].xml", "<Types/>"), ("other.xml", ""))).Refusal(),
            await Upload("8", "a.docx", Zip(("[Content_Types].xml", "macroEnabled.main+xml"), ("word/document.xml", ""))).Refusal(),
            await Upload("8", "a.docx", Bomb()).Refusal(),
            await Upload("8", "a.pdf", []).Refusal(),
            await Upload("8", "a.pdf", new byte[UploadedFile.Largest + 1]).Refusal(),
        ];
        Assert.That(
            refused,
            Is.EqualTo([
                "415 file.not_what_it_says",
                "415 file.kind",
                "415 file.macros",
                "413 file.unpacks_too_large",
                "400 file.empty",
                "413 file.too_large",
            ])
        );
        await Upload("8", "a.docx", Zip(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w/>"))).Succeeds();
        await Upload("8", "a.odt", Zip(("mimetype", "application/vnd.oasis.opendocument.text"))).Succeeds();
    }

    [Test]
    public async Task A_name_or_a_zip_that_overflows_is_refused_in_words()
    {
        Assert.That(await Upload("8", "a." + new string('x', 200), Pdf).Refusal(), Is.EqualTo("415 file.not_what_it_says"));
        Assert.That(UploadedFile.CleanName(new string('a', 200) + ".pdf"), Is.EqualTo(new string('a', 116) + ".pdf"));
    }

    [Test]
    public async Task Somebody_named_twice_at_once_may_read_it()
    {
        var item = draft.ItemNumbered("7");
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => chair.Post(At($"agenda/items/{item}/readers"), new { email = DemoNetwork.ApplicantHead }))
        );
        Assert.That(answers.Select(a => (int)a.StatusCode), Is.All.EqualTo(204));
        Assert.That((await chair.GetAsync(At($"agenda/items/{item}")).Value<ShowItem.Answer>()).Readers, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_document_taken_back_leaves_the_list_and_a_link_that_was_sent_leads_to_what_was_sent()
    {
        var added = await Upload("8", "8a.pdf", Pdf).Value<UploadDocument.Added>();
        await Publish(chair);
        var member = await service.As(DemoNetwork.FinlandHead);
        Assert.That(await member.DeleteAsync(At($"documents/{added.Id}")).Refusal(), Does.StartWith("40"));
        await chair.DeleteAsync(At($"documents/{added.Id}")).Succeeds();
        Assert.That((await Documents(DemoNetwork.FinlandHead)).Items, Is.Empty);
        Assert.That(await member.GetByteArrayAsync(At($"documents/{added.Id}/file")), Is.EqualTo(Pdf));
    }

    [Test]
    public async Task A_document_has_the_audience_of_its_item()
    {
        var open = await Upload("8", "8a.pdf", Pdf).Value<UploadDocument.Added>();
        var closed = await Upload("7", "7.pdf", Pdf).Value<UploadDocument.Added>();
        var voter = await service.As(DemoNetwork.FinlandHead);
        Assert.That(
            (await voter.GetAsync(At($"documents/{open.Id}/file"))).StatusCode,
            Is.EqualTo(HttpStatusCode.NotFound),
            "not printed yet"
        );
        await Publish(chair);

        foreach (
            var (email, opens, closeds) in new (string?, int, int)[]
            {
                (DemoNetwork.FinlandHead, 200, 200),
                ("deputy@hr.stem.example.org", 200, 404),
                (DemoNetwork.Partner, 404, 404),
                (DemoNetwork.ApplicantHead, 404, 404),
                (DemoNetwork.Secretariat, 200, 200),
                (null, 401, 401),
            }
        )
        {
            var client = email is null ? service.Anybody() : await service.As(email);
            Assert.That((int)(await client.GetAsync(At($"documents/{open.Id}/file"))).StatusCode, Is.EqualTo(opens), email);
            Assert.That((int)(await client.GetAsync(At($"documents/{closed.Id}/file"))).StatusCode, Is.EqualTo(closeds), email);
        }

        Assert.That((await Documents(DemoNetwork.FinlandHead)).Items.Select(i => i.Number), Is.EqualTo(["7", "8"]));
        Assert.That((await Documents("deputy@hr.stem.example.org")).Items.Select(i => i.Number), Is.EqualTo(["8"]));
        Assert.That((await Documents(DemoNetwork.Partner)).Items, Is.Empty);
        Assert.That((await Documents(DemoNetwork.Partner)).Updates, Is.Null);
    }

    [Test]
    [Category("Time")]
    public async Task Members_hand_in_updates_until_the_deadline_and_see_who_is_missing()
    {
        var finland = await service.As(DemoNetwork.FinlandHead);
        await Update(finland, "fi.pdf").Succeeds();
        await Update(finland, "fi-2.pdf").Succeeds();
        Assert.That(await Update(finland, "x.pdf", ("member", "SI")).Refusal(), Is.EqualTo("403 agenda.not_your_member"));
        var secretariat = await service.As(DemoNetwork.Secretariat);
        Assert.That(await Update(secretariat, "x.pdf", ("member", "LV")).Refusal(), Is.EqualTo("400 agenda.source_missing"));
        service.Clock.Reset(Instant.FromUtc(2027, 4, 8, 21, 59)); // 23:59 in Brussels on the last day
        await Update(await service.As("deputy@si.stem.example.org"), "si.pdf").Succeeds();
        service.Clock.AdvanceMinutes(1);
        Assert.That(await Update(finland, "fi-3.pdf").Refusal(), Is.EqualTo("409 agenda.updates_closed"));
        await Update(secretariat, "lv.pdf", ("member", "LV"), ("sourceKind", "Mail"), ("sourceNote", "Mail of the head, 9 April"))
            .Succeeds();

        var own = (await Documents("head@lv.stem.example.org")).Updates!.There.Single(d => d.Organisation == "LV");
        Assert.That(own.Source, Is.EqualTo(new Domain.Source(Domain.SourceKind.Mail, "Mail of the head, 9 April")));
        Assert.That(
            await service.Db(db =>
                db.OutboxMails.Where(m => m.Kind == "agenda.request").OrderBy(m => m.Email).Select(m => m.Email).ToListAsync()
            ),
            Is.EqualTo(["deputy@lv.stem.example.org", "head@lv.stem.example.org"])
        );
        var updates = (await Documents(DemoNetwork.CzechiaHead)).Updates!;
        Assert.That(updates.There.Select(d => d.Source), Is.All.Null);
        Assert.That(
            updates.There.Select(d => (d.Organisation, d.FileName, d.Late)),
            Is.EquivalentTo(new[] { ("FI", "fi-2.pdf", false), ("SI", "si.pdf", false), ("LV", "lv.pdf", true) })
        );
        Assert.That(updates.Missing, Has.Count.EqualTo(DemoNetwork.Members - 3));
        Assert.That(updates.Missing.Select(m => m.Code), Has.None.AnyOf("FI", "SI", "LV"));
    }

    private async Task<ListDocuments.Answer> Documents(string email) =>
        await (await service.As(email)).GetAsync(At("documents")).Value<ListDocuments.Answer>();

    private Task<HttpResponseMessage> Upload(string item, string name, byte[] content) =>
        chair.PostAsync(At("documents"), Form(name, content, ("title", $"Document {item}"), ("item", draft.ItemNumbered(item).ToString())));

    private static Task<HttpResponseMessage> Update(HttpClient client, string name, params (string, string)[] more) =>
        client.PostAsync(At("documents/country-updates"), Form(name, Pdf, more));

    internal static MultipartFormDataContent Form(string name, byte[] content, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(file, "file", name);
        foreach (var (field, value) in fields)
        {
            form.Add(new StringContent(value), field);
        }

        return form;
    }

    private static byte[] Zip(params (string Name, string Content)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(content);
            }
        }

        return bytes.ToArray();
    }

    private static byte[] Bomb()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var stream = zip.CreateEntry("word/document.xml", CompressionLevel.Fastest).Open();
            var zeros = new byte[1024 * 1024];
            for (var n = 0; n < 501; n++)
            {
                stream.Write(zeros);
            }
        }

        return bytes.ToArray();
    }
}
