namespace Assemblies.Domain.Presence;

/// <summary>Refusals of the rules about opening, leading and closing a meeting.</summary>
public static class SittingErrors
{
    /// <summary>It is open.</summary>
    public static readonly Error OpenAlready = new(
        "sitting.open_already",
        ErrorKind.Conflict,
        "This meeting is open already. Go on where it stands."
    );

    /// <summary>It has not been opened.</summary>
    public static readonly Error NotOpened = new(
        "sitting.not_opened",
        ErrorKind.Conflict,
        "This meeting has not been opened. Open it first."
    );

    /// <summary>It is over.</summary>
    public static readonly Error IsClosed = new(
        "sitting.closed",
        ErrorKind.Conflict,
        "This meeting is closed, and what was recorded stays as it is. What is left goes to another meeting."
    );

    /// <summary>It will not take place.</summary>
    public static readonly Error MeetingIsCancelled = new(
        "sitting.meeting_cancelled",
        ErrorKind.Conflict,
        "This meeting was cancelled; it cannot be opened."
    );

    /// <summary>Its assembly is not convened.</summary>
    public static readonly Error NotConvened = new(
        "sitting.not_convened",
        ErrorKind.Conflict,
        "Only a meeting of an assembly that is convened can be opened. Look at where the assembly stands."
    );

    /// <summary>Its day has not come.</summary>
    public static readonly Error TooEarly = new(
        "sitting.too_early",
        ErrorKind.Conflict,
        "The day of this meeting has not come. It can be opened from the beginning of that day."
    );

    /// <summary>Another meeting of the assembly is open.</summary>
    public static readonly Error AnotherIsOpen = new(
        "sitting.another_is_open",
        ErrorKind.Conflict,
        "Another meeting of this assembly is open. Close that one first."
    );

    /// <summary>The programme has no such line.</summary>
    public static readonly Error NotOnProgramme = new(
        "sitting.not_on_programme",
        ErrorKind.Invalid,
        "The published programme of this meeting has no such item or session. Choose one of its lines."
    );

    /// <summary>It is on.</summary>
    public static readonly Error OnAlready = new(
        "sitting.on_already",
        ErrorKind.Conflict,
        "This is what is on already. Go to another line, or go on."
    );

    /// <summary>A break runs.</summary>
    public static readonly Error BreakAlready = new(
        "sitting.break_already",
        ErrorKind.Conflict,
        "There is a break already. End it first, or wait until it is over."
    );

    /// <summary>No break runs.</summary>
    public static readonly Error NoBreak = new("sitting.no_break", ErrorKind.Conflict, "There is no break to end. Go on where it stands.");

    /// <summary>A vote is open.</summary>
    public static readonly Error VoteIsOpen = new(
        "sitting.vote_is_open",
        ErrorKind.Conflict,
        "A vote is open, or a tie waits for the chair’s casting vote. Close, decide or annul it first; then the meeting goes on."
    );

    /// <summary>They preside.</summary>
    public static readonly Error PresidesAlready = new(
        "sitting.presides_already",
        ErrorKind.Conflict,
        "This person presides already. Choose somebody else."
    );

    /// <summary>They are neither chair nor deputy chair.</summary>
    public static readonly Error CannotPreside = new(
        "sitting.cannot_preside",
        ErrorKind.Invalid,
        "Only the chair or a deputy chair of this assembly can preside. Let the secretariat appoint them first."
    );

    /// <summary>Somebody else took a step in between, or at the same moment.</summary>
    public static readonly Error ChangedMeanwhile = new(
        "sitting.changed_meanwhile",
        ErrorKind.Conflict,
        "Somebody else has moved the meeting on. Look at where it stands now, then decide again."
    );
}
