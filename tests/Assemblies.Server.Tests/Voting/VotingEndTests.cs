using Assemblies.Domain.Voting;
using Assemblies.Server.Platform.Security;
using Assemblies.Server.Tests.Presence;
using Assemblies.Server.Voting;
using Microsoft.Extensions.DependencyInjection;

namespace Assemblies.Server.Tests.Voting;

/// <summary>How a vote ends: its time is over, spoken votes wait, the quorum is challenged.</summary>
public sealed class VotingEndTests
{
    private VotingDay at = null!;

    [SetUp]
    public async Task Start() => at = await VotingDay.Start();

    [TearDown]
    public async Task Stop() => await at.DisposeAsync();

    [Test]
    public async Task No_ballot_is_taken_once_its_time_is_over_even_before_anybody_has_closed_it()
    {
        var poll = await at.Open(minutes: 1);
        await at.Cast(poll, "AT", VoteChoice.Yes).Succeeds();
        at.Service.Clock.AdvanceMinutes(1);
        var teller = await at.Day.As(DayOne.Teller);
        Assert.Multiple(async () =>
        {
            Assert.That(await at.Cast(poll, "BE", VoteChoice.Yes).Refusal(), Is.EqualTo("410 poll.closed"));
            Assert.That(
                await teller.Post($"/api/v1/polls/{poll}/spoken-votes", new { member = "LT", choice = "yes" }).Refusal(),
                Is.EqualTo("409 poll.ended")
            );
            Assert.That((await at.Cast(poll, "AT", VoteChoice.Yes)).IsSuccessStatusCode, "the ballot that stands is still answered");
        });
        await at.Chair.Post($"/api/v1/polls/{poll}/extend", new { minutes = 2 }).Succeeds();
        await at.Cast(poll, "BE", VoteChoice.Yes).Succeeds();
        Assert.That((await at.Close(poll)).Result!.Yes, Is.EqualTo(2));
    }

    [Test]
    public async Task Spoken_votes_that_wait_are_named_before_the_vote_is_closed_without_them()
    {
        var poll = await at.Open(minutes: 1);
        var teller = await at.Day.As(DayOne.Teller);
        foreach (var member in new[] { "HU", "IT", "LT" })
        {
            await teller.Post($"/api/v1/polls/{poll}/spoken-votes", new { member, choice = "yes" }).Succeeds();
        }

        await at.Cast(poll, "IT", VoteChoice.No).Succeeds();
        using var asked = await at.Chair.Post($"/api/v1/polls/{poll}/close", null);
        at.Service.Clock.AdvanceMinutes(2);
        await TimeGoesBy();
        var left = await at.Shown(poll);
        await at.Chair.Post($"/api/v1/polls/{poll}/spoken-votes/LT/answer", new { confirmed = true }).Succeeds();
        await at.Chair.Post($"/api/v1/polls/{poll}/close", new { withoutSpoken = true }).Succeeds();
        var closed = await at.Shown(poll);
        var text = await asked.Content.ReadAsStringAsync();
        Assert.Multiple(() =>
        {
            Assert.That((int)asked.StatusCode, Is.EqualTo(409));
            Assert.That(text, Does.Contain("poll.spoken_wait").And.Contain("Mokslo Tiltas").And.Not.Contain("Rete Scienza Viva"));
            Assert.That(left.EndedAt, Is.Null, "whether they are left out is the chair's to say, not the clock's");
            Assert.That((closed.Result!.Yes, closed.Result.No), Is.EqualTo((1, 1)), "what was spoken in time is confirmed after it");
            Assert.That(closed.Unconfirmed, Has.Count.EqualTo(1), "whose spoken vote was left out stands in the record");
            Assert.That(closed.Steps.Select(s => (s.Kind, s.By is null)), Is.EqualTo(new[] { (PollStepKind.Closed, false) }));
        });
    }

    [Test]
    public async Task While_the_quorum_is_challenged_a_vote_is_not_closed_and_the_count_decides_whether_it_is_void()
    {
        var poll = await at.Open(minutes: 1);
        await at.All(poll, [], []);
        await at.Chair.Post($"/api/v1/meetings/{at.Meeting}/challenge", null).Succeeds();
        at.Service.Clock.AdvanceMinutes(2);
        await TimeGoesBy();
        Assert.That(await at.Chair.Post($"/api/v1/polls/{poll}/close", null).Refusal(), Is.EqualTo("409 quorum.challenge_runs"));
        at.Service.Clock.AdvanceMinutes(4);
        await at.Service.Send(new Server.Presence.EndChallenges());
        await TimeGoesBy();
        Assert.That((await at.Shown(poll)).Result!.Outcome, Is.EqualTo(Outcome.VoidNoQuorum), "nobody confirmed");
    }

    [Test]
    public async Task A_member_that_was_not_there_is_told_so_and_not_that_it_came_late()
    {
        var poll = await at.Open();
        await at.Close(poll);
        Assert.That(await at.Cast(poll, "CH", VoteChoice.Yes).Refusal(), Is.EqualTo("409 poll.not_in_it"));
    }

    // What happens every five seconds by itself.
    private async Task TimeGoesBy()
    {
        await using var scope = at.Service.Services.GetRequiredService<IServiceScopeFactory>().CreateServiceScope();
        await ClosePollsInTime.IfAny(scope.ServiceProvider, default);
    }
}
