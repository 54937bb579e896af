using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using NodaTime;

namespace Assemblies.Domain.Presence;

/// <summary>
/// The people of one member at one meeting: who is in, who votes, and what becomes of the member's own proxy when one of them comes. Made under the
/// meeting's lock.
/// </summary>
/// <param name="Meeting">Which meeting; a proxy is for statutory ones, and only there its principal's coming ends it.</param>
/// <param name="Organisation">Which member.</param>
/// <param name="Members">Everybody registered for it by a mandate that holds.</param>
/// <param name="Standing">The hand-over that stands; null for none.</param>
/// <param name="Given">The proxy it gave, while it stands; null for none.</param>
/// <remarks>Source: seats.md, Presence; rules.md, delegation and proxy.</remarks>
public sealed record Delegation(
    Meeting Meeting,
    Id<Organisation> Organisation,
    IReadOnlyList<DelegationMember> Members,
    VoteHandover? Standing,
    Proxy? Given
)
{
    /// <summary>Who votes; null while nobody who may is in: the member is not present then.</summary>
    public DelegationMember? Voter => VoterWith(null, Standing?.To);

    /// <summary>The proxy that ends when this person comes in, since the member is present then; null for none.</summary>
    public Proxy? EndsWith(Id<Registrant> comes) =>
        Given is { IsStanding: true } given && Meeting.Statutory && VoterWith(comes, Standing?.To) is not null ? given : null;

    /// <summary>
    /// Checks one of them in. Null when they are in already. When that ends the member's proxy it is refused until it is confirmed; then the proxy is
    /// void from that moment.
    /// </summary>
    /// <param name="ledger">What the ledger says of them.</param>
    /// <param name="where">Where they are in.</param>
    /// <param name="isConfirmed">Whether they know that it ends the proxy.</param>
    /// <param name="actor">Who checks them in, when.</param>
    /// <param name="why">The sentence that is kept with the proxy.</param>
    public Result<PresenceEntry?> CheckIn(Ledger ledger, Where where, bool isConfirmed, DoorActor actor, string why)
    {
        var ends = ledger.IsIn ? null : EndsWith(ledger.Registrant);
        if (ends is not null && !isConfirmed)
        {
            return PresenceDomainErrors.EndsProxy;
        }

        var row = ledger.CheckIn(where, actor);
        if (row is not null)
        {
            ends?.Void(row, why);
        }

        return row;
    }

    /// <summary>
    /// Hands the vote to another delegate: the head at any time, the deputy while the vote is theirs. While somebody votes it goes to one who is in;
    /// before that the head may name whom they send. Handing it to whom it was handed to is the same hand-over.
    /// </summary>
    /// <param name="to">To whom.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="role">As what.</param>
    /// <param name="isConfirmed">Whether they know that it ends a proxy.</param>
    /// <param name="at">When.</param>
    /// <param name="why">The sentence that is kept with the proxy.</param>
    public Result<VoteHandover> HandOver(Id<Registrant> to, Id<Person> by, MandateRole role, bool isConfirmed, Instant at, string why)
    {
        var receiver = Members.FirstOrDefault(m => m.Registrant == to);
        var voter = Voter;
        if (RefusesToHand(by, role) is { } refusal)
        {
            return refusal;
        }

        if (receiver is not { Role: MandateRole.Head or MandateRole.Deputy or MandateRole.Adviser })
        {
            return PresenceDomainErrors.NotOfDelegation;
        }

        if (Standing is { } same && same.To == to)
        {
            return same;
        }

        if (voter is not null && receiver.In is null)
        {
            return PresenceDomainErrors.ReceiverIsOut;
        }

        var ends = voter is null && receiver.In is not null && Meeting.Statutory && Given is { IsStanding: true } ? Given : null;
        if (ends is not null && !isConfirmed)
        {
            return PresenceDomainErrors.EndsProxy;
        }

        Standing?.End(at, by);
        var handover = new VoteHandover(Meeting.Assembly, Meeting.Id, Organisation, to, at, by);
        ends?.Void(handover, why);
        return handover;
    }

    /// <summary>Takes the vote back: the head at any time, the deputy who handed it over. Nothing happens when it was not handed to anybody.</summary>
    public Error? TakeBack(Id<Person> by, MandateRole role, Instant at)
    {
        if (role is not MandateRole.Head && Standing is { } standing && standing.By != by)
        {
            return PresenceDomainErrors.NotYoursToHand;
        }

        Standing?.End(at, by);
        return null;
    }

    /// <summary>
    /// A check-in was a mistake and was taken back: the proxy that it ended stands again, unless the member is present by somebody else, or has given
    /// another one since, or what was given meanwhile leaves no room for it.
    /// </summary>
    /// <param name="mistake">The row that was taken back; they are out already.</param>
    /// <param name="ended">The proxy it ended; null for none.</param>
    /// <param name="book">The proxies of the assembly.</param>
    /// <param name="actor">Who took it back, when.</param>
    public void Restore(PresenceEntry mistake, Proxy? ended, ProxyBook book, ProxyActor actor)
    {
        if (ended is not null && ended.Id == mistake.EndsProxy && Given is null && Voter is null && book.HasRoomAgainFor(ended))
        {
            ended.Restore(actor, "The check-in that ended it was a mistake and was taken back.");
        }
    }

    private Error? RefusesToHand(Id<Person> by, MandateRole role) =>
        role is MandateRole.Head || (role is MandateRole.Deputy && Voter is { } voter && voter.Person == by)
            ? null
            : PresenceDomainErrors.NotYoursToHand;

    private DelegationMember? VoterWith(Id<Registrant>? comes, Id<Registrant>? handedTo) =>
        RollCall.VoterOf([.. Members.Where(m => m.In is not null || m.Registrant == comes)], handedTo);
}
