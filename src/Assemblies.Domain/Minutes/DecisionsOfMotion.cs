using Assemblies.Domain.Members;
using Assemblies.Domain.Voting;
using NodaTime;

namespace Assemblies.Domain.Minutes;

/// <summary>
/// All that became of one motion: the one place that says which of it stands. Of several results the last that decides stands, and each earlier one names what
/// overtook it; what a decision had superseded stands again while that decision does not hold.
/// </summary>
/// <remarks>
/// An annulled vote decides nothing, nor does a void one: what was decided before them stands. Marks are steps, so that what stood when can be read.
/// </remarks>
/// <param name="entries">The motion's entries of the register, in order, with their steps.</param>
/// <param name="superseded">The decisions that any of them has superseded at some time, with their steps.</param>
public sealed class DecisionsOfMotion(IEnumerable<Decision> entries, IReadOnlyCollection<Decision> superseded)
{
    private readonly List<Decision> entries = [.. entries];

    /// <summary>The motion came to a result.</summary>
    public void Enter(Decision entry, Instant at, Id<Person>? by)
    {
        entries.Add(entry);
        Settle(at, by);
    }

    /// <summary>A vote on it was annulled. Nothing happens at a repeat, or where the vote had no result.</summary>
    public void Annul(Id<Poll> poll, string reason, Instant at, Id<Person>? by)
    {
        entries.Find(d => d.Poll == poll)?.Annul(reason, at, by);
        Settle(at, by);
    }

    private void Settle(Instant at, Id<Person>? by)
    {
        foreach (var (entry, n) in entries.Select((entry, n) => (entry, n)).Where(it => it.entry.AnnulledAt is null))
        {
            // By the next one, and not the last: what a mark says stays true when others follow.
            entry.Overtake(entries.Skip(n + 1).FirstOrDefault(Decides), at, by);
        }

        // Adopted once more, the motion holds under another number: what it superseded does not come back for that.
        var isAdopted = entries.LastOrDefault(Decides) is { IsAdopted: true };
        foreach (var decision in entries.Where(d => d.IsAdopted))
        {
            var holds = decision.AnnulledAt is null && isAdopted;
            foreach (var earlier in superseded)
            {
                Settle(earlier, decision, holds, at, by);
            }
        }
    }

    private static void Settle(Decision earlier, Decision later, bool holds, Instant at, Id<Person>? by)
    {
        if (!holds && earlier.SupersededBy == later.Id)
        {
            earlier.TakeBack(later, at, by);
        }
        else if (holds && earlier.SupersededBy is null && earlier.Steps.Any(s => s.Other == later.Id))
        {
            earlier.GiveWay(later, at, by);
        }
    }

    private static bool Decides(Decision entry) =>
        entry.AnnulledAt is null && entry.Outcome is not (Outcome.VoidNoQuorum or Outcome.VoidTurnout);
}
