namespace Assemblies.Domain.Agenda;

/// <summary>Refusals of the agenda's rules.</summary>
public static class AgendaDomainErrors
{
    /// <summary>Somebody else saved the text in between; <see cref="Error.Current"/> is what stands now.</summary>
    public static readonly Error TextChanged = new(
        "agenda.text_changed",
        ErrorKind.Stale,
        "Somebody else saved this text after you opened it. Both texts are below: put together what you want to keep, and save again."
    );

    /// <summary>Somebody else saved the draft in between.</summary>
    public static readonly Error DraftChanged = new(
        "agenda.draft_changed",
        ErrorKind.Stale,
        "Somebody else saved the agenda after you opened it. What stands now is beside what you typed: choose, and save again."
    );

    /// <summary>There is no such session on the draft.</summary>
    public static readonly Error UnknownSession = new(
        "agenda.unknown_session",
        ErrorKind.NotFound,
        "There is no such session on this agenda. It may have been taken out; look at the agenda."
    );

    /// <summary>There is no such item on the draft.</summary>
    public static readonly Error UnknownItem = new(
        "agenda.unknown_item",
        ErrorKind.NotFound,
        "There is no such item on this agenda. It may have been dropped; look at the agenda."
    );

    /// <summary>There is no such meeting.</summary>
    public static readonly Error UnknownMeeting = new(
        "agenda.unknown_meeting",
        ErrorKind.NotFound,
        "This assembly has no such meeting. Look at its meetings."
    );

    /// <summary>It is the first or the last already.</summary>
    public static readonly Error NowhereToMove = new(
        "agenda.nowhere_to_move",
        ErrorKind.Conflict,
        "It cannot move further within its meeting. Change its meeting in its details."
    );

    /// <summary>A session with neither title nor items.</summary>
    public static readonly Error Untitled = new(
        "agenda.untitled",
        ErrorKind.Invalid,
        "A session needs a title, or an item that says what it is about."
    );

    /// <summary>The rules take up no item after the final agenda.</summary>
    public static readonly Error LateForbidden = new(
        "agenda.late_forbidden",
        ErrorKind.Conflict,
        "The agenda is final, and the rules take up no item after that. Keep it for the next assembly."
    );

    /// <summary>The rules never take it up late.</summary>
    public static readonly Error NeverLate = new(
        "agenda.never_late",
        ErrorKind.Conflict,
        "What concerns persons, fees, the charter or an exclusion is never taken up late. Keep it for the next assembly."
    );

    /// <summary>Lines run into others; <see cref="Error.Reasons"/> says which.</summary>
    public static readonly Error Overrun = new(
        "agenda.overrun",
        ErrorKind.Conflict,
        "The times do not fit: the agenda cannot be published until this is mended."
    );

    /// <summary>Nothing is on the draft.</summary>
    public static readonly Error Empty = new(
        "agenda.empty",
        ErrorKind.Conflict,
        "There is nothing on the agenda yet. Add sessions and items, then publish it."
    );

    /// <summary>The newest version says the same.</summary>
    public static readonly Error NothingNew = new(
        "agenda.nothing_new",
        ErrorKind.Conflict,
        "Nothing has changed since the last version. Change the agenda first, then publish it."
    );
}
