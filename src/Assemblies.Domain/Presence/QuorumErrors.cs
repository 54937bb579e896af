namespace Assemblies.Domain.Presence;

/// <summary>Refusals of the rules about the quorum.</summary>
public static class QuorumErrors
{
    /// <summary>The meeting decides nothing.</summary>
    public static readonly Error NotStatutory = new(
        "quorum.not_statutory",
        ErrorKind.Conflict,
        "This meeting decides nothing, so there is no quorum to check. Check it in a meeting of the general assembly."
    );

    /// <summary>Everybody has a break.</summary>
    public static readonly Error InBreak = new(
        "quorum.in_break",
        ErrorKind.Conflict,
        "There is a break. End it first: the quorum is checked then."
    );

    /// <summary>A challenge runs.</summary>
    public static readonly Error ChallengeRuns = new(
        "quorum.challenge_runs",
        ErrorKind.Conflict,
        "The quorum is challenged already. Wait until the time is over, or count now."
    );

    /// <summary>No challenge runs.</summary>
    public static readonly Error NoChallenge = new(
        "quorum.no_challenge",
        ErrorKind.Conflict,
        "No challenge of the quorum runs. There is nothing to confirm or to count."
    );

    /// <summary>The time to confirm is over.</summary>
    public static readonly Error TooLate = new(
        "quorum.too_late",
        ErrorKind.Conflict,
        "The time to confirm is over. If you are here, check in again."
    );

    /// <summary>The member is not present, or has no vote.</summary>
    public static readonly Error NotToConfirm = new(
        "quorum.not_to_confirm",
        ErrorKind.Conflict,
        "Only members that are checked in and may vote confirm. Whoever is represented stays so with its holder."
    );

    /// <summary>Somebody else has the vote.</summary>
    public static readonly Error VoteIsWithAnother = new(
        "quorum.vote_is_with_another",
        ErrorKind.Conflict,
        "Somebody else of your member has its vote now, and confirms."
    );

    /// <summary>Another check was made at the same moment.</summary>
    public static readonly Error CheckedMeanwhile = new(
        "quorum.checked_meanwhile",
        ErrorKind.Conflict,
        "The quorum was checked by somebody else at the same moment. Look at what it says."
    );

    /// <summary>There is no such member.</summary>
    public static readonly Error UnknownMember = new(
        "quorum.unknown_member",
        ErrorKind.Invalid,
        "There is no such member. Choose one from the roll."
    );
}
