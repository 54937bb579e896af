namespace Assemblies.Server.Platform;

/// <summary>What an area says on the console once the service serves; registered as a singleton.</summary>
/// <param name="Say">The text, given the service's address without a slash at its end; null for nothing.</param>
internal sealed record ReadyNote(Func<IServiceProvider, string, Task<string?>> Say)
{
    /// <summary>The address, and what the areas have to say.</summary>
    public static async Task Print(WebApplication app)
    {
        var settings = app.Services.GetRequiredService<Settings>();
        var address = settings.HasSiteUrl ? settings.SiteUrl : app.Urls.First();
        await Console.Out.WriteLineAsync($"\n{settings.NetworkName} is served at {address}\n");
        foreach (var note in app.Services.GetServices<ReadyNote>())
        {
            if (await note.Say(app.Services, address) is { } text)
            {
                await Console.Out.WriteLineAsync(text + "\n");
            }
        }
    }
}
