using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Rules;
using NodaTime;

namespace Assemblies.Domain.Tests.Meetings;

[Category("Time")]
public sealed class AssemblyTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 25, 11, 0);
    private static readonly Id<Organisation> Slovenia = Id<Organisation>.New();
    private static readonly Place Ljubljana = new("Cankarjev dom", null, "Ljubljana", "SI", 46.06, 14.51, "Europe/Ljubljana");

    [Test]
    public void A_hosted_assembly_has_its_three_meetings_in_the_venues_time()
    {
        var meetings = Hosted().Meetings;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                meetings.Select(m =>
                    FormattableString.Invariant($"{m.Key} {m.Date:uuuu-MM-dd} {m.Start:HH:mm}-{m.End:HH:mm} {m.Statutory} {m.Format}")
                ),
                Is.EqualTo([
                    "open 2027-04-21 13:00-18:30 False Hybrid",
                    "day1 2027-04-22 08:30-17:30 True Hybrid",
                    "day2 2027-04-23 09:00-12:45 True Hybrid",
                ])
            );
            Assert.That(meetings[0].StartsAt, Is.EqualTo(Instant.FromUtc(2027, 4, 21, 11, 0)));
            Assert.That(
                meetings[0].Audience,
                Is.EqualTo(Audience.Members | Audience.Applicants | Audience.AssociatedPartners | Audience.Commission)
            );
            Assert.That(meetings[1].Audience, Is.EqualTo(Audience.Members));
        }
    }

    [TestCase("GA-2027-1", "General Assembly Spring 2027")]
    [TestCase("GA-2027-2", "General Assembly Autumn 2027")]
    [TestCase("GA-2027-3", "General Assembly 2027, number 3")]
    public void The_title_follows_from_the_edition(string code, string title) => Assert.That(Edition.Parse(code)?.Title, Is.EqualTo(title));

    [TestCase("GA-2027-1", "GA-2027-2")]
    [TestCase("GA-2026-2", "GA-2027-1")]
    public void The_next_edition_is_half_a_year_later(string code, string next) =>
        Assert.That(Edition.Parse(code)?.Next.Code, Is.EqualTo(next));

    [TestCase("GA-2027-0")]
    [TestCase("ga-2027-1")]
    [TestCase("GA-2027-1\n")]
    [TestCase("GA-٢٠٢٧-1")]
    public void Other_codes_are_none(string code) => Assert.That(Edition.Parse(code), Is.Null);

    [Test]
    public void What_has_taken_place_is_not_announced_postponed_moved_or_cancelled_any_more()
    {
        var assembly = Hosted();
        var (last, over) = (Instant.FromUtc(2027, 4, 23, 10, 44), Instant.FromUtc(2027, 4, 23, 10, 45));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(assembly.Announce(over, null)?.Code, Is.EqualTo("assembly.wrong_state"));
            Assert.That(assembly.Postpone(over, null, "x")?.Code, Is.EqualTo("assembly.wrong_state"));
            Assert.That(assembly.Reschedule(new(2027, 5, 5), over, null, "x")?.Code, Is.EqualTo("assembly.wrong_state"));
            Assert.That(assembly.Cancel(over, null, "x")?.Code, Is.EqualTo("assembly.wrong_state"));
            Assert.That(assembly.Postpone(last, null, "x"), Is.Null);
            Assert.That(assembly.Reschedule(new(2027, 5, 5), over, null, "x"), Is.Null, "the days it was put off from do not count");
        }
    }

    [Test]
    public void A_time_that_clocks_skip_is_refused_in_words()
    {
        // Night of the change of clocks: 02:30 on 28 March 2027 does not exist in Ljubljana.
        var night = MeetingPlan.Open(new(2027, 3, 28)) with
        {
            Key = "night",
            Start = new(2, 30),
            End = new(5, 0),
        };
        var refusal = Hosted().AddMeeting(night).Error!;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal.Code, Is.EqualTo("meetings.no_such_time"));
            Assert.That(refusal.Message, Does.Contain("28 March 2027 clocks there go forward from 02:00 to 03:00: 02:30 does not exist"));
            Assert.That(refusal.Fields.Keys, Is.EqualTo(["start"]));
        }
    }

    [Test]
    public void A_time_that_comes_twice_means_the_first()
    {
        var night = MeetingPlan.Open(new(2027, 10, 31)) with { Key = "night", Start = new(2, 30), End = new(5, 0) };
        Assert.That(Hosted().AddMeeting(night).Value!.StartsAt, Is.EqualTo(Instant.FromUtc(2027, 10, 31, 0, 30)));
    }

    [Test]
    public void A_move_to_another_zone_keeps_the_local_times_and_refuses_those_that_do_not_exist_there()
    {
        var assembly = Hosted();
        // Cairo's clocks skip the first hour of 30 April 2027, Ljubljana's and Helsinki's do not.
        var early = MeetingPlan.Open(new(2027, 4, 30)) with
        {
            Key = "early",
            Start = new(0, 30),
            End = new(5, 0),
        };
        Assert.That(assembly.AddMeeting(early).Error, Is.Null);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(assembly.Describe("x", Ljubljana with { TimeZone = "Africa/Cairo" })?.Code, Is.EqualTo("meetings.no_such_time"));
            Assert.That(assembly.Describe("x", Ljubljana with { TimeZone = "Europe/Helsinki" }), Is.Null);
            Assert.That(assembly.Meetings[0].StartsAt, Is.EqualTo(Instant.FromUtc(2027, 4, 21, 10, 0)));
        }
    }

    [Test]
    public void Ends_after_it_starts_and_is_for_somebody()
    {
        var plan = MeetingPlan.Open(new(2027, 4, 20)) with { Key = "more" };
        string? Refusal(MeetingPlan wrong) => Hosted().AddMeeting(wrong).Error?.Code;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Refusal(plan with { End = plan.Start }), Is.EqualTo("meetings.ends_before_it_starts"));
            Assert.That(Refusal(plan with { Audience = Audience.None }), Is.EqualTo("meetings.for_nobody"));
            Assert.That(
                Refusal(plan with { Statutory = true, Audience = Audience.Commission }),
                Is.EqualTo("meetings.statutory_without_members")
            );
            Assert.That(Refusal(plan with { Key = "day1" }), Is.EqualTo("meetings.key_taken"));
            Assert.That(Refusal(plan with { Title = "Ανοιχτή συνάντηση 🎓" }), Is.Null);
        }
    }

    [Test]
    public void New_dates_move_all_meetings_and_leave_deadlines_set_by_hand()
    {
        var assembly = Hosted();
        Assert.That(assembly.SetDeadline(DeadlineKind.MembersItems, new(2027, 3, 26), "Good Friday.", Now, null), Is.Null);
        assembly.Step(StepKind.Convened, Now, null, null);
        assembly.TakeEvents();

        Assert.That(assembly.Reschedule(new(2027, 5, 12), Now, null, "The hall was flooded."), Is.Null);

        var list = DeadlineList.Of(
            RulesOfProcedure.Default,
            assembly.D!.Value,
            assembly.D2!.Value,
            DeadlineOverride.InForce(assembly.Overrides)
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                assembly.Meetings.Select(m => m.Date),
                Is.EqualTo([new LocalDate(2027, 5, 12), new LocalDate(2027, 5, 13), new LocalDate(2027, 5, 14)])
            );
            Assert.That(list[DeadlineKind.Convocation]!.Date, Is.EqualTo(new LocalDate(2027, 4, 1)));
            Assert.That(list[DeadlineKind.MembersItems]!.Date, Is.EqualTo(new LocalDate(2027, 3, 26)));
            Assert.That(assembly.State, Is.EqualTo(AssemblyState.Planned));
            Assert.That(
                assembly.TakeEvents(),
                Is.EqualTo([
                    new AssemblyStepped(assembly.Id, "GA-2027-1", StepKind.Rescheduled, "The hall was flooded.")
                    {
                        Before = AssemblyState.Convened,
                    },
                ])
            );
            Assert.That(assembly.Meetings.SelectMany(m => m.TakeEvents()).OfType<MeetingChanged>().Count(), Is.EqualTo(3));
        }
    }

    [Test]
    public void The_same_day_and_a_past_day_are_no_new_dates()
    {
        var assembly = Hosted();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(assembly.Reschedule(new(2027, 4, 21), Now, null, "x")?.Code, Is.EqualTo("assembly.same_date"));
            Assert.That(assembly.Reschedule(new(2026, 11, 24), Now, null, "x")?.Code, Is.EqualTo("assembly.date_gone"));
            Assert.That(assembly.Postpone(Now, null, "x"), Is.Null);
            Assert.That(assembly.Reschedule(new(2027, 4, 21), Now, null, "It can be as planned after all."), Is.Null);
        }
    }

    [Test]
    public void Nothing_is_moved_or_added_into_the_past_and_what_lies_there_may_still_get_another_room()
    {
        var assembly = Hosted();
        var open = assembly.Meetings[0];
        var later = Instant.FromUtc(2027, 4, 22, 6, 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                assembly.ChangeMeeting(open, open.Plan with { Date = new(2027, 4, 20) }, later)?.Code,
                Is.EqualTo("assembly.date_gone")
            );
            Assert.That(assembly.ChangeMeeting(open, open.Plan with { Room = "Linhart hall" }, later), Is.Null);
            Assert.That(assembly.ChangeMeeting(open, open.Plan with { Date = new(2027, 4, 22) }, later), Is.Null, "today is not past");
            Assert.That(
                assembly.AddMeeting(open.Plan with { Key = "more", Date = new(2027, 4, 21) }, later).Error?.Code,
                Is.EqualTo("assembly.date_gone")
            );
        }
    }

    [Test]
    public void The_last_day_of_the_general_assembly_is_not_cancelled_alone()
    {
        var assembly = Hosted();
        var (first, second) = (assembly.Meetings[1], assembly.Meetings[2]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(assembly.CancelMeeting(first, Now, null, "x"), Is.Null);
            Assert.That(assembly.D, Is.EqualTo(new LocalDate(2027, 4, 23)));
            Assert.That(assembly.CancelMeeting(first, Now, null, "x")?.Code, Is.EqualTo("meetings.cancelled"));
            Assert.That(assembly.CancelMeeting(second, Now, null, "x")?.Code, Is.EqualTo("meetings.last_statutory"));
            Assert.That(assembly.ChangeMeeting(first, first.Plan with { Title = "y" }, Now)?.Code, Is.EqualTo("meetings.cancelled"));
        }
    }

    [Test]
    public void A_deadline_set_by_hand_lies_on_its_side_of_the_meeting_and_can_be_left_to_the_rules_again()
    {
        var assembly = Hosted();
        string? Set(DeadlineKind kind, LocalDate date) => assembly.SetDeadline(kind, date, "x", Now, null)?.Code;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Set(DeadlineKind.Proxies, new(2027, 4, 22)), Is.Null);
            Assert.That(Set(DeadlineKind.Proxies, new(2027, 4, 23)), Is.EqualTo("deadlines.misplaced"));
            Assert.That(Set(DeadlineKind.DraftMinutes, new(2027, 4, 22)), Is.EqualTo("deadlines.misplaced"));
            Assert.That(assembly.DeriveDeadline(DeadlineKind.Proxies, "x", Now, null), Is.Null);
            Assert.That(assembly.DeriveDeadline(DeadlineKind.Proxies, "x", Now, null)?.Code, Is.EqualTo("deadlines.derived_already"));
            Assert.That(
                assembly.Overrides.Select(o => (o.Kind, o.Seq, o.Date is null)),
                Is.EqualTo([(DeadlineKind.Proxies, 1, false), (DeadlineKind.Proxies, 2, true)])
            );
        }
    }

    [Test]
    public void A_copy_has_its_own_ids_shifted_dates_one_step_and_no_links_to_join_by()
    {
        var old = Hosted();
        var open = old.Meetings[0];
        old.ChangeMeeting(open, open.Plan with { Room = "Linhart hall", OnlineLink = "https://video.example.org/1" }, Now);
        old.Step(StepKind.Convened, Now, null, null);

        var what = CopyParts.Meetings | CopyParts.Places;
        var copy = old.Copy(
            new("GA-2027-2", "General Assembly Autumn 2027", Slovenia, Ljubljana, new(2027, 10, 13), what),
            Now,
            null
        ).Value!;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                copy.Meetings.Select(m => m.Date.DayOfYear - old.Meetings.Single(o => o.Key == m.Key).Date.DayOfYear),
                Has.All.EqualTo(175)
            );
            Assert.That(copy.Meetings.Select(m => m.Id).Intersect(old.Meetings.Select(m => m.Id)), Is.Empty);
            Assert.That((copy.Meetings[0].Room, copy.Meetings[0].OnlineLink), Is.EqualTo(("Linhart hall", (string?)null)));
            Assert.That(copy.Steps.Select(s => s.Kind), Is.EqualTo([StepKind.Planned]));
            Assert.That((copy.CopyOf, copy.Version, copy.RulesVersion), Is.EqualTo(("GA-2027-1", 1L, (int?)null)));
            Assert.That(copy.Describe("Another title", Ljubljana), Is.Null);
            Assert.That(copy.CopyOf, Is.Null, "saved once, it is no copy any more");
        }
    }

    [Test]
    public void Sessions_are_not_copied_without_meetings() =>
        Assert.That(
            Hosted().Copy(new("GA-2027-2", "x", Slovenia, Ljubljana, new(2027, 10, 13), CopyParts.Sessions), Now, null).Error?.Code,
            Is.EqualTo("assembly.sessions_need_meetings")
        );

    internal static Assembly Hosted()
    {
        var open = new LocalDate(2027, 4, 21);
        return Assembly.Hosted(new(2027, 1), Slovenia, [], Ljubljana, open, [open.PlusDays(1), open.PlusDays(2)], Now, null).Value!;
    }
}
