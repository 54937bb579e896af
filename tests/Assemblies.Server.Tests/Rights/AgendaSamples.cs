using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Server.Agenda;

namespace Assemblies.Server.Tests.Rights;

internal sealed class AgendaSamples : ISamples
{
    private const string Code = Stage.AssemblyCode;

    private static readonly ItemBody Item = new("An item", 10);

    public IReadOnlyDictionary<Type, Func<Stage, Task<object>>> Requests { get; } =
        new Dictionary<Type, Func<Stage, Task<object>>>([
            Sample.Of(new ShowProgramme(Code)),
            Sample.Of(new ShowDraft(Code)),
            Sample.Of(new SaveProgramme(Code, 1, [new("day1", [])])),
            Sample.Of(new SaveLines(Code, 1, [], null)),
            Sample.Of(new AddSession(Code, "day1", new("Break"), null, null)),
            Sample.Of(new ChangeSession(Code, Id<Session>.New(), 1, new("Break"), null)),
            Sample.Of(new MoveSession(Code, Id<Session>.New(), 1, 1, null)),
            Sample.Of(new ShiftSessions(Code, Id<Session>.New(), 1, 5, false)),
            Sample.Of(new RemoveSession(Code, Id<Session>.New(), 1)),
            Sample.Of(new AddItem(Code, Item, null, "day1", null)),
            Sample.Of(new ShowItem(Code, Id<AgendaItem>.New())),
            Sample.Of(new ChangeItem(Code, Id<AgendaItem>.New(), 1, Item, null)),
            Sample.Of(new DropItem(Code, Id<AgendaItem>.New(), 1)),
            Sample.Of(new WriteText(Code, Id<AgendaItem>.New(), 1, "Text")),
            Sample.Of(new NameItemReader(Code, Id<AgendaItem>.New(), DemoNetwork.FinlandHead)),
            Sample.Of(new PreviewPublication(Code)),
            Sample.Of(new PublishAgenda(Code, 1)),
            Sample.Of(new ListVersions(Code)),
            Sample.Of(new ShowVersion(Code, 1)),
            Sample.Of(new RequestItem(Code, null, new("A wish", ItemKind.Information, 10, "Text"), null, null)),
            Sample.Of(new AttachToRequest(Code, Id<ItemRequest>.New(), "A wish", null)),
            Sample.Of(new ListRequests(Code)),
            Sample.Of(new AcceptRequest(Code, Id<ItemRequest>.New(), "day1", null)),
            Sample.Of(new MergeRequest(Code, Id<ItemRequest>.New(), Id<AgendaItem>.New(), null)),
            Sample.Of(new DeclineRequest(Code, Id<ItemRequest>.New(), "No.")),
            Sample.Of(new UploadDocument(Code, Id<AgendaItem>.New(), "A paper", null, null)),
            Sample.Of(new UploadCountryUpdate(Code, null, null, null)),
            Sample.Of(new ListDocuments(Code)),
            Sample.Of(new DownloadDocument(Code, Id<AgendaDocument>.New())),
            Sample.Of(new RemoveDocument(Code, Id<AgendaDocument>.New())),
        ]);
}
