using System.Security.Cryptography;
using System.Text;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Members;
using Assemblies.Server.Agenda;
using Assemblies.Server.Invitations;
using Assemblies.Server.Tests.Agenda;
using Microsoft.EntityFrameworkCore;
using static Assemblies.Server.Tests.Invitations.Spring2027;

namespace Assemblies.Server.Tests.Invitations;

public sealed class DocumentsTests
{
    private static readonly byte[] Paper = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n<<>>\nendobj\n");

    [Test]
    public async Task The_final_documents_reach_those_who_may_read_them_and_the_hash_in_the_mail_is_that_of_the_file()
    {
        await using var it = await Start();
        await it.Convene();
        Assert.That(await it.Secretariat.GetAsync($"{A}/send-documents").Refusal(), Is.EqualTo("409 invitations.no_documents"));
        var item = await it.Service.Db(db => db.AgendaItems.Where(i => i.Number == "1").Select(i => i.Id).SingleAsync());
        var form = DocumentTests.Form("draft-minutes.pdf", Paper, ("title", "Draft minutes"), ("item", item.ToString()));
        var added = await it.Secretariat.PostAsync($"{A}/documents", form).Value<UploadDocument.Added>();
        it.Forget();

        var seen = await it.Secretariat.GetAsync($"{A}/send-documents").Value<PreviewDocuments.Answer>();
        var sent = await it.Secretariat.PostAsync($"{A}/send-documents", null).Value<SendDocuments.Answer>();
        await it.AllSent();
        var mails = it.Mails;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((seen.Documents.Count, seen.Mails, sent.Documents, sent.Mails), Is.EqualTo((1, 48, 1, 48)));
            Assert.That(mails.Select(mail => mail.To), Is.Unique.And.Exactly(48).Items);
            Assert.That(mails.Select(mail => mail.To), Has.None.EqualTo(DemoNetwork.Partner).And.None.EqualTo(DemoNetwork.Commission));
            Assert.That(mails.Select(mail => mail.Calendar), Is.All.Null);
            Assert.That(mails.Select(mail => mail.Text), Is.All.Contains($"/assemblies/{Code}/documents#{added.Id}"));
            Assert.That(mails.Select(mail => mail.Text), Is.All.Contains(Convert.ToHexStringLower(SHA256.HashData(Paper))));
            Assert.That(mails.Select(mail => mail.Text), Is.All.Contains("fingerprint of the file"));
            Assert.That(seen.GetsNothing.Select(line => line.Why), Has.Some.EqualTo("No document is of an item that is for them."));
        }

        var proof = await it.Service.Db(db => db.Convocations.SingleAsync(c => c.Of == ProofOf.Documents));
        var lines = await it.Service.Db(db => db.ConvocationRecipients.Where(r => r.Convocation == proof.Id).ToListAsync());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ConvocationTests.Hash(proof), Is.EqualTo(proof.Hash));
            Assert.That(proof.Content, Does.Contain(Convert.ToHexStringLower(SHA256.HashData(Paper))));
            Assert.That(
                lines.Where(line => line.Sent.Length > 0).Select(line => line.Email),
                Is.EquivalentTo(mails.Select(mail => mail.To))
            );
            Assert.That(lines.Where(line => line.Sent.Length is 0).Select(line => line.Why), Has.None.Empty.And.Exactly(15).Items);
        }
    }

    [Test]
    public async Task Who_speaks_for_a_member_and_for_a_partner_gets_the_members_documents_and_invitations_once()
    {
        await using var it = await Start();
        await it.Represent("eurotech", DemoNetwork.FinlandHead, MandateRole.Contact);
        await it.Convene();
        Assert.That(it.Entries(DemoNetwork.FinlandHead), Has.Count.EqualTo(3));
        using var guest = it.Service.Anybody();
        var open = it.Entries(DemoNetwork.FinlandHead).Single(m => m.Entry.Values["SUMMARY"].StartsWith("Open", StringComparison.Ordinal));
        Assert.That((await guest.Invitation(open.AnswerPath)).Sessions.Select(s => s.Title), Has.Some.Contains("walking dinner"));

        var item = await it.Service.Db(db => db.AgendaItems.Where(i => i.Number == "1").Select(i => i.Id).SingleAsync());
        var form = DocumentTests.Form("paper.pdf", Paper, ("title", "Paper 1"), ("item", item.ToString()));
        await it.Secretariat.PostAsync($"{A}/documents", form).Succeeds();
        it.Forget();
        await it.Secretariat.PostAsync($"{A}/send-documents", null).Succeeds();
        await it.AllSent();
        Assert.That(it.Mails.Single(m => m.To == DemoNetwork.FinlandHead).Text, Does.Contain("Paper 1"));
    }

    [Test]
    public async Task Before_convening_there_is_nothing_to_send_and_others_may_not()
    {
        await using var it = await Start();
        using var head = await it.Service.As(DemoNetwork.FinlandHead);
        Assert.That(await it.Secretariat.PostAsync($"{A}/send-documents", null).Refusal(), Is.EqualTo("409 assembly.wrong_state"));
        Assert.That(await head.PostAsync($"{A}/send-documents", null).Refusal(), Is.EqualTo("403 access.secretariat_only"));
    }
}
