using System.Net.Http.Json;
using Assemblies.Domain.Presence;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Tests.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Assemblies.Server.Tests.Presence;

/// <summary>What the day's pages and lists ask the database: not more for many who look, and not more for many rows.</summary>
public sealed class RoomStatementTests
{
    private readonly Statements statements = new();
    private SittingStage stage = null!;

    [OneTimeSetUp]
    public async Task Start() => stage = await SittingStage.Start(statements.Count);

    [OneTimeTearDown]
    public async Task End() => await stage.DisposeAsync();

    [Test]
    public async Task A_change_takes_as_many_statements_with_ten_open_pages_as_with_two()
    {
        var day = await stage.DemoDay();
        await day.Opens();
        var registrant = await stage.Service.Db(db =>
            db.Registrants.Where(r => r.Assembly == day.Assembly && r.Affiliation == "PL").Select(r => r.Id.Value).SingleAsync()
        );
        var viewers = new List<Viewer>();
        try
        {
            await Come("AT", "BG");
            var few = await Change();
            await Come("CZ", "DE", "DK", "EE", "ES", "FR", "HU", "IT");
            var many = await Change();
            Assert.That(few, Is.InRange(1, 200));
            Assert.That(many, Is.EqualTo(few));
        }
        finally
        {
            foreach (var viewer in viewers)
            {
                await viewer.DisposeAsync();
            }
        }

        async Task Come(params string[] members)
        {
            foreach (var member in members)
            {
                viewers.Add(await Viewer.Open(stage.Service, member, $"/assemblies/{day.Code}/room"));
            }
        }

        // Somebody leaves and comes back. The fewest of some: on a slow machine what is read for all may get too old for the last.
        async Task<int> Change()
        {
            var counts = new List<int>();
            for (var round = 0; round < 3; round++)
            {
                counts.Add(
                    await statements.Of(async () =>
                    {
                        await Move(
                            "check-outs",
                            new
                            {
                                meeting = "day1",
                                registrant,
                                reason = "A call.",
                            }
                        );
                        await Move("check-ins", new { meeting = "day1", registrant });
                    })
                );
            }

            return counts.Min();
        }

        async Task Move(string way, object body)
        {
            var seen = viewers.ConvertAll(viewer => viewer.Next());
            await stage.Chair.PostAsJsonAsync($"{day.A}/{way}", body).Succeeds();
            await Task.WhenAll(seen);
        }
    }

    [Test]
    public async Task The_days_lists_take_as_many_statements_for_more_rows_as_for_fewer()
    {
        var day = await stage.Day();
        await day.In(Where.OnSite, "AT BE");
        await day.In(Where.Online, "NO");
        await day.Proxy("LV", "EE");
        await day.Opens();
        string[] lists =
        [
            "room",
            "room/chair",
            "proxies",
            "roll",
            "desk?meeting=day1",
            "desk/search?meeting=day1&q=a",
            "attendance?meeting=day1",
            "presence?meeting=day1",
            "head-count",
            "silent?meeting=day1",
            "registrations?limit=50",
        ];
        stage.Later(11);
        await Look(); // what is kept for good is kept now
        var few = await Look();
        await day.In(Where.OnSite, "BG CZ DE DK EE ES FR HU");
        await day.In(Where.Online, "IE FI");
        await day.Proxy("PT", "ES");
        stage.Later(11);
        Assert.That(await Look(), Is.EqualTo(few));

        async Task<List<string>> Look()
        {
            var counts = new List<string>();
            foreach (var list in lists)
            {
                stage.Service.Services.GetRequiredService<Commits>().Happened(); // what was kept of the room is old
                var sent = await statements.Of(() => stage.Secretariat.GetAsync($"{day.A}/{list}").Succeeds());
                counts.Add($"{list}: {sent}");
            }

            return counts;
        }
    }

    /// <summary>An open page of the room: it fetches the parts that a change concerns, as its script does.</summary>
    private sealed class Viewer : IAsyncDisposable
    {
        private readonly Browser browser;
        private readonly HttpClient client;
        private readonly Uri page;
        private readonly CancellationTokenSource leaves = new();
        private TaskCompletionSource next = new();
        private Task following = Task.CompletedTask;

        private Viewer(TestService service, Browser browser, string page)
        {
            (this.browser, this.page, client) = (browser, new(service.Address, page), new());
            client.DefaultRequestHeaders.Add("Cookie", string.Join("; ", browser.Cookies));
        }

        public static async Task<Viewer> Open(TestService service, string member, string page)
        {
            var browser = new Browser(service);
            using var signedIn = await browser.Post("/dev/sign-in-as", ("email", $"head@{member.ToLowerInvariant()}.stem.example.org"));
            await browser.Read(page);
            var viewer = new Viewer(service, browser, page);
            var first = viewer.Next();
            viewer.following = viewer.Follow();
            await first;
            return viewer;
        }

        /// <summary>Until the next event has been followed.</summary>
        public Task Next()
        {
            next = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return next.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }

        public async ValueTask DisposeAsync()
        {
            await leaves.CancelAsync();
            await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            leaves.Dispose();
            client.Dispose();
            browser.Dispose();
        }

        private async Task Follow()
        {
            using var ask = new HttpRequestMessage(HttpMethod.Get, $"{page}/live");
            ask.Headers.Accept.ParseAdd("text/event-stream");
            using var answer = await client.SendAsync(ask, HttpCompletionOption.ResponseHeadersRead, leaves.Token);
            answer.EnsureSuccessStatusCode();
            using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(leaves.Token));
            while (await reader.ReadLineAsync(leaves.Token) is { } line)
            {
                if (line.StartsWith("data: ", StringComparison.Ordinal) && line.Length > "data: ".Length)
                {
                    if (!line.EndsWith(" *", StringComparison.Ordinal))
                    {
                        await client.GetStringAsync($"{page}/parts?parts=quorum%20people%20me", leaves.Token);
                    }

                    next.TrySetResult();
                }
            }
        }
    }
}
