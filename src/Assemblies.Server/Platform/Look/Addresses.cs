using System.Diagnostics.CodeAnalysis;
using Assemblies.Server.Platform.Http;

namespace Assemblies.Server.Platform.Look;

/// <summary>Where pages lead to: within this site, never out of it.</summary>
public static class Addresses
{
    /// <summary>The sign-in page, which comes back to <paramref name="back"/>.</summary>
    public static string SignIn(string back) => $"/sign-in?return={Uri.EscapeDataString(back)}";

    /// <summary>Whether an address is a path of this site: what a link may come back to.</summary>
    public static bool IsOurs([NotNullWhen(true)] string? address) =>
        address is ['/', ..] && address is not ['/', '/' or '\\', ..] && !address.Any(char.IsControl);

    /// <summary>Sends the reader on after a form, so that a reload does not send it again.</summary>
    internal static void SeeOther(this HttpResponse response, string address)
    {
        response.HttpContext.Features.Set<LaterStatus>(null); // what the page would have answered, had it stayed
        response.StatusCode = StatusCodes.Status303SeeOther;
        response.Headers.Location = IsOurs(address) ? address : "/";
    }

    /// <summary>Gives a rendered page another status than 200, when it goes out.</summary>
    /// <remarks>Not before: when a component sets 404 itself, the framework takes it for "no such page" and drops what was rendered.</remarks>
    internal static void Answers(this HttpResponse response, int status)
    {
        response.HttpContext.Features.Set(new LaterStatus(status));
        response.OnStarting(() =>
        {
            if (response.HttpContext.Features.Get<LaterStatus>() is { } later)
            {
                response.StatusCode = later.Status;
            }

            return Task.CompletedTask;
        });
    }
}
