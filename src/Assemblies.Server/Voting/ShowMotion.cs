using Assemblies.Domain;
using Assemblies.Domain.Voting;
using Assemblies.Server.Agenda;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Voting;

/// <summary>A motion, with every vote on it: those that were annulled or repeated too.</summary>
/// <param name="Assembly">Of which assembly.</param>
/// <param name="Number">Which, by its number.</param>
public sealed record ShowMotion(string Assembly, string Number) : IQuery<ShowMotion.Answer>
{
    /// <inheritdoc />
    public Access Needs => new InsiderOf(Assembly);

    /// <summary>A motion.</summary>
    /// <param name="Motion">What it says.</param>
    /// <param name="Number">Its number.</param>
    /// <param name="Item">Its item's printed number.</param>
    /// <param name="ItemTitle">Its item's title.</param>
    /// <param name="Version">Its version, as ETag.</param>
    /// <param name="Needs">What it takes, in words.</param>
    /// <param name="MayChange">Whether its text may still be changed.</param>
    /// <param name="Shelved">What became of it without a vote; null where nothing did.</param>
    /// <param name="Steps">All that became of it without a vote, and that it was reopened, in order.</param>
    /// <param name="Votes">Every vote on it, in order.</param>
    /// <param name="Decided">What stands of it in the register; null while nothing does.</param>
    public sealed record Answer(
        Text Motion,
        string Number,
        string Item,
        string ItemTitle,
        long Version,
        string Needs,
        bool MayChange,
        ShelvedView? Shelved,
        IReadOnlyList<ShelvedView> Steps,
        IReadOnlyList<Vote> Votes,
        Entry? Decided
    ) : IVersioned;

    /// <summary>An entry of the register of decisions.</summary>
    /// <param name="Key">How it is addressed within its assembly: <c>03</c>, or the number of the motion.</param>
    /// <param name="Number">Its number, such as <c>GA-2027-1/03</c>; null for what was not adopted.</param>
    /// <param name="Outcome">What came out.</param>
    public sealed record Entry(string Key, string? Number, Outcome Outcome);

    /// <summary>What a motion says.</summary>
    /// <param name="Title">Its title.</param>
    /// <param name="Wording">What is to be decided.</param>
    /// <param name="Proposer">Who proposes it.</param>
    /// <param name="Seconder">Who seconds it.</param>
    /// <param name="RuleType">The type whose majority the rules name.</param>
    public sealed record Text(string Title, string Wording, string Proposer, string? Seconder, string RuleType);

    /// <summary>One vote on it.</summary>
    /// <param name="Poll">The poll.</param>
    /// <param name="Seq">Its place among the votes on the motion.</param>
    /// <param name="Method">How members said what they wanted.</param>
    /// <param name="OpenedAt">When it was opened.</param>
    /// <param name="EndedAt">When it ended; null while it is open.</param>
    /// <param name="Annulled">Why it was annulled; null where it was not.</param>
    /// <param name="ObjectedBy">The member that objected; null where none did.</param>
    /// <param name="Result">Its result; null where it has none.</param>
    public sealed record Vote(
        Id<Poll> Poll,
        int Seq,
        PollMethod Method,
        Instant OpenedAt,
        Instant? EndedAt,
        string? Annulled,
        string? ObjectedBy,
        ResultView? Result
    );

    internal static Text TextOf(Motion motion) => new(motion.Title, motion.Text, motion.Proposer, motion.Seconder, motion.RuleType);

    internal sealed class Handler(AssembliesDb db, PollDesk desk, Reader reader) : IQueryHandler<ShowMotion, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowMotion query, CancellationToken cancellationToken)
        {
            var assembly = await db.Assemblies.AsNoTracking().SingleAsync(a => a.Code == query.Assembly, cancellationToken);
            var motion = await db
                .Motions.AsNoTracking()
                .SingleOrDefaultAsync(m => m.Assembly == assembly.Id && m.Number == query.Number, cancellationToken);
            var agenda = await db
                .AgendaVersions.AsNoTracking()
                .Where(v => v.Assembly == assembly.Id)
                .OrderByDescending(v => v.Number)
                .Select(v => v.Content)
                .FirstOrDefaultAsync(cancellationToken);
            if (
                motion is null
                || (await Visibility.Of(db, reader, assembly.Id, cancellationToken)).Find(agenda, motion.Item) is not var (_, _, item)
            )
            {
                return MotionErrors.Unknown;
            }

            var stands = await desk.PollsOf(motion.Id, cancellationToken);
            var rules = (await db.RulesFor(assembly, cancellationToken)).Parameters;
            var decided = await db.StandingOf(motion.Id, cancellationToken);
            return new Answer(
                TextOf(motion),
                motion.Number,
                item.Number,
                item.Title,
                motion.Version,
                VotesOfRoom.Needs(rules, motion.RuleType, item.RuleType),
                stands.Polls.Count is 0 && motion.Shelved is null,
                ShelvedView.Of(motion),
                [.. motion.Steps.OrderBy(s => s.Seq).Select(s => new ShelvedView(s.Kind, s.Reason, s.At))],
                [
                    .. stands
                        .Polls.OrderBy(p => p.Seq)
                        .Select(p => new Vote(
                            p.Id,
                            p.Seq,
                            p.Method,
                            p.OpenedAt,
                            p.EndedAt,
                            p.WhyAnnulled,
                            p.Steps.FirstOrDefault(s => s.Kind is PollStepKind.Objected)?.Reason,
                            stands.Results.FirstOrDefault(r => r.Poll == p.Id) is { } result ? ResultView.Of(result, p) : null
                        )),
                ],
                decided is null ? null : new(decided.Key, decided.Number, decided.Outcome)
            );
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/motions/{number}",
                (string code, string number, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ShowMotion(code, number), ct).ToTagged()
            )
            .WithName("showMotion")
            .WithSummary("Show a motion")
            .WithDescription("With every vote on it, those that were annulled or repeated too. Its ETag is the version of its text.")
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound, MotionErrors.Unknown);
}
