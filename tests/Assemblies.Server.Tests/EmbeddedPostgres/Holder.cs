using System.Diagnostics;
using Assemblies.EmbeddedPostgres;

namespace Assemblies.Server.Tests.EmbeddedPostgres;

/// <summary>Another process that uses a private PostgreSQL: this assembly, run as a program.</summary>
internal sealed class Holder : IDisposable
{
    private readonly Process process;

    private Holder(Process process, string connectionString) => (this.process, ConnectionString) = (process, connectionString);

    /// <summary>How it reaches the server.</summary>
    public string ConnectionString { get; }

    /// <summary>Starts it and waits until it has the server.</summary>
    public static async Task<Holder> Start(string folder)
    {
        var process = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath is { } host && host.EndsWith("dotnet", StringComparison.Ordinal) ? host : "dotnet")
            {
                ArgumentList = { "exec", typeof(Holder).Assembly.Location, folder },
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;
        return new(
            process,
            await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("It ended without a server.")
        );
    }

    /// <summary>Ends it as <c>kill -9</c> does: no line of its own code runs any more.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        process.Kill();
        process.Dispose();
    }

    /// <summary>The program: uses the server of the folder named first until its input ends.</summary>
    public static async Task Main(string[] words)
    {
        await using var postgres = await PrivatePostgres.Start(words[0], durable: false);
        await Console.Out.WriteLineAsync(postgres.ConnectionString);
        await Console.In.ReadLineAsync();
    }
}
