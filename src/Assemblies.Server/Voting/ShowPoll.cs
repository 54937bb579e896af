using Assemblies.Domain;
using Assemblies.Domain.Voting;
using Assemblies.Server.Agenda;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Voting;

/// <summary>
/// A vote and its record: what it was on, what decides it, who might vote, and once it is over how each member voted, by name. What anybody voted is shown
/// to nobody before.
/// </summary>
/// <param name="Poll">Which.</param>
public sealed record ShowPoll(Id<Poll> Poll) : IQuery<ShowPoll.Answer>
{
    /// <inheritdoc />
    public Access Needs => new SeesPoll(Poll);

    /// <summary>A vote.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Assembly">The assembly's code.</param>
    /// <param name="Motion">The motion's number.</param>
    /// <param name="Title">Its title.</param>
    /// <param name="Text">What is decided.</param>
    /// <param name="Seq">Its place among the votes on the motion.</param>
    /// <param name="Method">How members say what they want.</param>
    /// <param name="OpenedAt">When it was opened.</param>
    /// <param name="Until">When it closes by itself; null where the chair closes it.</param>
    /// <param name="EndedAt">When it ended; null while it is open.</param>
    /// <param name="Annulled">Why it was annulled; null where it was not.</param>
    /// <param name="Rule">The rules that decide it.</param>
    /// <param name="Entitled">E.</param>
    /// <param name="Present">Members present by themselves.</param>
    /// <param name="Represented">Members represented.</param>
    /// <param name="Cast">How many ballots there are.</param>
    /// <param name="Result">Its result; null before there is one.</param>
    /// <param name="Votes">Who might vote; once it is over, how each did.</param>
    public sealed record Answer(
        Id<Poll> Id,
        string Assembly,
        string Motion,
        string Title,
        string Text,
        int Seq,
        PollMethod Method,
        Instant OpenedAt,
        Instant? Until,
        Instant? EndedAt,
        string? Annulled,
        PollRule Rule,
        int Entitled,
        int Present,
        int Represented,
        int Cast,
        ResultView? Result,
        IReadOnlyList<VoteOfMember> Votes
    );

    internal sealed class Handler(AssembliesDb db, Reader reader) : IQueryHandler<ShowPoll, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowPoll query, CancellationToken cancellationToken)
        {
            var found = await (
                from p in db.Polls.AsNoTracking()
                join m in db.Motions.AsNoTracking() on p.Motion equals m.Id
                join a in db.Assemblies.AsNoTracking() on p.Assembly equals a.Id
                where p.Id == query.Poll
                select new
                {
                    Poll = p,
                    Motion = m,
                    a.Code,
                }
            ).SingleAsync(cancellationToken);
            var (poll, motion) = (found.Poll, found.Motion);
            var agenda = await db
                .AgendaVersions.AsNoTracking()
                .Where(v => v.Assembly == poll.Assembly)
                .OrderByDescending(v => v.Number)
                .Select(v => v.Content)
                .FirstOrDefaultAsync(cancellationToken);
            if ((await Visibility.Of(db, reader, poll.Assembly, cancellationToken)).Find(agenda, poll.Item) is null)
            {
                return PollErrors.Unknown;
            }

            var ballots = await db.Ballots.AsNoTracking().Where(b => b.Poll == poll.Id).ToListAsync(cancellationToken);
            var result = await db.PollResults.AsNoTracking().SingleOrDefaultAsync(r => r.Poll == poll.Id, cancellationToken);
            return new Answer(
                poll.Id,
                found.Code,
                motion.Number,
                motion.Title,
                motion.Text,
                poll.Seq,
                poll.Method,
                poll.OpenedAt,
                poll.Until,
                poll.EndedAt,
                poll.WhyAnnulled,
                poll.Rule,
                poll.Entitled,
                poll.Present,
                poll.Represented,
                ballots.Count,
                result is null ? null : ResultView.Of(result, poll),
                VotesOfRoom.VotesOf(poll, poll.IsOpen ? [] : ballots)
            );
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("polls/{id}", (Id<Poll> id, IMediator mediator, CancellationToken ct) => mediator.Send(new ShowPoll(id), ct).ToHttp())
            .WithName("showPoll")
            .WithSummary("Show a vote and its record")
            .WithDescription(
                "What it was on, the rules that decide it, who might vote, and once it is over how each member voted, by name. While it is open nobody sees "
                    + "what anybody voted. On a closed item for whom it is."
            )
            .Refuses(AccessErrors.SignIn, PollErrors.Unknown);
}
