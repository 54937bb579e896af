using System.Diagnostics;

namespace Assemblies.Server.Tests;

/// <summary>Runs programs to their end.</summary>
internal static class Programs
{
    /// <summary>Runs one.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="program">Which.</param>
    /// <param name="words">The words of its command line.</param>
    public static async Task<Ended> Run(string folder, string input, string program, params IEnumerable<string> words)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, words)
            {
                WorkingDirectory = folder,
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await errors);
    }

    /// <summary>How it ended.</summary>
    /// <param name="Code">Its exit code.</param>
    /// <param name="Output">What it wrote.</param>
    /// <param name="Errors">What it complained of.</param>
    public sealed record Ended(int Code, string Output, string Errors);
}
