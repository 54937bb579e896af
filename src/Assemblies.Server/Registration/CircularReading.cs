using Assemblies.Domain;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Registration;

/// <summary>One of those in a selection.</summary>
/// <param name="Name">Who.</param>
/// <param name="Affiliation">For whom.</param>
/// <param name="Email">Where mail reaches them; null for nowhere.</param>
/// <param name="Person">The person; null for a guest.</param>
/// <param name="GetsNothing">Why they get nothing; null when they get it.</param>
internal sealed record Selected(string Name, string Affiliation, string? Email, Id<Person>? Person, string? GetsNothing = null);

/// <summary>Reads who is in a selection: the one rule for preview and sending.</summary>
internal static class CircularReading
{
    /// <summary>Its words, or why there is no such selection.</summary>
    public static async Task<Result<string>> InWords(this AssembliesDb db, Id<Assembly> assembly, Selection to, CancellationToken ct)
    {
        string? what = null;
        if (to.Meeting is { } meeting)
        {
            what = await db.Meetings.Where(m => m.Id == meeting && m.Assembly == assembly).Select(m => m.Title).SingleOrDefaultAsync(ct);
        }
        else if (to.Pool is { } id)
        {
            var pool = await db.SeatPools.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.Assembly == assembly, ct);
            what =
                pool is null ? null
                : pool.Meeting is null ? pool.Title
                : NameOf(pool, await db.Meetings.AsNoTracking().SingleAsync(m => m.Id == pool.Meeting, ct));
        }

        return !to.IsWhole || (what is null && (to.Meeting is not null || to.Pool is not null))
            ? WritingErrors.UnknownSelection.At("selection")
            : CircularWords.InWords(to, what);
    }

    /// <summary>Who is in it, by name; an address gets it once.</summary>
    public static async Task<IReadOnlyList<Selected>> Select(
        this AssembliesDb db,
        Id<Assembly> assembly,
        Selection to,
        CancellationToken ct
    )
    {
        var found = to.Kind switch
        {
            SelectionKind.InvitedWithoutAnswer => await Unanswered(db, assembly, ct),
            SelectionKind.SecondStepUnanswered => await SecondStep(db, assembly, ct),
            _ => await Of(Registrants(db, assembly, to)).ToListAsync(ct),
        };
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        return
        [
            .. found.Select(one =>
                one.Email is not { Length: > 0 } email ? one with { GetsNothing = "No address is known." }
                : seen.TryAdd(email, one.Name) ? one
                : one with { GetsNothing = $"The same address as {seen[email]}." }
            ),
        ];
    }

    /// <summary>"General Assembly, day 1, on site".</summary>
    internal static string NameOf(SeatPool pool, Meeting meeting) =>
        $"{meeting.Title}, {(pool.Kind is PoolKind.OnSite ? "on site" : "online")}";

    private static IQueryable<Registrant> Registrants(AssembliesDb db, Id<Assembly> assembly, Selection to)
    {
        var coming = db.Registrants.AsNoTracking().Where(r => r.Assembly == assembly && r.CancelledAt == null);
        var state = to.Kind is SelectionKind.Waiting ? SeatState.Waiting : SeatState.Confirmed;
        var kind = to.Kind is SelectionKind.OnSite ? PoolKind.OnSite : PoolKind.Online;
        return to.Kind switch
        {
            SelectionKind.Guests => coming.Where(r => r.Guest != null),
            SelectionKind.OnSite or SelectionKind.Online => coming.Where(r =>
                db.SeatLines.Any(l =>
                    l.Registrant == r.Id
                    && l.State == state
                    && db.SeatPools.Any(p => p.Id == l.Pool && p.Meeting == to.Meeting && p.Kind == kind)
                )
            ),
            SelectionKind.Waiting or SelectionKind.HasItem => coming.Where(r =>
                db.SeatLines.Any(l => l.Registrant == r.Id && l.State == state && l.Pool == to.Pool)
            ),
            _ => coming,
        };
    }

    private static async Task<List<Selected>> SecondStep(AssembliesDb db, Id<Assembly> assembly, CancellationToken ct)
    {
        var asked = await db
            .SeatPools.AsNoTracking()
            .Where(p => p.Assembly == assembly && p.ForConfirmed && p.RemovedAt == null)
            .ToListAsync(ct);
        if (asked.Count is 0)
        {
            return [];
        }

        var onSite = db.SeatPools.Where(p => p.Assembly == assembly && p.Kind == PoolKind.OnSite).Select(p => p.Id);
        var confirmed = await db
            .Registrants.AsNoTracking()
            .Where(r => r.Assembly == assembly && r.CancelledAt == null)
            .Where(r => db.SeatLines.Any(l => l.Registrant == r.Id && l.State == SeatState.Confirmed && onSite.Contains(l.Pool)))
            .OrderBy(r => EF.Functions.Collate(r.NameLatin ?? r.Name, "people"))
            .ThenBy(r => r.Id)
            .ToListAsync(ct);

        // A question with several answers is one: whoever chose one of them has answered it.
        return
        [
            .. confirmed
                .Where(r =>
                    asked
                        .Where(p => (p.Audience & r.Audience) != Audience.None || p.Audience is Audience.None)
                        .GroupBy(p => p.Choice ?? p.Id.ToString(), StringComparer.Ordinal)
                        .Any(question => question.All(p => r.Wish.Of(p.Id) is null))
                )
                .Select(r => new Selected(r.Name, r.Affiliation, r.Email, r.Person)),
        ];
    }

    private static async Task<List<Selected>> Unanswered(AssembliesDb db, Id<Assembly> assembly, CancellationToken ct)
    {
        var invited = await db
            .Invitations.AsNoTracking()
            .Where(i => i.Assembly == assembly && i.WithdrawnAt == null)
            .Where(i => !db.Registrants.Any(r => r.Assembly == assembly && (r.Person != null && r.Person == i.Person)))
            .Where(i => !db.Registrants.Any(r => r.Assembly == assembly && (r.Guest != null && r.Guest == i.Guest)))
            .OrderBy(i => EF.Functions.Collate(i.Name, "people"))
            .ThenBy(i => i.Id)
            .Select(i => new
            {
                i.Name,
                i.Organisation,
                i.Email,
                i.Person,
                i.Answer,
            })
            .ToListAsync(ct);
        return
        [
            .. invited
                .GroupBy(i => i.Email, StringComparer.Ordinal)
                .Where(all => all.All(i => i.Answer is InvitationAnswer.NeedsAction))
                .Select(all => all.First())
                .Select(i => new Selected(i.Name, i.Organisation, i.Email, i.Person)),
        ];
    }

    private static IQueryable<Selected> Of(IQueryable<Registrant> registrants) =>
        registrants
            .OrderBy(r => EF.Functions.Collate(r.NameLatin ?? r.Name, "people"))
            .ThenBy(r => r.Id)
            .Select(r => new Selected(r.Name, r.Affiliation, r.Email, r.Person, null));
}
