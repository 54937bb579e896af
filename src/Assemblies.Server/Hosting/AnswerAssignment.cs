using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Hosting;

/// <summary>
/// The member that was asked agrees to host: the assembly exists from now on, and everybody who proposed is told. A repeat is refused, also the
/// second of two at once.
/// </summary>
public sealed record AcceptAssignment(string Edition, int N, Source? Source) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new MemberAsked(Edition, N, ToAnswer: true);

    /// <inheritdoc />
    public string On => $"{Edition} assignment {N}";

    internal sealed class Validator : AbstractValidator<AcceptAssignment>
    {
        public Validator() => Sources.Check(this, c => c.Source);
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<AcceptAssignment, Done>
    {
        public async Task<Result<Done>> Handle(AcceptAssignment command, CancellationToken ct)
        {
            if (
                await db.HostCalls.Lock(db, command.Edition, ct) is not { } call
                || call.Assignments.SingleOrDefault(a => a.N == command.N) is not { } asked
            )
            {
                return HostingErrors.UnknownAssignment;
            }

            if (reader.SourceFor(asked.Member, command.Source, out var source) is { } unsaid)
            {
                return unsaid;
            }

            if (await db.Assemblies.AnyAsync(a => a.Code == command.Edition, ct) && asked.IsPending)
            {
                return HostingErrors.EditionExists;
            }

            var proposals = await db.HostProposals.Include(p => p.CoHosts).Where(p => p.Call == call.Id).ToListAsync(ct);
            var chosen = proposals.Single(p => p.Id == asked.Proposal);
            var (by, now, rules) = (reader.Person!.Value, clock.GetCurrentInstant(), await db.RulesNow(ct));
            if (call.Accept(command.N, chosen, by, source, now, rules) is { } refusal)
            {
                return refusal;
            }

            foreach (var proposal in proposals)
            {
                proposal.Decide(proposal == chosen);
            }

            return Done.It;
        }
    }

    internal sealed record Body(Source? Source = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "host-calls/{edition}/assignments/{n:int}/accept",
                (string edition, int n, Body? body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new AcceptAssignment(edition, n, body?.Source), ct).ToHttp()
            )
            .WithName("acceptAssignment")
            .WithSummary("Accept to host")
            .WithDescription(
                "By head or deputy of the member that was asked, or by the secretariat for it. The assembly is made, with its plan; everybody who "
                    + "proposed is told. The body may be left out. A repeat is refused, also the second of two at once."
            )
            .WithExample(new Body(new(SourceKind.Phone, "Mariya Georgieva, 15 September, 10:30")))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                HostingErrors.UnknownAssignment,
                HostingErrors.SourceMissing,
                HostingErrors.AlreadyAnswered,
                HostingErrors.AnswerLate,
                HostingErrors.EditionExists
            );
}

/// <summary>
/// The member that was asked cannot host, and says why: the next of the order is asked, or the secretariat chooses anew. A repeat is refused.
/// </summary>
public sealed record DeclineAssignment(string Edition, int N, string Reason, Source? Source) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new MemberAsked(Edition, N, ToAnswer: true);

    /// <inheritdoc />
    public string On => $"{Edition} assignment {N}";

    internal sealed class Validator : AbstractValidator<DeclineAssignment>
    {
        public Validator()
        {
            RuleFor(c => c.Reason)
                .NotEmpty()
                .WithMessage("Say in a sentence why you cannot host.")
                .MaximumLength(2000)
                .WithMessage("This is more than 2,000 letters. Say it shorter.");
            Sources.Check(this, c => c.Source);
        }
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<DeclineAssignment, Done>
    {
        public async Task<Result<Done>> Handle(DeclineAssignment command, CancellationToken ct)
        {
            if (
                await db.HostCalls.Lock(db, command.Edition, ct) is not { } call
                || call.Assignments.SingleOrDefault(a => a.N == command.N) is not { } asked
            )
            {
                return HostingErrors.UnknownAssignment;
            }

            if (reader.SourceFor(asked.Member, command.Source, out var source) is { } unsaid)
            {
                return unsaid;
            }

            var (by, now, rules) = (reader.Person!.Value, clock.GetCurrentInstant(), await db.RulesNow(ct));
            if (call.Decline(command.N, command.Reason.Trim(), by, source, now, rules) is { } refusal)
            {
                return refusal;
            }

            await call.AskNext(db, now, rules, ct);
            return Done.It;
        }
    }

    internal sealed record Body(string Reason, Source? Source = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "host-calls/{edition}/assignments/{n:int}/decline",
                (string edition, int n, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new DeclineAssignment(edition, n, body.Reason, body.Source), ct).ToHttp()
            )
            .WithName("declineAssignment")
            .WithSummary("Decline to host")
            .WithDescription("The next of the order is asked; when nobody is left, the secretariat chooses anew. A repeat is refused.")
            .WithExample(new Body("The hall is being rebuilt."))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                HostingErrors.UnknownAssignment,
                HostingErrors.SourceMissing,
                HostingErrors.AlreadyAnswered,
                HostingErrors.AnswerLate
            );
}
