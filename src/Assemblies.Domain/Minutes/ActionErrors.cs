namespace Assemblies.Domain.Minutes;

/// <summary>Refusals of the list of actions.</summary>
public static class ActionErrors
{
    /// <summary>There is no such action, or it is not the reader's to read.</summary>
    public static readonly Error Unknown = new(
        "actions.unknown",
        ErrorKind.NotFound,
        "There is no action under this number, or it is not for you to read. Look for it in the list of actions."
    );

    /// <summary>A person and an organisation at once.</summary>
    public static readonly Error TwoOwners = new(
        "actions.two_owners",
        ErrorKind.Invalid,
        "Name a person or an organisation: one of the two."
    );

    /// <summary>A day that is over.</summary>
    public static readonly Error UntilPast = new(
        "actions.until_past",
        ErrorKind.Invalid,
        "This day is over. Enter today or a later day, or leave it empty."
    );

    /// <summary>Nobody by that address, or nobody who can be named.</summary>
    public static readonly Error UnknownPerson = new(
        "actions.unknown_person",
        ErrorKind.Invalid,
        "Name somebody who speaks for a member, an officer of the assembly or the secretariat."
    );

    /// <summary>No organisation by that code.</summary>
    public static readonly Error UnknownOrganisation = new(
        "actions.unknown_organisation",
        ErrorKind.Invalid,
        "Choose an organisation of the network."
    );

    /// <summary>It is done.</summary>
    public static readonly Error DoneAlready = new(
        "actions.done_already",
        ErrorKind.Conflict,
        "This action is done already. Open it again if more is to be done."
    );

    /// <summary>It was dropped.</summary>
    public static readonly Error DroppedAlready = new(
        "actions.dropped_already",
        ErrorKind.Conflict,
        "This action was dropped already. Open it again if it is to be done after all."
    );

    /// <summary>It is open.</summary>
    public static readonly Error OpenAlready = new("actions.open_already", ErrorKind.Conflict, "This action is open already.");

    /// <summary>Who does it says that it is done; only who leads or keeps the records drops or changes it.</summary>
    public static readonly Error OfficersOnly = new(
        "actions.officers_only",
        ErrorKind.Forbidden,
        "Chair, minute-taker and secretariat give actions, change and drop them. Write to them if this one cannot be done."
    );

    /// <summary>Somebody else changed it at the same moment.</summary>
    public static readonly Error ChangedMeanwhile = new(
        "actions.changed_meanwhile",
        ErrorKind.Conflict,
        "Somebody else changed this action at the same moment. Look at how it stands now, and try again."
    );
}
