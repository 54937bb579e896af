using Assemblies.Domain.Presence;
using CsCheck;
using NodaTime;

namespace Assemblies.Domain.Tests.Presence;

public sealed class StayTests
{
    private static readonly Instant Start = Instant.FromUtc(2027, 4, 22, 6, 30);
    private static readonly Instant End = At(540);

    [Test]
    public void In_and_out_is_a_stay_and_who_is_not_checked_out_stays_until_the_end() =>
        Assert.That(
            Stay.Of([In(1, 0), Out(2, 100), In(3, 200)], End),
            Is.EqualTo(new[] { new Stay(At(0), At(100), false), new Stay(At(200), End, false) })
        );

    [Test]
    public void What_was_taken_back_never_happened() =>
        Assert.That(
            Stay.Of([In(1, 0), Out(2, 1) with { Corrects = 1 }, In(3, 60), Out(4, 90), In(5, 91) with { Corrects = 4 }], End),
            Is.EqualTo(new[] { new Stay(At(60), End, false) })
        );

    [Test]
    public void Who_goes_on_online_has_two_stays() =>
        Assert.That(
            Stay.Of([In(1, 0), In(2, 100) with { Online = true }, Out(3, 200)], End),
            Is.EqualTo(new[] { new Stay(At(0), At(100), false), new Stay(At(100), At(200), true) })
        );

    [Test]
    public void Nobody_stays_longer_than_the_meeting_lasts() =>
        Assert.That(Stay.Of([In(1, 0), Out(2, 600), In(3, 700)], End), Is.EqualTo(new[] { new Stay(At(0), End, false) }));

    [Test]
    public void Minutes_are_whole_ones_of_the_sum() =>
        Assert.That(
            Stay.Minutes([new(At(0), At(0) + Duration.FromSeconds(90), false), new(At(5), At(5) + Duration.FromSeconds(90), true)]),
            Is.EqualTo(3)
        );

    [Test]
    public void Stays_never_overlap_and_are_never_longer_than_the_meeting() =>
        Gen.Select(Gen.Bool, Gen.Bool, Gen.Int[0, 600])
            .Array[0, 12]
            .Sample(passages =>
            {
                var ledger = passages
                    .OrderBy(p => p.Item3)
                    .Select((p, index) => new Passage(index + 1, p.Item1, p.Item2, At(p.Item3), null))
                    .ToList();
                var stays = Stay.Of(ledger, End);
                return stays.Zip(stays.Skip(1)).All(pair => pair.First.Until <= pair.Second.From)
                    && stays.All(stay => stay.From < stay.Until && stay.Until <= End)
                    && Stay.Minutes(stays) <= 540;
            });

    private static Instant At(int minutes) => Start + Duration.FromMinutes(minutes);

    private static Passage In(long number, int minutes) => new(number, true, false, At(minutes), null);

    private static Passage Out(long number, int minutes) => new(number, false, false, At(minutes), null);
}
