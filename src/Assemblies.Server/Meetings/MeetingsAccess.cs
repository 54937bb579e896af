using System.Linq.Expressions;
using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Meetings;

/// <summary>Which assemblies a reader may know of, and which of their meetings a reader may see. Lists and single pages ask the same.</summary>
public static class MeetingsSeen
{
    private static readonly StepKind[] Public = [StepKind.Recorded, StepKind.Announced, StepKind.Convened];

    /// <summary>
    /// Members' people, the host's and the secretariat know of an assembly from its beginning; everybody else once its dates were announced
    /// (or it was convened, or lies in the past).
    /// </summary>
    public static Expression<Func<Assembly, bool>> KnownTo(Reader reader)
    {
        if (reader.IsSecretariat || reader.IsService || reader.IsMember)
        {
            return _ => true;
        }

        var offices = reader.Offices.Select(office => office.Assembly).ToList();
        return a => a.Steps.Any(step => Public.Contains(step.Kind)) || offices.Contains(a.Id);
    }

    /// <summary>The same of an assembly in hand, with its steps.</summary>
    internal static bool Knows(Reader reader, Assembly assembly) =>
        reader.IsSecretariat
        || reader.IsService
        || reader.IsMember
        || assembly.Steps.Any(step => Public.Contains(step.Kind))
        || reader.Offices.Any(office => office.Assembly == assembly.Id);

    /// <summary>
    /// A meeting is seen by those <see cref="AudienceRule"/> says, by the officers of its assembly and by the secretariat: the open meeting by all
    /// who may know of the assembly, its days and the members' dinner by those they are for.
    /// </summary>
    public static Expression<Func<Meeting, bool>> SeenBy(Reader reader)
    {
        if (reader.IsSecretariat || reader.IsService)
        {
            return _ => true;
        }

        var offices = reader.Offices.Select(office => office.Assembly).ToList();
        Expression<Func<Meeting, bool>> holds = m => offices.Contains(m.Assembly);
        var sees = AudienceRule.Sees<Meeting>(reader.Classes, m => m.Audience, m => m.Statutory);
        var meeting = sees.Parameters[0];
        return Expression.Lambda<Func<Meeting, bool>>(Expression.OrElse(sees.Body, holds.Body.With(holds.Parameters[0], meeting)), meeting);
    }

    /// <summary>Whether a reader belongs to those a meeting is for, so that how to join it is theirs to see.</summary>
    public static bool IsInvited(Reader reader, Id<Assembly> assembly, Audience audience) =>
        reader.IsSecretariat || AudienceRule.Invites(reader.Classes, audience) || reader.Offices.Any(office => office.Assembly == assembly);

    internal static async ValueTask<bool> Knows(this AccessContext context, string code, CancellationToken ct) =>
        context.Reader.IsSecretariat
        || context.Reader.IsService
        || await context.Db.Assemblies.Where(a => a.Code == code).AnyAsync(KnownTo(context.Reader), ct);

    /// <summary>Not for this reader: "not found" for whoever may not even know of it.</summary>
    internal static async ValueTask<Error> Refused(this AccessContext context, string code, CancellationToken ct) =>
        !await context.Knows(code, ct) ? AccessErrors.NotFound
        : context.Reader.IsSignedIn ? AccessErrors.Forbidden
        : AccessErrors.SignIn;
}

/// <summary>Whoever may know of the assembly.</summary>
/// <param name="Code">Its code.</param>
public sealed record ReaderOf(string Code) : Access
{
    internal override async ValueTask<Error?> Check(AccessContext context, CancellationToken ct) =>
        await context.Knows(Code, ct) ? null : AccessErrors.NotFound;

    /// <summary>The same question about an assembly in hand, with its steps.</summary>
    public static bool Allows(Reader reader, Assembly assembly) => MeetingsSeen.Knows(reader, assembly);
}

/// <summary>Whoever may know of the assembly and is signed in.</summary>
/// <param name="Code">Its code.</param>
public sealed record SignedInReaderOf(string Code) : Access
{
    internal override async ValueTask<Error?> Check(AccessContext context, CancellationToken ct) =>
        !await context.Knows(Code, ct) ? AccessErrors.NotFound
        : context.Reader.IsSignedIn || context.Reader.IsService ? null
        : AccessErrors.SignIn;
}

/// <summary>Whoever prepares it or takes part in deciding: people of members, its officers, the secretariat.</summary>
/// <param name="Code">Its code.</param>
public sealed record InsiderOf(string Code) : Access
{
    internal override async ValueTask<Error?> Check(AccessContext context, CancellationToken ct) =>
        IsInsider(context.Reader, Code) ? await new ReaderOf(Code).Check(context, ct) : await context.Refused(Code, ct);

    /// <summary>The same question, for what a page shows.</summary>
    public static bool IsInsider(Reader reader, string code) =>
        reader.IsSecretariat || reader.IsMember || reader.Offices.Any(office => office.Code == code);
}

/// <summary>Whoever holds one of these offices of the assembly; the secretariat too.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Offices">Which offices.</param>
public record OfficersOf(string Code, params Office[] Offices) : Access
{
    internal override async ValueTask<Error?> Check(AccessContext context, CancellationToken ct) =>
        Allows(context.Reader) ? null : await context.Refused(Code, ct);

    /// <summary>The same question, for what a page shows.</summary>
    public bool Allows(Reader reader) =>
        reader.IsSecretariat || reader.Offices.Any(held => held.Code == Code && Offices.Contains(held.Office));
}

/// <summary>Whoever organises it for the host; the secretariat too.</summary>
/// <param name="Code">Its code.</param>
public sealed record HostOf(string Code) : OfficersOf(Code, Office.Host);

/// <summary>Whoever may change its place and meetings: host, chair, deputy chair, secretariat. The host not the statutory part.</summary>
/// <param name="Code">Its code.</param>
public sealed record MayEdit(string Code) : OfficersOf(Code, Office.Host, Office.Chair, Office.DeputyChair)
{
    /// <summary>Whether a reader may change the days of the general assembly, too.</summary>
    public static bool Statutory(Reader reader, string code) => new OfficersOf(code, Office.Chair, Office.DeputyChair).Allows(reader);
}

/// <summary>The same for one of its meetings. An unknown meeting and one of an assembly the reader may not know are not found.</summary>
/// <param name="Meeting">Which.</param>
public sealed record MayEditMeeting(Id<Meeting> Meeting) : Access
{
    internal override async ValueTask<Error?> Check(AccessContext context, CancellationToken ct)
    {
        var found = await (
            from meeting in context.Db.Meetings.Where(MeetingsSeen.SeenBy(context.Reader))
            join assembly in context.Db.Assemblies on meeting.Assembly equals assembly.Id
            where meeting.Id == Meeting
            select assembly.Code
        ).SingleOrDefaultAsync(ct);
        return found is null ? AccessErrors.NotFound : await new MayEdit(found).Check(context, ct);
    }
}
