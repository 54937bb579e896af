using System.Globalization;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Presence;
using Assemblies.Server.Agenda;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>The meeting and its running order, as somebody may see them.</summary>
internal static class RoomOrders
{
    private const string WhoLeaves = "Partners, the Commission, applicants, observers, guests and members without a vote leave the room.";
    private const string WhoStays = "Delegates who may vote, the officers, the secretariat and whom the chair has named stay.";

    /// <summary>The meeting.</summary>
    /// <param name="room">The room.</param>
    /// <param name="now">What is going on there.</param>
    /// <param name="online">How to join by video; null where that is not to be shown.</param>
    public static RoomMeeting Meeting(this RoomNow room, MeetingNow now, string? online)
    {
        var (sitting, of) = (now.Sitting, now.Sitting.Of);
        return new(
            of.Id,
            of.Key,
            of.Title,
            of.Statutory,
            sitting.State,
            sitting.Seq,
            of.Date,
            of.Start,
            of.End,
            of.TimeZone,
            of.Room,
            online,
            sitting.OpenedAt,
            sitting.ClosedAt,
            sitting.Presiding is { } who ? room.Names.GetValueOrDefault(who) : null,
            now.IsVoting
        );
    }

    /// <summary>How to join the meeting by video: for those it is for, and not for those who have to leave what is on.</summary>
    public static string? OnlineLinkFor(this MeetingNow now, RoomOrder order, Visibility visibility) =>
        now.Sitting.Of.CancelledAt is null && visibility.MayJoin(now.Sitting.Of.Audience) && order.Closed is null or { ReaderStays: true }
            ? now.Sitting.Of.OnlineLink
            : null;

    /// <summary>The running order. What is closed keeps time and number; its title is for those who may read it.</summary>
    /// <param name="room">The room.</param>
    /// <param name="now">What is going on there.</param>
    /// <param name="visibility">What the reader may read.</param>
    /// <param name="at">The moment of asking.</param>
    public static RoomOrder Order(this RoomNow room, MeetingNow now, Visibility visibility, Instant at)
    {
        var pause = now.Sitting.Break is { } on ? BreakOf(on, now.Sitting.Of.TimeZone, at) : null;
        if (room.Agenda?.Meetings.FirstOrDefault(m => m.Id == now.Sitting.Meeting) is not { } published)
        {
            return new([], pause, null, null, null, null);
        }

        var order = RunningOrder.Of(published, now.Sitting, at);
        bool Sees(RunningLine line) => visibility.Sees(published, line.Session);
        var next = order.Next.Where(Sees).ToList();
        return new(
            [.. order.Lines.Where(Sees).Select(l => Line(l, visibility))],
            pause,
            Doors([.. order.Now], visibility),
            next.Count == 0
                ? null
                : $"At {Time(next[0].Start)}: {string.Join("; ", next.Select(l => Name(l, visibility)))}{(next[0].Delay is { } late ? $" ({late})" : "")}.",
            order.End,
            order.OverEnd > 0 ? RunningOrder.DelayOf(order.OverEnd) : null
        );
    }

    /// <summary>What is said while something closed is on: the one function of it. Null when nothing is.</summary>
    public static ClosedDoors? Doors(IReadOnlyList<RunningLine> on, Visibility visibility)
    {
        var closed = on.Where(IsClosed).ToList();
        return closed.Count == 0 ? null : new(WhoLeaves, WhoStays, closed.TrueForAll(line => Reads(line, visibility)));
    }

    private static RoomLine Line(RunningLine line, Visibility visibility)
    {
        var reads = Reads(line, visibility);
        return new(
            line.Session.Id,
            line.Item?.Id,
            line.Item?.Number,
            TitleOf(line, visibility),
            line.Item is { } item ? AgendaWords.Of(item.Kind) : AgendaWords.Of(line.Session.Kind),
            line.State,
            line.PlannedStart,
            line.Start,
            line.End,
            line.Delay,
            line.OverrunInWords,
            RunningOrder.IsPause(line.Session),
            IsClosed(line),
            line.Session.Parallel,
            line.Session.Room,
            reads ? line.Item?.Presenters ?? line.Session.Presenters : null
        );
    }

    private static bool IsClosed(RunningLine line) =>
        line.Session.Closed || (line.Item is { } item ? item.Closed : line.Session.Items.Any(i => i.Closed));

    private static bool Reads(RunningLine line, Visibility visibility) =>
        line.Item is { } item
            ? visibility.Reads(line.Session, item)
            : visibility.Reads(line.Session) && line.Session.Items.All(i => visibility.Reads(line.Session, i));

    private static string? TitleOf(RunningLine line, Visibility visibility) =>
        line.Item is not { } item ? visibility.TitleOf(line.Session)
        : visibility.Reads(line.Session, item) ? item.Title
        : null;

    private static string Name(RunningLine line, Visibility visibility)
    {
        var title = TitleOf(line, visibility);
        return (line.Item, line.Session.Parallel) switch
        {
            ({ } item, _) => $"item {item.Number}{(title is null ? ", closed" : $", {title}")}",
            (null, { } letter) => $"{letter}, {title ?? "closed"}",
            _ => title ?? "a closed session",
        };
    }

    private static RoomBreak BreakOf(SittingBreak on, string timeZone, Instant at)
    {
        var until = on.Until.InZone(DateTimeZoneProviders.Tzdb[timeZone]).LocalDateTime;
        return new(on.Since, on.Until, at < on.Until ? $"Break until {Time(until)}" : $"The break was to end at {Time(until)}");
    }

    private static string Time(LocalDateTime at) => at.ToString("HH:mm", CultureInfo.InvariantCulture);
}
