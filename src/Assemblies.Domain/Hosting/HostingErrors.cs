namespace Assemblies.Domain.Hosting;

/// <summary>Refusals of hosting: calls, proposals, assignments, plans.</summary>
public static class HostingErrors
{
    /// <summary>No such call.</summary>
    public static readonly Error UnknownCall = NotFound(
        "hosting.unknown_call",
        "There is no call for hosts of that edition. See the list of calls."
    );

    /// <summary>No such proposal, or not for this reader.</summary>
    public static readonly Error UnknownProposal = NotFound(
        "hosting.unknown_proposal",
        "There is no proposal at this address, or it is not for you to see. See the calls for hosts."
    );

    /// <summary>No such assignment, or not for this reader.</summary>
    public static readonly Error UnknownAssignment = NotFound(
        "hosting.unknown_assignment",
        "There is no assignment at this address, or it is not for you to see. See the calls for hosts."
    );

    /// <summary>No such task.</summary>
    public static readonly Error UnknownTask = NotFound(
        "hosting.unknown_task",
        "The plan has no such task. Reload it to see what stands in it."
    );

    /// <summary>No such assembly.</summary>
    public static readonly Error UnknownAssembly = NotFound(
        "hosting.unknown_assembly",
        "There is no assembly of that code. See the list of assemblies."
    );

    /// <summary>No such date in the list of busy dates.</summary>
    public static readonly Error UnknownBusyDate = NotFound(
        "hosting.unknown_busy_date",
        "The list of busy dates has no such entry. Reload it."
    );

    /// <summary>An organisation that is no member, or unknown.</summary>
    public static readonly Error NotAMember = Invalid(
        "hosting.not_a_member",
        "Only members of the network host. Name a member by its code, such as SI."
    );

    /// <summary>An organisation nobody knows.</summary>
    public static readonly Error UnknownOrganisation = Invalid(
        "hosting.unknown_organisation",
        "No organisation has this code. Leave it empty for one that the network does not know."
    );

    /// <summary>A person nobody knows.</summary>
    public static readonly Error UnknownPerson = Invalid(
        "hosting.unknown_person",
        "Nobody is known by that id. Name somebody who represents the host or works for the secretariat."
    );

    /// <summary>There is a call for that edition.</summary>
    public static readonly Error CallExists = Conflict(
        "hosting.call_exists",
        "There is a call for this edition already. Change that one, or name another edition."
    );

    /// <summary>Its days are over.</summary>
    public static readonly Error CallInThePast = Invalid(
        "hosting.call_in_the_past",
        "Days of this call are over already. Name days that are still to come; to end a call now, close it early."
    );

    /// <summary>The assembly exists, so that nobody is needed to host it.</summary>
    public static readonly Error EditionExists = Conflict(
        "hosting.edition_exists",
        "This assembly has its host and its dates already. Name an edition that is still to come."
    );

    /// <summary>Its first day is still to come.</summary>
    public static readonly Error CallNotOpenYet = Conflict(
        "hosting.call_not_open_yet",
        "The call is not open yet. Come back on the day it opens."
    );

    /// <summary>Its last day is over, or it was closed early.</summary>
    public static readonly Error CallClosed = Conflict(
        "hosting.call_closed",
        "The call is closed: proposals can no longer be made or changed. Its page says what comes next."
    );

    /// <summary>Nobody can be chosen while proposals may still come.</summary>
    public static readonly Error CallStillOpen = Conflict(
        "hosting.call_still_open",
        "Proposals may still come. Wait until the last day of the call is over, or close it early once it is open."
    );

    /// <summary>A host was found.</summary>
    public static readonly Error CallDecided = Conflict("hosting.call_decided", "This edition has its host; the call is over.");

    /// <summary>The members vote on it.</summary>
    public static readonly Error AlreadyPutToVote = Conflict(
        "hosting.already_put_to_vote",
        "The proposals have been put to the vote; that is not taken back. Assign the host once the members have chosen."
    );

    /// <summary>There is nothing to vote on.</summary>
    public static readonly Error NothingToVoteOn = Conflict(
        "hosting.nothing_to_vote_on",
        "No proposal has been submitted, so there is nothing to vote on. Extend the call."
    );

    /// <summary>Somebody was asked and may still answer.</summary>
    public static readonly Error SomebodyIsAsked = Conflict(
        "hosting.somebody_is_asked",
        "A member has been asked and may still answer. Wait for the answer or the last day for it."
    );

    /// <summary>The proposal is a draft or was withdrawn.</summary>
    public static readonly Error NotSubmitted = Conflict(
        "hosting.not_submitted",
        "This proposal is a draft or was withdrawn. Choose one that was submitted."
    );

    /// <summary>The proposal does not offer these dates.</summary>
    public static readonly Error UnknownDates = Invalid(
        "hosting.unknown_dates",
        "The proposal does not offer these dates. Name one of its date options by its number, from 1."
    );

    /// <summary>A reserve that is named twice or is the one asked first.</summary>
    public static readonly Error ReserveTwice = Invalid("hosting.reserve_twice", "A proposal stands twice in the order. Name each once.");

    /// <summary>The assignment has its answer.</summary>
    public static readonly Error AlreadyAnswered = Conflict(
        "hosting.already_answered",
        "This has been answered already. Open the call to see what stands."
    );

    /// <summary>The days for the answer are over.</summary>
    public static readonly Error AnswerLate = Conflict(
        "hosting.answer_late",
        "The last day for the answer is over; it counts as no. Write to the secretariat."
    );

    /// <summary>The member has a proposal for this call.</summary>
    public static readonly Error ProposalExists = Conflict(
        "hosting.proposal_exists",
        "This member has a proposal for this call already. Change that one, or withdraw it first."
    );

    /// <summary>It was withdrawn.</summary>
    public static readonly Error ProposalWithdrawn = Conflict(
        "hosting.proposal_withdrawn",
        "This proposal was withdrawn. Make a new one while the call is open."
    );

    /// <summary>The member is asked to host: it declines instead of withdrawing.</summary>
    public static readonly Error DeclineInstead = Conflict(
        "hosting.decline_instead",
        "You have been asked to host. Decline there, with a word on why, instead of withdrawing."
    );

    /// <summary>Something that a submitted proposal has to say is missing or wrong.</summary>
    public static readonly Error Incomplete = Invalid(
        "hosting.proposal_incomplete",
        "The proposal cannot be submitted yet: some things are missing or do not fit. A draft can be saved as it is."
    );

    /// <summary>Somebody else saved the proposal in between.</summary>
    public static readonly Error StaleProposal = Stale(
        "hosting.proposal_changed",
        "Somebody else saved this proposal in the meantime. Compare both and save again."
    );

    /// <summary>Somebody else saved the call in between.</summary>
    public static readonly Error StaleCall = Stale(
        "hosting.call_changed",
        "Somebody else saved this call in the meantime. Compare both and save again."
    );

    /// <summary>Somebody else saved the task in between.</summary>
    public static readonly Error StaleTask = Stale(
        "hosting.task_changed",
        "Somebody else saved this task in the meantime. Compare both and save again."
    );

    /// <summary>The secretariat enters something for a member without saying how it was told.</summary>
    public static readonly Error SourceMissing = Invalid(
        "hosting.source_missing",
        "Say how the member told you: by phone, mail, on paper or in person, and who said it when."
    );

    /// <summary>A task of the statutory part.</summary>
    public static readonly Error StatutoryTask = new(
        "hosting.statutory_task",
        ErrorKind.Forbidden,
        "This task belongs to the statutory part: the secretariat and the chair see to it. Write to them if something should change."
    );

    /// <summary>A task of the host.</summary>
    public static readonly Error HostsTask = new(
        "hosting.hosts_task",
        ErrorKind.Forbidden,
        "This task belongs to the host. To enter what the host told you, say how you were told."
    );

    /// <summary>A task of the secretariat.</summary>
    public static readonly Error SecretariatsTask = new(
        "hosting.secretariats_task",
        ErrorKind.Forbidden,
        "This task belongs to the secretariat. Write to it if something should change."
    );

    /// <summary>The statutory part stays in the plan.</summary>
    public static readonly Error StatutoryTaskStays = Conflict(
        "hosting.statutory_task_stays",
        "The rules ask for this task; it cannot be removed. Mark it as done once it is."
    );

    /// <summary>The day of the task is that of a deadline.</summary>
    public static readonly Error DayIsDeadline = Conflict(
        "hosting.day_is_deadline",
        "The day of this task is a deadline of the assembly. Set it among the deadlines; the task follows."
    );

    /// <summary>It is marked as done.</summary>
    public static readonly Error TaskIsDone = Conflict("hosting.task_is_done", "This task is marked as done. Open it again to change it.");

    private static Error NotFound(string code, string message) => new(code, ErrorKind.NotFound, message);

    private static Error Conflict(string code, string message) => new(code, ErrorKind.Conflict, message);

    private static Error Invalid(string code, string message) => new(code, ErrorKind.Invalid, message);

    private static Error Stale(string code, string message) => new(code, ErrorKind.Stale, message);
}
