using Assemblies.Domain;

namespace Assemblies.Server.Platform.Messaging;

/// <summary>Refusals of requests as such, whatever they ask for.</summary>
public static class RequestErrors
{
    /// <summary>Fields are missing or wrong; <see cref="Error.Fields"/> says which.</summary>
    public static readonly Error Invalid = new("request.invalid", ErrorKind.Invalid, "Some fields are missing or wrong.");

    /// <summary>It could not be read at all.</summary>
    public static readonly Error Malformed = new(
        "request.malformed",
        ErrorKind.Invalid,
        "The request could not be read, and nothing was changed. Programs send JSON in UTF-8 with the fields that the documentation names."
    );

    /// <summary>The same of a request without a body.</summary>
    public static readonly Error MalformedAddress = Malformed with
    {
        Message = "A value in the address could not be read. The documentation names those it takes.",
    };

    /// <summary>A text with a character that no database text can hold.</summary>
    public static readonly Error Unkept = Malformed with { Message = "A text holds a character that cannot be kept (U+0000). Remove it." };

    /// <summary>More than is taken.</summary>
    public static readonly Error TooLarge = new("request.too_large", ErrorKind.TooLarge, "This is more than is taken at once. Send less.");

    /// <summary>A body of a kind that is not taken here.</summary>
    public static readonly Error Unsupported = new("request.unsupported", ErrorKind.Unsupported, "A body of this kind is not taken here.");

    /// <summary>There is something at the address, but not for this verb.</summary>
    public static readonly Error MethodNotAllowed = new(
        "request.method_not_allowed",
        ErrorKind.WrongMethod,
        "This address does not take this method. The documentation names those it takes."
    );

    /// <summary>Something failed on our side.</summary>
    public static readonly Error Fault = new(
        "service.fault",
        ErrorKind.Fault,
        "Something failed on our side. Nothing was changed; try again, and tell the secretariat the trace id if it happens again."
    );

    /// <summary>The same key came with another request.</summary>
    public static readonly Error KeyReused = new(
        "request.key_reused",
        ErrorKind.Mismatch,
        "This Idempotency-Key was used for another request. Use a new key."
    );

    /// <summary>Done before, and the answer held a secret that is not kept.</summary>
    public static readonly Error ShownOnce = new(
        "request.shown_once",
        ErrorKind.Conflict,
        "This was done already. Its answer is shown once and not kept; make a new one."
    );

    /// <summary>The request has to say which version it changes.</summary>
    public static readonly Error VersionMissing = new(
        "request.version_missing",
        ErrorKind.Invalid,
        "Say which version you change: send its ETag in If-Match."
    );

    /// <summary>Others saved the same thing again and again at the same moment.</summary>
    public static readonly Error ChangedMeanwhile = new(
        "request.changed_meanwhile",
        ErrorKind.Conflict,
        "Others changed this at the same moment. Look at how it stands now, and try again."
    );

    /// <summary>Another site sent it.</summary>
    public static readonly Error OtherSite = new(
        "request.other_site",
        ErrorKind.Forbidden,
        "This request came from another site. Open the page here and try again."
    );

    /// <summary>Too many of the kind from there.</summary>
    public static readonly Error TooMany = new("request.too_many", ErrorKind.TooMany, "Too many requests. Wait a minute and try again.");

    /// <summary>The database does not answer.</summary>
    public static readonly Error DatabaseAway = new(
        "service.database_away",
        ErrorKind.Unavailable,
        "The service cannot reach its database for the moment. Nothing that was confirmed is lost. Look again in a minute whether what you sent has arrived, and send it anew if not."
    );
}
