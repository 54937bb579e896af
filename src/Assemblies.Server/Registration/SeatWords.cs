using Assemblies.Domain.Meetings;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Look;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>Seats and places in line as sentences, the same in mails and on pages.</summary>
internal static class SeatWords
{
    /// <summary>What a pool is called: "General Assembly, day 2, on site", "Members’ walking dinner".</summary>
    public static string NameOf(SeatPool pool, IEnumerable<Meeting> meetings) =>
        pool.Meeting is { } id
            ? $"{meetings.Single(m => m.Id == id).Title}, {(pool.Kind is PoolKind.OnSite ? "on site" : "online")}"
            : pool.Title;

    /// <summary>"on site", "online", "not".</summary>
    public static string Of(TakingPart? how) =>
        how switch
        {
            TakingPart.OnSite => "on site",
            TakingPart.Online => "online",
            TakingPart.Not => "not",
            _ => "not said",
        };

    /// <summary>What somebody has of a pool: "a seat on site", "number 2 in line for a seat on site", "online until a seat on site is free".</summary>
    /// <param name="kind">The pool's kind.</param>
    /// <param name="state">Where the line stands.</param>
    /// <param name="isMeanwhile">Online until a seat on site is theirs.</param>
    /// <param name="number">The number in line of whoever waits.</param>
    /// <param name="until">Until when an offer holds.</param>
    /// <param name="zone">The zone in which that is said.</param>
    public static string Of(PoolKind kind, SeatState state, bool isMeanwhile, int? number, Instant? until, DateTimeZone zone)
    {
        var seat = kind switch
        {
            PoolKind.OnSite => "a seat on site",
            PoolKind.Online => "a place online",
            _ => "a place",
        };
        return state switch
        {
            SeatState.Waiting => $"number {number} in line for {seat}",
            SeatState.Offered => $"{seat} is held for you until {Clocks.Moment(until!.Value, zone)}",
            SeatState.Confirmed => isMeanwhile ? "online until a seat on site is free"
            : kind is PoolKind.OnSite ? "on site"
            : kind is PoolKind.Online ? "online"
            : "booked",
            _ => "not any more",
        };
    }

    /// <summary>What differs between two wishes, a sentence each: "General Assembly, day 2: on site → not".</summary>
    public static IReadOnlyList<string> Differences(Wish before, Wish now, IEnumerable<Meeting> meetings, IEnumerable<SeatPool> pools) =>
        [
            .. meetings
                .OrderBy(m => m.StartsAt)
                .Where(m => before.In(m.Id) != now.In(m.Id))
                .Select(m => $"{m.Title}: {Of(before.In(m.Id))} → {Of(now.In(m.Id))}"),
            .. pools
                .Where(p => p.Kind is PoolKind.Bookable && (before.Of(p.Id) ?? false) != (now.Of(p.Id) ?? false))
                .Select(p => now.Of(p.Id) is true ? $"{p.Title}: no → yes" : $"{p.Title}: yes → no"),
        ];
}
