using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Look;
using NodaTime;

namespace Assemblies.Server.Registration.Pages;

/// <summary>The registration form's questions and answers as people read them, and back.</summary>
internal static class RegistrationWords
{
    private const string Yes = "yes";
    private const string No = "no";

    /// <summary>What helps, in words.</summary>
    public static string InWords(this Help help) =>
        help switch
        {
            Help.StepFree => "Step-free access",
            Help.HearingLoop => "Hearing loop",
            Help.SignLanguage => "Sign language",
            Help.QuietRoom => "Quiet room",
            Help.Assistant => "I bring an assistant",
            Help.GlutenFree => "Gluten-free",
            Help.LactoseFree => "Lactose-free",
            _ => help.ToString(),
        };

    /// <summary>The same in a count: "Brings an assistant".</summary>
    public static string InCount(this Help help) => help is Help.Assistant ? "Brings an assistant" : help.InWords();

    /// <summary>What helps to take part, for the form.</summary>
    public static IReadOnlyList<Answer> Helps { get; } =
    [.. Enum.GetValues<Help>().Select(help => new Answer(help.ToString(), help.InWords()))];

    /// <summary>"Thursday 22 April, General Assembly, day 1, 09:00–17:30".</summary>
    public static string Question(ShowRegistration.AskedMeeting meeting) =>
        $"{Clocks.ShortDay(meeting.Start.Date)}, {meeting.Title}, {Clocks.Time(meeting.Start.TimeOfDay)}–{Clocks.Time(meeting.End.TimeOfDay)}";

    /// <summary>The field of a meeting.</summary>
    public static string Field(ShowRegistration.AskedMeeting meeting) => $"meetings.{meeting.Key}";

    /// <summary>The field of something that is booked, or of the question that it is one answer of.</summary>
    public static string Field(IGrouping<string, ShowRegistration.AskedItem> question) => $"items.{question.First().Pool}";

    /// <summary>How one can take part in a meeting, and what that means now.</summary>
    public static IReadOnlyList<Answer> Answers(ShowRegistration.AskedMeeting meeting) =>
        [
            .. meeting.OnSite is { } onSite
                ? [new Answer(nameof(TakingPart.OnSite), "On site") { Waits = Waits(onSite) }]
                : Array.Empty<Answer>(),
            .. meeting.Online is { } online
                ? [new Answer(nameof(TakingPart.Online), "Online") { Waits = Waits(online) }]
                : Array.Empty<Answer>(),
            new Answer(nameof(TakingPart.Not), "I do not take part"),
        ];

    /// <summary>What can be booked, a question each: those of one choice together.</summary>
    public static IEnumerable<IGrouping<string, ShowRegistration.AskedItem>> Questions(IEnumerable<ShowRegistration.AskedItem> items) =>
        items.GroupBy(item => item.Choice ?? item.Pool.ToString(), StringComparer.Ordinal);

    /// <summary>What is asked about it.</summary>
    public static string Label(IGrouping<string, ShowRegistration.AskedItem> question) => question.First().Choice ?? question.First().Title;

    /// <summary>The answers to a question about what can be booked.</summary>
    public static IReadOnlyList<Answer> Answers(IGrouping<string, ShowRegistration.AskedItem> question) =>
        question.First().Choice is null
            ? [new Answer(Yes, "Yes") { Waits = Waits(question.First().Seats) }, new Answer(No, "No")]
            :
            [
                .. question.Select(item => new Answer(item.Pool.ToString(), item.Title, item.About is { Length: > 0 } about ? about : null)
                {
                    Waits = Waits(item.Seats),
                }),
                new Answer(No, "None of these"),
            ];

    /// <summary>What was answered before; empty while nothing was.</summary>
    public static string Before(IGrouping<string, ShowRegistration.AskedItem> question, Wish wish) =>
        question.FirstOrDefault(item => wish.Of(item.Pool) is true) is { } wanted ? (wanted.Choice is null ? Yes : wanted.Pool.ToString())
        : question.Any(item => wish.Of(item.Pool) is not null) ? No
        : "";

    /// <summary>What was chosen now, an answer for each thing of the question; null when nothing was.</summary>
    public static IReadOnlyList<ItemWish>? Read(IGrouping<string, ShowRegistration.AskedItem> question, string chosen) =>
        chosen.Length is 0
            ? null
            :
            [
                .. question.Select(item => new ItemWish(
                    item.Pool,
                    item.Choice is null ? chosen is Yes : string.Equals(chosen, item.Pool.ToString(), StringComparison.OrdinalIgnoreCase)
                )),
            ];

    /// <summary>What somebody has, as a status.</summary>
    public static (Tone Tone, string Text) Status(ShowRegistration.OwnSeat seat, bool isSelf) =>
        seat.State switch
        {
            SeatState.Waiting => (Tone.Wait, $"Number {seat.NumberInLine} on the waiting list"),
            SeatState.Offered => (Tone.Wait, isSelf ? "Held for you" : "Held, not answered"),
            SeatState.Confirmed when seat.IsMeanwhile => (Tone.Info, "Online for now"),
            SeatState.Confirmed => (
                Tone.Ok,
                seat.Meeting is null ? "Booked"
                : isSelf ? "Your seat"
                : "Has the seat"
            ),
            _ => (Tone.Quiet, "Not any more"),
        };

    /// <summary>The days on which what is said of diet, access and telephone is gone: "Deleted on 23 May 2027, 30 days after the assembly."</summary>
    public static string Deleted(LocalDate? goneOn) =>
        goneOn is { } day
            ? $"Deleted on {Clocks.Days(day.PlusDays(-1), day.PlusDays(-1))}, {Needs.KeptDays} days after the assembly."
            : $"Deleted {Needs.KeptDays} days after the assembly.";

    private static string? Waits(ShowRegistration.HowFull full) =>
        full.WouldBe is { } number
            ? full.Free is 0
                ? $"Full: waiting list, you will be number {number}"
                : $"Your organisation has its seats: waiting list, number {number}"
            : full.Free is { } free and <= 5 and > 0
                ? $"{Words.Capital(Words.Spelled(free, "place", "places"))} left"
                : null;
}
