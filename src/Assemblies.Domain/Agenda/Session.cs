using Assemblies.Domain.Meetings;
using Assemblies.Domain.Rules;
using NodaTime;

namespace Assemblies.Domain.Agenda;

/// <summary>A part of a meeting's programme, with no item, one or several. Changed through its <see cref="AgendaDraft"/> only.</summary>
public sealed class Session : Entity<Session>
{
    private readonly List<AgendaItem> items = [];

    private Session() { }

    internal Session(AgendaDraft draft, Meeting meeting, SessionPlan plan, int order)
    {
        (Assembly, Meeting, Of, Order) = (draft.Assembly, meeting.Id, meeting, order);
        Take(plan);
    }

    /// <summary>Of which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>Of which meeting.</summary>
    public Id<Meeting> Meeting { get; private set; }

    /// <summary>The meeting itself.</summary>
    public Meeting Of { get; private set; } = null!;

    /// <summary>Its place in the meeting, from 1.</summary>
    public int Order { get; internal set; }

    /// <summary>Its own title; null when its items say what it is about.</summary>
    public string? Title { get; private set; }

    /// <summary>What it is.</summary>
    public SessionKind Kind { get; private set; }

    /// <summary>How long it takes by itself; see <see cref="Length"/>.</summary>
    public int Minutes { get; private set; }

    /// <summary>The local time at which it starts whatever comes before it.</summary>
    public LocalTime? FixedStart { get; private set; }

    /// <summary>Days from the meeting's day to the fixed start.</summary>
    public int FixedDay { get; private set; }

    /// <summary>The letter of a parallel session.</summary>
    public string? Parallel { get; private set; }

    /// <summary>Whom it is for; null for the meeting's audience.</summary>
    public Audience? Audience { get; private set; }

    /// <summary>How one takes part; null for the meeting's format.</summary>
    public MeetingFormat? Format { get; private set; }

    /// <summary>Its room; null for the meeting's.</summary>
    public string? Room { get; private set; }

    /// <summary>How to join by video; null for the meeting's.</summary>
    public string? OnlineLink { get; private set; }

    /// <summary>Who speaks.</summary>
    public string? Presenters { get; private set; }

    /// <summary>Left to delegates who may vote, officers, secretariat and whom the chair names.</summary>
    public bool Closed { get; private set; }

    /// <summary>When it was taken out of the programme; such rows are read by nobody, but what hangs on them stays.</summary>
    public Instant? RemovedAt { get; private set; }

    /// <summary>Its items, dropped ones too.</summary>
    internal IReadOnlyList<AgendaItem> EveryItem => items;

    /// <summary>Its items in their order.</summary>
    public IEnumerable<AgendaItem> Items => items.Where(i => i.RemovedAt is null).OrderBy(i => i.Order);

    /// <summary>How many minutes it takes: its items' sum when it has any.</summary>
    public int Length => Items.Any() ? Items.Sum(i => i.Minutes) : Minutes;

    /// <summary>What it is called: its own title, else its items'.</summary>
    public string Name => Title ?? string.Join("; ", Items.Select(i => i.Title));

    /// <summary>All of it that may change.</summary>
    public SessionPlan Plan =>
        new(Title, Kind, Minutes)
        {
            FixedStart = FixedStart,
            FixedDay = FixedDay,
            Parallel = Parallel?[0],
            Audience = Audience,
            Format = Format,
            Room = Room,
            OnlineLink = OnlineLink,
            Presenters = Presenters,
            Closed = Closed,
        };

    internal TimetableLine Line =>
        new(Id.Value, Name, Length)
        {
            Number = Items.ToList() is [{ Number: { } number }] ? AgendaItem.Digits(number) : null,
            FixedStart = FixedStart,
            FixedDay = FixedDay,
            Parallel = Parallel?[0],
        };

    internal void Take(SessionPlan plan)
    {
        (Title, Kind, Minutes, FixedStart, FixedDay) = (plan.Title, plan.Kind, plan.Minutes, plan.FixedStart, plan.FixedDay);
        (Parallel, Audience, Format, Room) = (plan.Parallel?.ToString(), plan.Audience, plan.Format, plan.Room);
        (OnlineLink, Presenters, Closed) = (plan.OnlineLink, plan.Presenters, plan.Closed);
    }

    internal void Moved(Meeting meeting) => (Meeting, Of) = (meeting.Id, meeting);

    /// <summary>Changes it; its draft is saved afterwards.</summary>
    public Error? Change(SessionPlan plan)
    {
        if (plan.Title is null && !Items.Any())
        {
            return AgendaDomainErrors.Untitled;
        }

        Take(plan);
        return null;
    }

    /// <summary>Adds an item; its draft is saved afterwards.</summary>
    /// <param name="plan">What it is.</param>
    /// <param name="late">What the rules say of late items, where the final agenda was due before: then it is marked late. Null: it is in time.</param>
    /// <returns>The item, or why it is not taken up late.</returns>
    public Result<AgendaItem> Add(ItemPlan plan, LateItems? late = null)
    {
        if (late is LateItems.Forbidden)
        {
            return AgendaDomainErrors.LateForbidden;
        }

        if ((late is not null || plan.Late) && plan.IsNeverLate)
        {
            return AgendaDomainErrors.NeverLate;
        }

        var item = new AgendaItem(this, plan, items.Select(i => i.Order).DefaultIfEmpty().Max() + 1, late is not null);
        items.Add(item);
        return item;
    }

    /// <summary>Puts its items into this order and drops the others; its draft is saved afterwards.</summary>
    public void Keep(IReadOnlyList<AgendaItem> kept, Instant at)
    {
        foreach (var gone in Items.Except(kept).ToList())
        {
            gone.Remove(at);
        }

        foreach (var (item, place) in kept.Select((item, place) => (item, place)))
        {
            item.Order = place + 1;
        }
    }

    /// <summary>Takes an item over from another session; <see cref="AgendaDraft.RemoveEmpty"/> and a save of its draft follow.</summary>
    public void Adopt(AgendaItem item)
    {
        if (item.Of != this)
        {
            item.Of.items.Remove(item);
            item.MovedTo(this, items.Select(i => i.Order).DefaultIfEmpty().Max() + 1);
            items.Add(item);
        }
    }

    internal void Remove(Instant at)
    {
        RemovedAt = at;
        foreach (var item in Items.ToList())
        {
            item.Remove(at);
        }
    }
}
