using Assemblies.Server.Platform.Jobs;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Outbox;

namespace Assemblies.Server.Invitations;

/// <summary>Who is told: convening, calendar entries, answers, feeds, reminders, deliveries.</summary>
public sealed class InvitationsArea
{
    private InvitationsArea() { }

    internal static void AddInvitations(IServiceCollection services)
    {
        services.AddUseCases<InvitationsArea>();
        services.AddScoped<EntryMails>().AddScoped<EntryReading>().AddScoped<Hosts>().AddScoped<EntryRevising>().AddScoped<Settling>();
        services.AddScoped<StandIns>().AddScoped<AnswerSessions>().AddScoped<SessionEntries>().AddScoped<AnswerSubstitute>();
        services
            .AddScoped<EndedMandates>()
            .AddScoped<ReminderPlan>()
            .AddScoped<TaskReminders>()
            .AddScoped<RegistrationReminders>()
            .AddSingleton<Feeds>();
        services.AddSingleton(new MyPagePart(20, typeof(Pages.CalendarFeedPart)));
        services
            .AddScoped<IComposeMail, ComposeRequest>()
            .AddScoped<IComposeMail, ComposeCancel>()
            .AddScoped<IComposeMail, ComposeAssemblyLetter>()
            .AddScoped<IComposeMail, ComposeDocuments>()
            .AddScoped<IComposeMail, ComposeReminder>();
        // Each looks first, so that the audit holds what was done and not that nothing was.
        services
            .AddSingleton(new RecurringTask("settle-changes", "*/15 * * * * *", Jobs.SettleChanges))
            .AddSingleton(new RecurringTask("end-invitations", "* * * * *", Jobs.EndInvitations))
            .AddSingleton(new RecurringTask("send-reminders", "* * * * *", Jobs.SendReminders));
        foreach (var index in new[] { "calendar_entry_of_meeting", "calendar_entry_of_days", "calendar_entry_generation" })
        {
            services.AddSingleton(new ConstraintRefusal(index, InvitationsErrors.ConvenedMeanwhile));
        }

        foreach (var index in new[] { InvitationTables.OnePerPerson, InvitationTables.OnePerGuest, InvitationTables.GuestAddress })
        {
            services.AddSingleton(new ConstraintRefusal(index, InvitationsErrors.InvitedMeanwhile));
        }
    }

    internal static void MapInvitations(IEndpointRouteBuilder api)
    {
        PreviewConvocation.Map(api);
        ConveneAssembly.Map(api);
        ListConvocations.Map(api);
        PreviewDocuments.Map(api);
        SendDocuments.Map(api);
        ListInvitations.Map(api);
        InviteRepresentative.Map(api);
        SendChangesNow.Map(api);
        ListDeliveries.Map(api);
        ShowDelivery.Map(api);
        SendAgain.Map(api);
        TryNow.Map(api);
        ListReminders.Map(api);
        ShowFeedLink.Map(api);
        MakeFeedLink.Map(api);
        RevokeFeedLink.Map(api);
    }

    internal static void MapRoot(IEndpointRouteBuilder root)
    {
        PreviewConvocation.MapRoot(root);
        ShowInvitation.MapRoot(root);
        AnswerInvitation.MapRoot(root);
        ReadOwnFeed.MapRoot(root);
        ReadOpenFeed.MapRoot(root);
        StopReminders.MapRoot(root);
        ResumeReminders.MapRoot(root);
    }
}
