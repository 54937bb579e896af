using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using NodaTime;

namespace Assemblies.Domain.Invitations;

/// <summary>What an entry stands for in people's calendars.</summary>
public enum EntryKind
{
    /// <summary>A meeting as a whole.</summary>
    Meeting,

    /// <summary>One session of it, for those who come to no other.</summary>
    Session,

    /// <summary>The days of the assembly, all-day; in feeds only.</summary>
    Span,
}

/// <summary>One entry in people's calendars, the same UID in mails, feeds and downloads, for every reader.</summary>
/// <remarks>A meeting has one at a time; after a postponement the new date is another entry, of the next generation.</remarks>
public sealed class DiaryEntry : Entity<DiaryEntry>
{
    private DiaryEntry() { }

    /// <summary>Makes one with its first revision's number.</summary>
    /// <param name="assembly">Of which assembly.</param>
    /// <param name="kind">What it stands for.</param>
    /// <param name="meeting">The meeting; null for the days of the assembly.</param>
    /// <param name="session">The session; null for others.</param>
    /// <param name="generation">From 1.</param>
    /// <param name="domain">The mail domain after the @ of its UID.</param>
    public DiaryEntry(Id<Assembly> assembly, EntryKind kind, Id<Meeting>? meeting, Id<Session>? session, int generation, string domain)
    {
        (Assembly, Kind, Meeting, Session, Generation) = (assembly, kind, meeting, session, generation);
        Uid = $"{Guid.CreateVersion7()}@{domain}";
    }

    /// <summary>Of which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>What it stands for.</summary>
    public EntryKind Kind { get; private set; }

    /// <summary>The meeting; null for the days of the assembly.</summary>
    public Id<Meeting>? Meeting { get; private set; }

    /// <summary>The session; null for others.</summary>
    public Id<Session>? Session { get; private set; }

    /// <summary>From 1; a new date after a postponement begins the next.</summary>
    public int Generation { get; private set; }

    /// <summary>What calendars know it by: <c>guid@domain</c>; never an address, title or date.</summary>
    public string Uid { get; private set; } = "";

    /// <summary>The number of its latest revision; only rises.</summary>
    public int Sequence { get; private set; }

    /// <summary>When it was cancelled; null while it stands.</summary>
    public Instant? CancelledAt { get; private set; }

    /// <summary>Makes the next revision.</summary>
    /// <param name="kind">What brings it about.</param>
    /// <param name="seen">What calendars show from then on.</param>
    /// <param name="before">What they showed.</param>
    /// <param name="stamp">When, by the database's clock; later than every revision before.</param>
    public DiaryRevision Revise(RevisionKind kind, EntrySnapshot seen, EntrySnapshot before, Instant stamp)
    {
        Sequence++;
        if (kind is RevisionKind.Cancelled)
        {
            CancelledAt = stamp;
        }

        return new(Id, Sequence, kind, seen, seen.IsAtAnotherTime(before), stamp);
    }

    /// <summary>Its first revision.</summary>
    public DiaryRevision First(EntrySnapshot seen, Instant stamp) => new(Id, Sequence, RevisionKind.First, seen, false, stamp);
}

/// <summary>What brought a revision about.</summary>
public enum RevisionKind
{
    /// <summary>It was made.</summary>
    First,

    /// <summary>Something that people see has changed.</summary>
    Changed,

    /// <summary>Somebody was taken off, or came back: their number rises, the others' entry stays as it is.</summary>
    Attendance,

    /// <summary>It does not take place.</summary>
    Cancelled,
}

/// <summary>A revision of an entry, with the number and the stamp that every mail about it repeats. Never changed.</summary>
public sealed class DiaryRevision
{
    private DiaryRevision() { }

    internal DiaryRevision(
        Id<DiaryEntry> entry,
        int sequence,
        RevisionKind kind,
        EntrySnapshot seen,
        bool isAtAnotherTime,
        Instant stamp
    ) => (Entry, Sequence, Kind, Seen, IsAtAnotherTime, Stamp) = (entry, sequence, kind, seen, isAtAnotherTime, WholeSeconds(stamp));

    /// <summary>Of which entry.</summary>
    public Id<DiaryEntry> Entry { get; private set; }

    /// <summary>SEQUENCE: from 0, one more with each revision.</summary>
    public int Sequence { get; private set; }

    /// <summary>What brought it about.</summary>
    public RevisionKind Kind { get; private set; }

    /// <summary>What calendars show.</summary>
    public EntrySnapshot Seen { get; private set; } = null!;

    /// <summary>Day, start or end are others than before: answers given before do not count any more.</summary>
    public bool IsAtAnotherTime { get; private set; }

    /// <summary>DTSTAMP, in whole seconds as calendars keep it; the database's clock.</summary>
    public Instant Stamp { get; private set; }

    private static Instant WholeSeconds(Instant stamp) => Instant.FromUnixTimeSeconds(stamp.ToUnixTimeSeconds());
}

/// <summary>What a calendar shows of an entry; two that are equal are no change.</summary>
/// <param name="Title">The title.</param>
/// <param name="Start">When it begins, by the clock of the venue.</param>
/// <param name="End">When it ends; for whole days the last one.</param>
/// <param name="Zone">IANA zone of these times.</param>
/// <param name="Place">Where, on one line; null while unknown.</param>
/// <param name="OnlineLink">How to join by video; only for those invited.</param>
/// <param name="About">A sentence or two that suffice without the mail.</param>
public sealed record EntrySnapshot(
    string Title,
    LocalDateTime Start,
    LocalDateTime End,
    string Zone,
    string? Place,
    string? OnlineLink,
    string About
)
{
    /// <summary>Whether it is at another time than before, by the clock on the wall or by the instant.</summary>
    public bool IsAtAnotherTime(EntrySnapshot before) =>
        (Start, End) != (before.Start, before.End) || !string.Equals(Zone, before.Zone, StringComparison.Ordinal);
}
