namespace Assemblies.Domain.Meetings;

/// <summary>Refusals of the rules about assemblies, their meetings, officers and deadlines.</summary>
public static class MeetingsDomainErrors
{
    /// <summary>The meeting is cancelled.</summary>
    public static readonly Error MeetingCancelled = new(
        "meetings.cancelled",
        ErrorKind.Conflict,
        "The meeting is cancelled; it cannot be changed or cancelled again."
    );

    /// <summary>The end lies before the start.</summary>
    public static readonly Error EndsBeforeItStarts = new(
        "meetings.ends_before_it_starts",
        ErrorKind.Invalid,
        "A meeting ends after it starts, on the same day. What goes on past midnight is two meetings."
    );

    /// <summary>The audience is empty.</summary>
    public static readonly Error ForNobody = new("meetings.for_nobody", ErrorKind.Invalid, "Choose whom the meeting is for.");

    /// <summary>A day of the general assembly is always for members.</summary>
    public static readonly Error StatutoryWithoutMembers = new(
        "meetings.statutory_without_members",
        ErrorKind.Invalid,
        "A day of the general assembly is for the members, whoever else may come. Add them."
    );

    /// <summary>The local time is skipped by a change of clocks.</summary>
    public static readonly Error NoSuchTime = new(
        "meetings.no_such_time",
        ErrorKind.Invalid,
        "Clocks go forward there that night, and this time does not exist. Choose another time."
    );

    /// <summary>Another meeting of the assembly has this key.</summary>
    public static readonly Error KeyTaken = new(
        "meetings.key_taken",
        ErrorKind.Conflict,
        "Another meeting of this assembly has this short name. Choose another."
    );

    /// <summary>It is the only day of the general assembly that stands.</summary>
    public static readonly Error LastStatutory = new(
        "meetings.last_statutory",
        ErrorKind.Conflict,
        "This is the only day of the general assembly that stands. Postpone or cancel the assembly instead."
    );

    /// <summary>Members were given notice of other days.</summary>
    public static readonly Error OtherDays = new(
        "meetings.other_days",
        ErrorKind.Conflict,
        "The members were convened for the days of the general assembly as they stand. Name new dates instead; it is then convened anew."
    );

    /// <summary>The dates were announced before.</summary>
    public static readonly Error AnnouncedAlready = new(
        "assembly.announced_already",
        ErrorKind.Conflict,
        "The dates are announced already. Everybody was told then."
    );

    /// <summary>There is nothing to announce or to move.</summary>
    public static readonly Error NoMeetings = new(
        "assembly.no_meetings",
        ErrorKind.Conflict,
        "The assembly has no meetings yet, so there are no dates. Add its meetings first."
    );

    /// <summary>The new date is the old one.</summary>
    public static readonly Error SameDate = new(
        "assembly.same_date",
        ErrorKind.Invalid,
        "The assembly begins on this day already. Name another day."
    );

    /// <summary>The new date is gone.</summary>
    public static readonly Error DateGone = new("assembly.date_gone", ErrorKind.Invalid, "This day is past. Name one that is to come.");

    /// <summary>The deadline lies on the wrong side of the meeting.</summary>
    public static readonly Error DeadlineMisplaced = new(
        "deadlines.misplaced",
        ErrorKind.Invalid,
        "What has to be done before the meeting is due by its first day, what follows it not before its last."
    );

    /// <summary>The rules have no such deadline for this assembly.</summary>
    public static readonly Error DeadlineUnknown = new(
        "deadlines.unknown",
        ErrorKind.NotFound,
        "The rules give this assembly no such deadline."
    );

    /// <summary>The deadline follows from the rules already.</summary>
    public static readonly Error DeadlineDerived = new(
        "deadlines.derived_already",
        ErrorKind.Conflict,
        "This deadline follows from the rules already."
    );

    /// <summary>Sessions lie in meetings.</summary>
    public static readonly Error SessionsNeedMeetings = new(
        "assembly.sessions_need_meetings",
        ErrorKind.Invalid,
        "Sessions and items lie in meetings. Copy the meetings too, or leave both."
    );
}
