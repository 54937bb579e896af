using Assemblies.Domain;
using Assemblies.Domain.Presence;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>What answering and withdrawing have in common.</summary>
internal static class ProxySteps
{
    /// <summary>A step that is wanted.</summary>
    /// <param name="Code">At which assembly.</param>
    /// <param name="Proxy">Of which proxy.</param>
    /// <param name="Source">How the secretariat came to know it.</param>
    /// <param name="Side">Whose step it is.</param>
    public sealed record Wanted(string Code, Id<Proxy> Proxy, Source? Source, Func<Proxy, Id<Domain.Members.Organisation>> Side);

    /// <summary>How any of them is refused.</summary>
    public static readonly Error[] Refusals =
    [
        AccessErrors.SignIn,
        AccessErrors.NotFound,
        PresenceErrors.UnknownProxy,
        PresenceErrors.NotYourMember,
        PresenceErrors.SourceMissing,
    ];

    /// <summary>Takes it, under the lock of proxies. Whoever may not see the proxy learns nothing of it.</summary>
    public static async Task<Result<Done>> Step(
        this AssembliesDb db,
        Reader reader,
        Instant now,
        Wanted wanted,
        Func<ProxyBook, Proxy, ProxyActor, Error?> take,
        CancellationToken ct
    )
    {
        if (await db.OpenProxies(wanted.Code, now, ct) is not { } book)
        {
            return AccessErrors.NotFound;
        }

        if (book.Proxies.FirstOrDefault(p => p.Id == wanted.Proxy) is not { } proxy || !reader.Sees(wanted.Code, proxy))
        {
            return PresenceErrors.UnknownProxy;
        }

        return
            (
                ActingMember.MayActFor(reader, reader.ActsFor(wanted.Side(proxy)), wanted.Source)
                ?? take(book, proxy, new(now, reader.Person, wanted.Source))
            )
                is { } refusal
            ? refusal
            : Done.It;
    }

    /// <summary>Without blanks around; null for nothing.</summary>
    public static string? Tidy(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
