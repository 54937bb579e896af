namespace Assemblies.Domain.Minutes;

/// <summary>Refusals of the register of decisions.</summary>
public static class DecisionErrors
{
    /// <summary>There is no such entry, or it is not the reader's to read.</summary>
    public static readonly Error Unknown = new(
        "decisions.unknown",
        ErrorKind.NotFound,
        "There is no decision under this number, or it is not for you to read. Look for it in the register, or sign in."
    );

    /// <summary>The words of a decision are not changed.</summary>
    public static readonly Error Immutable = new(
        "decisions.immutable",
        ErrorKind.Conflict,
        "A decision is never changed or removed. Add a corrigendum, or let a later decision take its place."
    );

    /// <summary>The motion was not adopted.</summary>
    public static readonly Error NotAdopted = new(
        "decisions.not_adopted",
        ErrorKind.Conflict,
        "This motion was not adopted, so nothing follows from it. Choose a decision with a number."
    );

    /// <summary>The vote was annulled.</summary>
    public static readonly Error Annulled = new(
        "decisions.annulled",
        ErrorKind.Conflict,
        "The vote on this decision was annulled; it does not hold. Choose the decision of the repeated vote."
    );

    /// <summary>A later result of its motion took its place.</summary>
    public static readonly Error Overtaken = new(
        "decisions.overtaken",
        ErrorKind.Conflict,
        "The motion was taken up again, and a later result took the place of this one; it does not hold. Look at what became of the motion last."
    );

    /// <summary>A day that is over.</summary>
    public static readonly Error DuePast = new(
        "decisions.due_past",
        ErrorKind.Invalid,
        "This day is over. Enter today or a later day, or leave it empty."
    );

    /// <summary>An organisation and words at once.</summary>
    public static readonly Error TwoResponsible = new(
        "decisions.two_responsible",
        ErrorKind.Invalid,
        "Choose an organisation, or say in words who is responsible: one of the two."
    );

    /// <summary>No organisation by that code.</summary>
    public static readonly Error UnknownOrganisation = new(
        "decisions.unknown_organisation",
        ErrorKind.Invalid,
        "Choose an organisation of the network, or say in words who is responsible."
    );

    /// <summary>Everybody may read it already.</summary>
    public static readonly Error PublicAlready = new(
        "decisions.public_already",
        ErrorKind.Conflict,
        "Everybody may read this decision already."
    );

    /// <summary>The public may not read it already.</summary>
    public static readonly Error WithheldAlready = new(
        "decisions.withheld_already",
        ErrorKind.Conflict,
        "This decision is not public already."
    );

    /// <summary>The corrigendum says what stands.</summary>
    public static readonly Error SameText = new(
        "decisions.same_text",
        ErrorKind.Invalid,
        "This is how it reads already. Enter the words as they should have been."
    );

    /// <summary>Another decision took its place.</summary>
    public static readonly Error SupersededAlready = new(
        "decisions.superseded_already",
        ErrorKind.Conflict,
        "Another decision has taken the place of that one already. Supersede that later decision instead."
    );

    /// <summary>A decision supersedes what was decided before it.</summary>
    public static readonly Error NotEarlier = new(
        "decisions.not_earlier",
        ErrorKind.Invalid,
        "A decision takes the place of one that was made before it. Choose an earlier one."
    );

    /// <summary>The number to be superseded is not known.</summary>
    public static readonly Error UnknownEarlier = new(
        "decisions.unknown_earlier",
        ErrorKind.Invalid,
        "There is no decision under this number. Enter it as it is printed, for example GA-2026-2/04."
    );

    /// <summary>The list of decisions went out.</summary>
    public static readonly Error ListSent = new(
        "decisions.list_sent",
        ErrorKind.Conflict,
        "The list of decisions of this assembly has gone out already."
    );

    /// <summary>Somebody else said something of it at the same moment.</summary>
    public static readonly Error ChangedMeanwhile = new(
        "decisions.changed_meanwhile",
        ErrorKind.Conflict,
        "Somebody else added something to this decision at the same moment. Look at what stands now, and try again."
    );
}
