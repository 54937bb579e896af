using Assemblies.Domain.Agenda;
using Assemblies.Domain.Hosting;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Invitations;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using static Assemblies.Server.Tests.Invitations.Spring2027;

namespace Assemblies.Server.Tests.Invitations;

[Category("Time")]
public sealed class RemindersTests
{
    [Test]
    public async Task A_week_and_a_day_before_everybody_who_has_not_declined_is_reminded_once_at_an_hour_of_their_own()
    {
        await using var it = await Start();
        await it.Convene();
        using var guest = it.Service.Anybody();
        await guest.Answer(it.Entries(DemoNetwork.Commission).Single().AnswerPath, new { answer = "declined" }).Succeeds();
        it.Forget();

        // 14 April 2027 is a Wednesday; at 07:30 in Helsinki nobody is reminded, at 08:30 Finland and Greece are, later the others.
        await Remind(it, Instant.FromUtc(2027, 4, 14, 4, 30));
        Assert.That(Weekly(it), Is.Empty);
        await Remind(it, Instant.FromUtc(2027, 4, 14, 5, 30));
        Assert.That(Weekly(it), Has.Some.EqualTo(DemoNetwork.FinlandHead));
        Assert.That(Weekly(it), Has.None.EqualTo(DemoNetwork.SloveniaHead));
        await Remind(it, Instant.FromUtc(2027, 4, 14, 10, 0));
        await Remind(it, Instant.FromUtc(2027, 4, 14, 11, 0));
        Assert.That(Weekly(it), Has.Count.EqualTo(62));
        Assert.That(Weekly(it), Is.Unique);
        Assert.That(Weekly(it), Has.None.EqualTo(DemoNetwork.Commission));

        it.Forget();
        await Remind(it, Instant.FromUtc(2027, 4, 20, 10, 0));
        var eve = it.Mails.Where(m => m.Subject.Contains("Tomorrow", StringComparison.Ordinal)).Select(m => m.To).ToList();
        Assert.That(eve, Is.Unique);
        Assert.That(eve, Has.Count.EqualTo(62));
        Assert.That(it.Mails.Select(m => m.Calendar), Is.All.Null);
    }

    [Test]
    public async Task Who_has_uploaded_its_update_is_not_reminded_and_a_cancelled_assembly_reminds_nobody()
    {
        await using var it = await Start();
        await it.Convene();
        await it.Service.Db(async db =>
        {
            var (assembly, finland) = (
                await db.Assemblies.SingleAsync(a => a.Code == Code),
                await db.Organisations.SingleAsync(o => o.Code == "FI")
            );
            db.AgendaDocuments.Add(
                new AgendaDocument(
                    assembly.Id,
                    DocumentKind.CountryUpdate,
                    "Update",
                    new("fi.pdf", "application/pdf", 10, new('a', 64)),
                    it.Service.Clock.GetCurrentInstant(),
                    null
                ).For(finland.Id)
            );
            return await db.SaveChangesAsync();
        });
        var list = await it.Secretariat.GetAsync($"{A}/reminders").Value<ListReminders.Answer>();
        var updates = list.Ahead.Single(r => r.Kind is Domain.Invitations.ReminderKind.UpdatesDue);
        Assert.That(updates.People, Is.EqualTo(46));
        it.Forget();
        await Remind(it, (updates.On + new LocalTime(12, 0)).InUtc().ToInstant());
        var asked = it.Mails.Where(m => m.Subject.Contains("country update", StringComparison.Ordinal)).Select(m => m.To).ToList();
        Assert.That(asked, Has.Count.EqualTo(46));
        Assert.That(asked, Is.Unique);
        Assert.That(asked, Has.None.EqualTo(DemoNetwork.FinlandHead));

        await it.Act(Code, assembly => assembly.Step(StepKind.Cancelled, it.Service.Clock.GetCurrentInstant(), null, "No host."));
        await it.AllSent();
        it.Forget();
        await Remind(it, Instant.FromUtc(2027, 4, 20, 10, 0));
        Assert.That(it.Sink.Taken, Is.Empty);
    }

    [Test]
    public async Task A_task_named_to_somebody_who_is_not_of_the_plan_reminds_whose_it_is()
    {
        await using var it = await Start();
        await it.Service.Db(async db =>
        {
            var assembly = await db.Assemblies.SingleAsync(a => a.Code == Code);
            var stranger = await db.People.Where(p => p.Email == DemoNetwork.Partner).Select(p => p.Id).SingleAsync();
            db.Add(
                new PlanTask(
                    assembly.Id,
                    new TaskTerms("Ask the choir", "", TaskOwner.Host, TaskAnchor.FirstDay, 0, new LocalDate(2027, 4, 8), stranger),
                    new LocalDate(2026, 11, 1)
                )
            );
            return await db.SaveChangesAsync();
        });
        it.Forget();
        await Remind(it, Instant.FromUtc(2027, 4, 1, 10, 0));
        var told = it.Mails.Where(m => m.Message.TextBody!.Contains("Ask the choir", StringComparison.Ordinal)).Select(m => m.To);
        Assert.That(told, Is.EquivalentTo([DemoNetwork.SloveniaHead, DemoNetwork.SloveniaDeputy]));
    }

    [Test]
    public async Task One_click_in_a_mail_program_ends_reminders_and_nothing_else()
    {
        await using var it = await Start();
        await it.Convene();
        it.Forget();
        await Remind(it, Instant.FromUtc(2027, 4, 14, 10, 0));
        var mail = it.Mails.First(m => m.To == DemoNetwork.Partner);
        var link = new Uri(mail.Message.Headers["List-Unsubscribe"]!.Trim('<', '>')).AbsolutePath;
        Assert.That(mail.Message.Headers["List-Unsubscribe-Post"], Is.EqualTo("List-Unsubscribe=One-Click"));
        using var program = it.Service.Anybody();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["List-Unsubscribe"] = "One-Click" });
        await program.PostAsync(link, form).Succeeds();
        it.Forget();
        await Remind(it, Instant.FromUtc(2027, 4, 20, 10, 0));
        Assert.That(it.Mails.Select(m => m.To), Has.None.EqualTo(DemoNetwork.Partner));
    }

    private static List<string> Weekly(Spring2027 it) =>
        [.. it.Mails.Where(m => m.Subject.Contains("In a week", StringComparison.Ordinal)).Select(m => m.To)];

    private static async Task Remind(Spring2027 it, Instant now)
    {
        it.Service.Clock.Reset(now);
        Assert.That((await it.Service.Send(new SendReminders())).Error, Is.Null);
        await it.AllSent();
    }
}
