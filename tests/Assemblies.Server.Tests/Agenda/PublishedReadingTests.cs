using System.Text;
using Assemblies.Server.Agenda;
using static Assemblies.Server.Tests.Agenda.DemoProgramme;

namespace Assemblies.Server.Tests.Agenda;

/// <summary>Readers have what was published; what is done to the draft reaches them with the next version.</summary>
public sealed class PublishedReadingTests
{
    private const string Unpaid = "deputy@hr.stem.example.org";

    private TestService service = null!;
    private HttpClient chair = null!;
    private HttpClient member = null!;
    private DraftView draft = null!;

    [SetUp]
    public async Task Start()
    {
        service = await DemoProgramme.Start();
        chair = await service.As(Chair);
        member = await service.As(DemoNetwork.FinlandHead);
        await Enter(chair);
        draft = await chair.Draft();
    }

    [TearDown]
    public async Task End() => await service.DisposeAsync();

    [Test]
    public async Task A_closed_item_opened_in_the_draft_stays_closed_until_it_is_published()
    {
        var document = await Upload("7");
        await Publish(chair);
        var unpaid = await service.As(Unpaid);
        await chair
            .Put(
                At($"agenda/items/{draft.ItemNumbered("7")}"),
                new
                {
                    item = new
                    {
                        title = "Accounts",
                        minutes = 30,
                        kind = "decision",
                    },
                },
                (await chair.Draft()).Version
            )
            .Succeeds();

        Assert.That(await unpaid.GetAsync(At($"documents/{document.Id}/file")).Refusal(), Is.EqualTo("404 agenda.unknown_document"));
        Assert.That((await unpaid.GetAsync(At("documents")).Value<ListDocuments.Answer>()).Items, Is.Empty);
        Assert.That(await unpaid.GetAsync(At($"agenda/items/{draft.ItemNumbered("7")}")).Refusal(), Is.EqualTo("404 agenda.unknown_item"));
        var programme = await unpaid.GetAsync(At("programme")).Value<ShowProgramme.Answer>();
        Assert.That(programme.Meetings[1].Sessions.SelectMany(s => s.Items).Single(i => i.Number == "7").Documents, Is.Zero);

        await Publish(chair);
        await unpaid.GetAsync(At($"documents/{document.Id}/file")).Succeeds();
    }

    [Test]
    public async Task An_item_dropped_in_the_draft_is_there_with_its_documents_until_the_next_version()
    {
        var (id, document) = (draft.ItemNumbered("8"), await Upload("8"));
        await chair.Put(At($"agenda/items/{id}/text"), new { text = "What was published" }, 1).Succeeds();
        await Publish(chair);
        await chair.Put(At($"agenda/items/{id}/text"), new { text = "What is not" }, 2).Succeeds();
        var read = await member.GetAsync(At($"agenda/items/{id}")).Value<ShowItem.Answer>();
        Assert.That(
            (read.Text, read.Version, read.SavedAt, read.SavedBy),
            Is.EqualTo(("What was published", 1L, (NodaTime.Instant?)null, (string?)null))
        );

        await chair.Send(HttpMethod.Delete, At($"agenda/items/{id}"), null, (await chair.Draft()).Version).Succeeds();
        Assert.That((await member.GetAsync(At($"agenda/items/{id}")).Value<ShowItem.Answer>()).Documents, Has.Count.EqualTo(1));
        await member.GetAsync(At($"documents/{document.Id}/file")).Succeeds();
        Assert.That((await member.GetAsync(At("documents")).Value<ListDocuments.Answer>()).Items.Select(i => i.Number), Is.EqualTo(["8"]));

        await Publish(chair);
        Assert.That(await member.GetAsync(At($"agenda/items/{id}")).Refusal(), Is.EqualTo("404 agenda.unknown_item"));
        Assert.That(await member.GetAsync(At($"documents/{document.Id}/file")).Refusal(), Is.EqualTo("404 agenda.unknown_document"));
    }

    [Test]
    public async Task A_document_that_takes_the_place_of_another_is_told_as_one_that_was_replaced()
    {
        var old = await Upload("8");
        await Publish(chair);
        await Upload("8", ("replaces", old.Id.ToString())).Succeeds();
        Assert.That(
            (await Publish(chair)).Changes,
            Is.EqualTo(["Item 8 “Budget and membership fees 2028”: the document “Paper” is replaced by a new one."])
        );
    }

    [Test]
    public async Task What_a_reader_fetched_who_is_signed_in_is_not_stored_and_what_is_public_may_be_asked_for_again()
    {
        await chair.Post(At("agenda/items"), new { meeting = "open", item = new { title = "For everybody", minutes = 5 } }).Succeeds();
        draft = await chair.Draft();
        var item = draft.Meetings[0].Sessions[^1].Items[0];
        var document = await chair
            .PostAsync(At("documents"), DocumentTests.Form("a.pdf", Pdf, ("title", "Paper"), ("item", item.Id.ToString())))
            .Value<UploadDocument.Added>();
        await Publish(chair);
        using var own = await member.GetAsync(At($"documents/{document.Id}/file"));
        using var open = await service.Anybody().GetAsync(At($"documents/{document.Id}/file"));
        Assert.That((own.Headers.CacheControl!.NoStore, open.Headers.CacheControl!.NoStore), Is.EqualTo((true, false)));
        Assert.That((await service.Anybody().GetAsync(At("documents")).Value<ListDocuments.Answer>()).Items, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_sessions_own_link_is_for_those_it_is_for()
    {
        var keynote = draft.Meetings[0].Sessions[3];
        await chair
            .Put(
                At($"sessions/{keynote.Id}"),
                new
                {
                    session = new
                    {
                        title = keynote.Name,
                        minutes = 30,
                        onlineLink = "https://video.example.org/keynote",
                    },
                },
                draft.Version
            )
            .Succeeds();
        await Publish(chair);
        Assert.That(await LinkFor(member), Is.EqualTo("https://video.example.org/keynote"));
        Assert.That(await LinkFor(service.Anybody()), Is.Null);
        Assert.That(await member.GetStringAsync($"/assemblies/{Code}"), Does.Contain("https://video.example.org/keynote"));
        Assert.That(await service.Anybody().GetStringAsync($"/assemblies/{Code}"), Does.Not.Contain("https://video.example.org/keynote"));

        async Task<string?> LinkFor(HttpClient client) =>
            (await client.GetAsync(At("programme")).Value<ShowProgramme.Answer>()).Meetings[0].Sessions[3].OnlineLink;
    }

    private static byte[] Pdf => Encoding.ASCII.GetBytes("%PDF-1.7\n");

    private async Task<UploadDocument.Added> Upload(string item) => await Upload(item, []).Value<UploadDocument.Added>();

    private Task<HttpResponseMessage> Upload(string item, params (string, string)[] more) =>
        chair.PostAsync(
            At("documents"),
            DocumentTests.Form(
                "a.pdf",
                more.Length is 0 ? Pdf : [.. Pdf, (byte)'2'],
                [("title", "Paper"), ("item", draft.ItemNumbered(item).ToString()), .. more]
            )
        );
}
