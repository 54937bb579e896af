using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Server.Members.Import;

/// <summary>A mandate as a row of a list tells it.</summary>
/// <param name="Row">Which row.</param>
/// <param name="Cells">For what is wrong with it.</param>
/// <param name="Organisation">For whom.</param>
/// <param name="Person">Who.</param>
/// <param name="Role">As what.</param>
/// <param name="From">The first day; null when the row does not say.</param>
/// <param name="Until">The last day; null when the row does not say, or says that nothing ends it.</param>
internal sealed record ListedMandate(
    ImportRow Row,
    ImportCells Cells,
    Organisation Organisation,
    Person Person,
    MandateRole Role,
    LocalDate? From,
    LocalDate? Until
)
{
    /// <summary>Which one of the list, from 0: rows of a network file share their line.</summary>
    public int At { get; init; }

    /// <summary>The mandate it is about; null for a new one.</summary>
    public Mandate? Known { get; init; }
}

/// <summary>Which mandate each row of a list is about, and whether all of them can stand beside each other in the end.</summary>
/// <param name="known">All mandates of the organisations in the list, also those that have ended: a list may hold them too.</param>
/// <param name="today">Today in the rules' zone.</param>
internal sealed class ImportedMandates(List<Mandate> known, LocalDate today)
{
    private readonly List<ListedMandate> listed = [];
    private readonly Dictionary<Mandate, ListedMandate> standing = [];
    private readonly List<Mandate> made = [];

    /// <summary>A row tells of a mandate.</summary>
    public void Lists(ListedMandate one) => listed.Add(one with { At = listed.Count });

    /// <summary>The row's mandate is this, with its new days.</summary>
    public void Stands(ListedMandate one, Mandate mandate)
    {
        standing[mandate] = one;
        if (one.Known is null)
        {
            made.Add(mandate);
        }
    }

    /// <summary>
    /// The rows, each with its mandate: of the same person, organisation and role the one with the same first day, else the latest that the row can
    /// mean. Rows that name a first day exactly come first, so that no other row takes theirs. A second row for one mandate is named as wrong.
    /// </summary>
    public IEnumerable<ListedMandate> Match()
    {
        var taken = new HashSet<Mandate>();
        var exact = listed.ConvertAll(row => (Row: row, Same: Of(row).Find(m => m.From == row.From)));
        foreach (var (row, same) in exact.OrderBy(it => it.Same is null))
        {
            var mandate = same ?? Of(row).Where(m => Means(row, m)).MaxBy(m => m.From);
            if (mandate is not null && !taken.Add(mandate))
            {
                row.Cells.Wrong(null, $"{row.Person.Email} is {Word(row.Role)} of {row.Organisation.Code} twice in this list.");
                continue;
            }

            yield return row with
            {
                Known = mandate,
            };
        }
    }

    /// <summary>
    /// What cannot stand in the end: two heads or deputies at a time, or one person twice in one role. Only rows of the list are named, since the end
    /// of one head and the next one may come in any order.
    /// </summary>
    public IEnumerable<(ListedMandate Row, string Message)> Clashes()
    {
        foreach (var (mandate, row) in standing.OrderBy(it => it.Value.At))
        {
            // Of two rows the later one is named.
            var other = known
                .Concat(made)
                .FirstOrDefault(m =>
                    m != mandate
                    && (m.Organisation, m.Role) == (mandate.Organisation, mandate.Role)
                    && (row.Role is MandateRole.Head or MandateRole.Deputy || m.Person == mandate.Person)
                    && Meet(m, mandate.From, mandate.Until)
                    && !(standing.TryGetValue(m, out var its) && its.At > row.At)
                );
            if (other is null)
            {
                continue;
            }

            yield return other.Person == mandate.Person
                ? (
                    row,
                    $"{row.Person.Email} is {Word(row.Role)} of {row.Organisation.Code} twice at the time. Give one of the two other days."
                )
                : (
                    row,
                    $"{row.Organisation.Code} has another {Word(row.Role)} at the time. End that mandate first, or give it a last day in this list."
                );
        }
    }

    private List<Mandate> Of(ListedMandate row) =>
        known.FindAll(m => (m.Person, m.Organisation, m.Role) == (row.Person.Id, row.Organisation.Id, row.Role));

    // A row without a first day means the present or a coming mandate; one that has ended only if it is told to have ended.
    private bool Means(ListedMandate row, Mandate mandate) =>
        row.From is { } from ? Meet(mandate, from, row.Until) : mandate.Until is null || mandate.Until >= today || row.Until < today;

    private static bool Meet(Mandate mandate, LocalDate from, LocalDate? until) =>
        (mandate.Until is null || mandate.Until >= from) && (until is null || mandate.From <= until) && !(mandate.Until < mandate.From);

    private static string Word(MandateRole role) => role.ToString().ToLowerInvariant();
}
