using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Minutes;
using Assemblies.Domain.Voting;
using Assemblies.Server.Minutes;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Tests.Presence;
using Assemblies.Server.Tests.Voting;
using Assemblies.Server.Voting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Assemblies.Server.Tests.Minutes;

/// <summary>A later assembly approves minutes by a vote, and its own minutes say how.</summary>
public sealed class ApprovalTests
{
    private const string Earlier = "GA-2026-2";
    private const string M = $"/api/v1/assemblies/{Earlier}/minutes";

    private VotingDay at = null!;

    [SetUp]
    public async Task Start()
    {
        at = await VotingDay.Start();
        await using var scope = at.Service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AssembliesDb>();
        var earlier = await db.Assemblies.Where(a => a.Code == Earlier).Select(a => a.Id).SingleAsync();
        var content = await scope.ServiceProvider.GetRequiredService<MinutesComposer>().Compose(earlier, CancellationToken.None);
        var now = at.Service.Clock.GetCurrentInstant();
        db.Add(MinutesVersion.Publish(earlier, content, MinutesHash.Of(content), null, [], [], null, now, null).Value!);
        await db.SaveChangesAsync();
    }

    [TearDown]
    public async Task End() => await at.DisposeAsync();

    [Test]
    public async Task A_motion_that_names_them_approves_them_when_it_is_adopted_and_no_more_when_its_vote_is_annulled()
    {
        var motion = await Put();
        var poll = await at.Open(motion);
        await at.All(poll, [], ["HU"]);
        Assert.That((await Minutes()).Approval, Is.Null);
        await at.Close(poll);
        var approval = (await Minutes()).Approval;
        Assert.That((approval!.Assembly, approval.Motion, approval.Version), Is.EqualTo((DayOne.Code, motion, 1)));
        Assert.That((await at.Chair.GetAsync($"{DayOne.A}/minutes").Value<ShowMinutes.Answer>()).Approves, Is.EqualTo([Earlier]));

        await at.Chair.Post($"/api/v1/polls/{poll}/annul", new { reason = "The wall showed another text." }).Succeeds();
        Assert.That((await Minutes()).Approval, Is.Null);
        var again = await at.Open(motion);
        await at.All(again, [], ["HU"]);
        await at.Close(again);
        Assert.That((await Minutes()).Approval, Is.Not.Null);
        Assert.That(
            await at.Service.Db(db => db.MinutesApprovals.OrderBy(a => a.At).Select(a => a.EndedWhy).ToListAsync()),
            Is.EquivalentTo(new[] { "The wall showed another text.", null })
        );
    }

    [Test]
    public async Task A_motion_that_is_not_adopted_approves_nothing()
    {
        var poll = await at.Open(await Put());
        await at.All(poll, [.. VotingDay.Voting.Take(11)], []);
        await at.Close(poll);
        Assert.That((await Minutes()).Approval, Is.Null);
    }

    [Test]
    public async Task The_minutes_of_that_assembly_say_the_vote_by_name_and_the_decision_and_a_wrong_figure_is_found()
    {
        var motion = await Put();
        var poll = await at.Open(motion);
        await at.All(poll, [], ["HU"]);
        await at.Close(poll);

        var keeper = await at.Day.As(DayOne.MinuteTaker);
        await keeper
            .Put($"{DayOne.A}/minutes/items/{at.Item}/text", new { text = "The minutes had 19 in favour and 1 abstention." }, 0)
            .Succeeds();
        var draft = await keeper.GetAsync($"{DayOne.A}/minutes/draft").Value<ShowDraftMinutes.Answer>();
        var shown = draft.Content.Items().Single(i => i.Number is "1").Motions.Single(m => m.Number == motion);
        var vote = shown.Polls.Single();
        Assert.That(
            (shown.Decision!.Number, vote.Outcome, vote.Yes, vote.No, vote.Abstain),
            Is.EqualTo(($"{DayOne.Code}/01", "Adopted", 20, 0, 1))
        );
        Assert.That(
            vote.Sentence,
            Is.EqualTo("20 of 20 votes cast are yes, at least 11 needed (more than half of the votes cast; 1 abstention, not counted).")
        );
        Assert.That(vote.Votes.Select(v => v.Code), Is.EqualTo(VotingDay.Voting));
        Assert.That(
            vote.Votes.Where(v => v.By is not null).Select(v => $"{v.Code} by {v.By}: {v.Choice}"),
            Is.EqualTo(["LV by EE: Yes", "PT by ES: Yes"])
        );
        Assert.That(vote.Votes.Where(v => v.Choice is not "Yes").Select(v => $"{v.Code}: {v.Choice}"), Is.EqualTo(["HU: Abstain"]));
        Assert.That(
            draft.Findings.Where(f => f.Code is "minutes.other_figure").Select(f => f.Sentence.Split(": ", 2)[1]),
            Is.EqualTo(["the text says “19 in favour”, the record says 20. Correct the text, or leave the figure to the record."])
        );
    }

    [Test]
    public async Task Only_published_minutes_of_an_earlier_assembly_are_voted_on()
    {
        const string unpublished = "GA-2026-1";
        var motion = (await Put(unpublished).Value<PutMotion.Answer>()).Number;
        using (var refused = await at.Chair.Post($"{DayOne.A}/polls", new { motion }))
        {
            Assert.That(await refused.Content.ReadAsStringAsync(), Does.Contain("are not published to the members. Publish them first"));
        }

        Assert.That(
            await at.Chair.Post($"{DayOne.A}/polls", new { motion, method = "consensus" }).Refusal(),
            Is.EqualTo("409 motion.minutes_not_published")
        );
        await at.Service.Db(async db =>
        {
            var host = await db.Organisations.Where(o => o.Code == "SI").Select(o => o.Id).SingleAsync();
            var next = new Assembly("GA-2027-2", "The next", host, DemoAssembly.Ljubljana, StepKind.Planned, Instant.MinValue, null);
            next.AddMeeting(MeetingPlan.Days([new LocalDate(2027, 4, 22)]).Single());
            db.Add(next);
            return await db.SaveChangesAsync();
        });
        Assert.That(await Put("GA-2027-2").Refusal(), Is.EqualTo("400 motion.minutes_not_earlier"), "on the same day");
        Assert.That(await Put(DayOne.Code).Refusal(), Is.EqualTo("400 motion.unknown_minutes"));
        Assert.That(await Put("GA-1999-1").Refusal(), Is.EqualTo("400 motion.unknown_minutes"));
    }

    [Test]
    public async Task Approved_minutes_are_not_voted_on_by_another_motion_and_fall_when_their_own_is_voted_down()
    {
        var (motion, other) = (await Put(), await Put());
        var poll = await at.Open(motion);
        Assert.That((await at.Shown(poll)).Approves, Is.EqualTo(new ShowPoll.MinutesPut(Earlier, 1)));
        Assert.That(
            await at.Chair.GetStringAsync($"/assemblies/{DayOne.Code}/votes/{poll}"),
            Does.Contain($"/{Earlier}/minutes/versions/1")
        );
        await at.All(poll, [], []);
        await at.Close(poll);
        Assert.That(await at.Chair.Post($"{DayOne.A}/polls", new { motion = other }).Refusal(), Is.EqualTo("409 motion.minutes_approved"));

        Assert.That(await Again(no: []), Is.Not.EqualTo(poll));
        Assert.That((await Minutes()).Approval, Is.Not.Null);
        var last = await Again(no: VotingDay.Voting);
        Assert.That((await Minutes()).Approval, Is.Null);
        await at.Chair.Post($"/api/v1/polls/{last}/annul", new { reason = "It was on another text." }).Succeeds();
        Assert.That((await Minutes()).Approval!.Motion, Is.EqualTo(motion), "what was decided before stands again");

        await Votes(no: VotingDay.Voting);
        Assert.That((await Minutes()).Approval, Is.Null);
        await at.Close(await at.Open(other, PollMethod.Consensus));
        Assert.That((await Minutes()).Approval!.Motion, Is.EqualTo(other));

        async Task<Id<Poll>> Again(string[] no)
        {
            await at.Chair.Post($"{DayOne.A}/motions/{motion}/reopen", new { reason = "Somebody doubts it." }).Succeeds();
            return await Votes(no);
        }

        async Task<Id<Poll>> Votes(string[] no)
        {
            var vote = await at.Open(motion);
            await at.All(vote, no, []);
            await at.Close(vote);
            return vote;
        }
    }

    private async Task<string> Put() => (await Put(Earlier).Value<PutMotion.Answer>()).Number;

    private Task<HttpResponseMessage> Put(string minutesOf) => at.Chair.Post($"{DayOne.A}/motions", Approving(minutesOf));

    internal static object Approving(string minutesOf) =>
        new
        {
            item = "1",
            motion = new
            {
                title = $"Minutes of {minutesOf}",
                text = $"The minutes of {minutesOf} are approved.",
                proposer = "Chair",
                ruleType = "minutes",
                minutesOf,
            },
        };

    private Task<ShowMinutes.Answer> Minutes() => at.Chair.GetAsync(M).Value<ShowMinutes.Answer>();
}
