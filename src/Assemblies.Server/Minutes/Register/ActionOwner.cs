using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Domain.Minutes;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Minutes.Register;

/// <summary>Who does an action, as it is entered: somebody's mail address, an organisation's code, or nobody yet.</summary>
/// <param name="Person">The address.</param>
/// <param name="Organisation">The code.</param>
/// <param name="Until">The last day.</param>
internal sealed record ActionOwner(string? Person, string? Organisation, LocalDate? Until)
{
    /// <summary>Who can be named: people who speak for a member, officers of the assembly, the secretariat.</summary>
    public static IQueryable<Person> People(AssembliesDb db, string assembly, LocalDate today) =>
        db.People.Where(p =>
            db.Mandates.Any(m =>
                m.Person == p.Id
                && (m.Role == MandateRole.Head || m.Role == MandateRole.Deputy || m.Role == MandateRole.Adviser)
                && m.From <= today
                && (m.Until == null || m.Until >= today)
                && db.Organisations.Any(o => o.Id == m.Organisation && o.Kind == OrganisationKind.Member)
            )
            || db.Grants.Any(g => g.Person == p.Id && g.RevokedAt == null)
            || db.Officers.Any(o =>
                o.Person == p.Id && o.EndedAt == null && db.Assemblies.Any(a => a.Id == o.Assembly && a.Code == assembly)
            )
        );

    /// <summary>Finds them.</summary>
    /// <param name="db">Where.</param>
    /// <param name="assembly">The code of the assembly at which the action is given.</param>
    /// <param name="before">What stood before; null for a new action.</param>
    /// <param name="today">The day it is for the rules.</param>
    /// <param name="ct">To stop.</param>
    public async Task<Result<ActionTerms>> Find(
        AssembliesDb db,
        string assembly,
        ActionTerms? before,
        LocalDate today,
        CancellationToken ct
    )
    {
        var email = Texts.OrNull(Person) is { } typed ? Domain.Members.Person.NormalEmail(typed) : null;
        var person = await People(db, assembly, today).Where(p => p.Email == email).Select(p => (Id<Person>?)p.Id).SingleOrDefaultAsync(ct);
        if (email is not null && person is null)
        {
            return ActionErrors.UnknownPerson.At("person");
        }

        var code = Texts.OrNull(Organisation);
        var organisation = await db.Organisations.Where(o => o.Code == code).Select(o => (Id<Organisation>?)o.Id).SingleOrDefaultAsync(ct);
        if (code is not null && organisation is null)
        {
            return ActionErrors.UnknownOrganisation.At("organisation");
        }

        var terms = new ActionTerms(person, organisation, Until);
        return ActionPoint.Refusal(terms, before, today) is { } refusal ? refusal : terms;
    }
}
