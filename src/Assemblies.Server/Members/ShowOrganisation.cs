using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Members;

/// <summary>One organisation with its people of today and tomorrow.</summary>
public sealed record ShowOrganisation(string Code) : IQuery<ShowOrganisation.Answer>
{
    /// <inheritdoc />
    public Access Needs => new SignedIn();

    /// <summary>The organisation.</summary>
    public sealed record Answer(string Code, OrganisationFacts Facts, long Version, IReadOnlyList<Representative> Representatives)
        : IVersioned;

    /// <summary>One of its people.</summary>
    public sealed record Representative(
        Id<Mandate> Mandate,
        Id<Person> Person,
        string Name,
        string? NameLatin,
        string Email,
        MandateRole Role,
        string Language,
        string TimeZone,
        LocalDate From,
        LocalDate? Until,
        bool NamedByHead,
        long PersonVersion
    );

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : IQueryHandler<ShowOrganisation, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowOrganisation query, CancellationToken ct)
        {
            var organisation = await db.Organisations.AsNoTracking().SingleOrDefaultAsync(o => o.Code == query.Code, ct);
            if (organisation is null || !reader.Sees(organisation.Id))
            {
                return AccessErrors.NotFound;
            }

            var today = await db.Today(clock.GetCurrentInstant(), ct);
            var people = await (
                from mandate in db.Mandates.AsNoTracking()
                join person in db.People on mandate.Person equals person.Id
                where mandate.Organisation == organisation.Id && (mandate.Until == null || mandate.Until >= today)
                select new Representative(
                    mandate.Id,
                    person.Id,
                    person.Name,
                    person.NameLatin,
                    person.Email,
                    mandate.Role,
                    person.Language,
                    person.TimeZone,
                    mandate.From,
                    mandate.Until,
                    mandate.NamedByHead,
                    person.Version
                )
            ).ToListAsync(ct);
            return new Answer(
                organisation.Code,
                organisation.Facts,
                organisation.Version,
                [.. people.OrderBy(one => one.Role).ThenBy(one => one.From).ThenBy(one => one.Email, StringComparer.Ordinal)]
            );
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "organisations/{code}",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ShowOrganisation(code), ct).ToTagged()
            )
            .WithName("showOrganisation")
            .WithSummary("Show an organisation and its representatives")
            .WithDescription(
                "With the mandates that hold today or later. Its ETag goes into If-Match when it is changed, personVersion when a person is."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.NotFound);
}
