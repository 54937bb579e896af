using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Presence;

/// <summary>A link that opens the screen on the wall to whoever holds it, until it is taken back. Kept as a hash; the link itself is shown once.</summary>
public sealed class ScreenLink : Entity<ScreenLink>
{
    private ScreenLink() { }

    /// <summary>Makes one.</summary>
    /// <param name="assembly">For which assembly.</param>
    /// <param name="name">What its maker calls it: the hall, the lobby.</param>
    /// <param name="hash">The hash of its secret.</param>
    /// <param name="at">When.</param>
    /// <param name="by">By whom.</param>
    public ScreenLink(Id<Assembly> assembly, string name, byte[] hash, Instant at, Id<Person>? by) =>
        (Assembly, Name, Hash, At, By) = (assembly, name, hash, at, by);

    /// <summary>For which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>What its maker calls it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>SHA-256 of its secret.</summary>
    public byte[] Hash { get; private set; } = [];

    /// <summary>When it was made.</summary>
    public Instant At { get; private set; }

    /// <summary>By whom.</summary>
    public Id<Person>? By { get; private set; }

    /// <summary>When it was taken back; null while it holds.</summary>
    public Instant? RevokedAt { get; private set; }

    /// <summary>By whom.</summary>
    public Id<Person>? RevokedBy { get; private set; }

    /// <summary>Takes it back, at once: the screen shows nothing any more. A repeat changes nothing.</summary>
    public void Revoke(Instant at, Id<Person>? by)
    {
        if (RevokedAt is null)
        {
            (RevokedAt, RevokedBy) = (at, by);
            Happened(new RoomChanged(Assembly, RoomPart.Sitting));
        }
    }
}
