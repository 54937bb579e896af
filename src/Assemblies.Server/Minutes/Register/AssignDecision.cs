using Assemblies.Domain;
using Assemblies.Domain.Minutes;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Minutes.Register;

/// <summary>
/// Chair, minute-taker or secretariat says who carries a decision out, by when, and from when it holds. The decision's words stay as they are. A repeat
/// changes nothing.
/// </summary>
/// <param name="Assembly">The assembly's code.</param>
/// <param name="Key">The decision's number within it.</param>
/// <param name="Organisation">The code of the organisation that is responsible; null for words or nobody.</param>
/// <param name="Responsible">Who is responsible, in words; null for an organisation or nobody.</param>
/// <param name="Due">By when, today or later unless it stands so already; null for no day.</param>
/// <param name="Effective">From when it holds; null for at once.</param>
public sealed record AssignDecision(
    string Assembly,
    string Key,
    string? Organisation,
    string? Responsible,
    LocalDate? Due,
    LocalDate? Effective
) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new OfficersOf(Assembly, ShowDecision.Keepers);

    /// <inheritdoc />
    public string On => $"{Assembly}/{Key}";

    internal sealed class Validator : AbstractValidator<AssignDecision>
    {
        public Validator() => RuleFor(c => c.Responsible).OptionalWords(200);
    }

    internal sealed class Handler(AssembliesDb db, IClock clock, Reader reader) : ICommandHandler<AssignDecision, Done>
    {
        public async Task<Result<Done>> Handle(AssignDecision command, CancellationToken ct)
        {
            if (await db.Decision(command.Assembly, command.Key, ct) is not { } decision)
            {
                return DecisionErrors.Unknown;
            }

            var organisation = await db
                .Organisations.Where(o => o.Code == command.Organisation)
                .Select(o => (Id<Domain.Members.Organisation>?)o.Id)
                .SingleOrDefaultAsync(ct);
            if (command.Organisation is not null && organisation is null)
            {
                return DecisionErrors.UnknownOrganisation.At("organisation");
            }

            var terms = new DecisionTerms(organisation, Texts.OrNull(command.Responsible), command.Due, command.Effective);
            var now = clock.GetCurrentInstant();
            return decision.Assign(terms, await db.Today(now, ct), now, reader.Person).Or();
        }
    }

    internal sealed record Body(string? Organisation, string? Responsible, LocalDate? Due, LocalDate? Effective);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "decisions/{assembly}/{key}/assign",
                (string assembly, string key, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator
                        .Send(new AssignDecision(assembly, key, body.Organisation, body.Responsible, body.Due, body.Effective), ct)
                        .ToHttp()
            )
            .WithName("assignDecision")
            .WithSummary("Say who carries a decision out")
            .WithDescription(
                "Who, by when, and from when it holds: all three as they are from now on. The decision's words stay. A repeat changes nothing."
            )
            .WithExample(new Body("SI", null, new(2027, 6, 30), new(2027, 5, 1)))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                RequestErrors.Invalid,
                DecisionErrors.Unknown,
                DecisionErrors.NotAdopted,
                DecisionErrors.Annulled,
                DecisionErrors.Overtaken,
                DecisionErrors.DuePast,
                DecisionErrors.TwoResponsible,
                DecisionErrors.UnknownOrganisation,
                DecisionErrors.ChangedMeanwhile
            );
}
