using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using CsCheck;
using NodaTime;

namespace Assemblies.Domain.Tests.Registration;

/// <summary>Whatever happens in whatever order, against a model that was written from the rules alone.</summary>
public sealed class SeatPropertyTests
{
    private const int People = 12;

    private static readonly Gen<Act> Acts = Gen.Frequency(
        (6, Gen.Int[0, People - 1].Select(who => (Act)new Act.OnSite(who))),
        (2, Gen.Int[0, People - 1].Select(who => (Act)new Act.Online(who))),
        (3, Gen.Int[0, People - 1].Select(who => (Act)new Act.Out(who))),
        (2, Gen.Select(Gen.Int[0, People - 1], Gen.Int[0, 2]).Select((who, n) => (Act)new Act.Replace(who, n))),
        (
            3,
            Gen.Select(Gen.Int[0, 8].Nullable(), Gen.Int[0, 3])
                .Select((seats, kept) => (Act)new Act.Resize(seats, seats is { } n ? Math.Min(kept, n) : 0))
        ),
        (1, Gen.Select(Gen.Int[1, 3], Gen.Bool).Select((share, offers) => (Act)new Act.Rules(share, offers))),
        (2, Gen.Select(Gen.Int[0, People - 1], Gen.Bool).Select((who, kept) => (Act)new Act.ByHand(who, kept))),
        (3, Gen.Int[0, People - 1].Select(who => (Act)new Act.Accept(who))),
        (2, Gen.Int[1, 30].Select(hours => (Act)new Act.Pass(hours)))
    );

    [Test]
    public void Seats_and_lines_are_what_the_rules_say_after_each_of_any_acts() =>
        Gen.Select(Gen.Int[0, 6].Nullable(), Acts.List[1, 60])
            .Sample(
                (capacity, acts) =>
                {
                    var run = new Run(capacity);
                    foreach (var act in acts)
                    {
                        run.Do(act);
                        run.Check();
                    }
                },
                iter: 2_000
            );

    private abstract record Act
    {
        public sealed record OnSite(int Who) : Act;

        public sealed record Online(int Who) : Act;

        public sealed record Out(int Who) : Act;

        public sealed record Replace(int Who, int By) : Act;

        public sealed record Resize(int? Seats, int Reserved) : Act;

        public sealed record Rules(int Share, bool Offers) : Act;

        public sealed record ByHand(int Who, bool FromReserved) : Act;

        public sealed record Accept(int Who) : Act;

        public sealed record Pass(int Hours) : Act;
    }

    /// <summary>The seats and the model side by side.</summary>
    private sealed class Run
    {
        private readonly Hall hall;
        private readonly SeatModel model;
        private readonly Instant began;
        private readonly IReadOnlyList<Delegate> people;
        private readonly Dictionary<Id<SeatLine>, int> told = [];
        private int takenBefore;
        private bool mayGrow;

        public Run(int? capacity)
        {
            // Three organisations of three people, and three guests.
            var organisations = Enumerable.Range(0, 3).Select(_ => (Id<Organisation>?)Id<Organisation>.New()).Append(null).ToList();
            people = [.. Enumerable.Range(0, People).Select(i => new Delegate($"{i}", organisations[i % 4]))];
            (hall, model) = (new Hall(capacity), new SeatModel(capacity, who => who % 4 is 3 ? null : who % 4));
            began = hall.Now;
            hall.Closes = began + Duration.FromHours(model.Closes);
        }

        public void Do(Act act)
        {
            (takenBefore, mayGrow) = (hall.Taken(hall.OnSite), false);
            hall.Do(_ => { }); // what was told before is not told again
            switch (act)
            {
                case Act.OnSite(var who):
                    hall.Take(people[who], TakingPart.OnSite);
                    model.OnSite(who);
                    break;
                case Act.Online(var who):
                    hall.Take(people[who], TakingPart.Online);
                    model.OnlineOnly(who);
                    break;
                case Act.Out(var who):
                    hall.Leave(people[who]);
                    model.Out(who);
                    break;
                case Act.Replace(var who, var n):
                    var by = (who % 4) + (4 * n);
                    if (hall.Lines.All(l => l.Registrant != people[by].Id || l.State is SeatState.Ended))
                    {
                        hall.Do(book => book.HandOver(people[who].Id, people[by].Id, hall.By));
                    }

                    model.Replace(who, by);
                    break;
                case Act.Resize(var seats, var reserved):
                    hall.Resize(seats, reserved);
                    model.Resize(seats, reserved);
                    break;
                case Act.Rules(var share, var offers):
                    hall.Terms = new() { OnSite = share, OffersFirst = offers };
                    hall.Do(book => book.SettleAll(hall.By, "The rules have changed."));
                    model.Rules(share, offers);
                    break;
                case Act.ByHand(var who, var fromReserved):
                    mayGrow = fromReserved;
                    if (hall.LineOf(people[who]) is { } waiting)
                    {
                        hall.Do(book => book.PromoteByHand(waiting, fromReserved, hall.By, "The host says so."));
                    }

                    model.ByHand(who, fromReserved);
                    break;
                case Act.Accept(var who):
                    if (hall.LineOf(people[who]) is { } offered)
                    {
                        hall.Do(book => book.Accept(offered, hall.By));
                    }

                    model.Accept(who);
                    break;
                case Act.Pass(var hours):
                    var inOrder = hall.Lines.Where(l => l.State is SeatState.Offered).OrderBy(l => l.Place).Select(Who).ToList();
                    hall.Now += Duration.FromHours(hours);
                    model.Hour += hours;
                    hall.Do(book => book.Expire(hall.Now));
                    model.Expire(inOrder);
                    break;
            }
        }

        public void Check()
        {
            Assert.That(Of(SeatState.Confirmed), Is.EquivalentTo(model.In), "seats");
            Assert.That(Of(SeatState.Offered), Is.EquivalentTo(model.Held.Keys), "held");
            Assert.That(hall.Queue(hall.OnSite).Select(Who), Is.EqualTo(model.Queue), "the line, in order");
            Assert.That(hall.Pool(hall.OnSite).Reserved, Is.EqualTo(model.Reserved));

            // Nobody is lost: whoever wanted a place on site and has none is online meanwhile, and nobody else is by that.
            Assert.That(OnlineOf(meanwhile: true), Is.EquivalentTo(model.Queue.Concat(model.Held.Keys)), "online meanwhile");
            Assert.That(OnlineOf(meanwhile: false), Is.EquivalentTo(model.Online), "online");

            // Never over, unless it was before; what was kept back is given by hand alone.
            var (pool, taken) = (hall.Pool(hall.OnSite), hall.Taken(hall.OnSite));
            var most = pool.Capacity is { } capacity ? Math.Max(capacity - pool.Reserved, takenBefore + (mayGrow ? 1 : 0)) : int.MaxValue;
            Assert.That(taken, Is.LessThanOrEqualTo(most), "never over");
            Assert.That(hall.Lines.Count(l => l.Pool == hall.OnSite && l.IsTaken), Is.EqualTo(taken), "one count");

            // Told once: each change has a number of its own, one after the other, and none is made anew.
            foreach (var (line, change) in hall.News)
            {
                Assert.That(change.Seq, Is.EqualTo(told.GetValueOrDefault(line.Id) + 1));
                Assert.That(change.Why, Is.Not.Empty);
                told[line.Id] = change.Seq;
            }

            Assert.That(hall.Lines.Select(l => told.GetValueOrDefault(l.Id)), Is.EqualTo(hall.Lines.Select(l => l.Seq)));
            Assert.That(
                hall.Lines.Select(l => (l.Pool, l.Place)).Distinct().Count(),
                Is.EqualTo(hall.Lines.Count),
                "a place is one person's"
            );
        }

        private List<int> Of(SeatState state) => [.. hall.Lines.Where(l => l.Pool == hall.OnSite && l.State == state).Select(Who)];

        private List<int> OnlineOf(bool meanwhile) =>
            [.. hall.Lines.Where(l => l.Pool == hall.Online && l.State is SeatState.Confirmed && l.IsMeanwhile == meanwhile).Select(Who)];

        private int Who(SeatLine line) => people.Index().Single(it => it.Item.Id == line.Registrant).Index;
    }
}
