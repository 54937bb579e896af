using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Meetings;

/// <summary>A meeting of an assembly: the open meeting, or one of its days. It changes through its assembly.</summary>
public sealed class Meeting : Entity<Meeting>
{
    private Meeting() { }

    internal Meeting(Assembly assembly, MeetingPlan plan)
    {
        (Assembly, Key) = (assembly.Id, plan.Key);
        Take(plan, assembly.Place.TimeZone);
    }

    /// <summary>Of which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>Unique in its assembly; never changes.</summary>
    public string Key { get; private set; } = "";

    /// <summary>For people.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Whether notice, quorum and decisions concern it.</summary>
    public bool Statutory { get; private set; }

    /// <summary>Whom it is for.</summary>
    public Audience Audience { get; private set; }

    /// <summary>On site, online or both.</summary>
    public MeetingFormat Format { get; private set; }

    /// <summary>The local day.</summary>
    public LocalDate Date { get; private set; }

    /// <summary>The local time it begins.</summary>
    public LocalTime Start { get; private set; }

    /// <summary>The local time it ends.</summary>
    public LocalTime End { get; private set; }

    /// <summary>The zone its local times are in.</summary>
    public string TimeZone { get; private set; } = "";

    /// <summary>Derived from date, start and zone, for ordering; made anew at start-up when the zone data changed.</summary>
    public Instant StartsAt { get; private set; }

    /// <summary>Derived likewise.</summary>
    public Instant EndsAt { get; private set; }

    /// <summary>Hall or room.</summary>
    public string? Room { get; private set; }

    /// <summary>Where a map shows it.</summary>
    public string? MapLink { get; private set; }

    /// <summary>How to join by video; shown to those invited only.</summary>
    public string? OnlineLink { get; private set; }

    /// <summary>When it was cancelled by itself; null while it stands.</summary>
    public Instant? CancelledAt { get; private set; }

    /// <summary>By whom.</summary>
    public Id<Person>? CancelledBy { get; private set; }

    /// <summary>Why.</summary>
    public string? CancelledWhy { get; private set; }

    /// <summary>All of it that may change.</summary>
    public MeetingPlan Plan => new(Key, Title, Statutory, Audience, Format, Date, Start, End, Room, MapLink, OnlineLink);

    /// <summary>Works out the instants anew, since the zone's rules may have changed.</summary>
    public void Derive(string timeZone)
    {
        // Skipped times begin after the gap, doubled ones at the first: a programme never means the second 02:30 of a night.
        var zone = DateTimeZoneProviders.Tzdb[timeZone];
        (TimeZone, StartsAt, EndsAt) = (
            timeZone,
            (Date + Start).InZoneLeniently(zone).ToInstant(),
            (Date + End).InZoneLeniently(zone).ToInstant()
        );
    }

    /// <summary>Takes a new plan; those who were invited are told of what they see. False when nothing differs.</summary>
    internal bool Change(MeetingPlan plan, string timeZone)
    {
        var was = Plan;
        Take(plan, timeZone);
        if (was == Plan)
        {
            return false;
        }

        Happened(new MeetingChanged(Id, Assembly));
        return true;
    }

    internal void Cancel(Instant at, Id<Person>? by, string why)
    {
        (CancelledAt, CancelledBy, CancelledWhy) = (at, by, why);
        Happened(new MeetingWasCancelled(Id, Assembly, why));
    }

    /// <summary>Title or place of the assembly changed, which those invited see at each of its meetings.</summary>
    internal void AssemblyDescribed(string timeZone)
    {
        Derive(timeZone);
        Happened(new MeetingChanged(Id, Assembly));
    }

    private void Take(MeetingPlan plan, string timeZone)
    {
        (Title, Statutory, Audience, Format) = (plan.Title, plan.Statutory, plan.Audience, plan.Format);
        (Date, Start, End) = (plan.Date, plan.Start, plan.End);
        (Room, MapLink, OnlineLink) = (plan.Room, plan.MapLink, plan.OnlineLink);
        Derive(timeZone);
    }
}

/// <summary>What those invited see of a meeting has changed.</summary>
public sealed record MeetingChanged(Id<Meeting> Meeting, Id<Assembly> Assembly) : DomainEvent;

/// <summary>A meeting was added to an assembly.</summary>
public sealed record MeetingAdded(Id<Meeting> Meeting, Id<Assembly> Assembly) : DomainEvent;

/// <summary>A meeting was cancelled by itself.</summary>
public sealed record MeetingWasCancelled(Id<Meeting> Meeting, Id<Assembly> Assembly, string Why) : DomainEvent;
