using Assemblies.Domain;

namespace Assemblies.Server.Voting;

/// <summary>Refusals of motions and votes, beside those of the domain.</summary>
public static class VotingErrors
{
    /// <summary>The item has no such document.</summary>
    public static readonly Error UnknownDocument = new(
        "motion.unknown_document",
        ErrorKind.Invalid,
        "The item of this motion has no such document. Choose from those it has."
    );

    /// <summary>There is no other assembly of that code.</summary>
    public static readonly Error UnknownMinutes = new(
        "motion.unknown_minutes",
        ErrorKind.Invalid,
        "There is no other assembly of that code whose minutes could be approved. Enter its code, for example GA-2026-2."
    );

    /// <summary>The assembly whose minutes it approves is not over before its own begins.</summary>
    public static readonly Error NotEarlier = new(
        "motion.minutes_not_earlier",
        ErrorKind.Invalid,
        "An assembly approves the minutes of an earlier one. Enter the code of one whose last day comes before the first of this one."
    );

    /// <summary>The same key came with another ballot.</summary>
    public static readonly Error KeyReused = Platform.Messaging.RequestErrors.KeyReused;

    /// <summary>Not one of the choices.</summary>
    public static readonly Error NoChoice = new Error(
        "poll.no_choice",
        ErrorKind.Invalid,
        "Choose yes, no or abstain. Nothing was recorded."
    ).At("choice");
}
