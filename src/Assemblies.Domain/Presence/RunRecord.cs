using Assemblies.Domain.Agenda;
using NodaTime;

namespace Assemblies.Domain.Presence;

/// <summary>A line of the programme as it was planned, on the day on which the meeting is now.</summary>
internal sealed record PlannedLine(PublishedSession Session, PublishedItem? Item, LocalDateTime Start, LocalDateTime End)
{
    public static PlannedLine Whole(PublishedSession session, int daysMoved) =>
        new(session, null, session.Start.PlusDays(daysMoved), session.End.PlusDays(daysMoved));

    public static IEnumerable<PlannedLine> Items(PublishedSession session, int daysMoved)
    {
        var start = session.Start.PlusDays(daysMoved);
        foreach (var item in session.Items)
        {
            yield return new(session, item, start, start.PlusMinutes(item.Minutes));
            start = start.PlusMinutes(item.Minutes);
        }
    }
}

/// <summary>What is on at one time: one line, or parallel sessions.</summary>
internal sealed record PlannedBlock(List<PlannedLine> Lines)
{
    /// <summary>People check in whether or not somebody takes it up.</summary>
    public bool PassesByItself => Lines is [{ Session: { Kind: SessionKind.CheckIn, Items.Count: 0 } }];

    public bool Holds(Id<Session> session, Id<AgendaItem>? item) =>
        Lines.Exists(l => l.Item is { } own ? own.Id == item : l.Session.Id == session);

    public List<RunningLine> As(LineState state, RunRecord record) =>
        [
            .. Lines.Select(l =>
            {
                var (start, end) = state is LineState.Done or LineState.Now ? record.Times(this, l) : (l.Start, l.End);
                return new RunningLine(l.Session, l.Item, state, l.Start, l.End, start, end);
            }),
        ];
}

/// <summary>When each line was on, as the steps of a sitting tell it; whole minutes of the venue's clock.</summary>
internal sealed class RunRecord
{
    private readonly List<Run> runs = [];
    private readonly DateTimeZone zone;

    private RunRecord(DateTimeZone zone) => this.zone = zone;

    /// <summary>The line that was taken up last; null before the first.</summary>
    public Run? Last => runs.Count == 0 ? null : runs[^1];

    public static RunRecord Of(Sitting sitting, DateTimeZone zone)
    {
        var record = new RunRecord(zone);
        foreach (var step in sitting.Steps)
        {
            record.Take(step, Minute(step.At, zone));
        }

        return record;
    }

    public static LocalDateTime Minute(Instant at, DateTimeZone zone) => at.InZone(zone).LocalDateTime.With(TimeAdjusters.TruncateToMinute);

    public LocalDateTime Local(Instant at) => Minute(at, zone);

    public bool Has(PlannedBlock block) => runs.Exists(r => block.Holds(r.Session, r.Item));

    /// <summary>From when to when a line was on, all its times together; what is on since when. The planned times of what passed by itself.</summary>
    public (LocalDateTime Start, LocalDateTime End) Times(PlannedBlock block, PlannedLine line)
    {
        var own = runs.FindAll(r => block.Holds(r.Session, r.Item));
        return own.Count == 0 ? (line.Start, line.End)
            : own[^1].End is { } end ? (own[0].Start, end)
            : (own[^1].Start, own[^1].Start);
    }

    /// <summary>How many minutes a line has run by now, breaks that the chair called left out.</summary>
    public int Ran(PlannedBlock block, LocalDateTime clock) => runs.Where(r => block.Holds(r.Session, r.Item)).Sum(r => r.Minutes(clock));

    private void Take(SittingStep step, LocalDateTime at)
    {
        switch (step.Kind)
        {
            case SittingStepKind.LineStarted:
            case SittingStepKind.BreakBegan when step.Session is not null:
                End(at);
                runs.Add(new(step.Session!.Value, step.Item, at));
                break;
            case SittingStepKind.BreakBegan when Last is { End: null } interrupted:
                interrupted.PausedSince = at;
                break;
            case SittingStepKind.BreakEnded when step.Session is not null:
            case SittingStepKind.Closed:
                End(at);
                break;
            case SittingStepKind.BreakEnded when Last is { End: null } goesOn:
                goesOn.GoOn(at);
                break;
        }
    }

    private void End(LocalDateTime at)
    {
        if (Last is { End: null } running)
        {
            running.GoOn(at);
            running.End = at;
        }
    }

    /// <summary>One time at which a line was on.</summary>
    public sealed class Run(Id<Session> session, Id<AgendaItem>? item, LocalDateTime start)
    {
        private int paused;

        public Id<Session> Session { get; } = session;

        public Id<AgendaItem>? Item { get; } = item;

        public LocalDateTime Start { get; } = start;

        public LocalDateTime? End { get; set; }

        public LocalDateTime? PausedSince { get; set; }

        public void GoOn(LocalDateTime at)
        {
            if (PausedSince is { } since)
            {
                paused += RunningOrder.Minutes(since, at);
                PausedSince = null;
            }
        }

        public int Minutes(LocalDateTime clock) => RunningOrder.Minutes(Start, End ?? PausedSince ?? clock) - paused;
    }
}
