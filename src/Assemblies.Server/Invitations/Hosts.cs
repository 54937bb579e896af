using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Invitations;

/// <summary>Who hosts an assembly, and who reads what people answer by mail.</summary>
internal sealed class Hosts(AssembliesDb db, Settings settings, IClock clock)
{
    /// <summary>The host in words; and its organiser, else its head, else the secretariat.</summary>
    public async Task<(string Host, (string Name, string Email)? Human)> Of(Assembly assembly, CancellationToken ct)
    {
        var today = (await db.RulesFor(assembly, ct)).Parameters.DayOf(clock.GetCurrentInstant());
        var host = await db.Organisations.Where(o => o.Id == assembly.Host).Select(o => o.Name).SingleAsync(ct);
        var organiser = await (
            from officer in db.Officers
            join person in db.People on officer.Person equals person.Id
            where officer.Assembly == assembly.Id && officer.Office == Office.Host && officer.EndedAt == null
            orderby officer.At, officer.Id
            select new { person.Name, person.Email }
        ).FirstOrDefaultAsync(ct);
        organiser ??= await (
            from mandate in db.Mandates
            join person in db.People on mandate.Person equals person.Id
            where mandate.Organisation == assembly.Host && mandate.Role == MandateRole.Head
            where mandate.From <= today && (mandate.Until == null || mandate.Until >= today)
            orderby mandate.Id
            select new { person.Name, person.Email }
        ).FirstOrDefaultAsync(ct);
        return organiser is not null ? ($"{host}, {organiser.Name}", (organiser.Name, organiser.Email))
            : settings.SecretariatMail is { } secretariat ? (host, ("the secretariat", secretariat))
            : (host, null);
    }
}
