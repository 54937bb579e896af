using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Server.Agenda;
using Assemblies.Server.Platform.Files;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests.Rights;

/// <summary>Sessions and items are made anew for each role; the request is FI's.</summary>
internal sealed class AgendaSamples : ISamples
{
    private const string Code = Stage.AssemblyCode;

    private static readonly ItemBody Item = new("An item", 10);
    private static readonly SessionBody Break = new("Break", SessionKind.Break);
    private static readonly UploadedFile File = UploadedFile.Of("a.pdf", "%PDF-1.7\n"u8.ToArray());

    public IReadOnlyDictionary<Type, Func<Stage, Task<object>>> Requests { get; } =
        new Dictionary<Type, Func<Stage, Task<object>>>([
            Sample.Of(new ShowProgramme(Code)),
            Sample.Of(new ShowDraft(Code)),
            Sample.Of(async stage =>
            {
                var code = await stage.Another();
                return new SaveProgramme(code, (await Draft(stage, code)).Version, [new("day1", [])]);
            }),
            Sample.Of(async stage => new SaveLines(Code, (await Draft(stage)).Version, [], null)),
            Sample.Of(new AddSession(Code, "day1", Break, null, null)),
            Sample.Of(async stage => new ChangeSession(Code, await ASession(stage), (await Draft(stage)).Version, Break, null)),
            Sample.Of(async stage => new MoveSession(Code, await ASession(stage), (await Draft(stage)).Version, -1, null)),
            Sample.Of(async stage => new ShiftSessions(Code, await ASession(stage), (await Draft(stage)).Version, 5, false)),
            Sample.Of(async stage => new RemoveSession(Code, await ASession(stage), (await Draft(stage)).Version)),
            Sample.Of(new AddItem(Code, Item, null, "day1", null)),
            Sample.Of(async stage => new ShowItem(Code, await Printed(stage))),
            Sample.Of(async stage => new ChangeItem(Code, await AnItem(stage), (await Draft(stage)).Version, Item, null)),
            Sample.Of(async stage => new DropItem(Code, await AnItem(stage), (await Draft(stage)).Version)),
            Sample.Of(async stage => new WriteText(Code, await AnItem(stage), 1, "Text")),
            Sample.Of(async stage => new NameItemReader(Code, await AnItem(stage), DemoNetwork.FinlandHead)),
            Sample.Of(new PreviewPublication(Code)),
            Sample.Of(async stage =>
            {
                var code = await stage.Another();
                await stage.Does(new AddSession(code, "day1", Break, null, null));
                return new PublishAgenda(code, (await stage.Does(new PreviewPublication(code))).Version);
            }),
            Sample.Of(new ListVersions(Code)),
            Sample.Of(new ShowVersion(Code, 1)),
            Sample.Of(new RequestItem(Code, null, new("A wish", ItemKind.Information, 10, "Text"), null, null)),
            Sample.Of(async stage => new AttachToRequest(Code, await ARequest(stage), "A wish", File)),
            Sample.Of(new ListRequests(Code)),
            Sample.Of(async stage => new AcceptRequest(Code, await ARequest(stage), "day1", null)),
            Sample.Of(async stage => new MergeRequest(Code, await ARequest(stage), await AnItem(stage), null)),
            Sample.Of(async stage => new DeclineRequest(Code, await ARequest(stage), "No.")),
            Sample.Of(async stage => new UploadDocument(Code, await AnItem(stage), "A paper", File, null)),
            Sample.Of(new UploadCountryUpdate(Code, null, File, null)),
            Sample.Of(new ListDocuments(Code)),
            Sample.Of(async stage => new DownloadDocument(Code, await ADocument(stage, await Printed(stage)))),
            Sample.Of(async stage => new RemoveDocument(Code, await ADocument(stage, await AnItem(stage)))),
        ]);

    private static Task<AgendaDraft> Draft(Stage stage, string code = Code) =>
        stage.Find(db => db.AgendaDrafts.SingleAsync(d => db.Assemblies.Any(a => a.Id == d.Assembly && a.Code == code)));

    private static async Task<Id<Session>> ASession(Stage stage) =>
        (await stage.Does(new AddSession(Code, "open", Break, null, null))).Session;

    private static async Task<Id<AgendaItem>> AnItem(Stage stage) => (await stage.Does(new AddItem(Code, Item, null, "day2", null))).Item;

    private static Task<Id<AgendaItem>> Printed(Stage stage) =>
        stage.Find(db =>
            db.AgendaItems.Where(i => i.PrintedIn != null && db.Assemblies.Any(a => a.Id == i.Assembly && a.Code == Code))
                .Select(i => i.Id)
                .FirstAsync()
        );

    private static async Task<Id<AgendaDocument>> ADocument(Stage stage, Id<AgendaItem> item) =>
        (await stage.Does(new UploadDocument(Code, item, "A paper", File, null))).Id;

    private static Task<Id<ItemRequest>> ARequest(Stage stage) =>
        stage.Find(async db =>
        {
            var request = new ItemRequest(
                await db.Assemblies.Where(a => a.Code == Code).Select(a => a.Id).SingleAsync(),
                await db.Organisations.Where(o => o.Code == "FI").Select(o => o.Id).SingleAsync(),
                new("A wish", ItemKind.Information, 10, "Text"),
                null,
                stage.Service.Clock.GetCurrentInstant(),
                await db.People.Where(p => p.Email == DemoNetwork.FinlandHead).Select(p => p.Id).SingleAsync()
            );
            db.Add(request);
            await db.SaveChangesAsync();
            return request.Id;
        });
}
