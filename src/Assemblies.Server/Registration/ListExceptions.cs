using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using Assemblies.Domain.Rules;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>Host or secretariat take an exception back: what was changed under it stays. A repeat changes nothing.</summary>
/// <param name="Code">At which assembly.</param>
/// <param name="Exception">Which exception.</param>
public sealed record EndException(string Code, Id<Exemption> Exception) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new HostOf(Code);

    /// <inheritdoc />
    public string On => $"{Code} {Exception}";

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<EndException, Done>
    {
        public async Task<Result<Done>> Handle(EndException command, CancellationToken cancellationToken)
        {
            var exception = await db.Exemptions.SingleOrDefaultAsync(
                e => e.Id == command.Exception && db.Assemblies.Any(a => a.Id == e.Assembly && a.Code == command.Code),
                cancellationToken
            );
            if (exception is null)
            {
                return RegistrationErrors.UnknownException;
            }

            if (exception.Kind is DeadlineKind.Proxies && !reader.IsSecretariat)
            {
                return RegistrationErrors.SecretariatsException;
            }

            exception.End(clock.GetCurrentInstant(), reader.Person);
            return Done.It;
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/exceptions/{id}/end",
                (string code, Id<Exemption> id, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new EndException(code, id), ct).ToHttp()
            )
            .WithName("endException")
            .WithSummary("Take an exception back")
            .WithDescription("What was changed under it stays. A repeat changes nothing.")
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                RegistrationErrors.UnknownException,
                RegistrationErrors.SecretariatsException
            );
}

/// <summary>The exceptions of an assembly and who asks for one, what waits first; and what was changed under them. For host and secretariat.</summary>
/// <param name="Code">At which assembly.</param>
public sealed record ListExceptions(string Code) : IQuery<ListExceptions.Answer>
{
    /// <inheritdoc />
    public Access Needs => new HostOf(Code);

    /// <summary>Requests, exceptions, and what was late.</summary>
    /// <param name="Requests">Who asked, what waits first, then the latest.</param>
    /// <param name="Exceptions">What was given, the latest first.</param>
    /// <param name="Late">What was changed after its deadline, the latest first.</param>
    public sealed record Answer(IReadOnlyList<Asked> Requests, IReadOnlyList<Given> Exceptions, IReadOnlyList<LateChange> Late);

    /// <summary>Somebody asked.</summary>
    /// <param name="Id">The request.</param>
    /// <param name="Kind">Of which deadline.</param>
    /// <param name="Person">For whom.</param>
    /// <param name="Name">Their name.</param>
    /// <param name="Organisation">The code of their organisation.</param>
    /// <param name="Why">Why they ask.</param>
    /// <param name="At">When.</param>
    /// <param name="By">Who asked.</param>
    /// <param name="AnsweredAt">When it was answered; null while it waits.</param>
    /// <param name="Declined">Why it was declined; null when it waits, or an exception was given.</param>
    public sealed record Asked(
        Id<ExceptionRequest> Id,
        DeadlineKind Kind,
        Id<Person> Person,
        string Name,
        string? Organisation,
        string Why,
        Instant At,
        string By,
        Instant? AnsweredAt,
        string? Declined
    );

    /// <summary>An exception.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Kind">Of which deadline.</param>
    /// <param name="Organisation">The code of the organisation it is for; null for a person alone.</param>
    /// <param name="Name">Whom it is for; null for everybody of the organisation.</param>
    /// <param name="Until">The last day, in the rules' zone.</param>
    /// <param name="At">When it was given.</param>
    /// <param name="By">By whom.</param>
    /// <param name="Why">Why.</param>
    /// <param name="EndedAt">When it was taken back; null when it was not.</param>
    /// <param name="Holds">Whether it lets somebody through today.</param>
    public sealed record Given(
        Id<Exemption> Id,
        DeadlineKind Kind,
        string? Organisation,
        string? Name,
        LocalDate Until,
        Instant At,
        string? By,
        string Why,
        Instant? EndedAt,
        bool Holds
    );

    /// <summary>Something was changed after its deadline.</summary>
    /// <param name="Registration">Of whose registration.</param>
    /// <param name="Name">Their name.</param>
    /// <param name="Affiliation">For whom they come.</param>
    /// <param name="At">When.</param>
    /// <param name="By">By whom; null for a guest without an account.</param>
    /// <param name="Changes">What: old → new.</param>
    public sealed record LateChange(
        Id<Registrant> Registration,
        string Name,
        string Affiliation,
        Instant At,
        string? By,
        IReadOnlyList<string> Changes
    );

    internal sealed class Handler(AssembliesDb db, IClock clock) : IQueryHandler<ListExceptions, Answer>
    {
        public async Task<Result<Answer>> Handle(ListExceptions request, CancellationToken cancellationToken)
        {
            var ct = cancellationToken;
            var found = await db
                .Assemblies.Where(a => a.Code == request.Code)
                .Select(a => (Id<Domain.Meetings.Assembly>?)a.Id)
                .SingleOrDefaultAsync(ct);
            if (found is not { } assembly)
            {
                return AccessErrors.NotFound;
            }

            var today = await db.Today(clock.GetCurrentInstant(), ct);
            var requests = await (
                from r in db.ExceptionRequests
                where r.Assembly == assembly
                orderby r.AnsweredAt != null, r.At descending
                select new Asked(
                    r.Id,
                    r.Kind,
                    r.Person,
                    db.People.Where(p => p.Id == r.Person).Select(p => p.Name).First(),
                    db.Organisations.Where(o => o.Id == r.Organisation).Select(o => o.Code).FirstOrDefault(),
                    r.Why,
                    r.At,
                    db.People.Where(p => p.Id == r.By).Select(p => p.Name).First(),
                    r.AnsweredAt,
                    r.Declined
                )
            ).ToListAsync(ct);
            var given = await (
                from e in db.Exemptions
                where e.Assembly == assembly
                orderby e.At descending, e.Id
                select new Given(
                    e.Id,
                    e.Kind,
                    db.Organisations.Where(o => o.Id == e.Organisation).Select(o => o.Code).FirstOrDefault(),
                    db.People.Where(p => p.Id == e.Person).Select(p => p.Name).FirstOrDefault(),
                    e.Until,
                    e.At,
                    db.People.Where(p => p.Id == e.By).Select(p => p.Name).FirstOrDefault(),
                    e.Why,
                    e.EndedAt,
                    e.EndedAt == null && e.Until >= today
                )
            ).ToListAsync(ct);
            var late = await (
                from change in db.RegistrantChanges
                join registrant in db.Registrants on change.Registrant equals registrant.Id
                where registrant.Assembly == assembly && change.IsLate
                orderby change.At descending, change.Version descending
                select new LateChange(
                    registrant.Id,
                    registrant.Name,
                    registrant.Affiliation,
                    change.At,
                    db.People.Where(p => p.Id == change.By).Select(p => p.Name).FirstOrDefault(),
                    change.Changes
                )
            ).ToListAsync(ct);
            return new Answer(requests, given, late);
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/exceptions",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ListExceptions(code), ct).ToHttp()
            )
            .WithName("listExceptions")
            .WithSummary("List exceptions from deadlines, and who asks for one")
            .WithDescription("What waits stands first. Beside them what was changed after its deadline: old → new.")
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound);
}
