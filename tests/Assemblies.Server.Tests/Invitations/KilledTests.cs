using System.Diagnostics;
using static Assemblies.Server.Tests.Invitations.Spring2027;

namespace Assemblies.Server.Tests.Invitations;

public sealed class KilledTests
{
    [Test]
    public async Task A_service_killed_in_the_middle_of_sending_leaves_no_invitation_out_and_each_has_one_Message_ID()
    {
        await using var it = await Start("--Jobs:Run=false");
        using var gate = new SemaphoreSlim(40);
        it.Sink.AfterData = _ =>
        {
            gate.Wait();
            return null;
        };
        await it.Secretariat.PostAsync($"{A}/convene", null).Succeeds();
        Assert.That(it.Sink.Taken, Is.Empty);

        using (var first = Child(it))
        {
            try
            {
                // The server takes forty and then keeps everybody waiting.
                await Eventually.Holds(() => it.Sink.Taken.Count is 40);
            }
            finally
            {
                first.Kill(); // SIGKILL: no handler, no goodbye
                await first.WaitForExitAsync();
            }
        }

        gate.Release(10_000);

        // What the dead process had leased is free again once its term is over.
        await it.Service.Db(db =>
            Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(
                db.Database,
                "update outbox_mail set leased_until = now() - interval '1 second' where leased_until is not null"
            )
        );
        using var second = Child(it);
        try
        {
            await it.AllSent();
        }
        finally
        {
            second.Kill();
            await second.WaitForExitAsync();
        }

        var mails = it.Mails.GroupBy(m => (m.To, m.Uid)).ToList();
        Assert.That(mails, Has.Count.EqualTo(159));
        Assert.That(mails.Select(m => m.Select(one => one.Message.MessageId).Distinct().Count()), Is.All.EqualTo(1));
        Assert.That(
            mails.Select(m => m.Select(one => one.Calendar).Distinct().Count()),
            Is.All.EqualTo(1),
            "a retry is the same to the byte"
        );
    }

    private static Process Child(Spring2027 it)
    {
        var start = new ProcessStartInfo(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "Assemblies.Server.dll"),
                "--environment=Development",
                "--urls=http://127.0.0.1:0",
                $"--ConnectionStrings:Assemblies={it.Service.Database.Address.App}",
                $"--ConnectionStrings:Migrator={it.Service.Database.Address.Owner}",
                "--Smtp:Host=127.0.0.1",
                $"--Smtp:Port={it.Sink.Port}",
                "--Smtp:Security=none",
                "--Smtp:From=meetings@assemblies.example.org",
                "--Site:Url=https://assemblies.example.org",
                "--Demo:Seed=false",
            ]
        )
        {
            UseShellExecute = false,
        };
        return Process.Start(start)!;
    }
}
