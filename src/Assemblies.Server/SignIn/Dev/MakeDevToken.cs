using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.SignIn.Dev;

/// <summary>A token with anybody's rights, in Development. Each time another one.</summary>
internal sealed record MakeDevToken(string Email) : ICommand<MakeDevToken.Made>, IShownOnce
{
    public Access Needs => new TheService();

    public string On => Email;

    internal sealed record Made(string Token);

    internal sealed class Handler(AssembliesDb db) : ICommandHandler<MakeDevToken, Made>
    {
        public async Task<Result<Made>> Handle(MakeDevToken command, CancellationToken ct)
        {
            var email = Person.NormalEmail(command.Email);
            if (await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Email == email, ct) is not { } person)
            {
                return SignInErrors.UnknownAddress;
            }

            var (token, now) = (AccessToken.Prefix + Secrets.New(), await db.Now(ct));
            db.Add(new AccessToken(person.Id, token, "development", mayOnlyRead: false, now, now + Duration.FromDays(30)));
            return new Made(token);
        }
    }
}
