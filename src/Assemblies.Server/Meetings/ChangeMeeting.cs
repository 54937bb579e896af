using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Meetings;

/// <summary>
/// A meeting is as described; those who were invited are told of what they see. The host changes rooms and links of the general assembly's days,
/// and open meetings as a whole. Answers with the assembly's version, which is the same when nothing differs.
/// </summary>
/// <param name="Meeting">Which.</param>
/// <param name="Version">The assembly's version that its sender saw.</param>
/// <param name="Plan">All of it; the key stays whatever is said here.</param>
public sealed record ChangeMeeting(Id<Meeting> Meeting, long? Version, MeetingPlan Plan) : ICommand<NewVersion>
{
    /// <inheritdoc />
    public Access Needs => new MayEditMeeting(Meeting);

    /// <inheritdoc />
    public string On => Meeting.ToString();

    internal sealed class Validator : AbstractValidator<ChangeMeeting>
    {
        public Validator() => this.Meeting(c => c.Plan);
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<ChangeMeeting, NewVersion>
    {
        public async Task<Result<NewVersion>> Handle(ChangeMeeting command, CancellationToken cancellationToken)
        {
            var assembly = await db.Whole(command.Meeting, cancellationToken);
            if (assembly?.Meetings.Single(m => m.Id == command.Meeting) is not { } meeting)
            {
                return AccessErrors.NotFound;
            }

            var plan = command.Plan with { Key = meeting.Key };
            var refusal =
                assembly.Stale(command.Version, () => new Current(assembly.Version, meeting.Plan))
                ?? (TouchesStatutory(meeting.Plan, plan) && !MayEdit.Statutory(reader, assembly.Code) ? MeetingsErrors.Statutory : null)
                ?? assembly.ChangeMeeting(meeting, plan, clock.GetCurrentInstant());
            return refusal.Or(() => new NewVersion(assembly.Version));
        }

        private static bool TouchesStatutory(MeetingPlan was, MeetingPlan plan) =>
            (was.Statutory || plan.Statutory)
            && plan != was with { Room = plan.Room, MapLink = plan.MapLink, OnlineLink = plan.OnlineLink };
    }

    /// <summary>What stands now, when somebody saved in between.</summary>
    /// <param name="Version">The assembly's version.</param>
    /// <param name="Meeting">The meeting.</param>
    public sealed record Current(long Version, MeetingPlan Meeting);

    internal sealed record Body(
        string Title,
        bool Statutory,
        Audience Audience,
        MeetingFormat Format,
        LocalDate Date,
        LocalTime Start,
        LocalTime End,
        string? Room = null,
        string? MapLink = null,
        string? OnlineLink = null
    )
    {
        public MeetingPlan ToPlan() => new("kept", Title.Trim(), Statutory, Audience, Format, Date, Start, End, Room, MapLink, OnlineLink);
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPut(
                "meetings/{id}",
                (Id<Meeting> id, Body body, IfMatch seen, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ChangeMeeting(id, seen.Version, body.ToPlan()), ct).ToTagged()
            )
            .WithName("changeMeeting")
            .WithSummary("Change a meeting")
            .WithDescription(
                "Needs the assembly's version in If-Match; 412 carries what stands now. Those who were invited get the change with their "
                    + "calendar entries, once it has settled."
            )
            .WithExample(
                new Body(
                    "General Assembly, day 1",
                    true,
                    Audience.Members,
                    MeetingFormat.Hybrid,
                    new(2027, 4, 22),
                    new(8, 30),
                    new(17, 30),
                    "Linhart hall",
                    "https://maps.example.org/cankarjev-dom",
                    "https://video.example.org/ga-day-1"
                )
            )
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                RequestErrors.VersionMissing,
                MeetingsErrors.EditedMeanwhile,
                MeetingsErrors.Statutory,
                AssemblyLife.WrongState,
                MeetingsDomainErrors.MeetingCancelled,
                MeetingsDomainErrors.LastStatutory,
                MeetingsDomainErrors.DateGone,
                MeetingsDomainErrors.OtherDays,
                MeetingsDomainErrors.EndsBeforeItStarts,
                MeetingsDomainErrors.ForNobody,
                MeetingsDomainErrors.StatutoryWithoutMembers,
                MeetingsDomainErrors.NoSuchTime
            );
}
