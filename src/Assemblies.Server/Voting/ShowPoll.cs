using Assemblies.Domain;
using Assemblies.Domain.Members;
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
/// A vote and its record: what it was on, what decides it, who might vote, and once it is over how each member voted, by name, and who cast each ballot when.
/// What anybody voted is shown to nobody before.
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
    /// <param name="OpenedBy">Who opened it, by name.</param>
    /// <param name="Steps">What was done with it since, in order.</param>
    /// <param name="Unconfirmed">Members whose spoken votes nobody confirmed, by name; they did not vote.</param>
    /// <param name="Zone">The venue's time zone, by whose clock its times are shown.</param>
    /// <param name="Ballots">Once it is over, each ballot, in the order they were cast.</param>
    /// <param name="Approves">The minutes that it approves when it adopts its motion; null where the motion approves none.</param>
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
        IReadOnlyList<VoteOfMember> Votes,
        string? OpenedBy,
        IReadOnlyList<StepInRecord> Steps,
        IReadOnlyList<string> Unconfirmed,
        string Zone,
        IReadOnlyList<BallotInRecord> Ballots,
        MinutesPut? Approves
    );

    /// <summary>Minutes on which there is a vote.</summary>
    /// <param name="Assembly">Of which assembly, by code.</param>
    /// <param name="Version">Which version: the newest when the vote was opened.</param>
    public sealed record MinutesPut(string Assembly, int Version);

    /// <summary>What was done with a vote.</summary>
    /// <param name="Kind">What.</param>
    /// <param name="At">When.</param>
    /// <param name="By">By whom, by name; null for the service, when its time was over.</param>
    /// <param name="Reason">Why; of an objection the member that objected.</param>
    public sealed record StepInRecord(PollStepKind Kind, Instant At, string? By, string? Reason);

    /// <summary>A ballot, for whoever doubts the vote.</summary>
    /// <param name="Member">Whose vote, by code.</param>
    /// <param name="Name">The member's name.</param>
    /// <param name="Choice">What it says.</param>
    /// <param name="At">When it was cast; of a spoken vote, when it was confirmed.</param>
    /// <param name="CastBy">Who cast it, by name; of a spoken vote whose turn it was.</param>
    /// <param name="WrittenBy">Who wrote a spoken vote down, by name; null for one cast on a device.</param>
    /// <param name="ConfirmedBy">Who confirmed it, by name; null for one cast on a device.</param>
    public sealed record BallotInRecord(
        string Member,
        string Name,
        VoteChoice Choice,
        Instant At,
        string CastBy,
        string? WrittenBy,
        string? ConfirmedBy
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
                    Zone = a.Place.TimeZone,
                    MinutesOf = db.Assemblies.Where(o => o.Id == m.MinutesOf).Select(o => o.Code).FirstOrDefault(),
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

            var cast = await db.Ballots.AsNoTracking().Where(b => b.Poll == poll.Id).OrderBy(b => b.At).ToListAsync(cancellationToken);
            List<Ballot> shown = poll.IsOpen ? [] : cast;
            var unconfirmed = poll.IsOpen ? [] : await db.SpokenFor(poll.Id, cancellationToken);
            var (names, members) = (await Names(poll, shown, cancellationToken), poll.Roll.ToDictionary(m => m.Organisation));
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
                cast.Count,
                result is null ? null : ResultView.Of(result, poll),
                VotesOfRoom.VotesOf(poll, shown),
                Name(poll.OpenedBy),
                [.. poll.Steps.OrderBy(s => s.Seq).Select(s => new StepInRecord(s.Kind, s.At, Name(s.By), s.Reason))],
                [.. poll.Roll.Where(m => unconfirmed.Contains(m.Organisation)).Select(m => m.Name)],
                found.Zone,
                [.. shown.Select(b => InRecord(members[b.Organisation], b))],
                poll.MinutesVersion is { } version ? new(found.MinutesOf!, version) : null
            );

            string? Name(Id<Person>? person) => person is { } known ? names.GetValueOrDefault(known) : null;

            BallotInRecord InRecord(PolledMember member, Ballot ballot) =>
                new(member.Code, member.Name, ballot.Choice, ballot.At, names[ballot.By], Name(ballot.WrittenBy), Name(ballot.ConfirmedBy));
        }

        private Task<Dictionary<Id<Person>, string>> Names(Poll poll, List<Ballot> ballots, CancellationToken ct)
        {
            var people = ballots
                .SelectMany(b => new[] { b.By, b.WrittenBy, b.ConfirmedBy })
                .Concat(poll.Steps.Select(s => s.By))
                .Append(poll.OpenedBy)
                .OfType<Id<Person>>()
                .Distinct()
                .ToList();
            return db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("polls/{id}", (Id<Poll> id, IMediator mediator, CancellationToken ct) => mediator.Send(new ShowPoll(id), ct).ToHttp())
            .WithName("showPoll")
            .WithSummary("Show a vote and its record")
            .WithDescription(
                "What it was on, the rules that decide it, who might vote, and once it is over how each member voted, by name, with who cast each ballot and "
                    + "when. While it is open nobody sees what anybody voted. On a closed item for whom it is."
            )
            .Refuses(AccessErrors.SignIn, PollErrors.Unknown);
}
