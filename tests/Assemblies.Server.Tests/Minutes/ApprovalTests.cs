using Assemblies.Domain.Minutes;
using Assemblies.Server.Minutes;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Tests.Presence;
using Assemblies.Server.Tests.Voting;
using Assemblies.Server.Voting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

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

    private async Task<string> Put() =>
        (
            await at
                .Chair.Post(
                    $"{DayOne.A}/motions",
                    new
                    {
                        item = "1",
                        motion = new
                        {
                            title = $"Minutes of {Earlier}",
                            text = $"The minutes of {Earlier} are approved.",
                            proposer = "Chair",
                            ruleType = "minutes",
                            minutesOf = Earlier,
                        },
                    }
                )
                .Value<PutMotion.Answer>()
        ).Number;

    private Task<ShowMinutes.Answer> Minutes() => at.Chair.GetAsync(M).Value<ShowMinutes.Answer>();
}
