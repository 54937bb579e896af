using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Presence;
using Assemblies.Server.Platform.Live;
using Assemblies.Server.Platform.Security;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Assemblies.Server.Voting;

/// <summary>Writes ballots: who asks, whose turn it is, whether the vote is open, the ballot and its audit row, all in one round trip.</summary>
/// <remarks>
/// Hand-made: everybody in the room does it within the same seconds. The lock is a statement of its own: taken inside the inserting statement it would
/// come after that statement's snapshot, and a ballot could be confirmed that closing did not see. Source: performance.md, Where the cost sits.
/// </remarks>
internal sealed class BallotBox(NpgsqlDataSource source, Announcer announcer)
{
    private const string Lock = "select pg_advisory_xact_lock_shared(hashtextextended($1, 0))";

    private const string Write = """
        with who as (
            select person.id, person.name, person.email
            from (
                select person from sign_in
                where hash = $1 and ended_at is null
                    and seen_at > now() - make_interval(secs => $9) and at > now() - make_interval(secs => $10)
                union all
                select person from access_token where hash = $1 and revoked_at is null and expires_at > now() and not may_only_read
                union all
                select $11 where $11 is not null
            ) as sent
            join person on person.id = sent.person
        ),
        cast_now as (
            insert into ballot (poll, organisation, choice, at, by, via, key)
            select poll.id, organisation.id, $4, $5, who.id, 'Device', $6
            from who
            join poll_voter on poll_voter.person = who.id and poll_voter.poll = $2
            join organisation on organisation.id = poll_voter.organisation and organisation.code = $3
            join poll on poll.id = poll_voter.poll and poll.ended_at is null and (poll.until is null or poll.until > $5)
                and poll.method = 'Ballots'
            where $7 or poll_voter.instruction is null or poll_voter.instruction in ($4, 'AsSaid')
            on conflict do nothing
            returning poll
        ),
        noted as (
            insert into audit (person, who, what, on_what)
            select who.id, who.name || ' <' || who.email || '>', 'CastBallot', $8 from cast_now, who
        )
        select poll.assembly, meeting.time_zone from cast_now join poll on poll.id = cast_now.poll join meeting on meeting.id = poll.meeting
        """;

    /// <summary>Writes a ballot. Null when it was not to be written: whoever asks then finds out why.</summary>
    /// <param name="by">What the sender signed in with.</param>
    /// <param name="ballot">The ballot.</param>
    /// <param name="key">The hash of the key that its sender chose; null for none.</param>
    /// <param name="at">Business time.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>The zone of the meeting.</returns>
    public async Task<string?> Cast(Credentials by, CastBallot ballot, byte[]? key, Instant at, CancellationToken ct)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new(Lock) { Parameters = { new() { Value = PollDesk.LockOf(ballot.Poll) } } });
        batch.BatchCommands.Add(
            new(Write)
            {
                Parameters =
                {
                    Optional(by.Hash, NpgsqlDbType.Bytea),
                    new() { Value = ballot.Poll.Value },
                    new() { Value = ballot.Member },
                    new() { Value = ballot.Choice.ToString() },
                    new() { Value = at },
                    Optional(key, NpgsqlDbType.Bytea),
                    new() { Value = ballot.IsConfirmed },
                    new() { Value = $"poll {ballot.Poll} {ballot.Member}" },
                    new() { Value = Readers.Idle.TotalSeconds },
                    new() { Value = Readers.Longest.TotalSeconds },
                    Optional(by.Person?.Value, NpgsqlDbType.Uuid),
                },
            }
        );
        (Id<Assembly> Assembly, string Zone)? written = null;
        await using (var reader = await batch.ExecuteReaderAsync(ct))
        {
            await reader.NextResultAsync(ct);
            if (await reader.ReadAsync(ct))
            {
                written = (new(reader.GetGuid(0)), reader.GetString(1));
            }
        }

        // Whoever looks at who has not voted yet is told within a second, however many vote meanwhile.
        if (written is var (assembly, zone))
        {
            announcer.Announce(Room.Topic(assembly), [RoomPart.Ballots.Name()]);
            return zone;
        }

        return null;
    }

    private static NpgsqlParameter Optional(object? value, NpgsqlDbType type) =>
        new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
