using Assemblies.Domain;

namespace Assemblies.Server.Registration;

/// <summary>Refusals about guests of the open meeting.</summary>
public static class GuestErrors
{
    /// <summary>The link is not known, or holds no more.</summary>
    public static readonly Error UnknownLink = new(
        "guests.unknown_link",
        ErrorKind.NotFound,
        "This link is not known. Open it from the mail again, whole; one that was not used within a week has to be asked for anew."
    );

    /// <summary>Nobody registers by a public form here.</summary>
    public static readonly Error NoPublicForm = new(
        "guests.no_public_form",
        ErrorKind.Conflict,
        "Guests of this meeting come by invitation. Ask the host or the secretariat for one."
    );

    /// <summary>There is no open meeting that could be attended.</summary>
    public static readonly Error NoOpenMeeting = new(
        "guests.no_open_meeting",
        ErrorKind.Conflict,
        "There is no open meeting that guests can come to now. Look at the programme for what takes place."
    );

    /// <summary>The last day has passed.</summary>
    public static readonly Error Closed = new(
        "guests.closed",
        ErrorKind.Conflict,
        "Registration for the open meeting has closed. Ask the host whether there is still a place."
    );

    /// <summary>The meeting has begun.</summary>
    public static readonly Error MeetingBegan = new(
        "guests.meeting_began",
        ErrorKind.Gone,
        "The open meeting has begun; nothing is changed here any more. Tell the people at the entrance."
    );

    /// <summary>Several links were asked for within the hour; said of any address, known or not.</summary>
    public static readonly Error TooOften = new(
        "guests.too_often",
        ErrorKind.TooMany,
        "This address was entered several times within the hour. Use the newest link in its mailbox, or try again in an hour."
    );

    /// <summary>The meeting is not held in that way.</summary>
    public static readonly Error NotThatWay = new(
        "guests.not_that_way",
        ErrorKind.Conflict,
        "The open meeting is not held in that way. Choose one of the ways it offers."
    );

    /// <summary>The address is known as a guest of this meeting.</summary>
    public static readonly Error InvitedAlready = new(
        "guests.invited_already",
        ErrorKind.Conflict,
        "Somebody with this address is invited or registered already. The list of guests shows how it stands."
    );

    /// <summary>The address belongs to somebody whom the network invites.</summary>
    public static readonly Error OnTheRoll = new(
        "guests.on_the_roll",
        ErrorKind.Conflict,
        "This address belongs to a representative, who registers with their own account. Invite them as what they are."
    );

    /// <summary>No such guest here.</summary>
    public static readonly Error UnknownGuest = new(
        "guests.unknown_guest",
        ErrorKind.NotFound,
        "There is no such guest of this assembly. Choose one from the list."
    );

    /// <summary>The host said no.</summary>
    public static readonly Error WasRefused = new(
        "guests.was_refused",
        ErrorKind.Conflict,
        "The host could not give you a place; the page says why. Ask the host if something has changed."
    );

    /// <summary>Confirmed at the same moment by another link.</summary>
    public static readonly Error ConfirmedMeanwhile = new(
        "guests.confirmed_meanwhile",
        ErrorKind.Conflict,
        "This address was confirmed at the same moment by another click. Load the page again; it shows how it stands."
    );
}
