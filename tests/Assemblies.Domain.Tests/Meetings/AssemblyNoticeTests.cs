using Assemblies.Domain.Meetings;
using NodaTime;
using static Assemblies.Domain.Tests.Meetings.AssemblyTests;

namespace Assemblies.Domain.Tests.Meetings;

/// <summary>What the convocation of an assembly holds fast, and what gives it up.</summary>
[Category("Time")]
public sealed class AssemblyNoticeTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 25, 11, 0);

    [Test]
    public void Days_of_which_members_were_given_notice_do_not_change_without_a_new_one()
    {
        var assembly = Hosted();
        var (first, second) = (assembly.Meetings[1], assembly.Meetings[2]);
        string? Change(Meeting meeting, Func<MeetingPlan, MeetingPlan> to) => assembly.ChangeMeeting(meeting, to(meeting.Plan), Now)?.Code;
        Assert.That(Change(second, plan => plan.Later(1)), Is.Null, "not convened yet");
        Assert.That(Change(second, plan => plan.Later(-1)), Is.Null);

        assembly.Convene(1, Now, null, null);
        var another = first.Plan with { Key = "day0" };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Change(first, plan => plan.Later(-2)), Is.EqualTo("meetings.other_days"));
            Assert.That(Change(second, plan => plan.Later(1)), Is.EqualTo("meetings.other_days"));
            Assert.That(
                Change(first, plan => plan with { Statutory = false }),
                Is.EqualTo("meetings.other_days"),
                "D would be the second day"
            );
            Assert.That(assembly.AddMeeting(another.Later(-1)).Error?.Code, Is.EqualTo("meetings.other_days"));
            Assert.That(assembly.AddMeeting(another.Later(2)).Error?.Code, Is.EqualTo("meetings.other_days"));
            Assert.That(assembly.CancelMeeting(first, Now, null, "x")?.Code, Is.EqualTo("meetings.other_days"));
            Assert.That(
                (assembly.D, assembly.D2),
                Is.EqualTo(((LocalDate?)new LocalDate(2027, 4, 22), (LocalDate?)new LocalDate(2027, 4, 23)))
            );

            Assert.That(Change(first, plan => plan with { Start = new(10, 0), Room = "Gallus hall" }), Is.Null, "the same day");
            Assert.That(Change(assembly.Meetings[0], plan => plan.Later(-1)), Is.Null, "not statutory");
            Assert.That(assembly.AddMeeting(another with { Start = new(18, 0), End = new(19, 0) }).Error, Is.Null, "on a day they know of");
            Assert.That(assembly.CancelMeeting(second, Now, null, "A strike."), Is.Null, "nobody has to come on a day without notice");
        }
    }

    [Test]
    public void Dates_that_are_given_up_take_the_rules_and_the_announcement_with_them()
    {
        var assembly = Hosted();
        Assert.That((assembly.AnnouncedAt, assembly.RescheduledAt), Is.EqualTo(((Instant?)null, (Instant?)null)));
        assembly.Announce(Now, null);
        assembly.Convene(3, Now, null, null);
        Assert.That((assembly.RulesVersion, assembly.AnnouncedAt), Is.EqualTo(((int?)3, (Instant?)Now)));

        var later = Now + Duration.FromDays(1);
        assembly.Reschedule(new(2027, 5, 12), later, null, "The hall was flooded.");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(assembly.RulesVersion, Is.Null, "it is convened anew, under the newest");
            Assert.That((assembly.AnnouncedAt, assembly.RescheduledAt), Is.EqualTo(((Instant?)null, (Instant?)later)));
        }

        assembly.Convene(4, later, null, null);
        assembly.Postpone(later, null, "A strike.");
        Assert.That(assembly.RulesVersion, Is.Null);
    }

    [Test]
    public void Each_step_raises_the_version_so_that_who_edits_at_that_moment_looks_again()
    {
        var assembly = Hosted();
        var before = assembly.Version;
        assembly.Announce(Now, null);
        assembly.Convene(1, Now, null, null);
        assembly.Cancel(Now, null, "x");
        Assert.That(assembly.Version, Is.EqualTo(before + 3));
    }
}
