using System.Diagnostics;

namespace Assemblies.EmbeddedPostgres;

/// <summary>Locks on files, which the kernel frees when their process ends, however it ends.</summary>
internal static class UseLock
{
    /// <summary>Waits for it.</summary>
    /// <param name="path">The file; made where there is none.</param>
    /// <param name="share"><see cref="FileShare.Read"/>: together with others of the kind; <see cref="FileShare.None"/>: alone.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="ct">Gives up waiting.</param>
    public static async Task<FileStream> Take(string path, FileShare share, TimeSpan patience, CancellationToken ct)
    {
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < patience)
        {
            if (Try(path, share) is { } taken)
            {
                return taken;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(25), ct);
        }

        throw new PostgresUnavailableException(
            $"Another process holds {path} and neither starts nor stops its server. End it and start again."
        );
    }

    /// <summary>Takes it if it is free.</summary>
    /// <exception cref="PostgresUnavailableException">The file is somebody else's.</exception>
    public static FileStream? Try(string path, FileShare share)
    {
        try
        {
            // .NET takes flock: LOCK_SH for FileShare.Read, LOCK_EX for None. The watchdog, a shell, takes the same.
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, share);
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            throw new PostgresUnavailableException(
                $"{path} cannot be opened by {Environment.UserName}: the data lies in another user's folder. "
                    + "Start as that user, or name a folder of your own in ASSEMBLIES_DATA_DIR."
            );
        }
    }
}
