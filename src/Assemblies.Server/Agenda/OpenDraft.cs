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
    public Error? Stale(long? version) =>
        version is null || version == Draft.Version ? null : AgendaDomainErrors.DraftChanged with { Current = DraftView.Of(this) };

    /// <summary>Why the reader may not change a session: the host prepares those without items only.</summary>
    public Error? Foreign(Session session, Reader reader) =>
        session.Items.Any() && !reader.MayChangeItems(Assembly.Id) ? AgendaErrors.NotTheHosts : null;
}

/// <summary>Opens drafts.</summary>
internal static class OpeningDrafts
{
    private static readonly AssemblyState[] Open = [AssemblyState.Planned, AssemblyState.Convened, AssemblyState.Postponed];

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
            insert into agenda_draft (id, assembly, version, changes) values ({Id<AgendaDraft>.New().Value}, {assembly.Id.Value}, 1, 1)
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

    /// <summary>Whether the final agenda was due: an item that comes later is marked late.</summary>
    public static async Task<bool> IsAgendaFinal(this AssembliesDb db, Assembly assembly, Instant now, CancellationToken ct) =>
        assembly.Steps.Any(s => s.Kind is StepKind.DocumentsSent)
        || await db.DeadlinesOf(assembly, ct) is { } deadlines && deadlines[DeadlineKind.FinalDocuments] is { } final && final.IsPast(now);

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
