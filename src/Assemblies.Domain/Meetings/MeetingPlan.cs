using NodaTime;

namespace Assemblies.Domain.Meetings;

/// <summary>What a meeting is, as one value.</summary>
/// <param name="Key">Unique in its assembly, such as <c>open</c>, <c>day1</c>.</param>
/// <param name="Title">For people.</param>
/// <param name="Statutory">Whether it is part of the general assembly: notice, quorum and decisions concern it.</param>
/// <param name="Audience">Whom it is for; what invitations go by.</param>
/// <param name="Format">On site, online or both.</param>
/// <param name="Date">The local day.</param>
/// <param name="Start">The local time it begins.</param>
/// <param name="End">The local time it ends, after its start, on the same day.</param>
/// <param name="Room">Hall or room in the venue; null while unknown.</param>
/// <param name="MapLink">Where a map shows it.</param>
/// <param name="OnlineLink">How to join by video; shown to those invited only.</param>
public sealed record MeetingPlan(
    string Key,
    string Title,
    bool Statutory,
    Audience Audience,
    MeetingFormat Format,
    LocalDate Date,
    LocalTime Start,
    LocalTime End,
    string? Room,
    string? MapLink,
    string? OnlineLink
)
{
    /// <summary>Whom an open meeting is for unless somebody says otherwise.</summary>
    public const Audience OpenAudience = Audience.Members | Audience.Applicants | Audience.AssociatedPartners | Audience.Commission;

    /// <summary>The open meeting as it is at first: 13:00 to 18:30.</summary>
    public static MeetingPlan Open(LocalDate date) =>
        new("open", "Open meeting", false, OpenAudience, MeetingFormat.Hybrid, date, new(13, 0), new(18, 30), null, null, null);

    /// <summary>The days of the general assembly as they are at first: 08:30 to 17:30, the last of several 09:00 to 12:45.</summary>
    public static IEnumerable<MeetingPlan> Days(IReadOnlyList<LocalDate> dates) =>
        dates
            .Order()
            .Select(
                (date, index) =>
                {
                    var isShort = index > 0 && index == dates.Count - 1;
                    return new MeetingPlan(
                        FormattableString.Invariant($"day{index + 1}"),
                        dates.Count == 1 ? "General Assembly" : FormattableString.Invariant($"General Assembly, day {index + 1}"),
                        true,
                        Audience.Members,
                        MeetingFormat.Hybrid,
                        date,
                        isShort ? new(9, 0) : new(8, 30),
                        isShort ? new(12, 45) : new(17, 30),
                        null,
                        null,
                        null
                    );
                }
            );

    /// <summary>Why what is to come cannot be moved there: its day is past in that zone; null when it is not.</summary>
    internal Error? Gone(string timeZone, Instant now) =>
        Date < now.InZone(DateTimeZoneProviders.Tzdb[timeZone]).Date ? MeetingsDomainErrors.DateGone.At("date") : null;

    /// <summary>What is wrong with it, at its field; null when it can be held in that zone.</summary>
    public Error? Refusal(string timeZone)
    {
        if (End <= Start)
        {
            return MeetingsDomainErrors.EndsBeforeItStarts.At("end");
        }

        if (Audience is Audience.None)
        {
            return MeetingsDomainErrors.ForNobody.At("audience");
        }

        if (Statutory && !Audience.HasFlag(Audience.Members))
        {
            return MeetingsDomainErrors.StatutoryWithoutMembers.At("audience");
        }

        return NoSuchTime(timeZone, Start, "start") ?? NoSuchTime(timeZone, End, "end");
    }

    /// <summary>The same meeting so many days later.</summary>
    public MeetingPlan Later(int days) => this with { Date = Date.PlusDays(days) };

    // A doubled local time means the first of the two (see Meeting.Derive); a skipped one means nothing, and somebody has to say what was meant.
    private Error? NoSuchTime(string timeZone, LocalTime time, string field)
    {
        var zone = DateTimeZoneProviders.Tzdb[timeZone];
        var mapped = zone.MapLocal(Date + time);
        return mapped.Count > 0
            ? null
            : (
                MeetingsDomainErrors.NoSuchTime with
                {
                    Message =
                        $"On {Words.Date(Date)} clocks there go forward from {Words.Time(mapped.EarlyInterval.IsoLocalEnd.TimeOfDay)} "
                        + $"to {Words.Time(mapped.LateInterval.IsoLocalStart.TimeOfDay)}: {Words.Time(time)} does not exist. Choose another time.",
                }
            ).At(field);
    }
}
