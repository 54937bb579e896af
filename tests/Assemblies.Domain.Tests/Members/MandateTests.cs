using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Tests.Members;

public sealed class MandateTests
{
    private static readonly LocalDate Today = new(2026, 11, 10);

    [TestCase("2026-12-31", null, ExpectedResult = "2026-12-31", TestName = "a day to come is the last")]
    [TestCase("2026-12-31", "2027-06-30", ExpectedResult = "2026-12-31", TestName = "it may end earlier than it would")]
    [TestCase("2026-10-31", null, ExpectedResult = "2026-10-31", TestName = "what is entered late is past")]
    [TestCase("2026-12-31", "2026-12-31", ExpectedResult = "2026-12-31", TestName = "the same day again changes nothing")]
    [TestCase(null, "2027-06-30", ExpectedResult = "2026-11-09", TestName = "at once is yesterday")]
    [TestCase("2027-12-31", "2027-06-30", ExpectedResult = "members.ends_before", TestName = "ending does not lengthen")]
    [TestCase("2019-12-31", null, ExpectedResult = "members.last_day_before_first", TestName = "not before it began")]
    [TestCase("2026-12-31", "2026-11-09", ExpectedResult = "members.mandate_ended", TestName = "what is over stays")]
    [TestCase(null, "2026-11-09", ExpectedResult = "members.mandate_ended", TestName = "what is over is not ended at once either")]
    public string End(string? lastDay, string? until)
    {
        var mandate = Made(new(2020, 1, 1), Day(until));
        return mandate.End(Day(lastDay), Today)?.Code ?? $"{mandate.Until:uuuu-MM-dd}";
    }

    [Test]
    public void One_that_has_not_begun_is_ended_at_once_and_held_on_no_day()
    {
        var mandate = Made(new(2027, 1, 1), null);
        Assert.That(mandate.End(null, Today), Is.Null);
        Assert.That(new[] { Today, new(2027, 1, 1), new(2027, 2, 1) }.Where(mandate.HoldsOn), Is.Empty);
    }

    [Test]
    public void An_end_is_told_once()
    {
        var mandate = Made(new(2020, 1, 1), null);
        mandate.End(new LocalDate(2026, 12, 31), Today);
        mandate.End(new LocalDate(2026, 12, 31), Today);
        Assert.That(mandate.TakeEvents(), Has.Count.EqualTo(1));
    }

    [Test]
    public void Facts_are_kept_without_blanks_and_empty_texts()
    {
        var facts = new OrganisationFacts(OrganisationKind.Member, " Znanost ", "", new("SI", " ", null, 46, 14, null), null, null, 1);
        var organisation = new Organisation("SI", facts);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (organisation.Name, organisation.NameLatin, organisation.City),
                Is.EqualTo(("Znanost", (string?)null, (string?)null))
            );
            Assert.That(organisation.Change(facts), Is.False, "the same again");
        }
    }

    [Test]
    public void A_correction_raises_the_version_and_ones_own_choice_does_not()
    {
        var person = new Person("a@example.org", "Ana", null, "sl", "Europe/Ljubljana");
        person.Prefer("en", "Europe/Brussels", "dark");
        Assert.That((person.Correct("A@example.org ", "Ana", null), person.Version), Is.EqualTo((false, 1)));
        Assert.That((person.Correct("ana@example.org", "Ana", null), person.Version), Is.EqualTo((true, 2)));
        Assert.That((person.Language, person.TimeZone), Is.EqualTo(("en", "Europe/Brussels")));
    }

    private static Mandate Made(LocalDate from, LocalDate? until) =>
        new(Id<Person>.New(), Id<Organisation>.New(), MandateRole.Head, from, until, null);

    private static LocalDate? Day(string? text) => text is null ? null : NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
}
