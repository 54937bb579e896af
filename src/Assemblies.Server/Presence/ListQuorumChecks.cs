using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Presence;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>The quorum checks of an assembly, each with the roll of its moment; for those who decide and lead.</summary>
/// <param name="Code">Of which assembly.</param>
public sealed record ListQuorumChecks(string Code) : IQuery<IReadOnlyList<ListQuorumChecks.Line>>
{
    /// <inheritdoc />
    public Access Needs => new InsiderOf(Code);

    /// <summary>A check.</summary>
    /// <param name="Meeting">At which meeting.</param>
    /// <param name="Key">The meeting's key.</param>
    /// <param name="Seq">Its number in the meeting.</param>
    /// <param name="Why">Why it was made.</param>
    /// <param name="At">When.</param>
    /// <param name="By">By whom, by name; null for the service itself.</param>
    /// <param name="Entitled">E.</param>
    /// <param name="Present">Present by themselves.</param>
    /// <param name="Represented">Represented.</param>
    /// <param name="Needed">How many were needed.</param>
    /// <param name="Holds">Whether it held.</param>
    /// <param name="Sentence">"21 of 23 present or represented, 12 needed".</param>
    /// <param name="RulesVersion">The version of the rules it was checked by.</param>
    /// <param name="Roll">Every member at that moment.</param>
    public sealed record Line(
        Id<Meeting> Meeting,
        string Key,
        int Seq,
        QuorumCheckKind Why,
        Instant At,
        string? By,
        int Entitled,
        int Present,
        int Represented,
        int Needed,
        bool Holds,
        string Sentence,
        int RulesVersion,
        IReadOnlyList<CheckedMember> Roll
    );

    internal sealed class Handler(AssembliesDb db) : IQueryHandler<ListQuorumChecks, IReadOnlyList<Line>>
    {
        public async Task<Result<IReadOnlyList<Line>>> Handle(ListQuorumChecks query, CancellationToken cancellationToken)
        {
            var found = await (
                from check in db.QuorumChecks.AsNoTracking()
                join meeting in db.Meetings on check.Meeting equals meeting.Id
                join assembly in db.Assemblies on meeting.Assembly equals assembly.Id
                where assembly.Code == query.Code
                orderby meeting.StartsAt, check.Seq
                select new
                {
                    Check = check,
                    meeting.Key,
                    By = db.People.Where(p => p.Id == check.By).Select(p => p.Name).FirstOrDefault(),
                }
            ).ToListAsync(cancellationToken);
            return found
                .Select(f => new Line(
                    f.Check.Meeting,
                    f.Key,
                    f.Check.Seq,
                    f.Check.Why,
                    f.Check.At,
                    f.By,
                    f.Check.Entitled,
                    f.Check.Present,
                    f.Check.Represented,
                    f.Check.Needed,
                    f.Check.Holds,
                    f.Check.Count.Sentence,
                    f.Check.RulesVersion,
                    f.Check.Roll
                ))
                .ToList();
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/quorum",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ListQuorumChecks(code), ct).ToHttp()
            )
            .WithName("listQuorumChecks")
            .WithSummary("List the quorum checks")
            .WithDescription(
                "Each is a row that is never changed, with the roll of its moment: at the opening, after each break, on challenge, by hand. How the quorum "
                    + "stands now says the room."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound);
}
