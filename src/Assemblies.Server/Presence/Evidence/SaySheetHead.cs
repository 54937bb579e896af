using Assemblies.Domain;
using Assemblies.Domain.Presence;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Presence.Evidence;

/// <summary>Host, officer or secretariat says what the head of sheets and certificates says: the project's number, its name of the activity. A repeat changes nothing but the version.</summary>
/// <param name="Code">Which assembly.</param>
/// <param name="Version">The version the sender saw; 0 while nobody entered anything.</param>
/// <param name="Project">The funder's number of the project; null for none.</param>
/// <param name="Activity">What the project calls the activity; null for the assembly's own title.</param>
public sealed record SaySheetHead(string Code, long? Version, string? Project, string? Activity) : ICommand<SaySheetHead.Answer>
{
    /// <inheritdoc />
    public Access Needs => new KeepsEvidence(Code);

    /// <inheritdoc />
    public string On => Code;

    /// <summary>What stands now.</summary>
    /// <param name="Project">The funder's number of the project.</param>
    /// <param name="Activity">What the project calls the activity.</param>
    /// <param name="Version">Its ETag.</param>
    public sealed record Answer(string? Project, string? Activity, long Version) : IVersioned;

    internal sealed class Validator : AbstractValidator<SaySheetHead>
    {
        public Validator()
        {
            RuleFor(c => c.Project).OneLine().MaximumLength(60).WithMessage("A project’s number has at most 60 letters.");
            RuleFor(c => c.Activity).OneLine().MaximumLength(200).WithMessage("The name of the activity has at most 200 letters.");
        }
    }

    internal sealed class Handler(AssembliesDb db) : ICommandHandler<SaySheetHead, Answer>
    {
        public async Task<Result<Answer>> Handle(SaySheetHead command, CancellationToken cancellationToken)
        {
            if (
                await db
                    .Assemblies.Where(a => a.Code == command.Code)
                    .Select(a => (Id<Domain.Meetings.Assembly>?)a.Id)
                    .SingleOrDefaultAsync(cancellationToken)
                is not { } assembly
            )
            {
                return AccessErrors.NotFound;
            }

            var head = await db.SheetHeads.SingleOrDefaultAsync(h => h.Assembly == assembly, cancellationToken);
            if (command.Version is null)
            {
                return RequestErrors.VersionMissing;
            }

            if (command.Version != (head?.Version ?? 0))
            {
                return EvidenceErrors.HeadSavedMeanwhile with { Current = Of(head) };
            }

            if (head is null)
            {
                db.Add(head = new(assembly));
            }

            head.Say(Text(command.Project), Text(command.Activity));
            return Of(head);
        }

        private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    internal static Answer Of(SheetHead? head) => new(head?.Project, head?.Activity, head?.Version ?? 0);

    internal sealed record Body(string? Project, string? Activity);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPut(
                "assemblies/{code}/attendance/head",
                (string code, Body body, IfMatch version, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new SaySheetHead(code, version.Version, body.Project, body.Activity), ct).ToTagged()
            )
            .WithName("saySheetHead")
            .WithExample(new Body("101000000", "General Assembly and open meeting, WP1"))
            .WithSummary("Say what the head of attendance sheets says")
            .WithDescription("The project's number and its name of the activity; the list of attendance has its version, 0 at first.")
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                RequestErrors.VersionMissing,
                EvidenceErrors.HeadSavedMeanwhile
            );
}
