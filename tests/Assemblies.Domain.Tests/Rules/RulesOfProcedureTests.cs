using System.Text.Json;
using System.Text.Json.Serialization;
using Assemblies.Domain.Rules;
using NodaTime;

namespace Assemblies.Domain.Tests.Rules;

public sealed class RulesOfProcedureTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    [Test]
    public void A_version_survives_json()
    {
        var rules = new RulesOfProcedure
        {
            TimeZone = "Europe/Ljubljana",
            DayCount = DayCount.ClearDays,
            LateItems = LateItems.Forbidden,
            ConveneDaysBefore = 28,
        };

        Assert.Multiple(() =>
        {
            Assert.That(JsonSerializer.Deserialize<RulesOfProcedure>(JsonSerializer.Serialize(rules)), Is.EqualTo(rules), "plain");
            Assert.That(
                JsonSerializer.Deserialize<RulesOfProcedure>(JsonSerializer.Serialize(rules, Json), Json),
                Is.EqualTo(rules),
                "as stored"
            );
        });
    }

    [Test]
    public void A_version_from_before_a_parameter_existed_reads_it_with_its_default() =>
        Assert.That(
            JsonSerializer.Deserialize<RulesOfProcedure>("""{"conveneDaysBefore":30}""", Json),
            Is.EqualTo(RulesOfProcedure.Default with { ConveneDaysBefore = 30 })
        );

    [Test]
    public void Every_parameter_is_described_under_its_name_in_json()
    {
        using var stored = JsonSerializer.SerializeToDocument(RulesOfProcedure.Default, Json);

        Assert.That(
            RulesOfProcedure
                .Default.Describe()
                .Select(line => line.Key.StartsWith("majority-", StringComparison.Ordinal) ? "majorities" : line.Key)
                .Distinct(),
            Is.EquivalentTo(stored.RootElement.EnumerateObject().Select(property => property.Name))
        );
    }

    [TestCase("conveneDaysBefore", "42 days before the first day with a statutory meeting (D−42)")]
    [TestCase("decisionsListDaysAfter", "5 days after the last day with a statutory meeting (D2+5)")]
    [TestCase("timeZone", "Europe/Brussels; a deadline ends with its day, at 23:59:59 there")]
    [TestCase("hostAnswerDays", "within 14 days of being asked")]
    public void Values_are_said_in_words(string key, string value) =>
        Assert.That(
            RulesOfProcedure.Default.Describe().Single(line => string.Equals(line.Key, key, StringComparison.Ordinal)).Value,
            Is.EqualTo(value)
        );

    [TestCase(42, "42 clear days before the first day with a statutory meeting")]
    [TestCase(1, "1 clear day before the first day with a statutory meeting")]
    [TestCase(0, "on the day before the first day with a statutory meeting")]
    public void Clear_days_are_said_without_a_day_that_is_not_the_deadline(int days, string value)
    {
        var rules = RulesOfProcedure.Default with { DayCount = DayCount.ClearDays, ConveneDaysBefore = days };
        Assert.That(
            rules.Describe().Single(line => string.Equals(line.Key, "conveneDaysBefore", StringComparison.Ordinal)).Value,
            Is.EqualTo(value)
        );
    }

    [Test]
    public void Another_way_to_count_is_one_change() =>
        Assert.That(
            (RulesOfProcedure.Default with { DayCount = DayCount.ClearDays }).ChangesSince(RulesOfProcedure.Default).Select(c => c.Key),
            Is.EqualTo(["dayCount"])
        );

    [Test]
    public void Each_number_is_set_and_read_by_its_name()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var one in RuleParameter.OfNumbers)
            {
                var value = one.Most - 1;
                var changed = one.With(RulesOfProcedure.Default, value);
                using var stored = JsonSerializer.SerializeToDocument(changed, Json);
                Assert.That(one.Of(changed), Is.EqualTo(value), one.Key);
                Assert.That(stored.RootElement.GetProperty(one.Key).GetInt32(), Is.EqualTo(value), one.Key);
                Assert.That(changed.ChangesSince(RulesOfProcedure.Default).Select(c => c.Key), Is.EqualTo([one.Key]));
            }
        }
    }

    [Test]
    public void A_new_version_says_what_it_changes_and_nothing_else()
    {
        var newer = RulesOfProcedure.Default with { ConveneDaysBefore = 28, ContestingDays = 0 };

        Assert.That(
            newer.ChangesSince(RulesOfProcedure.Default).Select(change => change.Sentence),
            Is.EqualTo([
                "Convening, with the provisional agenda: now 28 days before the first day with a statutory meeting (D−28); "
                    + "it was 42 days before the first day with a statutory meeting (D−42).",
                "Contesting a vote: now not possible; it was within 30 days of the published list of decisions.",
            ])
        );
        Assert.That(newer.ChangesSince(newer), Is.Empty);
    }

    [Test]
    public void The_defaults_have_no_problem() => Assert.That(RulesOfProcedure.Default.Problems(), Is.Empty);

    [Test]
    public void All_that_is_wrong_with_a_version_is_said_at_once_each_at_its_field()
    {
        var wrong = RulesOfProcedure.Default with
        {
            TimeZone = "Brussels",
            ProxiesDaysBefore = -1,
            ObjectionDays = 366,
            AmendmentsDaysBefore = 20,
            ConveneDaysBefore = 91,
        };

        Assert.That(
            wrong.Problems().Select(p => (p.Code, p.Fields.Keys.Single())),
            Is.EqualTo([
                ("rules.unknown_zone", "timeZone"),
                ("rules.days_out_of_range", "proxiesDaysBefore"),
                ("rules.days_out_of_range", "objectionDays"),
                ("rules.wrong_order", "conveneDaysBefore"),
                ("rules.wrong_order", "amendmentsDaysBefore"),
            ])
        );
    }

    [TestCase(-3, "conveneDaysBefore")]
    [TestCase(366, "conveneDaysBefore")]
    [TestCase(10, "finalDocumentsDaysBefore")]
    public void A_value_that_is_wrong_itself_sets_no_bound_to_others(int days, string field) =>
        Assert.That(
            (RulesOfProcedure.Default with { ConveneDaysBefore = days }).Problems().Select(p => p.Fields.Keys.Single()),
            Is.EqualTo([field])
        );

    [Test]
    public void The_day_of_an_instant_is_that_of_the_rules_zone()
    {
        var late = Instant.FromUtc(2027, 3, 10, 23, 30);

        Assert.Multiple(() =>
        {
            Assert.That(RulesOfProcedure.Default.DayOf(late), Is.EqualTo(new LocalDate(2027, 3, 11)));
            Assert.That(
                (RulesOfProcedure.Default with { TimeZone = "America/Los_Angeles" }).DayOf(late),
                Is.EqualTo(new LocalDate(2027, 3, 10))
            );
        });
    }

    [Test]
    public void A_host_that_was_asked_has_fourteen_days() =>
        Assert.That(RulesOfProcedure.Default.HostAnswerBy(new(2027, 3, 1)), Is.EqualTo(new LocalDate(2027, 3, 15)));
}
