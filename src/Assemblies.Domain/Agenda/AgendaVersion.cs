using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Agenda;

/// <summary>A published version of an agenda. Never changed, only followed by the next; its numbers are printed.</summary>
public sealed class AgendaVersion : Entity<AgendaVersion>
{
    private AgendaVersion() { }

    private AgendaVersion(Id<Assembly> assembly, int number, Instant at, Id<Person>? by, PublishedAgenda content) =>
        (Assembly, Number, PublishedAt, PublishedBy, Content) = (assembly, number, at, by, content);

    /// <summary>Of which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>From 1; unique in its assembly.</summary>
    public int Number { get; private set; }

    /// <summary>When.</summary>
    public Instant PublishedAt { get; private set; }

    /// <summary>By whom.</summary>
    public Id<Person>? PublishedBy { get; private set; }

    /// <summary>The agenda, times and texts included.</summary>
    public PublishedAgenda Content { get; private set; } = null!;

    /// <summary>SHA-256 of the content, hexadecimal.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>What it changes against the version before, in words; empty for the first.</summary>
    public IReadOnlyList<AgendaChange> Difference { get; private set; } = [];

    /// <summary>Publishes a draft that nothing stands against, and prints its numbers.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="content">It as a whole.</param>
    /// <param name="before">The newest version; null for the first.</param>
    /// <param name="hash">Hashes the content.</param>
    /// <param name="at">When.</param>
    /// <param name="by">By whom.</param>
    public static Result<AgendaVersion> Publish(
        AgendaDraft draft,
        PublishedAgenda content,
        AgendaVersion? before,
        Func<PublishedAgenda, string> hash,
        Instant at,
        Id<Person>? by
    )
    {
        if (draft.RefusesPublishing() is { } refusal)
        {
            return refusal;
        }

        var version = new AgendaVersion(draft.Assembly, (before?.Number ?? 0) + 1, at, by, content)
        {
            Hash = hash(content),
            Difference = before is null ? [] : AgendaDifference.Between(before.Content.ForComparing(), content.ForComparing()),
        };
        if (version.Hash == before?.Hash)
        {
            return AgendaDomainErrors.NothingNew;
        }

        draft.PrintedAs(version.Number);
        version.Happened(new AgendaPublished(version.Id, draft.Assembly, version.Number));
        return version;
    }
}

/// <summary>A version of an agenda was published.</summary>
public sealed record AgendaPublished(Id<AgendaVersion> Version, Id<Assembly> Assembly, int Number) : DomainEvent;
