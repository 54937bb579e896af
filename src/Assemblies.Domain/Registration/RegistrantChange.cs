using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Registration;

/// <summary>What somebody changed of a registration, in words: old → new. Only ever added; what was changed after its deadline is marked.</summary>
/// <remarks>Source: seats.md, Deadlines.</remarks>
public sealed class RegistrantChange
{
    private RegistrantChange() { }

    /// <summary>Notes it.</summary>
    /// <param name="registrant">Of whose registration; its version is the change's number.</param>
    /// <param name="at">When, in business time.</param>
    /// <param name="by">By whom; null for a guest without an account, and for the service.</param>
    /// <param name="words">What changed, a sentence each.</param>
    /// <param name="isLate">Whether it was possible by an exception only.</param>
    /// <param name="source">How the secretariat or the host came to know it.</param>
    public RegistrantChange(Registrant registrant, Instant at, Id<Person>? by, IEnumerable<string> words, bool isLate, Source? source) =>
        (Registrant, Version, At, By, Changes, IsLate, Source) = (registrant.Id, registrant.Version, at, by, [.. words], isLate, source);

    /// <summary>Of whose registration.</summary>
    public Id<Registrant> Registrant { get; private set; }

    /// <summary>The version of the registration that it made.</summary>
    public long Version { get; private set; }

    /// <summary>When.</summary>
    public Instant At { get; private set; }

    /// <summary>By whom.</summary>
    public Id<Person>? By { get; private set; }

    /// <summary>What changed, such as "General Assembly, day 2: on site → not".</summary>
    public string[] Changes { get; private set; } = [];

    /// <summary>Whether its deadline had passed, so that it was possible by an exception only.</summary>
    public bool IsLate { get; private set; }

    /// <summary>How the secretariat or the host came to know it; null when people did it themselves.</summary>
    public Source? Source { get; private set; }
}
