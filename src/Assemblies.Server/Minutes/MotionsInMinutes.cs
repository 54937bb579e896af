using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Minutes;
using Assemblies.Domain.Voting;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Minutes;

/// <summary>Motions with their votes, for minutes, by their items.</summary>
internal sealed class MotionsInMinutes(AssembliesDb db)
{
    /// <summary>
    /// The motions of an assembly. A vote that is open, or waits for the chair, has no result and is not among them; of a question for objections that
    /// one of them ended there is that line.
    /// </summary>
    public async Task<ILookup<Id<AgendaItem>, MinutesMotion>> Of(Assembly assembly, CancellationToken ct)
    {
        var motions = await db.Motions.AsNoTracking().Where(m => m.Assembly == assembly.Id).OrderBy(m => m.Seq).ToListAsync(ct);
        var polls = (await db.Polls.AsNoTracking().Where(p => p.Assembly == assembly.Id).OrderBy(p => p.Seq).ToListAsync(ct)).ToLookup(p =>
            p.Motion
        );
        var results = await db.PollResults.AsNoTracking().Where(r => r.Assembly == assembly.Id).ToDictionaryAsync(r => r.Poll, ct);
        var ballots = (
            await (
                from ballot in db.Ballots
                join poll in db.Polls on ballot.Poll equals poll.Id
                where poll.Assembly == assembly.Id
                select new
                {
                    ballot.Poll,
                    ballot.Organisation,
                    ballot.Choice,
                    ballot.Via,
                }
            ).ToListAsync(ct)
        ).ToLookup(b => b.Poll);
        var decisions = (
            await db
                .Decisions.AsNoTracking()
                .Where(d => d.Assembly == assembly.Id && d.Seq != null && d.AnnulledAt == null && d.OvertakenBy == null)
                .OrderBy(d => d.Seq)
                .Select(d => new
                {
                    d.Motion,
                    d.Number,
                    d.Effective,
                    Responsible = d.Responsible ?? db.Organisations.Where(o => o.Id == d.Organisation).Select(o => o.Name).FirstOrDefault(),
                })
                .ToListAsync(ct)
        ).ToLookup(d => d.Motion);
        var zone = DateTimeZoneProviders.Tzdb[assembly.Place.TimeZone];
        return motions.ToLookup(m => m.Item, Told);

        MinutesMotion Told(Motion motion)
        {
            var shown = polls[motion.Id].Where(p => p.IsAnnulled || results.ContainsKey(p.Id)).ToList();
            return new(
                motion.Number,
                motion.Title,
                motion.Text,
                motion.Proposer,
                motion.Seconder,
                shown.ConvertAll(Voted),
                [
                    .. polls[motion.Id]
                        .SelectMany(p => p.Steps.Where(s => s.Kind is PollStepKind.Objected), (poll, step) => (Poll: poll, Step: step))
                        .Select(o =>
                            (o.Step.At, Polls: o.Poll.Seq - 1, Text: $"{o.Step.Reason} objected, so it was not adopted by consensus.")
                        )
                        .Concat(motion.Steps.Select(s => (s.At, s.Polls, Text: $"{s.Kind}: {s.Reason}")))
                        .OrderBy(o => o.At)
                        .Select(o => new MotionLine(Minute(o.At), shown.Count(p => p.Seq <= o.Polls), o.Text)),
                ],
                decisions[motion.Id].Select(d => new MinutesDecision(d.Number!, d.Effective, d.Responsible)).LastOrDefault()
            );
        }

        LocalDateTime Minute(Instant at) => at.InZone(zone).LocalDateTime.With(TimeAdjusters.TruncateToMinute);

        MinutesPoll Voted(Poll poll)
        {
            var result = results.GetValueOrDefault(poll.Id);
            var cast = ballots[poll.Id].ToDictionary(b => b.Organisation);
            return new(
                Minute(result?.At ?? poll.EndedAt ?? poll.OpenedAt),
                result?.Outcome.IsAdopted() ?? false,
                English.Capital(result?.Outcome.InWords() ?? "annulled"),
                result?.Sentence ?? "It was annulled before it had a result.",
                result?.Yes ?? 0,
                result?.No ?? 0,
                result?.Abstain ?? 0,
                poll.Method is PollMethod.Consensus
                    ? []
                    :
                    [
                        .. poll.Roll.Select(m => new MinutesVote(
                            m.Code,
                            m.Name,
                            cast.GetValueOrDefault(m.Organisation)?.Choice.ToString() ?? "Did not vote",
                            m.Holder,
                            cast.GetValueOrDefault(m.Organisation)?.Via
                        )),
                    ],
                result?.Warning,
                poll.WhyAnnulled
            );
        }
    }

    /// <summary>What is to be done, by the item whose decision it follows from; null for what belongs to none. What was dropped is not among it.</summary>
    public async Task<ILookup<Id<AgendaItem>?, MinutesAction>> Actions(Id<Assembly> assembly, CancellationToken ct)
    {
        var actions = await (
            from action in db.ActionPoints
            join decision in db.Decisions on action.Decision equals (Id<Decision>?)decision.Id into decisions
            from decision in decisions.DefaultIfEmpty()
            where action.Assembly == assembly && action.IsDropped != true
            orderby action.Seq
            select new
            {
                action.Code,
                action.Seq,
                action.What,
                action.Until,
                Item = decision == null ? null : (Id<AgendaItem>?)decision.Item,
                Person = db.People.Where(p => p.Id == action.Person).Select(p => p.Name).FirstOrDefault(),
                Organisation = db.Organisations.Where(o => o.Id == action.Organisation).Select(o => o.Name).FirstOrDefault(),
            }
        ).ToListAsync(ct);
        return actions.ToLookup(
            a => a.Item,
            a => new MinutesAction(ActionPoint.NumberOf(a.Code, a.Seq), a.What, a.Person ?? a.Organisation, a.Until)
        );
    }
}
