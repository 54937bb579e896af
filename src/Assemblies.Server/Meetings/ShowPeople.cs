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

/// <summary>The people of an assembly: its officers for all who are signed in, the delegations for those who prepare or decide.</summary>
/// <param name="Code">Of which assembly.</param>
public sealed record ShowPeople(string Code) : IQuery<ShowPeople.Answer>
{
    /// <inheritdoc />
    public Access Needs => new SignedInReaderOf(Code);

    /// <summary>The people of an assembly.</summary>
    /// <param name="Officers">Who holds an office now.</param>
    /// <param name="Delegations">Members and their representatives; empty for those they are not for.</param>
    public sealed record Answer(IReadOnlyList<Officer> Officers, IReadOnlyList<Delegation> Delegations);

    /// <summary>Somebody in an office.</summary>
    /// <param name="Office">Which.</param>
    /// <param name="Name">Their own name.</param>
    /// <param name="NameLatin">In Latin script, where their own is in another.</param>
    public sealed record Officer(Office Office, string Name, string? NameLatin);

    /// <summary>A member and who represents it.</summary>
    /// <param name="Code">Its code.</param>
    /// <param name="Name">Its own name.</param>
    /// <param name="NameLatin">In Latin script, where its own is in another.</param>
    /// <param name="Country">ISO 3166-1 alpha-2.</param>
    /// <param name="Delegates">Head, deputy and advisers whose mandate holds.</param>
    public sealed record Delegation(string Code, string Name, string? NameLatin, string? Country, IReadOnlyList<Representative> Delegates);

    /// <summary>Somebody who represents a member.</summary>
    /// <param name="Role">As what.</param>
    /// <param name="Name">Their own name.</param>
    /// <param name="NameLatin">In Latin script, where their own is in another.</param>
    /// <param name="Email">Where mail reaches them; for host and secretariat only.</param>
    public sealed record Representative(MandateRole Role, string Name, string? NameLatin, string? Email);

    internal sealed class Handler(AssembliesDb db, IClock clock, Reader reader) : IQueryHandler<ShowPeople, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowPeople query, CancellationToken cancellationToken)
        {
            if (!await db.Assemblies.AnyAsync(a => a.Code == query.Code, cancellationToken))
            {
                return AccessErrors.NotFound;
            }

            var officers = await (
                from officer in db.Officers
                join assembly in db.Assemblies on officer.Assembly equals assembly.Id
                join person in db.People on officer.Person equals person.Id
                where assembly.Code == query.Code && officer.EndedAt == null
                orderby officer.At, person.Name
                select new Officer(officer.Office, person.Name, person.NameLatin)
            ).ToListAsync(cancellationToken);
            var delegations = InsiderOf.IsInsider(reader, query.Code)
                ? await Delegations(query.Code, await db.Today(clock.GetCurrentInstant(), cancellationToken), cancellationToken)
                : [];
            return new Answer([.. officers.OrderBy(officer => officer.Office)], delegations);
        }

        private async Task<IReadOnlyList<Delegation>> Delegations(string code, LocalDate today, CancellationToken ct)
        {
            var withEmail = new HostOf(code).Allows(reader);
            var rows = await (
                from organisation in db.Organisations
                join mandate in db.Mandates.Where(m => m.From <= today && (m.Until == null || m.Until >= today))
                    on organisation.Id equals mandate.Organisation
                    into mandates
                from mandate in mandates.DefaultIfEmpty()
                join person in db.People on mandate.Person equals person.Id into people
                from person in people.DefaultIfEmpty()
                where organisation.Kind == OrganisationKind.Member
                orderby organisation.Country, EF.Functions.Collate(organisation.NameLatin ?? organisation.Name, "people"), person.Name
                select new
                {
                    organisation.Code,
                    organisation.Name,
                    organisation.NameLatin,
                    organisation.Country,
                    Role = (MandateRole?)mandate.Role,
                    Person = person == null ? null : person.Name,
                    PersonLatin = person == null ? null : person.NameLatin,
                    Email = withEmail && person != null ? person.Email : null,
                }
            ).ToListAsync(ct);
            return
            [
                .. rows.GroupBy(row => row.Code, StringComparer.Ordinal)
                    .Select(own => new Delegation(
                        own.Key,
                        own.First().Name,
                        own.First().NameLatin,
                        own.First().Country,
                        [
                            .. own.Where(row => row.Role is MandateRole.Head or MandateRole.Deputy or MandateRole.Adviser)
                                .OrderBy(row => row.Role)
                                .Select(row => new Representative(row.Role!.Value, row.Person!, row.PersonLatin, row.Email)),
                        ]
                    )),
            ];
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/people",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ShowPeople(code), ct).ToHttp()
            )
            .WithName("showPeople")
            .WithSummary("Show the people of an assembly")
            .WithDescription(
                "Officers for everybody who is signed in and may know of the assembly; the members’ delegations for members, officers and the "
                    + "secretariat, with addresses for host and secretariat only."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.NotFound);
}
