using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>For whom somebody acts, and by what right.</summary>
/// <param name="Who">Whose registration it is or becomes.</param>
/// <param name="Source">How host or secretariat came to know it; null when they act for themselves or their organisation.</param>
/// <param name="IsSelf">Whether it is the reader's own.</param>
internal sealed record ActsFor(Attendee Who, Source? Source, bool IsSelf);

/// <summary>
/// Finds out for whom the reader may register: for themselves, as head or deputy for their organisation's people; secretariat and host for anybody
/// who represents an organisation, saying how they know. Whoever is not among these is as unknown as nobody.
/// </summary>
internal sealed class WhoRegisters(AssembliesDb db, Reader reader, IClock clock)
{
    /// <summary>Whoever organises the assembly for its host, and the secretariat.</summary>
    public bool Organises(Id<Assembly> assembly) => reader.IsSecretariat || reader.Holds(assembly, Office.Host);

    /// <summary>Somebody who represents an organisation today.</summary>
    /// <param name="assembly">At which assembly.</param>
    /// <param name="person">Who; null for the reader.</param>
    /// <param name="source">How host or secretariat came to know it.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<Result<ActsFor>> Find(Assembly assembly, Id<Person>? person, Source? source, CancellationToken ct)
    {
        if ((person ?? reader.Person) is not { } who)
        {
            return Platform.Messaging.AccessErrors.SignIn;
        }

        if (who == reader.Person)
        {
            return Own() is { } own ? new ActsFor(own, null, true) : RegistrationErrors.NoMandate;
        }

        var (organises, hats) = (Organises(assembly.Id), await Hats(who, ct));
        if (hats.Find(hat => reader.ActsFor(hat.Organisation!.Value)) is { } colleague)
        {
            return new ActsFor(colleague, null, false);
        }

        if (!organises || !await db.People.AnyAsync(p => p.Id == who, ct))
        {
            return RegistrationErrors.UnknownPerson;
        }

        return hats is not [var first, ..] ? RegistrationErrors.NoMandate
            : string.IsNullOrWhiteSpace(source?.Note) ? RegistrationErrors.SourceMissing.At("sourceNote")
            : new ActsFor(first, source, false);
    }

    /// <summary>Why the reader may not change a registration that is there; null when they may. Host and secretariat say how they know.</summary>
    public Error? Refuses(Registrant registrant, Source? source) =>
        registrant.Person is { } person && person == reader.Person ? null
        : registrant.Organisation is { } organisation && reader.ActsFor(organisation) ? null
        : !Organises(registrant.Assembly) ? RegistrationErrors.Unknown
        : string.IsNullOrWhiteSpace(source?.Note) ? RegistrationErrors.SourceMissing.At("sourceNote")
        : null;

    /// <summary>As whom somebody can come, by mandates that hold today; of several the first counts, as in invitations.</summary>
    public async Task<List<Attendee>> Hats(Id<Person> person, CancellationToken ct)
    {
        var today = await db.Today(clock.GetCurrentInstant(), ct);
        var hats = await (
            from mandate in db.Mandates
            join organisation in db.Organisations on mandate.Organisation equals organisation.Id
            join p in db.People on mandate.Person equals p.Id
            where mandate.Person == person && mandate.From <= today && (mandate.Until == null || mandate.Until >= today)
            select new
            {
                p.Name,
                p.NameLatin,
                p.Email,
                p.TimeZone,
                Affiliation = organisation.Name,
                organisation.Kind,
                organisation.Code,
                mandate.Role,
                Organisation = organisation.Id,
                Mandate = mandate.Id,
            }
        ).ToListAsync(ct);
        return
        [
            .. hats.OrderBy(h => h.Kind)
                .ThenBy(h => h.Code, StringComparer.Ordinal)
                .ThenBy(h => h.Role)
                .Select(h => new Attendee(h.Name, h.NameLatin, h.Email, h.TimeZone, h.Affiliation, Reader.ClassOf(h.Kind))
                {
                    Person = person,
                    Organisation = h.Organisation,
                    Mandate = h.Mandate,
                }),
        ];
    }

    // The same of the reader, of whom all that is known already.
    private Attendee? Own() =>
        reader
            .Hats.OrderBy(h => h.Kind)
            .ThenBy(h => h.Code, StringComparer.Ordinal)
            .ThenBy(h => h.Role)
            .Select(h => new Attendee(reader.Name, reader.NameLatin, reader.Email, reader.Zone!, h.Name, Reader.ClassOf(h.Kind))
            {
                Person = reader.Person,
                Organisation = h.Organisation,
                Mandate = h.Mandate,
            })
            .FirstOrDefault();
}
