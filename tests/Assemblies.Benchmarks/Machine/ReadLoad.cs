using System.Diagnostics;
using System.Net.Http.Headers;

namespace Assemblies.Benchmarks.Machine;

/// <summary>Asks for one address over and over, some at a time, and reads each answer to its end: for answers that are made anew and do not know their length.</summary>
/// <param name="client">Whom it asks.</param>
/// <param name="path">What.</param>
/// <param name="token">With whose rights; null for the public.</param>
internal sealed class ReadLoad(HttpClient client, string path, string? token)
{
    private const int AtOnce = 4;

    /// <summary>Runs for a while. Every answer has to be a 200.</summary>
    /// <returns>Answers a second.</returns>
    public async Task<double> Run(TimeSpan length)
    {
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(() => Ask(started, length))));
        return counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private async Task<long> Ask(long started, TimeSpan length)
    {
        var count = 0L;
        while (Stopwatch.GetElapsedTime(started) < length)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            await answer.EnsureSuccessStatusCode().Content.CopyToAsync(Stream.Null);
            count++;
        }

        return count;
    }
}
