using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using FluentValidation;
using MediatR;

namespace Assemblies.Server.Meetings;

/// <summary>Title and place become others; those who were invited are told of what they see. Answers with the new version.</summary>
/// <param name="Code">Which assembly.</param>
/// <param name="Version">The version its sender saw.</param>
/// <param name="Title">For people.</param>
/// <param name="Place">Where; a new zone keeps the local times.</param>
public sealed record ChangeAssembly(string Code, long? Version, string Title, Place Place) : ICommand<NewVersion>
{
    /// <inheritdoc />
    public Access Needs => new MayEdit(Code);

    /// <inheritdoc />
    public string On => Code;

    internal sealed class Validator : AbstractValidator<ChangeAssembly>
    {
        public Validator()
        {
            RuleFor(c => c.Title).Line(200);
            RuleFor(c => c.Place).SetValidator(new Shapes.PlaceValidator());
        }
    }

    internal sealed class Handler(AssembliesDb db) : ICommandHandler<ChangeAssembly, NewVersion>
    {
        public async Task<Result<NewVersion>> Handle(ChangeAssembly command, CancellationToken cancellationToken)
        {
            var assembly = await db.Whole(command.Code, cancellationToken);
            if (assembly is null)
            {
                return AccessErrors.NotFound;
            }

            var refusal =
                assembly.Stale(command.Version, () => new Current(assembly.Version, assembly.Title, assembly.Place))
                ?? assembly.Describe(command.Title.Trim(), command.Place);
            return refusal.Or(() => new NewVersion(assembly.Version));
        }
    }

    /// <summary>What stands now, when somebody saved in between.</summary>
    /// <param name="Version">Its version.</param>
    /// <param name="Title">Its title.</param>
    /// <param name="Place">Its place.</param>
    public sealed record Current(long Version, string Title, Place Place);

    internal sealed record Body(string Title, Place Place);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPut(
                "assemblies/{code}",
                (string code, Body body, IfMatch seen, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ChangeAssembly(code, seen.Version, body.Title, body.Place), ct).ToTagged()
            )
            .WithName("changeAssembly")
            .WithSummary("Change title and place")
            .WithDescription(
                "Needs the version in If-Match; 412 carries what stands now. Those who were invited get the change with their calendar entries. "
                    + "A repeat with the old version is refused."
            )
            .WithExample(
                new Body(
                    "General Assembly Spring 2027",
                    new("Cankarjev dom", "Prešernova cesta 10", "Ljubljana", "SI", 46.05, 14.5, "Europe/Ljubljana")
                )
            )
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                RequestErrors.VersionMissing,
                MeetingsErrors.EditedMeanwhile,
                AssemblyLife.WrongState,
                MeetingsDomainErrors.NoSuchTime
            );
}

/// <summary>The version a change made: its ETag.</summary>
/// <param name="Version">The number.</param>
public sealed record NewVersion(long Version) : IVersioned;
