using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>
/// Whoever leads the meeting challenges the quorum, by themselves or because a member asks: for as many minutes as the rules say, members confirm that
/// they are there; then the silent are checked out and a check is made. Refused while one runs.
/// </summary>
/// <param name="Meeting">Which meeting.</param>
/// <param name="AskedBy">The member that asks for it; null when whoever leads does by themselves.</param>
public sealed record ChallengeQuorum(Id<Meeting> Meeting, Id<Organisation>? AskedBy) : ICommand<ChallengeQuorum.Answer>
{
    /// <inheritdoc />
    public Access Needs => new LeadsMeeting(Meeting);

    /// <inheritdoc />
    public string On => Meeting.ToString();

    /// <summary>The challenge.</summary>
    /// <param name="Seq">Its number in the meeting.</param>
    /// <param name="Until">Until when members confirm.</param>
    public sealed record Answer(int Seq, Instant Until);

    internal sealed class Handler(AssembliesDb db, QuorumDesk quorum, IClock clock, Reader reader)
        : ICommandHandler<ChallengeQuorum, Answer>
    {
        public async Task<Result<Answer>> Handle(ChallengeQuorum command, CancellationToken cancellationToken)
        {
            var taken = await db.TakeSitting(command.Meeting, cancellationToken);
            if (taken is null)
            {
                return AccessErrors.NotFound;
            }

            if (
                command.AskedBy is { } member
                && !await db.Organisations.AnyAsync(o => o.Id == member && o.Kind == OrganisationKind.Member, cancellationToken)
            )
            {
                return QuorumErrors.UnknownMember.At("askedBy");
            }

            var put = QuorumChallenge.Put(
                taken.Sitting,
                await db.QuorumChallenges.CountAsync(c => c.Meeting == command.Meeting, cancellationToken),
                await quorum.Running(command.Meeting, cancellationToken) is not null,
                (await db.RulesFor(taken.Assembly, cancellationToken)).Parameters.ChallengeMinutes,
                clock.GetCurrentInstant(),
                reader.Person,
                command.AskedBy
            );
            if (put.Error is { } refusal)
            {
                return refusal;
            }

            db.Add(put.Value!);
            return new Answer(put.Value!.Seq, put.Value.Until);
        }
    }

    internal sealed record Body(Id<Organisation>? AskedBy = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "meetings/{id}/challenge",
                (Id<Meeting> id, Body? body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ChallengeQuorum(id, body?.AskedBy), ct).ToHttp()
            )
            .WithName("challengeQuorum")
            .WithSummary("Challenge the quorum")
            .WithDescription(
                "Members that are present confirm on their phones, or answer when their name is called, for as many minutes as the rules say. Then the "
                    + "silent are checked out with that reason, and a check is made. Refused while one runs, and in a break."
            )
            .WithExample(new Body(Id<Organisation>.Parse("01890a5d-ac96-774b-bcce-b302099a8057", null)))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                SittingErrors.NotOpened,
                SittingErrors.IsClosed,
                QuorumErrors.NotStatutory,
                QuorumErrors.InBreak,
                QuorumErrors.ChallengeRuns,
                QuorumErrors.UnknownMember
            );
}
