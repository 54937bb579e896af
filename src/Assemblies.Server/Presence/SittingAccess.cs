using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Presence;

/// <summary>
/// Whoever holds one of these offices of the assembly that the meeting belongs to; the secretariat too. An unknown meeting and one that the reader may
/// not know of are not found.
/// </summary>
/// <param name="Meeting">Which meeting.</param>
/// <param name="Offices">Which offices.</param>
public record OfficersAt(Id<Meeting> Meeting, params Office[] Offices) : Access
{
    internal override async ValueTask<Error?> Check(AccessContext context, CancellationToken ct)
    {
        var found = await (
            from meeting in context.Db.Meetings
            join assembly in context.Db.Assemblies on meeting.Assembly equals assembly.Id
            where meeting.Id == Meeting
            select new
            {
                assembly.Code,
                meeting.Audience,
                meeting.Statutory,
            }
        ).SingleOrDefaultAsync(ct);
        var isSeen =
            found is not null
            && (
                context.Reader.Offices.Any(office => office.Code == found.Code)
                || AudienceRule.Sees(context.Reader.Classes, found.Audience, found.Statutory)
            );
        return found is null ? AccessErrors.NotFound
            : context.Reader.IsSecretariat || isSeen ? await new OfficersOf(found.Code, Offices).Check(context, ct)
            : AccessErrors.NotFound;
    }
}

/// <summary>Whoever may lead the meeting: chair, deputy chair, secretariat.</summary>
/// <param name="Meeting">Which meeting.</param>
public sealed record LeadsMeeting(Id<Meeting> Meeting) : OfficersAt(Meeting, Office.Chair, Office.DeputyChair);

/// <summary>Whoever speaks for a member, at a meeting that is for members. The handler looks whether its vote is theirs.</summary>
/// <param name="Meeting">Which meeting.</param>
public sealed record DelegateAt(Id<Meeting> Meeting) : Access
{
    internal override async ValueTask<Error?> Check(AccessContext context, CancellationToken ct) =>
        context.Reader.IsMember && await context.Db.Meetings.AnyAsync(m => m.Id == Meeting, ct)
            ? null
            : await new OfficersAt(Meeting).Check(context, ct) ?? AccessErrors.Forbidden;
}

/// <summary>Whoever may lead a meeting of the assembly: chair, deputy chair, secretariat.</summary>
/// <param name="Code">The assembly's code.</param>
public sealed record LeadsAt(string Code) : OfficersOf(Code, Office.Chair, Office.DeputyChair);
