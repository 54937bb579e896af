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

/// <summary>New dates are named, mostly after a postponement: all meetings move along, derived deadlines too. It has to be convened anew.</summary>
/// <param name="Code">Which assembly.</param>
/// <param name="Version">The version its sender saw; null to take the step whatever stands.</param>
/// <param name="FirstDay">The new day of its first meeting.</param>
/// <param name="Reason">Why; everybody who is told reads it.</param>
public sealed record RescheduleAssembly(string Code, long? Version, LocalDate FirstDay, string Reason) : ICommand<StepTaken>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <inheritdoc />
    public string On => Code;

    internal sealed class Validator : AbstractValidator<RescheduleAssembly>
    {
        public Validator() => RuleFor(c => c.Reason).Reason();
    }

    internal sealed class Handler(AssembliesDb db, IClock clock, Reader reader) : ICommandHandler<RescheduleAssembly, StepTaken>
    {
        public async Task<Result<StepTaken>> Handle(RescheduleAssembly command, CancellationToken cancellationToken)
        {
            var (assembly, now) = (await db.Whole(command.Code, cancellationToken), clock.GetCurrentInstant());
            if (assembly is null)
            {
                return AccessErrors.NotFound;
            }

            var refusal =
                assembly.StaleStep(command.Version) ?? assembly.Reschedule(command.FirstDay, now, reader.Person, command.Reason.Trim());
            return refusal.Or(() => new StepTaken(assembly.Code, assembly.State, null));
        }
    }

    internal sealed record Body(LocalDate FirstDay, string Reason);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/reschedule",
                (string code, Body body, IfMatch seen, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new RescheduleAssembly(code, seen.Version, body.FirstDay, body.Reason), ct).ToHttp()
            )
            .WithName("rescheduleAssembly")
            .WithSummary("Name new dates")
            .WithDescription(
                "All meetings move by as many days as the first one; deadlines set by hand stay. What was convened has to be convened anew. Naming the day that stands is refused. With If-Match it is taken only from that version."
            )
            .WithExample(new Body(new LocalDate(2027, 5, 12), "The hall is free again."))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.SecretariatOnly,
                AccessErrors.NotFound,
                AssemblyLife.WrongState,
                MeetingsErrors.ChangedMeanwhile,
                MeetingsErrors.EditedMeanwhile,
                MeetingsDomainErrors.NoMeetings,
                MeetingsDomainErrors.SameDate,
                MeetingsDomainErrors.DateGone,
                MeetingsDomainErrors.NoSuchTime
            );
}
