using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Meetings;

/// <summary>Somebody holds an office of the assembly from now on, with its rights. A repeat is refused; chair and minute-taker are one each.</summary>
/// <param name="Code">Of which assembly.</param>
/// <param name="Person">Who.</param>
/// <param name="Office">Which office.</param>
public sealed record AppointOfficer(string Code, Id<Person> Person, Office Office) : ICommand<AppointOfficer.Answer>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <inheritdoc />
    public string On => Code;

    /// <summary>The appointment.</summary>
    /// <param name="Id">Its id.</param>
    public sealed record Answer(Id<Officer> Id);

    internal sealed class Validator : AbstractValidator<AppointOfficer>
    {
        public Validator()
        {
            RuleFor(c => c.Office).IsInEnum().WithMessage("Choose an office.");
            RuleFor(c => c.Person).NotEqual(default(Id<Person>)).WithMessage("Choose a person.");
        }
    }

    internal sealed class Handler(AssembliesDb db, IClock clock, Reader reader) : ICommandHandler<AppointOfficer, Answer>
    {
        public async Task<Result<Answer>> Handle(AppointOfficer command, CancellationToken cancellationToken)
        {
            var assembly = await db
                .Assemblies.Include(a => a.Steps)
                .Include(a => a.CoHosts)
                .AsSplitQuery()
                .SingleOrDefaultAsync(a => a.Code == command.Code, cancellationToken);
            if (assembly is null)
            {
                return AccessErrors.NotFound;
            }

            if (assembly.State is AssemblyState.Cancelled or AssemblyState.Closed)
            {
                return AssemblyLife.EditRefusal(assembly.State)!;
            }

            if (!await db.People.AnyAsync(p => p.Id == command.Person, cancellationToken))
            {
                return MeetingsErrors.UnknownPerson.At("person");
            }

            var now = clock.GetCurrentInstant();
            if (command.Office is Office.Host && !await IsOfHost(assembly, command.Person, now, cancellationToken))
            {
                return MeetingsErrors.NotOfHost.At("person");
            }

            // Said beforehand, so that the answer names who is in the way; two at once meet at the unique keys.
            var held = await db
                .Officers.Where(o => o.Assembly == assembly.Id && o.Office == command.Office && o.EndedAt == null)
                .Join(db.People, o => o.Person, p => p.Id, (_, p) => new { p.Id, p.Name })
                .ToListAsync(cancellationToken);
            if (held.Any(holder => holder.Id == command.Person))
            {
                return MeetingsErrors.HeldAlready.At("person");
            }

            if (Officer.IsForOne(command.Office) && held is [var other, ..])
            {
                return (
                    MeetingsErrors.OfficeTaken with
                    {
                        Message = $"{other.Name} holds this office, and it is for one. End theirs first.",
                    }
                ).At("office");
            }

            var officer = new Officer(command.Person, assembly.Id, command.Office, now, reader.Person);
            db.Officers.Add(officer);
            return new Answer(officer.Id);
        }

        private async Task<bool> IsOfHost(Assembly assembly, Id<Person> person, Instant now, CancellationToken ct)
        {
            var hosts = assembly.CoHosts.Select(one => one.Organisation).Append(assembly.Host).ToList();
            var today = await db.Today(now, ct);
            return await db.Mandates.AnyAsync(
                m => m.Person == person && hosts.Contains(m.Organisation) && m.From <= today && (m.Until == null || m.Until >= today),
                ct
            );
        }
    }

    internal sealed record Body(Id<Person> Person, Office Office);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/officers",
                (string code, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator
                        .Send(new AppointOfficer(code, body.Person, body.Office), ct)
                        .ToCreated(_ => $"/api/v1/assemblies/{code}/officers")
            )
            .WithName("appointOfficer")
            .WithSummary("Appoint an officer")
            .WithDescription(
                "From now on, with the rights of the office in this assembly. Chair and minute-taker are one each; who organises for the host "
                    + "belongs to it. A repeat is refused."
            )
            .WithExample(new Body(Id<Person>.Parse("01890a5d-ac96-774b-bcce-b302099a8057", null), Office.Chair))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.SecretariatOnly,
                AccessErrors.NotFound,
                AssemblyLife.WrongState,
                MeetingsErrors.UnknownPerson,
                MeetingsErrors.NotOfHost,
                MeetingsErrors.HeldAlready,
                MeetingsErrors.OfficeTaken
            );
}
