using System.Text;
using System.Text.RegularExpressions;
using Assemblies.Domain.Agenda;
using Assemblies.Server.Agenda;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using static Assemblies.Server.Tests.Agenda.DemoProgramme;

namespace Assemblies.Server.Tests.Agenda;

public sealed class RequestTests
{
    private TestService service = null!;
    private HttpClient chair = null!;
    private HttpClient finland = null!;

    [SetUp]
    public async Task Start()
    {
        service = await DemoProgramme.Start();
        chair = await service.As(Chair);
        finland = await service.As(DemoNetwork.FinlandHead);
        await Enter(chair);
    }

    [TearDown]
    public async Task End() => await service.DisposeAsync();

    [Test]
    public async Task A_request_becomes_an_item_with_its_text_and_document_and_the_member_is_told()
    {
        var asked = await Ask(finland, "Rural schools").Value<RequestItem.Asked>();
        await Attach(finland, asked).Succeeds();
        Assert.That(await Attach(await service.As(DemoNetwork.CzechiaHead), asked).Refusal(), Is.EqualTo("404 agenda.unknown_request"));
        var accepted = await chair
            .Post(At($"agenda/requests/{asked.Id}/accept"), new { meeting = "day2", note = "Gladly." })
            .Value<AcceptRequest.Accepted>();

        Assert.That(accepted.Number, Is.EqualTo("20"));
        var item = await chair.GetAsync(At($"agenda/items/{accepted.Item}")).Value<ShowItem.Answer>();
        Assert.That((item.Item.Title, item.Text, item.Item.Late), Is.EqualTo(("Rural schools", "What is to be decided.", false)));
        Assert.That(item.Documents.Select(d => d.FileName), Is.EqualTo(["wish.pdf"]));
        Assert.That(await Mails("answered"), Is.EqualTo(["deputy@fi.stem.example.org", "head@fi.stem.example.org"]));
        Assert.That(
            await chair.Post(At($"agenda/requests/{asked.Id}/decline"), new { reason = "No." }).Refusal(),
            Is.EqualTo("409 agenda.request_answered")
        );
    }

    [Test]
    public async Task Of_two_answers_at_once_one_counts_and_the_member_is_told_once()
    {
        var asked = await Ask(finland, "Rural schools").Value<RequestItem.Asked>();
        var secretariat = await service.As(DemoNetwork.Secretariat);
        var answers = await Task.WhenAll(
            chair.Post(At($"agenda/requests/{asked.Id}/accept"), new { meeting = "day2" }),
            secretariat.Post(At($"agenda/requests/{asked.Id}/decline"), new { reason = "Too late." })
        );
        Assert.That(answers.Select(a => (int)a.StatusCode).Order(), Is.EqualTo(new[] { 200, 409 }).Or.EqualTo(new[] { 204, 409 }));
        Assert.That(await Mails("answered"), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_request_is_merged_into_an_item_or_declined_with_a_reason()
    {
        var first = await Ask(finland, "Fees for small members").Value<RequestItem.Asked>();
        var second = await Ask(finland, "Something else").Value<RequestItem.Asked>();
        var item = (await chair.Draft()).ItemNumbered("8");
        Assert.That(
            await chair.Post(At($"agenda/requests/{second.Id}/decline"), new { reason = " " }).Refusal(),
            Is.EqualTo("400 request.invalid")
        );
        await chair.Post(At($"agenda/requests/{first.Id}/merge"), new { item }).Succeeds();
        await chair.Post(At($"agenda/requests/{second.Id}/decline"), new { reason = "It was decided in autumn." }).Succeeds();

        var merged = await chair.GetAsync(At($"agenda/items/{item}")).Value<ShowItem.Answer>();
        Assert.That(merged.Text, Does.Contain("## Fees for small members").And.Contain("What is to be decided."));
        var own = await finland.GetAsync(At("agenda/requests")).Value<ListRequests.Answer>();
        Assert.That(
            own.Requests.Select(r => (r.Title, r.Outcome, r.Reason, r.ItemNumber)),
            Is.EqualTo(
                new (string, RequestOutcome?, string?, string?)[]
                {
                    ("Fees for small members", RequestOutcome.Merged, null, "8"),
                    ("Something else", RequestOutcome.Declined, "It was decided in autumn.", null),
                }
            )
        );
    }

    [Test]
    public async Task Requests_are_seen_by_their_member_and_by_those_who_answer()
    {
        await Ask(finland, "Rural schools").Succeeds();
        Assert.That((await Seen(Chair)).Select(r => r.Title), Is.EqualTo(["Rural schools"]));
        Assert.That((await Seen("deputy@fi.stem.example.org")).Select(r => r.Title), Is.EqualTo(["Rural schools"]));
        Assert.That(await Seen(DemoNetwork.CzechiaHead), Is.Empty);
        Assert.That(
            await (await service.As(DemoNetwork.Partner)).GetAsync(At("agenda/requests")).Refusal(),
            Is.EqualTo("404 access.not_found")
        );
        Assert.That(await service.Anybody().GetAsync(At("agenda/requests")).Refusal(), Is.EqualTo("401 access.sign_in"));
    }

    [Test]
    [Category("Time")]
    public async Task After_the_deadline_the_secretariat_enters_it_with_a_source_and_the_member_is_told()
    {
        service.Clock.Reset(Instant.FromUtc(2027, 3, 25, 23, 0)); // midnight in Brussels
        Assert.That(await Ask(finland, "Rural schools").Refusal(), Is.EqualTo("409 agenda.requests_closed"));
        var secretariat = await service.As(DemoNetwork.Secretariat);
        Assert.That(await Ask(secretariat, "Rural schools", "FI").Refusal(), Is.EqualTo("400 agenda.source_missing"));
        await Ask(secretariat, "Rural schools", "FI", new { kind = "phone", note = "The head, 26 March" }).Succeeds();
        Assert.That(await Mails("entered"), Is.EqualTo(["deputy@fi.stem.example.org", "head@fi.stem.example.org"]));
    }

    [Test]
    public async Task A_request_of_another_member_is_not_there_answered_or_not()
    {
        var asked = await Ask(finland, "Rural schools").Value<RequestItem.Asked>();
        await chair.Post(At($"agenda/requests/{asked.Id}/decline"), new { reason = "No." }).Succeeds();
        Assert.That(await Attach(await service.As(DemoNetwork.CzechiaHead), asked).Refusal(), Is.EqualTo("404 agenda.unknown_request"));
        Assert.That(await Attach(finland, asked).Refusal(), Is.EqualTo("409 agenda.request_answered"));
    }

    [Test]
    public async Task Who_asked_and_has_no_mandate_any_more_is_not_told()
    {
        var asked = await Ask(finland, "Rural schools").Value<RequestItem.Asked>();
        await service.Db(db =>
            db.Mandates.Where(m => db.People.Any(p => p.Id == m.Person && p.Email == DemoNetwork.FinlandHead))
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.Until, new LocalDate(2026, 11, 1)))
        );
        await chair.Post(At($"agenda/requests/{asked.Id}/decline"), new { reason = "No." }).Succeeds();
        Assert.That(await Mails("answered"), Is.EqualTo(["deputy@fi.stem.example.org"]));
    }

    [Test]
    public async Task Those_who_answer_are_told_what_waits()
    {
        Assert.That(await Waiting(Chair), Is.Empty);
        await Ask(finland, "Rural schools").Succeeds();
        await Ask(finland, "Fees").Succeeds();
        foreach (var email in new[] { Chair, DemoNetwork.Secretariat })
        {
            Assert.That(await Waiting(email), Is.EqualTo(["Answer two requests for the agenda of GA-2027-1"]), email);
        }

        Assert.That(await Waiting(DemoNetwork.CzechiaHead), Is.Empty);
    }

    private async Task<List<string>> Waiting(string email) =>
        [
            .. Regex
                .Matches(
                    await (await service.As(email)).GetStringAsync("/"),
                    "Answer [a-z]+ requests? for the agenda of GA-2027-1",
                    RegexOptions.None,
                    TimeSpan.FromSeconds(5)
                )
                .Select(m => m.Value)
                .Distinct(),
        ];

    [Test]
    public async Task The_same_key_twice_asks_once()
    {
        finland.DefaultRequestHeaders.Add("Idempotency-Key", "a-key-of-mine");
        var answers = await Task.WhenAll(Ask(finland, "Rural schools"), Ask(finland, "Rural schools"));
        Assert.That(answers.Select(a => (int)a.StatusCode), Is.EqualTo([201, 201]));
        Assert.That((await Seen(Chair)), Has.Count.EqualTo(1));
    }

    private async Task<IReadOnlyList<ListRequests.Row>> Seen(string email) =>
        (await (await service.As(email)).GetAsync(At("agenda/requests")).Value<ListRequests.Answer>()).Requests;

    private Task<List<string>> Mails(string occasion) =>
        service.Db(db =>
            db.OutboxMails.Where(m => m.Kind == "agenda.request" && m.Key.Contains(occasion))
                .OrderBy(m => m.Email)
                .Select(m => m.Email)
                .ToListAsync()
        );

    private static Task<HttpResponseMessage> Ask(HttpClient client, string title, string? member = null, object? source = null) =>
        client.Post(
            At("agenda/requests"),
            new
            {
                title,
                kind = "decision",
                minutes = 20,
                text = "What is to be decided.",
                member,
                source,
            }
        );

    private static Task<HttpResponseMessage> Attach(HttpClient client, RequestItem.Asked asked) =>
        client.PostAsync(
            At($"agenda/requests/{asked.Id}/documents"),
            DocumentTests.Form("wish.pdf", Encoding.ASCII.GetBytes("%PDF-1.7\n"), ("title", "Our wish"))
        );
}
