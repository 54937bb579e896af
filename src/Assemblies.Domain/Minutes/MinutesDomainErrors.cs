namespace Assemblies.Domain.Minutes;

/// <summary>Refusals of the rules about minutes.</summary>
public static class MinutesDomainErrors
{
    /// <summary>Somebody else saved in between.</summary>
    public static readonly Error TextChanged = new(
        "minutes.text_changed",
        ErrorKind.Stale,
        "Somebody else saved this text while you wrote. Compare both, then save what should stand."
    );

    /// <summary>They are approved.</summary>
    public static readonly Error Approved = new(
        "minutes.approved",
        ErrorKind.Conflict,
        "These minutes are approved and stay as they are. What was wrong in them is put right by a decision of a later assembly."
    );

    /// <summary>The assembly is not convened.</summary>
    public static readonly Error NotBegun = new(
        "minutes.not_begun",
        ErrorKind.Conflict,
        "Minutes are written of an assembly that is convened. Convene it first; one that is called off has none."
    );

    /// <summary>No meeting has been held, or one is open or still to come.</summary>
    public static readonly Error NotOver = new(
        "minutes.not_over",
        ErrorKind.Conflict,
        "None of the assembly’s meetings has been held. The minutes are published once they are over."
    );

    /// <summary>The same of a meeting that is open.</summary>
    public static Error IsOpen(string meeting) => NotOver with { Message = $"“{meeting}” is open. Close it, then publish the minutes." };

    /// <summary>The same of a meeting that is still to come.</summary>
    public static Error IsToCome(string meeting) =>
        NotOver with
        {
            Message = $"“{meeting}” is still to come. Publish the minutes after it, or cancel it first if it is not held.",
        };

    /// <summary>A vote on their newest version is not over.</summary>
    public static readonly Error VotedOn = new(
        "minutes.voted_on",
        ErrorKind.Conflict,
        "A vote on these minutes is not over. Publish another version after it, if it does not approve them."
    );

    /// <summary>The same, with the vote.</summary>
    public static Error IsVotedOn(string assembly, string motion, int? version) =>
        VotedOn with
        {
            Message = FormattableString.Invariant(
                $"{assembly} votes on version {version} of these minutes, motion {motion}. Publish another version after the vote, if it does not approve them."
            ),
        };

    /// <summary>Checks found something, and nobody said why it is right.</summary>
    public static readonly Error Findings = new(
        "minutes.findings",
        ErrorKind.Conflict,
        "The checks found something. Put it right, or write in a sentence why the minutes are right as they are."
    );

    /// <summary>Nothing differs from the version before.</summary>
    public static readonly Error NothingNew = new(
        "minutes.nothing_new",
        ErrorKind.Conflict,
        "Nothing has changed since the version that is published. Change the text first, or leave it as it is."
    );

    /// <summary>No version is published.</summary>
    public static readonly Error NotPublished = new(
        "minutes.not_published",
        ErrorKind.Conflict,
        "The minutes are not published to members yet. Publish them first."
    );

    /// <summary>The deadline has passed.</summary>
    public static readonly Error ObjectionsClosed = new(
        "minutes.objections_closed",
        ErrorKind.Conflict,
        "The time for objections is over. Tell the assembly that approves the minutes what is wrong with them."
    );

    /// <summary>The objection was answered.</summary>
    public static readonly Error AnsweredAlready = new(
        "minutes.answered_already",
        ErrorKind.Conflict,
        "This objection is answered already. Look at the list."
    );

    /// <summary>They are not approved.</summary>
    public static readonly Error NotApproved = new(
        "minutes.not_approved",
        ErrorKind.Conflict,
        "Minutes are signed once a later assembly has approved them. Wait for its vote."
    );

    /// <summary>The signer saw another text.</summary>
    public static readonly Error OtherHash = new(
        "minutes.other_hash",
        ErrorKind.Stale,
        "This is not the hash of the version that was approved. Look at that version, then sign it."
    );

    /// <summary>That office has signed.</summary>
    public static readonly Error SignedAlready = new(
        "minutes.signed_already",
        ErrorKind.Conflict,
        "These minutes bear this signature already. Nothing is left to do."
    );
}
