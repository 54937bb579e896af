using Assemblies.Server.Platform.Database;
using Npgsql;

namespace Assemblies.Benchmarks.Machine;

/// <summary>Years of assemblies: copies of one that is over, each with its agenda and twenty entries of the register.</summary>
internal static class Growth
{
    /// <summary>Entries of the register of each assembly.</summary>
    public const int Entries = 20;

    /// <summary>A word that stands in as many decisions however many there are.</summary>
    public const string Rare = "quokka";

    /// <summary>In how many.</summary>
    public const int Found = 5;

    private const string Copies = """
        create temporary table copy as
            select gen_random_uuid() as id, 'GA-' || (3000 + n / 9) || '-' || (1 + n % 9) as code, n,
                gen_random_uuid() as meeting, gen_random_uuid() as session, gen_random_uuid() as item
            from generate_series(1, @assemblies) n;
        create temporary table origin as select id from assembly where code = @code;

        insert into assembly select r.* from copy c, assembly o, lateral jsonb_populate_record(o, jsonb_build_object('id', c.id, 'code', c.code)) r
            where o.id = (select id from origin);
        insert into assembly_step select r.* from copy c, assembly_step o, lateral jsonb_populate_record(o, jsonb_build_object('assembly', c.id)) r
            where o.assembly = (select id from origin);
        insert into meeting select r.* from copy c, meeting o, lateral jsonb_populate_record(o, jsonb_build_object('assembly', c.id,
                'id', case when o.key = 'day1' then c.meeting else gen_random_uuid() end)) r
            where o.assembly = (select id from origin);
        insert into agenda_draft select r.* from copy c, agenda_draft o, lateral jsonb_populate_record(o, jsonb_build_object('assembly', c.id, 'id', gen_random_uuid())) r
            where o.assembly = (select id from origin);
        insert into session select r.* from copy c, session o, lateral jsonb_populate_record(o, jsonb_build_object('assembly', c.id, 'id', c.session,
                'meeting', c.meeting)) r
            where o.id = (select session from agenda_item where title = 'The work plan' and assembly = (select id from origin));
        insert into agenda_item select r.* from copy c, agenda_item o, lateral jsonb_populate_record(o, jsonb_build_object('assembly', c.id, 'id', c.item,
                'session', c.session)) r
            where o.title = 'The work plan' and o.assembly = (select id from origin);
        insert into agenda_version select r.* from copy c, agenda_version o, lateral jsonb_populate_record(o, jsonb_build_object('assembly', c.id, 'id', gen_random_uuid())) r
            where o.assembly = (select id from origin);
        """;

    private const string Register = """
        create temporary table entry as
            select c.*, k, gen_random_uuid() as motion, gen_random_uuid() as poll, (c.n - 1) * @entries + k as place
            from copy c, generate_series(1, @entries) k order by c.n, k;
        insert into motion (id, assembly, item, seq, number, title, text, proposer, rule_type, documents, version, at)
            select motion, id, item, k, '8.' || k, 'Motion ' || k, 'As in the register', 'SI', 'strategy', '[]', 1, now() from entry;
        insert into poll (id, assembly, meeting, motion, item, seq, method, opened_at, ended_at, rule, entitled, present, represented, roll)
            select poll, id, meeting, motion, item, 1, 'Ballots', now(), now(), '{}', 23, 19, 2, '[]' from entry;
        insert into decision (id, assembly, code, seq, number, motion, motion_number, poll, outcome, vote, item, title, item_type, is_closed, text, decided_at,
                is_public_by_rule, is_public)
            select gen_random_uuid(), id, code, k, code || '/' || to_char(k, 'FM00'), motion, '8.' || k, poll, 'Adopted',
                '18 of 20 votes cast are yes, at least 11 needed.', item,
                (array['Budget', 'Fees', 'Work plan', 'Position', 'Admission'])[1 + place % 5] || ' ' || (3000 + n / 9),
                (array['budget', 'fees', 'strategy', 'position', 'admission'])[1 + place % 5], place % 10 = 0,
                'The assembly adopts document ' || k || 'a with ' || md5(place::text) || ' and ' || md5((place + 1)::text) || ', as the members '
                    || (array['of the north', 'of the south', 'of the east', 'of the west'])[1 + place % 4] || ' proposed it'
                    || case when place % (@assemblies * @entries / @found) = 1 then ', with one quokka' else '' end || '.',
                timestamptz '3000-01-01' + place * interval '1 hour', place % 10 <> 0, place % 10 <> 0
            from entry order by place;
        """;

    /// <summary>Adds copies of an assembly that is over.</summary>
    /// <param name="database">Where.</param>
    /// <param name="code">The assembly they are copies of.</param>
    /// <param name="assemblies">How many.</param>
    public static async Task Fill(DatabaseAddress database, string code, int assemblies)
    {
        await using var source = NpgsqlDataSource.Create(database.Owner + ";Pooling=false;Command Timeout=600");
        await using var connection = await source.OpenConnectionAsync();
        foreach (
            var statement in $"{Copies}\n{Register}".Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        )
        {
            await Run(connection, statement, ("assemblies", assemblies), ("code", code), ("entries", Entries), ("found", Found));
        }

        // As a database that has lived for a while: counted, and nothing waiting to be sorted into the index of words.
        await Run(connection, "vacuum analyze");
    }

    private static async Task Run(NpgsqlConnection connection, string sql, params (string Name, object Value)[] values)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values.Where(one => sql.Contains($"@{one.Name}", StringComparison.Ordinal)))
        {
            command.Parameters.AddWithValue(name, value);
        }

        await command.ExecuteNonQueryAsync();
    }
}
