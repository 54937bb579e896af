using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Minutes;
using Assemblies.Domain.Rules;
using Assemblies.Domain.Voting;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Minutes.Register;

/// <summary>
/// Enters each motion into the register as soon as its vote has a result, or it is withdrawn, deferred, or lapses: an adopted one under the next number of its
/// assembly, the others under their own. What became of the motion before is overtaken by it. An annulled vote marks its entry; the number is not given again.
/// </summary>
internal sealed class EnterDecisions(AssembliesDb db, IClock clock, Reader reader)
    : IReactTo<MotionDecided>,
        IReactTo<MotionShelved>,
        IReactTo<PollAnnulled>
{
    public async ValueTask Happened(MotionDecided happened, CancellationToken ct)
    {
        // Found among what this transaction holds already, else read.
        var result = (await db.FindAsync<PollResult>([happened.Poll], ct))!;
        await Enter(happened.Motion, happened.Poll, happened.Outcome, result.Sentence, result.At, ct);
    }

    public async ValueTask Happened(MotionShelved happened, CancellationToken ct) =>
        await Enter(
            happened.Motion,
            null,
            happened.Outcome,
            $"{English.Capital(happened.Outcome.InWords())}: {happened.Reason}",
            happened.At,
            ct
        );

    public async ValueTask Happened(PollAnnulled happened, CancellationToken ct)
    {
        await db.OneDecisionAtATime(happened.Assembly, ct);
        var entries = await db.DecisionsOf(happened.Motion, ct);
        entries.Annul(happened.Poll, happened.Reason, clock.GetCurrentInstant(), reader.Person);
    }

    private async Task Enter(Id<Motion> which, Id<Poll>? poll, Outcome outcome, string sentence, Instant at, CancellationToken ct)
    {
        var motion = (await db.FindAsync<Motion>([which], ct))!;
        var assembly = await db.Assemblies.Where(a => a.Id == motion.Assembly).Select(a => new { a.Id, a.Code }).SingleAsync(ct);
        var rules = (await db.RulesFor(assembly.Id, ct))!.Parameters;
        var entry = new Decision(
            new(
                assembly.Id,
                assembly.Code,
                motion.Id,
                motion.Number,
                poll,
                outcome,
                sentence,
                motion.Item,
                motion.Title,
                motion.RuleType,
                await IsClosed(motion, ct),
                motion.Text,
                (await db.DeadlinesOf(assembly.Id, ct))?[DeadlineKind.RecordDate]?.Date
            ),
            await db.NextDecision(assembly.Id, ct),
            rules.PublicDecisions,
            at
        );
        var entries = await db.DecisionsOf(motion.Id, ct);
        db.Decisions.Add(entry);
        entries.Enter(entry, at, reader.Person);
    }

    // As it was published last, as those in the room know it; an item that was never published as it stands in the draft.
    private async Task<bool> IsClosed(Motion motion, CancellationToken ct)
    {
        var newest = await db
            .AgendaVersions.AsNoTracking()
            .Where(v => v.Assembly == motion.Assembly)
            .OrderByDescending(v => v.Number)
            .FirstOrDefaultAsync(ct);
        return newest?.Content.Find(motion.Item) is var (_, session, item)
            ? item.Closed || session.Closed
            : await db
                .AgendaItems.IgnoreQueryFilters()
                .Where(i => i.Id == motion.Item)
                .Select(i => i.Closed || i.Of.Closed)
                .SingleAsync(ct);
    }
}

/// <summary>Numbers of decisions and actions: each assembly gives its own, one at a time.</summary>
internal static class RegisterNumbers
{
    /// <summary>The next number of an assembly's decisions. Whoever asks at the same moment waits until this transaction has ended.</summary>
    public static async Task<int> NextDecision(this AssembliesDb db, Id<Assembly> assembly, CancellationToken ct)
    {
        await db.OneDecisionAtATime(assembly, ct);
        return 1 + (await db.Decisions.Where(d => d.Assembly == assembly).MaxAsync(d => d.Seq, ct) ?? 0);
    }

    /// <summary>Whoever else enters or annuls a decision of the assembly at the same moment waits until this transaction has ended.</summary>
    public static Task OneDecisionAtATime(this AssembliesDb db, Id<Assembly> assembly, CancellationToken ct) =>
        Lock(db, "decisions", assembly, ct);

    /// <summary>The next number of an assembly's actions, likewise.</summary>
    public static async Task<int> NextAction(this AssembliesDb db, Id<Assembly> assembly, CancellationToken ct)
    {
        await Lock(db, "actions", assembly, ct);
        return 1 + (await db.ActionPoints.Where(a => a.Assembly == assembly).MaxAsync(a => (int?)a.Seq, ct) ?? 0);
    }

    private static Task<int> Lock(AssembliesDb db, string what, Id<Assembly> assembly, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({what + " " + assembly}, 0))", ct);
}
