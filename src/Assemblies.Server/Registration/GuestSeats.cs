using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>Gives guests their place in the open meeting, by the same way as everybody's: the pool, its waiting list, the mails that follow.</summary>
internal sealed class GuestSeats(AssembliesDb db, Registering registering, SeatBooks books, IClock clock)
{
    private const Audience Guests = Audience.AssociatedPartners | Audience.Commission;

    /// <summary>
    /// The guest takes part in that way, or not at all; a seat that is held for them is taken by it. Null: done; the same again changes nothing.
    /// </summary>
    /// <param name="admission">Who, confirmed.</param>
    /// <param name="open">The open meeting.</param>
    /// <param name="how">How.</param>
    /// <param name="by">Who brings it about; null for the guest.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<Error?> Take(Admission admission, OpenMeeting open, TakingPart how, Id<Person>? by, CancellationToken ct)
    {
        if (open.Meeting is not { } meeting)
        {
            return null;
        }

        // Their mail leads to the page of their admission, which is looked for by its guest.
        await db.SaveChangesAsync(ct);
        var known = await db.Registrants.SingleOrDefaultAsync(r => r.Guest == admission.Guest, ct);
        if (known is not { IsComing: true } && how is TakingPart.Not)
        {
            return null;
        }

        if (known is { IsComing: true } && await Accept(known, open.Assembly, SeatPool.IdOf(meeting.Id, KindOf(how)), by, ct))
        {
            return null;
        }

        var who = new Attendee(
            admission.Name,
            null,
            admission.Email,
            open.Assembly.Place.TimeZone,
            admission.Affiliation,
            meeting.Audience & Guests
        )
        {
            Guest = admission.Guest,
        };
        var wish = (known?.Wish ?? Wish.Nothing).With(meeting.Id, how);
        var form = new FilledIn(who, wish, null, known?.PhotoConsent ?? false, null, known?.Version, by) { IsAnswer = true };
        return (await registering.Take(open.Assembly, form, ct)).Error;
    }

    private async Task<bool> Accept(Registrant registrant, Assembly assembly, Id<SeatPool> pool, Id<Person>? by, CancellationToken ct)
    {
        if (!await db.SeatLines.AnyAsync(l => l.Registrant == registrant.Id && l.Pool == pool && l.State == SeatState.Offered, ct))
        {
            return false;
        }

        await books.Lock(assembly, ct);
        var open = await books.Open(assembly, [registrant.Id], ct);
        var now = clock.GetCurrentInstant();
        if (open.Book.LineOf(pool, registrant.Id) is not { } line || !open.Book.Accept(line, new(now, by)))
        {
            return false;
        }

        registrant.Touch();
        var name = open.NameOf(open.Pools.Single(p => p.Id == pool));
        db.Add(new RegistrantChange(registrant, now, by, [$"{name}: offered → taken"], false, null));
        await books.Close(open, new(registrant, "the seat is yours", [$"You took the seat: {name}."]), ct);
        return true;
    }

    private static PoolKind KindOf(TakingPart how) => how is TakingPart.Online ? PoolKind.Online : PoolKind.OnSite;
}
