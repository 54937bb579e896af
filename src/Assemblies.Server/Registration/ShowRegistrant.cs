using Assemblies.Domain;
using Assemblies.Domain.Registration;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>One registration with all that was changed of it, old → new, and what happened to each seat. For host and secretariat.</summary>
/// <param name="Code">Of which assembly.</param>
/// <param name="Registration">Which.</param>
public sealed record ShowRegistrant(string Code, Id<Registrant> Registration) : IQuery<ShowRegistrant.Answer>
{
    /// <inheritdoc />
    public Access Needs => new HostOf(Code);

    /// <summary>A registration.</summary>
    /// <param name="Line">As the list has it.</param>
    /// <param name="ReplacedBy">Who comes in their place; null when nobody does.</param>
    /// <param name="RegisteredBy">Who registered them; null for themselves.</param>
    /// <param name="Source">How host or secretariat came to know it; null where people did it themselves.</param>
    /// <param name="Seats">What they have, with what happened to it.</param>
    /// <param name="Changes">What was changed, the latest first.</param>
    /// <param name="Version">Its version.</param>
    public sealed record Answer(
        ListRegistrations.Line Line,
        string? ReplacedBy,
        string? RegisteredBy,
        Source? Source,
        IReadOnlyList<ShowRegistration.OwnSeat> Seats,
        IReadOnlyList<Change> Changes,
        long Version
    );

    /// <summary>Something that was changed.</summary>
    /// <param name="At">When.</param>
    /// <param name="By">By whom; null for a guest without an account, and for the service.</param>
    /// <param name="Words">What, old → new.</param>
    /// <param name="IsLate">Whether its deadline had passed.</param>
    /// <param name="Source">How host or secretariat came to know it.</param>
    public sealed record Change(Instant At, string? By, IReadOnlyList<string> Words, bool IsLate, Source? Source);

    internal sealed class Handler(AssembliesDb db, SeatBooks books, RegistrationLines lines, RegistrationReading reading)
        : IQueryHandler<ShowRegistrant, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowRegistrant query, CancellationToken ct)
        {
            if (await books.Find(query.Code, ct) is not { } assembly)
            {
                return AccessErrors.NotFound;
            }

            var registrant = await db
                .Registrants.AsNoTracking()
                .SingleOrDefaultAsync(r => r.Id == query.Registration && r.Assembly == assembly.Id, ct);
            if (registrant is null)
            {
                return RegistrationErrors.Unknown;
            }

            var who = new Attendee(
                registrant.Name,
                registrant.NameLatin,
                registrant.Email,
                registrant.TimeZone,
                registrant.Affiliation,
                registrant.Audience
            )
            {
                Person = registrant.Person,
                Guest = registrant.Guest,
                Organisation = registrant.Organisation,
            };
            var changes = await (
                from change in db.RegistrantChanges.AsNoTracking()
                from person in db.People.Where(p => p.Id == change.By).DefaultIfEmpty()
                where change.Registrant == registrant.Id
                orderby change.Version descending
                select new { Change = change, By = person == null ? null : person.Name }
            ).ToListAsync(ct);
            return new Answer(
                (await lines.Read(assembly, [registrant.Id], ct))[0],
                registrant.ReplacedBy is { } other
                    ? await db.Registrants.Where(r => r.Id == other).Select(r => r.Name).SingleAsync(ct)
                    : null,
                registrant.By is { } by && by != registrant.Person
                    ? await db.People.Where(p => p.Id == by).Select(p => p.Name).SingleAsync(ct)
                    : null,
                registrant.Source,
                (await reading.Read(assembly, registrant, who, ct)).Seats,
                changes.ConvertAll(it => new Change(it.Change.At, it.By, it.Change.Changes, it.Change.IsLate, it.Change.Source)),
                registrant.Version
            );
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/registrations/{id}",
                (string code, Id<Registrant> id, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ShowRegistrant(code, id), ct).ToHttp()
            )
            .WithName("showRegistrant")
            .WithSummary("See one registration")
            .WithDescription(
                "What they have, what happened to each seat and why, and what was changed, old → new; what was changed late is marked."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound, RegistrationErrors.Unknown);
}
