using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Presence;

/// <summary>A member on the roll of an assembly: whether it is entitled to vote there, and why or why not.</summary>
/// <param name="Organisation">Which member.</param>
/// <param name="Code">Its code; orders the roll.</param>
/// <param name="Name">Its name.</param>
/// <param name="NameLatin">Its name in Latin script, where its own is in another.</param>
/// <param name="Entitled">Whether it may vote, and counts in E; otherwise it is seated without a vote.</param>
/// <param name="Why">Why or why not, as a sentence.</param>
/// <param name="Weight">Its weight where votes are weighted.</param>
public sealed record MemberOnRoll(
    Id<Organisation> Organisation,
    string Code,
    string Name,
    string? NameLatin,
    bool Entitled,
    string Why,
    int Weight
)
{
    /// <summary>
    /// The one rule of who is entitled: a member on the record date whose fee covers that day. One that joined later, or whose fee does not
    /// reach so far, is seated without a vote. Null for whoever is no member.
    /// </summary>
    /// <param name="organisation">Whom it is asked of.</param>
    /// <param name="recordDate">The record date, in the rules' zone.</param>
    /// <remarks>An unknown day of joining keeps nobody out; an unknown fee does. Source: rules.md, record date.</remarks>
    public static MemberOnRoll? Decide(Organisation organisation, LocalDate recordDate)
    {
        if (organisation.Kind is not OrganisationKind.Member)
        {
            return null;
        }

        var (entitled, why) =
            organisation.JoinedOn > recordDate
                ? (false, $"Joined on {Words.Date(organisation.JoinedOn.Value)}, after the record date, {Words.Date(recordDate)}.")
            : organisation.FeePaidUntil is not { } paid ? (false, $"No fee is paid; the record date was {Words.Date(recordDate)}.")
            : paid < recordDate
                ? (false, $"The fee is paid until {Words.Date(paid)}, which does not cover the record date, {Words.Date(recordDate)}.")
            : (true, $"A member on the record date, {Words.Date(recordDate)}, with the fee paid until {Words.Date(paid)}.");
        return new(organisation.Id, organisation.Code, organisation.Name, organisation.NameLatin, entitled, why, organisation.Weight);
    }
}

/// <summary>
/// A line of the roll as it was fixed: the members once, then corrections. Only ever added; of an organisation's lines the latest counts. What was
/// fixed before the assembly was convened to other days counts no more: they have a record date of their own.
/// </summary>
public sealed class RollLine : Entity<RollLine>
{
    private RollLine() { }

    /// <summary>Fixes a member's line.</summary>
    /// <param name="assembly">On the roll of which assembly.</param>
    /// <param name="member">What the record date says of it.</param>
    /// <param name="at">When it was fixed, in business time.</param>
    /// <param name="by">By whom; null for the service itself.</param>
    /// <param name="before">The organisation's latest line, of days that do not stand any more; null for its first.</param>
    public RollLine(Id<Assembly> assembly, MemberOnRoll member, Instant at, Id<Person>? by, RollLine? before = null)
        : this(assembly, member, (before?.Seq ?? 0) + 1, at, by) { }

    private RollLine(Id<Assembly> assembly, MemberOnRoll member, int seq, Instant at, Id<Person>? by)
    {
        (Assembly, Organisation, Seq, At, By) = (assembly, member.Organisation, seq, at, by);
        (Code, Name, NameLatin, Weight) = (member.Code, member.Name, member.NameLatin, member.Weight);
        (Entitled, Why) = (member.Entitled, member.Why);
    }

    /// <summary>Of which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>Which organisation.</summary>
    public Id<Organisation> Organisation { get; private set; }

    /// <summary>Its place among the organisation's lines, from 1: one when the roll was fixed, then one for each correction; unique.</summary>
    public int Seq { get; private set; }

    /// <summary>The organisation's code.</summary>
    public string Code { get; private set; } = "";

    /// <summary>Its name at that moment.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Its name in Latin script, where its own is in another.</summary>
    public string? NameLatin { get; private set; }

    /// <summary>Whether it may vote.</summary>
    public bool Entitled { get; private set; }

    /// <summary>Why or why not, as a sentence; of a correction the secretariat's reason.</summary>
    public string Why { get; private set; } = "";

    /// <summary>Its weight where votes are weighted.</summary>
    public int Weight { get; private set; }

    /// <summary>When.</summary>
    public Instant At { get; private set; }

    /// <summary>By whom; null for the service itself.</summary>
    public Id<Person>? By { get; private set; }

    /// <summary>What it says.</summary>
    public MemberOnRoll Member => new(Organisation, Code, Name, NameLatin, Entitled, Why, Weight);

    /// <summary>Corrects it: a line that counts instead. Refused when it says so already.</summary>
    /// <param name="entitled">Whether the organisation may vote.</param>
    /// <param name="weight">Its weight.</param>
    /// <param name="why">Why, in words.</param>
    /// <param name="at">When.</param>
    /// <param name="by">By whom.</param>
    public Result<RollLine> Correct(bool entitled, int weight, string why, Instant at, Id<Person>? by) =>
        (entitled, weight) == (Entitled, Weight)
            ? PresenceDomainErrors.RollSaysSo
            : new RollLine(Assembly, Member with { Entitled = entitled, Weight = weight, Why = why }, Seq + 1, at, by);

    /// <summary>What counts of these lines: the latest of each organisation, in the order of codes.</summary>
    public static IReadOnlyList<RollLine> InForce(IEnumerable<RollLine> lines) =>
        [.. lines.GroupBy(l => l.Organisation).Select(its => its.MaxBy(l => l.Seq)!).OrderBy(l => l.Code, StringComparer.Ordinal)];
}
