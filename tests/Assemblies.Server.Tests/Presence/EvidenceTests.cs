using Assemblies.Server.Platform.Database;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Registration;
using Assemblies.Server.Presence.Evidence;
using Assemblies.Server.Registration;
using Assemblies.Server.Tests.Invitations;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using static Assemblies.Server.Tests.Invitations.Spring2027;

namespace Assemblies.Server.Tests.Presence;

/// <summary>What shows an auditor who was there: sheets, scans, hours, certificates, the package.</summary>
public sealed class EvidenceTests
{
    private const string Estonia = "head@ee.stem.example.org";
    private const string Norway = "head@no.stem.example.org";
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n");
    private static readonly Instant Morning = Instant.FromUtc(2027, 4, 22, 6, 30);

    private Spring2027 spring = null!;
    private HttpClient host = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        spring = await Spring2027.Start();
        await spring.Convene();
        await Register(DemoNetwork.SloveniaHead, TakingPart.OnSite);
        await Register(DemoNetwork.BulgariaHead, TakingPart.OnSite);
        await Register(Estonia, TakingPart.OnSite);
        await Register(Norway, TakingPart.Online);
        await spring
            .Secretariat.Post($"{A}/officers", new { person = await Person(DemoNetwork.SloveniaHead), office = Office.Host })
            .Succeeds();
        host = await spring.Service.As(DemoNetwork.SloveniaHead);

        // Day 1: Slovenia all day; Estonia in by mistake, taken back, then there for two hours; Norway by video from nine.
        spring.Service.Clock.Reset(Morning + Duration.FromHours(12));
        await Passes(DemoNetwork.SloveniaHead, (Move.In, Where.OnSite, 0, false));
        await Passes(
            Estonia,
            (Move.In, Where.OnSite, 1, false),
            (Move.Out, Where.OnSite, 2, true),
            (Move.In, Where.OnSite, 60, false),
            (Move.Out, Where.OnSite, 180, false)
        );
        await Passes(Norway, (Move.In, Where.Online, 30, false));
    }

    [OneTimeTearDown]
    public async Task End() => await spring.DisposeAsync();

    [Test]
    public async Task The_sheet_has_everybody_with_a_place_on_site_in_the_order_of_the_roll_and_says_who_was_there_by_video()
    {
        var sheet = await host.GetAsync($"{A}/attendance/sheets/day1").Value<ShowSheet.Answer>();
        Assert.That(sheet.Rows.Select(r => (r.Organisation, r.Minutes)), Is.EqualTo([("BG", 0), ("EE", 120), ("SI", 540)]));
        Assert.That(sheet.Online.Select(r => (r.Organisation, r.Minutes)), Is.EqualTo([("NO", 510)]));
        Assert.That(sheet.HasAfternoon, Is.True);
        Assert.That((await host.GetAsync($"{A}/attendance/sheets/day2").Value<ShowSheet.Answer>()).HasAfternoon, Is.False);
    }

    [Test]
    public async Task The_head_of_sheets_names_the_project_and_of_two_who_save_at_once_the_second_sees_both()
    {
        var before = await host.GetAsync($"{A}/attendance/evidence").Value<ListEvidence.Answer>();
        var body = new { project = "101000000", activity = "WP1: assemblies" };
        Assert.That(await host.Put($"{A}/attendance/head", body, null).Refusal(), Is.EqualTo("400 request.version_missing"));
        await host.Put($"{A}/attendance/head", body, before.Version).Succeeds();
        Assert.That(
            await host.Put($"{A}/attendance/head", body, before.Version).Refusal(),
            Is.EqualTo("412 evidence.head_saved_meanwhile")
        );

        var sheet = await host.GetAsync($"{A}/attendance/sheets/day1").Value<ShowSheet.Answer>();
        Assert.That((sheet.Project, sheet.Activity), Is.EqualTo(("101000000", "WP1: assemblies")));
    }

    [Test]
    public async Task A_certificate_says_days_and_hours_and_is_for_oneself_and_for_who_keeps_the_evidence()
    {
        var mine = await Registration(Norway);
        var own = await spring.Service.As(Norway);
        var certificate = await own.GetAsync($"{A}/attendance/certificates/{mine}").Value<ShowCertificate.Answer>();
        Assert.That(certificate.Days.Select(d => (d.Title, d.OnSite, d.Online)), Is.EqualTo([("General Assembly, day 1", 0, 510)]));
        Assert.That((certificate.Minutes, certificate.IsComplete), Is.EqualTo((510, false)));

        var other = await spring.Service.As(Estonia);
        Assert.That(await other.GetAsync($"{A}/attendance/certificates/{mine}").Refusal(), Is.EqualTo("404 access.not_found"));
        Assert.That(
            await host.GetAsync($"{A}/attendance/certificates/{await Registration(DemoNetwork.BulgariaHead)}").Refusal(),
            Is.EqualTo("409 evidence.was_not_there")
        );
    }

    [Test]
    public async Task A_scan_is_kept_with_its_hash_and_leaves_the_evidence_when_it_is_taken_back()
    {
        var wrong = await Scan("day2", Pdf).Value<AddScan.Added>();
        Assert.That(wrong.Hash, Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(Pdf))));
        using (var file = await host.GetAsync($"{A}/attendance/scans/{wrong.Id}"))
        {
            Assert.That(await file.Content.ReadAsByteArrayAsync(), Is.EqualTo(Pdf));
            Assert.That(file.Content.Headers.ContentDisposition!.DispositionType, Is.EqualTo("attachment"));
        }

        await host.DeleteAsync($"{A}/attendance/scans/{wrong.Id}").Succeeds();
        Assert.That(await host.DeleteAsync($"{A}/attendance/scans/{wrong.Id}").Refusal(), Is.EqualTo("404 evidence.unknown_scan"));
        Assert.That(await Scan("day9", Pdf).Refusal(), Is.EqualTo("404 evidence.unknown_meeting"));
        Assert.That(await Scan("day1", "<svg/>"u8.ToArray()).Refusal(), Is.EqualTo("415 file.kind"));
        var all = await host.GetAsync($"{A}/attendance/evidence").Value<ListEvidence.Answer>();
        Assert.That(all.Meetings.Single(m => m.Key == "day2").Scans, Is.Empty);
    }

    [Test]
    public async Task The_package_holds_all_of_it_and_each_file_has_the_hash_that_the_list_says()
    {
        await Scan("day1", Pdf).Succeeds();
        using var answer = await host.GetAsync($"{A}/attendance/evidence/package");
        Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/zip"));
        using var zip = new ZipArchive(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()));
        var files = zip.Entries.ToDictionary(e => e.FullName, Bytes);
        Assert.That(
            files.Keys.Where(name => !name.Contains("certificate", StringComparison.Ordinal)),
            Is.EquivalentTo([
                "READ-ME.txt",
                "documents/sheet-day1.html",
                "documents/sheet-day2.html",
                "documents/sheet-open.html",
                "documents/theme.css",
                "files.csv",
                "ledger.csv",
                "people.csv",
                "proxies.csv",
                "quorum.csv",
                "roll.csv",
                "scans/day1-01.pdf",
            ])
        );
        Assert.That(files.Keys.Count(name => name.Contains("certificate", StringComparison.Ordinal)), Is.EqualTo(3));
        var listed = Text(files["files.csv"]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(';'));
        Assert.That(
            listed.Select(cells => (cells[0], cells[2])),
            Is.EquivalentTo(files.Where(f => f.Key != "files.csv").Select(f => (f.Key, Convert.ToHexStringLower(SHA256.HashData(f.Value)))))
        );

        // A row that takes another back stays beside it, and names it.
        var ledger = Text(files["ledger.csv"])
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(line => line.Split(';'))
            .ToList();
        Assert.That(ledger, Has.Count.EqualTo(6));
        var corrects = ledger.Single(cells => cells[^1].Length > 0);
        Assert.That(ledger.Single(cells => cells[0] == corrects[^1])[3], Is.EqualTo("in"));
        Assert.That(Text(files["documents/sheet-day1.html"]), Does.Contain("Мария Георгиева").And.Contain("8 h 30 min"));
    }

    [Test]
    public async Task Evidence_is_for_officers_and_the_secretariat()
    {
        var delegates = await spring.Service.As(Estonia);
        foreach (var path in new[] { "attendance/evidence", "attendance/sheets/day1", "attendance/evidence/package" })
        {
            Assert.That(await delegates.GetAsync($"{A}/{path}").Refusal(), Is.EqualTo("403 access.forbidden"));
            Assert.That(
                await spring.Service.Anybody().GetAsync($"{A}/{path}").Refusal(),
                Is.EqualTo("404 access.not_found").Or.EqualTo("401 access.sign_in")
            );
        }
    }

    private static string Text(byte[] file) => Encoding.UTF8.GetString(file);

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private Task<HttpResponseMessage> Scan(string meeting, byte[] content)
    {
        var form = new MultipartFormDataContent();
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(file, "file", "sheet.pdf");
        return host.PostAsync($"{A}/attendance/sheets/{meeting}/scans", form);
    }

    private async Task Register(string email, TakingPart how)
    {
        var meetings = await spring.Service.Db(db =>
            db.Meetings.Where(m => db.Assemblies.Any(a => a.Id == m.Assembly && a.Code == Code))
                .Select(m => new { m.Id, m.Key })
                .ToListAsync()
        );
        var client = await spring.Service.As(email);
        await client
            .Post(
                $"{A}/registrations",
                new { meetings = meetings.Select(m => new MeetingWish(m.Id, m.Key is "open" ? TakingPart.Not : how)) }
            )
            .Value<Register.Answer>();
    }

    private Task<Id<Domain.Members.Person>> Person(string email) =>
        spring.Service.Db(db => db.People.Where(p => p.Email == email).Select(p => p.Id).SingleAsync());

    private Task<Id<Registrant>> Registration(string email) =>
        spring.Service.Db(db => db.Registrants.Where(r => r.Email == email).Select(r => r.Id).SingleAsync());

    private async Task Passes(string email, params (Move Move, Where Where, int Minute, bool Corrects)[] passages)
    {
        var who = await Registration(email);
        await spring.Service.Db(async db =>
        {
            var day = await db.Meetings.SingleAsync(m => m.Key == "day1" && db.Assemblies.Any(a => a.Id == m.Assembly && a.Code == Code));
            foreach (var (move, where, minute, corrects) in passages)
            {
                var (ledger, actor) = (
                    await db.LedgerOf(day, who, CancellationToken.None),
                    new DoorActor(Morning + Duration.FromMinutes(minute), null, Via.Desk)
                );
                db.Add(
                    corrects ? ledger.Undo(ledger.Last!, actor, "The wrong person.").Value!
                    : move is Move.In ? ledger.CheckIn(where, actor)!
                    : ledger.CheckOut(actor, null)!
                );
                await db.SaveChangesAsync();
            }

            return 0;
        });
    }
}
