using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Registration;
using Assemblies.Domain.Rules;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Platform.Database;

/// <summary>The roll of an assembly.</summary>
/// <param name="Members">Every member, in the order of codes.</param>
/// <param name="IsFixed">Whether it was fixed; before that it is a preview that follows what is known of the members.</param>
internal sealed record RollOfMembers(IReadOnlyList<MemberOnRoll> Members, bool IsFixed);

/// <summary>How presence is read: the roll, who is in, who votes. Everybody who counts counts with these.</summary>
internal static class PresenceReading
{
    /// <summary>
    /// Locks the ledger of a meeting until the transaction ends: rows get their numbers in the order in which they count. Taken first; the lock of
    /// proxies after it.
    /// </summary>
    public static Task LockLedger(this AssembliesDb db, Id<Meeting> meeting, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select 1 from meeting where id = {meeting.Value} for no key update", ct);

    /// <summary>Locks the proxies and the roll of an assembly until the transaction ends.</summary>
    public static Task LockProxies(this AssembliesDb db, Id<Assembly> assembly, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({"proxies " + assembly}, 0))", ct);

    /// <summary>The lines of the roll that stand: those fixed since the assembly was convened last.</summary>
    public static IQueryable<RollLine> StandingRoll(this AssembliesDb db, Id<Assembly> assembly) =>
        db.RollLines.Where(l =>
            l.Assembly == assembly && !db.AssemblySteps.Any(s => s.Assembly == l.Assembly && s.Kind == StepKind.Convened && s.At > l.At)
        );

    /// <summary>The roll as it was fixed; before that what it would be.</summary>
    public static async Task<RollOfMembers> RollOf(this AssembliesDb db, Id<Assembly> assembly, Instant now, CancellationToken ct)
    {
        var lines = await db.StandingRoll(assembly).AsNoTracking().ToListAsync(ct);
        return lines.Count > 0
            ? new([.. RollLine.InForce(lines).Select(l => l.Member)], true)
            : new(await db.PreviewRoll(assembly, now, ct), false);
    }

    /// <summary>Fixes the roll, unless it is fixed. Under the lock of proxies, by a job after the record date, or when the first meeting is opened.</summary>
    public static async Task FixRoll(this AssembliesDb db, Id<Assembly> assembly, Instant now, Id<Person>? by, CancellationToken ct)
    {
        await db.LockProxies(assembly, ct);
        if (!await db.StandingRoll(assembly).AnyAsync(ct))
        {
            var before = RollLine
                .InForce(await db.RollLines.AsNoTracking().Where(l => l.Assembly == assembly).ToListAsync(ct))
                .ToDictionary(l => l.Organisation);
            db.RollLines.AddRange(
                (await db.PreviewRoll(assembly, now, ct)).Select(member => new RollLine(
                    assembly,
                    member,
                    now,
                    by,
                    before.GetValueOrDefault(member.Organisation)
                ))
            );
        }
    }

    /// <summary>The members as the record date says, which is today where no day stands.</summary>
    private static async Task<IReadOnlyList<MemberOnRoll>> PreviewRoll(
        this AssembliesDb db,
        Id<Assembly> assembly,
        Instant now,
        CancellationToken ct
    )
    {
        var recordDate = (await db.DeadlinesOf(assembly, ct))?[DeadlineKind.RecordDate]?.Date ?? await db.Today(now, ct);
        var members = await db.Organisations.AsNoTracking().Where(o => o.Kind == OrganisationKind.Member).ToListAsync(ct);
        return
        [
            .. members.OrderBy(o => o.Code, StringComparer.Ordinal).Select(o => MemberOnRoll.Decide(o, recordDate)).OfType<MemberOnRoll>(),
        ];
    }

    /// <summary>The last rows of a meeting's ledger, one a person.</summary>
    public static IQueryable<PresenceEntry> LastRows(this AssembliesDb db, Id<Meeting> meeting) =>
        db
            .PresenceEntries.AsNoTracking()
            .Where(e => e.Meeting == meeting)
            .Where(e =>
                !db.PresenceEntries.Any(later => later.Meeting == meeting && later.Registrant == e.Registrant && later.Number > e.Number)
            );

    /// <summary>Everybody registered for members by a mandate that holds today, with where they are in at a meeting.</summary>
    /// <param name="db">The database.</param>
    /// <param name="meeting">At which meeting.</param>
    /// <param name="of">Of one member alone; null for all.</param>
    /// <param name="now">Business time.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<IReadOnlyList<DelegationMember>> DelegatesOf(
        this AssembliesDb db,
        Meeting meeting,
        Id<Organisation>? of,
        Instant now,
        CancellationToken ct
    )
    {
        var today = await db.Today(now, ct);
        var found = await (
            from r in db.Registrants
            join m in db.Mandates
                on new { Person = r.Person!.Value, Organisation = r.Organisation!.Value } equals new { m.Person, m.Organisation }
            where r.Assembly == meeting.Assembly && (of == null || r.Organisation == of)
            where m.From <= today && (m.Until == null || m.Until >= today)
            select new
            {
                r.Id,
                r.Person,
                r.Organisation,
                r.Name,
                m.Role,
            }
        ).ToListAsync(ct);
        var ids = of is null ? null : found.Select(r => r.Id).ToList();
        var rows = await db.LastRows(meeting.Id)
            .Where(e => e.Move == Move.In && (ids == null || ids.Contains(e.Registrant)))
            .Select(e => new { e.Registrant, e.Where })
            .ToDictionaryAsync(e => e.Registrant, e => (Where?)e.Where, ct);

        // Of several mandates for one organisation the highest counts.
        return
        [
            .. found
                .OrderBy(r => r.Role)
                .DistinctBy(r => r.Id)
                .Select(r => new DelegationMember(r.Id, r.Person, r.Organisation!.Value, r.Role, r.Name, rows.GetValueOrDefault(r.Id))),
        ];
    }

    /// <summary>The one count of a meeting: each member's state, E and P.</summary>
    /// <param name="db">The database.</param>
    /// <param name="meeting">Which meeting.</param>
    /// <param name="item">The item that is on; null for none: proxies for chosen items count at these alone.</param>
    /// <param name="now">Business time.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<RollCall> RollCallOf(
        this AssembliesDb db,
        Meeting meeting,
        Id<AgendaItem>? item,
        Instant now,
        CancellationToken ct
    )
    {
        var roll = await db.RollOf(meeting.Assembly, now, ct);
        var delegates = await db.DelegatesOf(meeting, null, now, ct);
        var proxies = await db
            .Proxies.AsNoTracking()
            .IgnoreAutoIncludes()
            .Where(p => p.Assembly == meeting.Assembly && p.State == ProxyState.Accepted)
            .ToListAsync(ct);
        var named = await db
            .VoteHandovers.Where(h => h.Meeting == meeting.Id && h.EndedAt == null)
            .Select(h => new NamedVoter(h.Organisation, h.To))
            .ToListAsync(ct);
        return RollCall.Of(roll.Members, delegates, proxies.Select(p => p.Counted).OfType<StandingProxy>(), named, item);
    }

    /// <summary>
    /// The people of one member at a meeting, to be changed; under the ledger's lock and that of proxies. Whoever is registered by the same command is
    /// among them.
    /// </summary>
    public static async Task<Delegation> DelegationOf(
        this AssembliesDb db,
        Meeting meeting,
        Id<Organisation> organisation,
        Instant now,
        CancellationToken ct
    ) =>
        new(
            meeting,
            organisation,
            [.. await db.DelegatesOf(meeting, organisation, now, ct), .. await db.Newcomers(organisation, ct)],
            await db.VoteHandovers.SingleOrDefaultAsync(
                h => h.Meeting == meeting.Id && h.Organisation == organisation && h.EndedAt == null,
                ct
            ),
            await db.Proxies.SingleOrDefaultAsync(
                p =>
                    p.Assembly == meeting.Assembly
                    && p.Principal == organisation
                    && (p.State == ProxyState.Given || p.State == ProxyState.Accepted),
                ct
            )
        );

    private static async Task<IReadOnlyList<DelegationMember>> Newcomers(
        this AssembliesDb db,
        Id<Organisation> organisation,
        CancellationToken ct
    )
    {
        var members = new List<DelegationMember>();
        foreach (
            var entry in db
                .ChangeTracker.Entries<Registrant>()
                .Where(e => e.State is EntityState.Added && e.Entity.Organisation == organisation)
                .ToList()
        )
        {
            var (who, mandate) = (entry.Entity, entry.Entity.Mandate);
            var role = await db.Mandates.Where(m => m.Id == mandate).Select(m => m.Role).SingleAsync(ct);
            members.Add(new(who.Id, who.Person, organisation, role, who.Name, null));
        }

        return members;
    }

    /// <summary>What the ledger of a meeting says of one person, to be added to; under its lock.</summary>
    public static async Task<Ledger> LedgerOf(this AssembliesDb db, Meeting meeting, Id<Registrant> registrant, CancellationToken ct) =>
        new(
            meeting.Assembly,
            meeting.Id,
            registrant,
            await db
                .PresenceEntries.Where(e => e.Meeting == meeting.Id && e.Registrant == registrant)
                .OrderBy(e => e.Number)
                .ToListAsync(ct),
            await db.Database.SqlQuery<long>($"""select nextval('presence_entry_number') as "Value" """).SingleAsync(ct)
        );
}
