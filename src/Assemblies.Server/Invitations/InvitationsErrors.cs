using Assemblies.Domain;

namespace Assemblies.Server.Invitations;

/// <summary>Refusals of convening, inviting, answering and sending.</summary>
public static class InvitationsErrors
{
    /// <summary>No day of the general assembly stands.</summary>
    public static readonly Error NoStatutoryDay = new(
        "invitations.no_statutory_day",
        ErrorKind.Conflict,
        "The assembly has no day of the general assembly. Add one, then convene."
    );

    /// <summary>Nobody would get anything.</summary>
    public static readonly Error NobodyToTell = new(
        "invitations.nobody_to_tell",
        ErrorKind.Conflict,
        "Nobody on the roll would get anything. Enter representatives with their addresses first."
    );

    /// <summary>Two people convened at once.</summary>
    public static readonly Error ConvenedMeanwhile = new(
        "invitations.convened_meanwhile",
        ErrorKind.Conflict,
        "Somebody else convened this assembly at the same moment. Its deliveries show who was told."
    );

    /// <summary>The link is not known, or holds no more.</summary>
    public static readonly Error UnknownLink = new(
        "invitations.unknown_link",
        ErrorKind.NotFound,
        "This link is not known. Open it from the mail again, whole, or ask the secretariat for a new one."
    );

    /// <summary>The meeting has begun.</summary>
    public static readonly Error MeetingBegan = new(
        "invitations.meeting_began",
        ErrorKind.Gone,
        "The meeting has begun; answers are not taken any more. Tell the host or the secretariat."
    );

    /// <summary>The meeting does not take place.</summary>
    public static readonly Error MeetingCancelled = new(
        "invitations.meeting_cancelled",
        ErrorKind.Gone,
        "This meeting does not take place at this time any more; there is nothing to answer."
    );

    /// <summary>The link's holder is not invited any more.</summary>
    public static readonly Error NotInvited = new(
        "invitations.not_invited",
        ErrorKind.Gone,
        "This invitation was taken back. Ask the secretariat if you should take part."
    );

    /// <summary>A session that is not among those offered.</summary>
    public static readonly Error UnknownSession = new(
        "invitations.unknown_session",
        ErrorKind.Invalid,
        "Choose sessions from the list; one of yours is not there any more."
    );

    /// <summary>The substitute is invited already.</summary>
    public static readonly Error InvitedAlready = new(
        "invitations.invited_already",
        ErrorKind.Conflict,
        "Somebody with this address is invited already. Enter another address, or answer that you do not come."
    );

    /// <summary>A seat has been passed on often enough.</summary>
    public static readonly Error TooManyAsked = new(
        "invitations.too_many_asked",
        ErrorKind.Conflict,
        "Five people have been asked to come in this place by now. Ask the secretariat to invite another one."
    );

    /// <summary>Somebody else invited the same person at the same moment.</summary>
    public static readonly Error InvitedMeanwhile = new(
        "invitations.invited_meanwhile",
        ErrorKind.Conflict,
        "This person was invited at the same moment by somebody else, or by another click. The list shows it."
    );

    /// <summary>Nothing to invite the person to.</summary>
    public static readonly Error NothingToInviteTo = new(
        "invitations.nothing_to_invite_to",
        ErrorKind.Conflict,
        "There is no invitation this person lacks. The list shows who is invited to what, and who is not, with the reason."
    );

    /// <summary>No change rests.</summary>
    public static readonly Error NothingRests = new(
        "invitations.nothing_rests",
        ErrorKind.Conflict,
        "No change waits to be sent. Those invited know of everything."
    );

    /// <summary>No document to send.</summary>
    public static readonly Error NoDocuments = new(
        "invitations.no_documents",
        ErrorKind.Conflict,
        "There are no documents to send. Add them to their items first."
    );

    /// <summary>No such mail.</summary>
    public static readonly Error UnknownMail = new(
        "invitations.unknown_mail",
        ErrorKind.NotFound,
        "There is no such mail in this assembly's deliveries. Choose one from the list."
    );

    /// <summary>The mail is on its way.</summary>
    public static readonly Error OnItsWay = new(
        "invitations.on_its_way",
        ErrorKind.Conflict,
        "This mail is still on its way. Wait for its fate, or try it now."
    );

    /// <summary>The mail does not wait.</summary>
    public static readonly Error DoesNotWait = new(
        "invitations.does_not_wait",
        ErrorKind.Conflict,
        "This mail does not wait any more. Send it again if it has to go once more."
    );

    /// <summary>Something newer took the mail's place.</summary>
    public static readonly Error Overtaken = new(
        "invitations.overtaken",
        ErrorKind.Conflict,
        "Something newer took this mail's place. Send the newest one again instead."
    );
}
