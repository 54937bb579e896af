using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>What the service does by itself; each job looks whether there is anything to do, and then sends one command.</summary>
internal static class Jobs
{
    /// <summary>Ends offers that nobody answered in time.</summary>
    public static async Task ExpireOffers(IServiceProvider services, CancellationToken ct)
    {
        var (db, now) = (services.GetRequiredService<AssembliesDb>(), services.GetRequiredService<IClock>().GetCurrentInstant());
        if (await db.Lapsed(now).AnyAsync(ct))
        {
            await services.GetRequiredService<IMediator>().Send(new ExpireOffers(), ct);
        }
    }

    /// <summary>Ends registrations by mandates that have ended.</summary>
    public static async Task EndRegistrations(IServiceProvider services, CancellationToken ct)
    {
        var (db, now) = (services.GetRequiredService<AssembliesDb>(), services.GetRequiredService<IClock>().GetCurrentInstant());
        if (await db.WithoutMandate(now, await db.Today(now, ct)).AnyAsync(ct))
        {
            await services.GetRequiredService<IMediator>().Send(new EndRegistrations(), ct);
        }
    }

    /// <summary>Removes diet, access needs and telephone numbers of assemblies that are over.</summary>
    public static async Task PurgeNeeds(IServiceProvider services, CancellationToken ct)
    {
        var (db, now) = (services.GetRequiredService<AssembliesDb>(), services.GetRequiredService<IClock>().GetCurrentInstant());
        if ((await db.NeedsToPurge(await db.Today(now, ct), ct)).Count > 0)
        {
            await services.GetRequiredService<IMediator>().Send(new PurgeNeeds(), ct);
        }
    }

    /// <summary>Offers whose time is over.</summary>
    public static IQueryable<SeatLine> Lapsed(this AssembliesDb db, Instant now) =>
        db.SeatLines.Where(l => l.State == SeatState.Offered && l.OfferedUntil <= now);

    /// <summary>Registrations that stand, of assemblies that are not over, by a mandate that has ended, of people without another of the same organisation.</summary>
    public static IQueryable<Registrant> WithoutMandate(this AssembliesDb db, Instant now, LocalDate today) =>
        from registrant in db.Registrants
        join mandate in db.Mandates on registrant.Mandate equals mandate.Id
        where registrant.CancelledAt == null && mandate.Until != null && mandate.Until < today
        where db.Meetings.Any(m => m.Assembly == registrant.Assembly && m.CancelledAt == null && m.EndsAt > now)
        where
            !db.Mandates.Any(m =>
                m.Person == registrant.Person
                && m.Organisation == registrant.Organisation
                && m.From <= today
                && (m.Until == null || m.Until >= today)
            )
        select registrant;

    /// <summary>Assemblies whose last day is so long ago that diet and access needs are to be gone.</summary>
    public static async Task<IReadOnlyList<Id<Assembly>>> NeedsToPurge(this AssembliesDb db, LocalDate today, CancellationToken ct)
    {
        var last = await (
            from a in db.Assemblies
            where db.Registrants.Any(r => r.Assembly == a.Id && db.Needs.Any(n => n.Registrant == r.Id))
            select new
            {
                a.Id,
                Statutory = a.Meetings.Where(m => m.Statutory && m.CancelledAt == null).Max(m => (LocalDate?)m.Date),
                Any = a.Meetings.Max(m => (LocalDate?)m.Date),
            }
        ).ToListAsync(ct);
        return [.. last.Where(a => (a.Statutory ?? a.Any) is { } day && Needs.GoneOn(day) <= today).Select(a => a.Id)];
    }
}

/// <summary>The service ends offers that nobody answered in time, and asks the next in line. A repeat finds nothing.</summary>
internal sealed record ExpireOffers : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new TheService();

    /// <inheritdoc />
    public string On => "offers";

    internal sealed class Handler(AssembliesDb db, SeatBooks books, IClock clock) : ICommandHandler<ExpireOffers, Done>
    {
        public async Task<Result<Done>> Handle(ExpireOffers command, CancellationToken cancellationToken)
        {
            var now = clock.GetCurrentInstant();
            var assemblies = await db.Lapsed(now)
                .Join(db.SeatPools, l => l.Pool, p => p.Id, (_, p) => p.Assembly)
                .Distinct()
                .OrderBy(id => id)
                .ToListAsync(cancellationToken);
            foreach (var id in assemblies)
            {
                var assembly = await books.Find(id, cancellationToken);
                await books.Lock(assembly, cancellationToken);
                var open = await books.Open(assembly, [], cancellationToken);
                open.Book.Expire(now);
                await books.Close(open, null, cancellationToken);
            }

            return Done.It;
        }
    }
}

/// <summary>The service ends registrations by mandates that have ended; their seats go to those who wait. A repeat finds nothing.</summary>
internal sealed record EndRegistrations : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new TheService();

    /// <inheritdoc />
    public string On => "registrations by mandates that ended";

    internal sealed class Handler(AssembliesDb db, SeatBooks books, Cancelling cancelling, IClock clock)
        : ICommandHandler<EndRegistrations, Done>
    {
        public async Task<Result<Done>> Handle(EndRegistrations command, CancellationToken cancellationToken)
        {
            var now = clock.GetCurrentInstant();
            var ending = db.WithoutMandate(now, await db.Today(now, cancellationToken));
            foreach (var id in await ending.Select(r => r.Assembly).Distinct().OrderBy(id => id).ToListAsync(cancellationToken))
            {
                var assembly = await books.Find(id, cancellationToken);
                await books.Lock(assembly, cancellationToken);
                foreach (var registrant in await ending.Where(r => r.Assembly == id).OrderBy(r => r.Id).ToListAsync(cancellationToken))
                {
                    string[] says =
                    [
                        $"The mandate by which you were registered for {assembly.Title} has ended, and your registration with it.",
                    ];
                    await cancelling.Cancel(assembly, registrant, null, null, says, cancellationToken);

                    // The next one is decided on what stands then.
                    await db.SaveChangesAsync(cancellationToken);
                }
            }

            return Done.It;
        }
    }
}

/// <summary>The service removes diet, access needs and telephone numbers 30 days after the last day of an assembly. A repeat finds nothing.</summary>
internal sealed record PurgeNeeds : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new TheService();

    /// <inheritdoc />
    public string On => "diet and access needs of assemblies that are over";

    internal sealed class Handler(AssembliesDb db, IClock clock) : ICommandHandler<PurgeNeeds, Done>
    {
        public async Task<Result<Done>> Handle(PurgeNeeds command, CancellationToken cancellationToken)
        {
            var over = await db.NeedsToPurge(await db.Today(clock.GetCurrentInstant(), cancellationToken), cancellationToken);
            await db
                .Needs.Where(n => db.Registrants.Any(r => r.Id == n.Registrant && over.Contains(r.Assembly)))
                .ExecuteDeleteAsync(cancellationToken);
            return Done.It;
        }
    }
}
