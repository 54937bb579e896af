using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Assemblies.EmbeddedPostgres;

/// <summary>The folder of the server's unix socket: whoever can open the socket is superuser, so nobody else may enter it, nor have made it.</summary>
internal static class SocketFolder
{
    private const UnixFileMode OursAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Its path: under /tmp and short, for the path of a unix socket ends at 107 bytes.</summary>
    /// <param name="data">The data folder, each of which has its own.</param>
    public static string Of(string data)
    {
        var name = SHA256.HashData(Encoding.UTF8.GetBytes($"{Environment.UserName}:{data}"));
        return $"/tmp/assemblies-{Convert.ToHexStringLower(name)[..16]}";
    }

    /// <summary>Makes it, or takes the one that is there if it is ours.</summary>
    /// <exception cref="PostgresUnavailableException">Somebody else's, or no folder: everybody may write to /tmp, and could have put a server there.</exception>
    public static void Claim(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder, OursAlone);
        }
        catch (IOException)
        {
            // A file or a dangling link has the name; the question below finds that out.
        }

        // .NET does not tell who owns a file; the shell's test does (-O: owned by us). A sticky /tmp keeps what is ours in its place.
        if (!Programs.Try(["/bin/sh", "-c", "[ -d \"$1\" ] && [ ! -L \"$1\" ] && [ -O \"$1\" ]", "sh", folder]).Succeeded)
        {
            throw new PostgresUnavailableException(
                $"{folder} is not a folder of {Environment.UserName}'s own, so PostgreSQL's socket would not be safe in it. Remove it and start again."
            );
        }

        File.SetUnixFileMode(folder, OursAlone);
    }

    /// <summary>Whether a server takes connections there.</summary>
    public static bool Answers(string folder)
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Connect(new UnixDomainSocketEndPoint($"{folder}/.s.PGSQL.5432"));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
