namespace Assemblies.Server.Presence.Evidence;

/// <summary>The part of presence that keeps the evidence.</summary>
internal static class EvidenceSetup
{
    public static void AddEvidence(this IServiceCollection services) =>
        services.AddScoped<AttendanceReading>().AddScoped<EvidenceTablesOut>().AddScoped<EvidenceDocuments>();

    public static void MapEvidence(IEndpointRouteBuilder api)
    {
        ListEvidence.Map(api);
        SaySheetHead.Map(api);
        ShowSheet.Map(api);
        AddScan.Map(api);
        DownloadScan.Map(api);
        RemoveScan.Map(api);
        ShowCertificate.Map(api);
        PackEvidence.Map(api);
    }

    public static void MapEvidenceRoot(IEndpointRouteBuilder root)
    {
        DownloadScan.MapPage(root);
        PackEvidence.MapPage(root);
    }
}
