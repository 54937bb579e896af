using Assemblies.Domain;
using Assemblies.Domain.Agenda;
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
/// An editor saves titles, kinds and minutes of lines, and may move one of their sessions up or down in the same go; the times follow. A repeat with the
/// same version is refused.
/// </summary>
public sealed record SaveLines(string Assembly, long? Version, IReadOnlyList<SaveLines.Line> Lines, SaveLines.Moving? Move)
    : ICommand<Saved>
{
    /// <inheritdoc />
    public Access Needs => new PreparesProgramme(Assembly);

    /// <inheritdoc />
    public string On => Assembly;

    /// <summary>A line: a session, or one of its items.</summary>
    /// <param name="Session">The session.</param>
    /// <param name="Item">The item; left out for the session itself.</param>
    /// <param name="Title">Its title.</param>
    /// <param name="Kind">What it is; a session without items becomes an item by it, and the other way round.</param>
    /// <param name="Minutes">How long it takes.</param>
    public sealed record Line(Id<Session> Session, Id<AgendaItem>? Item, string Title, LineKind Kind, int Minutes);

    /// <summary>A session that is moved.</summary>
    /// <param name="Session">Which.</param>
    /// <param name="By">-1 for up, 1 for down.</param>
    public sealed record Moving(Id<Session> Session, int By);

    internal sealed class Validator : AbstractValidator<SaveLines>
    {
        public Validator()
        {
            RuleFor(c => c.Lines).Must(lines => lines.Count <= 500).WithMessage("An agenda has at most 500 lines.");
            RuleForEach(c => c.Lines)
                .ChildRules(line =>
                {
                    line.RuleFor(l => l.Title)
                        .NotEmpty()
                        .WithMessage("Enter a title.")
                        .MaximumLength(200)
                        .WithMessage("A title has at most 200 letters.");
                    line.RuleFor(l => l.Minutes).InclusiveBetween(0, 1440).WithMessage("Enter the minutes, 0 to 1,440.");
                });
            RuleFor(c => c.Move!.By).Must(by => by is 1 or -1).When(c => c.Move is not null).WithMessage("Say -1 for up or 1 for down.");
        }
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<SaveLines, Saved>
    {
        public async Task<Result<Saved>> Handle(SaveLines command, CancellationToken ct)
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
            foreach (var line in command.Lines)
            {
                if (Save(open, line, late, now) is { } error)
                {
                    return error;
                }
            }

            if (command.Move is { } move)
            {
                if (open.Draft.Session(move.Session) is not { } session)
                {
                    return AgendaDomainErrors.UnknownSession;
                }

                if ((open.Foreign(session, reader) ?? open.Draft.Move(session, move.By)) is { } error)
                {
                    return error;
                }
            }

            open.Draft.Saved(now, reader.Person);
            return new Saved(open.Draft.Version);
        }

        private Error? Save(OpenDraft open, Line line, LateItems? late, Instant now)
        {
            if (open.Draft.Session(line.Session) is not { } session)
            {
                return AgendaDomainErrors.UnknownSession;
            }

            return line.Item is { } id
                ? session.Items.FirstOrDefault(i => i.Id == id) is { } item
                    ? Save(open, session, item, line, now)
                    : AgendaDomainErrors.UnknownItem
                : Save(open, session, line, late);
        }

        private Error? Save(OpenDraft open, Session session, AgendaItem item, Line line, Instant now)
        {
            var (title, kind) = (line.Title.Trim(), line.Kind.Item());
            var plan = item.Plan with { Title = title, Minutes = line.Minutes, Kind = kind ?? item.Kind };
            if (kind is not null && plan == item.Plan)
            {
                return null;
            }

            if (open.Foreign(session, reader) is { } foreign)
            {
                return foreign;
            }

            if (kind is not null)
            {
                return item.Change(plan);
            }

            open.Draft.MakeSession(item, title, line.Kind.Session(), line.Minutes, now);
            return null;
        }

        private Error? Save(OpenDraft open, Session session, Line line, LateItems? late)
        {
            var title = line.Title.Trim();
            if (line.Kind.Item() is not { } kind)
            {
                var plan = session.Plan with { Title = title, Minutes = line.Minutes, Kind = line.Kind.Session() };
                return plan == session.Plan ? null : open.Foreign(session, reader) ?? session.Change(plan);
            }

            if (!reader.MayChangeItems(open.Assembly.Id))
            {
                return AgendaErrors.NotTheHosts;
            }

            return session.Add(new(title, kind, line.Minutes), late).Error
                ?? session.Change(session.Plan with { Title = null, Kind = SessionKind.Plain });
        }
    }

    internal sealed record Body(IReadOnlyList<Line> Lines, Moving? Move = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPatch(
                "assemblies/{code}/agenda",
                (string code, IfMatch version, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new SaveLines(code, version.Version, body.Lines, body.Move), ct).ToTagged()
            )
            .WithName("saveLines")
            .WithExample(new Body([new(new(Guid.Parse("01890a5d-ac96-774b-bcce-b302099a8057")), null, "Break", LineKind.Session, 15)]))
            .WithSummary("Save titles, kinds and minutes of lines")
            .WithDescription(
                "And move one session up or down in the same go; the times follow. Needs If-Match; a repeat with the same version is refused."
            )
            .Refuses([
                .. OnSessions.Refusals,
                RequestErrors.VersionMissing,
                AgendaDomainErrors.UnknownItem,
                AgendaDomainErrors.NowhereToMove,
                AgendaDomainErrors.Untitled,
                AgendaDomainErrors.LateForbidden,
                AgendaDomainErrors.NeverLate,
            ]);
}
