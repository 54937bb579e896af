using System.Net;
using Assemblies.Domain.Voting;
using Assemblies.Server.Minutes;
using Assemblies.Server.Tests.Presence;
using Assemblies.Server.Tests.Voting;

namespace Assemblies.Server.Tests.Minutes;

/// <summary>What happened to a motion stands in the minutes: its votes, and all that came between them.</summary>
public sealed class MotionsInMinutesTests
{
    private VotingDay at = null!;

    [SetUp]
    public async Task Start() => at = await VotingDay.Start();

    [TearDown]
    public async Task End() => await at.DisposeAsync();

    [Test]
    public async Task An_objection_a_vote_by_voice_and_why_a_motion_was_taken_up_again_stand_in_minutes_in_every_form()
    {
        var asked = await at.Open(method: PollMethod.Consensus);
        await (await at.Day.As(DayOne.Head("AT"))).Post($"/api/v1/polls/{asked}/object", null).Succeeds();
        at.Service.Clock.AdvanceMinutes(1);
        var first = await at.Open();
        await (await at.Day.As(DayOne.Teller)).Post($"/api/v1/polls/{first}/spoken-votes", new { member = "LT", choice = "no" }).Succeeds();
        await (await at.Day.As("head@ee.stem.example.org"))
            .Post($"/api/v1/polls/{first}/spoken-votes/LT/answer", new { confirmed = true })
            .Succeeds();
        await at.All(first, no: [.. VotingDay.Voting.Take(15)], abstain: [], silent: ["LT"]);
        await at.Close(first);
        var motion = $"{DayOne.A}/motions/{at.Motion}";
        await at.Chair.Post($"{motion}/reopen", new { reason = "The figures of the table were wrong." }).Succeeds();
        var second = await at.Open();
        await at.All(second, no: [], abstain: []);
        await at.Close(second);

        var keeper = await at.Day.As(DayOne.MinuteTaker);
        var draft = await keeper.GetAsync($"{DayOne.A}/minutes/draft").Value<ShowDraftMinutes.Answer>();
        var told = draft.Content.Items().SelectMany(i => i.Motions).Single();
        string[] course =
        [
            "MINT Netzwerk Alpenraum objected, so it was not adopted by consensus.",
            "Not adopted",
            "Reopened: The figures of the table were wrong.",
            "Adopted",
        ];
        Assert.That(told.InOrder().Select(o => o.Line?.Text ?? o.Poll!.Outcome), Is.EqualTo(course));
        Assert.That(
            told.Polls.Select(p => p.Votes.Single(v => v.Code is "LT").InWords()),
            Is.EqualTo(["Mokslo Tiltas (LT, by voice)", "Mokslo Tiltas (LT)"])
        );

        await at.Chair.Post($"/api/v1/meetings/{at.Meeting}/close", new { }).Succeeds();
        at.Service.Clock.AdvanceDays(2);
        draft = await keeper.GetAsync($"{DayOne.A}/minutes/draft").Value<ShowDraftMinutes.Answer>();
        await keeper.Post($"{DayOne.A}/minutes/publish", new { despite = "They are as they are." }, draft.Version).Succeeds();
        var forms = new[]
        {
            await keeper.GetStringAsync($"/assemblies/{DayOne.Code}/minutes"),
            await keeper.GetStringAsync($"{DayOne.A}/minutes/versions/1.html"),
            DocxText.Of(await keeper.GetByteArrayAsync($"{DayOne.A}/minutes/versions/1.docx")),
        };
        foreach (var form in forms.Select(WebUtility.HtmlDecode))
        {
            Assert.That(form, Does.Contain(course[0]).And.Contain(course[2]).And.Contain("Mokslo Tiltas (LT, by voice)"));
            Assert.That(form!.IndexOf(course[0], StringComparison.Ordinal), Is.LessThan(form.IndexOf(course[2], StringComparison.Ordinal)));
        }
    }
}
