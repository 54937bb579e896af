using Assemblies.Domain.Minutes;
using Assemblies.Server.Platform.Home;
using Assemblies.Server.Platform.Jobs;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Outbox;

namespace Assemblies.Server.Minutes.Register;

/// <summary>The part of the area that keeps decisions and actions, ends assemblies and shows the yearbook.</summary>
internal static class RegisterSetup
{
    public static void AddRegister(this IServiceCollection services)
    {
        services.AddScoped<DecisionsSeen>().AddScoped<ActionsSeen>().AddScoped<ActionReminders>();
        services.AddScoped<IKnowWhatIsNext, NextInRegister>();
        services.AddScoped<IComposeMail, ComposeDecisionsList>().AddScoped<IComposeMail, ComposeActionReminder>();
        services.AddSingleton(new ConstraintRefusal(RegisterTables.DecisionStepOnce, DecisionErrors.ChangedMeanwhile));
        services.AddSingleton(new ConstraintRefusal(RegisterTables.ActionStepOnce, ActionErrors.ChangedMeanwhile));
        services.AddSingleton(new ConstraintRefusal(RegisterTables.ListOnce, DecisionErrors.ListSent));

        // Days begin in each reader's zone, and reminders go at sensible hours there: so they come by each hour.
        services.AddSingleton(new RecurringTask("register.list", "12 * * * *", DecisionsListsDueNow.Send));
        services.AddSingleton(new RecurringTask("register.reminders", "17 * * * *", ActionReminders.Send));
    }

    public static void MapRegister(IEndpointRouteBuilder api)
    {
        ListDecisions.Map(api);
        ExportDecisions.Map(api);
        ShowDecision.Map(api);
        AssignDecision.Map(api);
        OpenDecision.Map(api);
        CorrectDecision.Map(api);
        SupersedeDecision.Map(api);

        ListActions.Map(api);
        ListFollowUp.Map(api);
        ShowAction.Map(api);
        GiveAction.Map(api);
        ChangeAction.Map(api);
        FinishAction.Map(api);
        DropAction.Map(api);
        ReopenAction.Map(api);

        ShowClosing.Map(api);
        AdjournAssembly.Map(api);
        CloseAssembly.Map(api);
        ShowYearbook.Map(api);
    }

    public static void MapRegisterRoot(IEndpointRouteBuilder root) => ReadDecisionFeed.MapRoot(root);
}
