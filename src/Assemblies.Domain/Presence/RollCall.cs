using Assemblies.Domain.Agenda;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using Assemblies.Domain.Rules;

namespace Assemblies.Domain.Presence;

/// <summary>Somebody registered for a member, by a mandate that holds.</summary>
/// <param name="Registrant">Their registration.</param>
/// <param name="Person">Who.</param>
/// <param name="Organisation">For which member.</param>
/// <param name="Role">As what: heads and deputies may vote, others when they are named.</param>
/// <param name="Name">Their name.</param>
/// <param name="In">Where they are in; null for out: the last row of the ledger says so.</param>
public sealed record DelegationMember(
    Id<Registrant> Registrant,
    Id<Person>? Person,
    Id<Organisation> Organisation,
    MandateRole Role,
    string Name,
    Where? In
);

/// <summary>A proxy that was accepted and stands.</summary>
/// <param name="Proxy">Which.</param>
/// <param name="Principal">The member that gave it.</param>
/// <param name="Holder">The member that votes for it.</param>
/// <param name="Items">The items it is for; empty for the whole assembly.</param>
public sealed record StandingProxy(
    Id<Proxy> Proxy,
    Id<Organisation> Principal,
    Id<Organisation> Holder,
    IReadOnlyCollection<Id<AgendaItem>> Items
)
{
    /// <summary>Whether it counts while an item is on; without an item only one for the whole assembly does.</summary>
    public bool Covers(Id<AgendaItem>? item) => Items.Count is 0 || (item is { } one && Items.Contains(one));
}

/// <summary>A hand-over of the vote that stands at the meeting.</summary>
/// <param name="Organisation">Whose vote.</param>
/// <param name="To">To whom.</param>
public sealed record NamedVoter(Id<Organisation> Organisation, Id<Registrant> To);

/// <summary>How a member takes part at this moment.</summary>
public enum MemberState
{
    /// <summary>One of its delegates who may vote is in.</summary>
    Present,

    /// <summary>Not itself, but a present member holds its proxy.</summary>
    Represented,

    /// <summary>Neither.</summary>
    Absent,

    /// <summary>Not entitled: seat and voice, no vote, whoever is in.</summary>
    WithoutVote,
}

/// <summary>A member at this moment.</summary>
/// <param name="Member">Which, and whether it is entitled.</param>
/// <param name="State">How it takes part.</param>
/// <param name="Voter">Who casts its vote; null when nobody of its own does.</param>
/// <param name="Holder">Who casts its vote by proxy; null when nobody does.</param>
/// <param name="Proxy">By which proxy.</param>
/// <param name="In">All its delegates who are in, voting or not.</param>
public sealed record MemberPresence(
    MemberOnRoll Member,
    MemberState State,
    DelegationMember? Voter,
    Id<Organisation>? Holder,
    Id<Proxy>? Proxy,
    IReadOnlyList<DelegationMember> In
)
{
    /// <summary>Whether it counts in P.</summary>
    public bool Counts => State is MemberState.Present or MemberState.Represented;
}

/// <summary>
/// The one counting rule of presence: from the roll, who is in, the standing proxies and the hand-overs to each member's state, to E and to P.
/// Pages, the quorum and votes all ask it; nobody counts again in another place.
/// </summary>
/// <remarks>
/// Each member counts at most once, whoever of it is in. Source: seats.md, Presence; rules.md, Arithmetic (proxies).
/// </remarks>
public sealed class RollCall
{
    private readonly Func<IReadOnlyCollection<Id<Registrant>>, RollCall> without;

    private RollCall(IReadOnlyList<MemberPresence> members, Func<IReadOnlyCollection<Id<Registrant>>, RollCall> without) =>
        (Members, this.without) = (members, without);

    /// <summary>Every member on the roll, in the order of codes.</summary>
    public IReadOnlyList<MemberPresence> Members { get; }

    /// <summary>E: how many are entitled to vote.</summary>
    public int Entitled => Members.Count(m => m.Member.Entitled);

    /// <summary>How many of them are present by themselves.</summary>
    public int Present => Members.Count(m => m.State is MemberState.Present);

    /// <summary>How many of them are represented by a present holder of their proxy.</summary>
    public int Represented => Members.Count(m => m.State is MemberState.Represented);

    /// <summary>P: present or represented.</summary>
    public int PresentOrRepresented => Present + Represented;

    /// <summary>A member; null for whoever is not on the roll.</summary>
    public MemberPresence? Of(Id<Organisation> organisation) => Members.FirstOrDefault(m => m.Member.Organisation == organisation);

    /// <summary>Whether there is a quorum now.</summary>
    public bool HasQuorum(Share quorum) => quorum.Holds(PresentOrRepresented, Entitled);

    /// <summary>The same as if these had gone: for whoever checks them out and counts in one go.</summary>
    public RollCall Without(IReadOnlyCollection<Id<Registrant>> gone) => without(gone);

    /// <summary>Counts.</summary>
    /// <param name="roll">The members, as the roll was fixed (before that, its preview).</param>
    /// <param name="delegates">Everybody registered for them by a mandate that holds.</param>
    /// <param name="proxies">The proxies that stand. Of one principal there is one.</param>
    /// <param name="named">The hand-overs that stand. Of one member there is one.</param>
    /// <param name="item">The item that is on: proxies for chosen items count at these; null for none.</param>
    public static RollCall Of(
        IEnumerable<MemberOnRoll> roll,
        IEnumerable<DelegationMember> delegates,
        IEnumerable<StandingProxy> proxies,
        IEnumerable<NamedVoter> named,
        Id<AgendaItem>? item = null
    )
    {
        var members = roll.OrderBy(m => m.Code, StringComparer.Ordinal).ToList();
        var everybody = delegates.ToList();
        var (standing, handed) = (proxies.ToList(), named.ToList());
        var here = everybody.Where(d => d.In is not null).ToLookup(d => d.Organisation);
        var handedTo = handed.ToDictionary(n => n.Organisation, n => n.To);
        var voters = members
            .Where(m => m.Entitled)
            .Select(m =>
                (m.Organisation, Voter: VoterOf([.. here[m.Organisation]], handedTo.TryGetValue(m.Organisation, out var to) ? to : null))
            )
            .Where(m => m.Voter is not null)
            .ToDictionary(m => m.Organisation, m => m.Voter!);
        var held = standing.Where(p => p.Covers(item) && voters.ContainsKey(p.Holder)).ToDictionary(p => p.Principal);

        return new(
            [.. members.Select(State)],
            gone => Of(members, everybody.Select(d => gone.Contains(d.Registrant) ? d with { In = null } : d), standing, handed, item)
        );

        MemberPresence State(MemberOnRoll member)
        {
            var present = here[member.Organisation].OrderBy(d => d.Role).ThenBy(d => d.Name, StringComparer.Ordinal).ToList();
            return !member.Entitled ? new(member, MemberState.WithoutVote, null, null, null, present)
                : voters.TryGetValue(member.Organisation, out var voter) ? new(member, MemberState.Present, voter, null, null, present)
                : held.TryGetValue(member.Organisation, out var proxy)
                    ? new(member, MemberState.Represented, null, proxy.Holder, proxy.Proxy, present)
                : new(member, MemberState.Absent, null, null, null, present);
        }
    }

    /// <summary>Who votes of those who are in: whom the vote was handed to, else the head, else the deputy. Null for nobody.</summary>
    /// <param name="here">The delegates of one member who are in.</param>
    /// <param name="handedTo">To whom its vote was handed; null for nobody.</param>
    public static DelegationMember? VoterOf(IReadOnlyCollection<DelegationMember> here, Id<Registrant>? handedTo) =>
        here.FirstOrDefault(d => d.Registrant == handedTo)
        ?? here.FirstOrDefault(d => d.Role is MandateRole.Head)
        ?? here.FirstOrDefault(d => d.Role is MandateRole.Deputy);
}
