using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Meetings;

/// <summary>
/// The dates are announced: the public may know of the assembly, and everybody who will be convened gets a plain mail. Late only warns. A repeat is
/// refused, unless the dates were changed since.
/// </summary>
/// <param name="Code">Which assembly.</param>
public sealed record AnnounceAssembly(string Code) : ICommand<StepTaken>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <inheritdoc />
    public string On => Code;

    internal sealed class Handler(AssembliesDb db, IClock clock, Reader reader) : ICommandHandler<AnnounceAssembly, StepTaken>
    {
        public async Task<Result<StepTaken>> Handle(AnnounceAssembly command, CancellationToken cancellationToken)
        {
            var (assembly, now) = (await db.Whole(command.Code, cancellationToken), clock.GetCurrentInstant());
            if (assembly is null)
            {
                return AccessErrors.NotFound;
            }

            if (assembly.Announce(now, reader.Person) is { } refusal)
            {
                return refusal;
            }

            var due = (await db.DeadlinesOf(assembly, cancellationToken))?[DeadlineKind.Announcement];
            var warning = due is not null && due.IsPast(now) ? $"The announcement was due by {due.InWords}. It went out late." : null;
            return new StepTaken(assembly.Code, assembly.State, warning);
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/announce",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new AnnounceAssembly(code), ct).ToHttp()
            )
            .WithName("announceAssembly")
            .WithSummary("Announce the dates")
            .WithDescription(
                "A plain mail to everybody who will be convened. After the rules' date it only warns. A repeat is refused, unless the dates "
                    + "were changed since."
            )
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.SecretariatOnly,
                AccessErrors.NotFound,
                AssemblyLife.WrongState,
                MeetingsDomainErrors.AnnouncedAlready,
                MeetingsDomainErrors.NoMeetings,
                MeetingsErrors.ChangedMeanwhile
            );
}

/// <summary>A step was taken.</summary>
/// <param name="Code">Of which assembly.</param>
/// <param name="State">Where it stands now.</param>
/// <param name="Warning">What should have been otherwise; null when nothing.</param>
public sealed record StepTaken(string Code, AssemblyState State, string? Warning);
