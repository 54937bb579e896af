using Assemblies.Domain;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.SignIn;

/// <summary>What a sign-in link is for. Looking at it any number of times uses nothing up.</summary>
/// <param name="Token">The link's secret.</param>
public sealed record ShowLink(string Token) : IQuery<ShowLink.Answer>
{
    /// <inheritdoc />
    public Access Needs => new Anybody();

    /// <summary>Who signs in, when and where it was asked for.</summary>
    public sealed record Answer(string Email, Instant AskedAt, string Browser);

    internal sealed class Handler(AssembliesDb db) : IQueryHandler<ShowLink, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowLink query, CancellationToken ct)
        {
            var (hash, now) = (Secrets.Hash(query.Token), await db.Now(ct));
            var link = await db
                .SignInLinks.AsNoTracking()
                .SingleOrDefaultAsync(l => l.Hash == hash && l.UsedAt == null && l.ExpiresAt > now, ct);
            return link is null ? SignInErrors.LinkOver : new Answer(link.Email, link.AskedAt, link.Browser);
        }
    }
}
