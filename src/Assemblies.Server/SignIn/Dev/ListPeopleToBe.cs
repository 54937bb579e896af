using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.SignIn.Dev;

/// <summary>Everybody a developer can sign in as, the secretariat first.</summary>
internal sealed record ListPeopleToBe : IQuery<IReadOnlyList<ListPeopleToBe.One>>
{
    public Access Needs => new TheService();

    internal sealed record One(
        string Email,
        string Name,
        string? NameLatin,
        bool IsSecretariat,
        string? Code,
        string? Organisation,
        OrganisationKind? Kind,
        MandateRole? Role
    );

    internal sealed class Handler(AssembliesDb db) : IQueryHandler<ListPeopleToBe, IReadOnlyList<One>>
    {
        public async Task<Result<IReadOnlyList<One>>> Handle(ListPeopleToBe query, CancellationToken ct) =>
            await (
                from person in db.People.AsNoTracking()
                from mandate in db.Mandates.Where(m => m.Person == person.Id && m.Until == null).DefaultIfEmpty()
                from organisation in db.Organisations.Where(o => o.Id == mandate!.Organisation).DefaultIfEmpty()
                let secretariat = db.Grants.Any(g => g.Person == person.Id && g.RevokedAt == null)
                orderby secretariat descending, organisation!.Kind descending, organisation.Code, mandate!.Role descending, person.Email
                select new One(
                    person.Email,
                    person.Name,
                    person.NameLatin,
                    secretariat,
                    organisation!.Code,
                    organisation.Name,
                    organisation.Kind,
                    mandate!.Role
                )
            ).ToListAsync(ct);
    }
}
