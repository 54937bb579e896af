using System.Net.Http.Json;
using Assemblies.Server.Agenda;
using Assemblies.Server.Hosting;
using Assemblies.Server.Tests.Agenda;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests.Rights;

/// <summary>What belongs to one assembly is not found under another: it is refused with the same 404 as what does not exist.</summary>
public sealed class ForeignIdTests
{
    private static readonly object Session = new { title = "Break", kind = "break" };
    private static readonly object Item = new { title = "An item", minutes = 10 };

    private TestService service = null!;
    private HttpClient secretariat = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        service = await DemoNetwork.Start();
        secretariat = await service.As(DemoNetwork.Secretariat);
    }

    [OneTimeTearDown]
    public async Task End()
    {
        secretariat.Dispose();
        await service.DisposeAsync();
    }

    [Test]
    public async Task An_id_of_another_assembly_is_refused_like_one_that_does_not_exist()
    {
        var stage = await Stage.Set(service);
        var other = await stage.Another();
        var convened = await stage.Convened;
        var from = await service.Db(async db =>
        {
            var assembly = await db.Assemblies.SingleAsync(a => a.Code == convened);
            return new
            {
                Session = (await db.Sessions.FirstAsync(s => s.Assembly == assembly.Id)).Id.ToString(),
                Item = (await db.AgendaItems.FirstAsync(i => i.Assembly == assembly.Id)).Id.ToString(),
                Document = (await db.AgendaDocuments.FirstAsync(d => d.Assembly == assembly.Id)).Id.ToString(),
                Officer = (await db.Officers.FirstAsync(o => o.Assembly == assembly.Id)).Id.ToString(),
                Mail = (await db.OutboxMails.FirstAsync(m => m.Assembly == assembly.Id)).Id.ToString(),
            };
        });
        var task = (
            await stage.Does(
                new AddTask(
                    convened,
                    new()
                    {
                        Title = "Ask the choir",
                        Owner = Domain.Hosting.TaskOwner.Host,
                        Days = -30,
                    },
                    new(Domain.SourceKind.Phone, "This morning")
                )
            )
        ).ToString();
        var request = (
            await stage.Does(new RequestItem(convened, null, new("A wish", Domain.Agenda.ItemKind.Information, 10, "Text"), null, null))
        ).Id.ToString();

        (string Method, string Path, string Id, object? Body)[] asked =
        [
            (
                "PUT",
                "tasks/{0}",
                task,
                new
                {
                    task = new
                    {
                        title = "Ask",
                        owner = "host",
                        days = -30,
                    },
                }
            ),
            ("DELETE", "tasks/{0}", task, null),
            ("POST", "tasks/{0}/done", task, new { }),
            ("POST", "tasks/{0}/reopen", task, new { }),
            ("GET", "documents/{0}/file", from.Document, null),
            ("DELETE", "documents/{0}", from.Document, null),
            ("POST", "agenda/requests/{0}/documents", request, "a file"),
            ("POST", "agenda/requests/{0}/accept", request, new { meeting = "day1" }),
            ("POST", "agenda/requests/{0}/merge", request, new { item = from.Item }),
            ("POST", "agenda/requests/{0}/decline", request, new { reason = "No." }),
            ("POST", "agenda/items/{0}/readers", from.Item, new { email = DemoNetwork.FinlandHead }),
            ("GET", "agenda/items/{0}", from.Item, null),
            ("PUT", "agenda/items/{0}", from.Item, new { item = Item }),
            ("PUT", "agenda/items/{0}/text", from.Item, new { text = "Text" }),
            ("DELETE", "agenda/items/{0}", from.Item, null),
            ("PUT", "sessions/{0}", from.Session, new { session = Session }),
            ("POST", "sessions/{0}/move", from.Session, new { by = 1 }),
            ("POST", "sessions/{0}/shift", from.Session, new { minutes = 5 }),
            ("DELETE", "sessions/{0}", from.Session, null),
            ("POST", "officers/{0}/end", from.Officer, null),
            ("GET", "deliveries/{0}", from.Mail, null),
            ("POST", "deliveries/{0}/send-again", from.Mail, null),
            ("POST", "deliveries/{0}/try-now", from.Mail, null),
        ];
        var found = new List<string>();
        foreach (var (method, path, id, body) in asked)
        {
            var foreign = await Ask(other, method, path, id, body);
            var unknown = await Ask(other, method, path, Guid.CreateVersion7().ToString(), body);
            if (foreign != unknown || !foreign.StartsWith("404 ", StringComparison.Ordinal))
            {
                found.Add($"{method} {path}: {foreign}, unknown: {unknown}");
            }
        }

        Assert.That(found, Is.Empty);

        // Under their own assembly they are there, so that the test would see them.
        await secretariat.GetAsync($"/api/v1/assemblies/{convened}/agenda/items/{from.Item}").Succeeds();
        await secretariat.GetAsync($"/api/v1/assemblies/{convened}/documents/{from.Document}/file").Succeeds();
        await secretariat.GetAsync($"/api/v1/assemblies/{convened}/deliveries/{from.Mail}").Succeeds();
    }

    private async Task<string> Ask(string code, string method, string path, string id, object? body)
    {
        using var request = new HttpRequestMessage(
            new(method),
            $"/api/v1/assemblies/{code}/{string.Format(System.Globalization.CultureInfo.InvariantCulture, path, id)}"
        );
        if (method is not "GET")
        {
            var version = await service.Db(db =>
                db.AgendaDrafts.Where(d => db.Assemblies.Any(a => a.Id == d.Assembly && a.Code == code))
                    .Select(d => d.Version)
                    .SingleAsync()
            );
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        }

        request.Content = body switch
        {
            null => null,
            string => DocumentTests.Form("a.pdf", "%PDF-1.7\n"u8.ToArray(), ("title", "A paper")),
            _ => JsonContent.Create(body),
        };
        return await secretariat.SendAsync(request).Refusal();
    }
}
