using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Agenda;

/// <summary>
/// An editor saves whole meetings at once: sessions with an id are changed and put into this order, those without are added, those not named are
/// taken out. Meetings not named stay. A repeat with the same version is refused, since the version has risen.
/// </summary>
public sealed record SaveProgramme(string Assembly, long? Version, IReadOnlyList<SaveProgramme.MeetingRows> Meetings) : ICommand<Saved>
{
    /// <inheritdoc />
    public Access Needs => new PreparesAgenda(Assembly);

    /// <inheritdoc />
    public string On => Assembly;

    /// <summary>A meeting's sessions.</summary>
    /// <param name="Meeting">The meeting's key, such as <c>day1</c>.</param>
    /// <param name="Sessions">In their order.</param>
    public sealed record MeetingRows(string Meeting, IReadOnlyList<SessionRow> Sessions);

    /// <summary>A session.</summary>
    /// <param name="Session">What it is.</param>
    /// <param name="Id">Its id; left out for a new one.</param>
    /// <param name="Items">Its items in their order.</param>
    public sealed record SessionRow(SessionBody Session, Id<Session>? Id = null, IReadOnlyList<ItemRow>? Items = null);

    /// <summary>An item.</summary>
    /// <param name="Item">What it is.</param>
    /// <param name="Id">Its id; left out for a new one.</param>
    public sealed record ItemRow(ItemBody Item, Id<AgendaItem>? Id = null);

    internal sealed class Validator : AbstractValidator<SaveProgramme>
    {
        public Validator()
        {
            RuleFor(c => c.Meetings).NotEmpty().WithMessage("Name at least one meeting.");
            RuleFor(c => c.Meetings)
                .Must(meetings => meetings.Sum(m => m.Sessions.Count + m.Sessions.Sum(s => s.Items?.Count ?? 0)) <= 500)
                .WithMessage("An agenda has at most 500 sessions and items.");
            RuleForEach(c => c.Meetings)
                .ChildRules(meeting =>
                    meeting
                        .RuleForEach(m => m.Sessions)
                        .ChildRules(row =>
                        {
                            row.RuleFor(r => r.Session).SetValidator(new SessionBody.Validator());
                            row.RuleForEach(r => r.Items).ChildRules(i => i.RuleFor(x => x.Item).SetValidator(new ItemBody.Validator()));
                            row.RuleFor(r => r.Session.Title)
                                .NotEmpty()
                                .When(r => r.Items is null or { Count: 0 })
                                .WithMessage(AgendaDomainErrors.Untitled.Message);
                        })
                );
        }
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<SaveProgramme, Saved>
    {
        public async Task<Result<Saved>> Handle(SaveProgramme command, CancellationToken ct)
        {
            if (command.Version is null)
            {
                return RequestErrors.VersionMissing;
            }

            var opened = await db.OpenDraft(command.Assembly, ct);
            if ((opened.Error ?? opened.Value!.Stale(command.Version)) is { } refusal)
            {
                return refusal;
            }

            var (open, now) = (opened.Value!, clock.GetCurrentInstant());
            var isFinal = await db.IsAgendaFinal(open.Assembly, now, ct);
            foreach (var rows in command.Meetings)
            {
                if (open.Meeting(rows.Meeting) is not { } meeting)
                {
                    return AgendaDomainErrors.UnknownMeeting;
                }

                if (Save(open.Draft, meeting, rows.Sessions, isFinal, now) is { } error)
                {
                    return error;
                }
            }

            open.Draft.Saved(now, reader.Person);
            return new Saved(open.Draft.Version);
        }

        private static Error? Save(AgendaDraft draft, Meeting meeting, IReadOnlyList<SessionRow> rows, bool isFinal, Instant now)
        {
            var order = new List<Id<Session>>();
            foreach (var row in rows)
            {
                var (session, isNew) = row.Id is { } id
                    ? (draft.Session(id), false)
                    : (draft.Add(meeting, row.Session.PlanOver(row.Items)), true);
                if (session is null || (!isNew && session.Meeting != meeting.Id && draft.Move(session, meeting, null) is not null))
                {
                    return AgendaDomainErrors.UnknownSession;
                }

                order.Add(session.Id);
                if (Items(draft, session, row.Items ?? [], isFinal, now) is { } error)
                {
                    return error;
                }

                session.Change(row.Session.PlanOver(row.Items));
            }

            foreach (var gone in draft.In(meeting.Id).Where(s => !order.Contains(s.Id)).ToList())
            {
                draft.Remove(gone, now);
            }

            draft.Order(meeting.Id, order);
            return null;
        }

        private static Error? Items(AgendaDraft draft, Session session, IReadOnlyList<ItemRow> rows, bool isFinal, Instant now)
        {
            var kept = new List<AgendaItem>();
            foreach (var row in rows)
            {
                var item = row.Id is { } id ? draft.Item(id) : session.Add(row.Item.Plan, isFinal);
                if (item is null)
                {
                    return AgendaDomainErrors.UnknownItem;
                }

                if (item.Session != session.Id)
                {
                    draft.Move(item, session, now);
                }

                item.Change(row.Item.Plan);
                kept.Add(item);
            }

            session.Keep(kept, now);
            return null;
        }
    }

    internal sealed record Body(IReadOnlyList<MeetingRows> Meetings);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPut(
                "assemblies/{code}/agenda",
                (string code, IfMatch version, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new SaveProgramme(code, version.Version, body.Meetings), ct).ToTagged()
            )
            .WithName("saveProgramme")
            .WithExample(new Body([new("day1", [new(new SessionBody("Break", SessionKind.Break, 15))])]))
            .WithSummary("Save whole meetings of the draft")
            .WithDescription(
                "Sessions with an id are changed and put into this order, those without are added, those not named are taken out. "
                    + "Needs If-Match; a repeat with the same version is refused."
            )
            .Refuses(
                AccessErrors.SignIn,
                AgendaErrors.EditorsOnly,
                AgendaErrors.UnknownAssembly,
                AgendaErrors.Over,
                RequestErrors.VersionMissing,
                AgendaDomainErrors.DraftChanged,
                AgendaDomainErrors.UnknownMeeting,
                AgendaDomainErrors.UnknownSession,
                AgendaDomainErrors.UnknownItem
            );
}

/// <summary>The draft was saved.</summary>
/// <param name="Version">Its version now.</param>
public sealed record Saved(long Version) : IVersioned;
