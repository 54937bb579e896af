using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using NodaTime;

namespace Assemblies.Domain.Presence;

/// <summary>The vote of a member lies with another of its delegates at one meeting, from one moment to another. Ended, never removed.</summary>
/// <remarks>While whom it names is out, the head votes, else the deputy; it counts again when they come in.</remarks>
public sealed class VoteHandover : Entity<VoteHandover>
{
    private VoteHandover() { }

    /// <summary>Hands it over.</summary>
    /// <param name="assembly">At which assembly.</param>
    /// <param name="meeting">At which of its meetings.</param>
    /// <param name="organisation">Whose vote.</param>
    /// <param name="to">To which of its delegates.</param>
    /// <param name="at">When.</param>
    /// <param name="by">By whom: its head, or its deputy.</param>
    public VoteHandover(
        Id<Assembly> assembly,
        Id<Meeting> meeting,
        Id<Organisation> organisation,
        Id<Registrant> to,
        Instant at,
        Id<Person>? by
    )
    {
        (Assembly, Meeting, Organisation, To, At, By) = (assembly, meeting, organisation, to, at, by);
        Happened(new RoomChanged(assembly, RoomPart.Presence));
    }

    /// <summary>At which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>At which meeting.</summary>
    public Id<Meeting> Meeting { get; private set; }

    /// <summary>Whose vote.</summary>
    public Id<Organisation> Organisation { get; private set; }

    /// <summary>To which of its delegates.</summary>
    public Id<Registrant> To { get; private set; }

    /// <summary>When.</summary>
    public Instant At { get; private set; }

    /// <summary>By whom.</summary>
    public Id<Person>? By { get; private set; }

    /// <summary>The proxy that became void because this made its principal present; null for none.</summary>
    public Id<Proxy>? EndsProxy { get; private set; }

    /// <summary>When it was taken back, or handed on; null while it stands. One stands a member and meeting.</summary>
    public Instant? EndedAt { get; private set; }

    /// <summary>By whom.</summary>
    public Id<Person>? EndedBy { get; private set; }

    /// <summary>Takes it back; a repeat changes nothing.</summary>
    public void End(Instant at, Id<Person>? by)
    {
        if (EndedAt is null)
        {
            (EndedAt, EndedBy) = (at, by);
            Happened(new RoomChanged(Assembly, RoomPart.Presence));
        }
    }

    /// <summary>It made a principal present: its proxy is void by this.</summary>
    internal void Ends(Proxy proxy) => EndsProxy = proxy.Id;
}
