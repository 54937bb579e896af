using Assemblies.Server.Platform.Database;
using Npgsql;

namespace Assemblies.Server.Platform.Live;

/// <summary>Hears the changes that any replica announces, on this replica's one connection that listens.</summary>
/// <remarks>While it was away something may have been said: once it is back, all pages are told that everything may have changed.</remarks>
internal sealed class LiveListener(DatabaseAddress address, LiveStreams streams, ILogger<LiveListener> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A connection that broke without a word is noticed by asking now and then.
        var own = new NpgsqlConnectionStringBuilder(address.App)
        {
            Pooling = false,
            KeepAlive = 20,
            ApplicationName = "assemblies live",
        };
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Listen(own.ConnectionString, stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogWarning(e, "Live updates are not heard; it is tried again in {Seconds} s", Pause.TotalSeconds);
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task Listen(string connectionString, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        connection.Notification += (_, said) => Hear(said.Payload);
        await connection.OpenAsync(ct);
        await using (var listen = new NpgsqlCommand($"listen {Announcer.Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(ct);
        }

        streams.ChangeAll();
        while (true)
        {
            await connection.WaitAsync(ct);
        }
    }

    private void Hear(string payload)
    {
        var words = payload.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is [var topic, .. var parts])
        {
            streams.Change(new(topic), parts);
        }
    }
}
