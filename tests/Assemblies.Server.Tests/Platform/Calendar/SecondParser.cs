using System.Text.Json;

namespace Assemblies.Server.Tests.Platform.Calendar;

/// <summary>ical.js in Node: a reader that shares nothing with the library that writes.</summary>
/// <remarks>The package is installed by the first call of a run, from the lock file, and stays beside the script.</remarks>
internal static class SecondParser
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static readonly Lazy<string> Folder = new(Install);

    public static ReadCalendar Read(string text, params string[] probes) => Read([new Asked(text, probes)])[0];

    public static ReadCalendar[] Read(IEnumerable<string> texts) => Read([.. texts.Select(text => new Asked(text, []))]);

    private static ReadCalendar[] Read(Asked[] asked)
    {
        var answer = Run(Folder.Value, JsonSerializer.Serialize(asked, Json), "node", "read.mjs");
        return JsonSerializer.Deserialize<ReadCalendar[]>(answer, Json)!;
    }

    private static string Install()
    {
        var folder = Repository.PathOf("tests", "Assemblies.Server.Tests", "Platform", "Calendar", "second-parser");
        var installed = new FileInfo(Path.Combine(folder, "node_modules", ".package-lock.json"));
        if (!installed.Exists || installed.LastWriteTimeUtc < File.GetLastWriteTimeUtc(Path.Combine(folder, "package-lock.json")))
        {
            Run(folder, "", "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        }

        return folder;
    }

    private static string Run(string folder, string input, string command, params IEnumerable<string> arguments)
    {
        var (code, output, errors) = Programs.Run(folder, input, command, arguments).GetAwaiter().GetResult();
        return code is 0 ? output : throw new InvalidOperationException($"{command} ended with {code}: {errors}");
    }

    private sealed record Asked(string Text, string[] Probes);
}

internal sealed record ReadCalendar(Dictionary<string, string> Properties, Dictionary<string, string[]> Zones, ReadEvent[] Events);

internal sealed record ReadEvent(
    string[] Properties,
    Dictionary<string, string> Values,
    ReadTime Start,
    ReadTime End,
    ReadPerson Organizer,
    ReadPerson[] Attendees,
    string[][] Alarms
);

internal sealed record ReadTime(string Text, bool IsDate, string? Zone, string? Utc);

internal sealed record ReadPerson(string Address, string? Cn, string? Cutype, string? Role, string? Partstat, string? Rsvp);
