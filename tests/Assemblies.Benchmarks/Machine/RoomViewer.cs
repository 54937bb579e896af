using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace Assemblies.Benchmarks.Machine;

/// <summary>
/// Somebody whose page of the room is open. It does what the page's script does (<c>src/Assemblies.Server/Client/live.ts</c>): it follows the stream, and
/// fetches the parts that a change concerns after the script's own pause.
/// </summary>
internal sealed partial class RoomViewer : IAsyncDisposable
{
    private readonly HttpClient client;
    private readonly Uri page;
    private readonly string cookie;
    private readonly string version;
    private readonly List<(string Name, string[] Follows)> parts;
    private readonly CancellationTokenSource leaves = new();
    private readonly TaskCompletionSource follows = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private readonly HashSet<string> wanted = new(StringComparer.Ordinal);
    private bool isFetching;
    private readonly Dictionary<string, TaskCompletionSource<long>> sees = new(StringComparer.Ordinal);
    private Task following = Task.CompletedTask;

    private readonly Dictionary<string, string> says = new(StringComparer.Ordinal);

    private RoomViewer(HttpClient client, Uri page, string cookie, string html)
    {
        (this.client, this.page, this.cookie) = (client, page, cookie);
        foreach (var (part, sentence) in SaidBy(html))
        {
            says[part] = sentence;
        }

        version = Version().Match(html).Groups["version"].Value;
        parts =
        [
            .. Part()
                .Matches(html)
                .Select(it => (it.Groups["name"].Value, it.Groups["on"] is { Success: true } on ? on.Value : it.Groups["name"].Value))
                .Select(it => (it.Item1, it.Item2.Split(' '))),
        ];
    }

    /// <summary>The quorum as the page says it now.</summary>
    public string Quorum => Said("quorum");

    /// <summary>What a part of the page says now; empty where it says nothing.</summary>
    public string Said(string part)
    {
        lock (gate)
        {
            return says.GetValueOrDefault(part) ?? "";
        }
    }

    /// <summary>Opens the page, and its stream once the page is there.</summary>
    /// <param name="client">Without cookies of its own; viewers may share it.</param>
    /// <param name="page">The room's page.</param>
    /// <param name="secret">Of the viewer's sign-in.</param>
    public static async Task<RoomViewer> Open(HttpClient client, Uri page, string secret)
    {
        var cookie = $"session={secret}";
        using var answer = await Get(client, page, cookie, HttpCompletionOption.ResponseContentRead, CancellationToken.None);
        var viewer = new RoomViewer(client, page, cookie, await answer.Content.ReadAsStringAsync());
        viewer.following = Task.Run(viewer.Follow);
        await Task.WhenAny(viewer.follows.Task, viewer.following);
        if (!viewer.follows.Task.IsCompletedSuccessfully || viewer.Quorum.Length is 0)
        {
            await viewer.following;
            throw new InvalidOperationException($"{page} shows no quorum that is followed.");
        }

        return viewer;
    }

    /// <summary>When a part of the page says something else than now, by <see cref="Stopwatch"/>. Call it before the change.</summary>
    public Task<long> SeesAnother(string part = "quorum")
    {
        lock (gate)
        {
            sees[part] = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return sees[part].Task;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await leaves.CancelAsync();
        await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        leaves.Dispose();
    }

    private async Task Follow()
    {
        using var answer = await Get(client, new($"{page}/live"), cookie, HttpCompletionOption.ResponseHeadersRead, leaves.Token);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(leaves.Token));
        var (name, fetching) = ("", Task.CompletedTask);
        while (await reader.ReadLineAsync(leaves.Token) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                name = line["event: ".Length..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal) && name is "changed")
            {
                var words = line["data: ".Length..].Split(' ');
                var isFirst = Wants(Concerned(words[0], words[1..]));
                follows.TrySetResult();
                if (isFirst)
                {
                    await fetching;
                    fetching = Fetch();
                }
            }
        }
    }

    private IEnumerable<string> Concerned(string since, string[] changes) =>
        changes.Contains("*", StringComparer.Ordinal)
            ? since == version
                ? []
                : parts.Select(part => part.Name)
            : parts.Where(part => part.Follows.Intersect(changes, StringComparer.Ordinal).Any()).Select(part => part.Name);

    /// <summary>True when nobody fetches them yet.</summary>
    private bool Wants(IEnumerable<string> names)
    {
        lock (gate)
        {
            wanted.UnionWith(names);
            return !isFetching && (isFetching = wanted.Count > 0);
        }
    }

    private string? TakeWanted()
    {
        lock (gate)
        {
            var names = string.Join(' ', wanted);
            wanted.Clear();
            return (isFetching = names.Length > 0) ? names : null;
        }
    }

    private async Task Fetch()
    {
        await Task.Delay(Random.Shared.Next(30, 180), leaves.Token);
        while (TakeWanted() is { } names)
        {
            var address = new Uri($"{page}/parts?parts={Uri.EscapeDataString(names)}");
            using var answer = await Get(client, address, cookie, HttpCompletionOption.ResponseContentRead, leaves.Token);
            foreach (var (part, sentence) in SaidBy(await answer.Content.ReadAsStringAsync(leaves.Token)))
            {
                Shows(part, sentence);
            }
        }
    }

    private void Shows(string part, string sentence)
    {
        lock (gate)
        {
            if (says.GetValueOrDefault(part) != sentence)
            {
                says[part] = sentence;
                sees.GetValueOrDefault(part)?.TrySetResult(Stopwatch.GetTimestamp());
            }
        }
    }

    private static async Task<HttpResponseMessage> Get(
        HttpClient client,
        Uri address,
        string cookie,
        HttpCompletionOption until,
        CancellationToken ct
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Cookie", cookie);
        request.Headers.TryAddWithoutValidation(
            "Accept",
            until is HttpCompletionOption.ResponseHeadersRead ? "text/event-stream" : "text/html"
        );
        return (await client.SendAsync(request, until, ct)).EnsureSuccessStatusCode();
    }

    private static IEnumerable<(string Part, string Sentence)> SaidBy(string html) =>
        Saying().Matches(html).Select(it => (it.Groups["part"].Value, WebUtility.HtmlDecode(it.Groups["says"].Value)));

    [GeneratedRegex("data-live-version=\"(?<version>[^\"]*)\"", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Version();

    [GeneratedRegex(
        "data-live=\"(?<name>[^\"]+)\"([^>]*? data-live-on=\"(?<on>[^\"]+)\")?",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Part();

    [GeneratedRegex(
        "data-live=\"(?<part>[^\"]+)\"[^>]* data-live-sentence=\"(?<says>[^\"]*)\"",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Saying();
}
