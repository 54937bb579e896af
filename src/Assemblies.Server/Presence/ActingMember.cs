using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Presence;

/// <summary>For which member somebody acts in matters of proxies.</summary>
internal static class ActingMember
{
    /// <summary>
    /// The member named, else the reader's only one: by its head or deputy; by the secretariat, which says how it came to know. A source that comes
    /// along is always the secretariat's.
    /// </summary>
    public static async Task<Result<Organisation>> MemberOf(
        this AssembliesDb db,
        Reader reader,
        string? code,
        Source? source,
        CancellationToken ct
    )
    {
        var own = reader
            .Hats.Where(h => h is { Kind: OrganisationKind.Member, Role: MandateRole.Head or MandateRole.Deputy })
            .Select(h => h.Code)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var wanted = string.IsNullOrWhiteSpace(code) ? (own.Count is 1 && source is null ? own[0] : null) : code.Trim();
        if (wanted is null)
        {
            return own.Count > 0 || reader.IsSecretariat ? PresenceErrors.WhichMember.At("principal") : PresenceErrors.NotYourMember;
        }

        return MayActFor(reader, own.Contains(wanted, StringComparer.Ordinal), source) is { } refusal ? refusal
            : await db.Organisations.SingleOrDefaultAsync(o => o.Code == wanted && o.Kind == OrganisationKind.Member, ct) is { } member
                ? member
            : PresenceErrors.UnknownMember.At("principal");
    }

    /// <summary>Why the reader may not act for a member; null when they may.</summary>
    public static Error? MayActFor(Reader reader, bool isOwn, Source? source) =>
        isOwn && source is null ? null
        : !reader.IsSecretariat ? PresenceErrors.NotYourMember
        : string.IsNullOrWhiteSpace(source?.Note) ? PresenceErrors.SourceMissing.At("sourceNote")
        : null;
}
