using System.Net.Sockets;
using System.Reflection;
using Hangfire.PostgreSql;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace Assemblies.Server.Platform.Database;

/// <summary>Brings the tables to what this version knows. The owner's role does it; the role that serves gets to read and write rows only.</summary>
public static class Migrator
{
    private const string Lock = "select pg_advisory_xact_lock(hashtext('assemblies.migrate'))";

    /// <summary>Migrates. One at a time, however many replicas start.</summary>
    /// <exception cref="WrongSettingException">The database cannot be reached, or lets nobody in under that name.</exception>
    /// <exception cref="UnknownSchemaException">The database was made by a newer version.</exception>
    public static async Task Migrate(DatabaseAddress address, CancellationToken ct = default)
    {
        await using var one = await Plain(address.Owner, address.OwnerSetting, ct);
        await using var held = await one.BeginTransactionAsync(ct);
        await Execute(one, Lock, ct);

        var (applied, known) = (await Applied(one, ct), Known());
        var unknown = applied.Except(known, StringComparer.Ordinal).ToList();
        if (unknown.Count > 0)
        {
            throw new UnknownSchemaException(
                $"The database was made by another version of Assemblies ({string.Join(", ", unknown)} is unknown here). "
                    + "Start the version that made it, or use another database; a private one begins anew when its folder (.run) is removed."
            );
        }

        if (applied.Count < known.Count)
        {
            await Apply(address, ct);
        }

        await using (var plain = await Plain(address.Owner, address.OwnerSetting, ct))
        {
            PostgreSqlObjectsInstaller.Install(plain, "hangfire");
        }

        await Grant(one, address, ct);
        await held.CommitAsync(ct);
    }

    // Asked without EF Core: that would build its model a second time at each start, for nothing nearly always.
    private static async Task<IReadOnlyList<string>> Applied(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "select to_regclass('public.\"__EFMigrationsHistory\"') is not null";
        if (await command.ExecuteScalarAsync(ct) is not true)
        {
            return [];
        }

        command.CommandText = "select migration_id from public.\"__EFMigrationsHistory\"";
        var applied = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            applied.Add(reader.GetString(0));
        }

        return applied;
    }

    private static IReadOnlyList<string> Known() =>
        [.. typeof(Migrator).Assembly.GetTypes().Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>()];

    private static async Task Apply(DatabaseAddress address, CancellationToken ct)
    {
        var options = new DbContextOptionsBuilder<AssembliesDb>();
        DatabaseSetup.Configure(options);
        await using var owner = await Plain(address.Owner, address.OwnerSetting, ct);
        await using var db = new AssembliesDb(options.Options);
        db.Database.SetDbConnection(owner);

        // Searched words are folded, not stemmed: accents and capitals go, endings stay, whatever the language. The extension is a trusted one, which
        // the database's owner may make. Tables are built on the configuration, so it comes first.
        await db.Database.ExecuteSqlRawAsync(
            """
            create extension if not exists unaccent;
            do $$ begin
                if not exists (select from pg_ts_config where cfgname = 'folded') then
                    create text search configuration folded (copy = simple);
                    alter text search configuration folded
                        alter mapping for asciiword, word, numword, asciihword, hword, numhword, hword_asciipart, hword_part, hword_numpart
                        with unaccent, simple;
                end if;
            end $$;
            """,
            ct
        );
        await db.Database.MigrateAsync(ct);

        // Mail is base64 for the most part and read once: to press it costs more than it saves.
        await db.Database.ExecuteSqlRawAsync(
            "alter table outbox_mail alter column mime set storage external; alter table caught_mail alter column mime set storage external;",
            ct
        );

        // One head and one deputy at a time, whoever enters them at once. A mandate that ended before it began held on no day. Looked at when a
        // transaction commits: a list may bring the end of one and the next one in any order.
        await db.Database.ExecuteSqlRawAsync(
            """
            create extension if not exists btree_gist;
            alter table mandate drop constraint if exists mandate_one_head_one_deputy;
            alter table mandate add constraint mandate_one_head_one_deputy
                exclude using gist (organisation with =, role with =, daterange(from_day, until_day, '[]') with &&)
                where (role in ('Head', 'Deputy') and (until_day is null or until_day >= from_day))
                deferrable initially deferred;
            """,
            ct
        );
    }

    private static async Task<NpgsqlConnection> Plain(string address, string setting, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(address + ";Pooling=false");
        try
        {
            await connection.OpenAsync(ct);
            return connection;
        }
        catch (Exception e) when (e is NpgsqlException or SocketException or TimeoutException)
        {
            await connection.DisposeAsync();
            throw new WrongSettingException(
                $"{setting} names a database that cannot be used: {e.Message}. Look whether it runs, and whether address, user and password are right."
            );
        }
    }

    private static async Task Grant(NpgsqlConnection owner, DatabaseAddress address, CancellationToken ct)
    {
        if (address.AppRole is not { } role || role == address.OwnerRole)
        {
            return;
        }

        using var names = new NpgsqlCommandBuilder();
        var app = names.QuoteIdentifier(role);

        // Rows only; the ledger, ballots, results and published minutes may be added to, not changed; so may the audit, whose number and time are
        // the database's. Of a decision only what is said of it afterwards.
        await Execute(
            owner,
            $"""
            grant usage on schema public, hangfire to {app};
            grant select, insert, update, delete on all tables in schema public, hangfire to {app};
            grant usage, select, update on all sequences in schema public, hangfire to {app};
            revoke update, delete on presence_entry, proxy_step, roll_entry, ballot, poll_step, poll_result, motion_step from {app};
            revoke update, delete on minutes_version, minutes_objection, minutes_objection_answer, minutes_signature, minutes_release from {app};
            revoke update, delete on decision, decision_step, action_step from {app};
            grant update (is_public, organisation, responsible, due, effective, corrected_text, superseded_by, overtaken_by, annulled_at) on decision to {app};
            revoke insert, update, delete on audit from {app};
            grant insert (person, who, what, on_what, source_kind, source_note) on audit to {app};
            """,
            ct
        );

        // Whether this one gets in as well: the service would find out only with its first reader.
        await using var served = await Plain(address.App, DatabaseAddress.AppSetting, ct);
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }
}

/// <summary>The database was made by a version that this one does not know.</summary>
public sealed class UnknownSchemaException(string message) : Exception(message);
