using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Agenda;

/// <summary>
/// The agenda of an assembly as its editors have it: sessions in their order, items with their numbers. Readers see published versions only.
/// </summary>
public sealed class AgendaDraft : Entity<AgendaDraft>
{
    private readonly List<Session> sessions = [];

    private AgendaDraft() { }

    /// <summary>An empty one.</summary>
    public AgendaDraft(Id<Assembly> assembly) => Assembly = assembly;

    /// <summary>Of which assembly; each has one.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>Raised by each save of sessions and items; its ETag.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>Raised by anything a reader would see changed, texts and documents too: what a publication refers to.</summary>
    public long Changes { get; private set; } = 1;

    /// <summary>When it was last saved.</summary>
    public Instant? SavedAt { get; private set; }

    /// <summary>Who saved it last; null for the service.</summary>
    public Id<Person>? SavedBy { get; private set; }

    /// <summary>The newest published version; null before the first.</summary>
    public int? Published { get; private set; }

    /// <summary>Its sessions: meeting after meeting, each in its order.</summary>
    public IEnumerable<Session> Sessions => sessions.Where(s => s.RemovedAt is null).OrderBy(s => s.Of.StartsAt).ThenBy(s => s.Order);

    /// <summary>Its items in the order in which they are printed.</summary>
    public IEnumerable<AgendaItem> Items => Sessions.SelectMany(s => s.Items);

    /// <summary>Every number that was printed, those of dropped items too.</summary>
    public IReadOnlyList<IssuedNumber> Issued =>
        [
            .. sessions
                .SelectMany(s => s.EveryItem)
                .Where(i => i.PrintedIn is not null)
                .Select(i => new IssuedNumber(AgendaItem.Digits(i.Number!), i.Id.Value, i.Title, i.PrintedIn!.Value))
                .OrderBy(n => n.Number),
        ];

    /// <summary>The numbers of its items, and those that stay empty.</summary>
    public Numbering Numbering => Numbering.Of([.. Items.Select(i => new ItemInOrder(i.Id.Value, i.Title, i.Late))], Issued);

    /// <summary>The sessions of one meeting in their order.</summary>
    public IReadOnlyList<Session> In(Id<Meeting> meeting) => [.. Sessions.Where(s => s.Meeting == meeting)];

    /// <summary>The times of one meeting.</summary>
    public Timetable TimesOf(Meeting meeting) => Timetable.Of(meeting.Date + meeting.Start, [.. In(meeting.Id).Select(s => s.Line)]);

    /// <summary>A session by its id; null when there is none.</summary>
    public Session? Session(Id<Session> id) => sessions.Find(s => s.Id == id && s.RemovedAt is null);

    /// <summary>An item by its id; null when there is none.</summary>
    public AgendaItem? Item(Id<AgendaItem> id) => Items.FirstOrDefault(i => i.Id == id);

    /// <summary>Adds a session at the end of a meeting, or before another session of it.</summary>
    public Session Add(Meeting meeting, SessionPlan plan, Id<Session>? before = null)
    {
        var session = new Session(this, meeting, plan, int.MaxValue);
        sessions.Add(session);
        Place(session, before);
        return session;
    }

    /// <summary>Moves a session one place up or down in its meeting.</summary>
    /// <param name="session">Which.</param>
    /// <param name="by">-1 for up, 1 for down.</param>
    public Error? Move(Session session, int by)
    {
        var row = In(session.Meeting).ToList();
        var (from, to) = (row.IndexOf(session), row.IndexOf(session) + by);
        if (to < 0 || to >= row.Count)
        {
            return AgendaDomainErrors.NowhereToMove;
        }

        row.RemoveAt(from);
        row.Insert(to, session);
        Count(row);
        return null;
    }

    /// <summary>Places a session in a meeting, before another session of it or at its end.</summary>
    public Error? Move(Session session, Meeting meeting, Id<Session>? before)
    {
        if (before is { } other && In(meeting.Id).All(s => s.Id != other))
        {
            return AgendaDomainErrors.UnknownSession;
        }

        var left = session.Meeting;
        session.Moved(meeting);
        Place(session, before);
        Count([.. In(left)]);
        return null;
    }

    /// <summary>Puts a meeting's sessions into this order; those not named follow as they stood.</summary>
    public void Order(Id<Meeting> meeting, IReadOnlyList<Id<Session>> order)
    {
        var places = order.Select((id, place) => (id, place)).ToDictionary(p => p.id, p => p.place);
        Count([.. In(meeting).OrderBy(s => places.GetValueOrDefault(s.Id, int.MaxValue))]);
    }

    /// <summary>Takes a session out, with its items: printed numbers stay empty.</summary>
    public void Remove(Session session, Instant at)
    {
        session.Remove(at);
        Count([.. In(session.Meeting)]);
    }

    /// <summary>Drops an item; a session that had nothing else goes with it.</summary>
    public void Remove(AgendaItem item, Instant at)
    {
        item.Remove(at);
        if (item.Of.Title is null && !item.Of.Items.Any())
        {
            Remove(item.Of, at);
        }
    }

    /// <summary>Lays an item into another session; one that had nothing else is taken out.</summary>
    public void Move(AgendaItem item, Session to, Instant at)
    {
        var from = item.Of;
        from.Release(item);
        to.Adopt(item);
        if (from.Title is null && !from.Items.Any())
        {
            Remove(from, at);
        }
    }

    /// <summary>Shifts a session and what follows.</summary>
    /// <param name="session">The first to shift.</param>
    /// <param name="minutes">How much later; negative for earlier.</param>
    /// <param name="beyondFixed">Whether later fixed starts move too.</param>
    public void Shift(Session session, int minutes, bool beyondFixed)
    {
        var lines = TimesOf(session.Of).ShiftFrom(session.Id.Value, minutes, beyondFixed).Lines.ToDictionary(l => l.Id);
        foreach (var one in In(session.Meeting))
        {
            var line = lines[one.Id.Value];
            one.Take(one.Plan with { FixedStart = line.FixedStart, FixedDay = line.FixedDay });
        }
    }

    /// <summary>Ends a save: numbers follow the order where they are not printed yet, the version rises.</summary>
    public void Saved(Instant at, Id<Person>? by)
    {
        var numbers = Numbering;
        foreach (var item in Items)
        {
            item.Number = AgendaItem.Printed(numbers[item.Id.Value]);
        }

        (Version, SavedAt, SavedBy) = (Version + 1, at, by);
        Touched();
    }

    /// <summary>A text or a document of it has changed.</summary>
    public void Touched() => Changes++;

    /// <summary>What stands against publishing; null when nothing does.</summary>
    public Error? RefusesPublishing()
    {
        if (!Sessions.Any())
        {
            return AgendaDomainErrors.Empty;
        }

        var reasons = Sessions
            .Select(s => s.Of)
            .Distinct()
            .Where(meeting => meeting.CancelledAt is null)
            .SelectMany(meeting => TimesOf(meeting).Findings.Where(f => f.BlocksPublishing).Select(f => Reason(meeting, f)))
            .ToList();
        return reasons.Count is 0 ? null : AgendaDomainErrors.Overrun with { Reasons = reasons };
    }

    /// <summary>Marks the numbers as printed.</summary>
    internal void PrintedAs(int version)
    {
        Published = version;
        foreach (var item in Items)
        {
            item.PrintedIn ??= version;
        }
    }

    private Error Reason(Meeting meeting, TimetableFinding finding) =>
        new(
            AgendaDomainErrors.Overrun.Code,
            ErrorKind.Conflict,
            $"{meeting.Title}, {Words.Quote(Session(new(finding.Line))!.Name)}: {finding.Sentence}"
        );

    private void Place(Session session, Id<Session>? before)
    {
        var row = In(session.Meeting).Where(s => s != session).ToList();
        var at = before is { } other ? row.FindIndex(s => s.Id == other) : -1;
        row.Insert(at < 0 ? row.Count : at, session);
        Count(row);
    }

    private static void Count(List<Session> row)
    {
        foreach (var (session, place) in row.Select((session, place) => (session, place)))
        {
            session.Order = place + 1;
        }
    }
}
