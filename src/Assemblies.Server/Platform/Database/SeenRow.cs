using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Registration;
using NodaTime;

namespace Assemblies.Server.Platform.Database;

/// <summary>When the device of somebody who is registered was last heard of at a meeting; overwritten, since it proves nothing.</summary>
public sealed class SeenRow
{
    private SeenRow() { }

    /// <summary>At which meeting.</summary>
    public Id<Meeting> Meeting { get; private set; }

    /// <summary>Whose.</summary>
    public Id<Registrant> Registrant { get; private set; }

    /// <summary>When, in business time.</summary>
    public Instant At { get; private set; }
}
