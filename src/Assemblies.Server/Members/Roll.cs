using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Members;

/// <summary>Who sees what of the roll: the secretariat and members all of it, others their own organisation.</summary>
internal static class Roll
{
    /// <summary>Whether the reader sees every organisation.</summary>
    public static bool SeesAll(Reader reader) => reader.IsSecretariat || reader.IsMember || reader.IsService;

    /// <summary>Whether the reader sees this one.</summary>
    public static bool Sees(this Reader reader, Id<Organisation> organisation) => SeesAll(reader) || reader.BelongsTo(organisation);
}

/// <summary>The head of the organisation that a mandate is for, or the secretariat. Who does not see the organisation does not see the mandate.</summary>
public sealed record HeadAbove(Id<Mandate> Mandate) : Access
{
    internal override async ValueTask<Error?> Check(AccessContext context, CancellationToken ct)
    {
        var (reader, db, _) = context;
        if (!reader.IsSignedIn)
        {
            return AccessErrors.SignIn;
        }

        var organisation = await db
            .Mandates.Where(m => m.Id == Mandate)
            .Select(m => (Id<Organisation>?)m.Organisation)
            .SingleOrDefaultAsync(ct);
        return organisation is not { } its || !reader.Sees(its) ? AccessErrors.NotFound
            : reader.IsSecretariat || reader.Hats.Any(hat => hat.Organisation == its && hat.Role is MandateRole.Head) ? null
            : MembersErrors.HeadOnly;
    }
}
