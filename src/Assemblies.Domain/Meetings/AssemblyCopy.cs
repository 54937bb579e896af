using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Meetings;

/// <summary>What is taken along when an assembly is copied.</summary>
[Flags]
public enum CopyParts
{
    /// <summary>The title's form only.</summary>
    None = 0,

    /// <summary>The meetings, with their times.</summary>
    Meetings = 1,

    /// <summary>The sessions and items of the programme; the agenda area copies them.</summary>
    Sessions = 2,

    /// <summary>The tasks of the plan; the hosting area copies them.</summary>
    Tasks = 4,

    /// <summary>The venue, its address and the meetings' rooms and maps.</summary>
    Places = 8,
}

/// <summary>A copy to be made.</summary>
/// <param name="Code">The new assembly's code.</param>
/// <param name="Title">Its title.</param>
/// <param name="Host">The organisation that is responsible for it.</param>
/// <param name="Place">Where it is held.</param>
/// <param name="FirstDay">The day of its first meeting; the others follow at the same distance.</param>
/// <param name="What">What is taken along.</param>
public sealed record CopyPlan(string Code, string Title, Id<Organisation> Host, Place Place, LocalDate FirstDay, CopyParts What);

/// <summary>An assembly was copied; whoever keeps something of the old one copies its part in the same transaction. Nothing is sent.</summary>
/// <param name="From">The old one.</param>
/// <param name="To">The new one.</param>
/// <param name="ToCode">Its code.</param>
/// <param name="What">What is taken along.</param>
/// <param name="Meetings">The new meeting of each old one.</param>
/// <param name="Days">By how many days its dates lie later.</param>
public sealed record AssemblyCopied(
    Id<Assembly> From,
    Id<Assembly> To,
    string ToCode,
    CopyParts What,
    IReadOnlyDictionary<Id<Meeting>, Id<Meeting>> Meetings,
    int Days
) : DomainEvent;

public sealed partial class Assembly
{
    /// <summary>The assembly a host agreed to hold, with its meetings at their usual times.</summary>
    /// <param name="edition">Which.</param>
    /// <param name="host">The organisation that is responsible.</param>
    /// <param name="coHosts">Those that host along.</param>
    /// <param name="place">Where.</param>
    /// <param name="openMeeting">The day of the open meeting.</param>
    /// <param name="days">The days of the general assembly; at least one.</param>
    /// <param name="at">When it was agreed.</param>
    /// <param name="by">By whom.</param>
    public static Result<Assembly> Hosted(
        Edition edition,
        Id<Organisation> host,
        IReadOnlyList<Id<Organisation>> coHosts,
        Place place,
        LocalDate openMeeting,
        IReadOnlyList<LocalDate> days,
        Instant at,
        Id<Person>? by
    )
    {
        var assembly = new Assembly(edition.Code, edition.Title, host, place, StepKind.Planned, at, by);
        assembly.coHosts.AddRange(coHosts.Distinct().Where(one => one != host).Select(one => new AssemblyCoHost(assembly.Id, one)));
        foreach (var plan in MeetingPlan.Days(days).Prepend(MeetingPlan.Open(openMeeting)))
        {
            if (assembly.AddMeeting(plan).Error is { } refusal)
            {
                return refusal;
            }
        }

        return assembly;
    }

    /// <summary>
    /// A new assembly after the form of this one: dates shifted, ids new, no steps but the first, nothing that was sent, and no links to join by.
    /// It says whose copy it is until it is first saved.
    /// </summary>
    public Result<Assembly> Copy(CopyPlan plan, Instant at, Id<Person>? by)
    {
        if (plan.What.HasFlag(CopyParts.Sessions) && !plan.What.HasFlag(CopyParts.Meetings))
        {
            return MeetingsDomainErrors.SessionsNeedMeetings.At("what");
        }

        if (plan.FirstDay < at.InZone(DateTimeZoneProviders.Tzdb[plan.Place.TimeZone]).Date)
        {
            return MeetingsDomainErrors.DateGone.At("firstDay");
        }

        var copy = new Assembly(plan.Code, plan.Title, plan.Host, plan.Place, StepKind.Planned, at, by);
        var days = FirstDay is { } first ? Period.DaysBetween(first, plan.FirstDay) : 0;
        var pairs = new Dictionary<Id<Meeting>, Id<Meeting>>();
        foreach (var meeting in plan.What.HasFlag(CopyParts.Meetings) ? Standing : [])
        {
            var later = meeting.Plan.Later(days) with { OnlineLink = null };
            var added = copy.AddMeeting(plan.What.HasFlag(CopyParts.Places) ? later : later with { Room = null, MapLink = null });
            if (added.Error is { } refusal)
            {
                return refusal.At("firstDay");
            }

            pairs[meeting.Id] = added.Value!.Id;
        }

        (copy.CopyOf, copy.Version) = (Code, 1);
        copy.Happened(new AssemblyCopied(Id, copy.Id, copy.Code, plan.What, pairs, days));
        return copy;
    }
}
