using System.Globalization;
using System.Text;

namespace Assemblies.Server.Platform;

/// <summary>What the program does besides serving: <c>dotnet Assemblies.Server.dll COMMAND</c>.</summary>
internal static class ServiceCommands
{
    /// <summary>Runs the command that the first word names; null when it names none, and the program serves.</summary>
    /// <param name="args">All arguments.</param>
    /// <param name="areas">Areas may have commands of their own.</param>
    public static async Task<int?> Run(string[] args, IReadOnlyList<Area> areas) =>
        args.FirstOrDefault() switch
        {
            "settings" => await Print(SettingsTable(Settings.All)),
            "health" => await AskLive(OwnAddress(args)),
            "--help" or "-h" or "help" => await Print(AreaCommands.Help(areas)),
            { } word when !word.StartsWith('-') => await AreaCommands.Run(word, args, areas),
            _ => null,
        };

    /// <summary>The settings as a Markdown table; <c>docs/settings.md</c> holds it.</summary>
    public static string SettingsTable(IReadOnlyList<Setting> settings)
    {
        var table = new StringBuilder("| Environment variable | Default | Meaning |\n|---|---|---|\n");
        foreach (var setting in settings)
        {
            var unless = setting.Default is "" ? "–" : $"`{setting.Default}`";
            var meaning = setting.Meaning + (setting.Needed is null ? "" : " Has to be set outside Development.");
            table.Append(
                CultureInfo.InvariantCulture,
                $"| `{setting.Variable}` | {unless} | {meaning.Replace("|", "\\|", StringComparison.Ordinal)} |\n"
            );
        }

        return table.ToString();
    }

    // For a container's health check: the image has no curl.
    private static async Task<int> AskLive(Uri service)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(4) };
        try
        {
            using var answer = await client.GetAsync(new Uri(service, "/health/live"));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"{service} does not answer: {e.Message}");
            return 1;
        }
    }

    // Where the service beside it listens, by the same settings.
    private static Uri OwnAddress(string[] args) =>
        new(
            Settings.HereOf(
                new ConfigurationBuilder()
                    .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
                    .AddEnvironmentVariables()
                    .AddCommandLine([.. args.Skip(1)])
                    .Build()
            )
        );

    private static async Task<int> Print(string text)
    {
        await Console.Out.WriteAsync(text);
        return 0;
    }
}
