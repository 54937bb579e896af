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

/// <summary>
/// Chair or secretariat adds an item: to a session that is there, or as a line of its own in a meeting. After the final agenda was due it is marked
/// late. A repeat adds another, unless it bears the same key.
/// </summary>
public sealed record AddItem(string Assembly, ItemBody Item, Id<Session>? Session, string? Meeting, Id<Session>? Before)
    : ICommand<AddItem.Added>
{
    /// <inheritdoc />
    public Access Needs => new PreparesAgenda(Assembly);

    /// <inheritdoc />
    public string On => Assembly;

    /// <summary>What was added.</summary>
    /// <param name="Item">The item.</param>
    /// <param name="Session">The session it lies in.</param>
    /// <param name="Number">Its number; not printed yet, so that it may still change.</param>
    /// <param name="Late">Whether it is subject to the members' vote.</param>
    /// <param name="Version">The draft's version now.</param>
    public sealed record Added(Id<AgendaItem> Item, Id<Session> Session, string Number, bool Late, long Version);

    internal sealed class Validator : AbstractValidator<AddItem>
    {
        public Validator()
        {
            RuleFor(c => c.Item).SetValidator(new ItemBody.Validator());
            RuleFor(c => c.Meeting).NotEmpty().When(c => c.Session is null && c.Meeting is not null).WithMessage("Choose the meeting.");
            RuleFor(c => c.Meeting)
                .Must((c, meeting) => (meeting is null) != (c.Session is null))
                .WithMessage("Name the session it goes into, or the meeting in which it is a line of its own.");
        }
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<AddItem, Added>
    {
        public async Task<Result<Added>> Handle(AddItem command, CancellationToken ct)
        {
            var opened = await db.OpenDraft(command.Assembly, ct);
            if (opened.Error is { } refusal)
            {
                return refusal;
            }

            var (open, now) = (opened.Value!, clock.GetCurrentInstant());
            var placed = Place(open, command);
            if (placed.Error is { } error)
            {
                return error;
            }

            var added = placed.Value!.Add(command.Item.Plan, await db.LateAt(open.Assembly, now, ct));
            if (added.Error is { } tooLate)
            {
                return tooLate;
            }

            open.Draft.Saved(now, reader.Person);
            var item = added.Value!;
            return new Added(item.Id, item.Session, item.Number!, item.Late, open.Draft.Version);
        }

        private static Result<Session> Place(OpenDraft open, AddItem command)
        {
            if (command.Session is { } id)
            {
                return open.Draft.Session(id) is { } session ? session : AgendaDomainErrors.UnknownSession;
            }

            if (open.Meeting(command.Meeting!) is not { } meeting)
            {
                return AgendaDomainErrors.UnknownMeeting;
            }

            return command.Before is { } before && open.Draft.In(meeting.Id).All(s => s.Id != before)
                ? AgendaDomainErrors.UnknownSession
                : open.Draft.Add(meeting, new(null, SessionKind.Plain, 0), command.Before);
        }
    }

    internal sealed record Body(ItemBody Item, Id<Session>? Session = null, string? Meeting = null, Id<Session>? Before = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/agenda/items",
                (string code, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator
                        .Send(new AddItem(code, body.Item, body.Session, body.Meeting, body.Before), ct)
                        .ToCreated(added => $"/api/v1/assemblies/{code}/agenda/items/{added.Item}")
            )
            .WithName("addItem")
            .WithExample(new Body(new ItemBody("Work plan", 20, ItemKind.Decision, RuleType: "strategy"), Meeting: "day2"))
            .WithSummary("Add an item")
            .WithDescription(
                "To a session that is there, or as a line of its own in a meeting. After the final agenda was due it is marked late: subject to the members' vote. "
                    + "A repeat adds another, unless it bears the same Idempotency-Key."
            )
            .Refuses(
                AccessErrors.SignIn,
                AgendaErrors.EditorsOnly,
                AgendaErrors.UnknownAssembly,
                AgendaErrors.Over,
                AgendaDomainErrors.UnknownMeeting,
                AgendaDomainErrors.UnknownSession,
                AgendaDomainErrors.LateForbidden,
                AgendaDomainErrors.NeverLate
            );
}
