using Assemblies.Domain;

namespace Assemblies.Server.Registration;

/// <summary>Refusals of this area, beside those of the rules about seats.</summary>
public static class RegistrationErrors
{
    /// <summary>Whoever is to come in somebody's place comes already.</summary>
    public static readonly Error ComesAlready = new(
        "registration.comes_already",
        ErrorKind.Conflict,
        "This person is registered already, with seats of their own. Choose somebody who is not, or cancel the registration that is not needed."
    );

    /// <summary>There is no such registration, or not for this reader.</summary>
    public static readonly Error Unknown = new(
        "registration.unknown",
        ErrorKind.NotFound,
        "There is no such registration here. Look at the list as it is now."
    );

    /// <summary>Nobody whom this reader registers.</summary>
    public static readonly Error UnknownPerson = new(
        "registration.unknown_person",
        ErrorKind.NotFound,
        "There is nobody by that id whom you register. Choose somebody of your organisation."
    );

    /// <summary>The reader, or the person, represents no organisation today.</summary>
    public static readonly Error NoMandate = new(
        "registration.no_mandate",
        ErrorKind.Conflict,
        "Registering is for people who represent an organisation today. If a mandate has ended or is missing, write to the secretariat."
    );

    /// <summary>None of its meetings is for them.</summary>
    public static readonly Error NothingForThem = new(
        "registration.nothing_for_them",
        ErrorKind.Conflict,
        "No meeting of this assembly that is still to come is for this organisation’s people."
    );

    /// <summary>Whoever enters it for somebody has to say how they know.</summary>
    public static readonly Error SourceMissing = new(
        "registration.source_missing",
        ErrorKind.Invalid,
        "You enter this for somebody else: say who told you, and when."
    );

    /// <summary>A field of the form is missing or does not fit.</summary>
    public static readonly Error Wish = new("registration.wish", ErrorKind.Invalid, "Some answers are missing or do not fit.");

    /// <summary>Somebody changed it since it was read.</summary>
    public static readonly Error ChangedMeanwhile = new(
        "registration.changed_meanwhile",
        ErrorKind.Stale,
        "This registration was changed meanwhile, perhaps on another device. Compare what stands now with what you entered, then save again."
    );

    /// <summary>It was cancelled before.</summary>
    public static readonly Error Cancelled = new(
        "registration.cancelled",
        ErrorKind.Conflict,
        "This registration was cancelled already. Register again if you come after all."
    );

    /// <summary>The assembly has begun.</summary>
    public static readonly Error Began = new(
        "registration.began",
        ErrorKind.Conflict,
        "The assembly has begun; its registrations are not changed here any more. Talk to the people at the door."
    );

    /// <summary>Who comes instead is not of the same organisation.</summary>
    public static readonly Error OtherOrganisation = new(
        "registration.other_organisation",
        ErrorKind.Invalid,
        "Choose somebody who represents the same organisation today. The seat belongs to it."
    );

    /// <summary>The pool is unknown, or not of this assembly.</summary>
    public static readonly Error UnknownSeats = new(
        "registration.unknown_seats",
        ErrorKind.NotFound,
        "There are no such seats here. Look at the list as it is now."
    );

    /// <summary>The seats of a meeting are neither renamed nor removed.</summary>
    public static readonly Error NotBookable = new(
        "registration.not_bookable",
        ErrorKind.Conflict,
        "These are the seats of a meeting. Change the meeting itself, or how many seats it has."
    );

    /// <summary>Somebody saved since it was read.</summary>
    public static readonly Error SeatsChangedMeanwhile = new(
        "registration.seats_changed_meanwhile",
        ErrorKind.Stale,
        "Somebody else saved meanwhile. Compare what stands now with what you entered, then save again."
    );

    /// <summary>The session is not of this assembly.</summary>
    public static readonly Error UnknownSession = new(
        "registration.unknown_session",
        ErrorKind.Invalid,
        "Choose a session of this assembly’s programme."
    );

    /// <summary>No seat was found that is somebody's.</summary>
    public static readonly Error UnknownLine = new(
        "registration.unknown_line",
        ErrorKind.NotFound,
        "There is no such seat or place in line. Look at your registration as it is now."
    );

    /// <summary>There is no such exception or request.</summary>
    public static readonly Error UnknownException = new(
        "registration.unknown_exception",
        ErrorKind.NotFound,
        "There is no such exception or request. Look at the list as it is now."
    );

    /// <summary>The same is asked for already.</summary>
    public static readonly Error AskedAlready = new(
        "registration.asked_already",
        ErrorKind.Conflict,
        "This was asked for already; host and secretariat see it, and you get a mail when one of them has answered."
    );

    /// <summary>The deadline has not passed: nobody needs an exception.</summary>
    public static readonly Error StillOpen = new(
        "registration.still_open",
        ErrorKind.Conflict,
        "This deadline has not passed, so that nobody needs an exception. Register or change now."
    );

    /// <summary>Exceptions from this deadline are given by the secretariat alone.</summary>
    public static readonly Error SecretariatsException = new(
        "registration.secretariats_exception",
        ErrorKind.Forbidden,
        "Exceptions for proxies are given by the secretariat. Ask it."
    );

    /// <summary>The day has passed.</summary>
    public static readonly Error DayPassed = new(
        "registration.day_passed",
        ErrorKind.Invalid,
        "Choose a day that is not over, and not after the last day of the assembly."
    );

    /// <summary>Nobody by that code or id.</summary>
    public static readonly Error ForWhom = new(
        "registration.for_whom",
        ErrorKind.Invalid,
        "Choose the organisation or the person it is for; a person has to represent an organisation today."
    );
}
