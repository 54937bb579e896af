using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Assemblies.Benchmarks.Machine;

/// <summary>
/// The limit of registrations and ballots: Kestrel, Npgsql and one explicit transaction. Of a registration: lock the seats, count, add it and its line;
/// of a ballot: a voted mark and the ballot. No rights, no audit, no mail, no form.
/// </summary>
internal static class BareTransactions
{
    /// <summary>The word that makes this program this server.</summary>
    public const string Word = "bare-transactions";

    private const string Tables = """
        create table bare_pool (id int primary key, capacity int not null, last_place bigint not null default 0);
        create table bare_registrant (id uuid primary key, name text not null, at timestamptz not null default now());
        create table bare_line (id uuid primary key, pool int not null references bare_pool, registrant uuid not null references bare_registrant,
            place bigint not null, confirmed boolean not null, unique (pool, registrant), unique (pool, place));
        create index on bare_line (pool, confirmed);
        create sequence bare_voter start 1000000000;
        create table bare_voted (poll int not null, voter bigint not null, primary key (poll, voter));
        create table bare_ballot (id uuid primary key, poll int not null, choice text not null);
        """;

    /// <summary>Starts it on a database of its own.</summary>
    public static async Task<Child> Start(Rig rig)
    {
        var address = await rig.NewDatabase("bare");
        await using (var source = NpgsqlDataSource.Create(address.Owner + ";Pooling=false"))
        await using (var command = source.CreateCommand(Tables))
        {
            await command.ExecuteNonQueryAsync();
        }

        var port = Child.FreePort();
        string[] words = [typeof(BareTransactions).Assembly.Location, Word, $"{port}", address.Owner];
        var child = Child.Start(
            port,
            Path.Combine(rig.Folder, "bare-transactions.log"),
            words,
            new Dictionary<string, string>(StringComparer.Ordinal)
        );
        await child.Ready("/ready");
        return child;
    }

    /// <summary>Serves until it is ended: <c>POST /pools/3?capacity=100</c> makes seats, <c>POST /pools/3/lines</c> registers somebody.</summary>
    public static async Task Run(string port, string database)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddSingleton(NpgsqlDataSource.Create(database));
        await using var app = builder.Build();
        app.MapGet("/ready", () => "ready");
        app.MapPost("/pools/{id:int}", (int id, int capacity, NpgsqlDataSource source) => Make(source, id, capacity));
        app.MapPost("/pools/{id:int}/lines", (int id, NpgsqlDataSource source) => Register(source, id));
        app.MapPost("/ballots/{voter:long}", (long voter, Ballot ballot, NpgsqlDataSource source) => Cast(source, voter, ballot.Choice));
        await app.RunAsync();
    }

    private sealed record Ballot(string Choice);

    private static async Task<string> Cast(NpgsqlDataSource source, long voter, string choice)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var mark = new NpgsqlCommand("insert into bare_voted (poll, voter) values (1, $1)", connection, transaction))
        {
            mark.Parameters.Add(new() { Value = voter });
            await mark.ExecuteNonQueryAsync();
        }

        await using (var cast = new NpgsqlCommand("insert into bare_ballot (id, poll, choice) values ($1, 1, $2)", connection, transaction))
        {
            cast.Parameters.Add(new() { Value = Guid.CreateVersion7() });
            cast.Parameters.Add(new() { Value = choice });
            await cast.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
        return "recorded";
    }

    private static async Task<string> Make(NpgsqlDataSource source, int id, int capacity)
    {
        await using var command = source.CreateCommand("insert into bare_pool (id, capacity) values ($1, $2)");
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = capacity });
        await command.ExecuteNonQueryAsync();
        return "made";
    }

    private static async Task<string> Register(NpgsqlDataSource source, int pool)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var person = Guid.CreateVersion7();
        await Do("insert into bare_registrant (id, name) values ($1, $2)", person, $"Load test contact {person}");
        var capacity = (int)(await One("select capacity from bare_pool where id = $1 for update", pool))!;
        var taken = (long)(await One("select count(*) from bare_line where pool = $1 and confirmed", pool))!;
        var place = (long)(await One("update bare_pool set last_place = last_place + 1 where id = $1 returning last_place", pool))!;
        await Do(
            "insert into bare_line (id, pool, registrant, place, confirmed) values ($1, $2, $3, $4, $5)",
            Guid.CreateVersion7(),
            pool,
            person,
            place,
            taken < capacity
        );
        await transaction.CommitAsync();
        return place.ToString(CultureInfo.InvariantCulture);

        async Task<object?> One(string sql, params object[] values)
        {
            await using var command = Command(sql, values);
            return await command.ExecuteScalarAsync();
        }

        async Task Do(string sql, params object[] values)
        {
            await using var command = Command(sql, values);
            await command.ExecuteNonQueryAsync();
        }

        NpgsqlCommand Command(string sql, object[] values)
        {
            var command = new NpgsqlCommand(sql, connection, transaction);
            foreach (var value in values)
            {
                command.Parameters.Add(new() { Value = value });
            }

            return command;
        }
    }
}
