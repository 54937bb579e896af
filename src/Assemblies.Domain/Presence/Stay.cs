using NodaTime;

namespace Assemblies.Domain.Presence;

/// <summary>A row of the ledger as far as hours go.</summary>
/// <param name="Number">Its number in the ledger, which orders it.</param>
/// <param name="IsIn">In or out.</param>
/// <param name="Online">By video or in the room.</param>
/// <param name="At">When.</param>
/// <param name="Corrects">The row it takes back; null for none.</param>
public sealed record Passage(long Number, bool IsIn, bool Online, Instant At, long? Corrects);

/// <summary>A time during which somebody was there without a gap.</summary>
/// <param name="From">From when.</param>
/// <param name="Until">Until when.</param>
/// <param name="Online">By video or in the room.</param>
public sealed record Stay(Instant From, Instant Until, bool Online)
{
    /// <summary>How long.</summary>
    public Duration Length => Until - From;

    /// <summary>
    /// The stays of one person in one meeting. What was taken back never happened: neither the row that was corrected nor the correction counts.
    /// Who was not checked out stays until the end; nobody stays longer.
    /// </summary>
    /// <param name="ledger">The person's rows, in any order.</param>
    /// <param name="end">When the meeting was closed, else its planned end.</param>
    /// <remarks>Source: seats.md, Presence; rules.md, Europe: certificates with dates and hours, online hours from the ledger.</remarks>
    public static IReadOnlyList<Stay> Of(IEnumerable<Passage> ledger, Instant end)
    {
        var rows = ledger.OrderBy(p => p.Number).ToList();
        var corrected = rows.Where(p => p.Corrects is not null).Select(p => p.Corrects!.Value).ToHashSet();
        var stays = new List<Stay>();
        Passage? since = null;
        foreach (var row in rows.Where(p => p.Corrects is null && !corrected.Contains(p.Number)))
        {
            // In again by another way: the first ends where the second begins.
            if (since is not null && (!row.IsIn || row.Online != since.Online))
            {
                Add(since, row.At);
                since = null;
            }

            since = row.IsIn ? since ?? row : null;
        }

        if (since is not null)
        {
            Add(since, end);
        }

        return stays;

        void Add(Passage from, Instant until)
        {
            var last = Instant.Min(until, end);
            if (last > from.At)
            {
                stays.Add(new(from.At, last, from.Online));
            }
        }
    }

    /// <summary>How long these are together, in whole minutes: what a certificate says.</summary>
    public static int Minutes(IEnumerable<Stay> stays) =>
        (int)stays.Aggregate(Duration.Zero, (sum, stay) => sum + stay.Length).TotalMinutes;
}
