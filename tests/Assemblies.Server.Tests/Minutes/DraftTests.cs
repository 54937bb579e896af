using System.Net.Http.Json;
using Assemblies.Domain.Presence;
using Assemblies.Server.Tests.Presence;

namespace Assemblies.Server.Tests.Minutes;

/// <summary>The draft is made from what happened.</summary>
public sealed class DraftTests
{
    private readonly Statements statements = new();
    private SittingStage stage = null!;

    [OneTimeSetUp]
    public async Task Start() => stage = await SittingStage.Start(statements.Count);

    [OneTimeTearDown]
    public async Task End() => await stage.DisposeAsync();

    [Test]
    public async Task Members_stand_in_the_order_of_the_roll_with_who_was_there_for_them_how_and_when()
    {
        stage.Service.Clock.Reset(NodaTime.Instant.FromUtc(2027, 4, 22, 6, 30));
        var day = await stage.DemoDay();
        await day.Opens();
        stage.Later(60);
        await day.Out("FI");
        stage.Later(30);
        await day.Post(stage.Chair, "close").Succeeds();

        var members = (await day.Draft()).Content.Members.ToDictionary(m => m.Code);
        Assert.That(members.Keys, Is.Ordered.And.Count.EqualTo(DemoNetwork.Members));
        string Of(string code) => $"{members[code].RepresentedBy} | {members[code].How} | {string.Join("; ", members[code].Times)}";
        Assert.That(Of("AT"), Is.EqualTo("Johanna Brückner | On site | 22 April 08:30 to 10:00"));
        Assert.That(Of("FI"), Is.EqualTo("Väinö Hämäläinen | Online | 22 April 08:30 to 09:30"));
        Assert.That(Of("LV"), Is.EqualTo("by Liis Mägi (EE) | By proxy | "));
        Assert.That(Of("PT"), Is.EqualTo("by Íñigo Núñez (ES) | By proxy | "));
        Assert.That(Of("CH"), Is.EqualTo(" | Absent | "));
        Assert.That(Of("HR"), Is.EqualTo("Željka Šimić | On site, without a vote | 22 April 08:30 to 10:00"));
        Assert.That(members.Values.Where(m => !m.Entitled && m.WithoutVote is not null).Select(m => m.Code), Is.EqualTo(["HR"]));
    }

    [Test]
    public async Task Items_stand_in_the_order_in_which_they_were_taken_up_with_their_times()
    {
        stage.Service.Clock.Reset(NodaTime.Instant.FromUtc(2027, 4, 22, 7, 0));
        var day = await stage.HeldDay();
        var meeting = (await day.Draft()).Content.Meetings[0];
        Assert.That(
            meeting.Items.Select(i => $"{i.Number} {i.When}{(i.Closed ? " closed" : "")}"),
            Is.EqualTo(["1 09:02 to 09:17", "3 09:17 to 09:37", "2 09:37 to 10:02 closed"])
        );
        Assert.That(
            meeting.Course.Select(c => $"{c.At:HH:mm} {c.Text}"),
            Is.EqualTo(["09:00 The meeting was opened; Lotte Van den Broeck presided.", "10:02 The meeting was closed."])
        );
    }

    [Test]
    public async Task Checks_of_the_quorum_are_sentences_with_their_figures()
    {
        stage.Service.Clock.Reset(NodaTime.Instant.FromUtc(2027, 4, 22, 7, 0));
        var day = await stage.HeldDay();
        Assert.That(
            (await day.Draft()).Content.Checks.Select(c => c.Sentence),
            Is.EqualTo([
                "09:00, at the opening: 21 of 23 entitled members present or represented, at least 12 needed. The quorum was reached.",
            ])
        );
    }

    [Test]
    public async Task The_head_names_place_days_officers_and_rules()
    {
        var day = await stage.HeldDay();
        var head = (await day.Draft()).Content.Head;
        Assert.That(
            (head.Place, head.Chair[0], head.DeputyChairs[0], head.Tellers[0], head.RulesVersion, head.AgendaVersion),
            Is.EqualTo(("Ljubljana, Cankarjev dom", "Lotte Van den Broeck", "Åsa Öberg", "Liis Mägi", 1, (int?)1))
        );
    }

    [Test]
    public async Task The_checks_find_what_is_missing()
    {
        var empty = await stage.Day();
        await empty.Opens();
        await empty.GoesTo(2);
        await empty.Post(stage.Chair, "close").Succeeds();
        var found = (await empty.Draft()).Findings;
        Assert.That(found.Select(f => f.Code), Does.Contain("minutes.nobody_present"));
        Assert.That(found.Where(f => f.Item == empty.Items[2]).Select(f => f.Code), Is.EqualTo(["minutes.item_untouched"]));

        await empty.Writes(stage.Chair, 2, "The budget had 19 in favour, and 21 of 23 members were there.");
        found = (await empty.Draft()).Findings;
        Assert.That(
            found.Where(f => f.Item == empty.Items[2]).Select(f => f.Sentence),
            Is.EqualTo([
                "Item 3, Budget: the text says “19 in favour”, the record says no vote. Correct the text, or leave the figure to the record.",
                "Item 3, Budget: the text says “21 of 23 members”, the record says 0 of 23. Correct the text, or leave the figure to the record.",
            ])
        );
    }

    [Test]
    public async Task Who_was_checked_in_for_two_hours_and_again_has_both_times()
    {
        stage.Service.Clock.Reset(NodaTime.Instant.FromUtc(2027, 4, 22, 6, 30));
        var day = await stage.Day();
        await day.In(Where.OnSite, "AT BE");
        await day.Opens();
        stage.Later(120);
        await day.Out("AT");
        stage.Later(60);
        await day.In(Where.Online, "AT");
        stage.Later(60);
        await day.Post(stage.Chair, "close").Succeeds();
        var austria = (await day.Draft()).Content.Members.Single(m => m.Code is "AT");
        Assert.That((austria.How, austria.Times[0]), Is.EqualTo(("On site and online", "22 April 08:30 to 10:30, 11:30 to 12:30")));
    }

    [Test]
    public async Task It_takes_as_many_statements_for_three_rows_as_for_one()
    {
        var day = await stage.HeldDay();
        await Grow(1);
        await Look();
        var few = await Look();
        await Grow(2);
        Assert.That(await Look(), Is.EqualTo(few));
        Assert.That(few, Has.All.InRange(1, 45));

        async Task Grow(int rows)
        {
            for (var row = 0; row < rows; row++)
            {
                await stage.Chair.PostAsJsonAsync($"{day.M()}/statements", new { member = "FI", text = "We say." }).Succeeds();
                await day.Publishes("They are as they are.");
                await day.Objects(await stage.Head("DE"), "It is wrong.").Succeeds();
            }
        }

        async Task<int[]> Look()
        {
            var counts = new List<int>();
            foreach (var list in new[] { "", "/draft", "/places", "/objections" })
            {
                counts.Add(await statements.Of(() => stage.Chair.GetAsync($"{day.M()}{list}").Succeeds()));
            }

            return [.. counts];
        }
    }
}
