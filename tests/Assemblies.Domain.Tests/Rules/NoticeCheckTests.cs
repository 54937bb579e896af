using Assemblies.Domain.Rules;
using NodaTime;

namespace Assemblies.Domain.Tests.Rules;

public sealed class NoticeCheckTests
{
    private static readonly DeadlineList Deadlines = DeadlineList.Of(RulesOfProcedure.Default, new(2027, 4, 22), new(2027, 4, 23));
    private static readonly Instant InTime = Instant.FromUtc(2027, 3, 9, 10, 0);
    private static readonly CharterAmendment Charter = new(12, "Amendment of the charter", Instant.FromUtc(2027, 3, 8, 9, 0));
    private static readonly NoticeFacts Ready = new(Instant.FromUtc(2027, 1, 20, 9, 0), Instant.FromUtc(2027, 3, 9, 9, 0), null, [Charter]);

    [Test]
    public void In_time_and_complete_it_can_be_convened()
    {
        var check = NoticeCheck.Of(Deadlines, Ready, InTime);

        Assert.Multiple(() =>
        {
            Assert.That(check.Refusal, Is.Null);
            Assert.That(check.Warnings, Is.Empty);
            Assert.That(
                check.Lines.Select(l => l.Sentence),
                Is.EqualTo([
                    "44 days before Thursday 22 April 2027. The last day for it is Thursday 11 March 2027.",
                    "The agenda is published.",
                    "The text of item 12 “Amendment of the charter” was there in time.",
                    "The dates were announced on Wednesday 20 January 2027.",
                ])
            );
        });
    }

    [Test]
    public void All_reasons_come_at_once_with_their_codes()
    {
        var now = Instant.FromUtc(2027, 3, 25, 10, 0);
        var late = new CharterAmendment(null, "Seat of the network", Instant.FromUtc(2027, 3, 12, 9, 0));

        var check = NoticeCheck.Of(Deadlines, new(null, null, null, [Charter with { TextSince = null }, late]), now);

        Assert.Multiple(() =>
        {
            Assert.That(check.Refusal!.Code, Is.EqualTo("meetings.notice_refused"));
            Assert.That(
                check.Refusal.Reasons.Select(r => r.Code),
                Is.EqualTo([
                    "meetings.notice_too_short",
                    "meetings.agenda_unpublished",
                    "meetings.charter_text_missing",
                    "meetings.charter_text_late",
                ])
            );
            Assert.That(check.Warnings.Select(w => w.Code), Is.EqualTo(["meetings.announcement_missed"]));
            Assert.That(
                check.Refusals.Select(r => r.Message),
                Is.EqualTo([
                    "The convocation was due by Thursday 11 March 2027, 23:59 (Brussels). From today 28 days are left until "
                        + "Thursday 22 April 2027. Move the assembly to a later day.",
                    "The agenda is not published. Publish its provisional version: it goes out with the convocation.",
                    "The text of item 12 “Amendment of the charter” was due by Thursday 11 March 2027, 23:59 (Brussels) and is not there. "
                        + "Take the item off the agenda; it can come before the next assembly.",
                    "The text of “Seat of the network” was due by Thursday 11 March 2027, 23:59 (Brussels) and came on Friday 12 March 2027. "
                        + "Take the item off the agenda; it can come before the next assembly.",
                ])
            );
        });
    }

    [TestCase("2027-03-11T22:59:59", null, TestName = "The last second of D−42 in Brussels is in time")]
    [TestCase("2027-03-11T23:00:00", "meetings.notice_too_short", TestName = "A second later the notice is too short")]
    [TestCase("2027-04-21T21:59:59", "meetings.notice_too_short", TestName = "On the day before it is too short")]
    public void The_notice_ends_with_its_day(string utc, string? code)
    {
        var now = Instant.FromDateTimeUtc(
            DateTime.SpecifyKind(DateTime.Parse(utc, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc)
        );

        Assert.That(NoticeCheck.Of(Deadlines, Ready, now).Refusals.Select(r => r.Code), Is.EqualTo(code is null ? [] : new[] { code }));
    }

    [Test]
    public void Once_the_first_day_has_begun_no_reason_helps()
    {
        var begun = NoticeCheck.Begun(Deadlines, Instant.FromUtc(2027, 4, 21, 22, 0));

        Assert.Multiple(() =>
        {
            Assert.That(NoticeCheck.Begun(Deadlines, Instant.FromUtc(2027, 4, 21, 21, 59, 59)), Is.Null);
            Assert.That(begun?.Code, Is.EqualTo("meetings.notice_after_begin"));
            Assert.That(begun?.Message, Does.StartWith("The general assembly begins on Thursday 22 April 2027: there is no time left"));
        });
    }

    [Test]
    public void An_agenda_that_was_published_for_dates_given_up_does_not_count()
    {
        var before = NoticeCheck.Of(Deadlines, Ready with { RescheduledAt = Ready.AgendaPublishedAt + Duration.FromHours(1) }, InTime);
        var after = NoticeCheck.Of(Deadlines, Ready with { RescheduledAt = Ready.AgendaPublishedAt - Duration.FromHours(1) }, InTime);

        Assert.Multiple(() =>
        {
            Assert.That(
                before.Refusals.Select(r => (r.Code, r.Message)),
                Is.EqualTo([("meetings.agenda_outdated", "The published agenda has the old dates; publish it again.")])
            );
            Assert.That(after.Refusal, Is.Null);
        });
    }

    [Test]
    public void A_missed_or_late_announcement_only_warns()
    {
        var missed = NoticeCheck.Of(Deadlines, Ready with { AnnouncedAt = null }, InTime);
        var late = NoticeCheck.Of(Deadlines, Ready with { AnnouncedAt = Instant.FromUtc(2027, 1, 25, 9, 0) }, InTime);

        Assert.Multiple(() =>
        {
            Assert.That((missed.Refusal, missed.Warnings.Single().Code), Is.EqualTo(((Error?)null, "meetings.announcement_missed")));
            Assert.That((late.Refusal, late.Warnings.Single().Code), Is.EqualTo(((Error?)null, "meetings.announced_late")));
        });
    }

    [Test]
    public void Convened_early_the_charter_s_text_may_still_come_and_the_announcement_is_not_missed()
    {
        var check = NoticeCheck.Of(
            Deadlines,
            new(null, InTime, null, [Charter with { TextSince = null }]),
            Instant.FromUtc(2027, 1, 10, 9, 0)
        );

        Assert.Multiple(() =>
        {
            Assert.That(check.Refusal, Is.Null);
            Assert.That(check.Warnings.Select(w => w.Code), Is.EqualTo(["meetings.charter_text_outstanding"]));
        });
    }

    [Test]
    public void A_date_set_by_hand_does_not_shorten_the_notice_of_the_rules() =>
        Assert.That(
            NoticeCheck
                .Of(Deadlines.WithSet(DeadlineKind.Convocation, new(2027, 3, 25)), Ready, Instant.FromUtc(2027, 3, 20, 9, 0))
                .Refusals.Select(r => r.Code),
            Is.EqualTo(["meetings.notice_too_short"])
        );

    [Test]
    public void A_stricter_date_set_by_hand_refuses_nothing_that_the_rules_allow() =>
        Assert.That(NoticeCheck.Of(Deadlines.WithSet(DeadlineKind.Convocation, new(2027, 3, 1)), Ready, InTime).Refusal, Is.Null);
}
