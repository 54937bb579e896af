using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Rules;
using NodaTime;

namespace Assemblies.Domain.Presence;

/// <summary>Why the quorum is checked.</summary>
public enum QuorumCheckKind
{
    /// <summary>A statutory meeting was opened.</summary>
    Opening,

    /// <summary>A break ended.</summary>
    AfterBreak,

    /// <summary>Somebody challenged it, and the time to confirm is over.</summary>
    Challenge,

    /// <summary>Whoever presides wanted to know.</summary>
    ByHand,
}

/// <summary>A member at the moment of a check.</summary>
/// <param name="Organisation">Which.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">How it took part.</param>
/// <param name="By">Who had its vote, or the member that represented it, by name; null while absent.</param>
/// <param name="Where">Where the one who had its vote was; null for everybody else.</param>
public sealed record CheckedMember(Id<Organisation> Organisation, string Code, string Name, MemberState State, string? By, Where? Where);

/// <summary>One check of the quorum, with the roll of that moment. Never changed.</summary>
public sealed class QuorumCheck : Aggregate
{
    private QuorumCheck() { }

    private QuorumCheck(Id<Meeting> meeting, int seq, QuorumCheckKind why, QuorumCount count, Instant at, Id<Person>? by)
    {
        (Meeting, Seq, Why, At, By) = (meeting, seq, why, at, by);
        (Entitled, Present, Represented) = (count.Entitled, count.Present, count.Represented);
        (Needed, Holds) = (count.Needed, count.Holds);
    }

    /// <summary>Of which meeting.</summary>
    public Id<Meeting> Meeting { get; private set; }

    /// <summary>Its number, from 1; unique in its meeting.</summary>
    public int Seq { get; private set; }

    /// <summary>Why it was made.</summary>
    public QuorumCheckKind Why { get; private set; }

    /// <summary>When, in business time.</summary>
    public Instant At { get; private set; }

    /// <summary>By whom; null for the service itself.</summary>
    public Id<Person>? By { get; private set; }

    /// <summary>E.</summary>
    public int Entitled { get; private set; }

    /// <summary>Present by themselves.</summary>
    public int Present { get; private set; }

    /// <summary>Represented.</summary>
    public int Represented { get; private set; }

    /// <summary>How many were needed.</summary>
    public int Needed { get; private set; }

    /// <summary>Whether it held.</summary>
    public bool Holds { get; private set; }

    /// <summary>The version of the rules it was checked by.</summary>
    public int RulesVersion { get; private set; }

    /// <summary>Every member at that moment, by code.</summary>
    public IReadOnlyList<CheckedMember> Roll { get; private set; } = [];

    /// <summary>The challenge that it ends; null for every other check. Unique, so that a challenge ends once.</summary>
    public Id<QuorumChallenge>? Challenge { get; private set; }

    /// <summary>The count as one value.</summary>
    public QuorumCount Count => new(Entitled, Present, Represented, Needed, Holds);

    /// <summary>Checks it; made under the lock of the meeting's ledger, so that nobody comes or goes meanwhile.</summary>
    /// <param name="sitting">The open meeting.</param>
    /// <param name="checks">How many were made before.</param>
    /// <param name="why">Why.</param>
    /// <param name="call">Who is there.</param>
    /// <param name="rules">The rules it is checked by.</param>
    /// <param name="at">When.</param>
    /// <param name="by">By whom; null for the service itself.</param>
    /// <param name="ends">The challenge that it ends; null for every other check.</param>
    public static QuorumCheck Make(
        Sitting sitting,
        int checks,
        QuorumCheckKind why,
        RollCall call,
        RulesVersion rules,
        Instant at,
        Id<Person>? by,
        QuorumChallenge? ends = null
    )
    {
        var names = call.Members.ToDictionary(m => m.Member.Organisation, m => m.Member.Name);
        var check = new QuorumCheck(sitting.Meeting, checks + 1, why, QuorumCount.Of(call, rules.Parameters.Quorum), at, by)
        {
            RulesVersion = rules.Number,
            Challenge = ends?.Id,
            Roll =
            [
                .. call.Members.Select(m => new CheckedMember(
                    m.Member.Organisation,
                    m.Member.Code,
                    m.Member.Name,
                    m.State,
                    m.Voter?.Name ?? (m.Holder is { } holder ? names[holder] : null),
                    m.Voter?.In
                )),
            ],
        };
        check.Happened(new RoomChanged(sitting.Assembly, RoomPart.Quorum));
        return check;
    }
}
