using Assemblies.Domain;
using Assemblies.Server.Platform.Messaging;

namespace Assemblies.Server.Rules;

/// <summary>Whom the rules concern: people of members, officers of any assembly, the secretariat.</summary>
public sealed record WhomRulesConcern : Access
{
    internal override ValueTask<Error?> Check(AccessContext context, CancellationToken ct)
    {
        var reader = context.Reader;
        return ValueTask.FromResult(
            reader.IsSecretariat || reader.IsService || reader.IsMember || reader.Offices.Count > 0 ? null
            : reader.IsSignedIn ? AccessErrors.Forbidden
            : AccessErrors.SignIn
        );
    }
}
