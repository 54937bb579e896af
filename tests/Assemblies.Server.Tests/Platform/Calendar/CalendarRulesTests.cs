using Assemblies.Server.Platform.Calendar;
using NodaTime;
using static Assemblies.Server.Tests.Platform.Calendar.Entries;

namespace Assemblies.Server.Tests.Platform.Calendar;

public sealed class CalendarRulesTests
{
    private static IEnumerable<TestCaseData> Impossible()
    {
        TestCaseData Case(string name, CalendarItem item) => new(item) { TestName = name };

        yield return Case(
            "an item that ends before it starts",
            OpenMeeting with
            {
                When = At("Europe/Ljubljana", new(2027, 4, 21, 14, 0), new(2027, 4, 21, 13, 0)),
            }
        );
        yield return Case(
            "an item that ends as it starts",
            OpenMeeting with
            {
                When = At("Europe/Ljubljana", new(2027, 4, 21, 14, 0), new(2027, 4, 21, 14, 0)),
            }
        );
        yield return Case(
            "a last day before the first",
            OpenMeeting with
            {
                When = new CalendarTime.AllDay(new(2027, 4, 8), new(2027, 4, 7)),
            }
        );
        yield return Case("no title", OpenMeeting with { Summary = " \u0007" });
        yield return Case("no organizer", OpenMeeting with { Organizer = new("STEM", "") });
        yield return Case("an organizer without a domain", OpenMeeting with { Organizer = new("STEM", "meetings") });
        yield return Case(
            "an address that ends the line",
            OpenMeeting with
            {
                Attendee = new("X", "a@x.example.org\r\nATTENDEE:mailto:b@x.example.org"),
            }
        );
        yield return Case("two addresses in one", OpenMeeting with { Attendee = new("X", "a@x.example.org,b@x.example.org") });
        yield return Case("a UID without a domain", OpenMeeting with { Uid = "0192f0a0" });
        yield return Case("a UID with a title in it", OpenMeeting with { Uid = "Générale@x.example.org" });
        yield return Case("a negative sequence", OpenMeeting with { Sequence = -1 });
        yield return Case("a URL that is a script", OpenMeeting with { Url = new Uri("javascript:alert(1)") });
        yield return Case("an alarm after the start", OpenMeeting with { Alarm = Duration.FromMinutes(-5) });
    }

    [TestCaseSource(nameof(Impossible))]
    public void Nothing_impossible_is_written(object impossible) =>
        Assert.Multiple(() =>
        {
            var item = (CalendarItem)impossible;
            Assert.That(() => CalendarWriter.Request(item), Throws.ArgumentException);
            Assert.That(() => CalendarWriter.Cancel(item), Throws.ArgumentException);
            Assert.That(() => CalendarWriter.Publish([item], "Mine", Duration.FromHours(4)), Throws.ArgumentException);
        });

    [Test]
    public void A_request_or_cancellation_without_an_attendee_is_refused()
    {
        Assert.That(() => CalendarWriter.Request(OpenMeeting with { Attendee = null }), Throws.ArgumentException);
        Assert.That(() => CalendarWriter.Cancel(OpenMeeting with { Attendee = null }), Throws.ArgumentException);
    }

    [Test]
    public void A_cancelled_item_cannot_be_requested() =>
        Assert.That(() => CalendarWriter.Request(OpenMeeting with { Status = CalendarStatus.Cancelled }), Throws.ArgumentException);

    [Test]
    public void A_feed_holds_an_item_once() =>
        Assert.That(
            () => CalendarWriter.Publish([Day1, Day1 with { Sequence = 1 }], "Mine", Duration.FromHours(4)),
            Throws.ArgumentException
        );
}
