using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Live;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>The rooms of assemblies as they are, read once after each change for all who look.</summary>
internal sealed class RoomsNow(LiveAnswers kept, LiveStreams streams, AssemblyIds ids, IServiceScopeFactory scopes, IClock clock)
{
    /// <summary>A room as it is now; null when there is no such assembly.</summary>
    public async Task<RoomNow?> Read(string code, CancellationToken ct)
    {
        if (await TopicOf(code, ct) is not { } topic)
        {
            return null;
        }

        // Which meeting comes next is a matter of minutes.
        var minute = clock.GetCurrentInstant().ToUnixTimeSeconds() / 60;
        return await kept.Get(topic, "room", $"{minute}", () => Load(code)).WaitAsync(ct);
    }

    /// <summary>What its pages follow; null when there is no such assembly.</summary>
    public async Task<LiveTopic?> TopicOf(string code, CancellationToken ct) => await ids.Of(code, ct) is { } id ? Room.Topic(id) : null;

    /// <summary>The version of a room, to be read before what a page shows of it; empty when there is no such assembly.</summary>
    public async Task<string> VersionOf(string code, CancellationToken ct) =>
        await TopicOf(code, ct) is { } topic ? streams.Version(topic) : "";

    // In a scope of its own: whoever asked first may leave before it is there, and the others still wait.
    private async Task<RoomNow?> Load(string code)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RoomReading>().Read(code, CancellationToken.None);
    }
}
