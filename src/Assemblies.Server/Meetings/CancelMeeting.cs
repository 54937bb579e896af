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

/// <summary>One meeting will not take place; the assembly goes on. Those who were invited to it are told. A repeat is refused.</summary>
/// <param name="Meeting">Which.</param>
/// <param name="Version">The assembly's version that its sender saw.</param>
/// <param name="Reason">Why; those invited read it.</param>
public sealed record CancelMeeting(Id<Meeting> Meeting, long? Version, string Reason) : ICommand<NewVersion>
{
    /// <inheritdoc />
    public Access Needs => new MayEditMeeting(Meeting);

    /// <inheritdoc />
    public string On => Meeting.ToString();

    internal sealed class Validator : AbstractValidator<CancelMeeting>
    {
        public Validator() => RuleFor(c => c.Reason).Reason();
    }

    internal sealed class Handler(AssembliesDb db, IClock clock, Reader reader) : ICommandHandler<CancelMeeting, NewVersion>
    {
        public async Task<Result<NewVersion>> Handle(CancelMeeting command, CancellationToken cancellationToken)
        {
            var assembly = await db.Whole(command.Meeting, cancellationToken);
            if (assembly?.Meetings.Single(m => m.Id == command.Meeting) is not { } meeting)
            {
                return AccessErrors.NotFound;
            }

            var refusal =
                assembly.Stale(command.Version, () => new NewVersion(assembly.Version))
                ?? (meeting.Statutory && !MayEdit.Statutory(reader, assembly.Code) ? MeetingsErrors.Statutory : null)
                ?? assembly.CancelMeeting(meeting, clock.GetCurrentInstant(), reader.Person, command.Reason.Trim());
            return refusal.Or(() => new NewVersion(assembly.Version));
        }
    }

    internal sealed record Body(string Reason);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "meetings/{id}/cancel",
                (Id<Meeting> id, Body body, IfMatch seen, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new CancelMeeting(id, seen.Version, body.Reason), ct).ToTagged()
            )
            .WithName("cancelMeeting")
            .WithSummary("Cancel one meeting")
            .WithDescription(
                "The assembly goes on. Needs the assembly's version in If-Match. The last day of the general assembly is not cancelled alone: "
                    + "cancel or postpone the assembly."
            )
            .WithExample(new Body("The hall is not free that afternoon."))
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
                MeetingsDomainErrors.OtherDays
            );
}
