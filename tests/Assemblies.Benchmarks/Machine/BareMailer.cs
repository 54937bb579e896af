using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Assemblies.Benchmarks.Machine;

/// <summary>The limit for sending: sockets that say MAIL, RCPT, DATA and the same ready bytes over and over, each command in its turn.</summary>
internal sealed class BareMailer(MailSink sink, byte[] message, int connections)
{
    private static readonly byte[] End = ".\r\n"u8.ToArray();
    private readonly byte[] whole = [.. message, .. End];

    /// <summary>Sends for a while.</summary>
    /// <returns>Messages a second.</returns>
    public async Task<double> Run(TimeSpan length)
    {
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, connections).Select(n => Task.Run(() => Send(n, started, length))));
        return counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
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
