using Assemblies.Server.Platform.Database;

namespace Assemblies.Benchmarks.Machine;

/// <summary>The service as it is delivered: a process of its own, built as Release, in Production.</summary>
internal static class Product
{
    /// <summary>Its first account.</summary>
    public const string Secretariat = "head@nl.stem.example.org";

    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>Starts it; <see cref="Child.Ready"/> waits for it.</summary>
    /// <param name="rig">Where its log goes.</param>
    /// <param name="database">Its database.</param>
    /// <param name="smtp">The port of its mail server.</param>
    /// <param name="settings">Further settings, by their environment variables.</param>
    public static Child Start(Rig rig, DatabaseAddress database, int smtp, params (string Name, string Value)[] settings)
    {
        var port = Child.FreePort();
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}",
            ["Site__Url"] = $"http://127.0.0.1:{port}",
            ["ConnectionStrings__Assemblies"] = database.App,
            ["ConnectionStrings__Migrator"] = database.Owner,
            ["Network__Name"] = "STEM Platforms of Europe",
            ["Smtp__From"] = "assemblies@example.org",
            ["Smtp__Host"] = "127.0.0.1",
            ["Smtp__Port"] = $"{smtp}",
            ["Smtp__Security"] = "none",
            ["Demo__Seed"] = "true",
            ["Bootstrap__Secretariat"] = Secretariat,
        };
        foreach (var (name, value) in settings)
        {
            environment[name] = value;
        }

        return Child.Start(port, Path.Combine(rig.Folder, $"product-{port}.log"), [Library()], environment);
    }

    private static string Library()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var built = Path.Combine(folder.FullName, "src", "Assemblies.Server", "bin", Configuration, "net10.0", "Assemblies.Server.dll");
            if (File.Exists(built))
            {
                return Configuration is "Release" ? built : Warned(built);
            }
        }

        throw new FileNotFoundException("The built service was not found above this program.", "Assemblies.Server.dll");
    }

    private static string Warned(string built)
    {
        Console.Error.WriteLine("Not built as Release: run with -c Release, these figures say little.");
        return built;
    }
}
