using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Assemblies.Benchmarks.Machine;

/// <summary>Whoever runs votes on the first item of a meeting.</summary>
internal sealed class Chair
{
    private readonly HttpClient client;
    private readonly string code;
    private readonly string item;
    private string poll = "";

    private Chair(HttpClient client, string code, string item) => (this.client, this.code, this.item) = (client, code, item);

    /// <summary>Takes up the meeting's first item.</summary>
    public static async Task<Chair> At(HttpClient client, string code, Guid meeting)
    {
        using var programme = JsonDocument.Parse(
            await client.GetStringAsync(new Uri($"/api/v1/assemblies/{code}/programme", UriKind.Relative))
        );
        var item = programme
            .RootElement.GetProperty("meetings")
            .EnumerateArray()
            .First(m => m.GetProperty("key").GetString() is "day1")
            .GetProperty("sessions")[0]
            .GetProperty("items")[0];
        var chair = new Chair(client, code, item.GetProperty("number").GetString()!);
        await chair.Post($"/api/v1/meetings/{meeting}/go-to", new { item = item.GetProperty("id").GetString() });
        return chair;
    }

    /// <summary>Enters another motion.</summary>
    /// <returns>Its number.</returns>
    public async Task<string> Put()
    {
        var motion = new
        {
            title = "Budget 2029",
            text = "The budget for 2029 is adopted.",
            proposer = "Steering committee",
            ruleType = "budget",
        };
        return (await Post($"/api/v1/assemblies/{code}/motions", new { item, motion })).GetProperty("number").GetString()!;
    }

    /// <summary>Opens a vote on a motion of its own.</summary>
    public async Task Open() =>
        poll = (await Post($"/api/v1/assemblies/{code}/polls", new { motion = await Put() })).GetProperty("id").GetString()!;

    /// <summary>Closes it.</summary>
    /// <returns>How long it took from the sending until the last page shows what became of it.</returns>
    public async Task<TimeSpan> Close(IReadOnlyList<RoomViewer> viewers)
    {
        var seen = viewers.Select(viewer => viewer.SeesAnother("vote")).ToList();
        var sent = Stopwatch.GetTimestamp();
        await Post($"/api/v1/polls/{poll}/close", null);
        var times = await Task.WhenAll(seen).WaitAsync(TimeSpan.FromSeconds(30));
        return
            viewers.Select(viewer => viewer.Said("vote")).Distinct(StringComparer.Ordinal).ToList() is [var said]
            && said.Contains("No votes were cast", StringComparison.Ordinal)
            ? Stopwatch.GetElapsedTime(sent, times.Max())
            : throw new InvalidOperationException("Pages show different results.");
    }

    private async Task<JsonElement> Post(string address, object? body)
    {
        using var content = body is null ? null : JsonContent.Create(body);
        using var answer = await client.PostAsync(new Uri(address, UriKind.Relative), content);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? JsonSerializer.Deserialize<JsonElement>(text)
            : throw new InvalidOperationException($"{address}: {text}");
    }
}
