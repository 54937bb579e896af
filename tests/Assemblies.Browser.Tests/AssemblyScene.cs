using System.Net.Http.Json;
using System.Text.Json;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Agenda;
using Assemblies.Server.Platform.Outbox;
using Assemblies.Server.Platform.Security;
using Assemblies.Server.Tests;
using Assemblies.Server.Tests.Agenda;
using Assemblies.Server.Tests.Invitations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Assemblies.Browser.Tests;

/// <summary>What the pages about an assembly show.</summary>
/// <param name="Meeting">The open meeting of GA-2027-1.</param>
/// <param name="Mail">A mail of GA-2029-1.</param>
/// <param name="Caught">The number of the same mail in the mailbox of development.</param>
/// <param name="Answer">The path of the Commission's link to answer by.</param>
/// <param name="StopReminders">The path of a link that ends reminders.</param>
/// <param name="Session">A session of GA-2027-1 with an item.</param>
/// <param name="Item">That item.</param>
/// <param name="Request">A member's request that waits for an answer.</param>
internal sealed record AssemblyScene(
    string Meeting,
    string Mail,
    long Caught,
    string Answer,
    string StopReminders,
    string Session,
    string Item,
    string Request
)
{
    /// <summary>Planned, its agenda published, its officers named: it can be convened.</summary>
    public const string Planned = DemoProgramme.Code;

    /// <summary>Copied from it for a later year, and convened.</summary>
    public const string Convened = "GA-2029-1";

    /// <summary>Goes on from <see cref="HostingScene"/>.</summary>
    public static async Task<AssemblyScene> Play(TestService service)
    {
        using var secretariat = await service.As(Scenario.Secretariat);
        await Appoint(service, secretariat, Planned, DemoProgramme.Chair, Office.Chair);
        await Appoint(service, secretariat, Planned, DemoProgramme.MinuteTaker, Office.MinuteTaker);
        await DemoProgramme.Enter(secretariat);
        await DemoProgramme.Publish(secretariat);
        using var finland = await service.As(DemoNetwork.FinlandHead);
        var request = await finland
            .PostAsJsonAsync(
                $"/api/v1/assemblies/{Planned}/agenda/requests",
                new
                {
                    title = "Taskforce on rural schools",
                    text = "## What is to be decided\n\nA taskforce of five members, for a year.",
                    minutes = 20,
                    kind = "decision",
                }
            )
            .Value<RequestItem.Asked>();
        var draft = await secretariat.GetAsync($"/api/v1/assemblies/{Planned}/agenda").Value<DraftView>();
        var session = draft.Meetings[1].Sessions.First(s => s.Items.Count > 0);

        await secretariat
            .PostAsJsonAsync(
                $"/api/v1/assemblies/{Planned}/copy",
                new
                {
                    newCode = Convened,
                    firstDay = "2029-04-18",
                    what = new[] { "meetings", "sessions", "tasks", "places" },
                }
            )
            .Succeeds();
        await Appoint(service, secretariat, Convened, DemoProgramme.Chair, Office.Chair);
        var at = $"/api/v1/assemblies/{Convened}";
        var preview = await secretariat.GetAsync($"{at}/agenda/publish").Value<PreviewPublication.Answer>();
        await secretariat.Post($"{at}/agenda/publish", null, preview.Version).Succeeds();
        var copied = await secretariat.GetAsync($"{at}/agenda").Value<DraftView>();
        var paper = DocumentTests.Form(
            "accounts.pdf",
            "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"u8.ToArray(),
            ("title", "Accounts and auditors’ report"),
            ("item", copied.ItemNumbered("1").ToString())
        );
        await secretariat.PostAsync($"{at}/documents", paper).Succeeds();
        await secretariat.PostAsync($"{at}/convene", null).Succeeds();
        await service.Services.GetRequiredService<OutboxDrain>().Run(CancellationToken.None);

        return await service.Db(async db =>
        {
            var secret = Secrets.New();
            db.Add(new ReminderLink(Secrets.Hash(secret), Scenario.Delegate, service.Clock.GetCurrentInstant()));
            await db.SaveChangesAsync();
            var caught = await db
                .CaughtMails.Where(m => m.To == DemoNetwork.Commission)
                .OrderByDescending(m => m.Number)
                .Select(m => new
                {
                    m.To,
                    m.Mime,
                    m.Number,
                })
                .FirstAsync();
            return new AssemblyScene(
                (
                    await db
                        .Meetings.Where(m => m.Key == "open" && db.Assemblies.Any(a => a.Id == m.Assembly && a.Code == Planned))
                        .SingleAsync()
                ).Id.ToString(),
                (await db.OutboxMails.Where(m => m.Email == DemoNetwork.Commission && m.Kind != "sign-in").FirstAsync()).Id.ToString(),
                caught.Number,
                TakenMail.Read([("", caught.To, caught.Mime)])[0].AnswerPath,
                $"/reminders/stop/{secret}",
                session.Id.ToString(),
                session.Items[0].Id.ToString(),
                request.Id.ToString()
            );
        });
    }

    private static async Task Appoint(TestService service, HttpClient secretariat, string code, string email, Office office)
    {
        var person = await service.Db(db => db.People.Where(p => p.Email == email).Select(p => p.Id).SingleAsync());
        await secretariat
            .PostAsJsonAsync(
                $"/api/v1/assemblies/{code}/officers",
                new { person = person.Value, office = JsonNamingPolicy.CamelCase.ConvertName(office.ToString()) }
            )
            .Succeeds();
    }
}
