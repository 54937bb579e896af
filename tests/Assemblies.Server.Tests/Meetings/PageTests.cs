using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Tests.Meetings;

/// <summary>The pages of an assembly, by their words.</summary>
public sealed partial class PageTests
{
    private static readonly string[] Place =
    [
        "title",
        "place.venue",
        "place.address",
        "place.city",
        "place.cityLatin",
        "place.country",
        "place.latitude",
        "place.longitude",
        "place.timeZone",
    ];

    private TestService service = null!;
    private HttpClient secretariat = null!;

    [SetUp]
    public async Task Start()
    {
        service = await DemoNetwork.Start();
        await DemoAssembly.Host(service);
        secretariat = await service.As(DemoNetwork.Secretariat);
        secretariat.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    [TearDown]
    public async Task End() => await service.DisposeAsync();

    [TestCase("/assemblies", "General Assembly Spring 2027")]
    [TestCase("/assemblies/GA-2027-1/people", "Znanost Povezuje")]
    [TestCase("/assemblies/GA-2027-1/edit", "Announce the dates")]
    [TestCase("/assemblies/GA-2027-1/meetings/new", "Add a meeting")]
    [TestCase("/assemblies/GA-2027-1/officers", "Appoint somebody")]
    [TestCase("/assemblies/GA-2027-1/deadlines", "Convocation with the provisional agenda")]
    [TestCase("/assemblies/GA-2027-1/deadlines/MembersItems", "Members’ items")]
    [TestCase("/assemblies/GA-2027-1/announce", "63 people will be convened and get a plain mail each")]
    [TestCase("/assemblies/GA-2027-1/postpone", "Nobody was told of it yet")]
    [TestCase("/assemblies/GA-2027-1/cancel", "This cannot be undone")]
    [TestCase("/assemblies/GA-2027-1/copy", "What is taken along?")]
    [TestCase("/assemblies/GA-2027-1/copy", "The first of this one is on Wednesday 21 April 2027.")]
    [TestCase("/rules", "Convening, with the provisional agenda")]
    [TestCase("/rules/versions/1", "Version 1")]
    [TestCase("/rules/edit", "What it rests on")]
    public async Task A_page_is_there_for_the_secretariat_and_says_what_it_is_for(string address, string says)
    {
        using var answer = await secretariat.GetAsync(address);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(await Text(answer), Does.Contain(says));
        }
    }

    [TestCase("edit")]
    [TestCase("announce")]
    [TestCase("postpone")]
    [TestCase("cancel")]
    [TestCase("copy")]
    [TestCase("deadlines/MembersItems")]
    public async Task What_belongs_to_the_secretariat_is_refused_to_a_member_in_words(string page)
    {
        var member = await service.As(DemoNetwork.GreeceHead);
        member.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var answer = await member.GetAsync($"/assemblies/GA-2027-1/{page}");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
            Assert.That(await Text(answer), Does.Contain("This is not yours to do"));
        }
    }

    [Test]
    public async Task A_form_that_is_refused_keeps_what_was_typed_and_one_that_is_done_goes_on()
    {
        using var refused = await Post(
            "/assemblies/GA-2027-1/postpone",
            ("_handler", "postpone"),
            ("firstDay", "12 May 2027"),
            ("reason", "")
        );
        var page = await Text(refused);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
            Assert.That(page, Does.Contain("<title>Error: Postpone General Assembly Spring 2027"));
            Assert.That(page, Does.Contain("value=\"12 May 2027\""));
            Assert.That(page, Does.Contain("Say why: it is kept with the step."));
        }

        using var done = await Post(
            "/assemblies/GA-2027-1/postpone",
            ("_handler", "postpone"),
            ("firstDay", "12 May 2027"),
            ("reason", "A flood.")
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)done.StatusCode, Is.EqualTo(303));
            Assert.That(done.Headers.Location?.ToString(), Is.EqualTo("/assemblies/GA-2027-1/edit"));
            Assert.That(
                await service.Db(db => db.Meetings.Where(m => m.Key == "open" && m.Date.Year == 2027).Select(m => m.Date).SingleAsync()),
                Is.EqualTo(new LocalDate(2027, 5, 12))
            );
        }
    }

    [Test]
    public async Task Two_who_save_the_place_at_once_see_both_texts()
    {
        (string, string)[] Entered(string title) =>
            [
                ("_handler", "place"),
                ("version", "4"),
                ("title", title),
                ("place.city", "Ljubljana"),
                ("place.latitude", "46.06"),
                ("place.longitude", "14.51"),
                ("place.timeZone", "Europe/Ljubljana"),
            ];
        using var first = await Post("/assemblies/GA-2027-1/edit", Entered("The first title"));
        using var second = await Post("/assemblies/GA-2027-1/edit", Entered("The second title"));
        var page = await Text(second);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(((int)first.StatusCode, (int)second.StatusCode), Is.EqualTo((303, 412)));
            Assert.That(page, Does.Contain("Somebody saved while you wrote"));
            Assert.That(page, Does.Contain("The first title"));
            Assert.That(page, Does.Contain("value=\"The second title\""));
            Assert.That(page, Does.Contain("name=\"version\" value=\"5\""), "saving again puts it in its place");
        }
    }

    [Test]
    public async Task Whoever_saves_the_place_second_sees_every_field_that_differs()
    {
        static (string, string)[] Entered(params string[] typed) =>
            [("_handler", "place"), ("version", "4"), .. Place.Zip(typed, (field, text) => (field, text))];
        string[] theirs = ["Their title", "Hala", "Trg 1", "Скопје", "Skopje", "MK", "42", "21.43", "Europe/Skopje"];
        using var first = await Post("/assemblies/GA-2027-1/edit", Entered(theirs));
        using var second = await Post(
            "/assemblies/GA-2027-1/edit",
            Entered("My title", "", "", "Ljubljana", "", "SI", "46.06", "14.51", "Europe/Ljubljana")
        );
        Assert.That(((int)first.StatusCode, (int)second.StatusCode), Is.EqualTo((303, 412)));
        Assert.That(
            StandsNow(await Text(second)),
            Is.EqualTo(Place.Zip(theirs, (field, text) => $"place-{field.Replace('.', '-')}: {text}"))
        );
    }

    [Test]
    public async Task The_host_who_saves_a_meeting_second_sees_the_links_that_differ()
    {
        var day1 = await Meeting("day1");
        var host = await service.As(DemoNetwork.SloveniaHead);
        static (string, string)[] Entered(string room, string map, string online) =>
            [("_handler", "meeting"), ("version", "4"), ("room", room), ("mapLink", map), ("onlineLink", online)];
        var page = $"/assemblies/GA-2027-1/meetings/{day1}";
        using var first = await Post(host, page, Entered("Hall 1", "https://maps.example.org/1", "https://video.example.org/1"));
        using var second = await Post(host, page, Entered("Hall 2", "", "https://video.example.org/2"));
        Assert.That(((int)first.StatusCode, (int)second.StatusCode), Is.EqualTo((303, 412)), await Text(first));
        Assert.That(
            StandsNow(await Text(second)),
            Is.EqualTo([
                "meeting-room: Hall 1",
                "meeting-mapLink: https://maps.example.org/1",
                "meeting-onlineLink: https://video.example.org/1",
            ])
        );
    }

    [Test]
    public async Task A_day_of_the_general_assembly_is_not_the_hosts_to_cancel_and_nothing_leads_there()
    {
        var (open, day1) = (await Meeting("open"), await Meeting("day1"));
        var host = await service.As(DemoNetwork.SloveniaHead);
        host.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        var edit = await host.GetStringAsync("/assemblies/GA-2027-1/edit");
        using var page = await host.GetAsync($"/assemblies/GA-2027-1/meetings/{day1}/cancel");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                edit,
                Does.Contain($"meetings/{open}/cancel").And.Contain($"meetings/{day1}\"").And.Not.Contain($"meetings/{day1}/cancel")
            );
            Assert.That(page.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
            Assert.That(await Text(page), Does.Contain("belong to the secretariat and the chair").And.Not.Contain("name=\"reason\""));
            Assert.That(await secretariat.GetStringAsync("/assemblies/GA-2027-1/edit"), Does.Contain($"meetings/{day1}/cancel"));
        }
    }

    [TestCase("/assemblies", "21 to 23 April 2027")]
    [TestCase("/assemblies/GA-2027-1/announce", "21 to 23 April 2027")]
    [TestCase("/assemblies/GA-2027-1/deadlines", "Thursday 8 April")]
    public async Task Public_case_C05_pages_print_the_last_day_and_not_the_one_after(string address, string days)
    {
        using var answer = await secretariat.GetAsync(address);
        var page = await Text(answer);
        Assert.That(page, Does.Contain(days).And.Not.Contain("24 April").And.Not.Contain("Friday 9 April"));
    }

    [Test]
    public async Task Coordinates_that_were_cleared_are_asked_for_and_not_taken_for_the_equator()
    {
        using var refused = await Post(
            "/assemblies/GA-2027-1/edit",
            ("_handler", "place"),
            ("version", "4"),
            ("title", "A title"),
            ("place.city", "Ljubljana"),
            ("place.latitude", ""),
            ("place.longitude", "east"),
            ("place.timeZone", "Europe/Ljubljana")
        );
        var page = await Text(refused);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((int)refused.StatusCode, Is.EqualTo(400));
            Assert.That(page, Does.Contain("Enter the degrees north").And.Contain("Enter a number, for example 46.05"));
            Assert.That(await service.Db(db => db.Assemblies.AnyAsync(a => a.Place.Latitude == 0)), Is.False);
        }
    }

    [Test]
    public async Task Whether_a_meeting_is_statutory_is_answered_and_never_guessed()
    {
        (string, string)[] meeting =
        [
            ("_handler", "meeting"),
            ("version", "4"),
            ("key", "day3"),
            ("title", "General Assembly, day 3"),
            ("audience", "Members"),
            ("format", "Hybrid"),
            ("date", "2027-04-24"),
            ("start", "9:00"),
            ("end", "12:00"),
        ];
        using var refused = await Post("/assemblies/GA-2027-1/meetings/new", meeting);
        Assert.That((int)refused.StatusCode, Is.EqualTo(400));
        Assert.That(await Text(refused), Does.Contain("Say whether it is a day of the general assembly"));

        using var done = await Post("/assemblies/GA-2027-1/meetings/new", [.. meeting, ("statutory", "true")]);
        Assert.That((int)done.StatusCode, Is.EqualTo(303));
        Assert.That(await service.Db(db => db.Meetings.Where(m => m.Key == "day3").Select(m => m.Statutory).SingleAsync()), Is.True);
    }

    [TestCase("Pacific/Auckland")]
    [TestCase("America/Los_Angeles")]
    [Category("Time")]
    public async Task Public_case_C56_the_days_stay_and_each_meeting_is_there_once_wherever_the_reader_lives(string zone)
    {
        await service.Db(db =>
            db.People.Where(p => p.Email == DemoNetwork.Secretariat).ExecuteUpdateAsync(set => set.SetProperty(p => p.TimeZone, zone))
        );
        using var answer = await secretariat.GetAsync("/assemblies/GA-2027-1/edit");
        Assert.That(
            Times().Matches(await Text(answer)).Select(match => match.Groups["at"].Value),
            Is.EqualTo(["2027-04-21T13:00+02:00", "2027-04-22T08:30+02:00", "2027-04-23T09:00+02:00"])
        );
    }

    [GeneratedRegex("<time datetime=\"(?<at>2027-04-2[0-9]T[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Times();

    private static async Task<string> Text(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

    private static IEnumerable<string> StandsNow(string page) =>
        Theirs().Matches(page).Select(found => $"{found.Groups["field"].Value}: {found.Groups["text"].Value}");

    [GeneratedRegex(
        "id=\"(?<field>[^\"]+)-theirs\".*?Stands now: (?<text>[^<]+)<",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        1000
    )]
    private static partial Regex Theirs();

    private Task<Guid> Meeting(string key) =>
        service.Db(async db => (await db.Meetings.Where(m => m.Key == key && m.Date.Year == 2027).Select(m => m.Id).SingleAsync()).Value);

    private Task<HttpResponseMessage> Post(string address, params (string Name, string Value)[] fields) =>
        Post(secretariat, address, fields);

    private static async Task<HttpResponseMessage> Post(HttpClient client, string address, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await client.PostAsync(address, content);
    }
}
