using Assemblies.Domain;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Rules;

/// <summary>
/// A new version of the rules is in force for every assembly that is not convened yet; convened ones keep theirs. A repeat is refused, since it
/// would change nothing.
/// </summary>
/// <param name="Follows">The version it was compared with; refused when a newer one was published since.</param>
/// <param name="Parameters">The new rules, all of them.</param>
/// <param name="Note">What it rests on, such as a decision.</param>
public sealed record PublishRules(int Follows, RulesOfProcedure Parameters, string Note) : ICommand<PublishRules.Answer>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <inheritdoc />
    public string On => "rules";

    /// <summary>The version that was published.</summary>
    /// <param name="Number">Its number.</param>
    /// <param name="Changes">What it changed.</param>
    public sealed record Answer(int Number, IReadOnlyList<RuleChange> Changes);

    internal sealed class Validator : AbstractValidator<PublishRules>
    {
        public Validator() =>
            RuleFor(c => c.Note)
                .Must(note => !string.IsNullOrWhiteSpace(note))
                .WithMessage("Say what the change rests on, for example the decision’s number.")
                .Must(note => note is null || !note.Any(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t')))
                .WithMessage("Enter text without control characters.")
                .MaximumLength(2000)
                .WithMessage("Enter at most 2000 characters.");
    }

    internal sealed class Handler(AssembliesDb db, IClock clock, Reader reader) : ICommandHandler<PublishRules, Answer>
    {
        public async Task<Result<Answer>> Handle(PublishRules command, CancellationToken cancellationToken)
        {
            var newest = await db.NewestRules(cancellationToken);
            if (newest.Number != command.Follows)
            {
                return RulesErrors.NewerVersion;
            }

            var next = newest.Follow(command.Parameters, command.Note.Trim(), clock.GetCurrentInstant(), reader.Person);
            if (next.Value is not { } version)
            {
                return next.Error!;
            }

            db.RulesVersions.Add(version);
            return new Answer(version.Number, version.Parameters.ChangesSince(newest.Parameters));
        }
    }

    internal sealed record Body(int Follows, RulesOfProcedure Parameters, string Note);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "rules/versions",
                (Body body, IMediator mediator, CancellationToken ct) =>
                    mediator
                        .Send(new PublishRules(body.Follows, body.Parameters, body.Note), ct)
                        .ToCreated(made => FormattableString.Invariant($"/api/v1/rules/versions/{made.Number}"))
            )
            .WithName("publishRules")
            .WithSummary("Publish a version of the rules")
            .WithDescription(
                "In force for every assembly that is not convened yet; convened ones keep theirs. `parameters` are all of them: none that is left "
                    + "out falls back to a default. `follows` names the version it was compared with. A repeat is refused: it would change nothing."
            )
            .WithExample(new Body(1, RulesOfProcedure.Default with { ConveneDaysBefore = 56 }, "Decision GA-2026-2/07."))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.SecretariatOnly,
                RulesErrors.MakesNoSense,
                RulesErrors.NothingChanged,
                RulesErrors.NewerVersion
            );
}
