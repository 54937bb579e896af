using System.Globalization;
using System.Text;

namespace Assemblies.Server.Platform;

/// <summary>Something an operator does on the server's command line instead of starting it; an area registers it as a singleton.</summary>
/// <param name="Name">Its word.</param>
/// <param name="Arguments">What it wants, in capitals, parted by blanks; empty for nothing.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Run">Does it, with the service's own services; its exit code.</param>
public sealed record ServerCommand(
    string Name,
    string Arguments,
    string Summary,
    Func<IServiceProvider, IReadOnlyList<string>, Task<int>> Run
)
{
    internal int Wants => Arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
}

/// <summary>The commands that areas bring.</summary>
internal static class AreaCommands
{
    /// <summary>Does what the word says, on the migrated database, without serving; 2 and the list of commands when it says nothing.</summary>
    public static async Task<int> Run(string word, string[] args, IReadOnlyList<Area> areas)
    {
        var named = Of(areas).Find(command => command.Name == word);
        string[] given = [.. args.Skip(1).Where(argument => !argument.StartsWith('-'))];
        if (named is null || given.Length != named.Wants)
        {
            await Console.Error.WriteAsync(Help(areas));
            return 2;
        }

        string[] settings = [.. args.Where(argument => argument.StartsWith('-')), "--Logging:LogLevel:Default=Warning"];
        await using var service = await Service.Build(settings, areas);
        return await named.Run(service.App.Services, given);
    }

    /// <summary>How the program is used.</summary>
    public static string Help(IReadOnlyList<Area> areas)
    {
        var help = new StringBuilder(
            """
            Usage: dotnet Assemblies.Server.dll [COMMAND] [--Key=value …]

            Without a command the service starts and runs until it is told to end.

            Commands:

            """
        );
        IEnumerable<(string Usage, string Summary)> all =
        [
            .. Of(areas).Select(command => ($"{command.Name} {command.Arguments}".TrimEnd(), command.Summary)),
            ("settings", "Prints all settings with their defaults, as a table in Markdown."),
            ("health", "Asks a running service whether it lives; exit code 0 or 1."),
            ("--help", "Prints this."),
        ];
        foreach (var (usage, summary) in all)
        {
            help.Append(CultureInfo.InvariantCulture, $"  {usage, -22} {summary}\n");
        }

        return help.ToString();
    }

    private static List<ServerCommand> Of(IReadOnlyList<Area> areas)
    {
        var services = new ServiceCollection();
        foreach (var area in areas)
        {
            area.Add(services);
        }

        return [.. services.Select(service => service.ImplementationInstance).OfType<ServerCommand>()];
    }
}
