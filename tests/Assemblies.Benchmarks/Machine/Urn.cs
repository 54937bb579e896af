using Npgsql;

namespace Assemblies.Benchmarks.Machine;

/// <summary>
/// Open votes in which every load test contact votes for an organisation of its own: written straight into the tables, since the demo network is too
/// small for a rush.
/// </summary>
internal sealed class Urn
{
    private readonly NpgsqlDataSource source;
    private readonly string code;
    private readonly int voters;

    private Urn(NpgsqlDataSource source, string code, int voters) => (this.source, this.code, this.voters) = (source, code, voters);

    /// <summary>Makes room for many open votes at once; the service has one a meeting.</summary>
    public static async Task<Urn> Make(Network network, string code, int voters)
    {
        var urn = new Urn(network.Source, code, voters);
        await urn.Do("drop index poll_one_open");
        return urn;
    }

    /// <summary>The code of a voter's organisation, from 0.</summary>
    public static string Member(int voter) => FormattableString.Invariant($"load-{voter + 1:0000}");

    /// <summary>Opens another vote, with all of them in it.</summary>
    public async Task<Guid> Open(int? size = null)
    {
        var id = Guid.CreateVersion7();
        await Do(
            """
            with seats as (
                select o.id, o.code, o.name, m.person from organisation o join mandate m on m.organisation = o.id
                where o.code like 'load-%' order by o.code limit $3
            ),
            opened as (
                insert into poll (id, assembly, meeting, motion, item, seq, method, opened_at, rule, entitled, present, represented, roll)
                select $1, m.assembly, s.meeting, m.id, m.item, (select count(*) + 1 from poll), 'Ballots', now(),
                    jsonb_build_object('version', 1, 'type', 'budget', 'chairCasts', false, 'turnoutFloor', false, 'abstentionLimit', false,
                        'majority', jsonb_build_object('base', 'cast', 'share', jsonb_build_object('comparison', 'moreThan', 'num', 1, 'den', 2)),
                        'quorum', jsonb_build_object('comparison', 'moreThan', 'num', 1, 'den', 2)),
                    $3, $3, 0, (select jsonb_agg(jsonb_build_object('organisation', id, 'code', code, 'name', name)) from seats)
                from motion m join assembly a on a.id = m.assembly join agenda_item i on i.id = m.item join session s on s.id = i.session
                where a.code = $2
                returning id
            )
            insert into poll_voter (poll, organisation, person) select opened.id, seats.id, seats.person from opened, seats
            """,
            id,
            code,
            size ?? voters
        );
        return id;
    }

    /// <summary>Opens one and casts so many ballots in it.</summary>
    public async Task<Guid> Cast(int ballots)
    {
        var id = await Open(ballots);
        await Do(
            """
            insert into ballot (poll, organisation, choice, at, by, via)
            select poll, organisation, (array['Yes', 'No', 'Abstain'])[1 + (random() * 2)::int], now(), person, 'Device' from poll_voter where poll = $1
            """,
            id
        );
        return id;
    }

    /// <summary>Fills the table of ballots up to so many, in votes of so many each that are over.</summary>
    public async Task FillUp(int ballots, int each)
    {
        for (var done = 0; done < ballots; done += each)
        {
            var id = await Cast(each);
            await Do("update poll set ended_at = now() where id = $1", id);
            await Do("delete from poll_voter where poll = $1", id);
        }
    }

    /// <summary>Ballots, voted members and different voters of a vote: all the same where nothing was lost or counted twice.</summary>
    public async Task<(long Ballots, long Members, long Voters)> Count(Guid poll)
    {
        await using var command = source.CreateCommand(
            "select count(*), count(distinct organisation), count(distinct by) from ballot where poll = $1"
        );
        command.Parameters.Add(new() { Value = poll });
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }

    private async Task Do(string sql, params object[] values)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 120;
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        await command.ExecuteNonQueryAsync();
    }
}
