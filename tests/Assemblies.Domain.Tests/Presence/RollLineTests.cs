using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using NodaTime;

namespace Assemblies.Domain.Tests.Presence;

public sealed class RollLineTests
{
    private static readonly LocalDate RecordDate = new(2027, 4, 8);
    private static readonly Instant Now = Instant.FromUtc(2027, 4, 8, 22, 0);

    [TestCase("2016-01-01", "2027-04-08", ExpectedResult = true, TestName = "paid until the record date is paid")]
    [TestCase("2016-01-01", "2027-04-07", ExpectedResult = false, TestName = "paid until the day before is not")]
    [TestCase("2016-01-01", null, ExpectedResult = false, TestName = "no fee is no vote")]
    [TestCase("2027-04-08", "2027-12-31", ExpectedResult = true, TestName = "joined on the record date is in time")]
    [TestCase("2027-04-09", "2027-12-31", ExpectedResult = false, TestName = "joined the day after is not")]
    [TestCase(null, "2027-12-31", ExpectedResult = true, TestName = "an unknown day of joining keeps nobody out")]
    public bool A_member_is_entitled(string? joined, string? paid) =>
        MemberOnRoll.Decide(Member(OrganisationKind.Member, joined, paid), RecordDate)!.Entitled;

    [TestCase(OrganisationKind.Applicant)]
    [TestCase(OrganisationKind.AssociatedPartner)]
    [TestCase(OrganisationKind.Commission)]
    public void Others_are_not_on_the_roll(OrganisationKind kind) =>
        Assert.That(MemberOnRoll.Decide(Member(kind, "2016-01-01", "2027-12-31"), RecordDate), Is.Null);

    [Test]
    public void The_reason_says_which_day_counts() =>
        Assert.That(
            MemberOnRoll.Decide(Member(OrganisationKind.Member, "2016-01-01", "2026-12-31"), RecordDate)!.Why,
            Is.EqualTo("The fee is paid until 31 December 2026, which does not cover the record date, 8 April 2027.")
        );

    [Test]
    public void A_correction_is_a_line_that_counts_instead_and_the_first_stays()
    {
        var member = MemberOnRoll.Decide(Member(OrganisationKind.Member, "2016-01-01", "2026-12-31"), RecordDate)!;
        var fixedLine = new RollLine(Id<Assembly>.New(), member, Now, null);
        var corrected = fixedLine.Correct(true, 1, "The fee came in on 7 April; the bank confirmed it.", Now, null).Value!;
        Assert.That(
            (
                RollLine.InForce([corrected, fixedLine]).Single(),
                fixedLine.Entitled,
                corrected.Seq,
                corrected.Correct(true, 1, "Again.", Now, null).Error?.Code
            ),
            Is.EqualTo((corrected, false, 2, "roll.says_so"))
        );
    }

    private static Organisation Member(OrganisationKind kind, string? joined, string? paid) =>
        new("HR", new(kind, "STEM Jadran", null, new("HR", "Rijeka", null, null, null, null), Day(joined), Day(paid), 1));

    private static LocalDate? Day(string? text) => text is null ? null : NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
}
