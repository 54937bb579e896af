using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Meetings;

/// <summary>How commands get hold of an assembly, and of the version their sender saw.</summary>
internal static class AssemblyReading
{
    /// <summary>With its steps and meetings, to be changed; null when there is none.</summary>
    public static Task<Assembly?> Whole(this AssembliesDb db, string code, CancellationToken ct) =>
        db.Assemblies.Include(a => a.Steps).Include(a => a.Meetings).AsSplitQuery().SingleOrDefaultAsync(a => a.Code == code, ct);

    /// <summary>The assembly of a meeting likewise.</summary>
    public static Task<Assembly?> Whole(this AssembliesDb db, Id<Meeting> meeting, CancellationToken ct) =>
        db
            .Assemblies.Include(a => a.Steps)
            .Include(a => a.Meetings)
            .AsSplitQuery()
            .SingleOrDefaultAsync(a => a.Meetings.Any(m => m.Id == meeting), ct);

    /// <summary>That one of its meetings is open, and nothing is put off while people sit in it; null when none is.</summary>
    public static async Task<Error?> InSession(this AssembliesDb db, Assembly assembly, CancellationToken ct)
    {
        var meetings = assembly.Meetings.Select(m => m.Id).ToList();
        return await db.SittingSteps.OpenNow(db).AnyAsync(opened => meetings.Contains(opened.Meeting), ct)
            ? MeetingsErrors.InSession
            : null;
    }

    /// <summary>Why a change to the version that its sender saw is refused: none was named, or it is not the one that stands. Null: go on.</summary>
    /// <param name="assembly">As it stands.</param>
    /// <param name="seen">The version the sender saw.</param>
    /// <param name="current">What stands now, for the sender to compare.</param>
    public static Error? Stale(this Assembly assembly, long? seen, Func<object> current) =>
        seen is null ? RequestErrors.VersionMissing
        : seen == assembly.Version ? null
        : MeetingsErrors.EditedMeanwhile with { Current = current() };

    /// <summary>The same for a step, which may also be taken from whatever stands: then no version is named.</summary>
    public static Error? StaleStep(this Assembly assembly, long? seen) =>
        seen is null ? null : assembly.Stale(seen, () => new NewVersion(assembly.Version));
}

/// <summary>An outcome of the domain as that of a command.</summary>
internal static class Outcomes
{
    /// <summary>The refusal, or the value.</summary>
    public static Result<T> Or<T>(this Error? refusal, Func<T> value) => refusal is null ? value() : refusal;
}
