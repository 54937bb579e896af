using Assemblies.Domain.Rules;
using CsCheck;
using NodaTime;
using NodaTime.Text;

namespace Assemblies.Domain.Tests.Rules;

public sealed class DeadlineListTests
{
    private static readonly LocalDate First = new(2027, 4, 22);
    private static readonly LocalDate Last = new(2027, 4, 23);
    private static readonly Gen<LocalDate> AnyDay = Gen.Int[-5_000, 14_000].Select(d => new LocalDate(2027, 1, 1).PlusDays(d));

    [TestCase(DeadlineKind.Announcement, "2027-01-22")]
    [TestCase(DeadlineKind.Convocation, "2027-03-11")]
    [TestCase(DeadlineKind.CharterText, "2027-03-11")]
    [TestCase(DeadlineKind.MembersItems, "2027-03-25")]
    [TestCase(DeadlineKind.Candidatures, "2027-03-25")]
    [TestCase(DeadlineKind.FinalDocuments, "2027-04-08")]
    [TestCase(DeadlineKind.Registration, "2027-04-08")]
    [TestCase(DeadlineKind.CountryUpdates, "2027-04-08")]
    [TestCase(DeadlineKind.RecordDate, "2027-04-08")]
    [TestCase(DeadlineKind.Amendments, "2027-04-15")]
    [TestCase(DeadlineKind.Proxies, "2027-04-20")]
    [TestCase(DeadlineKind.RegistrationChanges, "2027-04-20")]
    [TestCase(DeadlineKind.DecisionsList, "2027-04-28")]
    [TestCase(DeadlineKind.DraftMinutes, "2027-05-24", Description = "23 May is a Sunday")]
    [TestCase(DeadlineKind.Contesting, "2027-05-28")]
    [TestCase(DeadlineKind.Objections, "2027-06-08")]
    public void The_defaults_give_the_dates_of_the_demo_network(DeadlineKind kind, string date) =>
        Assert.That(Demo()[kind]!.Date, Is.EqualTo(LocalDatePattern.Iso.Parse(date).Value));

    [Test]
    public void Every_kind_is_there_once_and_the_earliest_comes_first()
    {
        var all = Demo().All;

        Assert.That(all.Select(d => d.Kind), Is.EqualTo(Enum.GetValues<DeadlineKind>()), "by chance the order of the enumeration");
        Assert.That(all, Is.Ordered.By(nameof(Deadline.Date)));
    }

    [TestCase("2027-03-25T22:59:59Z", false, TestName = "The last second of the day in Brussels is in time")]
    [TestCase("2027-03-25T23:00:00Z", true, TestName = "Midnight in Brussels is too late")]
    public void A_deadline_ends_with_its_day_in_the_zone_of_the_rules(string now, bool isPast) =>
        Assert.That(Demo()[DeadlineKind.MembersItems]!.IsPast(InstantPattern.General.Parse(now).Value), Is.EqualTo(isPast));

    [Test]
    public void The_clock_change_between_two_deadlines_moves_their_instants_and_not_their_days()
    {
        var deadlines = Demo();

        Assert.Multiple(() =>
        {
            Assert.That(deadlines[DeadlineKind.MembersItems]!.Ends, Is.EqualTo(Instant.FromUtc(2027, 3, 25, 23, 0)), "winter time");
            Assert.That(deadlines[DeadlineKind.FinalDocuments]!.Ends, Is.EqualTo(Instant.FromUtc(2027, 4, 8, 22, 0)), "summer time");
        });
    }

    [Test]
    public void A_deadline_says_weekday_date_hour_and_zone() =>
        Assert.That(Demo()[DeadlineKind.MembersItems]!.InWords, Is.EqualTo("Thursday 25 March 2027, 23:59 (Brussels)"));

    [Test]
    public void In_a_zone_without_that_midnight_the_day_ends_where_the_next_begins()
    {
        var rules = RulesOfProcedure.Default with { TimeZone = "America/Santiago", ProxiesDaysBefore = 1 };

        var proxies = DeadlineList.Of(rules, new(2026, 9, 6), new(2026, 9, 6))[DeadlineKind.Proxies]!;

        Assert.That(proxies.Ends, Is.EqualTo(Instant.FromUtc(2026, 9, 6, 4, 0)), "clocks jump from 00:00 to 01:00 on 6 September");
    }

    [Test]
    public void A_moved_assembly_moves_what_derives_from_it_and_leaves_what_was_set_by_hand()
    {
        var set = Demo().WithSet(DeadlineKind.Registration, new(2027, 4, 5));

        var moved = set.MovedTo(First.PlusDays(21), Last.PlusDays(21));

        Assert.Multiple(() =>
        {
            Assert.That(
                moved[DeadlineKind.Registration],
                Is.EqualTo(new Deadline(DeadlineKind.Registration, new(2027, 4, 5), "Europe/Brussels", new(2027, 4, 29), true))
            );
            Assert.That(
                moved.All.Where(d => !d.IsSetByHand).Select(d => (d.Kind, d.Date)),
                Is.EquivalentTo(
                    DeadlineList
                        .Of(RulesOfProcedure.Default, First.PlusDays(21), Last.PlusDays(21))
                        .All.Where(d => d.Kind != DeadlineKind.Registration)
                        .Select(d => (d.Kind, d.Date))
                )
            );
        });
    }

    [Test]
    public void What_was_set_by_hand_does_not_move_off_a_weekend() =>
        Assert.That(
            Demo().WithSet(DeadlineKind.DraftMinutes, new(2027, 5, 23))[DeadlineKind.DraftMinutes]!.Date,
            Is.EqualTo(new LocalDate(2027, 5, 23))
        );

    [Test]
    public void Objections_count_from_the_draft_that_was_set_by_hand() =>
        Assert.That(
            Demo().WithSet(DeadlineKind.DraftMinutes, new(2027, 5, 3))[DeadlineKind.Objections]!.Date,
            Is.EqualTo(new LocalDate(2027, 5, 18))
        );

    [Test]
    public void A_deadline_that_a_move_left_behind_the_meeting_is_pointed_out()
    {
        var set = Demo().WithSet(DeadlineKind.Proxies, new(2027, 4, 21)).WithSet(DeadlineKind.DecisionsList, new(2027, 4, 30));
        Assert.That(set.Misplaced, Is.Empty);

        Assert.That(set.MovedTo(new(2027, 4, 15), new(2027, 4, 16)).Misplaced.Select(d => d.Kind), Is.EqualTo([DeadlineKind.Proxies]));
    }

    [Test]
    public void Clear_days_count_neither_end_and_only_before_the_meeting()
    {
        var clear = DeadlineList.Of(RulesOfProcedure.Default with { DayCount = DayCount.ClearDays }, First, Last);

        Assert.Multiple(() =>
        {
            Assert.That(clear[DeadlineKind.Convocation]!.Date, Is.EqualTo(new LocalDate(2027, 3, 10)));
            Assert.That(clear[DeadlineKind.DecisionsList]!.Date, Is.EqualTo(new LocalDate(2027, 4, 28)));
        });
    }

    [Test]
    public void Votes_that_cannot_be_contested_have_no_deadline_for_it() =>
        Assert.That(
            DeadlineList.Of(RulesOfProcedure.Default with { ContestingDays = 0 }, First, Last).All.Select(d => d.Kind),
            Is.EquivalentTo(Enum.GetValues<DeadlineKind>().Except([DeadlineKind.Contesting]))
        );

    [Test]
    public void Days_before_the_meeting_never_shift_and_days_after_it_never_fall_on_a_weekend() =>
        Gen.Select(AnyDay, Gen.Int[0, 5])
            .Sample(
                (first, length) =>
                {
                    var list = DeadlineList.Of(RulesOfProcedure.Default, first, first.PlusDays(length));
                    return list[DeadlineKind.Convocation]!.Date == first.PlusDays(-42)
                        && list.All.Where(d => DeadlineList.IsAfterMeeting(d.Kind)).All(d => d.Date.DayOfWeek <= IsoDayOfWeek.Friday)
                        && list[DeadlineKind.DecisionsList]!.Date >= first.PlusDays(length + 5)
                        && list[DeadlineKind.DecisionsList]!.Date <= first.PlusDays(length + 7);
                }
            );

    [Test]
    public void The_instant_of_a_deadline_lies_in_the_next_day_of_its_zone_at_its_start() =>
        Gen.Select(AnyDay, Gen.OneOf("Europe/Brussels", "Pacific/Auckland", "America/Los_Angeles", "Pacific/Apia"))
            .Sample(
                (first, zone) =>
                {
                    var rules = RulesOfProcedure.Default with { TimeZone = zone };
                    return DeadlineList
                        .Of(rules, first, first)
                        .All.All(d => rules.DayOf(d.Ends) > d.Date && rules.DayOf(d.Ends - Duration.FromSeconds(1)) <= d.Date);
                }
            );

    private static DeadlineList Demo() => DeadlineList.Of(RulesOfProcedure.Default, First, Last);
}
