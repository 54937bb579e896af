using System.Diagnostics;
using Assemblies.Server.Tests.Invitations;

namespace Assemblies.Server.Tests.Registration;

public sealed class KilledTests
{
    [Test]
    public async Task A_service_killed_between_promotion_and_mail_tells_it_after_all_and_once()
    {
        await using var it = await Spring2027.Start("--Jobs:Run=false");
        var at = await Gathering.Convened(it);
        var people = await at.Newcomers(2);
        await at.Resize(1);
        foreach (var email in people)
        {
            await at.Take(email);
        }

        var (registration, token) = (
            (await at.Shown(people[0])).Registration,
            (await at.As(people[0])).DefaultRequestHeaders.Authorization
        );
        var port = Ports.Free();
        using (var first = Child(it, port, runsJobs: false))
        {
            try
            {
                using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{port}") };
                client.DefaultRequestHeaders.Authorization = token;
                await Eventually.Holds(async () =>
                {
                    try
                    {
                        return (await client.GetAsync("/health/ready")).IsSuccessStatusCode;
                    }
                    catch (HttpRequestException)
                    {
                        return false;
                    }
                });
                await client.PostAsync($"{at.A}/registrations/{registration}/cancel", null).Succeeds();
            }
            finally
            {
                first.Kill(); // SIGKILL: no handler, no goodbye
                await first.WaitForExitAsync();
            }
        }

        Assert.That(it.Sink.Taken, Is.Empty);
        Assert.That(await at.Has(people[1]), Is.EqualTo("on site"));
        using var second = Child(it, Ports.Free(), runsJobs: true);
        try
        {
            await it.AllSent();
        }
        finally
        {
            second.Kill();
            await second.WaitForExitAsync();
        }

        var told = it.Mails.Where(m => m.To == people[1]).Select(m => m.Message.Subject).ToList();
        Assert.That(
            told.Where(subject => subject!.Contains("you have a seat", StringComparison.Ordinal)),
            Is.EqualTo([$"{at.Code}: you have a seat: General Assembly, day 1, on site"])
        );
    }

    private static Process Child(Spring2027 it, int port, bool runsJobs) =>
        Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    Path.Combine(AppContext.BaseDirectory, "Assemblies.Server.dll"),
                    "--environment=Development",
                    $"--urls=http://127.0.0.1:{port}",
                    $"--ConnectionStrings:Assemblies={it.Service.Database.Address.App}",
                    $"--ConnectionStrings:Migrator={it.Service.Database.Address.Owner}",
                    $"--Jobs:Run={runsJobs}",
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
            }
        )!;
}
