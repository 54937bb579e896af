using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Registration;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Presence.Evidence;

/// <summary>Whoever keeps the evidence of an assembly: its officers and the secretariat.</summary>
/// <param name="Code">Its code.</param>
public sealed record KeepsEvidence(string Code) : OfficersOf(Code, Enum.GetValues<Office>());

/// <summary>Whoever keeps the evidence, and the person whose registration it is. Somebody else's is not found.</summary>
/// <param name="Code">The assembly's code.</param>
/// <param name="Registrant">Whose.</param>
public sealed record OwnAttendance(string Code, Id<Registrant> Registrant) : Access
{
    internal override async ValueTask<Error?> Check(AccessContext context, CancellationToken ct)
    {
        if (new KeepsEvidence(Code).Allows(context.Reader))
        {
            return null;
        }

        return !context.Reader.IsSignedIn ? AccessErrors.SignIn
            : await context.Db.Registrants.AnyAsync(
                r =>
                    r.Id == Registrant
                    && r.Person == context.Reader.Person
                    && context.Db.Assemblies.Any(a => a.Id == r.Assembly && a.Code == Code),
                ct
            )
                ? null
            : AccessErrors.NotFound;
    }
}

/// <summary>Refusals of evidence.</summary>
public static class EvidenceErrors
{
    /// <summary>No such scan.</summary>
    public static readonly Error UnknownScan = new(
        "evidence.unknown_scan",
        ErrorKind.NotFound,
        "There is no such scan at this assembly, or it was taken back. Look at the list."
    );

    /// <summary>The meeting is none of this assembly's.</summary>
    public static readonly Error UnknownMeeting = new(
        "evidence.unknown_meeting",
        ErrorKind.NotFound,
        "This assembly has no such meeting that takes place. Look at its programme."
    );

    /// <summary>Nobody came.</summary>
    public static readonly Error WasNotThere = new(
        "evidence.was_not_there",
        ErrorKind.Conflict,
        "The ledger has no time of this person at the assembly, so there is nothing to certify. Ask the desk if that is wrong."
    );

    /// <summary>Somebody saved meanwhile.</summary>
    public static readonly Error HeadSavedMeanwhile = new(
        "evidence.head_saved_meanwhile",
        ErrorKind.Stale,
        "Somebody else saved meanwhile. Compare what stands now with what you entered, then save again."
    );
}
