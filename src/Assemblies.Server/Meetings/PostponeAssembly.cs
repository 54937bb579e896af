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

/// <summary>The assembly is put off: to another day, or without one. Everybody who was told of the old dates is told. A repeat is refused.</summary>
/// <param name="Code">Which assembly.</param>
/// <param name="Version">The version its sender saw; null to take the step whatever stands.</param>
/// <param name="Reason">Why; everybody who is told reads it.</param>
/// <param name="FirstDay">The new day of its first meeting; null when none is known yet.</param>
public sealed record PostponeAssembly(string Code, long? Version, string Reason, LocalDate? FirstDay) : ICommand<StepTaken>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <inheritdoc />
    public string On => Code;

    internal sealed class Validator : AbstractValidator<PostponeAssembly>
    {
        public Validator() => RuleFor(c => c.Reason).Reason();
    }

    internal sealed class Handler(AssembliesDb db, IClock clock, Reader reader) : ICommandHandler<PostponeAssembly, StepTaken>
    {
        public async Task<Result<StepTaken>> Handle(PostponeAssembly command, CancellationToken cancellationToken)
        {
            var (assembly, now) = (await db.Whole(command.Code, cancellationToken), clock.GetCurrentInstant());
            if (assembly is null)
            {
                return AccessErrors.NotFound;
            }

            // With a new day there is no time without one. Either way what was convened has to be convened anew, since a new date is a new notice.
            var refusal =
                assembly.StaleStep(command.Version)
                ?? AssemblyLife.Refusal(assembly.State, StepKind.Postponed)
                ?? await db.InSession(assembly, cancellationToken)
                ?? (
                    command.FirstDay is { } day
                        ? assembly.Reschedule(day, now, reader.Person, command.Reason.Trim())
                        : assembly.Postpone(now, reader.Person, command.Reason.Trim())
                );
            return refusal.Or(() => new StepTaken(assembly.Code, assembly.State, null));
        }
    }

    internal sealed record Body(string Reason, LocalDate? FirstDay = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/postpone",
                (string code, Body body, IfMatch seen, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new PostponeAssembly(code, seen.Version, body.Reason, body.FirstDay), ct).ToHttp()
            )
            .WithName("postponeAssembly")
            .WithSummary("Postpone the assembly")
            .WithDescription(
                "With `firstDay` all its meetings move by as many days and it has to be convened anew; without, it has no dates until it is rescheduled. Everybody who was told is told. A repeat is refused; with If-Match it is taken only from that version."
            )
            .WithExample(new Body("The hall was flooded.", new LocalDate(2027, 5, 12)))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.SecretariatOnly,
                AccessErrors.NotFound,
                AssemblyLife.WrongState,
                MeetingsErrors.ChangedMeanwhile,
                MeetingsErrors.EditedMeanwhile,
                MeetingsErrors.InSession,
                MeetingsDomainErrors.NoMeetings,
                MeetingsDomainErrors.SameDate,
                MeetingsDomainErrors.DateGone,
                MeetingsDomainErrors.NoSuchTime
            );
}
