using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Assemblies.Benchmarks.Machine;

/// <summary>
/// The limit for sending: smtp-source, the load generator that comes with Postfix. It says MAIL, RCPT, DATA and the same letters over and over,
/// each command in its turn, on connections that it keeps.
/// </summary>
internal sealed class SmtpSource
{
    private const string Installed = "/usr/sbin/smtp-source";
    private readonly string program;
    private readonly string libraries;

    private SmtpSource(string program, string libraries) => (this.program, this.libraries) = (program, libraries);

    /// <summary>Takes the installed one, or else the one in Debian's package, unpacked beside the logs: nobody wants a mail server for this.</summary>
    /// <exception cref="InvalidOperationException">There is neither.</exception>
    public static async Task<SmtpSource> Find(Rig rig)
    {
        if (File.Exists(Installed))
        {
            return new(Installed, "");
        }

        var folder = Directory.CreateDirectory(Path.Combine(rig.Folder, "postfix"));
        try
        {
            var problem =
                await Said(new("apt-get", ["download", "-q", "postfix"]) { WorkingDirectory = folder.FullName })
                ?? await Said(new("dpkg", ["-x", folder.GetFiles("postfix_*.deb").Single().FullName, folder.FullName]));
            return problem is null
                ? new(Path.Combine(folder.FullName, Installed[1..]), Path.Combine(folder.FullName, "usr/lib/postfix"))
                : throw new InvalidOperationException(
                    $"The limit of sending is Postfix's smtp-source, and it could not be fetched: {problem}"
                );
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"The limit of sending is Postfix's smtp-source: install it as {Installed}.", e);
        }
    }

    /// <summary>Sends so many messages of one size, in bytes, on so many connections, each kept to the end.</summary>
    /// <returns>Messages a second, by the sink's clock from the first taken to the last.</returns>
    public async Task<double> Run(MailSink sink, int messages, int size, int connections)
    {
        string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
        sink.Clear();
        string[] words = ["-d", "-s", Text(connections), "-m", Text(messages), "-l", Text(size), $"127.0.0.1:{sink.Port}"];
        var start = new ProcessStartInfo(program, words);
        if (libraries.Length > 0)
        {
            start.Environment["LD_LIBRARY_PATH"] = libraries;
        }

        var problem = await Said(start);
        var taken = sink.Taken;
        return problem is null && taken.Count == messages
            ? (messages - 1) / Stopwatch.GetElapsedTime(taken.Min(mail => mail.At), taken.Max(mail => mail.At)).TotalSeconds
            : throw new InvalidOperationException($"{taken.Count} of {messages} messages of smtp-source came: {problem}");
    }

    /// <summary>Runs a program to its end.</summary>
    /// <returns>What it complained of when it failed; null when it did not.</returns>
    private static async Task<string?> Said(ProcessStartInfo start)
    {
        (start.RedirectStandardError, start.RedirectStandardOutput) = (true, true);
        using var process = Process.Start(start)!;
        var (complaints, words) = (process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();
        await words;
        return process.ExitCode is 0 ? null : (await complaints).Trim();
    }
}
