using Assemblies.Domain;

namespace Assemblies.Server.Minutes;

/// <summary>Refusals of this area about minutes, beside those of the rules about them.</summary>
public static class MinutesErrors
{
    /// <summary>Only those who keep the minutes may.</summary>
    public static readonly Error KeepersOnly = new(
        "minutes.keepers_only",
        ErrorKind.Forbidden,
        "Minute-taker, chair, deputy chair and secretariat keep these minutes. Members hand in objections once they are published."
    );

    /// <summary>There is no such item in this assembly.</summary>
    public static readonly Error UnknownItem = new(
        "minutes.unknown_item",
        ErrorKind.NotFound,
        "This assembly has no such item. Look at its agenda."
    );

    /// <summary>There is no such place in the minutes.</summary>
    public static readonly Error UnknownPart = new(
        "minutes.unknown_part",
        ErrorKind.NotFound,
        "Minutes have an opening, items and a closing, and no other part. Look at the minutes."
    );

    /// <summary>The text is longer than is kept.</summary>
    public static readonly Error TextTooLong = new(
        "minutes.text_too_long",
        ErrorKind.Mismatch,
        "The text is longer than 64 KB. Shorten it, or hand in the long part as a document of the item."
    );

    /// <summary>The text's lists and quotations lie too deep in each other.</summary>
    public static readonly Error TextTooDeep = new(
        "minutes.text_too_deep",
        ErrorKind.Mismatch,
        "Lists or quotations lie too deep in each other. Use fewer levels."
    );

    /// <summary>There is no such version, or not for this reader.</summary>
    public static readonly Error UnknownVersion = new(
        "minutes.unknown_version",
        ErrorKind.NotFound,
        "There is no such version of these minutes, or it is not for you to see. Look at the minutes of the assembly."
    );

    /// <summary>There is no such statement.</summary>
    public static readonly Error UnknownStatement = new(
        "minutes.unknown_statement",
        ErrorKind.NotFound,
        "There is no such statement in these minutes. Look at the list."
    );

    /// <summary>There is no such objection.</summary>
    public static readonly Error UnknownObjection = new(
        "minutes.unknown_objection",
        ErrorKind.NotFound,
        "There is no such objection to these minutes. Look at the list."
    );

    /// <summary>There is no such member.</summary>
    public static readonly Error UnknownMember = new(
        "minutes.unknown_member",
        ErrorKind.Invalid,
        "There is no member with this code. Enter it as in the list of members, such as SI."
    );

    /// <summary>The reader acts for none or several members.</summary>
    public static readonly Error WhichMember = new(
        "minutes.which_member",
        ErrorKind.Invalid,
        "Name the member for which this is: its code, such as SI."
    );

    /// <summary>The reader may not act for that member.</summary>
    public static readonly Error NotYourMember = new(
        "minutes.not_your_member",
        ErrorKind.Forbidden,
        "Head and deputy object for their member. Ask them, or the secretariat."
    );

    /// <summary>When the secretariat acts for somebody it says how it came to know.</summary>
    public static readonly Error SourceMissing = new(
        "minutes.source_missing",
        ErrorKind.Invalid,
        "Say by what way the member told you, and who did: it is kept with what you enter."
    );

    /// <summary>What is published is another than what was looked at.</summary>
    public static readonly Error PreviewOutdated = new(
        "minutes.preview_outdated",
        ErrorKind.Stale,
        "The minutes changed after you looked at them. Look at them once more, then publish."
    );

    /// <summary>Somebody else published in between.</summary>
    public static readonly Error PublishedMeanwhile = new(
        "minutes.published_meanwhile",
        ErrorKind.Conflict,
        "Somebody else published these minutes at the same time. Look at what changed, then publish again if something is missing."
    );

    /// <summary>Somebody else said at the same time who may read them.</summary>
    public static readonly Error ReleasedMeanwhile = new(
        "minutes.released_meanwhile",
        ErrorKind.Conflict,
        "Somebody else changed at the same time who may read these minutes. Look at what stands now."
    );

    /// <summary>Only chair and minute-taker sign.</summary>
    public static readonly Error SignersOnly = new(
        "minutes.signers_only",
        ErrorKind.Forbidden,
        "The chair and the minute-taker of this assembly sign its minutes. Nobody signs for them."
    );

    /// <summary>PDF needs a browser that is not there.</summary>
    public static readonly Error NoPdf = new(
        "minutes.no_pdf",
        ErrorKind.Unavailable,
        "This service makes no PDF: no Chromium is set up for it. Take the Word file, or print the page: it is laid out for A4."
    );

    /// <summary>The browser did not make it.</summary>
    public static readonly Error PdfFailed = new(
        "minutes.pdf_failed",
        ErrorKind.Unavailable,
        "The PDF could not be made just now. Try again in a minute, take the Word file, or print the page."
    );
}
