using Assemblies.Domain.Members;
using Assemblies.Domain.Rules;
using NodaTime;

namespace Assemblies.Domain.Hosting;

/// <summary>The secretariat asks the members who will host an edition.</summary>
/// <remarks>
/// Days are those of the rules' zone. One member is asked at a time; it accepts or declines within the days the rules give, else the next
/// is asked. State is read from the steps, the assignments and the day.
/// </remarks>
public sealed class HostCall : Entity<HostCall>
{
    private readonly List<CallStep> steps = [];
    private readonly List<HostAssignment> assignments = [];

    private HostCall() { }

    /// <summary>Opens a call. Refused when its days are over.</summary>
    /// <param name="edition">The edition wanted, such as <c>GA-2027-2</c>; never changes.</param>
    /// <param name="terms">What it asks for.</param>
    /// <param name="by">Who opens it.</param>
    /// <param name="now">When.</param>
    /// <param name="rules">The rules in force.</param>
    public static Result<HostCall> Open(string edition, CallTerms terms, Id<Person>? by, Instant now, RulesOfProcedure rules)
    {
        if (terms.Past(rules.DayOf(now)) is { } past)
        {
            return past;
        }

        var call = new HostCall { Edition = edition };
        call.Take(terms);
        call.Step(CallStepKind.Opened, now, by, null);
        return call;
    }

    /// <summary>The edition wanted; one call for each.</summary>
    public string Edition { get; private set; } = "";

    /// <summary>The first day on which the assembly may begin.</summary>
    public LocalDate PeriodFrom { get; private set; }

    /// <summary>The last day on which it may end.</summary>
    public LocalDate PeriodUntil { get; private set; }

    /// <summary>The first day for proposals.</summary>
    public LocalDate OpensOn { get; private set; }

    /// <summary>The last day for proposals.</summary>
    public LocalDate ClosesOn { get; private set; }

    /// <summary>What the choice goes by, in words.</summary>
    public string Criteria { get; private set; } = "";

    /// <summary>Who chooses.</summary>
    public DecidedBy DecidedBy { get; private set; }

    /// <summary>How many people are expected in the room.</summary>
    public int ExpectedOnSite { get; private set; }

    /// <summary>When the members were told that it is open; null before.</summary>
    public Instant? ToldAt { get; private set; }

    /// <summary>Raised by each change of its terms; its ETag.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>What was brought about; <see cref="CallStep.Seq"/> is the order.</summary>
    public IReadOnlyList<CallStep> Steps => steps;

    /// <summary>Who was asked; <see cref="HostAssignment.N"/> is the order.</summary>
    public IReadOnlyList<HostAssignment> Assignments => assignments;

    /// <summary>What it asks for, as one value.</summary>
    public CallTerms Terms => new(PeriodFrom, PeriodUntil, OpensOn, ClosesOn, Criteria, DecidedBy, ExpectedOnSite);

    /// <summary>The assignment that was accepted; null while there is none.</summary>
    public HostAssignment? Accepted => assignments.Find(a => a.AcceptedAt is not null);

    /// <summary>Where it stands.</summary>
    public CallState StateAt(Instant now, RulesOfProcedure rules) => CallLife.StateAt(Terms, steps, assignments, rules.DayOf(now));

    /// <summary>The last day on which proposals were, or will be, taken: earlier than its terms say when it was closed early.</summary>
    public LocalDate LastDay(RulesOfProcedure rules) => CallLife.LastDay(Terms, steps, rules);

    /// <summary>Takes new terms. A day for closing that is still to come opens a closed call again; a new one that is over is refused.</summary>
    public Error? Change(CallTerms terms, Id<Person> by, Instant now, RulesOfProcedure rules)
    {
        var state = StateAt(now, rules);
        if (state > CallState.Closed)
        {
            return Over(state);
        }

        if (terms.Past(rules.DayOf(now), Terms) is { } past)
        {
            return past;
        }

        var was = ClosesOn;
        Take(terms);
        Version++;
        if (state is CallState.Closed && ClosesOn != was && ClosesOn >= rules.DayOf(now))
        {
            Step(CallStepKind.Extended, now, by, null);
        }

        if (ToldAt is not null && ClosesOn != was && (state is CallState.Open || StateAt(now, rules) is CallState.Open))
        {
            Happened(new LastDayMoved(Id, Edition, was));
        }

        return null;
    }

    /// <summary>Closes it before its last day.</summary>
    public Error? Close(string why, Id<Person> by, Instant now, RulesOfProcedure rules)
    {
        switch (StateAt(now, rules))
        {
            case CallState.Upcoming:
                return HostingErrors.CallNotOpenYet;
            case CallState.Open:
                Step(CallStepKind.ClosedEarly, now, by, why);
                if (ToldAt is not null)
                {
                    Happened(new CallClosedEarly(Id, Edition, why));
                }

                return null;
            default:
                return HostingErrors.CallClosed;
        }
    }

    /// <summary>Leaves the choice to the members: from now on all of them read the proposals.</summary>
    /// <param name="where">Where and when they vote, such as "GA-2027-1, item 16".</param>
    /// <param name="proposals">How many proposals are submitted.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="now">When.</param>
    /// <param name="rules">The rules in force.</param>
    public Error? PutToVote(string where, int proposals, Id<Person> by, Instant now, RulesOfProcedure rules)
    {
        var state = StateAt(now, rules);
        if (state is not CallState.Closed)
        {
            return state < CallState.Closed ? HostingErrors.CallStillOpen : Over(state);
        }

        if (proposals is 0)
        {
            return HostingErrors.NothingToVoteOn;
        }

        Step(CallStepKind.PutToVote, now, by, where);
        Happened(new ProposalsPutToVote(Id, Edition, where));
        return null;
    }

    /// <summary>Asks a member to host on the dates named.</summary>
    /// <param name="choice">Which proposal, which of its dates.</param>
    /// <param name="proposal">That proposal.</param>
    /// <param name="reserves">Who is asked next when this one declines or stays silent, in order; often none.</param>
    /// <param name="reason">Why this one; everybody who proposed reads it.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="now">When.</param>
    /// <param name="rules">The rules in force: they give the days for the answer.</param>
    public Error? Ask(
        HostChoice choice,
        HostProposal proposal,
        IReadOnlyList<HostChoice> reserves,
        string reason,
        Id<Person>? by,
        Instant now,
        RulesOfProcedure rules
    )
    {
        var state = StateAt(now, rules);
        if (state < CallState.Closed)
        {
            return HostingErrors.CallStillOpen;
        }

        // One that is overdue has to be ended first: by the service, which does so soon after midnight.
        if (state is CallState.Asked or CallState.Decided || assignments.Exists(a => a.IsPending))
        {
            return state is CallState.Decided ? HostingErrors.CallDecided : HostingErrors.SomebodyIsAsked;
        }

        if (proposal.Call != Id || proposal.State is not ProposalState.Submitted)
        {
            return HostingErrors.NotSubmitted;
        }

        if (proposal.DatesOf(choice.DateOption) is not { } dates)
        {
            return HostingErrors.UnknownDates;
        }

        var assignment = new HostAssignment(Id, assignments.Count + 1, proposal, dates, reason, reserves, by, now, rules);
        assignments.Add(assignment);
        Happened(new HostAsked(Id, Edition, assignment.N, proposal.Id, proposal.By));
        return null;
    }

    /// <summary>The member that was asked agrees: the assembly is made from this.</summary>
    public Error? Accept(int n, HostProposal proposal, Id<Person> by, Source? source, Instant now, RulesOfProcedure rules)
    {
        if (Answerable(n, now, rules) is { } refusal)
        {
            return refusal;
        }

        var assignment = assignments.Single(a => a.N == n);
        assignment.Accept(by, source, now);
        var terms = proposal.Terms;
        Happened(
            new HostAccepted(
                Edition,
                proposal.By,
                terms.CoHosts,
                new(
                    terms.Venue,
                    terms.Address,
                    terms.City!,
                    terms.Country,
                    terms.Latitude!.Value,
                    terms.Longitude!.Value,
                    terms.TimeZone!,
                    terms.CityLatin
                ),
                assignment.Dates.OpenMeeting,
                assignment.Dates.Days,
                by
            )
        );
        return null;
    }

    /// <summary>The member that was asked cannot host; the next one can be asked.</summary>
    public Error? Decline(int n, string why, Id<Person> by, Source? source, Instant now, RulesOfProcedure rules)
    {
        if (Answerable(n, now, rules) is { } refusal)
        {
            return refusal;
        }

        var assignment = assignments.Single(a => a.N == n);
        assignment.Decline(why, by, source, now);
        Happened(new HostRefused(Id, Edition, n, assignment.Proposal));
        return null;
    }

    /// <summary>Ends an assignment whose last day for the answer is over. False when there is none.</summary>
    public bool Expire(Instant now, RulesOfProcedure rules)
    {
        if (assignments.Find(a => a.IsPending && rules.DayOf(now) > a.AnswerBy) is not { } overdue)
        {
            return false;
        }

        overdue.Expire(now);
        Happened(new HostRefused(Id, Edition, overdue.N, overdue.Proposal));
        return true;
    }

    /// <summary>Asks the next of the order that was given with the last assignment; null when nobody is left.</summary>
    /// <param name="proposals">The proposals of this call; those withdrawn meanwhile are passed over.</param>
    /// <param name="asked">The code of the member that was asked last.</param>
    /// <param name="now">When.</param>
    /// <param name="rules">The rules in force.</param>
    public HostAssignment? AskNext(
        IReadOnlyDictionary<Id<HostProposal>, HostProposal> proposals,
        string asked,
        Instant now,
        RulesOfProcedure rules
    )
    {
        var last = assignments.OrderBy(a => a.N).LastOrDefault();
        for (var i = 0; last is not null && i < last.Reserves.Count; i++)
        {
            var choice = last.Reserves[i];

            // A sentence of its own: what was said in praise of the first is not true of the next.
            var reason =
                $"{asked} {(last.State is AssignmentState.Expired ? "did not answer in time" : "cannot host")}; this proposal is next in the order given.";
            if (
                proposals.TryGetValue(choice.Proposal, out var proposal)
                && Ask(choice, proposal, [.. last.Reserves.Skip(i + 1)], reason, last.By, now, rules) is null
            )
            {
                return assignments[^1];
            }
        }

        return null;
    }

    /// <summary>The members have been told that it is open.</summary>
    public void Told(Instant at) => ToldAt = at;

    private Error? Answerable(int n, Instant now, RulesOfProcedure rules)
    {
        var assignment = assignments.Find(a => a.N == n);
        return assignment is null ? HostingErrors.UnknownAssignment
            : assignment.State is AssignmentState.Expired ? HostingErrors.AnswerLate
            : !assignment.IsPending ? HostingErrors.AlreadyAnswered
            : rules.DayOf(now) > assignment.AnswerBy ? HostingErrors.AnswerLate
            : null;
    }

    private static Error Over(CallState state) =>
        state switch
        {
            CallState.PutToVote => HostingErrors.AlreadyPutToVote,
            CallState.Asked => HostingErrors.SomebodyIsAsked,
            _ => HostingErrors.CallDecided,
        };

    private void Step(CallStepKind kind, Instant at, Id<Person>? by, string? words) =>
        steps.Add(new(Id, steps.Select(s => s.Seq).DefaultIfEmpty().Max() + 1, kind, at, by, words));

    private void Take(CallTerms terms)
    {
        (PeriodFrom, PeriodUntil, OpensOn, ClosesOn) = (terms.PeriodFrom, terms.PeriodUntil, terms.OpensOn, terms.ClosesOn);
        (Criteria, DecidedBy, ExpectedOnSite) = (terms.Criteria, terms.DecidedBy, terms.ExpectedOnSite);
    }
}
