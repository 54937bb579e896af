using Assemblies.Domain.Agenda;
using NodaTime;

namespace Assemblies.Domain.Tests.Agenda;

/// <summary>Lines of the demo network’s programme.</summary>
internal static class Programme
{
    internal static TimetableLine[] DemoDay1() =>
        [
            Line(1, "Check-in and signature sheet", 30),
            Item(2, 1, "Opening, roll call, quorum", 15),
            Item(3, 2, "Adoption of the agenda", 10),
            Item(4, 3, "Minutes of GA-2026-2", 10),
            Item(5, 4, "Follow-up of decisions", 15),
            Item(6, 5, "Progress report of the secretariat and the steering committee", 55),
            Line(7, "Break", 15),
            Item(8, 6, "Country updates (3 minutes each)", 90),
            Line(9, "Lunch and site visit", 120) with
            {
                FixedStart = new LocalTime(12, 30),
            },
            Item(10, 7, "Accounts 2026 and discharge", 30),
            Item(11, 8, "Budget and membership fees 2028", 40),
        ];

    internal static TimetableLine Item(int key, int number, string title, int minutes) =>
        Line(key, title, minutes) with
        {
            Number = number,
        };

    internal static TimetableLine Line(int key, string title, int minutes) => new(Key(key), title, minutes);

    internal static Guid Key(int key) => new(key, 0, 0, new byte[8]);
}
