using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Minutes;

/// <summary>What a version changes against the one before, at one place.</summary>
/// <param name="Item">At which item; null for everything else.</param>
/// <param name="Sentence">In words, without what was written.</param>
/// <param name="Was">What stood there; null for what is new.</param>
/// <param name="Now">What stands there; null for what is gone.</param>
public sealed record MinutesChange(Id<AgendaItem>? Item, string Sentence, string? Was, string? Now);

/// <summary>A published version of an assembly's minutes. Never changed, only followed by the next.</summary>
public sealed class MinutesVersion : Entity<MinutesVersion>
{
    private MinutesVersion() { }

    private MinutesVersion(Id<Assembly> assembly, int number, MinutesContent content, string hash, Instant at, Id<Person>? by) =>
        (Assembly, Number, Content, Hash, PublishedAt, PublishedBy) = (assembly, number, content, hash, at, by);

    /// <summary>Of which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>From 1; unique in its assembly.</summary>
    public int Number { get; private set; }

    /// <summary>When.</summary>
    public Instant PublishedAt { get; private set; }

    /// <summary>By whom.</summary>
    public Id<Person>? PublishedBy { get; private set; }

    /// <summary>The minutes; kept as text, to the letter, so that the hash can be made again.</summary>
    public MinutesContent Content { get; private set; } = null!;

    /// <summary>SHA-256 of the content's text, hexadecimal.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>What it changes against the version before; empty for the first.</summary>
    public IReadOnlyList<MinutesChange> Changes { get; private set; } = [];

    /// <summary>Why it was published although the checks found something; null when they found nothing.</summary>
    public string? Despite { get; private set; }

    /// <summary>Publishes the next version.</summary>
    /// <param name="assembly">Of which assembly.</param>
    /// <param name="content">The minutes.</param>
    /// <param name="hash">SHA-256 of its text.</param>
    /// <param name="before">The newest version; null for the first.</param>
    /// <param name="changes">What it changes against that.</param>
    /// <param name="findings">What the checks found.</param>
    /// <param name="despite">Why they are right all the same; null when nobody said.</param>
    /// <param name="at">When.</param>
    /// <param name="by">By whom.</param>
    public static Result<MinutesVersion> Publish(
        Id<Assembly> assembly,
        MinutesContent content,
        string hash,
        MinutesVersion? before,
        IReadOnlyList<MinutesChange> changes,
        IReadOnlyList<MinutesFinding> findings,
        string? despite,
        Instant at,
        Id<Person>? by
    )
    {
        if (hash == before?.Hash)
        {
            return MinutesDomainErrors.NothingNew;
        }

        if (findings.Count > 0 && despite is null)
        {
            return MinutesDomainErrors.Findings with
            {
                Reasons = [.. findings.Select(f => new Error(f.Code, ErrorKind.Conflict, f.Sentence))],
            };
        }

        var version = new MinutesVersion(assembly, (before?.Number ?? 0) + 1, content, hash, at, by)
        {
            Changes = changes,
            Despite = findings.Count > 0 ? despite : null,
        };
        version.Happened(new MinutesPublished(assembly, version.Number));
        return version;
    }
}

/// <summary>A version of an assembly's minutes was published to its members.</summary>
/// <param name="Assembly">Of which assembly.</param>
/// <param name="Number">Which version.</param>
public sealed record MinutesPublished(Id<Assembly> Assembly, int Number) : DomainEvent;
