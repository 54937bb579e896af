using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Minutes.Register;

/// <summary>
/// Chair or secretariat adjourns an assembly whose last meeting is closed: nothing is decided in it any more, and the way to minutes and closing begins. Nobody is
/// written to; members get the list of decisions on its day. A repeat is refused.
/// </summary>
/// <param name="Code">Which assembly.</param>
public sealed record AdjournAssembly(string Code) : ICommand<AssemblyEnding>
{
    /// <inheritdoc />
    public Access Needs => new OfficersOf(Code, ShowClosing.Chairs);

    /// <inheritdoc />
    public string On => Code;

    internal sealed class Handler(AssembliesDb db, IClock clock, Reader reader) : ICommandHandler<AdjournAssembly, AssemblyEnding>
    {
        public async Task<Result<AssemblyEnding>> Handle(AdjournAssembly command, CancellationToken ct)
        {
            var (assembly, now) = (await db.Ending(command.Code, ct), clock.GetCurrentInstant());
            if (assembly is null)
            {
                return AccessErrors.NotFound;
            }

            // Where it stands comes first: of one that is closed no meeting is open.
            if (AssemblyLife.Refusal(assembly.State, StepKind.Adjourned) is { } wrongState)
            {
                return wrongState;
            }

            if (await db.OpenMeetings(assembly, now, ct) is { Count: > 0 } open)
            {
                return ClosingErrors.NotOver.With(open);
            }

            return assembly.Adjourn(now, reader.Person) is { } refusal ? refusal : new AssemblyEnding(assembly.Code, assembly.State);
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/adjourn",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new AdjournAssembly(code), ct).ToHttp()
            )
            .WithName("adjournAssembly")
            .WithSummary("Adjourn an assembly")
            .WithDescription(
                "When its last meeting is closed; one that was never opened counts once its time is over. Nothing is decided in it any more. Nobody gets a mail. A "
                    + "repeat is refused."
            )
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                AssemblyLife.WrongState,
                ClosingErrors.NotOver,
                MeetingsErrors.ChangedMeanwhile
            );
}

/// <summary>An assembly was adjourned or closed.</summary>
/// <param name="Code">Which.</param>
/// <param name="State">Where it stands now.</param>
public sealed record AssemblyEnding(string Code, AssemblyState State);
