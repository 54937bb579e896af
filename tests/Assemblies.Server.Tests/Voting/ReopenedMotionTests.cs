using Assemblies.Domain;
using Assemblies.Domain.Voting;
using Assemblies.Server.Minutes.Register;
using Assemblies.Server.Voting;

namespace Assemblies.Server.Tests.Voting;

/// <summary>A motion is adopted, taken up again and rejected: ballot by ballot, as it happens in the room.</summary>
public sealed class ReopenedMotionTests
{
    [Test]
    public async Task The_motion_leads_to_what_stands_of_it_in_the_register_through_every_turn()
    {
        await using var at = await VotingDay.Start();
        Assert.That(await Decided(at), Is.Null);
        await Vote(at, no: []);
        Assert.That(await Decided(at), Is.EqualTo(new ShowMotion.Entry("01", "GA-2027-1/01", Outcome.Adopted)));
        Assert.That(await Page(at), Does.Contain("/decisions/GA-2027-1/01\">decision GA-2027-1/01"));

        await at.Chair.Post($"{VotingDay.A}/motions/{at.Motion}/reopen", new { reason = "The wrong table was read out." }).Succeeds();
        Assert.That((await Decided(at))?.Key, Is.EqualTo("01"), "until there is another result");
        var rejection = await Vote(at, VotingDay.Voting);
        Assert.That(await Decided(at), Is.EqualTo(new ShowMotion.Entry(at.Motion, null, Outcome.Rejected)));
        Assert.That(await Page(at), Does.Contain($"/decisions/GA-2027-1/{at.Motion}\">not adopted"));
        Assert.That((await First(at)).OvertakenBy?.Outcome, Is.EqualTo(Outcome.Rejected));

        await at.Chair.Post($"/api/v1/polls/{rejection}/annul", new { reason = "It was opened on the wrong text." }).Succeeds();
        Assert.That((await Decided(at))?.Key, Is.EqualTo("01"));
        Assert.That((await First(at)).OvertakenBy, Is.Null);
    }

    private static async Task<Id<Poll>> Vote(VotingDay at, string[] no)
    {
        var poll = await at.Open();
        await at.All(poll, no, []);
        await at.Close(poll);
        return poll;
    }

    private static async Task<ShowMotion.Entry?> Decided(VotingDay at) =>
        (await at.Chair.GetAsync($"{VotingDay.A}/motions/{at.Motion}").Value<ShowMotion.Answer>()).Decided;

    private static async Task<DecisionLine> First(VotingDay at) =>
        (await at.Chair.GetAsync("/api/v1/decisions/GA-2027-1/01").Value<ShowDecision.Answer>()).Line;

    private static Task<string> Page(VotingDay at) => at.Chair.GetStringAsync($"/assemblies/GA-2027-1/motions/{at.Motion}");
}
