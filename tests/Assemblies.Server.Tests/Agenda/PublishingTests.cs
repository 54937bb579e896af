using System.Net;
using Assemblies.Server.Agenda;
using static Assemblies.Server.Tests.Agenda.DemoProgramme;

namespace Assemblies.Server.Tests.Agenda;

public sealed class PublishingTests : EnteredProgramme
{
    [Test]
    public async Task Public_case_C39_printed_numbers_stay_and_the_second_version_says_what_changed()
    {
        Assert.That((await Publish(chair)).Changes, Is.Empty);
        var draft = await chair.Draft();
        await chair.Send(HttpMethod.Delete, At($"agenda/items/{draft.ItemNumbered("5")}"), null, draft.Version).Succeeds();
        await chair.Post(At($"sessions/{draft.SessionOf("9")}/move"), new { before = draft.SessionOf("7") }).Succeeds();
        service.Clock.Reset(NodaTime.Instant.FromUtc(2027, 4, 10, 9, 0)); // the final agenda was due on 8 April
        var late = await chair
            .Post(
                At("agenda/items"),
                new
                {
                    meeting = "day1",
                    item = new
                    {
                        title = "Rural schools",
                        minutes = 10,
                        kind = "decision",
                    },
                }
            )
            .Value<AddItem.Added>();

        Assert.That((late.Number, late.Late), Is.EqualTo(("20", true)));
        var second = await Publish(chair);
        Assert.That(second.Number, Is.EqualTo(2));
        Assert.That(
            second.Changes,
            Is.EqualTo([
                "Item 9 “Admission of new members: RO, MT” moved before item 7.",
                "Item 5 “Progress report of the secretariat and the steering committee” is dropped; its number stays empty.",
                "New item 20 “Rural schools”, late: subject to the members’ vote.",
                "Item 9 “Admission of new members: RO, MT” starts at 14:30 instead of 15:40.",
                "From “Break” (General Assembly, day 1, now at 09:50) to item 6 everything starts 55 minutes earlier.",
                "From item 7 (now at 15:05) to item 8 everything starts 35 minutes later.",
            ])
        );
        var programme = await (await service.As(DemoNetwork.FinlandHead)).GetAsync(At("programme")).Value<ShowProgramme.Answer>();
        Assert.That(
            programme.Meetings[1].Sessions.SelectMany(s => s.Items).Select(i => i.Number),
            Is.EqualTo(["1", "2", "3", "4", "6", "9", "7", "8", "10", "11", "20"])
        );
        Assert.That(programme.Meetings[1].Sessions.SelectMany(s => s.Items).Where(i => i.IsLate).Select(i => i.Number), Is.EqualTo(["20"]));
        Assert.That(
            programme.Gaps.Select(g => g.Sentence),
            Is.EqualTo(["Number 5 stays empty: “Progress report of the secretariat and the steering committee” was dropped."])
        );
    }

    [Test]
    public async Task Before_anything_is_printed_numbers_follow_the_order()
    {
        var draft = await chair.Draft();
        await chair.Post(At($"sessions/{draft.SessionOf("3")}/move"), new { by = -1 }).Succeeds();
        Assert.That(
            (await chair.Draft()).Lines("day1").Skip(2).Take(2),
            Is.EqualTo(["09:15–09:25 2 Minutes of GA-2026-2", "09:25–09:35 3 Adoption of the agenda"])
        );
    }

    [Test]
    public async Task Of_two_who_publish_at_once_one_succeeds()
    {
        var secretariat = await service.As(DemoNetwork.Secretariat);
        var preview = await chair.GetAsync(At("agenda/publish")).Value<PreviewPublication.Answer>();

        var answers = await Task.WhenAll(
            chair.Post(At("agenda/publish"), null, preview.Version),
            secretariat.Post(At("agenda/publish"), null, preview.Version)
        );

        Assert.That(answers.Select(a => (int)a.StatusCode).Order(), Is.EqualTo([200, 412]));
        var versions = await chair.GetAsync(At("agenda/versions")).Value<List<ListVersions.Row>>();
        Assert.That(versions.Select(v => v.Number), Is.EqualTo([1]));
        preview = await chair.GetAsync(At("agenda/publish")).Value<PreviewPublication.Answer>();
        Assert.That(await chair.Post(At("agenda/publish"), null, preview.Version).Refusal(), Is.EqualTo("409 agenda.nothing_new"));
    }

    [Test]
    public async Task What_changed_after_the_preview_is_not_published_unseen()
    {
        var preview = await chair.GetAsync(At("agenda/publish")).Value<PreviewPublication.Answer>();
        var item = (await chair.Draft()).ItemNumbered("8");
        await chair.Put(At($"agenda/items/{item}/text"), new { text = "New" }, 1).Succeeds();
        Assert.That(await chair.Post(At("agenda/publish"), null, preview.Version).Refusal(), Is.EqualTo("412 agenda.preview_outdated"));
    }

    [Test]
    public async Task A_meeting_changed_after_the_preview_is_not_published_unseen()
    {
        var preview = await chair.GetAsync(At("agenda/publish")).Value<PreviewPublication.Answer>();
        var secretariat = await service.As(DemoNetwork.Secretariat);
        var day2 = (await chair.Draft()).Meetings[2];
        await secretariat
            .Put(
                $"/api/v1/meetings/{day2.Id}",
                new
                {
                    title = "General Assembly, day 2",
                    statutory = true,
                    audience = new[] { "members" },
                    format = "hybrid",
                    date = "2027-04-23",
                    start = "09:00:00",
                    end = "13:30:00",
                },
                await Version(secretariat)
            )
            .Succeeds();
        Assert.That(await chair.Post(At("agenda/publish"), null, preview.Version).Refusal(), Is.EqualTo("412 agenda.preview_outdated"));
    }

    [Test]
    public async Task Public_case_C39_a_cancelled_meeting_leaves_gaps_that_are_explained_and_its_items_can_be_moved()
    {
        await Publish(chair);
        var secretariat = await service.As(DemoNetwork.Secretariat);
        var draft = await chair.Draft();
        await secretariat
            .Post($"/api/v1/meetings/{draft.Meetings[2].Id}/cancel", new { reason = "The hall is not free." }, await Version(secretariat))
            .Succeeds();

        var stranded = (await chair.Draft()).Stranded.Single();
        Assert.That(
            stranded.Sessions.SelectMany(s => s.Items).Select(i => i.Number),
            Is.EqualTo(Enumerable.Range(12, 8).Select(n => $"{n}"))
        );
        Assert.That(
            WebUtility.HtmlDecode(await chair.GetStringAsync($"/assemblies/{Code}/agenda")),
            Does.Contain("“General Assembly, day 2” was cancelled")
        );
        var preview = await chair.GetAsync(At("agenda/publish")).Value<PreviewPublication.Answer>();
        Assert.That((preview.Items, preview.Gaps.Count), Is.EqualTo((11, 8)));

        var plan = stranded.Sessions.Single(s => s.Name == "Work plan");
        using var moved = await chair.PostAsync(
            $"/assemblies/{Code}/agenda/sessions/{plan.Id}",
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["_handler"] = "session",
                    ["version"] = $"{(await chair.Draft()).Version}",
                    ["session.kind"] = "Plain",
                    ["meeting"] = "day1",
                }
            )
        );
        Assert.That(moved.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther), await moved.Content.ReadAsStringAsync());
        Assert.That((await chair.Draft()).Lines("day1")[^1], Is.EqualTo("17:30–17:50 17 Work plan"));
        Assert.That((await Publish(chair)).Changes, Has.Some.StartsWith("The meeting “General Assembly, day 2” is dropped."));
        var programme = await (await service.As(DemoNetwork.FinlandHead)).GetAsync(At("programme")).Value<ShowProgramme.Answer>();
        Assert.That(programme.Gaps.Select(g => g.Number), Is.EqualTo(["12", "13", "14", "15", "16", "18", "19"]));
    }

    private static async Task<long> Version(HttpClient client) =>
        (await client.GetAsync($"/api/v1/assemblies/{Code}").Value<Server.Meetings.ShowAssembly.Answer>()).Version;

    [Test]
    public async Task A_version_is_the_same_for_ever_and_its_hash_can_be_recomputed()
    {
        var first = await Publish(chair);
        var before = await chair.GetAsync(At("agenda/versions/1")).Value<ShowVersion.Answer>();
        var draft = await chair.Draft();
        await chair.Send(HttpMethod.Delete, At($"sessions/{draft.SessionOf("1")}"), null, draft.Version).Succeeds();
        await Publish(chair);

        var after = await chair.GetAsync(At("agenda/versions/1")).Value<ShowVersion.Answer>();
        Assert.That(after.Hash, Is.EqualTo(first.Hash).And.EqualTo(before.Hash));
        Assert.That(after.IsWhole, Is.True);
        Assert.That(PublishAgenda.HashOf(after.Content), Is.EqualTo(first.Hash));
    }
}
