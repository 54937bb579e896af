using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Agenda;
using Microsoft.EntityFrameworkCore;
using static Assemblies.Server.Tests.Agenda.DemoProgramme;

namespace Assemblies.Server.Tests.Agenda;

/// <summary>What is typed into the pages is never lost, and each refusal stands at its field.</summary>
public sealed partial class FormTests : EnteredProgramme
{
    [Test]
    public async Task Publishing_once_more_says_why_it_is_refused()
    {
        var preview = await chair.GetAsync(At("agenda/publish")).Value<PreviewPublication.Answer>();
        await Publish(chair);
        var (status, page) = await Post(chair, "agenda/publish", ("_handler", "publish"), ("version", $"{preview.Version}"));
        Assert.That(status, Is.EqualTo(HttpStatusCode.PreconditionFailed));
        Assert.That(page, Does.Contain("The agenda changed after you looked at it"));
    }

    [Test]
    public async Task An_answer_to_an_answered_request_says_so_and_a_long_note_is_refused_at_its_field()
    {
        var asked = await (await service.As(DemoNetwork.FinlandHead))
            .Post(
                At("agenda/requests"),
                new
                {
                    title = "Rural schools",
                    text = "x",
                    minutes = 5,
                }
            )
            .Value<RequestItem.Asked>();
        var page = $"agenda/requests/{asked.Id}";
        var (status, shown) = await Post(
            chair,
            page,
            ("_handler", "answer"),
            ("answer", "accept"),
            ("meeting", "day1"),
            ("reason", new string('a', 1001))
        );
        Assert.That(status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(shown, Does.Contain("#answer-reason\">Write at most 1,000 letters to the member."));
        await chair.Post(At($"{page}/decline"), new { reason = "No." }).Succeeds();
        (status, shown) = await Post(chair, page, ("_handler", "answer"), ("answer", "decline"), ("reason", "No, thank you"));
        Assert.That(status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(shown, Does.Contain("answered already").And.Contain("No, thank you"));
    }

    [Test]
    public async Task A_request_of_somebody_who_was_signed_out_is_kept()
    {
        var (status, page) = await Post(
            service.Anybody(),
            "agenda/request",
            ("_handler", "request"),
            ("title", "Rural schools"),
            ("kind", "Decision"),
            ("minutes", "10"),
            ("text", "An hour of work")
        );
        Assert.That(status, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(page, Does.Contain("An hour of work</textarea>").And.Contain("/sign-in?return="));
        Assert.That(page, Does.Not.Contain("General Assembly Spring 2027"));
    }

    [Test]
    public async Task The_details_of_an_item_are_refused_at_their_fields_and_show_what_stands_now()
    {
        var draft = await chair.Draft();
        var page = $"agenda/items/{draft.ItemNumbered("8")}";
        (string, string)[] Typed(string title, string minutes, long version) =>
            [
                ("_handler", "details"),
                ("version", $"{version}"),
                ("item.title", title),
                ("item.kind", "Decision"),
                ("item.minutes", minutes),
            ];

        var (status, shown) = await Post(chair, page, Typed("", "40", draft.Version));
        Assert.That(status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(shown, Does.Contain("#details-item-title\">Enter the title."));
        (status, shown) = await Post(chair, page, Typed("Budget", "", draft.Version));
        Assert.That(
            (status, shown.Contains("#details-item-minutes\">Enter the minutes", StringComparison.Ordinal)),
            Is.EqualTo((HttpStatusCode.BadRequest, true))
        );
        (status, shown) = await Post(chair, page, Typed("Budget", "45", draft.Version));
        Assert.That(status, Is.EqualTo(HttpStatusCode.SeeOther), shown);
        (status, shown) = await Post(chair, page, Typed("Fees", "50", draft.Version));
        Assert.That(status, Is.EqualTo(HttpStatusCode.PreconditionFailed));
        Assert.That(StandsNow(shown), Is.EqualTo(["details-item-title: Budget", "details-item-minutes: 45"]));
        Assert.That(shown, Does.Contain("value=\"Fees\""));
    }

    [Test]
    public async Task Whoever_saves_a_session_second_sees_every_field_that_differs()
    {
        var draft = await chair.Draft();
        var talk = draft.Meetings[0].Sessions[1];
        var page = $"agenda/sessions/{talk.Id}";
        (string, string) version = ("version", $"{draft.Version}");
        var (status, shown) = await Post(
            chair,
            page,
            ("_handler", "session"),
            version,
            ("session.title", "Welcome by the minister"),
            ("session.kind", "Social"),
            ("session.minutes", "20"),
            ("session.fixedStart", "14:05"),
            ("session.fixedDay", "1"),
            ("session.parallel", "D"),
            ("session.audience", "Members"),
            ("meeting", "day1"),
            ("session.format", "Online"),
            ("session.room", "Hall 2"),
            ("session.onlineLink", "https://video.example.org/welcome"),
            ("session.presenters", "The minister"),
            ("session.closed", "true")
        );
        Assert.That(status, Is.EqualTo(HttpStatusCode.SeeOther), shown);

        (string, string)[] mine =
        [
            ("_handler", "session"),
            ("session.title", "Welcome by the mayor"),
            ("session.kind", "Plain"),
            ("session.minutes", "15"),
            ("session.fixedStart", ""),
            ("session.fixedDay", "0"),
            ("session.parallel", ""),
            ("meeting", "open"),
            ("session.format", ""),
            ("session.room", ""),
            ("session.onlineLink", ""),
            ("session.presenters", ""),
        ];
        var secretariat = await service.As(DemoNetwork.Secretariat);
        (status, shown) = await Post(secretariat, page, [.. mine, version]);
        Assert.That(status, Is.EqualTo(HttpStatusCode.PreconditionFailed));
        Assert.That(
            StandsNow(shown),
            Is.EqualTo([
                "session-session-title: Welcome by the minister",
                "session-session-kind: Social",
                "session-session-minutes: 20",
                "session-session-fixedStart: 14:05",
                "session-session-fixedDay: 1",
                "session-session-parallel: D",
                "session-session-audience: Members",
                "session-meeting: General Assembly, day 1",
                "session-session-format: Online",
                "session-session-room: Hall 2",
                "session-session-onlineLink: https://video.example.org/welcome",
                "session-session-presenters: The minister",
                "session-session-closed: ticked",
            ])
        );
        (status, shown) = await Post(secretariat, page, [.. mine, ("version", $"{draft.Version + 1}")]);
        Assert.That(status, Is.EqualTo(HttpStatusCode.SeeOther), shown);
    }

    [Test]
    public async Task What_was_typed_into_a_line_that_was_taken_out_meanwhile_is_not_lost()
    {
        var draft = await chair.Draft();
        var (kept, gone) = (draft.Meetings[0].Sessions[0], draft.Meetings[0].Sessions[3]);
        List<(string, string)> typed = [("_handler", "agenda"), ("version", $"{draft.Version}")];
        foreach (var session in new[] { kept, gone })
        {
            typed.AddRange(
                ("session", $"{session.Id}"),
                ("item", ""),
                ("title", session == gone ? "Keynote: what pupils will need" : session.Name),
                ("kind", $"{session.Plan.Kind.Line()}"),
                ("minutes", $"{session.Length}")
            );
        }

        await chair.DeleteAsync(At($"sessions/{gone.Id}")).Succeeds();
        var secretariat = await service.As(DemoNetwork.Secretariat);
        var (status, page) = await Post(secretariat, "agenda?meeting=open", [.. typed]);
        Assert.That(status, Is.EqualTo(HttpStatusCode.PreconditionFailed));
        Assert.That(
            Rows().Matches(page).Select(row => (row.Groups["theirs"].Value, row.Groups["yours"].Value)),
            Is.EqualTo([("Taken out of the agenda", "Keynote: what pupils will need, Session, no number, 30 min")])
        );
    }

    [TestCase("", "Enter the minutes, in digits.")]
    [TestCase("ten", "Enter a whole number in digits")]
    public async Task A_shift_by_no_minutes_is_refused_at_its_field(string minutes, string says)
    {
        var draft = await chair.Draft();
        var page = $"agenda/sessions/{draft.Meetings[0].Sessions[1].Id}";
        var (status, shown) = await Post(chair, page, ("_handler", "shift"), ("version", $"{draft.Version}"), ("minutes", minutes));
        Assert.That(status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(shown, Does.Contain($"#shift-minutes\">{says}"));
        Assert.That((await chair.Draft()).Version, Is.EqualTo(draft.Version));
    }

    [Test]
    public async Task An_item_is_dropped_on_a_page_of_its_own_that_says_what_follows()
    {
        var draft = await chair.Draft();
        var (item, session) = (draft.ItemNumbered("8"), draft.SessionOf("8"));
        var page = $"/assemblies/{Code}/agenda/items/{item}/drop";
        foreach (var before in new[] { $"items/{item}", $"sessions/{session}" })
        {
            var shown = await chair.GetStringAsync($"/assemblies/{Code}/agenda/{before}");
            Assert.That(
                shown,
                Does.Contain($"href=\"{page}\"").And.Not.Contain("value=\"drop\"").And.Not.Contain("value=\"remove\""),
                before
            );
        }

        Assert.That(await chair.GetStringAsync(page), Does.Contain("Nobody is told now").And.Contain("This cannot be undone"));
        (string, string)[] press = [("_handler", "drop"), ("_key", "one-click")];
        var (first, second) = (
            await Post(chair, $"agenda/items/{item}/drop", press),
            await Post(chair, $"agenda/items/{item}/drop", press)
        );
        Assert.That((first.Status, second.Status), Is.EqualTo((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther)), second.Page);
        Assert.That(
            (await chair.Draft()).Meetings.SelectMany(m => m.Sessions).SelectMany(s => s.Items).Select(i => i.Id),
            Has.No.Member(item)
        );
        await Publish(chair);
        using var refused = await (await service.As(Host)).GetAsync(
            $"/assemblies/{Code}/agenda/items/{(await chair.Draft()).ItemNumbered("8")}/drop"
        );
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task The_host_is_offered_what_is_the_hosts()
    {
        var host = await service.As(Host);
        var line = await host.GetStringAsync($"/assemblies/{Code}/agenda/items/new");
        var day1 = await host.GetStringAsync($"/assemblies/{Code}/agenda?meeting=day1");
        string[] items = ["Information", "Decision", "Election", "Progress"];
        using (Assert.EnterMultipleScope())
        {
            foreach (var kind in items)
            {
                Assert.That(line, Does.Not.Contain($"value=\"{kind}\""));
                Assert.That(day1, Does.Not.Contain($"<option value=\"{kind}\""));
            }

            Assert.That(line, Does.Contain("value=\"Break\""));
            Assert.That(await chair.GetStringAsync($"/assemblies/{Code}/agenda/items/new"), Does.Contain("value=\"Decision\""));
            Assert.That(Titles().Count(day1), Is.EqualTo(3), "check-in, break, lunch");
            Assert.That(day1, Does.Contain("Budget and membership fees 2028"), "read, not filled in");
        }

        var draft = await host.Draft();
        var own = draft.Meetings[1].Sessions.Where(s => s.Items.Count is 0);
        var (status, page) = await Post(
            host,
            "agenda?meeting=day1",
            [
                ("_handler", "agenda"),
                ("version", $"{draft.Version}"),
                .. own.SelectMany(s =>
                    new[] { ("session", $"{s.Id}"), ("item", ""), ("title", s.Name + " here"), ("kind", "Break"), ("minutes", "20") }
                ),
            ]
        );
        Assert.That(status, Is.EqualTo(HttpStatusCode.SeeOther), page);
        using var details = await host.GetAsync($"/assemblies/{Code}/agenda/sessions/{draft.SessionOf("8")}");
        Assert.That(details.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task A_new_line_without_a_meeting_or_title_is_refused_at_its_field()
    {
        var (status, page) = await Post(
            chair,
            "agenda/items/new",
            ("_handler", "line"),
            ("meeting", ""),
            ("title", ""),
            ("kind", "Decision"),
            ("minutes", "5")
        );
        Assert.That(status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(page, Does.Contain("#line-meeting\">Choose the meeting.").And.Contain("#line-title\">Enter the title."));
    }

    [Test]
    public async Task A_line_without_a_title_is_told_at_the_line_and_enter_saves()
    {
        var draft = await chair.Draft();
        var sessions = draft.Meetings[0].Sessions;
        List<(string, string)> typed = [("_handler", "agenda"), ("version", $"{draft.Version}")];
        foreach (var (session, place) in sessions.Select((session, place) => (session, place)))
        {
            typed.AddRange(
                ("session", $"{session.Id}"),
                ("item", ""),
                ("title", place is 2 ? "" : session.Name),
                ("kind", $"{session.Plan.Kind.Line()}"),
                ("minutes", $"{session.Length}")
            );
        }

        var (status, page) = await Post(chair, "agenda?meeting=open", [.. typed]);
        Assert.That(status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(page, Does.Contain("#agenda-lines-2--title\">Enter a title.").And.Contain("id=\"agenda-lines-2--title\""));
        var form = page[page.IndexOf("<form", page.IndexOf("<h2>", StringComparison.Ordinal), StringComparison.Ordinal)..];
        Assert.That(form[form.IndexOf("<button", StringComparison.Ordinal)..], Does.StartWith("<button class=\"visually-hidden\""));
    }

    [Test]
    public async Task A_document_is_replaced_and_taken_back_on_the_items_page()
    {
        var item = (await chair.Draft()).ItemNumbered("8");
        var pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n");
        await chair.PostAsync(At("documents"), DocumentTests.Form("a.pdf", pdf, ("title", "Paper"), ("item", item.ToString()))).Succeeds();
        var first = (await Documents()).Single().Id;
        var page = $"/assemblies/{Code}/agenda/items/{item}";
        using var replaced = await chair.PostAsync(
            page,
            DocumentTests.Form("b.pdf", pdf, ("_handler", $"replace-{first}"), ("title", "Paper, second"))
        );
        Assert.That(replaced.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther), await replaced.Content.ReadAsStringAsync());
        var second = (await Documents()).Single();
        Assert.That((second.Title, second.FileName), Is.EqualTo(("Paper, second", "b.pdf")));
        var (status, _) = await Post(chair, $"agenda/items/{item}", ("_handler", $"back-{second.Id}"));
        Assert.That((status, (await Documents()).Count), Is.EqualTo((HttpStatusCode.SeeOther, 0)));

        async Task<IReadOnlyList<DocumentRow>> Documents() =>
            (await chair.GetAsync(At($"agenda/items/{item}")).Value<ShowItem.Answer>()).Documents;
    }

    [Test]
    public async Task A_postponed_programme_has_no_days_and_no_hours()
    {
        await Publish(chair);
        await service.Db(async db =>
        {
            var assembly = await db.Assemblies.Include(a => a.Steps).Include(a => a.Meetings).SingleAsync(a => a.Code == Code);
            assembly.Postpone(service.Clock.GetCurrentInstant(), null, "A strike.");
            return await db.SaveChangesAsync();
        });
        var member = await service.As(DemoNetwork.FinlandHead);
        var programme = await member.GetAsync(At("programme")).Value<ShowProgramme.Answer>();
        Assert.That(programme.State, Is.EqualTo(AssemblyState.Postponed));
        Assert.That(
            programme.Meetings.Select(m => (m.Date, m.Start, m.End)),
            Is.All.EqualTo((default(NodaTime.LocalDate?), default(NodaTime.LocalTime?), default(NodaTime.LocalTime?)))
        );
        Assert.That(programme.Meetings.SelectMany(m => m.Sessions).Select(s => s.Hours), Is.All.Null);
        var page = await member.GetStringAsync($"/assemblies/{Code}");
        Assert.That(page, Does.Contain("no date stands:</strong> A strike.").And.Contain("Work plan"));
        Assert.That(page, Does.Not.Contain("April").And.Not.Contain("12:30").And.Not.Contain("Join by video"));
    }

    private static IEnumerable<string> StandsNow(string page) =>
        Theirs().Matches(page).Select(found => $"{found.Groups["field"].Value}: {found.Groups["text"].Value}");

    [GeneratedRegex(
        "id=\"(?<field>[^\"]+)-theirs\".*?Stands now: (?<text>[^<]+)<",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        1000
    )]
    private static partial Regex Theirs();

    [GeneratedRegex("\"Stands now\">(?<theirs>[^<]+)<.*?\"You typed\">(?<yours>[^<]+)<", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rows();

    [GeneratedRegex(" name=\"title\"", RegexOptions.None, 1000)]
    private static partial Regex Titles();

    private static async Task<(HttpStatusCode Status, string Page)> Post(
        HttpClient client,
        string path,
        params (string Name, string Value)[] fields
    )
    {
        using var content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var answer = await client.PostAsync($"/assemblies/{Code}/{path}", content);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }
}
