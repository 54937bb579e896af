using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Assemblies.Domain;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Members;
using Assemblies.Domain.Rules;
using Assemblies.Server.Invitations;
using Assemblies.Server.Meetings;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using NodaTime;
using static Assemblies.Server.Tests.Invitations.Spring2027;

namespace Assemblies.Server.Tests.Invitations;

[Category("Time")]
public sealed class ConvocationTests
{
    [Test]
    public async Task Each_person_of_the_roll_gets_each_entry_that_is_for_them_once_and_nobody_else_any()
    {
        await using var it = await Start();
        var done = await it.Secretariat.PostAsync($"{A}/convene", null).Value<ConveneAssembly.Answer>();
        await it.AllSent();

        var roll = await it.Service.Db(db =>
            (
                from mandate in db.Mandates
                join person in db.People on mandate.Person equals person.Id
                join organisation in db.Organisations on mandate.Organisation equals organisation.Id
                select new { person.Email, organisation.Kind }
            ).ToListAsync()
        );
        var expected = roll.SelectMany(
                r => r.Kind is OrganisationKind.Member ? new[] { "open", "day1", "day2" } : ["open"],
                (r, key) => (r.Email, key)
            )
            .ToList();
        var titles = new Dictionary<string, string>
        {
            ["Open meeting: STEM skills for Europe"] = "open",
            ["General Assembly, day 1"] = "day1",
            ["General Assembly, day 2"] = "day2",
        };
        var mails = it.Mails;
        Assert.That(mails.Select(m => (m.To, titles[m.Entry.Values["SUMMARY"]])), Is.EquivalentTo(expected));
        Assert.That(expected, Has.Count.EqualTo(24 * 2 * 3 + 15));
        Assert.That((done.People, done.Mails), Is.EqualTo((63, 159)));

        Assert.Multiple(() =>
        {
            Assert.That(mails.Select(m => m.Message.MessageId).Distinct().Count(), Is.EqualTo(159));
            Assert.That(mails.Select(m => m.Uid).Distinct().Count(), Is.EqualTo(3));
            Assert.That(mails.Select(m => (m.Sequence, m.Method)).Distinct(), Is.EqualTo(new[] { (0, "REQUEST") }));
            Assert.That(mails.Select(m => m.Entry.Attendees.Single().Address), Is.EqualTo(mails.Select(m => $"mailto:{m.To}")));
        });
    }

    [Test]
    public async Task The_proof_keeps_who_was_told_at_which_address_and_who_got_nothing_and_why()
    {
        await using var it = await Start();
        await it.Service.Db(async db =>
        {
            var member = await db.Organisations.SingleAsync(o => o.Code == "FI");
            var adviser = new Person("adviser@fi.stem.example.org", "Aino Adviser", null, "fi", "Europe/Helsinki");
            var past = new Person("past@fi.stem.example.org", "Pekka Past", null, "fi", "Europe/Helsinki");
            db.People.AddRange(adviser, past);
            db.Mandates.Add(new(adviser.Id, member.Id, MandateRole.Adviser, new(2026, 1, 1), null, null));
            db.Mandates.Add(new(past.Id, member.Id, MandateRole.Adviser, new(2024, 1, 1), new(2026, 11, 1), null));
            return await db.SaveChangesAsync();
        });
        await it.Convene();

        var proof = await it.Service.Db(db => db.Convocations.SingleAsync());
        var lines = await it.Service.Db(db => db.ConvocationRecipients.ToListAsync());
        Assert.That(
            lines.Where(l => l.Sent.Length is 0).Select(l => (l.Email, l.Why)),
            Is.EquivalentTo(
                new[]
                {
                    (
                        "adviser@fi.stem.example.org",
                        "An adviser is told when the head of the delegation names them, which has not been done."
                    ),
                    ("past@fi.stem.example.org", "The mandate ended on 1 November 2026."),
                }
            )
        );
        Assert.That(lines.Count(l => l.Sent.SequenceEqual(["open", "day1", "day2"])), Is.EqualTo(48));
        Assert.That(lines.Count(l => l.Sent.SequenceEqual(["open"])), Is.EqualTo(15));
        Assert.That((proof.RulesVersion, proof.OverrideReason), Is.EqualTo((1, (string?)null)));
        Assert.That(Hash(proof), Is.EqualTo(proof.Hash), "the proof can be made again from what is kept");
        var shown = (await it.Secretariat.GetAsync($"{A}/convocations").Value<IReadOnlyList<ListConvocations.Proof>>()).Single();
        using var head = await it.Service.As(DemoNetwork.FinlandHead);
        Assert.That(await head.GetAsync($"{A}/convocations").Refusal(), Is.EqualTo("403 access.forbidden"));
        Assert.That((shown.Of, shown.People, shown.Hash), Is.EqualTo((ProofOf.Convocation, 63, proof.Hash)));
        Assert.That(await it.Secretariat.GetStringAsync($"/assemblies/{Code}/plan"), Does.Contain(proof.Hash));
        Assert.That(
            it.Mails.Select(m => m.To),
            Has.None.EqualTo("adviser@fi.stem.example.org").And.None.EqualTo("past@fi.stem.example.org")
        );
    }

    /// <summary>The hash of what a proof holds.</summary>
    internal static string Hash(Convocation proof) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(proof.Content)));

    [Test]
    public async Task All_reasons_against_it_come_at_once_and_a_written_one_overrides_them()
    {
        await using var it = await Start();
        await it.Plan("GA-2027-9", new(2026, 12, 15), "Europe/Ljubljana", "Ljubljana", publish: false);
        using var refused = await it.Secretariat.PostAsync("/api/v1/assemblies/GA-2027-9/convene", null);
        var body = await refused.Content.ReadAsStringAsync();
        Assert.That((int)refused.StatusCode, Is.EqualTo(409));
        Assert.That(body, Does.Contain("meetings.notice_too_short").And.Contain("meetings.agenda_unpublished"));
        Assert.That(await it.Service.Db(db => db.DiaryEntries.CountAsync()), Is.Zero);

        var done = await it
            .Secretariat.PostAsJsonAsync(
                "/api/v1/assemblies/GA-2027-9/convene",
                new { overrideReason = "The steering committee asks for it." }
            )
            .Value<ConveneAssembly.Answer>();
        Assert.That(done.Mails, Is.EqualTo(159));
        Assert.That(
            (await it.Service.Db(db => db.Convocations.SingleAsync())).OverrideReason,
            Is.EqualTo("The steering committee asks for it.")
        );
    }

    [Test]
    public async Task The_preview_shows_what_convening_then_does()
    {
        await using var it = await Start();
        var preview = await it.Secretariat.GetAsync($"{A}/convene").Value<PreviewConvocation.Answer>();
        Assert.That((preview.MayConvene, preview.People, preview.Mails, preview.GetsNothing.Count), Is.EqualTo((true, 63, 159, 0)));
        Assert.That(preview.Meetings.Select(m => (m.Key, m.Mails)), Is.EqualTo(new[] { ("open", 63), ("day1", 48), ("day2", 48) }));
        Assert.That(preview.Checks.Select(c => c.Verdict), Has.None.EqualTo(NoticeVerdict.Refuses));
        Assert.That(preview.Mail!.Text, Does.Contain("Will you come?").And.Contain("Cankarjev dom"));
        Assert.That(await it.Decided(), Is.Zero);
    }

    [TestCase(null, "401 access.sign_in")]
    [TestCase(DemoNetwork.SloveniaHead, "403 access.secretariat_only")]
    [TestCase(DemoNetwork.Commission, "403 access.secretariat_only")]
    public async Task Only_the_secretariat_convenes(string? email, string refusal)
    {
        await using var it = await Start();
        using var client = email is null ? it.Service.Anybody() : await it.Service.As(email);
        Assert.That(await client.PostAsync($"{A}/convene", null).Refusal(), Is.EqualTo(refusal));
        Assert.That(
            await it.Secretariat.PostAsync("/api/v1/assemblies/GA-1999-1/convene", null).Refusal(),
            Is.EqualTo("404 access.not_found")
        );
    }

    [Test]
    public async Task Public_case_C49_a_double_click_convenes_once()
    {
        await using var it = await Start();
        var same = await Task.WhenAll(Post(A, "one"), Post(A, "one"));
        Assert.That(
            same.Select(answer => answer.Status),
            Is.EqualTo(new[] { 200, 200 }),
            string.Join('\n', same.Select(answer => answer.Body))
        );
        Assert.That(same[0].Body, Is.EqualTo(same[1].Body));

        const string second = "/api/v1/assemblies/GA-2027-2";
        await it.Plan("GA-2027-2", new(2027, 10, 5), "Europe/Helsinki", "Tampere");
        var other = await Task.WhenAll(Post(second, "two"), Post(second, "three"));
        Assert.That(other.Select(answer => answer.Status).Order(), Is.EqualTo(new[] { 200, 409 }));
        await it.AllSent();
        Assert.That(it.Sink.Taken, Has.Count.EqualTo(2 * 159));

        async Task<(int Status, string Body)> Post(string assembly, string key)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{assembly}/convene");
            request.Headers.Add("Idempotency-Key", key);
            using var answer = await it.Secretariat.SendAsync(request);
            return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
    }

    [Test]
    public async Task Public_case_C01_every_zone_used_is_defined_and_the_times_are_the_venues()
    {
        await using var it = await Start();
        await it.Convene();
        var mails = it.Mails.Where(m => m.Calendar is not null).ToList();
        Assert.That(mails, Has.Count.EqualTo(159));
        foreach (var mail in mails)
        {
            var read = mail.Parsed;
            var used = read.Events.SelectMany(e => new[] { e.Start.Zone, e.End.Zone }).OfType<string>().Distinct();
            Assert.That(used, Is.SubsetOf(read.Zones.Keys));
            Assert.That(read.Events, Has.Length.EqualTo(1));
            Assert.That(read.Properties["METHOD"], Is.EqualTo("REQUEST").And.EqualTo(mail.Method));
            Assert.That(
                Ical.Net.Calendar.Load(mail.Calendar!)!.Events.Single().DtStart!.AsUtc,
                Is.EqualTo(DateTime.Parse(read.Events[0].Start.Utc!, null, System.Globalization.DateTimeStyles.AdjustToUniversal))
            );
        }

        var day1 = it.Entries(DemoNetwork.FinlandHead).Single(m => m.Entry.Values["SUMMARY"].EndsWith("day 1", StringComparison.Ordinal));
        Assert.That(day1.Entry.Start.Utc, Does.StartWith("2027-04-22T06:30:00"));
    }

    [Test]
    public async Task Public_case_C06_two_days_are_two_entries_with_a_night_between()
    {
        await using var it = await Start();
        await it.Convene();
        var days = it.Entries(DemoNetwork.GreeceHead)
            .Select(m => m.Entry)
            .Where(e => e.Values["SUMMARY"].StartsWith("General", StringComparison.Ordinal))
            .OrderBy(e => e.Start.Text, StringComparer.Ordinal)
            .ToList();
        Assert.That(
            days.Select(d => (d.Start.Text, d.End.Text)),
            Is.EqualTo(new[] { ("20270422T083000", "20270422T173000"), ("20270423T090000", "20270423T124500") })
        );
    }

    [Test]
    public async Task An_assembly_over_the_change_of_clocks_begins_at_the_same_hour_on_both_days()
    {
        await using var it = await Start();
        await it.Plan("GA-2027-3", new(2027, 3, 26), "Europe/Ljubljana", "Ljubljana");
        await it.Change("day1", plan => plan with { Start = new(9, 0) }, "GA-2027-3");
        await it.Convene("GA-2027-3");
        var days = it.Entries(DemoNetwork.FinlandHead)
            .Select(m => m.Entry)
            .Where(e => e.Values["SUMMARY"].StartsWith("General", StringComparison.Ordinal))
            .OrderBy(e => e.Start.Text, StringComparer.Ordinal)
            .ToList();
        Assert.That(days.Select(d => d.Start.Text), Is.EqualTo(new[] { "20270327T090000", "20270328T090000" }));
        Assert.That(days.Select(d => d.Start.Utc![..16]), Is.EqualTo(new[] { "2027-03-27T08:00", "2027-03-28T07:00" }));
    }

    [Test]
    public async Task Public_case_C10_a_title_in_three_scripts_arrives_as_it_is()
    {
        await using var it = await Start();
        const string start = "Générale – Žižek 🏔 – Наука Напред ";
        var title = start + new string('x', 200 - start.Length);
        await it.Plan("GA-2027-4", new(2027, 5, 4), "Europe/Ljubljana", "Ljubljana", title);
        await it.Convene("GA-2027-4");
        var mail = it.Entries(DemoNetwork.Commission).Single();
        var part = mail.Message.BodyParts.OfType<TextPart>().Single(p => p.ContentType.IsMimeType("text", "calendar"));
        Assert.Multiple(() =>
        {
            Assert.That(part.ContentType.Charset, Is.EqualTo("utf-8"));
            Assert.That(part.ContentType.Parameters["method"], Is.EqualTo("REQUEST"));
            Assert.That(part.ContentDisposition, Is.Null);
            Assert.That(part.ContentTransferEncoding, Is.EqualTo(ContentEncoding.Base64));
            Assert.That(mail.Entry.Values["SUMMARY"], Is.EqualTo(title));
            Assert.That(mail.Calendar!.Split("\r\n").Select(line => Encoding.UTF8.GetByteCount(line)), Is.All.LessThanOrEqualTo(75));
            Assert.That(mail.Calendar, Does.Not.Contain('\uFFFD'));
            Assert.That(mail.Message.Attachments.OfType<MimePart>().Single().FileName, Is.EqualTo("invite.ics"));
        });
    }

    [Test]
    public async Task A_city_in_another_script_is_there_in_Latin_letters_too()
    {
        await using var it = await Start();
        var before = await it.Secretariat.GetAsync(Spring2027.A).Value<ShowAssembly.Answer>();
        var place = before.Place with { City = "Пловдив", CityLatin = "Plovdiv" };
        await it.Secretariat.Put(Spring2027.A, new { before.Title, place }, before.Version).Succeeds();
        await it.Convene();
        var mail = it.Entries(DemoNetwork.Commission).Single();
        Assert.That(mail.Subject, Does.Contain("Пловдив (Plovdiv)"));
        Assert.That(mail.Entry.Values["LOCATION"], Does.Contain("Пловдив (Plovdiv)"));
    }

    [Test]
    public async Task Public_case_C50_a_mail_comes_from_our_own_domain_and_is_answered_by_a_human()
    {
        await using var it = await Start();
        await it.Convene();
        foreach (var mail in it.Entries(DemoNetwork.Partner).Concat(it.Entries(DemoNetwork.SloveniaHead)))
        {
            Assert.Multiple(() =>
            {
                Assert.That(mail.Message.From.Mailboxes.Single().Address, Is.EqualTo("meetings@assemblies.example.org"));
                Assert.That(mail.Entry.Organizer.Address, Is.EqualTo("mailto:meetings@assemblies.example.org").IgnoreCase);
                Assert.That(mail.ReturnPath, Is.EqualTo("meetings@assemblies.example.org"));
                Assert.That(mail.Message.MessageId, Does.EndWith("@assemblies.example.org"));
                Assert.That(mail.Message.ReplyTo.Mailboxes.Single().Address, Is.EqualTo(DemoNetwork.SloveniaHead));
                Assert.That(mail.Message.Headers["Auto-Submitted"], Is.EqualTo("auto-generated"));
                Assert.That(mail.Message.Headers.Contains("List-Unsubscribe"), Is.False);
            });
        }
    }

    [Test]
    public async Task Members_sessions_stand_in_members_mails_only()
    {
        await using var it = await Start();
        await it.Convene();
        string Open(string email) =>
            it.Entries(email).Single(m => m.Entry.Values["SUMMARY"].StartsWith("Open", StringComparison.Ordinal)).Text;
        Assert.That(Open(DemoNetwork.FinlandHead), Does.Contain("Members’ walking dinner"));
        Assert.That(Open(DemoNetwork.Commission), Does.Contain("Keynote").And.Not.Contain("walking dinner"));
    }

    [Test]
    public async Task Whoever_comes_onto_the_roll_later_is_invited_when_the_secretariat_says_so()
    {
        await using var it = await Start();
        await it.Convene();
        it.Forget();
        var person = await it.Service.Db(async db =>
        {
            var late = new Person("late@fi.stem.example.org", "Liisa Late", null, "fi", "Europe/Helsinki");
            db.People.Add(late);
            var member = await db.Organisations.SingleAsync(o => o.Code == "FI");
            var mandate = new Mandate(late.Id, member.Id, MandateRole.Adviser, new(2026, 11, 1), null, null);
            mandate.Name(true);
            db.Mandates.Add(mandate);
            await db.SaveChangesAsync();
            return late.Id;
        });
        var list = await it.Secretariat.GetAsync($"{A}/invitations").Value<ListInvitations.Answer>();
        Assert.That(list.NotInvitedYet.Select(m => m.Email), Is.EqualTo(new[] { "late@fi.stem.example.org" }));
        Assert.That(await it.Decided(), Is.EqualTo(159));

        await it.Secretariat.PostAsJsonAsync($"{A}/invitations", new { person = person.Value }).Succeeds();
        await it.AllSent();
        Assert.That(it.Mails.Select(m => (m.To, m.Sequence)), Is.EqualTo(Enumerable.Repeat(("late@fi.stem.example.org", 0), 3)));
        Assert.That(
            await it.Secretariat.PostAsJsonAsync($"{A}/invitations", new { person = person.Value }).Refusal(),
            Is.EqualTo("409 invitations.nothing_to_invite_to")
        );
    }

    [Test]
    public async Task Whose_mandate_has_ended_gets_a_cancellation_once()
    {
        await using var it = await Start();
        await it.Convene();
        it.Forget();
        await it.Service.Db(async db =>
        {
            var mandate = await db.Mandates.SingleAsync(m => db.People.Any(p => p.Id == m.Person && p.Email == DemoNetwork.FinlandHead));
            mandate.End(new LocalDate(2026, 11, 20), new LocalDate(2026, 11, 25));
            return await db.SaveChangesAsync();
        });
        await it.Service.Send<Done>(new EndInvitations());
        await it.Service.Send<Done>(new EndInvitations());
        await it.AllSent();
        Assert.That(
            it.Mails.Select(m => (m.To, m.Method, m.Sequence)),
            Is.EqualTo(Enumerable.Repeat((DemoNetwork.FinlandHead, "CANCEL", 1), 3))
        );
    }
}
