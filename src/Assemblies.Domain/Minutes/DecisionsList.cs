using Assemblies.Domain.Meetings;
using NodaTime;

namespace Assemblies.Domain.Minutes;

/// <summary>The list of decisions of an assembly went out to its members, once. From its day on votes can be contested.</summary>
public sealed class DecisionsList
{
    private DecisionsList() { }

    /// <summary>Sends it out.</summary>
    public DecisionsList(Id<Assembly> assembly, Instant at, LocalDate? contestUntil, int people) =>
        (Assembly, At, ContestUntil, People) = (assembly, at, contestUntil, people);

    /// <summary>Of which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>When, in business time.</summary>
    public Instant At { get; private set; }

    /// <summary>The last day for contesting a vote, in the rules' zone; null where votes cannot be contested.</summary>
    public LocalDate? ContestUntil { get; private set; }

    /// <summary>To how many people.</summary>
    public int People { get; private set; }
}
