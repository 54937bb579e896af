using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Presence;

/// <summary>A signed attendance sheet, scanned: what the funder asks for. Taken back, never removed.</summary>
/// <remarks>Source: rules.md, Europe: kept five years after the project's final report.</remarks>
public sealed class AttendanceScan : Entity<AttendanceScan>
{
    private AttendanceScan() { }

    /// <summary>Keeps one.</summary>
    /// <param name="meeting">Of which meeting's sheet.</param>
    /// <param name="file">The file, by its bytes.</param>
    /// <param name="at">When it was handed in.</param>
    /// <param name="by">By whom.</param>
    public AttendanceScan(Id<Meeting> meeting, FileFacts file, Instant at, Id<Person>? by)
    {
        (Meeting, At, By) = (meeting, at, by);
        (FileName, ContentType, Size, Hash) = (file.Name, file.ContentType, file.Size, file.Hash);
    }

    /// <summary>Of which meeting's sheet.</summary>
    public Id<Meeting> Meeting { get; private set; }

    /// <summary>The file's name, without folders.</summary>
    public string FileName { get; private set; } = "";

    /// <summary>Its media type, found by its bytes.</summary>
    public string ContentType { get; private set; } = "";

    /// <summary>Its size in bytes.</summary>
    public long Size { get; private set; }

    /// <summary>SHA-256 of its bytes, hexadecimal.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>When it was handed in.</summary>
    public Instant At { get; private set; }

    /// <summary>By whom.</summary>
    public Id<Person>? By { get; private set; }

    /// <summary>When it was taken back, because it was the wrong one; null while it counts.</summary>
    public Instant? RemovedAt { get; private set; }

    /// <summary>By whom.</summary>
    public Id<Person>? RemovedBy { get; private set; }

    /// <summary>Takes it back; a repeat changes nothing.</summary>
    public void Remove(Instant at, Id<Person>? by)
    {
        if (RemovedAt is null)
        {
            (RemovedAt, RemovedBy) = (at, by);
        }
    }
}

/// <summary>What the head of an assembly's attendance sheets and certificates says beside what is known anyway.</summary>
public sealed class SheetHead
{
    private SheetHead() { }

    /// <summary>Makes one, empty.</summary>
    public SheetHead(Id<Assembly> assembly) => Assembly = assembly;

    /// <summary>Of which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>The funder's number of the project; null while nobody entered one.</summary>
    public string? Project { get; private set; }

    /// <summary>What the project calls the activity; null for the assembly's own title.</summary>
    public string? Activity { get; private set; }

    /// <summary>Raised by each change; its ETag.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>Takes what it is to say.</summary>
    public void Say(string? project, string? activity) => (Project, Activity, Version) = (project, activity, Version + 1);
}
