using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Agenda;

/// <summary>An editor adds a session to a meeting, with its items if it has any; the host one without. A repeat adds another, unless it bears the same key.</summary>
public sealed record AddSession(string Assembly, string Meeting, SessionBody Session, IReadOnlyList<ItemBody>? Items, Id<Session>? Before)
    : ICommand<AddSession.Added>
{
    /// <inheritdoc />
    public Access Needs => new PreparesProgramme(Assembly);

    /// <inheritdoc />
    public string On => Assembly;

    /// <summary>What was added.</summary>
    /// <param name="Session">The session.</param>
    /// <param name="Items">Its items in their order.</param>
    /// <param name="Version">The draft's version now.</param>
    public sealed record Added(Id<Session> Session, IReadOnlyList<Id<AgendaItem>> Items, long Version);

    internal sealed class Validator : AbstractValidator<AddSession>
    {
        public Validator()
        {
            RuleFor(c => c.Meeting).NotEmpty().WithMessage("Choose the meeting.");
            RuleFor(c => c.Session).SetValidator(new SessionBody.Validator());
            RuleForEach(c => c.Items).SetValidator(new ItemBody.Validator());
            RuleFor(c => c.Items).Must(items => items is null or { Count: <= 50 }).WithMessage("A session has at most 50 items.");
            RuleFor(c => c.Session.Title)
                .NotEmpty()
                .When(c => c.Items is null or { Count: 0 })
                .WithMessage(AgendaDomainErrors.Untitled.Message);
        }
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<AddSession, Added>
    {
        public async Task<Result<Added>> Handle(AddSession command, CancellationToken ct)
        {
            var opened = await db.OpenDraft(command.Assembly, ct);
            if (opened.Error is { } refusal)
            {
                return refusal;
            }

            var (open, now) = (opened.Value!, clock.GetCurrentInstant());
            if (open.Meeting(command.Meeting) is not { } meeting)
            {
                return AgendaDomainErrors.UnknownMeeting;
            }

            var items = command.Items ?? [];
            if (items.Count > 0 && !reader.MayChangeItems(open.Assembly.Id))
            {
                return AgendaErrors.NotTheHosts;
            }

            if (command.Before is { } before && open.Draft.In(meeting.Id).All(s => s.Id != before))
            {
                return AgendaDomainErrors.UnknownSession;
            }

            var late = items.Count > 0 ? await db.LateAt(open.Assembly, now, ct) : null;
            var session = open.Draft.Add(meeting, command.Session.PlanOver(items), command.Before);
            var added = items.Select(item => session.Add(item.Plan, late)).ToList();
            if (added.Find(item => item.Error is not null).Error is { } tooLate)
            {
                return tooLate;
            }

            open.Draft.Saved(now, reader.Person);
            return new Added(session.Id, added.ConvertAll(item => item.Value!.Id), open.Draft.Version);
        }
    }

    internal sealed record Body(string Meeting, SessionBody Session, IReadOnlyList<ItemBody>? Items = null, Id<Session>? Before = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/sessions",
                (string code, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator
                        .Send(new AddSession(code, body.Meeting, body.Session, body.Items, body.Before), ct)
                        .ToCreated(added => $"/api/v1/assemblies/{code}/sessions/{added.Session}")
            )
            .WithName("addSession")
            .WithExample(
                new Body(
                    "day1",
                    new SessionBody(),
                    [new("Accounts 2026 and discharge", 30, ItemKind.Decision, RuleType: "budget", Closed: true)]
                )
            )
            .WithSummary("Add a session to a meeting")
            .WithDescription(
                "With its items, if it has any: a numbered line of the programme is a session with one item. A repeat adds another, unless it bears the same Idempotency-Key."
            )
            .Refuses(
                AccessErrors.SignIn,
                AgendaErrors.EditorsOnly,
                AgendaErrors.NotTheHosts,
                AgendaErrors.UnknownAssembly,
                AgendaErrors.Over,
                AgendaDomainErrors.UnknownMeeting,
                AgendaDomainErrors.UnknownSession,
                AgendaDomainErrors.LateForbidden,
                AgendaDomainErrors.NeverLate
            );
}
