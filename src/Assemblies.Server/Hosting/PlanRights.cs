using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Hosting;

/// <summary>Works on the plan of an assembly, or looks into it: its host, the secretariat, its chair and minute-taker.</summary>
/// <param name="Code">The assembly's code.</param>
public sealed record PlanPeople(string Code) : Access
{
    internal override async ValueTask<Error?> Check(AccessContext context, CancellationToken ct)
    {
        var reader = context.Reader;
        if (!reader.IsSignedIn)
        {
            return AccessErrors.SignIn;
        }

        var assembly = await context.Db.Assemblies.Where(a => a.Code == Code).Select(a => new { a.Id, a.Host }).SingleOrDefaultAsync(ct);
        return assembly is null ? HostingErrors.UnknownAssembly
            : reader.IsSecretariat
            || reader.BelongsTo(assembly.Host)
            || reader.Holds(assembly.Id, Office.Host, Office.Chair, Office.DeputyChair, Office.MinuteTaker)
                ? null
            : AccessErrors.Forbidden;
    }
}

/// <summary>As who readers work on a plan.</summary>
internal static class PlanRights
{
    /// <summary>An assembly as plans need it.</summary>
    public static Task<PlannedAssembly?> Planned(this AssembliesDb db, string code, CancellationToken ct) =>
        db.Assemblies.Where(a => a.Code == code).Select(a => new PlannedAssembly(a.Id, a.Code, a.Title, a.Host)).SingleOrDefaultAsync(ct);

    /// <summary>All that the reader is there. The secretariat is the host too when it says how the host told it.</summary>
    public static IReadOnlyList<PlanHand> Hands(this Reader reader, PlannedAssembly assembly, Source? source)
    {
        List<PlanHand> hands = [];
        if (reader.ActsFor(assembly.Host) || reader.Holds(assembly.Id, Office.Host) || (reader.IsSecretariat && source is not null))
        {
            hands.Add(PlanHand.Host);
        }

        if (reader.IsSecretariat)
        {
            hands.Add(PlanHand.Secretariat);
        }

        if (reader.Holds(assembly.Id, Office.Chair, Office.DeputyChair))
        {
            hands.Add(PlanHand.Chair);
        }

        return hands;
    }

    /// <summary>As which of these they may touch a task; the first when as none, for the domain to say why.</summary>
    public static Result<PlanHand> For(this IReadOnlyList<PlanHand> hands, TaskOwner owner, bool isStatutory) =>
        hands.Count is 0 ? AccessErrors.Forbidden
        : hands.Any(hand => PlanTask.Refusal(owner, isStatutory, hand) is null)
            ? hands.First(hand => PlanTask.Refusal(owner, isStatutory, hand) is null)
        : PlanTask.Refusal(owner, isStatutory, hands[0])!;

    /// <summary>Whether the reader is the host's own; then no source is needed and nobody has to be told.</summary>
    public static bool IsHostsOwn(this Reader reader, PlannedAssembly assembly) =>
        reader.ActsFor(assembly.Host) || reader.Holds(assembly.Id, Office.Host);
}

/// <summary>An assembly as plans need it.</summary>
internal sealed record PlannedAssembly(Id<Assembly> Id, string Code, string Title, Id<Domain.Members.Organisation> Host);
