using Assemblies.Domain;

namespace Assemblies.Server.Agenda;

/// <summary>Refusals of this area, beside those of the agenda's rules.</summary>
public static class AgendaErrors
{
    /// <summary>There is no such assembly.</summary>
    public static readonly Error UnknownAssembly = new(
        "agenda.unknown_assembly",
        ErrorKind.NotFound,
        "There is no assembly with this code. Look at the list of assemblies."
    );

    /// <summary>Only those who prepare the agenda may.</summary>
    public static readonly Error EditorsOnly = new(
        "agenda.editors_only",
        ErrorKind.Forbidden,
        "The secretariat and the chair prepare this agenda, the host the programme around it. Members ask for items by a request."
    );

    /// <summary>The host prepares the programme, not the items.</summary>
    public static readonly Error NotTheHosts = new(
        "agenda.not_the_hosts",
        ErrorKind.Forbidden,
        "Items and what is closed are prepared by chair and secretariat; as host you prepare the other sessions. Ask them to change it."
    );

    /// <summary>The assembly is over or called off.</summary>
    public static readonly Error Over = new(
        "agenda.over",
        ErrorKind.Conflict,
        "This assembly is over or called off; its agenda stays as it was published."
    );

    /// <summary>There is no such version.</summary>
    public static readonly Error UnknownVersion = new(
        "agenda.unknown_version",
        ErrorKind.NotFound,
        "There is no such version of this agenda. Look at the list of versions."
    );

    /// <summary>Somebody else published in between.</summary>
    public static readonly Error PublishedMeanwhile = new(
        "agenda.published_meanwhile",
        ErrorKind.Conflict,
        "Somebody else published the agenda at the same time. Look at what changed, then publish again if something is missing."
    );

    /// <summary>The draft is another than the one that was looked at.</summary>
    public static readonly Error PreviewOutdated = new(
        "agenda.preview_outdated",
        ErrorKind.Stale,
        "The agenda changed after you looked at it. Look at the changes once more, then publish."
    );

    /// <summary>The text is longer than is kept.</summary>
    public static readonly Error TextTooLong = new(
        "agenda.text_too_long",
        ErrorKind.Mismatch,
        "The text is longer than 64 KB. Shorten it, or hand in the long part as a document."
    );

    /// <summary>The text's lists and quotations lie too deep in each other.</summary>
    public static readonly Error TextTooDeep = new(
        "agenda.text_too_deep",
        ErrorKind.Mismatch,
        "Lists or quotations lie too deep in each other. Use fewer levels."
    );

    /// <summary>There is no such request.</summary>
    public static readonly Error UnknownRequest = new(
        "agenda.unknown_request",
        ErrorKind.NotFound,
        "There is no such request, or it is not yours to see. Look at the list of requests."
    );

    /// <summary>The deadline for members' items has passed.</summary>
    public static readonly Error RequestsClosed = new(
        "agenda.requests_closed",
        ErrorKind.Conflict,
        "The deadline for members' items has passed. Write to the secretariat: it can still enter an item, which members then vote on taking up."
    );

    /// <summary>Somebody else answered at the same time.</summary>
    public static readonly Error AnsweredMeanwhile = Domain.Agenda.ItemRequest.AlreadyAnswered;

    /// <summary>The reader acts for none or several members.</summary>
    public static readonly Error WhichMember = new(
        "agenda.which_member",
        ErrorKind.Invalid,
        "Name the member for which this is: its code, such as SI."
    );

    /// <summary>The reader may not act for that member.</summary>
    public static readonly Error NotYourMember = new(
        "agenda.not_your_member",
        ErrorKind.Forbidden,
        "Head and deputy act for their member. Ask them, or the secretariat."
    );

    /// <summary>When the secretariat acts for somebody it says how it came to know.</summary>
    public static readonly Error SourceMissing = new(
        "agenda.source_missing",
        ErrorKind.Invalid,
        "Say by what way the member told you, and who did: it is kept with what you enter."
    );

    /// <summary>There is nobody with that address.</summary>
    public static readonly Error UnknownPerson = new(
        "agenda.unknown_person",
        ErrorKind.NotFound,
        "Nobody has this address. Check it, or enter the person with their organisation first."
    );
}
