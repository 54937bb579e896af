using System.ComponentModel;
using System.Diagnostics;

namespace Assemblies.EmbeddedPostgres;

/// <summary>Runs other programs to their end.</summary>
internal static class Programs
{
    /// <summary>Whether it ended well, and what it wrote; a program that does not exist did not end well.</summary>
    public static (bool Succeeded, string Output) Try(IReadOnlyList<string> words)
    {
        try
        {
            using var process = Start(words);
            var error = process.StandardError.ReadToEndAsync(); // both at once, or a full pipe would hold the program
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode == 0, output + error.GetAwaiter().GetResult());
        }
        catch (Win32Exception e)
        {
            return (false, e.Message);
        }
    }

    /// <summary>Runs it; what it wrote becomes the exception when it fails.</summary>
    public static async Task Run(IReadOnlyList<string> words, CancellationToken ct)
    {
        using var process = Start(words);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        await process.WaitForExitAsync(ct);
        if (process.ExitCode != 0)
        {
            throw new PostgresUnavailableException($"{string.Join(' ', words)} failed:\n{await error}{await output}");
        }
    }

    private static Process Start(IReadOnlyList<string> words) =>
        Process.Start(
            new ProcessStartInfo(words[0], words.Skip(1))
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
}
