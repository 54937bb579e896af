using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>Reads registrations for lists and exports.</summary>
internal sealed class RegistrationLines(AssembliesDb db)
{
    /// <summary>The registrations that fit, by name.</summary>
    public Task<List<Id<Registrant>>> Order(Assembly assembly, ListRegistrations query, CancellationToken ct)
    {
        var fit = db.Registrants.Where(r => r.Assembly == assembly.Id);
        fit = query.Show switch
        {
            ListRegistrations.Shown.Cancelled => fit.Where(r => r.CancelledAt != null),
            ListRegistrations.Shown.ChangedLate => fit.Where(r =>
                r.CancelledAt == null && db.RegistrantChanges.Any(c => c.Registrant == r.Id && c.IsLate)
            ),
            ListRegistrations.Shown.Guests => fit.Where(r => r.CancelledAt == null && r.Guest != null),
            _ => fit.Where(r => r.CancelledAt == null),
        };
        var (seats, state) = (query.Seats, query.State);
        if (seats is not null || state is not null)
        {
            fit = fit.Where(r =>
                db.SeatLines.Any(l =>
                    l.Registrant == r.Id
                    && l.State != SeatState.Ended
                    && (seats == null || l.Pool == seats)
                    && (state == null || l.State == state)
                )
            );
        }

        if (query.Organisation is { Length: > 0 } code)
        {
            fit = fit.Where(r => db.Organisations.Any(o => o.Id == r.Organisation && o.Code == code));
        }

        if (query.Search?.Trim() is { Length: > 0 } search)
        {
            var like =
                $"%{search.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
            fit = fit.Where(r =>
                EF.Functions.ILike(r.Name, like)
                || EF.Functions.ILike(r.NameLatin ?? "", like)
                || EF.Functions.ILike(r.Affiliation, like)
                || EF.Functions.ILike(r.Email ?? "", like)
            );
        }

        return fit.OrderBy(r => EF.Functions.Collate(r.NameLatin ?? r.Name, "people")).ThenBy(r => r.Id).Select(r => r.Id).ToListAsync(ct);
    }

    /// <summary>The lines of these, in their order.</summary>
    public async Task<IReadOnlyList<ListRegistrations.Line>> Read(
        Assembly assembly,
        IReadOnlyList<Id<Registrant>> ids,
        CancellationToken ct
    )
    {
        var people = await (
            from registrant in db.Registrants.AsNoTracking()
            from organisation in db.Organisations.Where(o => o.Id == registrant.Organisation).DefaultIfEmpty()
            from mandate in db.Mandates.Where(m => m.Id == registrant.Mandate).DefaultIfEmpty()
            where ids.Contains(registrant.Id)
            select new
            {
                Registrant = registrant,
                Organisation = organisation == null ? null : organisation.Code,
                Role = (MandateRole?)mandate.Role,
                Late = db.RegistrantChanges.Any(c => c.Registrant == registrant.Id && c.IsLate),
            }
        ).ToDictionaryAsync(it => it.Registrant.Id, ct);
        var seats = (
            await (
                from line in db.SeatLines.AsNoTracking()
                join pool in db.SeatPools on line.Pool equals pool.Id
                where ids.Contains(line.Registrant) && line.State != SeatState.Ended
                select new { Line = line, Pool = pool }
            ).ToListAsync(ct)
        ).ToLookup(it => it.Line.Registrant);
        var starts = assembly.Meetings.ToDictionary(m => m.Id, m => m.StartsAt);
        return
        [
            .. ids.Select(id => people[id])
                .Select(it => new ListRegistrations.Line(
                    it.Registrant.Id,
                    it.Registrant.Person,
                    it.Registrant.Name,
                    it.Registrant.NameLatin,
                    it.Registrant.Affiliation,
                    it.Organisation,
                    it.Registrant.Email,
                    it.Role,
                    !it.Registrant.DoesNotCount,
                    it.Registrant.PhotoConsent,
                    it.Registrant.Badge,
                    it.Registrant.At,
                    it.Registrant.CancelledAt,
                    it.Late,
                    [
                        .. seats[it.Registrant.Id]
                            .OrderBy(s => s.Pool.Meeting is { } meeting ? starts[meeting] : Instant.MaxValue)
                            .ThenBy(s => s.Pool.Kind)
                            .ThenBy(s => s.Pool.Id.Value)
                            .Select(s => new ListRegistrations.Seat(
                                s.Pool.Id,
                                SeatWords.NameOf(s.Pool, assembly.Meetings),
                                s.Line.State,
                                s.Line.IsMeanwhile
                            )),
                    ]
                )),
        ];
    }
}
