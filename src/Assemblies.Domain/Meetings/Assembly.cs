using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Meetings;

/// <summary>An edition, such as <c>GA-2027-1</c>: an open meeting and the days of the general assembly.</summary>
/// <remarks>Its verbs lie beside this file: <c>AssemblySteps.cs</c> its life, <c>AssemblyCopy.cs</c> how it begins.</remarks>
public sealed partial class Assembly : Entity<Assembly>
{
    private readonly List<AssemblyStep> steps = [];
    private readonly List<Meeting> meetings = [];
    private readonly List<DeadlineOverride> overrides = [];
    private readonly List<AssemblyCoHost> coHosts = [];

    private Assembly() { }

    /// <summary>Makes one; its first step says how it came to be.</summary>
    /// <param name="code">Unique, such as <c>GA-2027-1</c>.</param>
    /// <param name="title">For people, such as <c>General Assembly Spring 2027</c>.</param>
    /// <param name="host">The organisation that is responsible.</param>
    /// <param name="place">Where.</param>
    /// <param name="first"><see cref="StepKind.Planned"/> or <see cref="StepKind.Recorded"/>.</param>
    /// <param name="at">When it was made.</param>
    /// <param name="by">By whom; null for an import at the first start.</param>
    public Assembly(string code, string title, Id<Organisation> host, Place place, StepKind first, Instant at, Id<Person>? by)
    {
        (Code, Title, Host, Place) = (code, title, host, place);
        Step(first, at, by, null);
    }

    /// <summary>Unique, such as <c>GA-2027-1</c>.</summary>
    public string Code { get; private set; } = "";

    /// <summary>For people.</summary>
    public string Title { get; private set; } = "";

    /// <summary>The organisation that is responsible.</summary>
    public Id<Organisation> Host { get; private set; }

    /// <summary>Where it is held, and in which zone all its times are.</summary>
    public Place Place { get; private set; } = null!;

    /// <summary>The edition it was copied from, until it is first saved; null otherwise.</summary>
    public string? CopyOf { get; private set; }

    /// <summary>
    /// The number of the version of the rules it was convened under; null before, and again once those dates were given up: then the newest counts.
    /// </summary>
    public int? RulesVersion { get; private set; }

    /// <summary>Raised by each step and by each change of title, place or meetings, so that of two at once one looks again; its ETag.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>What was brought about; <see cref="AssemblyStep.Seq"/> is the order.</summary>
    public IReadOnlyList<AssemblyStep> Steps => steps;

    /// <summary>Its meetings, in no order.</summary>
    public IReadOnlyList<Meeting> Meetings => meetings;

    /// <summary>Deadlines set by hand, and left to the rules again.</summary>
    public IReadOnlyList<DeadlineOverride> Overrides => overrides;

    /// <summary>The organisations that host along.</summary>
    public IReadOnlyList<AssemblyCoHost> CoHosts => coHosts;

    /// <summary>Where it stands, read from its steps.</summary>
    public AssemblyState State => AssemblyLife.StateAfter(steps.OrderBy(step => step.Seq).Select(step => step.Kind));

    /// <summary>D: the first day with a statutory meeting; null when there is none.</summary>
    public LocalDate? D => Standing.Where(m => m.Statutory).Select(m => (LocalDate?)m.Date).Min();

    /// <summary>D2: the last such day; purges and the minutes' deadlines count from it.</summary>
    public LocalDate? D2 => Standing.Where(m => m.Statutory).Select(m => (LocalDate?)m.Date).Max();

    /// <summary>The first day of any of its meetings; null when there is none.</summary>
    public LocalDate? FirstDay => Standing.Select(m => (LocalDate?)m.Date).Min();

    private IEnumerable<Meeting> Standing => meetings.Where(m => m.CancelledAt is null);

    /// <summary>Changes title and place, while it is planned or convened. Those who were invited see it at each meeting.</summary>
    public Error? Describe(string title, Place place)
    {
        if (AssemblyLife.EditRefusal(State) is { } over)
        {
            return over;
        }

        if (Standing.Select(m => m.Plan.Refusal(place.TimeZone)).FirstOrDefault(refusal => refusal is not null) is { } refusal)
        {
            return refusal;
        }

        var changed = (title, place) != (Title, Place);
        (Title, Place) = (title, place);
        Saved();
        if (changed)
        {
            foreach (var meeting in Standing)
            {
                meeting.AssemblyDescribed(place.TimeZone);
            }
        }

        return null;
    }

    /// <summary>Adds a meeting. Refused when it makes no sense, or another has its key.</summary>
    /// <param name="plan">As it is planned.</param>
    /// <param name="at">When, so that it does not come to lie in the past; null while the assembly is made, and for one that is only recorded.</param>
    public Result<Meeting> AddMeeting(MeetingPlan plan, Instant? at = null)
    {
        // A past assembly that is only recorded gets its meetings when it is entered.
        if (!steps.Exists(s => s.Kind is StepKind.Recorded) && AssemblyLife.EditRefusal(State) is { } over)
        {
            return over;
        }

        if ((plan.Refusal(Place.TimeZone) ?? (at is { } now ? plan.Gone(Place.TimeZone, now) : null)) is { } refusal)
        {
            return refusal;
        }

        if (meetings.Any(m => string.Equals(m.Key, plan.Key, StringComparison.Ordinal)))
        {
            return MeetingsDomainErrors.KeyTaken.At("key");
        }

        if (NeedsNewNotice(null, plan) is { } unknown)
        {
            return unknown;
        }

        var meeting = new Meeting(this, plan);
        meetings.Add(meeting);
        Saved();
        Happened(new MeetingAdded(meeting.Id, Id));
        return meeting;
    }

    /// <summary>Changes a meeting; its key stays, and it is not moved into the past. Nothing happens when nothing differs.</summary>
    public Error? ChangeMeeting(Meeting meeting, MeetingPlan plan, Instant at)
    {
        var refusal =
            AssemblyLife.EditRefusal(State)
            ?? (meeting.CancelledAt is null ? null : MeetingsDomainErrors.MeetingCancelled)
            ?? plan.Refusal(Place.TimeZone)
            ?? (plan.Date == meeting.Date ? null : plan.Gone(Place.TimeZone, at))
            ?? (meeting.Statutory && !plan.Statutory && IsLastStatutory(meeting) ? MeetingsDomainErrors.LastStatutory : null)
            ?? NeedsNewNotice(meeting, plan);
        if (refusal is null && meeting.Change(plan with { Key = meeting.Key }, Place.TimeZone))
        {
            Saved();
        }

        return refusal;
    }

    /// <summary>Cancels a meeting alone; the assembly goes on. A repeat is refused.</summary>
    public Error? CancelMeeting(Meeting meeting, Instant at, Id<Person>? by, string why)
    {
        var refusal =
            AssemblyLife.EditRefusal(State)
            ?? (meeting.CancelledAt is null ? null : MeetingsDomainErrors.MeetingCancelled)
            ?? (meeting.Statutory && IsLastStatutory(meeting) ? MeetingsDomainErrors.LastStatutory : null)
            ?? NeedsNewNotice(meeting, null);
        if (refusal is null)
        {
            meeting.Cancel(at, by, why);
            Saved();
        }

        return refusal;
    }

    /// <summary>Something about it or one of its meetings was saved: it is no mere copy any more.</summary>
    public void Saved() => (Version, CopyOf) = (Version + 1, null);

    // Those who were convened were given notice of these days: of another day, or of another first one, they were not.
    private Error? NeedsNewNotice(Meeting? instead, MeetingPlan? plan)
    {
        if (State is not AssemblyState.Convened)
        {
            return null;
        }

        var after = Standing
            .Where(meeting => meeting != instead)
            .Select(meeting => meeting.Plan)
            .Append(plan)
            .Where(one => one is { Statutory: true })
            .Select(one => one!.Date)
            .ToList();
        var known = Standing.Where(meeting => meeting.Statutory).Select(meeting => meeting.Date);
        return after.TrueForAll(known.Contains) && after.Min() == D ? null : MeetingsDomainErrors.OtherDays;
    }

    private bool IsLastStatutory(Meeting meeting) => !Standing.Any(other => other != meeting && other.Statutory);
}

/// <summary>An organisation that hosts along with the one that is responsible.</summary>
public sealed class AssemblyCoHost
{
    private AssemblyCoHost() { }

    internal AssemblyCoHost(Id<Assembly> assembly, Id<Organisation> organisation) => (Assembly, Organisation) = (assembly, organisation);

    /// <summary>Which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>Which organisation.</summary>
    public Id<Organisation> Organisation { get; private set; }
}
