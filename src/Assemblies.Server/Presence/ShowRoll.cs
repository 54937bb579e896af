using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Domain.Rules;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>Which members are entitled to vote at an assembly, and why the others are seated without a vote. A preview until it is fixed.</summary>
/// <param name="Code">Of which assembly.</param>
public sealed record ShowRoll(string Code) : IQuery<ShowRoll.Answer>
{
    /// <inheritdoc />
    public Access Needs => new InsiderOf(Code);

    /// <summary>The roll.</summary>
    /// <param name="IsFixed">Whether it is fixed; before that it follows what is known of the members.</param>
    /// <param name="FixedAt">When it was fixed; null before.</param>
    /// <param name="RecordDate">The day that counts, in the rules' zone; null when no day stands.</param>
    /// <param name="Entitled">E: how many may vote.</param>
    /// <param name="Members">Every member, in the order of codes.</param>
    public sealed record Answer(bool IsFixed, Instant? FixedAt, LocalDate? RecordDate, int Entitled, IReadOnlyList<Line> Members);

    /// <summary>A member.</summary>
    /// <param name="Organisation">Its id.</param>
    /// <param name="Code">Its code.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="NameLatin">In Latin script, where its own is in another.</param>
    /// <param name="Entitled">Whether it may vote.</param>
    /// <param name="Why">Why or why not, as a sentence.</param>
    /// <param name="Weight">Its weight where votes are weighted.</param>
    /// <param name="Corrections">What was corrected since the roll was fixed, the first first.</param>
    public sealed record Line(
        Id<Organisation> Organisation,
        string Code,
        string Name,
        string? NameLatin,
        bool Entitled,
        string Why,
        int Weight,
        IReadOnlyList<Correction> Corrections
    );

    /// <summary>A correction by the secretariat.</summary>
    /// <param name="Entitled">Whether the member could vote from then on.</param>
    /// <param name="Weight">Its weight from then on.</param>
    /// <param name="Why">Why.</param>
    /// <param name="At">When.</param>
    /// <param name="By">By whom, by name.</param>
    public sealed record Correction(bool Entitled, int Weight, string Why, Instant At, string? By);

    internal sealed class Handler(AssembliesDb db, IClock clock) : IQueryHandler<ShowRoll, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowRoll query, CancellationToken ct)
        {
            var assembly = await db
                .Assemblies.Where(a => a.Code == query.Code)
                .Select(a => (Id<Domain.Meetings.Assembly>?)a.Id)
                .SingleOrDefaultAsync(ct);
            if (assembly is not { } id)
            {
                return AccessErrors.NotFound;
            }

            var roll = await db.RollOf(id, clock.GetCurrentInstant(), ct);
            var lines = await (
                from line in db.StandingRoll(id)
                join person in db.People on line.By equals (Id<Person>?)person.Id into people
                from person in people.DefaultIfEmpty()
                orderby line.Seq
                select new
                {
                    line.Organisation,
                    line.Seq,
                    line.Entitled,
                    line.Weight,
                    line.Why,
                    line.At,
                    By = person == null ? null : person.Name,
                }
            )
                .AsNoTracking()
                .ToListAsync(ct);
            var corrections = lines
                .GroupBy(l => l.Organisation)
                .SelectMany(its => its.Skip(1))
                .ToLookup(l => l.Organisation, l => new Correction(l.Entitled, l.Weight, l.Why, l.At, l.By));
            return new Answer(
                roll.IsFixed,
                lines.FirstOrDefault()?.At,
                (await db.DeadlinesOf(id, ct))?[DeadlineKind.RecordDate]?.Date,
                roll.Members.Count(m => m.Entitled),
                [
                    .. roll.Members.Select(m => new Line(
                        m.Organisation,
                        m.Code,
                        m.Name,
                        m.NameLatin,
                        m.Entitled,
                        m.Why,
                        m.Weight,
                        [.. corrections[m.Organisation]]
                    )),
                ]
            );
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/roll",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ShowRoll(code), ct).ToHttp()
            )
            .WithName("showRoll")
            .WithSummary("Show the roll of members")
            .WithDescription(
                "Which members may vote: those that belonged to the network on the record date with the fee paid. A preview until it is fixed after that "
                    + "day, or when the first meeting is opened. For members, officers and the secretariat."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound);
}
