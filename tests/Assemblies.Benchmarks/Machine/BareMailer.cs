using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Assemblies.Benchmarks.Machine;

/// <summary>
/// The limit for sending, to the same sink: Postfix's <c>smtp-source</c> where the machine has it, which the goals were set by; else sockets of
/// ours that say MAIL, RCPT, DATA and the same ready bytes over and over, each command in its turn, and are a good deal faster.
/// </summary>
internal sealed class BareMailer(MailSink sink, byte[] message, int connections)
{
    private const int AtOnce = 3_000;

    private static readonly string? Source = new[] { "/usr/sbin/smtp-source", "/usr/local/sbin/smtp-source" }.FirstOrDefault(File.Exists);

    private static readonly byte[] End = ".\r\n"u8.ToArray();
    private readonly byte[] whole = [.. message, .. End];

    /// <summary>What the limit is, for the table's notes.</summary>
    public static string Name =>
        Source is null
            ? "The bare sender is our own: sockets, a ready message of the same size, each command in its turn, to the same sink. "
                + "With Postfix's smtp-source on the machine that is the limit instead, as in the goals."
            : "The bare sender is Postfix's smtp-source: messages of the same size, one session a connection, to the same sink.";

    /// <summary>Sends for a while.</summary>
    /// <returns>Messages a second.</returns>
    public async Task<double> Run(TimeSpan length)
    {
        var started = Stopwatch.GetTimestamp();
        if (Source is not null)
        {
            var sent = 0;
            for (; Stopwatch.GetElapsedTime(started) < length; sent += AtOnce)
            {
                await RunSource();
            }

            return sent / Stopwatch.GetElapsedTime(started).TotalSeconds;
        }

        var counts = await Task.WhenAll(Enumerable.Range(0, connections).Select(n => Task.Run(() => Send(n, started, length))));
        return counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private async Task RunSource()
    {
        string[] words = ["-d", "-s", $"{connections}", "-m", $"{AtOnce}", "-l", $"{message.Length}"];
        string[] ends = ["-f", "sender@example.org", "-t", "load@example.org", $"127.0.0.1:{sink.Port}"];
        using var source = Process.Start(new ProcessStartInfo(Source!, [.. words, .. ends]))!;
        await source.WaitForExitAsync();
        if (source.ExitCode is not 0)
        {
            throw new InvalidOperationException("smtp-source could not send.");
        }
    }

    private async Task<int> Send(int number, long started, TimeSpan length)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, sink.Port));
        var answer = new byte[512];
        await Expect(socket, answer, "220");
        await Say(socket, answer, "EHLO bare.example.org\r\n"u8.ToArray(), "250");
        var (from, data) = ("MAIL FROM:<sender@example.org>\r\n"u8.ToArray(), "DATA\r\n"u8.ToArray());
        var to = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"RCPT TO:<load{number}@example.org>\r\n"));
        var count = 0;
        while (Stopwatch.GetElapsedTime(started) < length)
        {
            await Say(socket, answer, from, "250");
            await Say(socket, answer, to, "250");
            await Say(socket, answer, data, "354");
            await Say(socket, answer, whole, "250");
            count++;
        }

        await socket.SendAsync("QUIT\r\n"u8.ToArray());
        return count;
    }

    private static async ValueTask Say(Socket socket, byte[] answer, byte[] words, string code)
    {
        await socket.SendAsync(words);
        await Expect(socket, answer, code);
    }

    private static async ValueTask Expect(Socket socket, byte[] answer, string code)
    {
        var have = await socket.ReceiveAsync(answer);
        if (have < 3 || !answer.AsSpan(0, 3).SequenceEqual(Encoding.ASCII.GetBytes(code)))
        {
            throw new InvalidOperationException($"The sink said {Encoding.ASCII.GetString(answer, 0, have)}");
        }
    }
}
