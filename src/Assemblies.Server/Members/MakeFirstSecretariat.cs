using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Members;

/// <summary>Makes the account that a setting names, with the secretariat's rights. A repeat is refused, also when these rights were taken back since.</summary>
public sealed record MakeFirstSecretariat(string Email) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new TheService();

    /// <inheritdoc />
    public string On => Email;

    internal sealed class Handler(AssembliesDb db, IClock clock) : ICommandHandler<MakeFirstSecretariat, Done>
    {
        public async Task<Result<Done>> Handle(MakeFirstSecretariat command, CancellationToken ct)
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('assemblies.seed'))", ct);
            var email = Person.NormalEmail(command.Email);
            var person = await db.People.SingleOrDefaultAsync(p => p.Email == email, ct);
            if (person is null)
            {
                person = new(email, email[..email.IndexOf('@', StringComparison.Ordinal)], null, "en", "Europe/Brussels");
                db.Add(person);
            }
            else if (await db.Grants.AnyAsync(g => g.Person == person.Id, ct))
            {
                return MembersErrors.GrantedBefore;
            }

            db.Add(new Grant(person.Id, clock.GetCurrentInstant(), null));
            return Done.It;
        }
    }
}
