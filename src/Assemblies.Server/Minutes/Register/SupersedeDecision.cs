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
/// Chair, minute-taker or secretariat says that a decision takes the place of an earlier one. Each leads to the other from then on. A repeat is refused.
/// </summary>
/// <param name="Assembly">The code of the later decision's assembly.</param>
/// <param name="Key">The later decision's number within it.</param>
/// <param name="Earlier">The whole number of the earlier one, such as <c>GA-2026-2/04</c>.</param>
public sealed record SupersedeDecision(string Assembly, string Key, string Earlier) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new OfficersOf(Assembly, ShowDecision.Keepers);

    /// <inheritdoc />
    public string On => $"{Assembly}/{Key} for {Earlier}";

    internal sealed class Validator : AbstractValidator<SupersedeDecision>
    {
        public Validator() => RuleFor(c => c.Earlier).Needed(40, "Enter the number of the earlier decision, for example GA-2026-2/04.");
    }

    internal sealed class Handler(AssembliesDb db, DecisionsSeen seen, IClock clock, Reader reader)
        : ICommandHandler<SupersedeDecision, Done>
    {
        public async Task<Result<Done>> Handle(SupersedeDecision command, CancellationToken ct)
        {
            // Its vote may be annulled at this moment: that would not see what it supersedes.
            var assembly = await db.Assemblies.Where(a => a.Code == command.Assembly).Select(a => a.Id).SingleAsync(ct);
            await db.OneDecisionAtATime(assembly, ct);
            if (await db.Decision(command.Assembly, command.Key, ct) is not { } later)
            {
                return DecisionErrors.Unknown;
            }

            // What an officer of one assembly may not read of another is unknown to them here, too.
            var number = command.Earlier.Trim();
            var earlier = await db
                .Decisions.Include(d => d.Steps)
                .Where(await seen.Rule(ct))
                .SingleOrDefaultAsync(d => d.Number == number, ct);
            return earlier is null
                ? DecisionErrors.UnknownEarlier.At("earlier")
                : later.Supersede(earlier, clock.GetCurrentInstant(), reader.Person).Or();
        }
    }

    internal sealed record Body(string Earlier);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "decisions/{assembly}/{key}/supersede",
                (string assembly, string key, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new SupersedeDecision(assembly, key, body.Earlier), ct).ToHttp()
            )
            .WithName("supersedeDecision")
            .WithSummary("Let a decision take the place of an earlier one")
            .WithDescription(
                "Each leads to the other from then on. One decision can take the place of several, and one is superseded once. It stands again when the vote on the later one is annulled."
            )
            .WithExample(new Body("GA-2026-2/04"))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                RequestErrors.Invalid,
                DecisionErrors.Unknown,
                DecisionErrors.UnknownEarlier,
                DecisionErrors.NotAdopted,
                DecisionErrors.Annulled,
                DecisionErrors.Overtaken,
                DecisionErrors.SupersededAlready,
                DecisionErrors.NotEarlier,
                DecisionErrors.ChangedMeanwhile
            );
}
