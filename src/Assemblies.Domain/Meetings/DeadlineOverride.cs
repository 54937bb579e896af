using Assemblies.Domain.Members;
using Assemblies.Domain.Rules;
using NodaTime;

namespace Assemblies.Domain.Meetings;

/// <summary>Somebody set a deadline of an assembly by hand, or left it to the rules again. Only ever added: the latest of a kind counts.</summary>
public sealed class DeadlineOverride
{
    private DeadlineOverride() { }

    internal DeadlineOverride(
        Id<Assembly> assembly,
        DeadlineKind kind,
        int seq,
        LocalDate? date,
        Instant at,
        Id<Person>? by,
        string reason
    ) => (Assembly, Kind, Seq, Date, At, By, Reason) = (assembly, kind, seq, date, at, by, reason);

    /// <summary>Of which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>Which deadline.</summary>
    public DeadlineKind Kind { get; private set; }

    /// <summary>Its place in the order of its kind, from 1; unique, so that of two at once one is refused.</summary>
    public int Seq { get; private set; }

    /// <summary>The last day, in the rules' zone; null leaves it to the rules again.</summary>
    public LocalDate? Date { get; private set; }

    /// <summary>When.</summary>
    public Instant At { get; private set; }

    /// <summary>By whom; null for the service itself.</summary>
    public Id<Person>? By { get; private set; }

    /// <summary>Why.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>What holds of these: for each kind the latest, where that is a date.</summary>
    public static IReadOnlyDictionary<DeadlineKind, LocalDate> InForce(IEnumerable<DeadlineOverride> overrides) =>
        overrides
            .GroupBy(o => o.Kind)
            .Select(kind => kind.MaxBy(o => o.Seq)!)
            .Where(o => o.Date is not null)
            .ToDictionary(o => o.Kind, o => o.Date!.Value);
}
