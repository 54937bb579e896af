using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Home;
using Assemblies.Server.Platform.Jobs;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Outbox;

namespace Assemblies.Server.Hosting;

/// <summary>Calls for hosts, proposals, who is asked, and the plan of an assembly.</summary>
public sealed class HostingArea
{
    private HostingArea() { }

    internal static void AddHosting(IServiceCollection services)
    {
        services.AddUseCases<HostingArea>();
        services.AddScoped<IKnowWhatIsNext, NextInHosting>().AddScoped<HostingMail>().AddScoped<CallAnnouncements>().AddScoped<PlanWork>();
        foreach (var refusal in HostingTables.Refusals)
        {
            services.AddSingleton(refusal);
        }

        foreach (var kind in HostingComposer.Kinds)
        {
            services.AddScoped<IComposeMail>(provider => new HostingComposer(kind, provider.GetRequiredService<Settings>()));
        }

        // Days end at midnight in Brussels, whatever the machine's zone: so they come by each hour.
        services.AddRecurring("hosting.expire", "3 * * * *", new ExpireAssignments());
        services.AddRecurring("hosting.open", "4 * * * *", new TellOfOpenCalls());
    }

    internal static void MapHosting(IEndpointRouteBuilder api)
    {
        ListCalls.Map(api);
        OpenCall.Map(api);
        ShowCall.Map(api);
        ChangeCall.Map(api);
        CloseCall.Map(api);
        ListProposals.Map(api);
        DraftProposal.Map(api);
        ShowProposal.Map(api);
        EditProposal.Map(api);
        SubmitProposal.Map(api);
        WithdrawProposal.Map(api);
        CompareProposals.Map(api);
        PutProposalsToVote.Map(api);
        AssignHost.Map(api);
        ShowAssignment.Map(api);
        AcceptAssignment.Map(api);
        DeclineAssignment.Map(api);
        ShowPlan.Map(api);
        AddTask.Map(api);
        ChangeTask.Map(api);
        RemoveTask.Map(api);
        FinishTask.Map(api);
        ReopenTask.Map(api);
        ListRegions.Map(api);
        PutCountryIntoRegion.Map(api);
        ListBusyDates.Map(api);
        AddBusyDate.Map(api);
        RemoveBusyDate.Map(api);
    }
}
