using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Voting;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Voting;

/// <summary>Whoever enters motions: chair, deputy chair, minute-taker; the secretariat too.</summary>
/// <param name="Code">The assembly's code.</param>
public sealed record EntersMotions(string Code) : OfficersOf(Code, Office.Chair, Office.DeputyChair, Office.MinuteTaker);

/// <summary>Whoever runs votes: chair, deputy chair; the secretariat too. Not the host: votes are not its own.</summary>
/// <param name="Code">The assembly's code.</param>
/// <remarks>Source: security.md, Authorisation.</remarks>
public sealed record RunsVotes(string Code) : OfficersOf(Code, Office.Chair, Office.DeputyChair);

/// <summary>Whoever holds one of these offices of the assembly that a poll is in; the secretariat too. An unknown poll is not found.</summary>
/// <param name="Poll">Which poll.</param>
/// <param name="Offices">Which offices.</param>
public record OfficersAtPoll(Id<Poll> Poll, params Office[] Offices) : Access
{
    internal override async ValueTask<Error?> Check(AccessContext context, CancellationToken ct)
    {
        var code = await (
            from poll in context.Db.Polls
            join assembly in context.Db.Assemblies on poll.Assembly equals assembly.Id
            where poll.Id == Poll
            select assembly.Code
        ).SingleOrDefaultAsync(ct);
        return code is null || await new InsiderOf(code).Check(context, ct) is not null
            ? (context.Reader.IsSignedIn ? PollErrors.Unknown : AccessErrors.SignIn)
            : await new OfficersOf(code, Offices).Check(context, ct);
    }
}

/// <summary>Whoever runs the vote: chair, deputy chair; the secretariat too.</summary>
/// <param name="Poll">Which poll.</param>
public sealed record RunsPoll(Id<Poll> Poll) : OfficersAtPoll(Poll, Office.Chair, Office.DeputyChair);

/// <summary>Whoever writes down spoken votes: tellers, chair, deputy chair, minute-taker; the secretariat too.</summary>
/// <param name="Poll">Which poll.</param>
/// <remarks>Source: security.md, Authorisation.</remarks>
public sealed record HearsVotes(Id<Poll> Poll) : OfficersAtPoll(Poll, Office.Teller, Office.Chair, Office.DeputyChair, Office.MinuteTaker);

/// <summary>Whoever may see votes and motions: people of members, officers, secretariat; what is closed the handler looks at.</summary>
/// <param name="Poll">Which poll.</param>
public sealed record SeesPoll(Id<Poll> Poll) : Access
{
    internal override async ValueTask<Error?> Check(AccessContext context, CancellationToken ct)
    {
        var code = await (
            from poll in context.Db.Polls
            join assembly in context.Db.Assemblies on poll.Assembly equals assembly.Id
            where poll.Id == Poll
            select assembly.Code
        ).SingleOrDefaultAsync(ct);
        return code is not null && InsiderOf.IsInsider(context.Reader, code) ? null
            : context.Reader.IsSignedIn ? PollErrors.Unknown
            : AccessErrors.SignIn;
    }
}
