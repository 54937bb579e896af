using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.SignIn.Dev;

/// <summary>Signs a browser in as anybody, in Development. The answer is the cookie's secret.</summary>
internal sealed record SignInAs(string Email, string Browser) : ICommand<string>, IShownOnce
{
    public Access Needs => new TheService();

    public string On => Email;

    internal sealed class Handler(AssembliesDb db) : ICommandHandler<SignInAs, string>
    {
        public async Task<Result<string>> Handle(SignInAs command, CancellationToken ct)
        {
            var email = Person.NormalEmail(command.Email);
            if (await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Email == email, ct) is not { } person)
            {
                return SignInErrors.UnknownAddress;
            }

            var secret = Secrets.New();
            db.Add(new SignedInBrowser(person.Id, secret, command.Browser, await db.Now(ct)));
            return secret;
        }
    }
}
