using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Rules;
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
            RuleFor(c => c.Meetings)
                .Must(meetings => AreDistinct(meetings.Select(m => m.Meeting)))
                .WithMessage("Each meeting is named once.");
            RuleFor(c => c.Meetings)
                .Must(meetings => AreDistinct(meetings.SelectMany(m => m.Sessions).Select(s => s.Id?.Value)))
                .WithMessage("Each session is named once.");
            RuleFor(c => c.Meetings)
                .Must(meetings => AreDistinct(meetings.SelectMany(m => m.Sessions).SelectMany(s => s.Items ?? []).Select(i => i.Id?.Value)))
                .WithMessage("Each item is named once.");
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

        private static bool AreDistinct<T>(IEnumerable<T?> ids)
        {
            var named = ids.Where(id => id is not null).ToList();
            return named.Distinct().Count() == named.Count;
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
            if ((opened.Error ?? await opened.Value!.Stale(command.Version, db, reader, ct)) is { } refusal)
            {
                return refusal;
            }

            var (open, now) = (opened.Value!, clock.GetCurrentInstant());
            var late = await db.LateAt(open.Assembly, now, ct);
            if ((Place(open, command.Meetings, out var placed) ?? Fill(open.Draft, placed, late, now)) is { } error)
            {
                return error;
            }

            Clear(open.Draft, placed, now);
            open.Draft.Saved(now, reader.Person);
            return new Saved(open.Draft.Version);
        }

        // First everything that is named goes to its place, wherever it stood; then what nobody named goes.
        private static Error? Place(OpenDraft open, IReadOnlyList<MeetingRows> meetings, out List<Placed> placed)
        {
            placed = [];
            foreach (var rows in meetings)
            {
                if (open.Meeting(rows.Meeting) is not { } meeting)
                {
                    return AgendaDomainErrors.UnknownMeeting;
                }

                var sessions = new List<(SessionRow, Session)>();
                foreach (var row in rows.Sessions)
                {
                    var session = row.Id is { } id ? open.Draft.Session(id) : open.Draft.Add(meeting, row.Session.PlanOver(row.Items));
                    if (session is null)
                    {
                        return AgendaDomainErrors.UnknownSession;
                    }

                    if (session.Meeting != meeting.Id)
                    {
                        open.Draft.Move(session, meeting, null);
                    }

                    sessions.Add((row, session));
                }

                placed.Add(new(meeting, sessions));
            }

            return null;
        }

        private static Error? Fill(AgendaDraft draft, List<Placed> placed, LateItems? late, Instant now)
        {
            var filled = new List<(SessionRow Row, Session Session, List<AgendaItem> Items)>();
            foreach (var (row, session) in placed.SelectMany(p => p.Sessions))
            {
                var items = new List<AgendaItem>();
                foreach (var one in row.Items ?? [])
                {
                    var item =
                        one.Id is not { } id ? session.Add(one.Item.Plan, late)
                        : draft.Item(id) is { } found ? found
                        : AgendaDomainErrors.UnknownItem;
                    if ((item.Error ?? item.Value!.Change(one.Item.Plan)) is { } error)
                    {
                        return error;
                    }

                    session.Adopt(item.Value!);
                    items.Add(item.Value!);
                }

                filled.Add((row, session, items));
            }

            foreach (var (row, session, items) in filled)
            {
                session.Keep(items, now);
                if (session.Change(row.Session.PlanOver(row.Items)) is { } untitled)
                {
                    return untitled;
                }
            }

            return null;
        }

        private static void Clear(AgendaDraft draft, List<Placed> placed, Instant now)
        {
            foreach (var (meeting, sessions) in placed)
            {
                var order = sessions.ConvertAll(s => s.Session.Id);
                foreach (var gone in draft.In(meeting.Id).Where(s => !order.Contains(s.Id)).ToList())
                {
                    draft.Remove(gone, now);
                }

                draft.Order(meeting.Id, order);
            }

            draft.RemoveEmpty(now);
        }

        private sealed record Placed(Meeting Meeting, List<(SessionRow Row, Session Session)> Sessions);
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
                AgendaDomainErrors.UnknownItem,
                AgendaDomainErrors.LateForbidden,
                AgendaDomainErrors.NeverLate
            );
}

/// <summary>The draft was saved.</summary>
/// <param name="Version">Its version now.</param>
public sealed record Saved(long Version) : IVersioned;
