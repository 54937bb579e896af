using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Assemblies.Benchmarks.Machine;

/// <summary>The limit for pages and feeds: Kestrel and nothing else, answering with bytes that lie ready, or with 304.</summary>
internal static class BareServer
{
    /// <summary>The word that makes this program the bare server.</summary>
    public const string Word = "bare-server";

    /// <summary>Starts it as a process of its own. It serves each body under its name.</summary>
    public static async Task<Child> Start(Rig rig, IReadOnlyDictionary<string, byte[]> bodies)
    {
        var folder = Directory.CreateDirectory(Path.Combine(rig.Folder, "bodies"));
        foreach (var (name, body) in bodies)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, name), body);
        }

        var port = Child.FreePort();
        string[] words = [typeof(BareServer).Assembly.Location, Word, $"{port}", folder.FullName];
        var child = Child.Start(port, Path.Combine(rig.Folder, "bare.log"), words, new Dictionary<string, string>(StringComparer.Ordinal));
        await child.Ready("/" + bodies.Keys.First());
        return child;
    }

    /// <summary>Serves until it is ended.</summary>
    public static async Task Run(string port, string folder)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        await using var app = builder.Build();
        var answers = Directory
            .EnumerateFiles(folder)
            .ToDictionary(file => "/" + Path.GetFileName(file), file => new Answer(File.ReadAllBytes(file)), StringComparer.Ordinal);
        app.Run(context => answers[context.Request.Path.Value!].Write(context));
        await app.RunAsync();
    }

    private sealed class Answer(byte[] body)
    {
        private readonly string tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\"";

        public Task Write(HttpContext context)
        {
            var response = context.Response;
            response.Headers.ETag = tag;
            response.Headers.CacheControl = "no-cache";
            if (context.Request.Headers.IfNoneMatch == tag)
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }

            response.ContentType = "text/html; charset=utf-8";
            response.ContentLength = body.Length;
            return response.Body.WriteAsync(body).AsTask();
        }
    }
}
