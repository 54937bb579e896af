using Assemblies.Domain.Agenda;
using Assemblies.Domain.Minutes;
using NodaTime;

namespace Assemblies.Domain.Tests.Minutes;

public sealed class MinutesCheckTests
{
    private static readonly LocalDateTime Nine = new(2027, 4, 22, 9, 0);

    private static readonly MinutesMotion Approved = Voted(20, 0, 1);

    [TestCase("It had 20 in favour.", ExpectedResult = "")]
    [TestCase("It had 19 in favour.", ExpectedResult = "“19 in favour”: 20")]
    [TestCase("20 votes for, 0 against and 1 abstention.", ExpectedResult = "")]
    [TestCase("20 voted for it, 2 voted against, 3 abstained.", ExpectedResult = "“2 voted against”: 0; “3 abstained”: 1")]
    [TestCase("The result was 20/0/1.", ExpectedResult = "")]
    [TestCase("The result was 20/1/0.", ExpectedResult = "“20/1/0”: 20/0/1")]
    [TestCase("21 of 23 members were there.", ExpectedResult = "")]
    [TestCase("20 of the 23 entitled members were there.", ExpectedResult = "“20 of the 23 entitled members”: 21 of 23")]
    [TestCase("The budget is 1,200 euro; item 8 took 40 minutes in 2027.", ExpectedResult = "")]
    public string A_figure_in_the_text_is_held_against_the_record(string text) =>
        string.Join(
            "; ",
            MinutesCheck
                .Of(Of(Item(text, Approved)))
                .Select(f =>
                {
                    Assert.That(f.Code, Is.EqualTo("minutes.other_figure"));
                    var words = f.Sentence.Split("the text says ")[1].Split(", the record says ");
                    return $"{words[0]}: {words[1].Split(". Correct")[0]}";
                })
        );

    [Test]
    public void Figures_of_any_vote_at_the_item_are_right() =>
        Assert.That(MinutesCheck.Of(Of(Item("First 10 in favour, then 14 in favour.", Voted(10, 10, 1), Voted(14, 6, 1)))), Is.Empty);

    [Test]
    public void What_is_complete_has_no_finding() => Assert.That(MinutesCheck.Of(Of(Item("It was discussed."))), Is.Empty);

    [Test]
    public void Nobody_present_an_item_untouched_and_an_action_without_owner_are_found()
    {
        var item = Item("") with { Actions = [] };
        var content = Of(item, Item("Written.") with { Number = "9", Actions = [new("GA-2027-1/A1", "Send the guide", null, null)] }) with
        {
            Members = [new("FI", "Tiedepolku", null, true, "", "Absent", [])],
        };
        Assert.That(
            MinutesCheck.Of(content).Select(f => f.Code),
            Is.EqualTo(["minutes.nobody_present", "minutes.item_untouched", "minutes.action_without_owner"])
        );
    }

    [Test]
    public void A_closed_item_keeps_number_and_times_for_others_and_nothing_else()
    {
        var content = Of(Item("The secret.", Approved) with { Closed = true });
        var cut = content.For(i => !i.Closed).Items().Single();
        Assert.That(
            (cut.Number, cut.Title, cut.Text, cut.Motions.Count, cut.Statements.Count, cut.When),
            Is.EqualTo(("8", "", "", 0, 0, "09:00 to 09:30"))
        );
        Assert.That(content.For(_ => true), Is.EqualTo(content).Using<MinutesContent>((a, b) => a.Items().SequenceEqual(b.Items())));
    }

    private static MinutesItem Item(string text, params IReadOnlyList<MinutesMotion> motions) =>
        new(Id<AgendaItem>.New(), "8", "Budget", false, false, [new(Nine, Nine.PlusMinutes(30))], text, motions, [], []);

    private static MinutesMotion Voted(int yes, int no, int abstain) =>
        new("8.1", "Budget", "It is adopted.", null, null, [new(Nine, true, "Adopted", "", yes, no, abstain, [], null, null)], [], null);

    private static MinutesContent Of(params IReadOnlyList<MinutesItem> items) =>
        new(
            "GA-2027-1",
            "General Assembly Spring 2027",
            new("Ljubljana", "Europe/Ljubljana", Nine.Date, Nine.Date, "Znanost Povezuje", [], [], [], [], 1, 1),
            null,
            [],
            [new("FI", "Tiedepolku", null, true, "Väinö Hämäläinen", "On site", ["22 April 09:00 to 17:00"])],
            [new("Day 1", Nine, "at the opening", 23, 21, 12, true)],
            "",
            [new("day1", "Day 1", Nine.Date, [], items)],
            "",
            [],
            [],
            []
        );
}
