using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>The door of one meeting, in the hands of whoever adds a row to its ledger: locked until the transaction ends.</summary>
/// <param name="Assembly">Its assembly, with steps and meetings.</param>
/// <param name="Meeting">The meeting.</param>
/// <param name="Now">Business time.</param>
internal sealed record OpenDoor(Assembly Assembly, Meeting Meeting, Instant Now);

/// <summary>How commands get hold of a door.</summary>
internal static class OpeningDoors
{
    /// <summary>How any command at the door is refused.</summary>
    public static readonly Error[] Refusals =
    [
        AccessErrors.SignIn,
        AccessErrors.NotFound,
        PresenceErrors.UnknownMeeting,
        PresenceErrors.NotConvened,
        PresenceErrors.MeetingCancelled,
        PresenceErrors.NotItsDay,
        PresenceErrors.MeetingClosed,
    ];

    /// <summary>Opens it: the ledger is locked, then the proxies. Refused but on the meeting's day, and once it is closed.</summary>
    /// <param name="db">The database.</param>
    /// <param name="code">Of which assembly.</param>
    /// <param name="key">Of which of its meetings.</param>
    /// <param name="now">Business time.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<Result<OpenDoor>> OpenDoor(this AssembliesDb db, string code, string key, Instant now, CancellationToken ct)
    {
        var assembly = await db
            .Assemblies.Include(a => a.Steps)
            .Include(a => a.Meetings)
            .AsSplitQuery()
            .AsNoTracking()
            .SingleOrDefaultAsync(a => a.Code == code, ct);
        if (assembly is null)
        {
            return AccessErrors.NotFound;
        }

        if (assembly.Meetings.FirstOrDefault(m => string.Equals(m.Key, key, StringComparison.Ordinal)) is not { } meeting)
        {
            return PresenceErrors.UnknownMeeting;
        }

        await db.LockLedger(meeting.Id, ct);
        await db.LockProxies(assembly.Id, ct);
        var steps = await db.SittingSteps.AsNoTracking().Where(s => s.Meeting == meeting.Id).ToListAsync(ct);
        return Refusal(assembly, Sitting.At(meeting, steps), now) is { } refusal ? refusal : new OpenDoor(assembly, meeting, now);
    }

    /// <summary>Why nobody goes in or out of a meeting now; null when they can.</summary>
    public static Error? Refusal(Assembly assembly, Sitting sitting, Instant now)
    {
        var today = now.InZone(DateTimeZoneProviders.Tzdb[sitting.Of.TimeZone]).Date;
        return sitting.Of.CancelledAt is not null ? PresenceErrors.MeetingCancelled
            : assembly.State is not AssemblyState.Convened ? PresenceErrors.NotConvened
            : sitting.State is SittingState.Closed ? PresenceErrors.MeetingClosed
            // What goes on past midnight is still the meeting of the day before.
            : today == sitting.Of.Date || sitting.IsOpen ? null
            : PresenceErrors.NotItsDay;
    }

    /// <summary>The registration of somebody who is known: by its id, else by the person or the guest who is invited. Made where there is none.</summary>
    /// <param name="db">The database.</param>
    /// <param name="door">At which door.</param>
    /// <param name="who">Whom.</param>
    /// <param name="by">Who lets them in.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<Result<Registrant>> RegistrantOf(
        this AssembliesDb db,
        OpenDoor door,
        AtTheDoor who,
        Id<Person>? by,
        CancellationToken ct
    )
    {
        var here = db.Registrants.Where(r => r.Assembly == door.Assembly.Id);
        var found =
            who.Registrant is { } id ? await here.SingleOrDefaultAsync(r => r.Id == id, ct)
            : who.Person is { } person ? await here.SingleOrDefaultAsync(r => r.Person == person, ct)
            : who.Guest is { } guest ? await here.SingleOrDefaultAsync(r => r.Guest == guest, ct)
            : null;
        if (found is not null)
        {
            return found;
        }

        var attendee =
            who.Registrant is not null ? null
            : who.Person is { } known ? await db.Represents(known, door.Now, ct)
            : who.Guest is { } invited ? await db.IsGuest(door.Assembly.Id, invited, ct)
            : null;
        if (attendee is null)
        {
            return PresenceErrors.UnknownAttendee;
        }

        var registrant = new Registrant(door.Assembly.Id, attendee, BadgeCode.New(), door.Now, by);
        db.Add(registrant);
        return registrant;
    }

    private static async Task<Attendee?> Represents(this AssembliesDb db, Id<Person> person, Instant now, CancellationToken ct)
    {
        var today = await db.Today(now, ct);
        var hats = await (
            from mandate in db.Mandates
            join organisation in db.Organisations on mandate.Organisation equals organisation.Id
            join p in db.People on mandate.Person equals p.Id
            where mandate.Person == person && mandate.From <= today && (mandate.Until == null || mandate.Until >= today)
            select new
            {
                Person = p,
                Mandate = mandate.Id,
                mandate.Role,
                Of = organisation,
            }
        )
            .AsNoTracking()
            .ToListAsync(ct);
        return
            hats.OrderBy(h => h.Of.Kind).ThenBy(h => h.Of.Code, StringComparer.Ordinal).ThenBy(h => h.Role).FirstOrDefault() is not { } hat
            ? null
            : new Attendee(
                hat.Person.Name,
                hat.Person.NameLatin,
                hat.Person.Email,
                hat.Person.TimeZone,
                hat.Of.Name,
                Reader.ClassOf(hat.Of.Kind)
            )
            {
                Person = person,
                Organisation = hat.Of.Id,
                Mandate = hat.Mandate,
            };
    }

    private static async Task<Attendee?> IsGuest(
        this AssembliesDb db,
        Id<Assembly> assembly,
        Id<Domain.Invitations.Guest> guest,
        CancellationToken ct
    ) =>
        await db.Guests.AsNoTracking().SingleOrDefaultAsync(g => g.Id == guest && g.Assembly == assembly, ct) is not { } found
            ? null
            : new Attendee(found.Name, null, found.Email, found.TimeZone, "Guest", Audience.Public) { Guest = guest };
}

/// <summary>Somebody at the door: one of the three.</summary>
/// <param name="Registrant">By their registration, as the badge or the list of the desk names it.</param>
/// <param name="Person">Somebody of the network who is not registered.</param>
/// <param name="Guest">An invited guest who is not registered.</param>
public sealed record AtTheDoor(Id<Registrant>? Registrant = null, Id<Person>? Person = null, Id<Domain.Invitations.Guest>? Guest = null);
