using System.Net.Http.Json;
using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform.Outbox;
using Assemblies.Server.SignIn;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests.SignIn;

public sealed class ForgetWhatIsOverTests
{
    [Test]
    public async Task What_is_over_is_forgotten()
    {
        await using var own = await DemoNetwork.Start();
        using var client = own.Anybody();
        client.DefaultRequestHeaders.Add("Idempotency-Key", "old");
        await client.PostAsJsonAsync("/api/v1/sign-in-links", new { email = DemoNetwork.GreeceHead }).Succeeds();
        await own.Db(db => db.Database.ExecuteSqlAsync($"update sign_in_link set asked_at = now() - interval '8 days'"));
        await own.Db(db => db.Database.ExecuteSqlAsync($"update answered_key set at = now() - interval '8 days'"));
        await own.Db(db => db.Database.ExecuteSqlAsync($"update outbox_mail set created_at = now() - interval '8 days'"));
        client.DefaultRequestHeaders.Remove("Idempotency-Key");
        client.DefaultRequestHeaders.Add("Idempotency-Key", "new");
        await client.PostAsJsonAsync("/api/v1/sign-in-links", new { email = DemoNetwork.FinlandHead }).Succeeds();

        await own.Send<Done>(new ForgetWhatIsOver());

        Assert.That(
            await own.Db(async db =>
                (
                    await db.SignInLinks.CountAsync(),
                    await db.OutboxMails.CountAsync(),
                    await db.AnsweredKeys.Select(key => key.Key).SingleAsync()
                )
            ),
            Is.EqualTo((1, 1, "new"))
        );
    }

    [TestCase("GA-2025-1", 400, ExpectedResult = 0, TestName = "A delivery of long ago about a meeting of long ago is forgotten")]
    [TestCase("GA-2025-1", 300, ExpectedResult = 1, TestName = "A delivery of this year is kept")]
    [TestCase("GA-2027-1", 400, ExpectedResult = 1, TestName = "A delivery about a meeting to come is kept, however old")]
    [TestCase(null, 400, ExpectedResult = 0, TestName = "A delivery of long ago about no meeting is forgotten")]
    public async Task<int> Deliveries(string? code, int days)
    {
        await using var own = await DemoNetwork.Start();
        await DemoAssembly.Host(own);
        await own.Db(async db =>
        {
            await db.OutboxMails.ExecuteDeleteAsync();
            var assembly = await db.Assemblies.Where(a => a.Code == code).Select(a => (Id<Assembly>?)a.Id).SingleOrDefaultAsync();
            db.Add(
                new OutboxMail(new NewMail("key", "a.kind", "subject", "somebody@example.org", "Somebody", "{}") { Assembly = assembly })
            );
            await db.SaveChangesAsync();
            return await db.Database.ExecuteSqlAsync($"update outbox_mail set created_at = now() - make_interval(days => {days})");
        });
        await own.Send<Done>(new ForgetWhatIsOver());
        return await own.Db(db => db.OutboxMails.CountAsync());
    }
}
