using Assemblies.Domain;
using Assemblies.Domain.Registration;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>
/// Host or secretariat give a seat to somebody who waits: one that is kept back, or a free one before their turn; whoever is passed over reads why. A repeat
/// is refused, since they wait no more.
/// </summary>
/// <param name="Code">At which assembly.</param>
/// <param name="Line">Whose place in line.</param>
/// <param name="FromReserved">Whether it is one of those kept back.</param>
/// <param name="Why">Why, as they and those who are passed over read it.</param>
public sealed record PromoteByHand(string Code, Id<SeatLine> Line, bool FromReserved, string Why) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new HostOf(Code);

    /// <inheritdoc />
    public string On => $"{Code} {Line}";

    internal sealed class Validator : AbstractValidator<PromoteByHand>
    {
        public Validator() => RuleFor(c => c.Why).Why();
    }

    internal sealed class Handler(SeatBooks books, AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<PromoteByHand, Done>
    {
        public async Task<Result<Done>> Handle(PromoteByHand command, CancellationToken cancellationToken)
        {
            if (await books.Find(command.Code, cancellationToken) is not { } assembly)
            {
                return AccessErrors.NotFound;
            }

            await books.Lock(assembly, cancellationToken);
            var line = await db.SeatLines.SingleOrDefaultAsync(
                l => l.Id == command.Line && db.SeatPools.Any(p => p.Id == l.Pool && p.Assembly == assembly.Id),
                cancellationToken
            );
            if (line is null)
            {
                return RegistrationErrors.UnknownLine;
            }

            var open = await books.Open(assembly, [line.Registrant], cancellationToken);
            var by = new SeatActor(clock.GetCurrentInstant(), reader.Person);
            if (open.Book.PromoteByHand(line, command.FromReserved, by, command.Why.Trim()) is { } refusal)
            {
                return refusal;
            }

            await books.Close(open, null, cancellationToken);
            return Done.It;
        }
    }

    internal sealed record Body(string Why, bool FromReserved = false);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/waiting-list/{line}/promote",
                (string code, Id<SeatLine> line, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new PromoteByHand(code, line, body.FromReserved, body.Why), ct).ToHttp()
            )
            .WithName("promoteByHand")
            .WithSummary("Give a seat to somebody who waits")
            .WithDescription(
                "One that is kept back, or a free one before their turn; the organisation’s share may be exceeded so. They get a mail with the reason, those "
                    + "who are passed over read it. A repeat is refused."
            )
            .WithExample(new Body("Speaks at the opening.", FromReserved: true))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                RegistrationErrors.UnknownLine,
                RegistrationDomainErrors.DoesNotWait,
                RegistrationDomainErrors.NoFreeSeat,
                RegistrationDomainErrors.NothingReserved
            );
}
