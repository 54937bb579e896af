using Assemblies.Domain.Presence;
using CsCheck;

namespace Assemblies.Domain.Tests.Presence;

public sealed class RollCallPropertyTests
{
    private const int Members = 6;

    /// <summary>What may happen on the day.</summary>
    private enum Act
    {
        In,
        Out,
        Undo,
        Give,
        Accept,
        Refuse,
        Withdraw,
        HandOver,
        TakeBack,
    }

    private sealed record Deed(Act Act, int Member, int Person, int Other, int OtherPerson);

    private static readonly Gen<Deed> AnyDeed = Gen.Select(
        Gen.Enum<Act>(),
        Gen.Int[0, Members - 1],
        Gen.Int[0, 2],
        Gen.Int[0, Members - 1],
        Gen.Int[0, 2],
        (act, member, person, other, otherPerson) => new Deed(act, member, person, other, otherPerson)
    );

    [Test]
    public void P_is_what_somebody_else_counts_and_each_member_counts_at_most_once() =>
        Gen.Select(Gen.Bool.Array[Members], AnyDeed.Array[0, 60])
            .Sample(
                (entitled, deeds) =>
                {
                    var (hall, oracle) = (new Hall(entitled), new Oracle(entitled));
                    foreach (var deed in deeds)
                    {
                        Do(hall, deed);
                        oracle.Do(deed);
                        var count = hall.Count();
                        if (
                            count.PresentOrRepresented != oracle.P
                            || count.Present != oracle.Present
                            || count.Entitled != entitled.Count(e => e)
                            || count.PresentOrRepresented > count.Entitled
                            || count.Members.Count != Members
                        )
                        {
                            return false;
                        }
                    }

                    return true;
                },
                iter: 5_000
            );

    [Test]
    public void Nobody_gives_and_holds_and_nobody_holds_more_than_allowed() =>
        AnyDeed
            .Array[0, 60]
            .Sample(
                deeds =>
                {
                    var hall = new Hall([.. Enumerable.Repeat(true, Members)]);
                    foreach (var deed in deeds)
                    {
                        Do(hall, deed);
                    }

                    var standing = hall.Proxies.Where(p => p.IsStanding).ToList();
                    return standing.DistinctBy(p => p.Principal).Count() == standing.Count
                        && !standing.Select(p => p.Principal).Intersect(standing.Select(p => p.Holder)).Any()
                        && standing.GroupBy(p => p.Holder).All(held => held.Count() <= hall.PerHolder);
                },
                iter: 5_000
            );

    [Test]
    public void A_principal_that_comes_while_its_holder_is_in_leaves_P_as_it_is() =>
        Gen
            .Bool.Array[2]
            .Sample(others =>
            {
                var hall = new Hall(true, true, true, true);
                hall.Give(0, 1);
                hall.Standing(0)!.Accept(new(Hall.Now, null));
                hall.CheckIn(1, 0);
                for (var other = 0; other < others.Length; other++)
                {
                    if (others[other])
                    {
                        hall.CheckIn(other + 2, 0);
                    }
                }

                var before = hall.Count().PresentOrRepresented;
                hall.CheckIn(0, 1);
                return hall.Count().PresentOrRepresented == before && hall.Member(0).State is MemberState.Present;
            });

    private static void Do(Hall hall, Deed deed)
    {
        var actor = new ProxyActor(Hall.Now, null);
        _ = deed.Act switch
        {
            Act.In => hall.CheckIn(deed.Member, deed.Person).Error,
            Act.Out => hall.CheckOut(deed.Member, deed.Person) is null ? null : (Error?)null,
            Act.Undo => hall.Undo(deed.Member, deed.Person).Error,
            Act.Give => hall.Give(deed.Member, deed.Other).Error,
            Act.Accept => hall.Standing(deed.Member)?.Accept(actor),
            Act.Refuse => hall.Standing(deed.Member)?.Refuse(actor, null),
            Act.Withdraw => hall.Standing(deed.Member) is { } proxy ? hall.Book.Withdraw(proxy, actor, null) : null,
            Act.HandOver => hall.HandOver(deed.Member, deed.Person, deed.OtherPerson).Error,
            _ => hall.TakeBack(deed.Member, deed.Person),
        };
    }

    /// <summary>Counts by tallies of its own: who is in by a stack of what was pressed, proxies by a table of names.</summary>
    private sealed class Oracle(bool[] entitled)
    {
        private readonly List<(bool In, bool IsUndo, int EndsProxyOf)>[,] pressed = new List<(bool, bool, int)>[Members, 3];
        private readonly (int Holder, bool Accepted)?[] power = new (int, bool)?[Members];
        private readonly Dictionary<int, (int Holder, bool Accepted)> ended = [];
        private readonly (int To, int By)?[] handed = new (int, int)?[Members];
        private int proxies;

        public int Present => Enumerable.Range(0, Members).Count(m => entitled[m] && Votes(m) >= 0);

        public int P =>
            Enumerable
                .Range(0, Members)
                .Count(m => entitled[m] && (Votes(m) >= 0 || (power[m] is (var holder, true) && entitled[holder] && Votes(holder) >= 0)));

        public void Do(Deed deed)
        {
            var (m, p, o) = (deed.Member, deed.Person, deed.Other);
            switch (deed.Act)
            {
                case Act.In when !IsIn(m, p):
                    var ends = -1;
                    if (power[m] is { } own && WouldVote(m, p))
                    {
                        ends = ++proxies;
                        ended[ends] = own;
                        power[m] = null;
                    }

                    Rows(m, p).Add((true, false, ends));
                    break;
                case Act.Out when IsIn(m, p):
                    Rows(m, p).Add((false, false, -1));
                    break;
                case Act.Undo when Rows(m, p) is [.., (_, false, var proxy)] rows:
                    rows.Add((rows.Count > 1 && rows[^2].In, true, -1));
                    if (
                        proxy >= 0
                        && power[m] is null
                        && Votes(m) < 0
                        && power[ended[proxy].Holder] is null
                        && !power.Any(x => x?.Holder == m)
                        && power.Count(x => x?.Holder == ended[proxy].Holder) < 2
                    )
                    {
                        power[m] = ended[proxy];
                    }

                    break;
                case Act.Give
                    when m != o
                        && entitled[m]
                        && entitled[o]
                        && power[m] is null
                        && power[o] is null
                        && !power.Any(x => x?.Holder == m)
                        && power.Count(x => x?.Holder == o) < 2
                        && Votes(m) < 0:
                    power[m] = (o, false);
                    break;
                case Act.Accept when power[m] is { } given:
                    power[m] = (given.Holder, true);
                    break;
                case Act.Refuse when power[m] is (_, false):
                case Act.Withdraw when power[m] is not null:
                    power[m] = null;
                    break;
                case Act.HandOver when p is 0 || (p is 1 && Votes(m) is 1):
                    var to = deed.OtherPerson;
                    var nobody = Votes(m) < 0;
                    if (handed[m]?.To != to && (nobody || IsIn(m, to)))
                    {
                        handed[m] = (to, p);
                        power[m] = nobody && IsIn(m, to) ? null : power[m];
                    }

                    break;
                case Act.TakeBack when handed[m] is { } hand && (p is 0 || hand.By == p):
                    handed[m] = null;
                    break;
                default:
                    break;
            }
        }

        private List<(bool In, bool IsUndo, int EndsProxyOf)> Rows(int m, int p) => pressed[m, p] ??= [];

        private bool IsIn(int m, int p) => Rows(m, p) is [.., (true, _, _)];

        private int Votes(int m) =>
            handed[m] is { } hand && IsIn(m, hand.To) ? hand.To
            : IsIn(m, 0) ? 0
            : IsIn(m, 1) ? 1
            : -1;

        // An adviser who comes votes only when the vote was handed to them, and brings nobody else's vote along.
        private bool WouldVote(int m, int p) => Votes(m) >= 0 || p < 2 || handed[m]?.To == p;
    }
}
