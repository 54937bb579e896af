namespace Assemblies.Domain.Voting;

/// <summary>Refusals of the rules about motions.</summary>
public static class MotionErrors
{
    /// <summary>No motion of that number or id for this reader.</summary>
    public static readonly Error Unknown = new(
        "motion.unknown",
        ErrorKind.NotFound,
        "There is no such motion, or it is not yours to see. Look at the list of motions."
    );

    /// <summary>The item has no printed number yet.</summary>
    public static readonly Error NotPublished = new(
        "motion.item_not_published",
        ErrorKind.Conflict,
        "This item is not on the published agenda yet, so its motions have no number. Publish the agenda first."
    );

    /// <summary>The rules do not know the type.</summary>
    public static readonly Error UnknownType = new Error(
        "motion.unknown_type",
        ErrorKind.Invalid,
        "The rules know no majority for this type of motion. Choose one of the types they name."
    ).At("ruleType");

    /// <summary>The item came in time.</summary>
    public static readonly Error NotLate = new(
        "motion.item_not_late",
        ErrorKind.Conflict,
        "This item came in time, so there is nothing to take up. Put the motion itself."
    );

    /// <summary>The rules want members and weights.</summary>
    public static readonly Error BothMajorities = new(
        "motion.both_majorities",
        ErrorKind.Conflict,
        "The rules ask for a majority of members and of weights on this type of motion. Votes by weight cannot be taken here yet; take this one on paper and enter it in the minutes."
    );

    /// <summary>The rules want a secret ballot.</summary>
    public static readonly Error Secret = new(
        "motion.secret",
        ErrorKind.Conflict,
        "The rules ask for a secret ballot on this motion. Secret ballots cannot be taken here yet; take this one on paper and enter it in the minutes."
    );

    /// <summary>A vote on it was opened once.</summary>
    public static readonly Error VotedOn = new(
        "motion.voted_on",
        ErrorKind.Conflict,
        "A vote on this motion was opened, so its text stands for good. Put a new motion for other words."
    );

    /// <summary>A vote on it is open.</summary>
    public static readonly Error PollIsOpen = new(
        "motion.poll_is_open",
        ErrorKind.Conflict,
        "A vote on this motion is open. Close or annul it first."
    );

    /// <summary>It is decided.</summary>
    public static readonly Error Decided = new(
        "motion.decided",
        ErrorKind.Conflict,
        "This motion is decided. Reopen it, with a reason, to vote on it again."
    );

    /// <summary>It was adopted once.</summary>
    public static readonly Error Adopted = new(
        "motion.adopted",
        ErrorKind.Conflict,
        "This motion was adopted, so only another vote undoes it. Open one on it."
    );

    /// <summary>The assembly is over.</summary>
    public static readonly Error AssemblyOver = new(
        "motion.assembly_over",
        ErrorKind.Conflict,
        "The assembly is over, and what became of its motions stands. Bring it before the next assembly."
    );

    /// <summary>It was neither decided nor shelved.</summary>
    public static readonly Error NotOver = new(
        "motion.not_over",
        ErrorKind.Conflict,
        "This motion is neither decided nor shelved, so there is nothing to reopen. Vote on it."
    );

    /// <summary>The minutes that it approves are not published.</summary>
    public static readonly Error MinutesNotPublished = new(
        "motion.minutes_not_published",
        ErrorKind.Conflict,
        "The minutes that this motion approves are not published to the members. Publish them first, then open the vote."
    );

    /// <summary>The minutes that it approves are approved.</summary>
    public static readonly Error MinutesApproved = new(
        "motion.minutes_approved",
        ErrorKind.Conflict,
        "Another vote has approved these minutes already. Withdraw this motion."
    );

    /// <summary>It was changed since its sender saw it.</summary>
    public static readonly Error ChangedMeanwhile = new(
        "motion.changed_meanwhile",
        ErrorKind.Stale,
        "Somebody else changed this motion meanwhile. Look at what stands now beside your own words."
    );

    /// <summary>It was shelved.</summary>
    public static readonly Error Shelved = new(
        "motion.shelved",
        ErrorKind.Conflict,
        "This motion is not to be voted on any more. Reopen it, with a reason, if it is to be after all."
    );

    /// <summary>Somebody entered or shelved one at the same moment.</summary>
    public static readonly Error AtOnce = new(
        "motion.at_once",
        ErrorKind.Conflict,
        "Somebody else did something with the motions of this item at the same moment. Look at how they stand, then decide again."
    );

    /// <summary>The same, with the word for it.</summary>
    internal static Error Over(MotionStepKind kind) =>
        Shelved with
        {
            Message = $"This motion was {kind.ToString().ToLowerInvariant()}. Reopen it, with a reason, if it is to be voted on after all.",
        };
}
