using Assemblies.Domain;

namespace Assemblies.Server.Meetings;

/// <summary>Refusals of the meetings' use cases, beside those of the domain.</summary>
public static class MeetingsErrors
{
    /// <summary>Somebody else took a step at the same moment.</summary>
    public static readonly Error ChangedMeanwhile = new(
        "assembly.changed_meanwhile",
        ErrorKind.Conflict,
        "Somebody else changed this assembly at the same moment. Look at where it stands now, and try again."
    );

    /// <summary>One of its meetings is open.</summary>
    public static readonly Error InSession = new(
        "assembly.in_session",
        ErrorKind.Conflict,
        "A meeting of this assembly is open. Close it first, as its chair; what was done in it stands."
    );

    /// <summary>Somebody saved since it was read.</summary>
    public static readonly Error EditedMeanwhile = new(
        "assembly.edited_meanwhile",
        ErrorKind.Stale,
        "Somebody else saved meanwhile. Compare what stands now with what you entered, then save again."
    );

    /// <summary>Another assembly has this code.</summary>
    public static readonly Error CodeTaken = new(
        "assembly.code_taken",
        ErrorKind.Conflict,
        "There is an assembly with this code already. Choose the next one."
    );

    /// <summary>The host may not change the statutory part.</summary>
    public static readonly Error Statutory = new(
        "meetings.statutory",
        ErrorKind.Forbidden,
        "Days and times of the general assembly belong to the secretariat and the chair. Ask them; rooms and links are yours to change."
    );

    /// <summary>Another person holds the office.</summary>
    public static readonly Error OfficeTaken = new(
        "officers.taken",
        ErrorKind.Conflict,
        "Somebody else holds this office, and it is for one. End theirs first."
    );

    /// <summary>The person holds this office already.</summary>
    public static readonly Error HeldAlready = new("officers.held_already", ErrorKind.Conflict, "This person holds this office already.");

    /// <summary>The office has ended.</summary>
    public static readonly Error OfficeEnded = new("officers.ended_already", ErrorKind.Conflict, "This office has ended already.");

    /// <summary>Nobody by that id or address.</summary>
    public static readonly Error UnknownPerson = new(
        "officers.unknown_person",
        ErrorKind.Invalid,
        "Choose somebody the network knows. Add them to their organisation first."
    );

    /// <summary>Who organises for the host belongs to it.</summary>
    public static readonly Error NotOfHost = new(
        "officers.not_of_host",
        ErrorKind.Invalid,
        "Who organises for the host belongs to a host organisation. Add them to it first."
    );

    /// <summary>No member by that code.</summary>
    public static readonly Error UnknownHost = new("assembly.unknown_host", ErrorKind.Invalid, "Choose a member as host.");

    /// <summary>Without places, the new one follows from the host's seat, which is not known.</summary>
    public static readonly Error PlaceUnknown = new(
        "assembly.place_unknown",
        ErrorKind.Invalid,
        "The host's city and time zone are not known. Enter them at the organisation, or copy the places."
    );
}
