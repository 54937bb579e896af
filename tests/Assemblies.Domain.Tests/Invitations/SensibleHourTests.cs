using Assemblies.Domain.Invitations;
using NodaTime;

namespace Assemblies.Domain.Tests.Invitations;

public sealed class SensibleHourTests
{
    private static readonly DateTimeZone Helsinki = DateTimeZoneProviders.Tzdb["Europe/Helsinki"];

    [TestCase("2027-04-14T04:59:59Z", ExpectedResult = false, TestName = "a second before eight is too early")]
    [TestCase("2027-04-14T05:00:00Z", ExpectedResult = true, TestName = "eight is not")]
    [TestCase("2027-04-14T14:59:59Z", ExpectedResult = true, TestName = "a second before six is not")]
    [TestCase("2027-04-14T15:00:00Z", ExpectedResult = false, TestName = "six is too late")]
    [TestCase("2027-04-17T10:00:00Z", ExpectedResult = false, TestName = "a Saturday never is")]
    public bool It_is_a_sensible_hour(string now) =>
        SensibleHour.IsNow(NodaTime.Text.InstantPattern.ExtendedIso.Parse(now).Value, Helsinki);

    [TestCase(2027, 4, 21, 7, ExpectedResult = "2027-04-14")]
    [TestCase(2027, 4, 19, 1, ExpectedResult = "2027-04-16", TestName = "the eve of a Monday is a Friday")]
    [TestCase(2027, 4, 18, 1, ExpectedResult = "2027-04-16", TestName = "the eve of a Sunday is a Friday")]
    public string A_reminder_goes_out_on_a_working_day(int year, int month, int day, int before) =>
        NodaTime.Text.LocalDatePattern.Iso.Format(SensibleHour.DayFor(new(year, month, day), before));
}
