using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Presence;

/// <summary>What somebody brings about between opening and closing a meeting.</summary>
public enum SittingStepKind
{
    /// <summary>The meeting was opened.</summary>
    Opened,

    /// <summary>An item, or a session without items, was taken up.</summary>
    LineStarted,

    /// <summary>A break began: one of the programme, which names its session, or one that the chair calls.</summary>
    BreakBegan,

    /// <summary>A break ended.</summary>
    BreakEnded,

    /// <summary>Somebody else presides.</summary>
    HandedOver,

    /// <summary>The meeting was closed.</summary>
    Closed,
}

/// <summary>One step of a sitting: the time between opening and closing a meeting. Only ever added.</summary>
public sealed class SittingStep : Aggregate
{
    private SittingStep() { }

    internal SittingStep(Sitting sitting, SittingStepKind kind, Instant at, Id<Person>? by)
    {
        (Meeting, Seq, Kind, At, By) = (sitting.Meeting, sitting.Seq + 1, kind, at, by);
        Happened(new RoomChanged(sitting.Assembly, RoomPart.Sitting));
    }

    /// <summary>Of which meeting.</summary>
    public Id<Meeting> Meeting { get; private set; }

    /// <summary>Its place in the order, from 1; unique in its meeting, so that of two steps at once one is refused.</summary>
    public int Seq { get; private set; }

    /// <summary>What.</summary>
    public SittingStepKind Kind { get; private set; }

    /// <summary>The item that was taken up; null for everything else.</summary>
    public Id<AgendaItem>? Item { get; init; }

    /// <summary>The session that was taken up, or that of the item; of a break the session it is in the programme, null when the chair called it.</summary>
    public Id<Session>? Session { get; init; }

    /// <summary>How long a break is to last; null for everything else.</summary>
    public int? Minutes { get; init; }

    /// <summary>Who presides from then on, at the opening and when it is handed over; null where nobody is appointed, and for everything else.</summary>
    public Id<Person>? Presiding { get; init; }

    /// <summary>When, in business time.</summary>
    public Instant At { get; private set; }

    /// <summary>By whom.</summary>
    public Id<Person>? By { get; private set; }

    /// <summary>Why; null where nobody said.</summary>
    public string? Reason { get; init; }
}
