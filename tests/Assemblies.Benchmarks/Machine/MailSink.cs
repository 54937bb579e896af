using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Assemblies.Benchmarks.Machine;

/// <summary>A mail the sink took.</summary>
/// <param name="Recipient">The envelope's recipient.</param>
/// <param name="MessageId">Its Message-ID, as it stands there.</param>
/// <param name="At">When it was accepted, by <see cref="Stopwatch.GetTimestamp"/>.</param>
internal sealed record TakenMail(string Recipient, string MessageId, long At);

/// <summary>A mail server that takes everything at once and keeps only what is counted. It answers each command by itself, as servers do.</summary>
internal sealed class MailSink : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<TakenMail> taken = [];
    private readonly CancellationTokenSource stop = new();
    private Task accepting = Task.CompletedTask;
    private int connections;

    private MailSink() => listener.Start(512);

    /// <summary>Where it listens, on 127.0.0.1.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Connections so far.</summary>
    public int Connections => Volatile.Read(ref connections);

    /// <summary>How many mails it took so far.</summary>
    public int Count => taken.Count;

    /// <summary>What it took so far, in the order of taking.</summary>
    public IReadOnlyList<TakenMail> Taken => [.. taken];

    /// <summary>One of the messages, whole: how large they are.</summary>
    public byte[] Sample { get; private set; } = [];

    /// <summary>Starts it.</summary>
    public static MailSink Start()
    {
        var sink = new MailSink();
        sink.accepting = sink.Accept();
        return sink;
    }

    /// <summary>Forgets what was taken.</summary>
    public void Clear()
    {
        taken.Clear();
        Volatile.Write(ref connections, 0);
    }

    /// <summary>Waits until it has taken so many since it was cleared.</summary>
    /// <exception cref="TimeoutException">They did not come in time.</exception>
    public async Task Until(int count, TimeSpan patience)
    {
        var started = Stopwatch.GetTimestamp();
        while (Count < count)
        {
            if (Stopwatch.GetElapsedTime(started) > patience)
            {
                throw new TimeoutException($"{Count} of {count} mails came within {patience.TotalSeconds} s.");
            }

            await Task.Delay(10);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    private async Task Accept()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var socket = await listener.AcceptSocketAsync(stop.Token);
                socket.NoDelay = true;
                Interlocked.Increment(ref connections);
                _ = Serve(socket);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                return;
            }
        }
    }

    private async Task Serve(Socket socket)
    {
        try
        {
            using (socket)
            {
                await new Conversation(this, socket).Run(stop.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // Whoever sends counts what was not taken.
        }
    }

    private sealed class Conversation(MailSink sink, Socket socket)
    {
        private static readonly byte[] Ok = "250 2.0.0 Ok\r\n"u8.ToArray();
        private static readonly byte[] Hello = "250-sink.example.org\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES\r\n"u8.ToArray();
        private static readonly byte[] Bye = "221 2.0.0 Bye\r\n"u8.ToArray();
        private static readonly byte[] GoAhead = "354 End with a dot\r\n"u8.ToArray();

        private byte[] buffer = new byte[64 * 1024];
        private int have;
        private string recipient = "";

        public async Task Run(CancellationToken ct)
        {
            await socket.SendAsync("220 sink.example.org ESMTP\r\n"u8.ToArray(), ct);
            while (await Until("\r\n"u8.ToArray(), ct) is > 0 and var end)
            {
                var answer = Answer(buffer.AsSpan(0, end));
                Drop(end);
                await socket.SendAsync(answer, ct);
                if (answer == Bye)
                {
                    return;
                }

                if (answer == GoAhead)
                {
                    var size = await Until("\r\n.\r\n"u8.ToArray(), ct);
                    if (size is 0)
                    {
                        return;
                    }

                    Take(buffer.AsSpan(0, size - 3));
                    Drop(size);
                    await socket.SendAsync(Ok, ct);
                }
            }
        }

        private byte[] Answer(ReadOnlySpan<byte> line)
        {
            if (line.StartsWith("RCPT"u8))
            {
                recipient = Encoding.UTF8.GetString(line[(line.IndexOf((byte)'<') + 1)..line.LastIndexOf((byte)'>')]);
                return Ok;
            }

            return line.StartsWith("DATA"u8) ? GoAhead
                : line.StartsWith("EHLO"u8) ? Hello
                : line.StartsWith("QUIT"u8) ? Bye
                : Ok;
        }

        private void Take(ReadOnlySpan<byte> message)
        {
            var field = message.IndexOf("\r\nMessage-Id: "u8);
            var id = field < 0 ? message[..0] : message[(field + 14)..];
            if (sink.Sample.Length is 0)
            {
                sink.Sample = message.ToArray();
            }

            sink.taken.Enqueue(
                new(recipient, Encoding.ASCII.GetString(id[..Math.Max(0, id.IndexOf((byte)'\r'))]), Stopwatch.GetTimestamp())
            );
        }

        /// <summary>Reads until this mark stands in the buffer; returns where it ends, or 0 when the other side has gone.</summary>
        private async ValueTask<int> Until(byte[] mark, CancellationToken ct)
        {
            var searched = 0;
            while (true)
            {
                var found = buffer.AsSpan(searched, have - searched).IndexOf(mark);
                if (found >= 0)
                {
                    return searched + found + mark.Length;
                }

                searched = Math.Max(0, have - mark.Length + 1);
                if (have == buffer.Length)
                {
                    Array.Resize(ref buffer, buffer.Length * 2);
                }

                var read = await socket.ReceiveAsync(buffer.AsMemory(have), SocketFlags.None, ct);
                if (read is 0)
                {
                    return 0;
                }

                have += read;
            }
        }

        private void Drop(int count)
        {
            buffer.AsSpan(count, have - count).CopyTo(buffer);
            have -= count;
        }
    }
}
