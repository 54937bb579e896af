using Assemblies.Domain;
using Assemblies.Domain.Presence;
using Assemblies.Server.Platform.Messaging;

namespace Assemblies.Server.Presence;

/// <summary>Refusals of the roll, of proxies and of the door, beside those of the domain.</summary>
public static class PresenceErrors
{
    /// <summary>The assembly has no meeting of that name.</summary>
    public static readonly Error UnknownMeeting = new(
        "presence.unknown_meeting",
        ErrorKind.NotFound,
        "This assembly has no meeting of that name. Choose one of its meetings."
    );

    /// <summary>Nobody of that id is known here.</summary>
    public static readonly Error UnknownAttendee = new(
        "presence.unknown_attendee",
        ErrorKind.NotFound,
        "Nobody of that id is registered or invited here. Search for the name, or enter the person as a walk-in."
    );

    /// <summary>A walk-in is somebody who is known.</summary>
    public static readonly Error KnownAddress = new(
        "presence.known_address",
        ErrorKind.Conflict,
        "This address belongs to somebody who is registered or represents an organisation. Search for their name, so that nobody is counted twice."
    );

    /// <summary>No row of that number.</summary>
    public static readonly Error UnknownRow = new(
        "presence.unknown_row",
        ErrorKind.NotFound,
        "The ledger of this assembly has no row of that number. Look at what stands."
    );

    /// <summary>The assembly is not convened, or over.</summary>
    public static readonly Error NotConvened = new(
        "presence.not_convened",
        ErrorKind.Conflict,
        "People are checked in once the assembly is convened, until it is adjourned. Look at where it stands."
    );

    /// <summary>The meeting will not take place.</summary>
    public static readonly Error MeetingCancelled = new(
        "presence.meeting_cancelled",
        ErrorKind.Conflict,
        "This meeting is cancelled, so nobody is checked in. Choose another one."
    );

    /// <summary>It is not the day of the meeting.</summary>
    public static readonly Error NotItsDay = new(
        "presence.not_its_day",
        ErrorKind.Conflict,
        "Its door is open on the day of the meeting alone. Choose the meeting of today."
    );

    /// <summary>The meeting is closed.</summary>
    public static readonly Error MeetingClosed = new(
        "presence.meeting_closed",
        ErrorKind.Conflict,
        "This meeting is closed, and what was recorded stays as it is. Choose another one."
    );

    /// <summary>The reader is not registered.</summary>
    public static readonly Error NotRegistered = new(
        "presence.not_registered",
        ErrorKind.Conflict,
        "You are not registered for this assembly. Register first, or go to the desk at the door."
    );

    /// <summary>The reader's mandate has ended.</summary>
    public static readonly Error MandateEnded = new(
        "presence.mandate_ended",
        ErrorKind.Conflict,
        "The mandate of this person has ended, so they no longer come for this organisation. Enter a new mandate first."
    );

    /// <summary>What the chair does to others has a reason.</summary>
    public static readonly Error ReasonMissing = new(
        "presence.reason_missing",
        ErrorKind.Invalid,
        "Say why: it is kept with the row, and the person is shown it."
    );

    /// <summary>The reader votes for nobody.</summary>
    public static readonly Error NotADelegate = new(
        "presence.not_a_delegate",
        ErrorKind.Conflict,
        "Only the head and the deputy of a member hand its vote over. Ask the head of your delegation."
    );

    /// <summary>The roll is not fixed yet.</summary>
    public static readonly Error RollNotFixed = new(
        "roll.not_fixed",
        ErrorKind.Conflict,
        "The roll is not fixed yet and follows what is known of the members. Correct the member itself; it is fixed after the record date."
    );

    /// <summary>The first meeting was opened.</summary>
    public static readonly Error RollClosed = new(
        "roll.closed",
        ErrorKind.Conflict,
        "The first meeting of the general assembly has been opened, and the roll stands. Nobody becomes entitled or loses the vote any more."
    );

    /// <summary>The organisation is not on the roll.</summary>
    public static readonly Error NotOnRoll = new(
        "roll.unknown_member",
        ErrorKind.NotFound,
        "The roll of this assembly has no member of that code. Look at the roll."
    );

    /// <summary>Somebody corrected or answered at the same moment.</summary>
    public static readonly Error ChangedMeanwhile = RequestErrors.ChangedMeanwhile;

    /// <summary>It is not said for which member.</summary>
    public static readonly Error WhichMember = new(
        "proxies.which_member",
        ErrorKind.Invalid,
        "Say for which member you act, by its code: you act for several, or for another one."
    );

    /// <summary>The reader is not head or deputy of that member.</summary>
    public static readonly Error NotYourMember = new(
        "proxies.not_your_member",
        ErrorKind.Forbidden,
        "Only a member’s own head or deputy does this, or the secretariat for it. Ask one of them."
    );

    /// <summary>The secretariat does not say how it knows.</summary>
    public static readonly Error SourceMissing = new(
        "proxies.source_missing",
        ErrorKind.Invalid,
        "Say how you came to know it: by what way, who said it, when. The member is told."
    );

    /// <summary>No member of that code.</summary>
    public static readonly Error UnknownMember = new(
        "proxies.unknown_member",
        ErrorKind.Invalid,
        "There is no member of that code. Choose one from the roll."
    );

    /// <summary>No proxy of that id for this reader.</summary>
    public static readonly Error UnknownProxy = new(
        "proxies.unknown",
        ErrorKind.NotFound,
        "There is no such proxy, or it is not yours to see. Look at the list."
    );

    /// <summary>No item of that number.</summary>
    public static readonly Error UnknownItem = new(
        "proxies.unknown_item",
        ErrorKind.Invalid,
        "The published agenda has no item of that number. Choose from the items it has."
    );

    /// <summary>Another one was given at the same moment.</summary>
    public static readonly Error ProxyGiven = PresenceDomainErrors.ProxyGiven;
}
