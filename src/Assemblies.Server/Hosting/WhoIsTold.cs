using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Hosting;

/// <summary>Who is told what of a call and its proposals.</summary>
internal sealed class WhoIsTold(AssembliesDb db, HostingMail mail, IClock clock)
    : IReactTo<ProposalSubmitted>,
        IReactTo<ProposalEntered>,
        IReactTo<ProposalWithdrawn>,
        IReactTo<ProposalsPutToVote>,
        IReactTo<HostAsked>,
        IReactTo<HostRefused>,
        IReactTo<ProposalDecided>
{
    /// <summary>The member gets a receipt, unless the secretariat entered it: then it is told that. The secretariat is told too.</summary>
    public async ValueTask Happened(ProposalSubmitted happened, CancellationToken ct)
    {
        var (proposal, call, member) = await Find(happened.Proposal, ct);
        var until = new LetterFact("Changes until", HostingWords.Until(call.ClosesOn, await db.RulesNow(ct)));
        if (proposal.Source is null)
        {
            var receipt = new HostingLetter(
                $"Received: your proposal to host {call.Edition} in {proposal.City}",
                $"Proposal {proposal.Number} for {call.Edition}",
                [
                    $"{member.Name} proposes to host {call.Edition} in {proposal.City}; {proposal.Signatory} answers for it. "
                        + "You can change it until the call closes, and withdraw it until a host is found.",
                ],
                [until],
                "Read the proposal",
                AddressOf(call, proposal)
            );
            await mail.Send("hosting.submitted", Subject(proposal), "member", await People(proposal.By, ct), receipt, ct);
        }

        var notice = new HostingLetter(
            $"Proposal {proposal.Number} for {call.Edition}: {member.Name}, {proposal.City}",
            $"{member.Name} proposes {proposal.City}",
            [$"It is proposal {proposal.Number} for {call.Edition}."],
            [until],
            "Compare the proposals",
            $"/host-calls/{call.Edition}/proposals"
        );
        await mail.Send("hosting.submitted", Subject(proposal), "secretariat", await db.SecretariatPeople(ct), notice, ct);
    }

    /// <summary>The member learns what the secretariat entered for it.</summary>
    public async ValueTask Happened(ProposalEntered happened, CancellationToken ct)
    {
        var (proposal, call, member) = await Find(happened.Proposal, ct);
        var what = proposal.State switch
        {
            ProposalState.Draft => "saved a draft of your proposal",
            ProposalState.Submitted when happened.Submits => "submitted your proposal",
            ProposalState.Submitted => "changed your submitted proposal",
            _ => "withdrew your proposal",
        };
        var letter = new HostingLetter(
            $"Entered for you: the proposal of {member.Name} to host {call.Edition}",
            "The secretariat acted for you",
            [
                $"The secretariat {what} for {call.Edition}, as you told it {By(happened.Source.Kind)}: “{happened.Source.Note}”.",
                "Look whether it is what you meant. If it is not, change it, or write to the secretariat at once.",
            ],
            [new("City", proposal.City ?? "–"), new("Changes until", HostingWords.Until(call.ClosesOn, await db.RulesNow(ct)))],
            "Read the proposal",
            AddressOf(call, proposal)
        );
        await mail.Send("hosting.entered", Subject(proposal), $"{happened.Version}", await People(proposal.By, ct), letter, ct);
    }

    /// <summary>The secretariat learns that there is one proposal less.</summary>
    public async ValueTask Happened(ProposalWithdrawn happened, CancellationToken ct)
    {
        var (proposal, call, member) = await Find(happened.Proposal, ct);
        var letter = new HostingLetter(
            $"Withdrawn: proposal {proposal.Number} for {call.Edition}",
            $"{member.Name} withdrew its proposal",
            [$"{proposal.City} can no longer be chosen for {call.Edition}."],
            [],
            "See the proposals that stand",
            $"/host-calls/{call.Edition}/proposals"
        );
        await mail.Send("hosting.withdrawn", Subject(proposal), "", await db.SecretariatPeople(ct), letter, ct);
    }

    /// <summary>Those who proposed learn that the members vote.</summary>
    public async ValueTask Happened(ProposalsPutToVote happened, CancellationToken ct)
    {
        var letter = new HostingLetter(
            $"The members choose the host of {happened.Edition}",
            "Your proposal is put to the vote",
            [
                $"All members read the proposals to host {happened.Edition} from now on. They vote: {happened.Where}.",
                "You can no longer change your proposal. You can withdraw it until a host is found.",
            ],
            [],
            "Compare the proposals",
            $"/host-calls/{happened.Edition}/proposals"
        );
        var members = await db
            .HostProposals.Where(p => p.Call == happened.Call && p.SubmittedAt != null && p.WithdrawnAt == null)
            .Select(p => p.By)
            .ToListAsync(ct);
        await mail.Send("hosting.vote", $"call {happened.Edition}", "", await db.HeadsAndDeputies(members, clock, ct), letter, ct);
    }

    /// <summary>The member learns that it is asked, and until when it answers.</summary>
    public async ValueTask Happened(HostAsked happened, CancellationToken ct)
    {
        var (proposal, call, member) = await Find(happened.Proposal, ct);
        var asked = call.Assignments.Single(a => a.N == happened.N);
        var letter = new HostingLetter(
            $"Will you host {call.Edition}? Answer by {Clocks.Day(asked.AnswerBy)}",
            $"Will {member.Name} host {call.Edition}?",
            [
                $"You are asked to host {call.Edition} in {proposal.City}: the open meeting on {Clocks.Day(asked.Dates.OpenMeeting)}, the general "
                    + $"assembly on {Words.List([.. asked.Dates.Days.Select(Clocks.Day)])}.",
                $"Why you: {asked.Reason}",
                "The page shows what a host does and by when. If you cannot, say so there; silence counts as no when the last day is over.",
            ],
            [new("Answer until", HostingWords.Until(asked.AnswerBy, await db.RulesNow(ct)))],
            "Accept or decline",
            $"/host-calls/{call.Edition}/assignments/{asked.N}"
        );
        await mail.Send("hosting.asked", $"call {call.Edition}", $"{asked.N}", await People(asked.Member, ct), letter, ct);
    }

    /// <summary>The secretariat learns that a member does not host; so does the member, when it did not say so itself.</summary>
    public async ValueTask Happened(HostRefused happened, CancellationToken ct)
    {
        var (proposal, call, member) = await Find(happened.Proposal, ct);
        var asked = call.Assignments.Single(a => a.N == happened.N);
        var silent = asked.State is AssignmentState.Expired;
        var next = call.Assignments.SingleOrDefault(a => a.N == happened.N + 1);
        var letter = new HostingLetter(
            $"{member.Name} {(silent ? "did not answer" : "declined")}: {call.Edition} has no host yet",
            $"{member.Name} does not host {call.Edition}",
            [
                silent ? $"Its days for an answer ended on {Clocks.Day(asked.AnswerBy)}." : $"Its reason: {asked.Why}",
                next is null
                    ? call.Steps.Any(s => s.Kind is CallStepKind.PutToVote)
                        ? "Nobody else of the order given is left. Choose anew."
                        : "Nobody else of the order given is left. Choose anew, or take proposals again with a later last day."
                    : "The next of the order given is asked.",
            ],
            [],
            "Open the call",
            $"/host-calls/{call.Edition}"
        );
        await mail.Send("hosting.refused", $"call {call.Edition}", $"{asked.N}", await db.SecretariatPeople(ct), letter, ct);
        if (!silent && asked.Source is null)
        {
            return;
        }

        var words = silent
            ? $"You were asked to host {call.Edition} in {proposal.City}. The last day for your answer, {Clocks.Day(asked.AnswerBy)}, is over."
            : $"The secretariat noted that you do not host {call.Edition}, as you told it {By(asked.Source!.Kind)}: “{asked.Source.Note}”.";
        var told = new HostingLetter(
            $"You do not host {call.Edition}",
            $"You do not host {call.Edition}",
            [words, "If this is not what you meant, write to the secretariat at once."],
            [],
            "Open the call",
            $"/host-calls/{call.Edition}"
        );
        await mail.Send("hosting.refused", $"call {call.Edition}", $"{asked.N} member", await People(asked.Member, ct), told, ct);
    }

    /// <summary>Each who proposed learns who hosts and why; with the one chosen, the secretariat does.</summary>
    public async ValueTask Happened(ProposalDecided happened, CancellationToken ct)
    {
        var (proposal, call, member) = await Find(happened.Proposal, ct);
        var accepted = call.Accepted!;
        var host = await db.Organisations.AsNoTracking().SingleAsync(o => o.Id == accepted.Member, ct);
        var city = await db.HostProposals.Where(p => p.Id == accepted.Proposal).Select(p => p.City).SingleAsync(ct);
        var source = accepted.Source is { } told
            ? $" The secretariat entered your answer, as you told it {By(told.Kind)}: “{told.Note}”."
            : "";
        LetterFact[] days =
        [
            new("Open meeting", Clocks.Day(accepted.Dates.OpenMeeting)),
            new("General assembly", Words.List([.. accepted.Dates.Days.Select(Clocks.Day)])),
            new("Place", city!),
        ];
        var letter = happened.Chosen
            ? new HostingLetter(
                $"You host {call.Edition} in {city}",
                $"{member.Name} hosts {call.Edition}",
                [$"The assembly is planned, with its dates and a list of what is to be done by when.{source}"],
                days,
                "Open the plan",
                $"/assemblies/{call.Edition}/plan"
            )
            : new HostingLetter(
                $"{host.Name} hosts {call.Edition}",
                $"{call.Edition} is held in {city}",
                [$"Thank you for proposing {proposal.City}. {host.Name} hosts {call.Edition} in {city}.", $"The reason: {accepted.Reason}"],
                days,
                "See the assembly",
                $"/assemblies/{call.Edition}"
            );
        var to = await People(proposal.By, ct);
        await mail.Send("hosting.decided", $"call {call.Edition}", $"{proposal.Number}", to, letter, ct);
        if (happened.Chosen)
        {
            var notice = letter with
            {
                Subject = $"{member.Name} hosts {call.Edition} in {city}",
                Paragraphs = [$"{member.Name} accepted. The assembly is planned; everybody who proposed is told."],
            };
            var others = (await db.SecretariatPeople(ct)).ExceptBy(to.Select(r => r.Person), r => r.Person);
            await mail.Send("hosting.decided", $"call {call.Edition}", "secretariat", others, notice, ct);
        }
    }

    /// <summary>"by phone".</summary>
    internal static string By(SourceKind kind) =>
        kind switch
        {
            SourceKind.Phone => "by phone",
            SourceKind.Mail => "by mail",
            SourceKind.Paper => "on paper",
            _ => "in person",
        };

    private static string Subject(HostProposal proposal) => $"proposal {proposal.Id}";

    private static string AddressOf(HostCall call, HostProposal proposal) =>
        proposal.Number is { } number ? $"/host-calls/{call.Edition}/proposals/{number}" : $"/host-calls/{call.Edition}/propose";

    private Task<List<Recipient>> People(Id<Organisation> member, CancellationToken ct) => db.HeadsAndDeputies([member], clock, ct);

    // The rows of this transaction: what the command has fetched and not saved yet.
    private async Task<(HostProposal Proposal, HostCall Call, Organisation Member)> Find(Id<HostProposal> id, CancellationToken ct)
    {
        var proposal = (await db.HostProposals.FindAsync([id], ct))!;
        var call = (await db.HostCalls.FindAsync([proposal.Call], ct))!;
        return (proposal, call, (await db.Organisations.FindAsync([proposal.By], ct))!);
    }
}
