using Assemblies.Domain.Minutes;
using Assemblies.Server.Minutes.Documents;
using Assemblies.Server.Platform.Home;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Outbox;

namespace Assemblies.Server.Minutes;

/// <summary>The part of the area that keeps the minutes.</summary>
internal static class MinutesSetup
{
    public static void AddRecords(this IServiceCollection services)
    {
        services.AddSingleton<IMoreTabs, MinutesTab>();
        services.AddScoped<MinutesComposer>().AddScoped<AttendanceTable>().AddScoped<MotionsInMinutes>().AddScoped<MinutesShowing>();
        services.AddScoped<IComposeMail, MinutesMailComposer>().AddScoped<IKnowWhatIsNext, NextInMinutes>();
        services.AddScoped<MinutesInHtml>().AddScoped<MinutesInWord>().AddSingleton<MinutesInPdf>();
        services.AddSingleton(new ConstraintRefusal(MinutesTables.VersionNumber, MinutesErrors.PublishedMeanwhile));
        services.AddSingleton(new ConstraintRefusal(MinutesTables.AnswerOnce, MinutesDomainErrors.AnsweredAlready));
        services.AddSingleton(new ConstraintRefusal(MinutesTables.OneApproval, MinutesDomainErrors.Approved));
        services.AddSingleton(new ConstraintRefusal(MinutesTables.SignOnce, MinutesDomainErrors.SignedAlready));
        services.AddSingleton(new ConstraintRefusal(MinutesTables.ReleaseOnce, MinutesErrors.ReleasedMeanwhile));
    }

    public static void MapRecords(IEndpointRouteBuilder api)
    {
        ListMinutesPlaces.Map(api);
        ShowMinutesText.Map(api);
        WriteMinutesText.Map(api);
        AddStatement.Map(api);
        RemoveStatement.Map(api);
        ShowDraftMinutes.Map(api);
        PublishMinutes.Map(api);
        ShowMinutes.Map(api);
        ShowMinutesVersion.Map(api);
        DownloadMinutes.Map(api);
        ObjectToMinutes.Map(api);
        ListObjections.Map(api);
        AnswerObjection.Map(api);
        SignMinutes.Map(api);
        ReleaseMinutes.Map(api);
    }

    public static void MapRecordsRoot(IEndpointRouteBuilder root) => DownloadMinutes.MapPage(root);
}
