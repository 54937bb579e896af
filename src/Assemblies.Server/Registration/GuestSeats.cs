using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Registration;

/// <summary>Gives guests their place in the open meeting, by the same way as everybody's: the pool, its waiting list, the mails that follow.</summary>
internal sealed class GuestSeats(AssembliesDb db, Registering registering)
{
    /// <summary>The guest takes part in that way, or not at all. Null: done; the same again changes nothing.</summary>
    /// <param name="admission">Who, confirmed.</param>
    /// <param name="open">The open meeting.</param>
    /// <param name="how">How.</param>
    /// <param name="by">Who brings it about; null for the guest.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<Error?> Take(
        Admission admission,
        OpenMeeting open,
        TakingPart how,
        Id<Domain.Members.Person>? by,
        CancellationToken ct
    )
    {
        if (open.Meeting is not { } meeting)
        {
            return null;
        }

        var known = await db.Registrants.AsNoTracking().SingleOrDefaultAsync(r => r.Guest == admission.Guest, ct);
        if (known is not { IsComing: true } && how is TakingPart.Not)
        {
            return null;
        }

        const Audience guests = Audience.AssociatedPartners | Audience.Commission;
        var who = new Attendee(
            admission.Name,
            null,
            admission.Email,
            open.Assembly.Place.TimeZone,
            admission.Affiliation,
            meeting.Audience & guests
        )
        {
            Guest = admission.Guest,
        };
        var wish = (known?.Wish ?? Wish.Nothing).With(meeting.Id, how);
        var taken = await registering.Take(
            open.Assembly,
            new FilledIn(who, wish, null, known?.PhotoConsent ?? false, null, known?.Version, by) { IsAnswer = true },
            ct
        );
        return taken.Error;
    }
}
