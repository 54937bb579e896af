using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Meetings;

/// <summary>A deadline is another day than the rules give, with a reason; it stays when the assembly moves. A repeat sets it again.</summary>
/// <param name="Code">Of which assembly.</param>
/// <param name="Kind">Which deadline.</param>
/// <param name="Date">The last day, in the rules' zone.</param>
/// <param name="Reason">Why; kept with who and when.</param>
public sealed record SetDeadline(string Code, DeadlineKind Kind, LocalDate Date, string Reason) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <inheritdoc />
    public string On => $"{Code} {Kind}";

    internal sealed class Validator : AbstractValidator<SetDeadline>
    {
        public Validator() => RuleFor(c => c.Reason).Reason();
    }

    internal sealed class Handler(AssembliesDb db, IClock clock, Reader reader) : ICommandHandler<SetDeadline, Done>
    {
        public async Task<Result<Done>> Handle(SetDeadline command, CancellationToken cancellationToken)
        {
            var assembly = await db
                .Assemblies.Include(a => a.Steps)
                .Include(a => a.Meetings)
                .Include(a => a.Overrides)
                .AsSplitQuery()
                .SingleOrDefaultAsync(a => a.Code == command.Code, cancellationToken);
            if (assembly is null)
            {
                return AccessErrors.NotFound;
            }

            if ((await db.DeadlinesOf(assembly, cancellationToken)) is { } list && list[command.Kind] is null)
            {
                return MeetingsDomainErrors.DeadlineUnknown;
            }

            var refusal = assembly.SetDeadline(command.Kind, command.Date, command.Reason.Trim(), clock.GetCurrentInstant(), reader.Person);
            return refusal.Or(() => default(Done));
        }
    }

    internal sealed record Body(LocalDate Date, string Reason);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPut(
                "assemblies/{code}/deadlines/{kind}",
                (string code, Named<DeadlineKind> kind, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new SetDeadline(code, kind.Value, body.Date, body.Reason), ct).ToHttp()
            )
            .WithName("setDeadline")
            .WithSummary("Set a deadline by hand")
            .WithDescription(
                "The day ends at 23:59:59 in the rules’ zone. Set by hand it stays when the assembly moves, until it is left to the rules again."
            )
            .WithExample(new Body(new LocalDate(2027, 3, 26), "Good Friday lies in between."))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.SecretariatOnly,
                AccessErrors.NotFound,
                AssemblyLife.WrongState,
                MeetingsErrors.ChangedMeanwhile,
                MeetingsDomainErrors.NoMeetings,
                MeetingsDomainErrors.DeadlineMisplaced,
                MeetingsDomainErrors.DeadlineUnknown
            );
}
