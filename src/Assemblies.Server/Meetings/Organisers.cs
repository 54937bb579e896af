using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Meetings;

/// <summary>Who organises a new assembly for its host: the head and the deputy, from its beginning.</summary>
internal static class Organisers
{
    /// <summary>Appoints them; by nobody, since it follows from who hosts.</summary>
    public static async Task AppointOrganisers(this AssembliesDb db, Assembly assembly, Instant now, CancellationToken ct)
    {
        var today = await db.Today(now, ct);
        var people = await db
            .Mandates.Where(m => m.Organisation == assembly.Host && (m.Role == MandateRole.Head || m.Role == MandateRole.Deputy))
            .Where(m => m.From <= today && (m.Until == null || m.Until >= today))
            .Select(m => m.Person)
            .Distinct()
            .ToListAsync(ct);
        db.Officers.AddRange(people.Select(person => new Officer(person, assembly.Id, Office.Host, now, null)));
    }
}
