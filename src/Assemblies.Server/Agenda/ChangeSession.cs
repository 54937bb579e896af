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

/// <summary>An editor changes a session, or lays it into another meeting. A repeat with the same version is refused.</summary>
public sealed record ChangeSession(string Assembly, Id<Session> Session, long? Version, SessionBody Plan, string? Meeting) : ICommand<Saved>
{
    /// <inheritdoc />
    public Access Needs => new PreparesProgramme(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly} {Session}";

    internal sealed class Validator : AbstractValidator<ChangeSession>
    {
        public Validator() => RuleFor(c => c.Plan).SetValidator(new SessionBody.Validator()).OverridePropertyName("session");
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<ChangeSession, Saved>
    {
        public async Task<Result<Saved>> Handle(ChangeSession command, CancellationToken ct) =>
            command.Version is null
                ? RequestErrors.VersionMissing
                : await db.ChangeSession(
                    command.Assembly,
                    command.Session,
                    command.Version,
                    reader,
                    clock,
                    (open, session) =>
                    {
                        if (command.Meeting is not { } key)
                        {
                            return session.Change(command.Plan.Plan);
                        }

                        return open.Meeting(key) is not { } meeting ? AgendaDomainErrors.UnknownMeeting.At("meeting")
                            : session.Change(command.Plan.Plan) is { } untitled ? untitled
                            : meeting.Id == session.Meeting ? null
                            : open.Draft.Move(session, meeting, null);
                    },
                    ct
                );
    }

    internal sealed record Body(SessionBody Session, string? Meeting = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPut(
                "assemblies/{code}/sessions/{id}",
                (string code, Id<Session> id, IfMatch version, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ChangeSession(code, id, version.Version, body.Session, body.Meeting), ct).ToTagged()
            )
            .WithName("changeSession")
            .WithExample(new Body(new SessionBody("Lunch and site visit", SessionKind.Social, 120, new LocalTime(12, 30))))
            .WithSummary("Change a session")
            .WithDescription("Needs If-Match with the draft's version. Its items stay; their minutes count for it.")
            .Refuses([
                .. OnSessions.Refusals,
                RequestErrors.VersionMissing,
                AgendaDomainErrors.Untitled,
                AgendaDomainErrors.UnknownMeeting,
            ]);
}

/// <summary>An editor moves a session one place up or down, or before another. Each call moves it once more.</summary>
public sealed record MoveSession(string Assembly, Id<Session> Session, long? Version, int By, Id<Session>? Before) : ICommand<Saved>
{
    /// <inheritdoc />
    public Access Needs => new PreparesProgramme(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly} {Session}";

    internal sealed class Validator : AbstractValidator<MoveSession>
    {
        public Validator() =>
            RuleFor(c => c.By)
                .Must((c, by) => c.Before is null ? by is 1 or -1 : by is 0)
                .WithMessage("Say -1 for up or 1 for down, or name the session before which it goes.");
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<MoveSession, Saved>
    {
        public Task<Result<Saved>> Handle(MoveSession command, CancellationToken ct) =>
            db.ChangeSession(
                command.Assembly,
                command.Session,
                command.Version,
                reader,
                clock,
                (open, session) =>
                    command.Before is { } before ? open.Draft.Move(session, session.Of, before) : open.Draft.Move(session, command.By),
                ct
            );
    }

    internal sealed record Body(int By = 0, Id<Session>? Before = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/sessions/{id}/move",
                (string code, Id<Session> id, IfMatch version, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new MoveSession(code, id, version.Version, body.By, body.Before), ct).ToTagged()
            )
            .WithName("moveSession")
            .WithExample(new Body(-1))
            .WithSummary("Move a session up, down or before another")
            .WithDescription(
                "Numbers that are printed stay; others follow the new order. Each call moves it once more; with If-Match only from that version."
            )
            .Refuses([.. OnSessions.Refusals, AgendaDomainErrors.NowhereToMove]);
}

/// <summary>An editor shifts a session and what follows, up to the next fixed start or beyond it. Each call shifts once more.</summary>
public sealed record ShiftSessions(string Assembly, Id<Session> Session, long? Version, int Minutes, bool BeyondFixed) : ICommand<Saved>
{
    /// <inheritdoc />
    public Access Needs => new PreparesProgramme(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly} {Session}";

    internal sealed class Validator : AbstractValidator<ShiftSessions>
    {
        public Validator() => RuleFor(c => c.Minutes).InclusiveBetween(-720, 720).WithMessage("Shift by -720 to 720 minutes.");
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<ShiftSessions, Saved>
    {
        public Task<Result<Saved>> Handle(ShiftSessions command, CancellationToken ct) =>
            db.ChangeSession(
                command.Assembly,
                command.Session,
                command.Version,
                reader,
                clock,
                (open, session) =>
                {
                    open.Draft.Shift(session, command.Minutes, command.BeyondFixed);
                    return null;
                },
                ct
            );
    }

    internal sealed record Body(int Minutes, bool BeyondFixed = false);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/sessions/{id}/shift",
                (string code, Id<Session> id, IfMatch version, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ShiftSessions(code, id, version.Version, body.Minutes, body.BeyondFixed), ct).ToTagged()
            )
            .WithName("shiftSessions")
            .WithExample(new Body(10))
            .WithSummary("Shift a session and what follows")
            .WithDescription(
                "Up to the next fixed start, or beyond it. The session gets a fixed start. Each call shifts once more; with If-Match only from that version."
            )
            .Refuses([.. OnSessions.Refusals]);
}

/// <summary>An editor takes a session out, with its items; printed numbers stay empty. A repeat finds no session.</summary>
public sealed record RemoveSession(string Assembly, Id<Session> Session, long? Version) : ICommand<Saved>
{
    /// <inheritdoc />
    public Access Needs => new PreparesProgramme(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly} {Session}";

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<RemoveSession, Saved>
    {
        public Task<Result<Saved>> Handle(RemoveSession command, CancellationToken ct) =>
            db.ChangeSession(
                command.Assembly,
                command.Session,
                command.Version,
                reader,
                clock,
                (open, session) =>
                {
                    open.Draft.Remove(session, clock.GetCurrentInstant());
                    return null;
                },
                ct
            );
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapDelete(
                "assemblies/{code}/sessions/{id}",
                (string code, Id<Session> id, IfMatch version, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new RemoveSession(code, id, version.Version), ct).ToTagged()
            )
            .WithName("removeSession")
            .WithSummary("Take a session out")
            .WithDescription("Its items are dropped with it; their printed numbers stay empty. A repeat finds no session.")
            .Refuses([.. OnSessions.Refusals]);
}

/// <summary>What all changes of one session have in common.</summary>
internal static class OnSessions
{
    public static readonly Error[] Refusals =
    [
        AccessErrors.SignIn,
        AgendaErrors.EditorsOnly,
        AgendaErrors.NotTheHosts,
        AgendaErrors.UnknownAssembly,
        AgendaErrors.Over,
        AgendaDomainErrors.DraftChanged,
        AgendaDomainErrors.UnknownSession,
    ];

    public static async Task<Result<Saved>> ChangeSession(
        this AssembliesDb db,
        string code,
        Id<Session> id,
        long? version,
        Reader reader,
        IClock clock,
        Func<OpenDraft, Session, Error?> change,
        CancellationToken ct
    )
    {
        var opened = await db.OpenDraft(code, ct);
        if ((opened.Error ?? await opened.Value!.Stale(version, db, reader, ct)) is { } refusal)
        {
            return refusal;
        }

        var open = opened.Value!;
        if (open.Draft.Session(id) is not { } session)
        {
            return AgendaDomainErrors.UnknownSession;
        }

        if ((open.Foreign(session, reader) ?? change(open, session)) is { } error)
        {
            return error;
        }

        open.Draft.Saved(clock.GetCurrentInstant(), reader.Person);
        return new Saved(open.Draft.Version);
    }
}
