using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Security;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>What somebody is asked, and whether what they answered fits: the form's page and its command ask the same.</summary>
internal sealed class WishCheck
{
    private readonly OpenBook open;
    private readonly Registrant? registrant;
    private readonly LocalDate today;

    /// <summary>Looks what is asked.</summary>
    /// <param name="open">The seats in hand.</param>
    /// <param name="who">Who is asked.</param>
    /// <param name="registrant">Their registration; null before the first.</param>
    /// <param name="now">Business time.</param>
    public WishCheck(OpenBook open, Attendee who, Registrant? registrant, Instant now)
    {
        (this.open, this.registrant) = (open, registrant);
        today = open.Deadlines?.Rules.DayOf(now) ?? now.InUtc().Date;
        Meetings = Asked.Meetings(open.Assembly, who.Audience, now);
        Items = Asked.Items(open.Pools, who.Audience);
    }

    /// <summary>The meetings that are for them and not over.</summary>
    public IReadOnlyList<Meeting> Meetings { get; }

    /// <summary>What they can book.</summary>
    public IReadOnlyList<SeatPool> Items { get; }

    /// <summary>The wish with what is not asked any more as it was answered before: a form shows what is asked now, and forgets nothing else.</summary>
    public Wish Complete(Wish given)
    {
        var before = registrant?.Wish ?? Wish.Nothing;
        return new(
            [.. before.Meetings.Where(m => Meetings.All(asked => asked.Id != m.Meeting)), .. given.Meetings.DistinctBy(m => m.Meeting)],
            [
                .. before.Items.Where(i => i.Wanted && Items.All(asked => asked.Id != i.Pool) && open.Pools.Any(p => p.Id == i.Pool)),
                .. given.Items.DistinctBy(i => i.Pool),
            ]
        );
    }

    /// <summary>All that is wrong with a wish, by field; null when it fits.</summary>
    public Error? Refuses(Wish wish)
    {
        if (Meetings.Count is 0)
        {
            return RegistrationErrors.NothingForThem;
        }

        var before = registrant?.Wish ?? Wish.Nothing;
        var fields = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var meeting in Meetings)
        {
            if (wish.In(meeting.Id) is not { } how)
            {
                fields[$"meetings.{meeting.Key}"] = [$"Say whether you take part in {meeting.Title}."];
            }
            else if (how is TakingPart.OnSite && meeting.Format is MeetingFormat.Online)
            {
                fields[$"meetings.{meeting.Key}"] = [$"{meeting.Title} takes place by video only."];
            }
            else if (how is TakingPart.Online && meeting.Format is MeetingFormat.OnSite)
            {
                fields[$"meetings.{meeting.Key}"] = [$"{meeting.Title} takes place in the room only."];
            }
        }

        foreach (var item in wish.Items.Where(i => i.Wanted && before.Of(i.Pool) is not true))
        {
            if (Items.FirstOrDefault(p => p.Id == item.Pool) is not { } pool)
            {
                fields["items"] = ["Something you chose is not offered any more. Look at the form as it is now."];
            }
            else if (pool.Until < today)
            {
                fields[$"items.{pool.Id}"] = [$"{pool.Title} could be booked until {Platform.Look.Clocks.Day(pool.Until!.Value)}."];
            }
        }

        foreach (
            var choice in Items.Where(p => p.Choice is not null && wish.Of(p.Id) is true).GroupBy(p => p.Choice, StringComparer.Ordinal)
        )
        {
            if (choice.Count() > 1)
            {
                fields[$"items.{choice.First().Id}"] = [$"Choose one of these: {choice.Key}."];
            }
        }

        if (
            wish.Meetings.Any(m =>
                open.Assembly.Meetings.All(known => known.Id != m.Meeting || known.CancelledAt is not null && before.In(known.Id) is null)
            )
        )
        {
            fields["meetings"] = ["A meeting you chose is not held. Look at the form as it is now."];
        }

        return fields.Count is 0 ? null : RegistrationErrors.Wish with { Fields = fields };
    }

    /// <summary>Whether they can have something now: what is asked in a second step is for those who have a seat on site.</summary>
    public bool MayHave(SeatPool pool, Id<Registrant> who) =>
        !pool.ForConfirmed
        || open.Pools.Any(p => p.Kind is PoolKind.OnSite && open.Book.LineOf(p.Id, who) is { State: SeatState.Confirmed });
}

/// <summary>What a reader class is asked.</summary>
internal static class Asked
{
    /// <summary>The meetings that stand, are for that class, and are not over.</summary>
    public static IReadOnlyList<Meeting> Meetings(Assembly assembly, Audience audience, Instant now) =>
        [
            .. assembly
                .Meetings.Where(m => m.CancelledAt is null && m.EndsAt > now && AudienceRule.Invites(audience, m.Audience))
                .OrderBy(m => m.StartsAt),
        ];

    /// <summary>What that class can book.</summary>
    public static IReadOnlyList<SeatPool> Items(IEnumerable<SeatPool> pools, Audience audience) =>
        [
            .. pools
                .Where(p => p.Kind is PoolKind.Bookable && p.RemovedAt is null && AudienceRule.Invites(audience, p.Audience))
                .OrderBy(p => p.Choice, StringComparer.Ordinal)
                .ThenBy(p => p.Id.Value),
        ];
}
