using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;

namespace Assemblies.Benchmarks.Machine;

/// <summary>Voters: one after another on a few connections, or all at their own times.</summary>
internal sealed class Voting(Uri address, IReadOnlyList<string> tokens, Urn urn) : IDisposable
{
    private const int Connections = 16;

    private readonly HttpClient closed = new(new SocketsHttpHandler { MaxConnectionsPerServer = Connections });
    private readonly HttpClient open = new(new SocketsHttpHandler { MaxConnectionsPerServer = 512 });
    private readonly Dictionary<Guid, int> confirmed = [];
    private int bareVoter;

    /// <summary>Casts for about so long, each answer awaited before the next; ballots a second.</summary>
    public async Task<double> OneAfterAnother(TimeSpan length)
    {
        var (started, done) = (Stopwatch.GetTimestamp(), 0);
        var paused = TimeSpan.Zero;
        while (Stopwatch.GetElapsedTime(started) - paused < length)
        {
            var preparing = Stopwatch.GetTimestamp();
            var poll = await urn.Open();
            paused += Stopwatch.GetElapsedTime(preparing);
            var cast = await InTurn(
                tokens.Count,
                () => Stopwatch.GetElapsedTime(started) - paused < length,
                voter => Cast(closed, poll, voter)
            );
            confirmed[poll] = cast;
            done += cast;
        }

        return done / (Stopwatch.GetElapsedTime(started) - paused).TotalSeconds;
    }

    /// <summary>The same against the bare transaction, which knows neither rights nor audit.</summary>
    public async Task<double> OneAfterAnotherBare(TimeSpan length)
    {
        var started = Stopwatch.GetTimestamp();
        var done = await InTurn(
            int.MaxValue,
            () => Stopwatch.GetElapsedTime(started) < length,
            _ => CastBare(Interlocked.Increment(ref bareVoter))
        );
        return done / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>So many ballots, one after another.</summary>
    public async Task<int> Some(int count)
    {
        var poll = await urn.Open();
        confirmed[poll] = await InTurn(count, () => true, voter => Cast(closed, poll, voter));
        return confirmed[poll];
    }

    /// <summary>Everybody at a time drawn beforehand; latency counts from there.</summary>
    /// <returns>The 99th percentile in milliseconds.</returns>
    public async Task<double> Burst(int count, TimeSpan within)
    {
        var poll = await urn.Open();
        var random = new Random(count);
        var times = Enumerable.Range(0, count).Select(_ => random.NextDouble() * within.TotalSeconds).Order().ToArray();
        var latencies = new double[count];
        var started = Stopwatch.GetTimestamp();
        var sent = new List<Task>(count);
        for (var voter = 0; voter < count; voter++)
        {
            var due = TimeSpan.FromSeconds(times[voter]);
            while (Stopwatch.GetElapsedTime(started) is var now && now < due)
            {
                await Task.Delay(due - now > TimeSpan.FromMilliseconds(2) ? TimeSpan.FromMilliseconds(1) : TimeSpan.Zero);
            }

            sent.Add(One(voter, due));
        }

        await Task.WhenAll(sent);
        confirmed[poll] = count;
        return latencies.Order().ElementAt((int)(count * 0.99));

        async Task One(int voter, TimeSpan due)
        {
            await Cast(open, poll, voter);
            latencies[voter] = (Stopwatch.GetElapsedTime(started) - due).TotalMilliseconds;
        }
    }

    /// <summary>Holds what was confirmed against what is in the tables.</summary>
    /// <returns>It in words.</returns>
    public async Task<string> Check(Network network)
    {
        var all = 0;
        foreach (var (poll, count) in confirmed)
        {
            var (ballots, members, voters) = await urn.Count(poll);
            if (ballots != count || members != count || voters != count)
            {
                throw new InvalidOperationException(
                    $"{count} ballots were confirmed; there are {ballots}, of {members} members by {voters} voters."
                );
            }

            all += count;
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"{all:N0} ballots confirmed so far = ballots = members = voters; errors 0, lost 0, double 0"
        );
    }

    /// <inheritdoc />
    public void Dispose()
    {
        closed.Dispose();
        open.Dispose();
    }

    private static async Task<int> InTurn(int most, Func<bool> goesOn, Func<int, Task> cast)
    {
        var (next, done) = (-1, 0);
        await Task.WhenAll(
            Enumerable
                .Range(0, Connections)
                .Select(async _ =>
                {
                    while (goesOn() && Interlocked.Increment(ref next) is var voter && voter < most)
                    {
                        await cast(voter);
                        Interlocked.Increment(ref done);
                    }
                })
        );
        return done;
    }

    private async Task Cast(HttpClient client, Guid poll, int voter)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, $"/api/v1/polls/{poll}/ballots"))
        {
            Content = new StringContent($$"""{"member":"{{Urn.Member(voter)}}","choice":"yes"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new("Bearer", tokens[voter]);
        using var answer = await client.SendAsync(request);
        if (answer.StatusCode is not HttpStatusCode.OK)
        {
            throw new InvalidOperationException($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
    }

    private async Task CastBare(int voter)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, $"/ballots/{voter}"))
        {
            Content = new StringContent("""{"choice":"yes"}""", Encoding.UTF8, "application/json"),
        };
        using var answer = await closed.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }
}
