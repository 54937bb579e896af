using Assemblies.Server.Platform.Calendar;
using NodaTime;

namespace Assemblies.Server.Tests.Platform.Calendar;

/// <summary>The entries of the demo network's assembly, as a revision holds them.</summary>
internal static class Entries
{
    public static readonly Instant Stamp = Instant.FromUtc(2027, 2, 1, 8, 30, 15);

    public static CalendarItem OpenMeeting { get; } =
        new()
        {
            Uid = "0192f0a0-0000-7000-8000-000000000001@assemblies.example.org",
            Sequence = 0,
            Stamp = Stamp,
            When = At("Europe/Ljubljana", new(2027, 4, 21, 14, 0), new(2027, 4, 21, 18, 30)),
            Summary = "Open meeting: STEM skills for Europe",
            Description = "Cankarjev dom, Ljubljana, and online.\nQuestions? Write to Anna de Vries.",
            Location = "Cankarjev dom, Prešernova cesta 10, Ljubljana",
            Url = new Uri("https://assemblies.example.org/assemblies/GA-2027-1"),
            Organizer = new("STEM Platforms of Europe", "meetings@assemblies.example.org"),
            Attendee = new("Tomasz Zieliński", "head@pl.stem.example.org"),
        };

    public static CalendarItem Day1 { get; } =
        OpenMeeting with
        {
            Uid = "0192f0a0-0000-7000-8000-000000000002@assemblies.example.org",
            When = At("Europe/Ljubljana", new(2027, 4, 22, 8, 30), new(2027, 4, 22, 17, 30)),
            Summary = "General Assembly, day 1",
        };

    public static CalendarItem Day2 { get; } =
        Day1 with
        {
            Uid = "0192f0a0-0000-7000-8000-000000000003@assemblies.example.org",
            When = At("Europe/Ljubljana", new(2027, 4, 23, 9, 0), new(2027, 4, 23, 15, 0)),
            Summary = "General Assembly, day 2",
        };

    public static CalendarItem Umbrella { get; } =
        Day1 with
        {
            Uid = "0192f0a0-0000-7000-8000-000000000004@assemblies.example.org",
            When = new CalendarTime.AllDay(new(2027, 4, 22), new(2027, 4, 23)),
            Summary = "General Assembly GA-2027-1",
        };

    public static CalendarItem Deadline { get; } =
        Umbrella with
        {
            Uid = "0192f0a0-0000-7000-8000-000000000005@assemblies.example.org",
            When = new CalendarTime.AllDay(new(2027, 4, 8), new(2027, 4, 8)),
            Summary = "Last day for country updates",
        };

    public static CalendarTime.Timed At(string zone, LocalDateTime start, LocalDateTime end) =>
        new(start, end, DateTimeZoneProviders.Tzdb[zone]);
}
