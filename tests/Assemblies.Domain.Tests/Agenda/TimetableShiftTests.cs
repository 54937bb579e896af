using Assemblies.Domain.Agenda;
using NodaTime;
using static Assemblies.Domain.Tests.Agenda.Programme;

namespace Assemblies.Domain.Tests.Agenda;

public sealed class TimetableShiftTests
{
    private static readonly LocalDate Day = new(2027, 4, 22);

    [TestCase(15, false, "09:50–10:45", "11:00–11:15", "11:15–12:45", "12:30–14:30", TestName = "Shift what follows, up to lunch")]
    [TestCase(15, true, "09:50–10:45", "11:00–11:15", "11:15–12:45", "12:45–14:45", TestName = "Shift what follows, lunch too")]
    [TestCase(-15, false, "09:50–10:45", "10:30–10:45", "10:45–12:15", "12:30–14:30", TestName = "Shift what follows to earlier")]
    public void Shifting_from_the_break(int minutes, bool beyondFixed, string item5, string pause, string item6, string lunch)
    {
        var lines = DemoDay1();

        var shifted = Timetable.Of(Day.At(new(8, 30)), lines).ShiftFrom(lines[6].Id, minutes, beyondFixed);

        Assert.That(lines[5..9].Select(l => shifted[l.Id].Times), Is.EqualTo([item5, pause, item6, lunch]));
    }

    [Test]
    public void A_shift_over_midnight_carries_the_fixed_start_to_the_next_day()
    {
        TimetableLine[] lines =
        [
            Line(1, "Dinner", 120) with
            {
                FixedStart = new(21, 0),
            },
            Line(2, "Concert", 60) with
            {
                FixedStart = new(23, 30),
            },
        ];

        var shifted = Timetable.Of(Day.At(new(21, 0)), lines).ShiftFrom(Key(1), 45, beyondFixed: true);

        Assert.That(
            shifted.Lines.Select(l => (l.FixedStart, l.FixedDay)),
            Is.EqualTo([((LocalTime?)new LocalTime(21, 45), 0), ((LocalTime?)new LocalTime(0, 15), 1)])
        );
    }
}
