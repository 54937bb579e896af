using Assemblies.Domain.Agenda;

namespace Assemblies.Domain.Tests.Agenda;

public sealed class AgendaDifferenceTests
{
    private static readonly SnapshotMeeting Day1 = new(Key(1001), "Day 1", new(2027, 4, 22, 8, 30), "Cankarjev dom", "hybrid");
    private static readonly SnapshotMeeting Day2 = new(Key(1002), "Day 2", new(2027, 4, 23, 9, 0), "Cankarjev dom", "hybrid");

    [Test]
    public void Public_case_C39_the_second_version_says_in_words_what_it_changes()
    {
        var first = Agenda(Items(Day1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
        var second = Agenda([
            .. Items(Day1, 1, 2, 3, 4, 6, 9, 7, 8, 10),
            Item(Day1, 20, 11) with
            {
                Title = "Rural schools",
                IsLate = true,
            },
        ]);

        Assert.That(
            Sentences(first, SameTimes(first, second)),
            Is.EqualTo([
                "Item 9 “Title 9” moved before item 7.",
                "Item 5 “Title 5” is dropped; its number stays empty.",
                "New item 20 “Rural schools”, late: subject to the members’ vote.",
            ])
        );
    }

    [Test]
    public void Nothing_changed_says_nothing()
    {
        var agenda = Agenda(Items(Day1, 1, 2, 3));

        Assert.That(
            AgendaDifference.Between(agenda, agenda with { Lines = [.. agenda.Lines.Select(l => l with { Audience = ["members"] })] }),
            Is.Empty
        );
    }

    [Test]
    public void A_swap_moves_the_one_that_stood_later()
    {
        var first = Agenda(Items(Day1, 1, 2, 3));

        Assert.That(
            Sentences(first, SameTimes(first, Agenda(Items(Day1, 2, 1, 3)))),
            Is.EqualTo(["Item 2 “Title 2” moved before item 1."])
        );
    }

    [Test]
    public void A_move_to_the_other_day_names_both_and_the_new_time()
    {
        var first = Agenda([.. Items(Day1, 1, 2), .. Items(Day2, 3, 4)]);
        var second = Agenda([.. Items(Day1, 1), .. Items(Day2, 2, 3, 4)]);

        Assert.That(
            Sentences(first, second),
            Is.EqualTo([
                "Item 2 “Title 2” moved from “Day 1” to “Day 2”, before item 3.",
                "Item 2 “Title 2” starts on Friday 23 April 2027 at 09:00 instead of on Thursday 22 April 2027 at 08:45.",
                "From item 3 (now at 09:15) to item 4 everything starts 15 minutes later.",
            ])
        );
    }

    [Test]
    public void What_has_no_number_is_told_by_title_and_by_meeting_and_time_where_titles_are_the_same()
    {
        var first = Agenda([Item(Day1, 1, 0), Break(Day1, 501, 1), Item(Day1, 2, 2), Break(Day1, 502, 3), Item(Day1, 3, 4)]);
        var second = Agenda([
            Item(Day1, 1, 0),
            Item(Day1, 2, 2),
            Break(Day1, 502, 3),
            Item(Day1, 3, 4),
            Break(Day1, 503, 5) with
            {
                Title = "Coffee",
            },
        ]);

        Assert.That(Sentences(first, second), Is.EqualTo(["“Break” (Day 1, 08:45) is dropped.", "New: “Coffee” at 09:45, after item 3."]));
    }

    [Test]
    public void Many_lines_that_shift_together_are_one_sentence()
    {
        var first = Agenda(Items(Day1, 1, 2, 3, 4));
        var second = first with
        {
            Lines =
            [
                first.Lines[0],
                first.Lines[1] with
                {
                    Minutes = 60,
                },
                .. first.Lines.Skip(2).Select(l => l with { Start = l.Start.PlusMinutes(45) }),
            ],
        };

        Assert.That(
            Sentences(first, second),
            Is.EqualTo([
                "Item 2 “Title 2” takes one hour instead of 15 minutes.",
                "From item 3 (now at 09:45) to item 4 everything starts 45 minutes later.",
            ])
        );
    }

    [Test]
    public void A_meeting_on_another_day_shifts_no_line()
    {
        var first = Agenda(Items(Day1, 1, 2));
        var second = new AgendaSnapshot(
            [Day1 with { Start = Day1.Start.PlusDays(21), Place = null, Format = "online", Title = "First day" }, Day2],
            [.. first.Lines.Select(l => l with { Start = l.Start.PlusDays(21) })]
        );

        Assert.That(
            Sentences(first, second),
            Is.EqualTo([
                "The meeting “Day 1” is now called “First day”.",
                "“First day” begins on Thursday 13 May 2027 at 08:30 instead of Thursday 22 April 2027 at 08:30.",
                "The place of “First day” is open again; it was Cankarjev dom.",
                "“First day” is online instead of hybrid.",
            ])
        );
    }

    [Test]
    public void Meetings_that_come_and_go_are_said() =>
        Assert.That(
            Sentences(new AgendaSnapshot([Day1], []), new AgendaSnapshot([Day2], [])),
            Is.EqualTo(["The meeting “Day 1” is dropped.", "New meeting “Day 2”, on Friday 23 April 2027 at 09:00."])
        );

    [Test]
    public void Everything_a_reader_sees_of_an_item_is_compared()
    {
        var old = Item(Day1, 8, 0) with
        {
            Documents = [new(Key(801), "8a", "aa"), new(Key(802), "8b", "bb"), new(Key(803), "8c", "cc")],
            Presenter = "Anna de Vries",
            Parallel = 'A',
            RuleType = "strategy",
            Format = "hybrid",
            Room = "Hall 1",
            OnlineLink = "https://video.example.org/old",
        };
        var changed = old with
        {
            Title = "Budget and fees",
            Kind = "decision",
            Presenter = "Åse Bjørnstad",
            Audience = ["members", "applicants"],
            IsClosed = true,
            IsLate = true,
            Parallel = null,
            Text = "The budget for 2028 is adopted.",
            RuleType = "budget",
            Format = "online",
            Room = "Hall 2",
            OnlineLink = "https://video.example.org/new",
            Documents = [new(Key(801), "8a", "a2"), new(Key(802), "8b Fees", "bb"), new(Key(804), "8d", "dd")],
        };

        Assert.That(
            Sentences(Agenda([old]), Agenda([changed])),
            Is.EqualTo([
                "Item 8 is now called “Budget and fees”; it was “Title 8”.",
                "Item 8 “Budget and fees” is now marked late.",
                "Item 8 “Budget and fees” changes from information to decision.",
                "Item 8 “Budget and fees” is presented by Åse Bjørnstad instead of Anna de Vries.",
                "The type of decision of item 8 “Budget and fees” is budget instead of strategy.",
                "Item 8 “Budget and fees” is now for members and applicants; it was for members.",
                "Item 8 “Budget and fees” is online instead of hybrid.",
                "The room of item 8 “Budget and fees” is now Hall 2.",
                "The link to join item 8 “Budget and fees” by video is changed.",
                "Item 8 “Budget and fees” is now closed.",
                "Item 8 “Budget and fees” is no longer a parallel session.",
                "The text of item 8 “Budget and fees” is changed.",
                "Item 8 “Budget and fees”: the document “8a” is replaced by a new one.",
                "Item 8 “Budget and fees”: the document “8b” is now called “8b Fees”.",
                "Item 8 “Budget and fees” has a new document: “8d”.",
                "Item 8 “Budget and fees”: the document “8c” is withdrawn.",
            ])
        );
    }

    [Test]
    public void Nothing_that_a_line_has_is_left_out_of_the_comparison()
    {
        string[] identity = [nameof(SnapshotLine.Id), nameof(SnapshotLine.Meeting)];
        var old = Item(Day1, 8, 0);
        Dictionary<string, SnapshotLine> changed = new()
        {
            [nameof(SnapshotLine.Title)] = old with { Title = "x" },
            [nameof(SnapshotLine.Start)] = old with { Start = old.Start.PlusMinutes(5) },
            [nameof(SnapshotLine.Minutes)] = old with { Minutes = 5 },
            [nameof(SnapshotLine.Kind)] = old with { Kind = "x" },
            [nameof(SnapshotLine.Number)] = old with { Number = 9 },
            [nameof(SnapshotLine.IsLate)] = old with { IsLate = true },
            [nameof(SnapshotLine.IsClosed)] = old with { IsClosed = true },
            [nameof(SnapshotLine.Parallel)] = old with { Parallel = 'A' },
            [nameof(SnapshotLine.Presenter)] = old with { Presenter = "x" },
            [nameof(SnapshotLine.Room)] = old with { Room = "x" },
            [nameof(SnapshotLine.Format)] = old with { Format = "x" },
            [nameof(SnapshotLine.OnlineLink)] = old with { OnlineLink = "x" },
            [nameof(SnapshotLine.RuleType)] = old with { RuleType = "x" },
            [nameof(SnapshotLine.Text)] = old with { Text = "x" },
            [nameof(SnapshotLine.Audience)] = old with { Audience = ["x"] },
            [nameof(SnapshotLine.Documents)] = old with { Documents = [new(Key(801), "x", "x")] },
        };

        Assert.That(changed.Keys, Is.EquivalentTo(typeof(SnapshotLine).GetProperties().Select(p => p.Name).Except(identity)));
        foreach (var (name, line) in changed)
        {
            Assert.That(Sentences(Agenda([old]), Agenda([line])), Is.Not.Empty, name);
        }
    }

    [Test]
    public void What_a_meeting_is_and_when_it_ends_is_compared_and_not_repeated_at_its_lines()
    {
        var day1 = Day1 with { End = Day1.Start.PlusHours(9), Audience = ["members"], IsStatutory = true };
        var item = Item(Day1, 1, 0);

        Assert.That(
            Sentences(
                new([day1], [item]),
                new(
                    [day1 with { End = Day1.Start.PlusHours(10), Audience = ["members", "applicants"], IsStatutory = false }],
                    [item with { Audience = ["members", "applicants"] }]
                )
            ),
            Is.EqualTo([
                "“Day 1” ends at 18:30 instead of 17:30.",
                "“Day 1” is now for members and applicants; it was for members.",
                "“Day 1” is no longer part of the general assembly.",
            ])
        );
    }

    [Test]
    public void A_closed_neighbour_is_not_quoted_and_an_open_one_is_among_the_lines()
    {
        var (talk, secret, coffee) = (
            Break(Day1, 500, 0),
            Break(Day1, 501, 1) with
            {
                Title = "A secret",
                IsClosed = true,
            },
            Break(Day1, 502, 2)
        );
        var added = Break(Day1, 503, 1) with { Title = "Farewell" };

        var change = AgendaDifference
            .Between(Agenda([talk with { Title = "Talk" }, secret, coffee]), Agenda([talk with { Title = "Talk" }, added, secret, coffee]))
            .Single(c => c.Kind is AgendaChangeKind.New);

        Assert.That(change.Sentence, Is.EqualTo("New: “Farewell” at 08:45, before “Break”."));
        Assert.That(change.Lines, Is.EqualTo([Key(503), Key(502)]));
    }

    [Test]
    public void A_line_that_gains_or_loses_its_number_is_told()
    {
        var (one, two) = (Item(Day1, 1, 0), Break(Day1, 501, 1));

        Assert.That(
            Sentences(Agenda([one, two]), Agenda([one with { Number = null }, two with { Number = 2 }])),
            Is.EqualTo(["“Title 1” is no longer an item; number 1 stays empty.", "“Break” is now item 2."])
        );
    }

    [Test]
    public void Each_sentence_knows_its_lines_so_that_it_can_be_kept_from_those_who_may_not_read_them()
    {
        var first = Agenda(Items(Day1, 1, 2, 3));
        var second = first with { Lines = [.. first.Lines.Select(l => l with { Start = l.Start.PlusMinutes(5) })] };

        Assert.That(AgendaDifference.Between(first, second).Single().Lines, Is.EqualTo([Key(1), Key(2), Key(3)]));
    }

    private static AgendaSnapshot Agenda(IReadOnlyList<SnapshotLine> lines) => new([Day1, Day2], lines);

    private static SnapshotLine[] Items(SnapshotMeeting meeting, params int[] numbers) =>
        [.. numbers.Select((number, place) => Item(meeting, number, place))];

    private static SnapshotLine Item(SnapshotMeeting meeting, int number, int place) =>
        new(Key(number), meeting.Id, $"Title {number}", meeting.Start.PlusMinutes(15 * place), 15, "information")
        {
            Number = number,
            Audience = ["members"],
        };

    private static SnapshotLine Break(SnapshotMeeting meeting, int key, int place) =>
        new(Key(key), meeting.Id, "Break", meeting.Start.PlusMinutes(15 * place), 15, "break");

    /// <summary>The later agenda with the times of the earlier one, where only order matters.</summary>
    private static AgendaSnapshot SameTimes(AgendaSnapshot first, AgendaSnapshot second) =>
        second with
        {
            Lines = [.. second.Lines.Select(l => l with { Start = first.Lines.FirstOrDefault(f => f.Id == l.Id)?.Start ?? l.Start })],
        };

    private static string[] Sentences(AgendaSnapshot before, AgendaSnapshot after) =>
        [.. AgendaDifference.Between(before, after).Select(c => c.Sentence)];

    private static Guid Key(int key) => new(key, 0, 0, new byte[8]);
}
