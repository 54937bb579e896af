using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>
/// A meeting is cancelled: its seats and lines end, and what can be booked in its programme. People are told by the cancellation of its entry, not
/// twice.
/// </summary>
internal sealed class EndSeatsOfMeeting(AssembliesDb db, SeatBooks books, IClock clock) : IReactTo<MeetingWasCancelled>
{
    public async ValueTask Happened(MeetingWasCancelled happened, CancellationToken ct)
    {
        await db.LockSeats(happened.Assembly, ct);
        var ending = await db
            .SeatPools.Where(p => p.Assembly == happened.Assembly && p.RemovedAt == null)
            .Where(p => p.Meeting == happened.Meeting || db.Sessions.Any(s => s.Id == p.Session && s.Meeting == happened.Meeting))
            .Select(p => p.Id)
            .ToListAsync(ct);
        if (ending.Count is 0)
        {
            return;
        }

        var open = await books.Open(await books.Find(happened.Assembly, ct), [], ct, ending);
        foreach (var pool in ending)
        {
            open.Book.CallOff(pool, new(clock.GetCurrentInstant(), null), "The meeting is cancelled.");
        }
    }
}

/// <summary>
/// An assembly is postponed, moved to other days or cancelled: whoever registered did so for days that do not stand. Registrations, seats and lines
/// end, and nobody moves up; what can be booked and how many seats there are stays for other days. People are told by the letter of that step and the
/// cancellation of their entries, not a third time.
/// </summary>
internal sealed class EndRegistrationsOfAssembly(AssembliesDb db, SeatBooks books, IClock clock) : IReactTo<AssemblyStepped>
{
    public async ValueTask Happened(AssemblyStepped happened, CancellationToken ct)
    {
        if (happened.WhyDaysFell is not { } why)
        {
            return;
        }

        await db.LockSeats(happened.Assembly, ct);
        var coming = await db.Registrants.Where(r => r.Assembly == happened.Assembly && r.CancelledAt == null).ToListAsync(ct);
        if (coming.Count is 0)
        {
            return;
        }

        var pools = await db.SeatPools.Where(p => p.Assembly == happened.Assembly).Select(p => p.Id).ToListAsync(ct);
        var open = await books.Open(await books.Find(happened.Assembly, ct), [], ct, pools);
        var now = clock.GetCurrentInstant();
        foreach (var pool in pools)
        {
            open.Book.Clear(pool, new(now, null), why);
        }

        foreach (var registrant in coming)
        {
            registrant.Cancel(now, null);
            db.Add(new RegistrantChange(registrant, now, null, [why], false, null));
        }
    }
}

/// <summary>Mail about a registration goes to the address that is somebody's now.</summary>
internal sealed class FollowAddressOfRegistrant(AssembliesDb db) : IReactTo<PersonAddressChanged>
{
    public async ValueTask Happened(PersonAddressChanged happened, CancellationToken ct)
    {
        foreach (var registrant in await db.Registrants.Where(r => r.Person == happened.Person).ToListAsync(ct))
        {
            registrant.Reach(happened.Now);
        }
    }
}

/// <summary>A mandate was ended: registrations by it end as soon as that is committed, if its last day is over.</summary>
internal sealed class EndRegistrationsOfMandate(AfterCommit after, IServiceScopeFactory scopes) : IReactTo<MandateEnded>
{
    public ValueTask Happened(MandateEnded happened, CancellationToken ct)
    {
        after.Do(async later =>
        {
            await using var scope = scopes.CreateServiceScope();
            await Jobs.EndRegistrations(scope.ServiceProvider, later);
        });
        return ValueTask.CompletedTask;
    }
}
