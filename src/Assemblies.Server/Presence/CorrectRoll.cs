using Assemblies.Domain;
using Assemblies.Domain.Presence;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>
/// The secretariat corrects a line of the fixed roll, with a reason, until the first meeting is opened: a new line counts, the old one stays. What the
/// roll says already is refused, and so is a repeat.
/// </summary>
/// <param name="Code">Of which assembly.</param>
/// <param name="Member">Which member, by its code.</param>
/// <param name="Entitled">Whether it may vote.</param>
/// <param name="Weight">Its weight; null leaves it.</param>
/// <param name="Why">Why.</param>
public sealed record CorrectRoll(string Code, string Member, bool Entitled, int? Weight, string Why) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <inheritdoc />
    public string On => $"{Code}: {Member}";

    internal sealed class Validator : AbstractValidator<CorrectRoll>
    {
        public Validator()
        {
            RuleFor(c => c.Why).Why("Say why: it is kept with the roll, and members read it.");
            RuleFor(c => c.Weight).InclusiveBetween(1, 1000).WithMessage("Enter a weight from 1 to 1000.");
        }
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<CorrectRoll, Done>
    {
        public async Task<Result<Done>> Handle(CorrectRoll command, CancellationToken ct)
        {
            var assembly = await db.Assemblies.Where(a => a.Code == command.Code).Select(a => new { a.Id }).SingleOrDefaultAsync(ct);
            if (assembly is null)
            {
                return AccessErrors.NotFound;
            }

            await db.LockProxies(assembly.Id, ct);
            var lines = RollLine.InForce(await db.StandingRoll(assembly.Id).ToListAsync(ct));
            if (lines.Count is 0)
            {
                return PresenceErrors.RollNotFixed;
            }

            if (lines.FirstOrDefault(l => string.Equals(l.Code, command.Member, StringComparison.Ordinal)) is not { } line)
            {
                return PresenceErrors.NotOnRoll;
            }

            if (
                await db.SittingSteps.AnyAsync(s => db.Meetings.Any(m => m.Id == s.Meeting && m.Assembly == assembly.Id && m.Statutory), ct)
            )
            {
                return PresenceErrors.RollClosed;
            }

            var corrected = line.Correct(
                command.Entitled,
                command.Weight ?? line.Weight,
                command.Why.Trim(),
                clock.GetCurrentInstant(),
                reader.Person
            );
            if (corrected.Value is not { } instead)
            {
                return corrected.Error!;
            }

            db.Add(instead);
            return Done.It;
        }
    }

    internal sealed record Body(bool Entitled, string Why, int? Weight = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/roll/{member}/correct",
                (string code, string member, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new CorrectRoll(code, member, body.Entitled, body.Weight, body.Why), ct).ToHttp()
            )
            .WithName("correctRoll")
            .WithSummary("Correct a line of the roll")
            .WithDescription(
                "By the secretariat with a reason, from when the roll is fixed until the first meeting is opened. A new line counts, the old one stays. "
                    + "What the roll says already is refused."
            )
            .WithExample(new Body(true, "The fee came in on 7 April; the bank confirmed it on 9 April."))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.SecretariatOnly,
                AccessErrors.NotFound,
                PresenceErrors.RollNotFixed,
                PresenceErrors.NotOnRoll,
                PresenceErrors.RollClosed,
                PresenceErrors.ChangedMeanwhile,
                PresenceDomainErrors.RollSaysSo
            );
}
