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

/// <summary>A deadline follows from the rules again. A repeat is refused.</summary>
/// <param name="Code">Of which assembly.</param>
/// <param name="Kind">Which deadline.</param>
/// <param name="Reason">Why; kept with who and when.</param>
public sealed record DeriveDeadline(string Code, DeadlineKind Kind, string Reason) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <inheritdoc />
    public string On => $"{Code} {Kind}";

    internal sealed class Validator : AbstractValidator<DeriveDeadline>
    {
        public Validator() => RuleFor(c => c.Reason).Reason();
    }

    internal sealed class Handler(AssembliesDb db, IClock clock, Reader reader) : ICommandHandler<DeriveDeadline, Done>
    {
        public async Task<Result<Done>> Handle(DeriveDeadline command, CancellationToken cancellationToken)
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

            var refusal = assembly.DeriveDeadline(command.Kind, command.Reason.Trim(), clock.GetCurrentInstant(), reader.Person);
            return refusal.Or(() => default(Done));
        }
    }

    internal sealed record Body(string Reason);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/deadlines/{kind}/derive",
                (string code, Named<DeadlineKind> kind, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new DeriveDeadline(code, kind.Value, body.Reason), ct).ToHttp()
            )
            .WithName("deriveDeadline")
            .WithSummary("Leave a deadline to the rules again")
            .WithDescription("It moves with the assembly again. A repeat is refused.")
            .WithExample(new Body("The reason has gone."))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.SecretariatOnly,
                AccessErrors.NotFound,
                AssemblyLife.WrongState,
                MeetingsErrors.ChangedMeanwhile,
                MeetingsDomainErrors.DeadlineDerived
            );
}
