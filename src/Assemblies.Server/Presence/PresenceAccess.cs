using Assemblies.Domain.Meetings;
using Assemblies.Server.Meetings;

namespace Assemblies.Server.Presence;

/// <summary>Whoever checks people in: the host's organisers, tellers, chair and deputy chair; the secretariat too.</summary>
/// <param name="Code">The assembly's code.</param>
/// <remarks>Source: security.md, Authorisation.</remarks>
public sealed record AtDesk(string Code) : OfficersOf(Code, Office.Host, Office.Teller, Office.Chair, Office.DeputyChair);

/// <summary>Whoever sees all proxies: chair, deputy chair, minute-taker and tellers; the secretariat too. Not the host: roll and votes are not its own.</summary>
/// <param name="Code">The assembly's code.</param>
public sealed record SeesProxies(string Code) : OfficersOf(Code, Office.Chair, Office.DeputyChair, Office.MinuteTaker, Office.Teller);
