using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Invitations;

/// <summary>A week before registration closes: those who are invited and have not said whether they come. Nobody who has.</summary>
internal sealed class RegistrationReminders(AssembliesDb db)
{
    /// <summary>Works it out for an assembly; null unless it is convened.</summary>
    public async Task<PlannedReminder?> Of(Assembly assembly, DeadlineList deadlines, CancellationToken ct)
    {
        if (assembly.State is not AssemblyState.Convened || deadlines[DeadlineKind.Registration] is not { } deadline)
        {
            return null;
        }

        var invited = await (
            from invitation in db.Invitations
            join entry in db.DiaryEntries on invitation.Entry equals entry.Id
            where invitation.Assembly == assembly.Id && invitation.WithdrawnAt == null
            where entry.Kind == EntryKind.Meeting && entry.CancelledAt == null
            // Members' people answer by the form, everybody else by the invitation.
            where invitation.Answer == InvitationAnswer.NeedsAction || invitation.Audience == Audience.Members
            where invitation.Answer != InvitationAnswer.Declined
            where
                !db.Registrants.Any(r =>
                    r.Assembly == assembly.Id
                    && ((r.Person != null && r.Person == invitation.Person) || (r.Guest != null && r.Guest == invitation.Guest))
                )
            orderby invitation.Email
            select new
            {
                invitation.Email,
                invitation.Name,
                invitation.TimeZone,
                invitation.Person,
            }
        ).ToListAsync(ct);
        return new(
            assembly,
            ReminderKind.RegistrationDue,
            deadline.Date,
            SensibleHour.DayFor(deadline.Date, ReminderPlan.Week),
            deadline.Date,
            "Registration closes soon",
            [
                .. invited
                    .DistinctBy(i => i.Email, StringComparer.Ordinal)
                    .Select(i => new Reminded(i.Email, i.Name, i.TimeZone, i.Person, [$"{deadline.Title}: {deadline.InWords}."])),
            ]
        );
    }
}
