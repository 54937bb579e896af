using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Meetings;

/// <summary>Who leads, writes, counts and hosts; for those who prepare or decide also who appointed whom, and what has ended.</summary>
/// <param name="Code">Of which assembly.</param>
public sealed record ListOfficers(string Code) : IQuery<IReadOnlyList<ListOfficers.Line>>
{
    /// <inheritdoc />
    public Access Needs => new SignedInReaderOf(Code);

    /// <summary>Somebody in an office.</summary>
    /// <param name="Id">The appointment's id.</param>
    /// <param name="Office">Which office.</param>
    /// <param name="Person">Who.</param>
    /// <param name="Name">Their own name.</param>
    /// <param name="NameLatin">In Latin script, where their own is in another.</param>
    /// <param name="Since">When they were appointed.</param>
    /// <param name="AppointedBy">By whom, by name; null when it follows from the assignment of the host, or is not for the reader.</param>
    /// <param name="Until">When it ended; null while it holds.</param>
    /// <param name="EndedBy">By whom it was ended.</param>
    public sealed record Line(
        Id<Officer> Id,
        Office Office,
        Id<Person> Person,
        string Name,
        string? NameLatin,
        Instant Since,
        string? AppointedBy,
        Instant? Until,
        string? EndedBy
    );

    internal sealed class Handler(AssembliesDb db, Reader reader) : IQueryHandler<ListOfficers, IReadOnlyList<Line>>
    {
        public async Task<Result<IReadOnlyList<Line>>> Handle(ListOfficers query, CancellationToken cancellationToken)
        {
            if (!await db.Assemblies.AnyAsync(a => a.Code == query.Code, cancellationToken))
            {
                return AccessErrors.NotFound;
            }

            var isInsider = InsiderOf.IsInsider(reader, query.Code);
            var lines = await (
                from officer in db.Officers
                join assembly in db.Assemblies on officer.Assembly equals assembly.Id
                join person in db.People on officer.Person equals person.Id
                join appointer in db.People on officer.By equals (Id<Person>?)appointer.Id into appointers
                from appointer in appointers.DefaultIfEmpty()
                join ended in db.People on officer.EndedBy equals (Id<Person>?)ended.Id into enders
                from ended in enders.DefaultIfEmpty()
                where assembly.Code == query.Code && (isInsider || officer.EndedAt == null)
                select new Line(
                    officer.Id,
                    officer.Office,
                    person.Id,
                    person.Name,
                    person.NameLatin,
                    officer.At,
                    isInsider && appointer != null ? appointer.Name : null,
                    officer.EndedAt,
                    ended == null ? null : ended.Name
                )
            ).ToListAsync(cancellationToken);
            return lines.OrderBy(line => line.Until is not null).ThenBy(line => line.Office).ThenBy(line => line.Since).ToList();
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/officers",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ListOfficers(code), ct).ToHttp()
            )
            .WithName("listOfficers")
            .WithSummary("List the officers")
            .WithDescription(
                "Chair, deputy chair, minute-taker, tellers and the host’s organisers. Members and officers also see who appointed whom, and "
                    + "offices that have ended."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.NotFound);
}
