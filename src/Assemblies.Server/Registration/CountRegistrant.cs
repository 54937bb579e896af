using Assemblies.Domain;
using Assemblies.Domain.Registration;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>
/// Host or secretariat say that somebody works at the assembly and takes no seat, as interpreters and the host's staff do, or that they take one after
/// all. They count in no pool and in no quota then, and wait for nothing; a seat that becomes free goes to the next in line. A repeat changes nothing.
/// </summary>
/// <param name="Code">At which assembly.</param>
/// <param name="Registration">Whose registration.</param>
/// <param name="Counts">Whether they take a seat.</param>
/// <remarks>Source: seats.md, Seats, people who do not count.</remarks>
public sealed record CountRegistrant(string Code, Id<Registrant> Registration, bool Counts) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new HostOf(Code);

    /// <inheritdoc />
    public string On => $"{Code} {Registration}";

    internal sealed class Handler(SeatBooks books, Cancelling cancelling, AssembliesDb db, Reader reader, IClock clock)
        : ICommandHandler<CountRegistrant, Done>
    {
        public async Task<Result<Done>> Handle(CountRegistrant command, CancellationToken cancellationToken)
        {
            var ct = cancellationToken;
            if (await books.Find(command.Code, ct) is not { } assembly)
            {
                return AccessErrors.NotFound;
            }

            await books.Lock(assembly, ct);
            if (await cancelling.Find(assembly, command.Registration, ct) is not { } registrant)
            {
                return RegistrationErrors.Unknown;
            }

            if (registrant.DoesNotCount != command.Counts)
            {
                return Done.It;
            }

            var (open, now) = (await books.Open(assembly, [registrant.Id], ct), clock.GetCurrentInstant());
            registrant.Count(command.Counts);
            open.Book.Count(registrant.Id, command.Counts, new(now, reader.Person));
            var words = command.Counts ? "Takes no seat → takes a seat" : "Takes a seat → takes no seat, works here";
            db.Add(new RegistrantChange(registrant, now, reader.Person, [words], false, null));
            await books.Close(open, null, ct);
            return Done.It;
        }
    }

    internal sealed record Body(bool Counts);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPut(
                "assemblies/{code}/registrations/{id}/counts",
                (string code, Id<Registrant> id, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new CountRegistrant(code, id, body.Counts), ct).ToHttp()
            )
            .WithName("countRegistrant")
            .WithSummary("Say whether somebody takes a seat")
            .WithDescription(
                "Interpreters and the host’s staff take none: they count in no pool and no quota. By host or secretariat. A seat that becomes free goes to "
                    + "the next in line; nobody is thrown out when somebody takes one after all. A repeat changes nothing."
            )
            .WithExample(new Body(false))
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound, RegistrationErrors.Unknown);
}
