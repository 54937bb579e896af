using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Messaging;

namespace Assemblies.Server.Presence;

/// <summary>Whoever checks people in: the host's organisers, tellers, chair and deputy chair; the secretariat too.</summary>
/// <param name="Code">The assembly's code.</param>
/// <remarks>Source: security.md, Authorisation.</remarks>
public sealed record AtDesk(string Code) : OfficersOf(Code, Office.Host, Office.Teller, Office.Chair, Office.DeputyChair);

/// <summary>Whoever sees all proxies: chair, deputy chair, minute-taker and tellers; the secretariat too. Not the host: roll and votes are not its own.</summary>
/// <param name="Code">The assembly's code.</param>
public sealed record SeesProxies(string Code) : OfficersOf(Code, Office.Chair, Office.DeputyChair, Office.MinuteTaker, Office.Teller);

/// <summary>Somebody who is signed in and may know of the assembly, and acts for themselves or their member; never the service.</summary>
/// <param name="Code">The assembly's code.</param>
public sealed record SomebodyAt(string Code) : Access
{
    internal override async ValueTask<Error?> Check(AccessContext context, CancellationToken ct) =>
        await new ReaderOf(Code).Check(context, ct) ?? (context.Reader.IsSignedIn ? null : AccessErrors.SignIn);
}
