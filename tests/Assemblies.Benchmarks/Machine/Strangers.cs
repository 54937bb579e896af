using System.Globalization;

namespace Assemblies.Benchmarks.Machine;

/// <summary>How much of the machine others took during a slice: programs that are neither this one, nor its children, nor its PostgreSQL.</summary>
internal sealed class Strangers(IReadOnlyList<int> roots)
{
    /// <summary>Above this share of all processors a slice counts as disturbed.</summary>
    public const double Disturbing = 0.1;

    private readonly (long Busy, long Capacity, Dictionary<int, long> Ours) before = Look(roots);

    /// <summary>The share of all processors that others took since this was made, from 0 to 1.</summary>
    public double Share()
    {
        var after = Look(roots);
        var ours = after.Ours.Sum(process => process.Value - before.Ours.GetValueOrDefault(process.Key));
        var capacity = Math.Max(1, after.Capacity - before.Capacity);
        return Math.Clamp((double)(after.Busy - before.Busy - ours) / capacity, 0, 1);
    }

    private static (long Busy, long Capacity, Dictionary<int, long> Ours) Look(IReadOnlyList<int> roots)
    {
        // user nice system idle iowait irq softirq steal
        var all = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9].Select(Number).ToList();
        var processes = Directory.EnumerateDirectories("/proc").Select(Process).OfType<(int Id, int Parent, long Ticks)>().ToList();
        var children = processes.ToLookup(process => process.Parent, process => process.Id);
        var (ours, ahead) = (new HashSet<int>(), new Queue<int>(roots));
        while (ahead.TryDequeue(out var id))
        {
            if (ours.Add(id))
            {
                children[id].ToList().ForEach(ahead.Enqueue);
            }
        }

        return (
            all.Sum() - all[3] - all[4],
            all.Sum(),
            processes.Where(process => ours.Contains(process.Id)).ToDictionary(process => process.Id, process => process.Ticks)
        );
    }

    private static (int Id, int Parent, long Ticks)? Process(string folder)
    {
        if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id))
        {
            return null;
        }

        try
        {
            // The name stands in brackets and may hold anything, brackets and blanks too.
            var line = File.ReadAllText($"{folder}/stat");
            var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');

            // Its own time, and that of children which have ended: a program of ours that came and went in between is no stranger.
            return (id, (int)Number(fields[1]), fields[11..15].Sum(Number));
        }
        catch (IOException)
        {
            return null; // It ended meanwhile.
        }
    }

    private static long Number(string digits) => long.Parse(digits, CultureInfo.InvariantCulture);
}
