using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Meetings;

/// <summary>An office ends, and its rights with it, at once. The row stays. A repeat is refused.</summary>
/// <param name="Code">Of which assembly.</param>
/// <param name="Officer">Which appointment.</param>
public sealed record EndOffice(string Code, Id<Officer> Officer) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <inheritdoc />
    public string On => Code;

    internal sealed class Handler(AssembliesDb db, IClock clock, Reader reader) : ICommandHandler<EndOffice, Done>
    {
        public async Task<Result<Done>> Handle(EndOffice command, CancellationToken cancellationToken)
        {
            var officer = await db.Officers.SingleOrDefaultAsync(
                o => o.Id == command.Officer && db.Assemblies.Any(a => a.Id == o.Assembly && a.Code == command.Code),
                cancellationToken
            );
            if (officer is null)
            {
                return AccessErrors.NotFound;
            }

            if (officer.EndedAt is not null)
            {
                return MeetingsErrors.OfficeEnded;
            }

            officer.End(clock.GetCurrentInstant(), reader.Person);
            return Done.It;
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/officers/{id}/end",
                (string code, Id<Officer> id, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new EndOffice(code, id), ct).ToHttp()
            )
            .WithName("endOffice")
            .WithSummary("End an office")
            .WithDescription("Its rights end at once; the row stays with who and when. A repeat is refused.")
            .Refuses(AccessErrors.SignIn, AccessErrors.SecretariatOnly, AccessErrors.NotFound, MeetingsErrors.OfficeEnded);
}
