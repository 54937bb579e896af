using Assemblies.Domain.Presence;
using Assemblies.Server.Presence;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests.Presence;

public sealed class QuorumTests
{
    private SittingStage stage = null!;

    [OneTimeSetUp]
    public async Task Start() => stage = await SittingStage.Start();

    [OneTimeTearDown]
    public async Task End() => await stage.DisposeAsync();

    [Test]
    public async Task At_the_opening_the_quorum_is_checked_with_the_figures_of_the_demo()
    {
        var day = await stage.DemoDay();
        var opened = await day.Opens();
        var quorum = (await day.Room(stage.Chair)).Quorum!;
        var check = (await day.Checks()).Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (opened.Check!.Why, opened.Check.Holds, opened.Check.Sentence),
                Is.EqualTo((QuorumCheckKind.Opening, true, "21 of 23 present or represented, 12 needed"))
            );
            Assert.That(
                (quorum.Entitled, quorum.Present, quorum.Represented, quorum.Counted, quorum.Needed, quorum.Holds, quorum.Verdict),
                Is.EqualTo((23, 19, 2, 21, 12, true, "Quorum reached."))
            );
            Assert.That(
                quorum.Members.GroupBy(m => m.Presence).Select(g => (g.Key, g.Count())),
                Is.EquivalentTo([
                    (RoomPresence.Present, 16),
                    (RoomPresence.Online, 3),
                    (RoomPresence.Represented, 2),
                    (RoomPresence.Absent, 2),
                    (RoomPresence.WithoutVote, 1),
                ])
            );
            Assert.That(
                (check.Entitled, check.Present, check.Represented, check.Needed, check.Holds, check.By, check.RulesVersion),
                Is.EqualTo((23, 19, 2, 12, true, "Lotte Van den Broeck", 1))
            );
            Assert.That(check.Roll, Has.Count.EqualTo(24));
            Assert.That(
                check.Roll.Where(m => m.State is not MemberState.Present).Select(m => $"{m.Code} {m.State}"),
                Is.EqualTo(["CH Absent", "GR Absent", "HR WithoutVote", "LV Represented", "PT Represented"])
            );
        }
    }

    [Test]
    public async Task A_statutory_meeting_opens_without_quorum_which_is_found_and_lost_and_each_check_stays()
    {
        var day = await stage.Day();
        await day.In(Where.OnSite, "AT BE BG CZ DE DK EE ES FR HU IT");
        var opened = await day.Opens();
        var verdict = (await day.Room(stage.Chair)).Quorum!.Verdict;

        await day.In(Where.Online, "NO");
        var found = (await day.Room(stage.Chair)).Quorum!;
        var byHand = await day.Post(stage.Chair, "quorum").Value<RoomCheck>();
        await day.Out("NO AT");
        var lost = (await day.Room(stage.Chair)).Quorum!;
        await day.Post(stage.Chair, "break", new { minutes = 10 }).Succeeds();
        var after = await day.Post(stage.Chair, "resume").Value<SittingNow>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(opened.Check!.Sentence, Is.EqualTo("11 of 23 present or represented, 12 needed"));
            Assert.That(verdict, Is.EqualTo("Quorum not reached: debate goes on, no decisions."));
            Assert.That((found.Holds, found.LastCheck!.Holds), Is.EqualTo((true, false)), "at once, not only at the next check");
            Assert.That((byHand.Why, byHand.Holds), Is.EqualTo((QuorumCheckKind.ByHand, true)));
            Assert.That((lost.Holds, lost.Sentence), Is.EqualTo((false, "10 of 23 present or represented, 12 needed")));
            Assert.That((after.Check!.Why, after.Check.Holds), Is.EqualTo((QuorumCheckKind.AfterBreak, false)));
            Assert.That(
                (await day.Checks()).Select(c => $"{c.Seq} {c.Why} {c.Present} {c.Holds}"),
                Is.EqualTo(["1 Opening 11 False", "2 ByHand 12 True", "3 AfterBreak 10 False"])
            );
        }
    }

    [Test]
    public async Task After_a_pause_of_the_programme_the_quorum_is_checked_when_the_next_line_is_taken_up()
    {
        var day = await stage.DemoDay();
        await day.Opens();
        await day.Post(stage.Chair, "go-to", new { session = day.Pause }).Succeeds();
        Assert.That((await day.GoesTo(2)).Check?.Why, Is.EqualTo(QuorumCheckKind.AfterBreak));
        Assert.That((await day.GoesTo(1)).Check, Is.Null, "no break, no check");
    }

    [Test]
    public async Task When_a_holder_leaves_its_principals_leave_P_and_come_back_with_it()
    {
        var day = await stage.DemoDay();
        await day.Opens();
        await day.Out("EE");
        Assert.That((await day.Room(stage.Chair)).Quorum!.Sentence, Is.EqualTo("19 of 23 present or represented, 12 needed"));
        await day.In(Where.OnSite, "EE");
        Assert.That((await day.Room(stage.Chair)).Quorum!.Sentence, Is.EqualTo("21 of 23 present or represented, 12 needed"));
    }

    [Test]
    public async Task On_challenge_members_confirm_and_the_silent_are_checked_out_with_that_reason()
    {
        var day = await stage.DemoDay();
        await day.Opens();
        await day.GoesTo(0);
        var put = await day.Post(stage.Chair, "challenge", new { askedBy = await day.Member("FI") }).Value<ChallengeQuorum.Answer>();
        Assert.That(put.Until - stage.Service.Clock.GetCurrentInstant(), Is.EqualTo(NodaTime.Duration.FromMinutes(5)));

        using var spain = await stage.Head("ES");
        Assert.That((await day.Room(spain)).Reader is { HasVote: true, MustConfirm: true, HasConfirmed: false }, Is.True);
        await day.Post(spain, "challenge/confirm").Succeeds();
        await day.Post(spain, "challenge/confirm").Succeeds();
        foreach (var member in "AT BE BG CZ DE DK FR HU".Split(' '))
        {
            using var head = await stage.Head(member);
            await day.Post(head, "challenge/confirm").Succeeds();
        }

        await day.Post(stage.Teller, "challenge/roll-call", new { organisation = await day.Member("IT") }).Succeeds();
        stage.Later(1);
        await day.Out("LT");
        await day.In(Where.OnSite, "LT"); // whoever comes in meanwhile has been seen

        using var latvia = await stage.Head("LV");
        var room = await day.Room(spain);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (room.Challenge!.Confirmed, room.Challenge.Awaited, room.Reader.MustConfirm, room.Reader.HasConfirmed),
                Is.EqualTo((11, 8, false, true))
            );
            Assert.That(room.Challenge.AskedBy, Is.Not.Null);
            Assert.That(await day.Post(latvia, "challenge/confirm").Refusal(), Is.EqualTo("409 quorum.not_to_confirm"));
            Assert.That(await day.Post(stage.Chair, "challenge").Refusal(), Is.EqualTo("409 quorum.challenge_runs"));
            Assert.That(await day.Post(stage.Chair, "break", new { minutes = 5 }).Refusal(), Is.EqualTo("409 quorum.challenge_runs"));
            Assert.That(await day.Post(stage.Chair, "close").Refusal(), Is.EqualTo("409 quorum.challenge_runs"));
            Assert.That(
                await day.Post(spain, "challenge/roll-call", new { organisation = await day.Member("IT") }).Refusal(),
                Is.EqualTo("403 access.forbidden")
            );
        }

        stage.Later(4);
        using var sweden = await stage.Head("SE");
        Assert.That(await day.Post(sweden, "challenge/confirm").Refusal(), Is.EqualTo("409 quorum.too_late"));
        await stage.Service.Send(new EndChallenges());

        // ES confirmed, so PT stays represented; EE did not, so LV goes with it.
        var check = (await day.Checks())[^1];
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (check.Why, check.Present, check.Represented, check.Holds, check.By),
                Is.EqualTo((QuorumCheckKind.Challenge, 11, 1, true, (string?)null))
            );
            Assert.That(
                await day.CheckedOutByChallenge(),
                Is.EquivalentTo(
                    "EE NL PL SE SI NO IE FI"
                        .Split(' ')
                        .Select(code => $"{code}: Did not confirm within five minutes when the quorum was challenged.")
                )
            );
            Assert.That((await day.Room(stage.Chair)).Challenge, Is.Null);
            Assert.That((await day.Room(stage.Chair)).Quorum!.Sentence, Is.EqualTo("12 of 23 present or represented, 12 needed"));
            Assert.That(await day.Post(sweden, "challenge/confirm").Refusal(), Is.EqualTo("409 quorum.no_challenge"));
            Assert.That(await day.Post(stage.Chair, "challenge/count").Refusal(), Is.EqualTo("409 quorum.no_challenge"));
        }
    }

    [Test]
    public async Task Whoever_presides_may_count_before_the_time_is_over_and_two_at_once_count_once()
    {
        var day = await stage.DemoDay();
        await day.Opens();
        await day.Post(stage.Chair, "challenge").Succeeds();
        var answers = await Task.WhenAll(
            day.Post(stage.Chair, "challenge/count"),
            day.Post(stage.Deputy, "challenge/count"),
            day.Post(stage.Chair, "challenge/count")
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answers.Count(a => a.IsSuccessStatusCode), Is.EqualTo(1));
            Assert.That(
                (await day.Checks()).Select(c => $"{c.Seq} {c.Why} {c.Present} {c.Represented}"),
                Is.EqualTo(["1 Opening 19 2", "2 Challenge 0 0"])
            );
            Assert.That(await day.CheckedOutByChallenge(), Has.Count.EqualTo(19), "each of them once; HR has no vote and is not asked");
            Assert.That(
                await day.CheckedOutByChallenge(),
                Has.All.Contains("Had not confirmed when the chair counted"),
                "not five minutes"
            );
        }
    }

    [Test]
    public async Task Only_whoever_has_the_vote_confirms_and_only_in_a_meeting_that_decides()
    {
        var day = await stage.DemoDay();
        using var delegated = await stage.Head("HR");
        using var partner = await stage.Service.As(DemoNetwork.Partner);
        await SittingDay.Post(stage.Chair, day.OpenMeeting, "open").Succeeds();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await SittingDay.Post(stage.Chair, day.OpenMeeting, "challenge").Refusal(), Is.EqualTo("409 quorum.not_statutory"));
            Assert.That(await SittingDay.Post(stage.Chair, day.OpenMeeting, "quorum").Refusal(), Is.EqualTo("409 quorum.not_statutory"));
            Assert.That(
                await stage.Service.Db(db => db.QuorumChecks.CountAsync(c => c.Meeting == day.OpenMeeting)),
                Is.Zero,
                "an open meeting has no quorum"
            );
        }

        await SittingDay.Post(stage.Chair, day.OpenMeeting, "close").Succeeds();
        await day.Opens();
        Assert.That(await day.Post(delegated, "challenge/confirm").Refusal(), Is.EqualTo("409 quorum.no_challenge"));
        await day.Post(stage.Chair, "challenge").Succeeds();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await day.Post(delegated, "challenge/confirm").Refusal(), Is.EqualTo("409 quorum.not_to_confirm"), "no vote");
            Assert.That(await day.Post(partner, "challenge/confirm").Refusal(), Is.EqualTo("404 access.not_found"));
            Assert.That(
                await day.Post(stage.Chair, "challenge/roll-call", new { organisation = await day.Member("CH") }).Refusal(),
                Is.EqualTo("409 quorum.not_to_confirm"),
                "absent"
            );
            using var stranger = await stage.Service.As(DemoNetwork.Partner);
            Assert.That(await stranger.GetAsync($"{day.A}/quorum").Refusal(), Is.EqualTo("403 access.forbidden"));
        }
    }

    [Test]
    public async Task A_service_killed_in_the_middle_of_counting_has_done_nothing_and_another_one_counts_once()
    {
        var day = await stage.DemoDay();
        await day.Opens();
        await day.Post(stage.Chair, "challenge").Succeeds();
        stage.Later(5);

        // The silent are out and the check is about to be written, when the server's connection is cut.
        await using (var hold = new Npgsql.NpgsqlConnection(stage.Service.Database.Address.Owner))
        {
            await hold.OpenAsync();
            await using var transaction = await hold.BeginTransactionAsync();
            await Run("lock table quorum_check in exclusive mode");
            var counting = Task.Run(async () => await stage.Service.Send(new EndChallenges()));
            await Eventually.Holds(async () =>
                (long)
                    (
                        await Run(
                            "select count(pg_terminate_backend(pid)) from pg_locks where relation = 'quorum_check'::regclass and not granted"
                        )
                    )! > 0
            );
            Assert.That(async () => await counting, Throws.Exception);
            await transaction.RollbackAsync();

            async Task<object?> Run(string sql)
            {
                await using var command = new Npgsql.NpgsqlCommand(sql, hold);
                return await command.ExecuteScalarAsync();
            }
        }

        Assert.That(await day.CheckedOutByChallenge(), Is.Empty);
        await using var second = await TestService.StartOn(stage.Service.Database);
        second.Clock.Reset(stage.Service.Clock.GetCurrentInstant());
        var ended = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(i => Task.Run(async () => (await (i % 2 is 0 ? second : stage.Service).Send(new EndChallenges())).Value))
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ended.Sum(), Is.EqualTo(1));
            Assert.That((await day.Checks()).Select(c => c.Why), Is.EqualTo([QuorumCheckKind.Opening, QuorumCheckKind.Challenge]));
            Assert.That(await day.CheckedOutByChallenge(), Has.Count.EqualTo(19));
        }
    }
}
