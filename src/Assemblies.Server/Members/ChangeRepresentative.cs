using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Members;

/// <summary>
/// The secretariat corrects name or address of a representative; language and zone are the person's own choice. Who gets another address is told
/// there from now on. The same again changes nothing.
/// </summary>
/// <param name="Mandate">By which mandate.</param>
/// <param name="Version">The version of the person it was read in.</param>
/// <param name="Person">All of it.</param>
public sealed record ChangeRepresentative(Id<Mandate> Mandate, long? Version, NameAndAddress Person) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <inheritdoc />
    public string On => Mandate.ToString();

    internal sealed class Validator : AbstractValidator<ChangeRepresentative>
    {
        public Validator() => RuleFor(c => c.Person).SetValidator(new NameRules());
    }

    internal sealed class Handler(AssembliesDb db) : ICommandHandler<ChangeRepresentative, Done>
    {
        public async Task<Result<Done>> Handle(ChangeRepresentative command, CancellationToken ct)
        {
            if (command.Version is not { } version)
            {
                return RequestErrors.VersionMissing;
            }

            var person = await db.People.SingleOrDefaultAsync(p => db.Mandates.Any(m => m.Id == command.Mandate && m.Person == p.Id), ct);
            if (person is null)
            {
                return AccessErrors.NotFound;
            }

            if (person.Version != version)
            {
                return MembersErrors.StalePerson with
                {
                    Current = new Standing(person.Version, new(person.Email, person.Name, person.NameLatin)),
                };
            }

            var (email, name, latin) = command.Person;
            var normal = Domain.Members.Person.NormalEmail(email);
            if (await db.People.AnyAsync(p => p.Email == normal && p.Id != person.Id, ct))
            {
                return MembersErrors.AddressTaken;
            }

            person.Correct(normal, name.Trim(), string.IsNullOrWhiteSpace(latin) ? null : latin.Trim());
            return Done.It;
        }
    }

    /// <summary>What stands now.</summary>
    public sealed record Standing(long Version, NameAndAddress Person);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPut(
                "representatives/{id}",
                (Id<Mandate> id, NameAndAddress body, IfMatch match, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ChangeRepresentative(id, match.Version, body), ct).ToHttp()
            )
            .WithName("changeRepresentative")
            .WithSummary("Correct a representative's name or address")
            .WithDescription(
                "If-Match names the personVersion that the organisation shows. The person's other mandates show it too. The same again changes nothing."
            )
            .WithExample(new NameAndAddress("head@si.stem.example.org", "Špela Žagar", null))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.SecretariatOnly,
                AccessErrors.NotFound,
                RequestErrors.Invalid,
                RequestErrors.VersionMissing,
                MembersErrors.StalePerson,
                MembersErrors.AddressTaken
            );
}
