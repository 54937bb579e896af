using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Members;

/// <summary>The secretariat adds an organisation to the roll. A repeat is refused: the code is taken.</summary>
/// <param name="Code">Short and unique; it never changes.</param>
/// <param name="Facts">What is known of it.</param>
public sealed record AddOrganisation(string Code, OrganisationFacts Facts) : ICommand<string>
{
    internal static readonly OrganisationFacts Example = new(
        OrganisationKind.Member,
        "Znanost Povezuje",
        null,
        new("SI", "Ljubljana", null, 46.06, 14.51, "Europe/Ljubljana"),
        new LocalDate(2016, 1, 1),
        new LocalDate(2027, 12, 31),
        2
    );

    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <inheritdoc />
    public string On => Code;

    internal sealed class Validator : AbstractValidator<AddOrganisation>
    {
        public Validator()
        {
            RuleFor(c => c.Code)
                .Must(OrganisationRules.IsCode)
                .WithMessage("Enter a code of letters, digits, dots and hyphens, at most 30, for example SI or dg-eac");
            RuleFor(c => c.Facts).SetValidator(new OrganisationRules());
        }
    }

    internal sealed class Handler(AssembliesDb db) : ICommandHandler<AddOrganisation, string>
    {
        public async Task<Result<string>> Handle(AddOrganisation command, CancellationToken ct)
        {
            if (await db.Organisations.AnyAsync(o => o.Code == command.Code, ct))
            {
                return MembersErrors.CodeTaken;
            }

            db.Add(new Organisation(command.Code, command.Facts));
            return command.Code;
        }
    }

    internal sealed record Body(string Code, OrganisationFacts Facts);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "organisations",
                (Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new AddOrganisation(body.Code, body.Facts), ct).ToCreated(code => $"/api/v1/organisations/{code}")
            )
            .WithName("addOrganisation")
            .WithSummary("Add an organisation")
            .WithDescription(
                "The secretariat adds a member, applicant, partner or service of the Commission. A repeat is refused: the code is taken."
            )
            .WithExample(new Body("SI-2", Example))
            .Refuses(AccessErrors.SignIn, AccessErrors.SecretariatOnly, RequestErrors.Invalid, MembersErrors.CodeTaken);
}

/// <summary>The secretariat corrects what is known of an organisation. The same facts again change nothing, not even the version.</summary>
/// <param name="Code">Which.</param>
/// <param name="Version">The version it was read in.</param>
/// <param name="Facts">All of it.</param>
public sealed record ChangeOrganisation(string Code, long? Version, OrganisationFacts Facts) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <inheritdoc />
    public string On => Code;

    internal sealed class Validator : AbstractValidator<ChangeOrganisation>
    {
        public Validator() => RuleFor(c => c.Facts).SetValidator(new OrganisationRules());
    }

    internal sealed class Handler(AssembliesDb db) : ICommandHandler<ChangeOrganisation, Done>
    {
        public async Task<Result<Done>> Handle(ChangeOrganisation command, CancellationToken ct)
        {
            if (command.Version is not { } version)
            {
                return RequestErrors.VersionMissing;
            }

            await db.Database.ExecuteSqlAsync($"select 1 from organisation where code = {command.Code} for update", ct);
            if (await db.Organisations.SingleOrDefaultAsync(o => o.Code == command.Code, ct) is not { } organisation)
            {
                return AccessErrors.NotFound;
            }

            if (organisation.Version != version)
            {
                return MembersErrors.Stale with { Current = new Standing(organisation.Version, organisation.Facts) };
            }

            organisation.Change(command.Facts);
            return Done.It;
        }
    }

    /// <summary>What stands now.</summary>
    public sealed record Standing(long Version, OrganisationFacts Facts);

    internal sealed record Body(OrganisationFacts Facts);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPut(
                "organisations/{code}",
                (string code, Body body, IfMatch match, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ChangeOrganisation(code, match.Version, body.Facts), ct).ToHttp()
            )
            .WithName("changeOrganisation")
            .WithSummary("Correct an organisation")
            .WithDescription(
                "The secretariat replaces its facts; If-Match names the version that was read. The same facts again change nothing."
            )
            .WithExample(new Body(AddOrganisation.Example))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.SecretariatOnly,
                AccessErrors.NotFound,
                RequestErrors.Invalid,
                RequestErrors.VersionMissing,
                MembersErrors.Stale
            );
}
