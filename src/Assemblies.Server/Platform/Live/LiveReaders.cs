using System.Collections.Concurrent;
using System.Diagnostics;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;

namespace Assemblies.Server.Platform.Live;

/// <summary>Finds out who asks for a part of a live page: for all who have such a page open at once, not for each.</summary>
/// <remarks>
/// After a change everybody in the room asks at the same moment. The rights are read anew, as always, but of all of them with the same few
/// statements. What was read holds until this replica commits anything, and for two seconds at most, since another replica may have.
/// </remarks>
internal sealed class LiveReaders(IServiceScopeFactory scopes, Commits commits)
{
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<string, int> watching = new(StringComparer.Ordinal);
    private Reading? last;

    /// <summary>Keeps a sign-in among those whose rights are read together, as long as its page is open.</summary>
    public IDisposable Watch(string secret)
    {
        watching.AddOrUpdate(secret, 1, (_, pages) => pages + 1);
        return new Watching(this, secret);
    }

    /// <summary>Who has this cookie; null when it opens nothing any longer.</summary>
    public async Task<Reader?> ByCookie(string secret, CancellationToken ct)
    {
        var known = await Current().Read.WaitAsync(ct);
        if (!known.TryGetValue(secret, out var reader))
        {
            reader = (await Read([secret])).GetValueOrDefault(secret);
            known[secret] = reader;
        }

        return reader;
    }

    private Reading Current()
    {
        lock (gate)
        {
            var commit = commits.Number;
            if (last is { Read.IsFaulted: false } && last.Commit == commit && Stopwatch.GetElapsedTime(last.At) < Trusted)
            {
                return last;
            }

            var secrets = watching.Keys.ToList();
            return last = new(commit, Stopwatch.GetTimestamp(), Task.Run(() => Read(secrets)));
        }
    }

    private async Task<ConcurrentDictionary<string, Reader?>> Read(IReadOnlyCollection<string> secrets)
    {
        await using var scope = scopes.CreateAsyncScope();
        var found = await scope.ServiceProvider.GetRequiredService<Readers>().ByCookies(secrets, CancellationToken.None);
        return new(secrets.Select(secret => KeyValuePair.Create(secret, found.GetValueOrDefault(secret))), StringComparer.Ordinal);
    }

    private void Leave(string secret)
    {
        if (watching.AddOrUpdate(secret, 0, (_, pages) => pages - 1) <= 0)
        {
            watching.TryRemove(KeyValuePair.Create(secret, 0));
        }
    }

    private sealed record Reading(long Commit, long At, Task<ConcurrentDictionary<string, Reader?>> Read);

    private sealed class Watching(LiveReaders readers, string secret) : IDisposable
    {
        public void Dispose() => readers.Leave(secret);
    }
}
