using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Agenda;

/// <summary>A draft that somebody is changing: locked until the transaction ends, with its assembly, meetings, sessions and items.</summary>
/// <param name="Assembly">The assembly with meetings and steps.</param>
/// <param name="Draft">The draft with everything on it.</param>
internal sealed record OpenDraft(Assembly Assembly, AgendaDraft Draft)
{
    /// <summary>A meeting by its key or id; null when there is none that stands.</summary>
    public Meeting? Meeting(string key) =>
        Assembly.Meetings.FirstOrDefault(m => m.CancelledAt is null && string.Equals(m.Key, key, StringComparison.Ordinal));

    /// <summary>Why this version cannot be changed any more: somebody else saved; with what stands now.</summary>
    public async Task<Error?> Stale(long? version, AssembliesDb db, Reader reader, CancellationToken ct) =>
        version is null || version == Draft.Version
            ? null
            : AgendaDomainErrors.DraftChanged with
            {
                Current = DraftView.Of(this, await Visibility.Of(db, reader, Assembly.Id, ct)),
            };

    /// <summary>Why the reader may not change a session: the host prepares those that are open and have no items.</summary>
    public Error? Foreign(Session session, Reader reader) =>
        (session.Items.Any() || session.Closed) && !reader.MayChangeItems(Assembly.Id) ? AgendaErrors.NotTheHosts : null;
}

/// <summary>Opens drafts.</summary>
internal static class OpeningDrafts
{
    /// <summary>The states in which an agenda is prepared.</summary>
    public static readonly AssemblyState[] Open = [AssemblyState.Planned, AssemblyState.Convened, AssemblyState.Postponed];

    /// <summary>Locks an assembly's draft (which is made when it is first needed) and loads it. Of two editors the second waits here, and sees what the first saved.</summary>
    /// <remarks>The lock is a statement of its own: what one statement both locks and reads is older than the lock.</remarks>
    public static async Task<Result<OpenDraft>> OpenDraft(this AssembliesDb db, string code, CancellationToken ct)
    {
        if (
            await db.Assemblies.Include(a => a.Meetings).Include(a => a.Steps).AsSplitQuery().SingleOrDefaultAsync(a => a.Code == code, ct)
            is not { } assembly
        )
        {
            return AgendaErrors.UnknownAssembly;
        }

        if (!Open.Contains(assembly.State))
        {
            return AgendaErrors.Over;
        }

        await db.Database.ExecuteSqlAsync(
            $"""
            insert into agenda_draft (id, assembly, version) values ({Id<AgendaDraft>.New().Value}, {assembly.Id.Value}, 1)
            on conflict (assembly) do update set assembly = excluded.assembly
            """,
            ct
        );
        return new OpenDraft(
            assembly,
            await db.Load(assembly.Id, track: true, ct) ?? throw new InvalidOperationException("It was just made.")
        );
    }

    /// <summary>Reads an assembly's draft without locking it; an empty one where nobody has begun.</summary>
    public static async Task<Result<OpenDraft>> ReadDraft(this AssembliesDb db, string code, CancellationToken ct)
    {
        var assembly = await db
            .Assemblies.AsNoTracking()
            .Include(a => a.Meetings)
            .Include(a => a.Steps)
            .AsSplitQuery()
            .SingleOrDefaultAsync(a => a.Code == code, ct);
        return assembly is null
            ? AgendaErrors.UnknownAssembly
            : new OpenDraft(assembly, await db.Load(assembly.Id, track: false, ct) ?? new AgendaDraft(assembly.Id));
    }

    /// <summary>Locks an assembly's draft likewise, while something else of the assembly is changed; null where nobody has begun one.</summary>
    public static async Task<AgendaDraft?> LockedDraft(this AssembliesDb db, Id<Assembly> assembly, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"update agenda_draft set assembly = assembly where assembly = {assembly.Value}", ct);
        return await db.Load(assembly, track: true, ct);
    }

    /// <summary>What the rules say of late items, where the final agenda was due or sent before an instant; null: what came then is in time.</summary>
    /// <remarks>Documents that were sent for a day that was given up make nothing late.</remarks>
    public static async Task<LateItems?> LateAt(this AssembliesDb db, Assembly assembly, Instant at, CancellationToken ct)
    {
        if (await db.DeadlinesOf(assembly, ct) is not { } deadlines)
        {
            return null;
        }

        var moved = assembly
            .Steps.Where(s => s.Kind is StepKind.Postponed or StepKind.Rescheduled)
            .Select(s => s.Seq)
            .DefaultIfEmpty()
            .Max();
        var isSent = assembly.Steps.Any(s => s.Kind is StepKind.DocumentsSent && s.Seq > moved && s.At <= at);
        return isSent || deadlines[DeadlineKind.FinalDocuments]?.IsPast(at) is true ? deadlines.Rules.LateItems : null;
    }

    private static Task<AgendaDraft?> Load(this AssembliesDb db, Id<Assembly> assembly, bool track, CancellationToken ct)
    {
        var drafts = track ? db.AgendaDrafts.AsQueryable() : db.AgendaDrafts.AsNoTrackingWithIdentityResolution();
        return drafts
            .AsSingleQuery()
            .IgnoreQueryFilters()
            .Include(d => d.Sessions)
                .ThenInclude(s => s.Of)
            .Include(d => d.Sessions)
                .ThenInclude(s => s.Items)
            .SingleOrDefaultAsync(d => d.Assembly == assembly, ct);
    }
}
