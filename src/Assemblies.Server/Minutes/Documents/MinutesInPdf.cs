using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Assemblies.Domain;
using Assemblies.Server.Platform;
using Microsoft.Extensions.Caching.Memory;

namespace Assemblies.Server.Minutes.Documents;

/// <summary>
/// Minutes as PDF, printed from the HTML file by a Chromium that the settings name: tagged, with its fonts inside, pages numbered. Without one there is
/// none, and a sentence says so.
/// </summary>
/// <remarks>
/// One at a time: a browser takes much memory. What was printed is kept for whoever reads the very same, 64 MB in all, so that a version is printed once
/// for members and once for the public; more than 20 do not wait. The browser runs in a folder of its own and loads nothing but that file, whose policy
/// allows no script.
/// </remarks>
internal sealed class MinutesInPdf(Settings settings, ILogger<MinutesInPdf> logger) : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private const int MostWaiting = 20;
    private const int MostKept = 64 * 1024 * 1024;

    private readonly SemaphoreSlim one = new(1, 1);
    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = MostKept });
    private int waiting;

    /// <summary>Prints it, or gives what was printed of the same before.</summary>
    public async Task<Result<byte[]>> Print(string html, CancellationToken ct)
    {
        if (settings.Chromium is not { } chromium)
        {
            return MinutesErrors.NoPdf;
        }

        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(html)));
        if (kept.TryGetValue(key, out byte[]? before))
        {
            return before!;
        }

        try
        {
            return Interlocked.Increment(ref waiting) > MostWaiting ? MinutesErrors.PdfFailed : await InTurn(chromium, key, html, ct);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    private async Task<Result<byte[]>> InTurn(string chromium, string key, string html, CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try
        {
            // Whoever waited for the same finds it.
            if (kept.TryGetValue(key, out byte[]? meanwhile))
            {
                return meanwhile!;
            }

            var printed = await Make(chromium, html, ct);
            return printed.Value is { } bytes ? kept.Set(key, bytes, new MemoryCacheEntryOptions { Size = bytes.Length }) : printed.Error!;
        }
        finally
        {
            one.Release();
        }
    }

    private async Task<Result<byte[]>> Make(string chromium, string html, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("minutes-");
        try
        {
            var (page, file) = (Path.Combine(folder.FullName, "minutes.html"), Path.Combine(folder.FullName, "minutes.pdf"));
            await File.WriteAllTextAsync(page, html, ct);
            var words = await Run(chromium, folder.FullName, page, file, ct);
            if (File.Exists(file))
            {
                return await File.ReadAllBytesAsync(file, ct);
            }

            logger.LogWarning("Chromium made no PDF: {Words}", words);
            return MinutesErrors.PdfFailed;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        one.Dispose();
        kept.Dispose();
    }

    private static async Task<string> Run(string chromium, string folder, string page, string file, CancellationToken ct)
    {
        var start = new ProcessStartInfo(chromium)
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
        string[] arguments =
        [
            "--headless",
            "--disable-gpu",
            "--disable-extensions",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--generate-pdf-document-outline",
            "--export-tagged-pdf",
            "--no-pdf-header-footer",
            $"--user-data-dir={Path.Combine(folder, "profile")}",
            $"--print-to-pdf={file}",
            .. Environment.IsPrivilegedProcess ? ["--no-sandbox"] : Array.Empty<string>(), // it refuses to run as root otherwise
            new Uri(page).AbsoluteUri,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["HOME"] = folder;
        using var process = new Process { StartInfo = start };
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        end.CancelAfter(Longest);
        try
        {
            process.Start();
            var words = process.StandardError.ReadToEndAsync(end.Token);
            await process.StandardOutput.ReadToEndAsync(end.Token);
            await process.WaitForExitAsync(end.Token);
            return await words;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            return "it took too long";
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        catch (Win32Exception e)
        {
            return e.Message;
        }
    }
}
