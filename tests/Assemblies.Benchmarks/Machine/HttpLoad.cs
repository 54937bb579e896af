using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Assemblies.Benchmarks.Machine;

/// <summary>Asks for one address over and over on some connections, one request at a time each. The same for both sides of a duel.</summary>
/// <remarks>Sockets and a look at status and length only: on a shared machine whatever the client uses, the server lacks.</remarks>
internal sealed class HttpLoad
{
    private const int Connections = 16;

    private readonly IPEndPoint target;
    private readonly byte[] request;
    private readonly byte[] status;

    private HttpLoad(Uri server, string path, int expected, string headers)
    {
        target = new(IPAddress.Loopback, server.Port);
        request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {server.Authority}\r\n{headers}\r\n");
        status = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {expected} "));
    }

    /// <summary>Asks for the whole.</summary>
    public static HttpLoad Whole(Uri server, string path) => new(server, path, 200, "");

    /// <summary>Asks whether it is still what it was.</summary>
    public static HttpLoad Unchanged(Uri server, string path, string tag) => new(server, path, 304, $"If-None-Match: {tag}\r\n");

    /// <summary>Runs for a while. Every answer has to be the expected one.</summary>
    /// <returns>Answers a second.</returns>
    public async Task<double> Run(TimeSpan length)
    {
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(() => Ask(started, length))));
        return counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private async Task<long> Ask(long started, TimeSpan length)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(target);
        var buffer = new byte[128 * 1024];
        var count = 0L;
        while (Stopwatch.GetElapsedTime(started) < length)
        {
            await socket.SendAsync(request);
            await Answer(socket, buffer);
            count++;
        }

        return count;
    }

    private async ValueTask Answer(Socket socket, byte[] buffer)
    {
        var (have, need) = (0, -1);
        while (need < 0 || have < need)
        {
            if (have >= buffer.Length)
            {
                throw new InvalidOperationException("The answer is longer than this client takes.");
            }

            var read = await socket.ReceiveAsync(buffer.AsMemory(have), SocketFlags.None);
            have += read;
            if (read is 0)
            {
                throw new InvalidOperationException("The server closed the connection.");
            }

            if (need < 0)
            {
                need = Need(buffer.AsSpan(0, have));
            }
        }
    }

    /// <summary>How long the whole answer is, once its head is there; -1 before.</summary>
    private int Need(ReadOnlySpan<byte> have)
    {
        var end = have.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return -1;
        }

        var head = have[..end];
        if (!head.StartsWith(status))
        {
            throw new InvalidOperationException($"Not the expected answer:\n{Encoding.ASCII.GetString(head)}");
        }

        var field = head.IndexOf("\r\nContent-Length: "u8);
        if (field < 0)
        {
            return status[9] is (byte)'3' ? end + 4 : throw new InvalidOperationException("The answer does not name its length.");
        }

        var rest = head[(field + 18)..];
        var digits = rest.IndexOf((byte)'\r');
        return end + 4 + int.Parse(digits < 0 ? rest : rest[..digits], CultureInfo.InvariantCulture);
    }
}
