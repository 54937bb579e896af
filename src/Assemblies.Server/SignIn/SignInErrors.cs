using Assemblies.Domain;
using Assemblies.Server.Platform.Messaging;

namespace Assemblies.Server.SignIn;

/// <summary>Refusals of signing in and of one's own tokens and devices.</summary>
public static class SignInErrors
{
    /// <summary>Nobody has that address; only Development and the server's command line say so.</summary>
    public static readonly Error UnknownAddress = new(
        "sign_in.unknown_address",
        ErrorKind.NotFound,
        "Nobody here has this address. Use one of a person that the network knows."
    );

    /// <summary>Several links were asked for within the hour; said of any address, known or not.</summary>
    public static readonly Error TooOften = new(
        "sign_in.too_often",
        ErrorKind.TooMany,
        "Five links were asked for with this address within the hour. Use the newest one in your mailbox, or ask again in an hour."
    );

    /// <summary>The link is unknown, used or too old; which of these is not said.</summary>
    public static readonly Error LinkOver = new(
        "sign_in.link_over",
        ErrorKind.Gone,
        "This link was used already, or is too old. Ask for a new one; it is there in a minute."
    );

    /// <summary>The link was asked for in another browser.</summary>
    public static readonly Error OtherBrowser = new(
        "sign_in.other_browser",
        ErrorKind.Conflict,
        "This link was asked for in another browser. Sign in here only if it was you who asked."
    );

    /// <summary>The code is unknown, used or too old; which of these is not said.</summary>
    public static readonly Error CodeOver = new(
        "sign_in.code_over",
        ErrorKind.Gone,
        "This code opens nothing: it was used already, is too old, or was typed wrongly. Ask the secretariat for a new one."
    );

    /// <summary>Too many wrong codes.</summary>
    public static readonly Error TooManyCodes = new(
        "sign_in.too_many_codes",
        ErrorKind.TooMany,
        "Too many wrong codes were typed here. Wait a quarter of an hour, or ask for a link by mail."
    );

    /// <summary>A code goes to somebody who stands in front of the secretariat.</summary>
    public static readonly Error NotCheckedIn = new(
        "sign_in.not_checked_in",
        ErrorKind.Conflict,
        "A code is for delegates who are checked in at a meeting of today. Check them in first, once you know who they are."
    );

    /// <summary>Tokens are made on one's own page, not by other tokens.</summary>
    public static readonly Error BrowserOnly = new(
        "sign_in.browser_only",
        ErrorKind.Forbidden,
        "A token cannot make tokens. Sign in with a browser and make it on your own page."
    );

    /// <summary>No such device or token, or not the reader's.</summary>
    public static readonly Error NotYours = AccessErrors.NotFound;

    /// <summary>A clock's time or step could not be read.</summary>
    public static readonly Error ClockBody = new(
        "dev.clock",
        ErrorKind.Invalid,
        "Say either now (such as 2027-03-01T08:00:00Z) or advance (such as P14D or PT1H)."
    );
}
