namespace Assemblies.Domain.Registration;

/// <summary>Refusals of the rules about registrations and seats.</summary>
public static class RegistrationDomainErrors
{
    /// <summary>The organisation has as many people as it may.</summary>
    public static readonly Error QuotaFull = new(
        "registration.quota_full",
        ErrorKind.Conflict,
        "Your organisation has as many people registered as it may. Replace one of them, or ask the host for an exception."
    );

    /// <summary>The line does not wait.</summary>
    public static readonly Error DoesNotWait = new(
        "registration.does_not_wait",
        ErrorKind.Conflict,
        "This person does not wait for a seat here any more. Look at the list as it is now."
    );

    /// <summary>No seat is free.</summary>
    public static readonly Error NoFreeSeat = new(
        "registration.no_free_seat",
        ErrorKind.Conflict,
        "No seat is free here. Raise the number of seats, or wait until one is given back."
    );

    /// <summary>No seat is kept back.</summary>
    public static readonly Error NothingReserved = new(
        "registration.nothing_reserved",
        ErrorKind.Conflict,
        "No seat is kept back here. Give a free one, or raise the number that is kept back."
    );

    /// <summary>It is not open yet.</summary>
    public static readonly Error NotOpen = new(
        "registration.not_open",
        ErrorKind.Conflict,
        "Registration opens when the assembly is convened; you get a mail then."
    );

    /// <summary>Its deadline has passed.</summary>
    public static readonly Error Closed = new(
        "registration.closed",
        ErrorKind.Conflict,
        "Registration has closed. Ask for an exception below; host and secretariat can give you one."
    );

    /// <summary>The deadline of changes has passed.</summary>
    public static readonly Error ChangesClosed = new(
        "registration.changes_closed",
        ErrorKind.Conflict,
        "Changes are not taken any more. You can still cancel; for anything else ask for an exception below."
    );

    /// <summary>The offer has ended.</summary>
    public static readonly Error OfferOver = new(
        "registration.offer_over",
        ErrorKind.Gone,
        "This seat is not held for you any more. You are at the end of the waiting list now, and are told when a seat is yours."
    );

    /// <summary>The request for an exception was answered before.</summary>
    public static readonly Error AnsweredAlready = new(
        "registration.answered_already",
        ErrorKind.Conflict,
        "This request was answered already. Look at the list of exceptions as it is now."
    );
}
