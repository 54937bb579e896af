using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Server.Platform.Database;

/// <summary>Who works on an assembly's plan: read in one place by the area that keeps it and by the one that reminds of it.</summary>
public static class PlanReading
{
    /// <summary>
    /// Who can be named for a task: the host's people, the secretariat, those who organise, chair or write the minutes. All of them may read the
    /// plan; nobody else is written to about it.
    /// </summary>
    public static IQueryable<Person> PeopleOfPlan(this AssembliesDb db, Id<Assembly> assembly, Id<Organisation> host, LocalDate today) =>
        db.People.Where(p =>
            db.Mandates.Any(m => m.Person == p.Id && m.Organisation == host && m.From <= today && (m.Until == null || m.Until >= today))
            || db.Grants.Any(g => g.Person == p.Id && g.RevokedAt == null)
            || db.Officers.Any(o => o.Person == p.Id && o.Assembly == assembly && o.EndedAt == null && o.Office != Office.Teller)
        );
}
