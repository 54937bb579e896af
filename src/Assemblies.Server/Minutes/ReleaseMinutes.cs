using Assemblies.Domain;
using Assemblies.Domain.Minutes;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Minutes;

/// <summary>
/// A keeper of the minutes says who may read them: members, or everybody. Closed items are never in what everybody reads. It can be said of approved
/// minutes, too; a repeat changes nothing.
/// </summary>
/// <param name="Assembly">Whose minutes.</param>
/// <param name="Readers">Who may read them.</param>
public sealed record ReleaseMinutes(string Assembly, MinutesReaders Readers) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new KeepsMinutes(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly}: {Readers}";

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<ReleaseMinutes, Done>
    {
        public async Task<Result<Done>> Handle(ReleaseMinutes command, CancellationToken cancellationToken)
        {
            var assembly = await db.Assemblies.Where(a => a.Code == command.Assembly).Select(a => a.Id).SingleAsync(cancellationToken);
            var last = await db
                .MinutesReleases.AsNoTracking()
                .Where(r => r.Assembly == assembly)
                .OrderByDescending(r => r.Seq)
                .FirstOrDefaultAsync(cancellationToken);
            if ((last?.Readers ?? MinutesReaders.Members) != command.Readers)
            {
                db.Add(new MinutesRelease(assembly, (last?.Seq ?? 0) + 1, command.Readers, clock.GetCurrentInstant(), reader.Person));
            }

            return Done.It;
        }
    }

    internal sealed record Body(MinutesReaders Readers);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPut(
                "assemblies/{code}/minutes/readers",
                (string code, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ReleaseMinutes(code, body.Readers), ct).ToHttp()
            )
            .WithName("releaseMinutes")
            .WithExample(new Body(MinutesReaders.Public))
            .WithSummary("Say who may read the minutes")
            .WithDescription(
                "Members only, which they are to begin with, or everybody. Closed items keep number and times in what everybody reads, and nothing else. A "
                    + "repeat changes nothing."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.NotFound, MinutesErrors.KeepersOnly, RequestErrors.Malformed);
}
