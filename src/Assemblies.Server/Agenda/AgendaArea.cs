using Assemblies.Server.Platform.Home;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Outbox;

namespace Assemblies.Server.Agenda;

/// <summary>Programme, items, requests, documents, published versions.</summary>
public sealed class AgendaArea
{
    private AgendaArea() { }

    internal static void AddAgenda(IServiceCollection services)
    {
        services.AddUseCases<AgendaArea>();
        services.AddSingleton(new ConstraintRefusal("agenda_version_number", AgendaErrors.PublishedMeanwhile));
        services.AddSingleton(new ConstraintRefusal("item_request_answer_once", AgendaErrors.AnsweredMeanwhile));
        services.AddSingleton(new ConstraintRefusal("agenda_document_country_update", DocumentErrors.UpdateMeanwhile));
        services.AddScoped<IKnowWhatIsNext, NextInAgenda>();
        services.AddScoped<RequestMail>().AddScoped<IComposeMail, RequestComposer>();
    }

    internal static void MapAgenda(IEndpointRouteBuilder api)
    {
        ShowProgramme.Map(api);
        ShowDraft.Map(api);
        SaveProgramme.Map(api);
        SaveLines.Map(api);
        AddSession.Map(api);
        ChangeSession.Map(api);
        MoveSession.Map(api);
        ShiftSessions.Map(api);
        RemoveSession.Map(api);
        AddItem.Map(api);
        ShowItem.Map(api);
        ChangeItem.Map(api);
        DropItem.Map(api);
        WriteText.Map(api);
        NameItemReader.Map(api);
        PreviewPublication.Map(api);
        PublishAgenda.Map(api);
        ListVersions.Map(api);
        ShowVersion.Map(api);
        RequestItem.Map(api);
        AttachToRequest.Map(api);
        ListRequests.Map(api);
        AcceptRequest.Map(api);
        MergeRequest.Map(api);
        DeclineRequest.Map(api);
        ListDocuments.Map(api);
        UploadDocument.Map(api);
        UploadCountryUpdate.Map(api);
        DownloadDocument.Map(api);
        RemoveDocument.Map(api);
    }

    internal static void MapRoot(IEndpointRouteBuilder root) => DownloadDocument.MapPage(root);
}
