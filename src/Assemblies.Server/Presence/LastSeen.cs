using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Security;
using NodaTime;
using Npgsql;

namespace Assemblies.Server.Presence;

/// <summary>
/// Notes when somebody who is in online was last heard of: the room was loaded, followed or asked for anew from their device. An open page asks once a
/// minute (<c>Client/live.ts</c>), a closed laptop does not.
/// </summary>
/// <remarks>
/// Once a minute a person at most. Those who are heard of within a second are written by one statement, however many they are, and outside of any
/// command: nobody's room becomes old by it.
/// </remarks>
internal sealed class LastSeen(NpgsqlDataSource source, TimeProvider time, ILogger<LastSeen> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // A little less than the page's minute, so that each of its questions counts.
    private static readonly Duration Fine = Duration.FromSeconds(50);

    private readonly Lock gate = new();
    private readonly Dictionary<Place, Instant> noted = [];
    private Dictionary<Place, Instant> waiting = [];

    /// <summary>Notes it, to be written within a second. Nothing happens for whoever is not in online.</summary>
    /// <param name="room">The room as it is.</param>
    /// <param name="reader">Who looks at it.</param>
    /// <param name="now">Business time.</param>
    public void Note(RoomNow room, Reader reader, Instant now)
    {
        if (reader.Person is not { } person)
        {
            return;
        }

        foreach (var (meeting, at) in room.Meetings)
        {
            if (at.People.GetValueOrDefault(person) is { In: Where.Online } one)
            {
                Note(new(meeting, one.Registrant), now);
            }
        }
    }

    private void Note(Place place, Instant now)
    {
        lock (gate)
        {
            if (noted.TryGetValue(place, out var before) && before <= now && now - before < Fine)
            {
                return;
            }

            noted[place] = now;
            waiting[place] = now;
            if (waiting.Count is 1)
            {
                _ = Task.Run(WriteSoon);
            }
        }
    }

    private async Task WriteSoon()
    {
        await Task.Delay(Pause, time);
        Dictionary<Place, Instant> heard;
        lock (gate)
        {
            (heard, waiting) = (waiting, []);
            var latest = heard.Values.Max();
            foreach (var (place, at) in noted)
            {
                if (latest - at >= Fine)
                {
                    noted.Remove(place);
                }
            }
        }

        try
        {
            await using var write = source.CreateCommand(
                """
                insert into presence_seen (meeting, registrant, at)
                select meeting, registrant, at from unnest($1, $2, $3) as heard (meeting, registrant, at)
                on conflict (meeting, registrant) do update set at = excluded.at
                """
            );
            write.Parameters.Add(new() { Value = heard.Keys.Select(place => place.Meeting.Value).ToArray() });
            write.Parameters.Add(new() { Value = heard.Keys.Select(place => place.Registrant.Value).ToArray() });
            write.Parameters.Add(new() { Value = heard.Values.ToArray() });
            await write.ExecuteNonQueryAsync();
        }
        catch (Exception e) when (e is NpgsqlException or ObjectDisposedException)
        {
            logger.LogWarning(e, "Who was heard of online could not be written; it is tried again when they are heard of again");
        }
    }

    private sealed record Place(Id<Meeting> Meeting, Id<Registrant> Registrant);
}
