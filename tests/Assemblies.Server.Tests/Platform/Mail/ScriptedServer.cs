using System.Net;
using System.Net.Sockets;
using System.Text;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Mail;

namespace Assemblies.Server.Tests.Platform.Mail;

/// <summary>A mail server that plays by a script: each connection has its answers by command; no answer hangs up.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    /// <summary>An answer that never comes, on a connection that stays.</summary>
    public const string Silence = "";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task serving;
    private TcpClient? current;

    /// <param name="connections">One script a connection, in order; the last one serves all later connections.</param>
    public ScriptedServer(params Dictionary<string, string?>[] connections)
    {
        listener.Start();
        serving = Serve(connections);
    }

    /// <summary>The commands, in order.</summary>
    public List<string> Heard { get; } = [];

    /// <summary>The lines of all messages as they came, dots doubled.</summary>
    public List<string> Data { get; } = [];

    /// <summary>Closes the connection as a server does that was left waiting.</summary>
    public void HangUp() => current!.Client.Shutdown(SocketShutdown.Both);

    public SmtpSettings Settings =>
        new()
        {
            Host = "127.0.0.1",
            Port = ((IPEndPoint)listener.LocalEndpoint).Port,
            Security = SmtpSecurity.None,
            From = "meetings@assemblies.example.org",
            Timeout = TimeSpan.FromSeconds(20),
        };

    /// <summary>Answers of a server without a fault, some of them replaced; null hangs up instead of answering.</summary>
    public static Dictionary<string, string?> Script(params (string Command, string? Answer)[] changes)
    {
        var script = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["connect"] = "220 scripted ESMTP",
            ["EHLO"] = "250 scripted",
            ["MAIL"] = "250 2.1.0 ok",
            ["RCPT"] = "250 2.1.5 ok",
            ["DATA"] = "354 go on",
            ["."] = "250 2.0.0 queued",
            ["RSET"] = "250 2.0.0 ok",
            ["QUIT"] = "221 2.0.0 bye",
        };
        foreach (var (command, answer) in changes)
        {
            script[command] = answer;
        }

        return script;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await serving;
        listener.Dispose();
        stop.Dispose();
    }

    private async Task Serve(Dictionary<string, string?>[] connections)
    {
        for (var number = 0; ; number++)
        {
            try
            {
                using var connection = await listener.AcceptTcpClientAsync(stop.Token);
                current = connection;
                await Play(connection, connections[Math.Min(number, connections.Length - 1)]);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (IOException)
            {
                // the client hung up
            }
        }
    }

    private async Task Play(TcpClient connection, Dictionary<string, string?> script)
    {
        await using var stream = connection.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var (command, inData) = ("connect", false);
        while (true)
        {
            if (!inData)
            {
                Heard.Add(command);
                if (script[command] is not { } answer)
                {
                    return;
                }

                if (answer is not Silence)
                {
                    await stream.WriteAsync(Encoding.Latin1.GetBytes(answer + "\r\n"));
                }

                inData = answer.StartsWith("354", StringComparison.Ordinal);
            }

            if (await reader.ReadLineAsync(stop.Token) is not { } line)
            {
                return;
            }

            inData = inData && line is not ".";
            if (inData)
            {
                Data.Add(line);
            }

            command = line.Split(' ', 2)[0];
        }
    }
}
