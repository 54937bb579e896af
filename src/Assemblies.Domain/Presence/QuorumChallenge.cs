using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using NodaTime;

namespace Assemblies.Domain.Presence;

/// <summary>
/// The quorum is challenged: for some minutes each present member confirms that it is there, or answers when the chair calls its name. Then the
/// silent are checked out, and a check is made. It runs until that check is there.
/// </summary>
/// <remarks>Holders confirm for themselves; their principals stay represented. Source: rules.md, quorum check.</remarks>
public sealed class QuorumChallenge : Entity<QuorumChallenge>
{
    private readonly List<QuorumConfirmation> confirmations = [];

    private QuorumChallenge() { }

    private QuorumChallenge(Sitting sitting, int seq, Instant at, Instant until, Id<Person>? by, Id<Organisation>? askedBy)
    {
        (Assembly, Meeting, Seq, At, Until, By, AskedBy) = (sitting.Assembly, sitting.Meeting, seq, at, until, by, askedBy);
        Happened(new RoomChanged(Assembly, RoomPart.Quorum));
    }

    /// <summary>Of which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>Of which meeting.</summary>
    public Id<Meeting> Meeting { get; private set; }

    /// <summary>Its number, from 1; unique in its meeting.</summary>
    public int Seq { get; private set; }

    /// <summary>When it began, in business time.</summary>
    public Instant At { get; private set; }

    /// <summary>Until when members confirm.</summary>
    public Instant Until { get; private set; }

    /// <summary>Who put it.</summary>
    public Id<Person>? By { get; private set; }

    /// <summary>The member that asked for it; null when whoever presides did by themselves.</summary>
    public Id<Organisation>? AskedBy { get; private set; }

    /// <summary>Those that confirmed, in their order. Always read with it.</summary>
    public IReadOnlyList<QuorumConfirmation> Confirmations => confirmations;

    /// <summary>Why the silent are checked out.</summary>
    /// <param name="now">When it is counted: before its time is over it says when the chair counted.</param>
    public string ReasonAt(Instant now) =>
        IsOver(now)
            ? $"Did not confirm within {Words.Duration((int)(Until - At).TotalMinutes)} when the quorum was challenged."
            : $"Had not confirmed when the chair counted, {Words.Duration(Math.Max(1, (int)(now - At).TotalMinutes))} after the quorum was challenged.";

    /// <summary>Puts it. Refused outside a statutory meeting that is open and not in a break, and while another one runs.</summary>
    /// <param name="sitting">The meeting.</param>
    /// <param name="before">How many there were.</param>
    /// <param name="runs">Whether one of them runs.</param>
    /// <param name="minutes">How long the rules give.</param>
    /// <param name="at">When.</param>
    /// <param name="by">Who puts it.</param>
    /// <param name="askedBy">The member that asked for it; null when whoever presides did by themselves.</param>
    public static Result<QuorumChallenge> Put(
        Sitting sitting,
        int before,
        bool runs,
        int minutes,
        Instant at,
        Id<Person>? by,
        Id<Organisation>? askedBy
    )
    {
        var refusal =
            sitting.NotOpen()
            ?? (
                !sitting.Of.Statutory ? QuorumErrors.NotStatutory
                : sitting.Break is not null ? QuorumErrors.InBreak
                : runs ? QuorumErrors.ChallengeRuns
                : null
            );
        return refusal is not null
            ? refusal
            : new QuorumChallenge(sitting, before + 1, at, at + Duration.FromMinutes(minutes), by, askedBy);
    }

    /// <summary>Whether the time to confirm is over.</summary>
    public bool IsOver(Instant now) => now >= Until;

    /// <summary>A present member confirms. A repeat changes nothing and answers null.</summary>
    /// <param name="member">The member at this moment; null for whoever is not on the roll.</param>
    /// <param name="via">Itself, or by roll call.</param>
    /// <param name="now">When.</param>
    /// <param name="by">By whom: who has its vote, or the chair.</param>
    public Result<QuorumConfirmation?> Confirm(MemberPresence? member, ConfirmedVia via, Instant now, Id<Person>? by)
    {
        if (IsOver(now))
        {
            return QuorumErrors.TooLate;
        }

        if (member is not { State: MemberState.Present, Voter: { } voter })
        {
            return QuorumErrors.NotToConfirm;
        }

        if (via is ConfirmedVia.Self && voter.Person != by)
        {
            return QuorumErrors.VoteIsWithAnother with { Message = $"{voter.Name} has the vote of this member now, and confirms." };
        }

        if (HasConfirmed(member.Member.Organisation))
        {
            return (QuorumConfirmation?)null;
        }

        var confirmation = new QuorumConfirmation(Id, member.Member.Organisation, voter.Registrant, via, now, by);
        confirmations.Add(confirmation);
        Happened(new RoomChanged(Assembly, RoomPart.Quorum));
        return confirmation;
    }

    /// <summary>Whether a member has confirmed.</summary>
    public bool HasConfirmed(Id<Organisation> member) => confirmations.Exists(c => c.Organisation == member);

    /// <summary>Present members that have not confirmed. Who was checked in since it began has been seen.</summary>
    /// <param name="call">Who is there.</param>
    /// <param name="cameIn">Who was checked in since it began.</param>
    public IEnumerable<MemberPresence> Awaited(RollCall call, IReadOnlyCollection<Id<Registrant>> cameIn) =>
        call.Members.Where(m =>
            m.State is MemberState.Present && !HasConfirmed(m.Member.Organisation) && !cameIn.Contains(m.Voter!.Registrant)
        );

    /// <summary>Whom to check out when it is over: of each silent member all who could have its vote.</summary>
    /// <param name="call">Who is there.</param>
    /// <param name="cameIn">Who was checked in since it began.</param>
    public IReadOnlyList<DelegationMember> Silent(RollCall call, IReadOnlyCollection<Id<Registrant>> cameIn) =>
        [.. Awaited(call, cameIn).SelectMany(m => m.In.Where(d => d == m.Voter || d.Role is MandateRole.Head or MandateRole.Deputy))];
}

/// <summary>How a member confirmed.</summary>
public enum ConfirmedVia
{
    /// <summary>By the phone of whoever has its vote.</summary>
    Self,

    /// <summary>It answered when its name was called.</summary>
    RollCall,
}

/// <summary>A member confirmed that it is there. Only ever added; one a member and challenge.</summary>
public sealed class QuorumConfirmation
{
    private QuorumConfirmation() { }

    internal QuorumConfirmation(
        Id<QuorumChallenge> challenge,
        Id<Organisation> organisation,
        Id<Registrant> registrant,
        ConfirmedVia via,
        Instant at,
        Id<Person>? by
    ) => (Challenge, Organisation, Registrant, Via, At, By) = (challenge, organisation, registrant, via, at, by);

    /// <summary>Which challenge.</summary>
    public Id<QuorumChallenge> Challenge { get; private set; }

    /// <summary>Which member.</summary>
    public Id<Organisation> Organisation { get; private set; }

    /// <summary>Who had its vote.</summary>
    public Id<Registrant> Registrant { get; private set; }

    /// <summary>How.</summary>
    public ConfirmedVia Via { get; private set; }

    /// <summary>When, in business time.</summary>
    public Instant At { get; private set; }

    /// <summary>By whom: who has the vote, or who called the roll.</summary>
    public Id<Person>? By { get; private set; }
}
