using System.Net.Http.Json;
using Assemblies.Domain.Presence;
using Assemblies.Server.Presence;
using NodaTime;

namespace Assemblies.Server.Tests.Presence;

public sealed class DemoAttendanceTests
{
    [Test]
    public async Task The_demo_s_attendance_gives_E_23_P_21_and_a_quorum_of_12()
    {
        await using var day = await DayOne.Start();
        await day.Proxies();
        day.Begins();
        await day.Attendance();
        var count = await day.Presence();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((count.Entitled, count.Present, count.Represented, count.PresentOrRepresented), Is.EqualTo((23, 19, 2, 21)));
            Assert.That(
                (count.Needed, count.HasQuorum, count.Sentence),
                Is.EqualTo((12, true, "21 of 23 present or represented, 12 needed"))
            );
            Assert.That(Of(MemberState.Absent), Is.EqualTo(["CH", "GR"]));
            Assert.That(Of(MemberState.WithoutVote), Is.EqualTo(["HR"]));
            Assert.That(Of(MemberState.Represented), Is.EqualTo(["LV", "PT"]));
            Assert.That(count.Members.Single(m => m.Code == "HR").People.Count, Is.EqualTo(1), "it has a seat");
            Assert.That(
                count.Members.Where(m => m.People.Any(p => p.Where is Where.Online)).Select(m => m.Code),
                Is.EquivalentTo(DayOne.Online)
            );
        }

        string[] Of(MemberState state) => [.. count.Members.Where(m => m.State == state).Select(m => m.Code)];
    }

    [Test]
    public async Task The_roll_is_a_preview_until_the_record_date_is_over_then_fixed_once_and_corrected_until_the_first_meeting_opens()
    {
        await using var day = await DayOne.Start();
        var secretariat = await day.As(DemoNetwork.Secretariat);
        Task<ShowRoll.Answer> Roll() => secretariat.GetAsync($"{DayOne.A}/roll").Value<ShowRoll.Answer>();
        Task<HttpResponseMessage> Correct(string member, bool entitled = true) =>
            secretariat.PostAsJsonAsync($"{DayOne.A}/roll/{member}/correct", new { entitled, why = "The fee came in on 7 April." });

        day.Service.Clock.Reset(Instant.FromUtc(2027, 4, 8, 21, 59));
        var (early, preview) = (await day.Service.Send(new FixRolls()), await Roll());
        var notFixed = await Correct("HR").Refusal();
        day.Service.Clock.Reset(Instant.FromUtc(2027, 4, 8, 22, 0));
        var (due, again, roll) = (await day.Service.Send(new FixRolls()), await day.Service.Send(new FixRolls()), await Roll());
        var unknown = await Correct("XX").Refusal();
        await Correct("HR").Succeeds();
        var repeat = await Correct("HR").Refusal();
        var corrected = (await Roll()).Members.Single(m => m.Code == "HR");
        day.Begins();
        await secretariat.PostAsync($"/api/v1/meetings/{day.Meetings["day1"]}/open", null).Succeeds();
        var opened = await Correct("HR", false).Refusal();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((early.Value, due.Value, again.Value), Is.EqualTo((0, 1, 0)));
            Assert.That((preview.IsFixed, preview.Entitled, preview.Members.Count), Is.EqualTo((false, 23, 24)));
            Assert.That((roll.IsFixed, roll.Entitled, roll.RecordDate), Is.EqualTo((true, 23, (LocalDate?)new LocalDate(2027, 4, 8))));
            Assert.That(
                roll.Members.Where(m => !m.Entitled).Select(m => (m.Code, m.Why)),
                Is.EqualTo([("HR", "The fee is paid until 31 December 2026, which does not cover the record date, 8 April 2027.")])
            );
            Assert.That(
                (notFixed, unknown, repeat, opened),
                Is.EqualTo(("409 roll.not_fixed", "404 roll.unknown_member", "409 roll.says_so", "409 roll.closed"))
            );
            Assert.That((corrected.Entitled, corrected.Corrections.Single().By), Is.EqualTo((true, "Anna de Vries")));
        }
    }

    [Test]
    public async Task Convened_to_other_days_an_assembly_has_another_record_date_and_a_roll_of_its_own()
    {
        await using var day = await DayOne.Start();
        var secretariat = await day.As(DemoNetwork.Secretariat);
        Task<ShowRoll.Answer> Roll() => secretariat.GetAsync($"{DayOne.A}/roll").Value<ShowRoll.Answer>();
        day.Service.Clock.Reset(Instant.FromUtc(2027, 4, 8, 22, 0));
        await day.Service.Send(new FixRolls());
        await secretariat
            .PostAsJsonAsync($"{DayOne.A}/roll/HR/correct", new { entitled = true, why = "The fee came in on 7 April." })
            .Succeeds();

        day.Service.Clock.AdvanceMinutes(5);
        await secretariat
            .PostAsJsonAsync($"{DayOne.A}/postpone", new { reason = "The hall was flooded.", firstDay = "2027-06-09" })
            .Succeeds();
        await secretariat.PostAsJsonAsync($"{DayOne.A}/convene", new { overrideReason = "All members agreed to the new days." }).Succeeds();
        var preview = await Roll();
        day.Service.Clock.Reset(Instant.FromUtc(2027, 5, 28, 22, 0));
        var (due, again, roll) = (await day.Service.Send(new FixRolls()), await day.Service.Send(new FixRolls()), await Roll());
        using (Assert.EnterMultipleScope())
        {
            Assert.That((preview.IsFixed, preview.RecordDate), Is.EqualTo((false, (LocalDate?)new LocalDate(2027, 5, 27))));
            Assert.That((due.Value, again.Value), Is.EqualTo((1, 0)));
            Assert.That((roll.IsFixed, roll.Members.Single(m => m.Code == "HR").Entitled), Is.EqualTo((true, false)));
            Assert.That(roll.Members.SelectMany(m => m.Corrections), Is.Empty, "those were of the first roll");
        }
    }
}
