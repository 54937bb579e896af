using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.SignIn;

/// <summary>Makes a sign-in link on the server's command line, for when mail is down. A repeat makes another.</summary>
internal sealed record MakeLink(string Email) : ICommand<string>, IShownOnce
{
    public Access Needs => new TheService();

    public string On => Email;

    internal sealed class Handler(AssembliesDb db, Settings settings) : ICommandHandler<MakeLink, string>
    {
        public async Task<Result<string>> Handle(MakeLink command, CancellationToken ct)
        {
            var email = Person.NormalEmail(command.Email);
            if (!await db.People.AnyAsync(p => p.Email == email, ct))
            {
                return SignInErrors.UnknownAddress;
            }

            var now = await db.Now(ct);
            var link = new SignInLink(email, new("the server's command line", null, null), null, now);
            var secret = link.Arm(now, settings.SignInLink);
            db.Add(link);
            return $"{settings.SiteUrl}/sign-in/{secret}";
        }
    }
}
