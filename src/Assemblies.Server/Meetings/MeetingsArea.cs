using Assemblies.Server.Platform.Home;
using Assemblies.Server.Platform.Messaging;

namespace Assemblies.Server.Meetings;

/// <summary>Assemblies, their meetings, officers, deadlines and steps.</summary>
public sealed class MeetingsArea
{
    private MeetingsArea() { }

    internal static void AddMeetings(IServiceCollection services)
    {
        services.AddUseCases<MeetingsArea>();
        services.AddScoped<IKnowWhatIsNext, NextInMeetings>();
        services.AddHostedService<ZoneData>();
        services.AddSingleton(new ConstraintRefusal(MeetingsTables.StepSeq, MeetingsErrors.ChangedMeanwhile));
        services.AddSingleton(new ConstraintRefusal(MeetingsTables.Code, MeetingsErrors.CodeTaken));
        services.AddSingleton(new ConstraintRefusal(MeetingsTables.MeetingKey, Domain.Meetings.MeetingsDomainErrors.KeyTaken));
        services.AddSingleton(new ConstraintRefusal(MeetingsTables.OfficeOnce, MeetingsErrors.HeldAlready));
        services.AddSingleton(new ConstraintRefusal(MeetingsTables.OfficeForOne, MeetingsErrors.OfficeTaken));
        services.AddSingleton(new ConstraintRefusal(MeetingsTables.OverrideSeq, MeetingsErrors.ChangedMeanwhile));
    }

    internal static void MapMeetings(IEndpointRouteBuilder api)
    {
        ListAssemblies.Map(api);
        ShowAssembly.Map(api);
        ChangeAssembly.Map(api);
        CopyAssembly.Map(api);
        AnnounceAssembly.Map(api);
        PostponeAssembly.Map(api);
        RescheduleAssembly.Map(api);
        CancelAssembly.Map(api);

        AddMeeting.Map(api);
        ChangeMeeting.Map(api);
        CancelMeeting.Map(api);

        ShowPeople.Map(api);
        ListOfficers.Map(api);
        AppointOfficer.Map(api);
        EndOffice.Map(api);

        ListDeadlines.Map(api);
        SetDeadline.Map(api);
        DeriveDeadline.Map(api);
    }
}
