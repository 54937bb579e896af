using Assemblies.Domain;
using Assemblies.Domain.Voting;
using Assemblies.Server.Tests.Presence;
using Assemblies.Server.Voting;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Tests.Minutes;

/// <summary>A vote on minutes and their next version, one after the other and at once.</summary>
public sealed class PinnedMinutesTests
{
    private SittingStage stage = null!;
    private SittingDay day = null!;
    private SittingDay later = null!;
    private string motion = "";

    [SetUp]
    public async Task Start()
    {
        stage = await SittingStage.Start();
        day = await stage.HeldDay();
        await day.WriteAll();
        await day.Publishes();
        stage.Service.Clock.Reset(Instant.FromUtc(2027, 10, 14, 6, 30));
        later = await stage.DemoDay();
        await later.Opens();
        await later.GoesTo(0);
        motion = (await stage.Chair.Post($"{later.A}/motions", ApprovalTests.Approving(day.Code)).Value<PutMotion.Answer>()).Number;
    }

    [TearDown]
    public async Task End() => await stage.DisposeAsync();

    [Test]
    public async Task The_version_that_was_published_when_the_vote_was_opened_is_approved_and_no_other_is_published_meanwhile()
    {
        var poll = await Open();
        await day.Writes(stage.Chair, 0, "Another text.", 1);
        var draft = await day.Draft();
        Assert.That(
            draft.Against,
            Is.EqualTo(
                $"{later.Code} votes on version 1 of these minutes, motion {motion}. Publish another version after the vote, if it does not approve them."
            )
        );
        Assert.That(await stage.Chair.Post($"{day.M()}/publish", new { }, draft.Version).Refusal(), Is.EqualTo("409 minutes.voted_on"));
        await stage.Chair.Post($"/api/v1/polls/{poll}/annul", new { reason = "The text was not final." }).Succeeds();
        Assert.That((await day.Publishes()).Number, Is.EqualTo(2));

        var again = await Open();
        await (await stage.Head("AT")).Post($"/api/v1/polls/{again}/object", null).Succeeds();
        await day.Writes(stage.Chair, 0, "A third text.", 2);
        Assert.That((await day.Publishes()).Number, Is.EqualTo(3), "the question is over, and decided nothing");
        var last = await Open("ballots");
        await (await stage.Head("AT")).Post($"/api/v1/polls/{last}/ballots", new { member = "AT", choice = "yes" }).Succeeds();
        await stage.Chair.Post($"/api/v1/polls/{last}/close", null).Succeeds();
        var approval = (await day.Minutes(stage.Chair)).Approval!;
        Assert.That((approval.Assembly, approval.Motion, approval.Version), Is.EqualTo((later.Code, motion, 3)));
    }

    [Test]
    public async Task Of_a_version_and_a_vote_at_once_the_vote_is_on_that_version_or_it_is_not_published()
    {
        var (newest, voted) = (1, 0);
        for (var round = 0; round < 12; round++)
        {
            await day.Writes(stage.Chair, 0, $"Text {round}.", round + 1);
            var draft = (await day.Draft()).Version;
            var opens = Open();
            await Task.WhenAny(opens, Task.Delay(round * 8)); // so that each comes first now and then
            var publishes = stage.Secretariat.Post($"{day.M()}/publish", new { }, draft).Refusal();
            var (poll, published) = (await opens, await publishes);
            Assert.That(published, Does.StartWith("200").Or.EqualTo("409 minutes.voted_on"));
            (newest, voted) = published is "409 minutes.voted_on" ? (newest, voted + 1) : (newest + 1, voted);
            var pinned = await stage.Service.Db(db => db.Polls.Where(p => p.Id == poll).Select(p => p.MinutesVersion).SingleAsync());
            Assert.That(pinned, Is.EqualTo(newest), $"round {round}: {published}");
            await stage.Chair.Post($"/api/v1/polls/{poll}/annul", new { reason = "The next round." }).Succeeds();
        }

        TestContext.Out.WriteLine($"The vote came first in {voted} of 12 rounds.");
    }

    private async Task<Id<Poll>> Open(string method = "consensus") =>
        (await stage.Chair.Post($"{later.A}/polls", new { motion, method }).Value<OpenPoll.Answer>()).Id;
}
