using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>Whoever has the link from a mail. It stands for that one guest of the open meeting and for nothing else.</summary>
/// <param name="Token">What the link holds; never logged, kept as a hash.</param>
public sealed record HolderOfAttendLink(string Token) : Access
{
    internal override async ValueTask<Error?> Check(AccessContext context, CancellationToken ct)
    {
        var hash = Secrets.Hash(Token);
        return await context.Db.AttendLinks.AnyAsync(l => l.Hash == hash, ct) ? null : GuestErrors.UnknownLink;
    }

    /// <inheritdoc />
    public override string ToString() => nameof(HolderOfAttendLink);
}

/// <summary>The meeting that guests come to.</summary>
/// <param name="Assembly">Its assembly, with steps and meetings.</param>
/// <param name="Meeting">The meeting; null when none stands that guests could come to.</param>
/// <param name="Terms">How seats are given.</param>
/// <param name="Closes">The last day of the public form; null when no day stands.</param>
internal sealed record OpenMeeting(Assembly Assembly, Meeting? Meeting, SeatTerms Terms, Deadline? Closes)
{
    /// <summary>Why no guest can come any more, or not yet; null when they can.</summary>
    public Error? Refusal(Instant now) =>
        Assembly.State is not AssemblyState.Convened || Meeting is null ? GuestErrors.NoOpenMeeting
        : now >= Meeting.StartsAt ? GuestErrors.MeetingBegan
        : null;

    /// <summary>Why the public form takes nobody; null when it does.</summary>
    public Error? RefusesForm(Instant now) =>
        !Terms.PublicForm ? GuestErrors.NoPublicForm
        : Refusal(now) is { } refusal ? refusal
        : Closes?.IsPast(now) is true ? GuestErrors.Closed
        : null;

    /// <summary>The ways the meeting is held in.</summary>
    public IReadOnlyList<TakingPart> Ways =>
        Meeting?.Format switch
        {
            MeetingFormat.OnSite => [TakingPart.OnSite],
            MeetingFormat.Online => [TakingPart.Online],
            _ => [TakingPart.OnSite, TakingPart.Online],
        };
}

/// <summary>Reads what concerns guests.</summary>
internal static class GuestReading
{
    /// <summary>The meeting that guests of an assembly come to: the first that is not statutory and is for more than members. Null without the assembly.</summary>
    public static async Task<OpenMeeting?> OpenMeeting(this AssembliesDb db, string code, CancellationToken ct)
    {
        var assembly = await db
            .Assemblies.AsNoTracking()
            .Include(a => a.Steps)
            .Include(a => a.Meetings)
            .AsSplitQuery()
            .SingleOrDefaultAsync(a => a.Code == code, ct);
        if (assembly is null)
        {
            return null;
        }

        const Audience guests = Audience.AssociatedPartners | Audience.Commission;
        var meeting = assembly
            .Meetings.Where(m => !m.Statutory && m.CancelledAt is null && (m.Audience & guests) != Audience.None)
            .OrderBy(m => m.StartsAt)
            .FirstOrDefault();
        var terms = await db.SeatTerms.AsNoTracking().Where(t => t.Assembly == assembly.Id).Select(t => t.Terms).SingleOrDefaultAsync(ct);
        var deadlines = await db.DeadlinesOf(assembly, ct);
        return new(assembly, meeting, terms ?? SeatTerms.Default, deadlines?[DeadlineKind.Registration]);
    }

    /// <summary>The way a link leads to, tracked; null when it leads nowhere.</summary>
    public static Task<Admission?> AdmissionBy(this AssembliesDb db, string token, CancellationToken ct)
    {
        var hash = Secrets.Hash(token);
        return db.Admissions.SingleOrDefaultAsync(a => db.AttendLinks.Any(l => l.Hash == hash && l.Admission == a.Id), ct);
    }

    /// <summary>Whether an address belongs to somebody who is a representative today, and registers as such.</summary>
    public static Task<bool> IsRepresentative(this AssembliesDb db, string email, LocalDate today, CancellationToken ct)
    {
        var normal = Person.NormalEmail(email);
        return (
            from mandate in db.Mandates
            join person in db.People on mandate.Person equals person.Id
            where person.Email == normal && mandate.From <= today && (mandate.Until == null || mandate.Until >= today)
            select mandate.Id
        ).AnyAsync(ct);
    }

    /// <summary>Makes a link to a guest's own page.</summary>
    /// <returns>Its token, which is not kept.</returns>
    public static async Task<string> NewAttendLink(this AssembliesDb db, Id<Admission> admission, Instant stamp, CancellationToken ct)
    {
        var token = Secrets.New();
        await db.InsertAll([new AttendLink(Secrets.Hash(token), admission, stamp)], ct);
        return token;
    }
}
