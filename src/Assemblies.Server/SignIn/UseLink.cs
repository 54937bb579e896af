using Assemblies.Domain;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.SignIn;

/// <summary>Signs a browser in by a mailed link, which is used up by it. Another browser than the asking one has to say once more that it is meant. A repeat is refused.</summary>
/// <param name="Token">The link's secret.</param>
/// <param name="Browser">This browser in words.</param>
/// <param name="BrowserKey">Its mark.</param>
/// <param name="Sure">It was asked the second time.</param>
public sealed record UseLink(string Token, string Browser, string? BrowserKey, bool Sure) : ICommand<UseLink.Answer>, IShownOnce
{
    private string? who;

    /// <inheritdoc />
    public Access Needs => new Anybody();

    // The audit's row is written after the handler, when it is known whom the link stood for.
    /// <inheritdoc />
    public string On => who ?? "sign-in link";

    /// <summary>The cookie's secret and where to go on.</summary>
    public sealed record Answer(string Secret, string ReturnTo);

    internal sealed class Handler(AssembliesDb db, Reader reader) : ICommandHandler<UseLink, Answer>
    {
        public async Task<Result<Answer>> Handle(UseLink command, CancellationToken ct)
        {
            var (hash, now) = (Secrets.Hash(command.Token), await db.Now(ct));
            var link = await db
                .SignInLinks.AsNoTracking()
                .SingleOrDefaultAsync(l => l.Hash == hash && l.UsedAt == null && l.ExpiresAt > now, ct);
            if (link is null)
            {
                return SignInErrors.LinkOver;
            }

            if (!command.Sure && !link.IsFrom(command.BrowserKey))
            {
                return SignInErrors.OtherBrowser;
            }

            var used = await db
                .SignInLinks.Where(l => l.Hash == hash && l.UsedAt == null && l.ExpiresAt > now)
                .ExecuteUpdateAsync(set => set.SetProperty(l => l.UsedAt, now), ct);
            var person = await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Email == link.Email, ct);
            if (used is not 1 || person is null)
            {
                return SignInErrors.LinkOver;
            }

            if (reader.SignIn is { } before)
            {
                await db.SignIns.Where(s => s.Id == before).ExecuteUpdateAsync(set => set.SetProperty(s => s.EndedAt, now), ct);
            }

            command.who = person.Email;
            var secret = Secrets.New();
            db.Add(new SignedInBrowser(person.Id, secret, command.Browser, now));
            return new Answer(secret, link.ReturnTo ?? "/");
        }
    }
}
