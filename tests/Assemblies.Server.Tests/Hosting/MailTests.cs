using System.Net.Http.Json;
using Assemblies.Server.Hosting;
using Assemblies.Server.Platform.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Assemblies.Server.Tests.Hosting;

public sealed class MailTests
{
    [Test]
    public async Task Every_mail_about_hosting_is_written_with_a_greeting_and_a_way_on()
    {
        await using var stage = await HostingStage.Start();
        await stage.OpenSpring();
        var (slovenia, bulgaria) = (await stage.SubmitSlovenia(), await stage.SubmitBulgaria());
        stage.On(2026, 11, 2);
        await stage.Assign("GA-2027-1", bulgaria, 1, (slovenia, 1)).Is(200);
        await (await stage.Head("bg"))
            .PostAsJsonAsync("/api/v1/host-calls/GA-2027-1/assignments/1/decline", new { reason = "<b>No</b> hall & no hotel." })
            .Is(204);
        await (await stage.Head("si")).PostAsync("/api/v1/host-calls/GA-2027-1/assignments/2/accept", null).Is(204);

        var composed = await Composed(stage);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                composed.Select(c => c.Mail.Kind).Distinct(),
                Is.EquivalentTo(["hosting.opened", "hosting.submitted", "hosting.asked", "hosting.refused", "hosting.decided"])
            );
            foreach (var (mail, letter) in composed)
            {
                Assert.That(letter.Text, Does.Contain($"Dear {mail.Name},"), mail.Kind);
                Assert.That(letter.Text, Does.Match("http://[^ ]+/(host-calls|assemblies)/GA-2027-1"), mail.Kind);
                Assert.That(letter.Subject, Has.Length.InRange(10, 120), mail.Kind);
            }

            var refused = composed.First(c => c.Mail.Kind == "hosting.refused").Letter;
            Assert.That(refused.Text, Does.Contain("<b>No</b> hall & no hotel."));
            Assert.That(refused.Html, Does.Not.Contain("<b>No</b>").And.Contain("&lt;b&gt;No"));
        }
    }

    private static async Task<List<(OutboxMail Mail, Composed Letter)>> Composed(HostingStage stage)
    {
        var mails = await stage.Service.Db(db => db.OutboxMails.Where(m => m.Group == "hosting").ToListAsync());
        await using var scope = stage.Service.Services.CreateAsyncScope();
        var composers = scope
            .ServiceProvider.GetServices<IComposeMail>()
            .Where(c => c.Kind.StartsWith("hosting.", StringComparison.Ordinal))
            .ToDictionary(c => c.Kind, StringComparer.Ordinal);
        Assert.That(composers.Keys, Is.EquivalentTo(HostingComposer.Kinds));
        var letters = new List<(OutboxMail, Composed)>();
        foreach (var mail in mails)
        {
            letters.Add((mail, (await composers[mail.Kind].Compose(mail, CancellationToken.None))!));
        }

        return letters;
    }
}
