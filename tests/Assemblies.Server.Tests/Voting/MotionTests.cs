using System.Net.Http.Json;
using Assemblies.Domain;
using Assemblies.Domain.Rules;
using Assemblies.Domain.Voting;
using Assemblies.Server.Minutes.Register;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Presence;
using Assemblies.Server.Voting;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests.Voting;

/// <summary>What becomes of a motion besides its vote, and of a tie that the chair may decide.</summary>
public sealed class MotionTests
{
    [Test]
    public async Task A_motion_is_changed_withdrawn_and_taken_up_again_and_the_list_says_so()
    {
        await using var at = await VotingDay.Start();
        var motion = $"{VotingDay.A}/motions/{at.Motion}";
        var shown = await at.Chair.GetAsync(motion).Value<ShowMotion.Answer>();
        var changed = new
        {
            title = "Budget 2028, corrected",
            text = "The budget for 2028 in document 8b is adopted.",
            proposer = "Steering committee",
            ruleType = "budget",
        };
        await at.Chair.Put(motion, changed, shown.Version).Succeeds();
        await at.Chair.Post($"{motion}/shelve", new { kind = "withdrawn", reason = "The figures are looked at again." }).Succeeds();
        Assert.That(await at.Chair.Post($"{VotingDay.A}/polls", new { motion = at.Motion }).Refusal(), Does.StartWith("409 "));
        var withdrawn = (await List(at)).Single();
        await at.Chair.Post($"{motion}/reopen", new { reason = "They are right." }).Succeeds();
        var again = (await List(at)).Single();
        Assert.Multiple(() =>
        {
            Assert.That((withdrawn.Title, withdrawn.Shelved is null), Is.EqualTo(("Budget 2028, corrected", false)));
            Assert.That(again.Shelved, Is.Null);
        });
        await at.Open();
    }

    [TestCase("withdrawn", Outcome.Withdrawn)]
    [TestCase("deferred", Outcome.Deferred)]
    [TestCase("lapsed", Outcome.Lapsed)]
    public async Task What_becomes_of_a_motion_without_a_vote_stands_in_the_register_under_its_number_beside_a_later_vote(
        string kind,
        Outcome outcome
    )
    {
        await using var at = await VotingDay.Start();
        var motion = $"{VotingDay.A}/motions/{at.Motion}";
        await at.Chair.Post($"{motion}/shelve", new { kind, reason = "The figures are looked at again." }).Succeeds();
        var entry = await at.Chair.GetAsync($"/api/v1/decisions/GA-2027-1/{at.Motion}").Value<ShowDecision.Answer>();
        await at.Chair.Post($"{motion}/reopen", new { reason = "They are right." }).Succeeds();
        var poll = await at.Open();
        await at.All(poll, [], []);
        await at.Close(poll);
        var adopted = await at.Chair.GetAsync("/api/v1/decisions/GA-2027-1/01").Value<ShowDecision.Answer>();
        Assert.Multiple(() =>
        {
            Assert.That((entry.Line.Number, entry.Line.Motion, entry.PollId), Is.EqualTo(((string?)null, at.Motion, (Id<Poll>?)null)));
            Assert.That(
                (entry.Line.Outcome, entry.Line.Vote),
                Is.EqualTo((outcome, $"{English.Capital(kind)}: The figures are looked at again."))
            );
            Assert.That((adopted.Line.Outcome, adopted.PollId), Is.EqualTo((Outcome.Adopted, (Id<Poll>?)poll)));
            Assert.That(adopted.Others.Select(other => other.Outcome), Is.EqualTo(new[] { outcome }));
        });
    }

    [Test]
    public async Task The_chairs_casting_vote_decides_a_tie_where_the_rules_give_it_and_the_wall_shows_it()
    {
        await using var at = await VotingDay.Start(async day =>
        {
            var secretariat = await day.As("head@nl.stem.example.org");
            var rules = RulesOfProcedure.Default with { ChairCastingVote = true };
            await secretariat
                .PostAsJsonAsync(
                    "/api/v1/rules/versions",
                    new
                    {
                        follows = 1,
                        parameters = rules,
                        note = "Decision GA-2026-2/07.",
                    },
                    Json.Options
                )
                .Succeeds();
            await day.Service.Db(db => db.Database.ExecuteSqlAsync($"update assembly set rules_version = 2 where code = 'GA-2027-1'"));
        });
        var poll = await at.Open();
        await at.All(poll, no: VotingDay.Voting[..10], abstain: [VotingDay.Voting[10]]);
        var tied = await at.Close(poll);
        foreach (
            var (step, with) in new (string, object)[]
            {
                ("go-to", new { item = at.Item }),
                ("break", new { minutes = 10 }),
                ("close", new { }),
            }
        )
        {
            Assert.That(
                await at.Chair.Post($"/api/v1/meetings/{at.Meeting}/{step}", with).Refusal(),
                Is.EqualTo("409 sitting.vote_is_open"),
                $"{step}: a tie that waits is decided first"
            );
        }

        var decided = await at.Chair.Post($"/api/v1/polls/{poll}/casting-vote", new { adopts = true }).Value<PollNow>();
        var made = await at
            .Chair.PostAsJsonAsync($"{VotingDay.A}/screens", new { name = "Hall" }, Json.Options)
            .Value<MakeScreenLink.Made>();
        using var anybody = at.Service.Anybody();
        var wall = await anybody.GetStringAsync($"/api/v1/screens/{made.Address.Split('/')[^1]}/votes");
        Assert.Multiple(() =>
        {
            Assert.That(tied.Result, Is.Null, "a tie waits for the chair");
            Assert.That((decided.Result!.Outcome, decided.Result.Yes, decided.Result.No), Is.EqualTo((Outcome.TiedChairAdopted, 10, 10)));
            Assert.That(wall, Does.Contain("Budget 2028"));
        });
    }

    [Test]
    public async Task The_motions_of_an_assembly_that_is_over_stand_as_they_are()
    {
        await using var at = await VotingDay.Start();
        var poll = await at.Open();
        await at.All(poll, [], []);
        await at.Close(poll);
        await at.Service.Db(db =>
            db.Database.ExecuteSqlAsync(
                $"insert into assembly_step (assembly, seq, kind, at) select id, 99, 'Adjourned', now() from assembly where code = 'GA-2027-1'"
            )
        );
        var motion = $"{VotingDay.A}/motions/{at.Motion}";
        var shown = await at.Chair.GetAsync(motion).Value<ShowMotion.Answer>();
        var words = new
        {
            title = "Budget 2028, corrected",
            text = "The budget for 2028 in document 8b is adopted.",
            proposer = "Steering committee",
            ruleType = "budget",
        };
        foreach (
            var sent in new[]
            {
                at.Chair.Post($"{VotingDay.A}/motions", VotingDay.Body("report", "Report")),
                at.Chair.Put(motion, words, shown.Version),
                at.Chair.Post($"{motion}/reopen", new { reason = "A mistake." }),
                at.Chair.Post($"{motion}/shelve", new { kind = "withdrawn", reason = "Not wanted." }),
            }
        )
        {
            Assert.That(await sent.Refusal(), Is.EqualTo("409 motion.assembly_over"));
        }
    }

    private static async Task<IReadOnlyList<ListMotions.Line>> List(VotingDay at) =>
        await at.Chair.GetAsync($"{VotingDay.A}/motions").Value<List<ListMotions.Line>>();
}
