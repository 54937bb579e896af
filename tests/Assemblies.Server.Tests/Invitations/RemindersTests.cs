using System.Net.Http.Json;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Hosting;
using Assemblies.Domain.Invitations;
using Assemblies.Server.Invitations;
using Assemblies.Server.Platform.Outbox;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using SmtpServer.Protocol;
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
        Assert.That(Weekly(it), Is.Unique);
        Assert.That(Weekly(it), Has.Count.EqualTo(62));
        Assert.That(it.Mails.Select(m => m.Calendar), Is.All.Null);
    }

    [Test]
    public async Task Who_declines_the_first_meeting_after_a_reminder_is_not_reminded_of_the_second_anew()
    {
        await using var it = await Start();
        await it.Convene();
        await Remind(it, Instant.FromUtc(2027, 4, 14, 10, 0));
        using var guest = it.Service.Anybody();
        var open = it.Entries(DemoNetwork.FinlandHead).Single(m => m.Subject.Contains("Open", StringComparison.Ordinal));
        await guest.Answer(open.AnswerPath, new { answer = "declined" }).Succeeds();
        it.Forget();
        await Remind(it, Instant.FromUtc(2027, 4, 15, 10, 0));
        Assert.That(it.Mails.Select(m => m.To), Has.None.EqualTo(DemoNetwork.FinlandHead));
        await Remind(it, Instant.FromUtc(2027, 4, 21, 10, 0));
        Assert.That(
            it.Mails.Single(m => m.To == DemoNetwork.FinlandHead && m.Subject.Contains("Begins", StringComparison.Ordinal)).Subject,
            Does.Contain("Begins on Thursday 22 April 2027")
        );
    }

    [Test]
    public async Task A_reminder_that_waits_is_dropped_once_its_meeting_is_cancelled_or_its_reader_wants_none()
    {
        await using var it = await Start("--Mail:RetrySeconds=600");
        await it.Convene();
        it.Sink.AtRecipient = to =>
            to is DemoNetwork.Commission or DemoNetwork.Partner ? new((SmtpReplyCode)450, "4.7.1 Greylisted") : null;
        it.Service.Clock.Reset(Instant.FromUtc(2027, 4, 20, 10, 0));
        await it.Service.Send(new SendReminders());
        await Eventually.Holds(() =>
            it.Service.Db(async db =>
                await db.OutboxMails.CountAsync(m => m.State == DeliveryState.Deferred) is 2
                && !await db.OutboxMails.AnyAsync(m => m.State == DeliveryState.Queued)
            )
        );
        it.Sink.AtRecipient = _ => null;
        it.Forget();

        await it.Service.Db(db =>
            db.Database.ExecuteSqlAsync($"insert into reminder_opt_out (email, at) values ({DemoNetwork.Partner}, now())")
        );
        await TryAgain(DemoNetwork.Partner);
        await it.CancelMeeting("open", "The hall is flooded.").Succeeds();
        await TryAgain(DemoNetwork.Commission);
        await it.AllSent();
        Assert.That(it.Mails.Select(m => m.Method), Is.All.EqualTo("CANCEL"));

        async Task TryAgain(string email)
        {
            var mail = await it.Service.Db(db => db.OutboxMails.SingleAsync(m => m.Email == email && m.State == DeliveryState.Deferred));
            await it.Secretariat.PostAsync($"{A}/deliveries/{mail.Id}/try-now", null).Succeeds();
            await Eventually.Holds(async () =>
                await it.Service.Db(db => db.OutboxMails.Where(m => m.Id == mail.Id).Select(m => m.State).SingleAsync())
                is DeliveryState.Superseded
            );
        }
    }

    [Test]
    public async Task What_is_due_after_the_last_meeting_is_reminded_too_and_the_secretariat_where_there_is_no_chair()
    {
        await using var it = await Start();
        await it.Convene();
        await it.Service.Db(async db =>
        {
            var assembly = await db.Assemblies.SingleAsync(a => a.Code == Code);
            var terms = new TaskTerms("Evidence of the costs", "", TaskOwner.Host, TaskAnchor.LastDay, 14, null, null);
            db.PlanTasks.Add(new(assembly.Id, terms, new(2026, 11, 25)));
            db.PlanTasks.Add(new(assembly.Id, terms with { Title = "Sign the minutes", Owner = TaskOwner.Chair }, new(2026, 11, 25)));
            return await db.SaveChangesAsync();
        });
        it.Forget();
        await Remind(it, Instant.FromUtc(2027, 5, 3, 10, 0));
        var text = it.Mails.ToLookup(m => m.To, m => m.Text);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(text[DemoNetwork.SloveniaHead].Single(), Does.Contain("Evidence of the costs"));
            Assert.That(text[DemoNetwork.Secretariat].Single(), Does.Contain("Sign the minutes"));
        }
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
        var updates = list.Ahead.Single(r => r.Kind is ReminderKind.UpdatesDue);
        Assert.That(updates.People, Is.EqualTo(46));
        it.Forget();
        await Remind(it, (updates.On + new LocalTime(12, 0)).InUtc().ToInstant());
        var asked = it.Mails.Where(m => m.Subject.Contains("country update", StringComparison.Ordinal)).Select(m => m.To).ToList();
        Assert.That(asked, Has.Count.EqualTo(46));
        Assert.That(asked, Is.Unique);
        Assert.That(asked, Has.None.EqualTo(DemoNetwork.FinlandHead));

        await it.Secretariat.PostAsJsonAsync($"{A}/cancel", new { reason = "There is no host." }).Succeeds();
        await it.AllSent();
        var decided = await it.Decided();
        await Remind(it, Instant.FromUtc(2027, 4, 20, 10, 0));
        Assert.That(await it.Decided(), Is.EqualTo(decided));
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

        await program.DeleteAsync(link.Replace("/one-click", "", StringComparison.Ordinal)).Succeeds();
        Assert.That(
            await program.DeleteAsync("/reminders/stop/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").Refusal(),
            Is.EqualTo("404 invitations.unknown_link")
        );
        await Remind(it, Instant.FromUtc(2027, 4, 20, 10, 5));
        Assert.That(it.Mails.Select(m => m.To), Has.Some.EqualTo(DemoNetwork.Partner));
    }

    [Test]
    public async Task Who_wants_no_reminders_is_not_counted_among_those_to_be_reminded()
    {
        await using var it = await Start();
        await it.Convene();
        await it.Service.Db(db =>
            db.Database.ExecuteSqlAsync($"insert into reminder_opt_out (email, at) values ({DemoNetwork.Partner}, now())")
        );
        var list = await it.Secretariat.GetAsync($"{A}/reminders").Value<ListReminders.Answer>();
        Assert.That(
            list.Ahead.Where(r => r.Kind is ReminderKind.WeekBefore or ReminderKind.DayBefore).Select(r => r.People),
            Is.EqualTo([62, 62])
        );
    }

    private static List<string> Weekly(Spring2027 it) =>
        [.. it.Mails.Where(m => m.Subject.Contains("Begins on Wednesday 21 April 2027", StringComparison.Ordinal)).Select(m => m.To)];

    private static async Task Remind(Spring2027 it, Instant now)
    {
        it.Service.Clock.Reset(now);
        Assert.That((await it.Service.Send(new SendReminders())).Error, Is.Null);
        await it.AllSent();
    }
}
