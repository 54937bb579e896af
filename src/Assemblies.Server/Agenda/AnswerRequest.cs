using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Agenda;

/// <summary>Chair or secretariat takes a request up: it becomes an item with its text and documents, at the end of a meeting. The member is told. A repeat is refused.</summary>
public sealed record AcceptRequest(string Assembly, Id<ItemRequest> Request, string Meeting, string? Note)
    : ICommand<AcceptRequest.Accepted>
{
    /// <inheritdoc />
    public Access Needs => new PreparesAgenda(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly} {Request}";

    /// <summary>The item it became.</summary>
    /// <param name="Item">Its id.</param>
    /// <param name="Number">Its number, not printed yet.</param>
    public sealed record Accepted(Id<AgendaItem> Item, string Number);

    internal sealed class Validator : AbstractValidator<AcceptRequest>
    {
        public Validator()
        {
            RuleFor(c => c.Meeting).NotEmpty().WithMessage("Choose the meeting.");
            RuleFor(c => c.Note).MaximumLength(1000).WithMessage(OnRequests.NoteTooLong);
        }
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock, RequestMail mail) : ICommandHandler<AcceptRequest, Accepted>
    {
        public async Task<Result<Accepted>> Handle(AcceptRequest command, CancellationToken ct)
        {
            var found = await db.RequestOnDraft(command.Assembly, command.Request, ct);
            if (found.Error is { } refusal)
            {
                return refusal;
            }

            var ((open, request), now) = (found.Value!, clock.GetCurrentInstant());
            if (request.Answer is not null)
            {
                return ItemRequest.AlreadyAnswered;
            }

            if (open.Meeting(command.Meeting) is not { } meeting)
            {
                return AgendaDomainErrors.UnknownMeeting.At("meeting");
            }

            // What was asked for in time is not late, however long the answer took; what came after the members' own deadline is voted on.
            var isPast = (await db.DeadlinesOf(open.Assembly, ct))?[DeadlineKind.MembersItems]?.IsPast(request.At) is true;
            var added = open
                .Draft.Add(meeting, new(null, SessionKind.Plain, 0))
                .Add(new(request.Title, request.Kind, request.Minutes) { Late = isPast }, await db.LateAt(open.Assembly, request.At, ct));
            if (added.Error is { } tooLate)
            {
                return tooLate;
            }

            var item = added.Value!;
            item.Write(request.Text, item.TextVersion, request.By, now);
            open.Draft.Saved(now, reader.Person);
            if (request.Answered(RequestOutcome.Accepted, item.Id, SessionBody.Tidy(command.Note), now, reader.Person!.Value) is { } error)
            {
                return error;
            }

            await db.HandOver(request, item, ct);
            await mail.Answered(open.Assembly, request, item, ct);
            return new Accepted(item.Id, item.Number!);
        }
    }

    internal sealed record Body(string Meeting, string? Note = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/agenda/requests/{id}/accept",
                (string code, Id<ItemRequest> id, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new AcceptRequest(code, id, body.Meeting, body.Note), ct).ToHttp()
            )
            .WithName("acceptRequest")
            .WithExample(new Body("day2", "Taken up after the work plan."))
            .WithSummary("Take a member's request up")
            .WithDescription(
                "It becomes an item at the end of the meeting, with its text and documents; the member is told by mail. One that was asked for after the "
                    + "deadline for members' items is late: subject to the members' vote. A repeat is refused."
            )
            .Refuses([
                .. OnRequests.Refusals,
                AgendaDomainErrors.UnknownMeeting,
                AgendaDomainErrors.LateForbidden,
                AgendaDomainErrors.NeverLate,
            ]);
}

/// <summary>Chair or secretariat lays a request into an item that is there: its text follows the item's, its documents join. The member is told. A repeat is refused.</summary>
public sealed record MergeRequest(string Assembly, Id<ItemRequest> Request, Id<AgendaItem> Item, string? Note) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new PreparesAgenda(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly} {Request}";

    internal sealed class Validator : AbstractValidator<MergeRequest>
    {
        public Validator() => RuleFor(c => c.Note).MaximumLength(1000).WithMessage(OnRequests.NoteTooLong);
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock, RequestMail mail) : ICommandHandler<MergeRequest, Done>
    {
        public async Task<Result<Done>> Handle(MergeRequest command, CancellationToken ct)
        {
            var found = await db.RequestOnDraft(command.Assembly, command.Request, ct);
            if (found.Error is { } refusal)
            {
                return refusal;
            }

            var ((open, request), now) = (found.Value!, clock.GetCurrentInstant());
            if (request.Answer is not null)
            {
                return ItemRequest.AlreadyAnswered;
            }

            if (open.Draft.Item(command.Item) is not { } item)
            {
                return AgendaDomainErrors.UnknownItem.At("item");
            }

            var member = await db.Organisations.Where(o => o.Id == request.Organisation).Select(o => o.Name).SingleAsync(ct);
            var text = $"{item.Text}\n\n## {request.Title} ({member})\n\n{request.Text}".Trim();
            if (ItemText.Refuses(text) is { } tooLong)
            {
                return tooLong;
            }

            item.Write(text, item.TextVersion, reader.Person, now);
            if (request.Answered(RequestOutcome.Merged, item.Id, SessionBody.Tidy(command.Note), now, reader.Person!.Value) is { } error)
            {
                return error;
            }

            await db.HandOver(request, item, ct);
            await mail.Answered(open.Assembly, request, item, ct);
            return Done.It;
        }
    }

    internal sealed record Body(Id<AgendaItem> Item, string? Note = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/agenda/requests/{id}/merge",
                (string code, Id<ItemRequest> id, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new MergeRequest(code, id, body.Item, body.Note), ct).ToHttp()
            )
            .WithName("mergeRequest")
            .WithExample(new Body(new(Guid.Parse("01890a5d-ac96-774b-bcce-b302099a8057")), "It belongs to the working groups."))
            .WithSummary("Lay a member's request into an item")
            .WithDescription("Its text follows the item's, its documents join; the member is told by mail. A repeat is refused.")
            .Refuses([.. OnRequests.Refusals, AgendaDomainErrors.UnknownItem, AgendaErrors.TextTooLong]);
}

/// <summary>Chair or secretariat declines a request with a reason, which the member is told. A repeat is refused.</summary>
public sealed record DeclineRequest(string Assembly, Id<ItemRequest> Request, string Reason) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new PreparesAgenda(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly} {Request}";

    internal sealed class Validator : AbstractValidator<DeclineRequest>
    {
        public Validator() =>
            RuleFor(c => c.Reason)
                .NotEmpty()
                .WithMessage("Enter the reason: the member is told.")
                .MaximumLength(1000)
                .WithMessage(OnRequests.NoteTooLong);
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock, RequestMail mail) : ICommandHandler<DeclineRequest, Done>
    {
        public async Task<Result<Done>> Handle(DeclineRequest command, CancellationToken ct)
        {
            var found = await db.RequestOnDraft(command.Assembly, command.Request, ct);
            if (found.Error is { } refusal)
            {
                return refusal;
            }

            var (open, request) = found.Value!;
            if (
                request.Answered(RequestOutcome.Declined, null, command.Reason.Trim(), clock.GetCurrentInstant(), reader.Person!.Value) is
                { } error
            )
            {
                return error;
            }

            await mail.Answered(open.Assembly, request, null, ct);
            return Done.It;
        }
    }

    internal sealed record Body(string Reason);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/agenda/requests/{id}/decline",
                (string code, Id<ItemRequest> id, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new DeclineRequest(code, id, body.Reason), ct).ToHttp()
            )
            .WithName("declineRequest")
            .WithExample(new Body("The last assembly decided it."))
            .WithSummary("Decline a member's request")
            .WithDescription("With a reason, which the member is told by mail. A repeat is refused.")
            .Refuses([.. OnRequests.Refusals]);
}
