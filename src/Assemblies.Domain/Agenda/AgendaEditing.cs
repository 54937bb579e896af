using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Agenda;

public sealed partial class AgendaDraft
{
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
        RemoveEmpty(at);
    }

    /// <summary>Lays an item into another session; one that had nothing else is taken out.</summary>
    public void Move(AgendaItem item, Session to, Instant at)
    {
        to.Adopt(item);
        RemoveEmpty(at);
    }

    /// <summary>Takes out the sessions that have neither title nor items.</summary>
    public void RemoveEmpty(Instant at)
    {
        foreach (var empty in Standing.Where(s => s.Title is null && !s.Items.Any()).ToList())
        {
            Remove(empty, at);
        }
    }

    /// <summary>
    /// Makes an item a session without a number; what was printed stays empty, and what was closed stays closed. Among other items, or under a
    /// title, it becomes a session of its own behind them.
    /// </summary>
    /// <param name="item">Which.</param>
    /// <param name="title">The session's title.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="minutes">How long it takes.</param>
    /// <param name="at">When.</param>
    public void MakeSession(AgendaItem item, string title, SessionKind kind, int minutes, Instant at)
    {
        var session = item.Of;
        var isAlone = session.Title is null && session.Items.Count() is 1;
        var plan = (isAlone ? session.Plan : session.Plan with { FixedStart = null, FixedDay = 0, Presenters = null }) with
        {
            Title = title,
            Kind = kind,
            Minutes = minutes,
            Presenters = item.Presenters ?? (isAlone ? session.Presenters : null),
            Closed = session.Closed || item.Closed,
        };
        if (isAlone)
        {
            session.Take(plan);
        }
        else
        {
            var next = In(session.Meeting).SkipWhile(s => s != session).Skip(1).FirstOrDefault();
            Add(session.Of, plan, next?.Id);
        }

        item.Remove(at);
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
        Renumber();
        (Version, SavedAt, SavedBy) = (Version + 1, at, by);
    }

    /// <summary>Numbers follow the order where they are not printed yet: its meetings may have moved, or one was cancelled.</summary>
    public void Renumber()
    {
        var numbers = Numbering;
        foreach (var item in Items)
        {
            item.Number = AgendaItem.Printed(numbers[item.Id.Value]);
        }

        foreach (var item in Stranded.SelectMany(s => s.Items).Where(i => i.PrintedIn is null))
        {
            item.Number = null;
        }
    }

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
