using Assemblies.Domain.Members;
using Assemblies.Domain.Rules;
using NodaTime;

namespace Assemblies.Domain.Meetings;

public sealed partial class Assembly
{
    /// <summary>Whether its dates are announced: since it was planned, or since they were last changed.</summary>
    public bool IsAnnounced => AssemblyLife.IsAnnounced(steps.OrderBy(s => s.Seq).Select(s => s.Kind));

    /// <summary>When the dates that stand were announced; null when they were not.</summary>
    public Instant? AnnouncedAt => IsAnnounced ? LastOf(StepKind.Announced) : null;

    /// <summary>When the dates that stand were named instead of others; null when they are the first.</summary>
    public Instant? RescheduledAt => LastOf(StepKind.Rescheduled);

    /// <summary>Announces the dates. Refused when they are announced already: everybody was told then.</summary>
    public Error? Announce(Instant at, Id<Person>? by)
    {
        var refusal =
            AssemblyLife.Refusal(State, StepKind.Announced, IsOver(at))
            ?? (IsAnnounced ? MeetingsDomainErrors.AnnouncedAlready : null)
            ?? (FirstDay is null ? MeetingsDomainErrors.NoMeetings : null);
        return Brought(refusal, StepKind.Announced, at, by, null);
    }

    /// <summary>Puts it off without a new date.</summary>
    public Error? Postpone(Instant at, Id<Person>? by, string reason)
    {
        var refusal = AssemblyLife.Refusal(State, StepKind.Postponed, IsOver(at));
        if (refusal is null)
        {
            GiveUpDates(StepKind.Postponed, at, by, reason);
        }

        return refusal;
    }

    /// <summary>Convenes it under a version of the rules, which is its own from then on; the caller has asked whether the rules allow it.</summary>
    /// <param name="rulesVersion">Its number.</param>
    /// <param name="at">When.</param>
    /// <param name="by">By whom.</param>
    /// <param name="reason">Why it is done although the rules are against it; null when they are not.</param>
    public AssemblyStep Convene(int rulesVersion, Instant at, Id<Person>? by, string? reason)
    {
        RulesVersion = rulesVersion;
        return Step(StepKind.Convened, at, by, reason);
    }

    /// <summary>
    /// Names new dates: all its meetings move by as many days, with their local times. What was convened has to be convened again, since a new
    /// date is a new notice; derived deadlines move along, those set by hand stay.
    /// </summary>
    /// <param name="firstDay">The new day of its first meeting.</param>
    /// <param name="at">When.</param>
    /// <param name="by">By whom.</param>
    /// <param name="reason">Why.</param>
    public Error? Reschedule(LocalDate firstDay, Instant at, Id<Person>? by, string reason)
    {
        if (AssemblyLife.Refusal(State, StepKind.Rescheduled, IsOver(at)) is { } refusal)
        {
            return refusal;
        }

        if (FirstDay is not { } was)
        {
            return MeetingsDomainErrors.NoMeetings;
        }

        if (firstDay < at.InZone(DateTimeZoneProviders.Tzdb[Place.TimeZone]).Date)
        {
            return MeetingsDomainErrors.DateGone.At("firstDay");
        }

        // After a postponement the old day may be named again: then it takes place as it was planned.
        var days = Period.DaysBetween(was, firstDay);
        if (days == 0 && State is not AssemblyState.Postponed)
        {
            return MeetingsDomainErrors.SameDate.At("firstDay");
        }

        var moved = Standing.Select(m => (Meeting: m, Plan: m.Plan.Later(days))).ToList();
        if (moved.Select(m => m.Plan.Refusal(Place.TimeZone)).FirstOrDefault(r => r is not null) is { } noSuchTime)
        {
            return noSuchTime.At("firstDay");
        }

        foreach (var (meeting, plan) in moved)
        {
            meeting.Change(plan, Place.TimeZone);
        }

        GiveUpDates(StepKind.Rescheduled, at, by, reason);
        return null;
    }

    /// <summary>Cancels it for good.</summary>
    public Error? Cancel(Instant at, Id<Person>? by, string reason) =>
        Brought(AssemblyLife.Refusal(State, StepKind.Cancelled, IsOver(at)), StepKind.Cancelled, at, by, reason);

    /// <summary>Adjourns it: its last meeting is over, as the caller has asked. From then on nothing of it is decided.</summary>
    public Error? Adjourn(Instant at, Id<Person>? by) =>
        Brought(AssemblyLife.Refusal(State, StepKind.Adjourned), StepKind.Adjourned, at, by, null);

    /// <summary>Closes it for good, once its minutes are approved, as the caller has asked.</summary>
    /// <param name="at">When.</param>
    /// <param name="by">By whom.</param>
    /// <param name="reason">Why it is closed although something is missing that need not be there; null when nothing is.</param>
    public Error? Close(Instant at, Id<Person>? by, string? reason) =>
        Brought(AssemblyLife.Refusal(State, StepKind.Closed), StepKind.Closed, at, by, reason);

    private bool IsOver(Instant at) => Standing.Any() && Standing.All(meeting => meeting.EndsAt <= at);

    /// <summary>Adds a step, which is saved against whoever changes something at the same moment; the caller has asked whether it may be.</summary>
    public AssemblyStep Step(StepKind kind, Instant at, Id<Person>? by, string? reason)
    {
        AssemblyState? before = null;
        if (steps.Count > 0)
        {
            before = State;
            Saved();
        }

        var step = new AssemblyStep(Id, steps.Select(s => s.Seq).DefaultIfEmpty().Max() + 1, kind, at, by, reason);
        steps.Add(step);
        Happened(new AssemblyStepped(Id, Code, kind, reason) { Before = before });
        return step;
    }

    /// <summary>Sets a deadline by hand: it stays when the assembly moves.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="date">The last day, in the rules' zone.</param>
    /// <param name="reason">Why.</param>
    /// <param name="at">When.</param>
    /// <param name="by">By whom.</param>
    public Error? SetDeadline(DeadlineKind kind, LocalDate date, string reason, Instant at, Id<Person>? by)
    {
        var refusal = AssemblyLife.EditRefusal(State);
        if (refusal is null && (D is not { } first || D2 is not { } last))
        {
            refusal = MeetingsDomainErrors.NoMeetings;
        }

        if (refusal is null && (DeadlineList.IsAfterMeeting(kind) ? date < D2 : date > D))
        {
            refusal = MeetingsDomainErrors.DeadlineMisplaced.At("date");
        }

        if (refusal is null)
        {
            AddOverride(kind, date, reason, at, by);
        }

        return refusal;
    }

    /// <summary>Leaves a deadline to the rules again.</summary>
    public Error? DeriveDeadline(DeadlineKind kind, string reason, Instant at, Id<Person>? by)
    {
        var refusal =
            AssemblyLife.EditRefusal(State)
            ?? (DeadlineOverride.InForce(overrides).ContainsKey(kind) ? null : MeetingsDomainErrors.DeadlineDerived);
        if (refusal is null)
        {
            AddOverride(kind, null, reason, at, by);
        }

        return refusal;
    }

    // What it was convened under goes with the dates it was convened for; the proof of that convocation keeps its own.
    private void GiveUpDates(StepKind kind, Instant at, Id<Person>? by, string reason)
    {
        RulesVersion = null;
        Step(kind, at, by, reason);
    }

    private Instant? LastOf(StepKind kind) => steps.Where(s => s.Kind == kind).MaxBy(s => s.Seq)?.At;

    private void AddOverride(DeadlineKind kind, LocalDate? date, string reason, Instant at, Id<Person>? by)
    {
        var seq = overrides.Where(o => o.Kind == kind).Select(o => o.Seq).DefaultIfEmpty().Max() + 1;
        overrides.Add(new(Id, kind, seq, date, at, by, reason));
    }

    private Error? Brought(Error? refusal, StepKind kind, Instant at, Id<Person>? by, string? reason)
    {
        if (refusal is null)
        {
            Step(kind, at, by, reason);
        }

        return refusal;
    }
}
