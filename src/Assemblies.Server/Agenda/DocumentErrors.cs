using Assemblies.Domain;

namespace Assemblies.Server.Agenda;

/// <summary>Refusals of documents and country updates.</summary>
public static class DocumentErrors
{
    /// <summary>There is no such document for this reader.</summary>
    public static readonly Error Unknown = new(
        "agenda.unknown_document",
        ErrorKind.NotFound,
        "There is no such document, or it is not for you to see. Look at the list of documents."
    );

    /// <summary>Another update of the member came at the same time.</summary>
    public static readonly Error UpdateMeanwhile = new(
        "agenda.update_meanwhile",
        ErrorKind.Conflict,
        "Somebody handed in an update for this member at the same time. Look at it, then hand in yours again if it is the right one."
    );

    /// <summary>The deadline for updates has passed.</summary>
    public static readonly Error UpdatesClosed = new(
        "agenda.updates_closed",
        ErrorKind.Conflict,
        "The deadline for country updates has passed. Send yours to the secretariat: it can still enter it."
    );
}
