using Assemblies.Domain.Presence;
using CsCheck;

namespace Assemblies.Domain.Tests.Presence;

public sealed class RunningOrderPropertyTests
{
    private static readonly string[] Programme =
    [
        "15 Opening",
        "10 Agenda",
        "20 Budget+Fees",
        "15 pause Break",
        "45 A Girls",
        "30 B Vocational",
        "60 pause fixed Lunch",
        "30 Accounts",
    ];

    private static readonly string[] Titles = ["Opening", "Agenda", "Budget", "Fees", "Break", "Girls", "Vocational", "Lunch", "Accounts"];

    // What to do, and how many minutes later.
    private static readonly Gen<(int What, int After)[]> Acts = Gen.Select(Gen.Int[0, Titles.Length + 2], Gen.Int[0, 40]).Array[0, 12];

    [Test]
    public void Whatever_is_done_what_comes_lies_ahead_in_order_and_nothing_is_lost() =>
        Acts.Sample(acts =>
        {
            var (day, at) = Played(acts);
            var order = RunningOrder.Of(day.Published, day.Sitting, at);
            var clock = at.InZone(NodaTime.DateTimeZoneProviders.Tzdb["Europe/Ljubljana"]).LocalDateTime;
            var next = order.Lines.Where(l => l.State is LineState.Next).ToList();
            return order.Lines.Count == Titles.Length
                && order.Lines.Where(l => l.State is LineState.Now or LineState.Next).All(l => l.End >= clock)
                && next.All(l => l.Start >= clock && l.End - l.Start == l.PlannedEnd - l.PlannedStart)
                // A start may lie before the end of the line above it for one reason alone: it is fixed, and that line says so.
                && next.Zip(next.Skip(1))
                    .All(pair => pair.First.End <= pair.Second.Start || pair.First.Overrun > 0 || pair.Second.Session.Parallel is not null)
                && order.Lines.Where(l => l.State is LineState.Next && l.Session.IsFixed).All(l => l.Start >= l.PlannedStart);
        });

    [Test]
    public void One_line_at_most_is_on_or_all_that_run_beside_it() =>
        Acts.Sample(acts =>
        {
            var (day, at) = Played(acts);
            var on = RunningOrder.Of(day.Published, day.Sitting, at).Now;
            return day.Sitting.Now is null ? on.Count == 0 : on.Count == 1 || on.Select(l => l.Session.Parallel).SequenceEqual(["A", "B"]);
        });

    [Test]
    public void The_state_read_from_the_steps_is_the_one_they_led_to() =>
        Acts.Sample(acts =>
        {
            var sitting = Played(acts).Day.Sitting;
            var read = Sitting.At(sitting.Of, sitting.Steps.Reverse());
            return (read.State, read.Now, read.Break, read.Presiding, read.Seq)
                    == (sitting.State, sitting.Now, sitting.Break, sitting.Presiding, sitting.Seq)
                && sitting.Steps.Select(s => s.Seq).SequenceEqual(Enumerable.Range(1, sitting.Steps.Count));
        });

    private static (Day Day, NodaTime.Instant At) Played((int What, int After)[] acts)
    {
        var (day, at) = (new Day("09:00", Programme), Day.At("09:00"));
        day.Open("09:00");
        foreach (var (what, after) in acts)
        {
            at += NodaTime.Duration.FromMinutes(after);
            switch (what - Titles.Length)
            {
                case 0:
                    day.Sitting.Interrupt(15, at, Day.Chair);
                    break;
                case 1:
                    day.Sitting.Resume(at, Day.Chair);
                    break;
                case 2:
                    day.Sitting.HandOver(Day.Deputy, at, Day.Chair, null);
                    break;
                default:
                    var session = day.Published.Sessions.Single(s => s.Title == Titles[what] || s.Items.Any(i => i.Title == Titles[what]));
                    day.Sitting.GoTo(session, session.Items.SingleOrDefault(i => i.Title == Titles[what])?.Id, at, Day.Chair);
                    break;
            }
        }

        return (day, at);
    }
}
