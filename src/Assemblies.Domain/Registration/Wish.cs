using Assemblies.Domain.Meetings;

namespace Assemblies.Domain.Registration;

/// <summary>How somebody wants to take part in a meeting.</summary>
public enum TakingPart
{
    /// <summary>Not at all.</summary>
    Not,

    /// <summary>In the room.</summary>
    OnSite,

    /// <summary>By video.</summary>
    Online,
}

/// <summary>What somebody answered for one meeting.</summary>
/// <param name="Meeting">Which.</param>
/// <param name="How">How they want to take part.</param>
public sealed record MeetingWish(Id<Meeting> Meeting, TakingPart How);

/// <summary>What somebody answered for one thing that can be booked: the dinner, a roundtable, the bus.</summary>
/// <param name="Pool">Which.</param>
/// <param name="Wanted">Yes or no.</param>
public sealed record ItemWish(Id<SeatPool> Pool, bool Wanted);

/// <summary>What somebody wants, as they filled it in; what they have of it is said by their lines (<see cref="SeatLine"/>).</summary>
/// <param name="Meetings">An answer a meeting.</param>
/// <param name="Items">An answer a thing that can be booked.</param>
public sealed record Wish(IReadOnlyList<MeetingWish> Meetings, IReadOnlyList<ItemWish> Items)
{
    /// <summary>Nothing.</summary>
    public static readonly Wish Nothing = new([], []);

    /// <summary>Whether nothing is wanted: they do not come.</summary>
    public bool WantsNothing() => Meetings.All(m => m.How is TakingPart.Not) && !Items.Any(i => i.Wanted);

    /// <summary>Whether it asks for the same: what is not wanted is the same as what was not asked for.</summary>
    public bool IsSameAs(Wish other) =>
        Meetings.ToHashSet().SetEquals(other.Meetings)
        && Items.Where(i => i.Wanted).ToHashSet().SetEquals(other.Items.Where(i => i.Wanted));

    /// <summary>How they want to take part in a meeting; null while they have not said.</summary>
    public TakingPart? In(Id<Meeting> meeting) => Meetings.FirstOrDefault(m => m.Meeting == meeting)?.How;

    /// <summary>Whether they want something that can be booked; null while they have not said.</summary>
    public bool? Of(Id<SeatPool> pool) => Items.FirstOrDefault(i => i.Pool == pool)?.Wanted;

    /// <summary>The same with another answer for one meeting.</summary>
    public Wish With(Id<Meeting> meeting, TakingPart how) =>
        this with
        {
            Meetings = [.. Meetings.Where(m => m.Meeting != meeting), new(meeting, how)],
        };

    /// <summary>The same with another answer for one thing that can be booked.</summary>
    public Wish With(Id<SeatPool> pool, bool wanted) => this with { Items = [.. Items.Where(i => i.Pool != pool), new(pool, wanted)] };
}
