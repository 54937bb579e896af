using System.Globalization;
using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Look;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Invitations;

/// <summary>Somebody who is to be reminded, and of what.</summary>
internal sealed record Reminded(string Email, string Name, string TimeZone, Id<Person>? Person, IReadOnlyList<string> Lines);

/// <summary>A reminder as it stands in the calendar of reminders: one mail to each of those it concerns.</summary>
/// <param name="Assembly">Of which assembly.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Due">The day it is about.</param>
/// <param name="On">The first day it goes out.</param>
/// <param name="Last">The last day it makes sense.</param>
/// <param name="What">What it says, in a few words.</param>
/// <param name="To">Whom it concerns, as things stand.</param>
internal sealed record PlannedReminder(
    Assembly Assembly,
    ReminderKind Kind,
    LocalDate Due,
    LocalDate On,
    LocalDate Last,
    string What,
    IReadOnlyList<Reminded> To
)
{
    /// <summary>What makes it unique for somebody: it is never sent twice.</summary>
    public string Key(Reminded to) =>
        string.Create(CultureInfo.InvariantCulture, $"reminder/{Assembly.Id}/{Kind}/{Due:uuuu-MM-dd}/{to.Email}");

    /// <summary>Whether it may reach somebody now.</summary>
    public bool IsTimely(Reminded to, Instant now)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(to.TimeZone) ?? Clocks.Brussels;
        var day = now.InZone(zone).Date;
        return day >= On && day <= Last && SensibleHour.IsNow(now, zone);
    }
}

/// <summary>Works out all reminders of assemblies that are planned or convened: the job sends what is timely, the page shows the whole.</summary>
internal sealed class ReminderPlan(AssembliesDb db, TaskReminders tasks, IClock clock)
{
    internal const int Week = 7;

    /// <summary>The reminders of one assembly, or of all; by day.</summary>
    public async Task<IReadOnlyList<PlannedReminder>> Read(string? code, CancellationToken ct)
    {
        var today = clock.GetCurrentInstant().InZone(Clocks.Brussels).Date;
        var assemblies = await db
            .Assemblies.AsNoTracking()
            .Include(a => a.Steps)
            .Include(a => a.Meetings)
            .Where(a => (code == null || a.Code == code) && a.Meetings.Any(m => m.CancelledAt == null && m.Date >= today))
            .OrderBy(a => a.Code)
            .AsSplitQuery()
            .ToListAsync(ct);
        var live = assemblies.FindAll(a => a.State is AssemblyState.Planned or AssemblyState.Convened);
        var deadlines = await db.DeadlinesOf(live.ConvertAll(a => a.Id), ct);
        var reminders = new List<PlannedReminder>();
        foreach (var assembly in live)
        {
            var dates = deadlines.GetValueOrDefault(assembly.Id);
            if (dates is not null)
            {
                reminders.AddRange(await OfMembers(assembly, dates, today, ct));
            }

            reminders.AddRange(await tasks.Of(assembly, dates, today, ct));
            reminders.AddRange(await OfMeetings(assembly, ct));
        }

        return [.. reminders.Where(r => r.To.Count > 0).OrderBy(r => r.On).ThenBy(r => r.Kind)];
    }

    /// <summary>Those that may go out now, were not sent yet and are wanted.</summary>
    public async Task<IReadOnlyList<(PlannedReminder Reminder, Reminded To)>> Timely(CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var timely = (await Read(null, ct))
            .SelectMany(reminder => reminder.To.Where(to => reminder.IsTimely(to, now)), (reminder, to) => (Reminder: reminder, To: to))
            .ToList();
        if (timely.Count is 0)
        {
            return [];
        }

        var keys = timely.ConvertAll(it => it.Reminder.Key(it.To));
        var gone = await db.OutboxMails.Where(m => keys.Contains(m.Key)).Select(m => m.Key).ToListAsync(ct);
        var emails = timely.ConvertAll(it => it.To.Email);
        var unwanted = await db.ReminderOptOuts.Where(o => emails.Contains(o.Email)).Select(o => o.Email).ToListAsync(ct);
        return timely.FindAll(it => !gone.Contains(it.Reminder.Key(it.To)) && !unwanted.Contains(it.To.Email));
    }

    private async Task<IEnumerable<PlannedReminder>> OfMembers(
        Assembly assembly,
        DeadlineList deadlines,
        LocalDate today,
        CancellationToken ct
    )
    {
        var roll = await db.WhoIsTold(assembly.Meetings, today, ct);
        var speakers = roll.Where(t =>
                t.Meetings.Count > 0 && t.Of.Kind is OrganisationKind.Member && t.Of.Role is MandateRole.Head or MandateRole.Deputy
            )
            .ToList();
        var requests = await db
            .ItemRequests.Where(r => r.Assembly == assembly.Id)
            .Select(r => new { r.Organisation, r.Answer!.Item })
            .ToListAsync(ct);
        var updated = await db
            .AgendaDocuments.Where(d => d.Assembly == assembly.Id && d.Kind == DocumentKind.CountryUpdate && d.Organisation != null)
            .Select(d => d.Organisation!.Value)
            .ToListAsync(ct);
        var items = requests.Where(r => r.Item is not null).Select(r => r.Item!.Value).Distinct().ToList();
        var without = await db
            .AgendaItems.Where(i => items.Contains(i.Id) && !db.AgendaDocuments.Any(d => d.Item == i.Id))
            .Select(i => new { i.Id, i.Title })
            .ToListAsync(ct);
        var lacking = (
            from request in requests
            join item in without on request.Item equals item.Id
            select (request.Organisation, item.Title)
        ).ToLookup(it => it.Organisation, it => it.Title);

        var asked = requests.Select(r => r.Organisation).ToHashSet();
        return new[]
        {
            Of(DeadlineKind.MembersItems, ReminderKind.ItemsDue, "Items for the agenda are due", o => asked.Contains(o), _ => []),
            Of(
                DeadlineKind.FinalDocuments,
                ReminderKind.DocumentsDue,
                "Documents of your items are due",
                o => !lacking.Contains(o),
                o => [.. lacking[o].Select(title => $"“{title}” has no document yet.")]
            ),
            Of(DeadlineKind.CountryUpdates, ReminderKind.UpdatesDue, "Your country update is due", o => updated.Contains(o), _ => []),
        }.OfType<PlannedReminder>();

        PlannedReminder? Of(
            DeadlineKind kind,
            ReminderKind about,
            string what,
            Func<Id<Organisation>, bool> isDone,
            Func<Id<Organisation>, IReadOnlyList<string>> lines
        ) =>
            deadlines[kind] is { } deadline
                ? new(
                    assembly,
                    about,
                    deadline.Date,
                    SensibleHour.DayFor(deadline.Date, Week),
                    deadline.Date,
                    what,
                    [
                        .. speakers
                            .Where(s => !isDone(s.Of.Organisation))
                            .DistinctBy(s => s.Of.Person)
                            .Select(s => new Reminded(
                                s.Of.Email,
                                s.Of.Name,
                                s.Of.TimeZone,
                                s.Of.Person,
                                [$"{deadline.Title}: {deadline.InWords}.", .. lines(s.Of.Organisation)]
                            )),
                    ]
                )
                : null;
    }

    /// <summary>A week and a day before the first meeting somebody is invited to and has not declined.</summary>
    private async Task<IEnumerable<PlannedReminder>> OfMeetings(Assembly assembly, CancellationToken ct)
    {
        var coming = await (
            from invitation in db.Invitations
            join entry in db.DiaryEntries on invitation.Entry equals entry.Id
            join revision in db.DiaryRevisions on new { Entry = entry.Id, entry.Sequence } equals new { revision.Entry, revision.Sequence }
            where invitation.Assembly == assembly.Id && invitation.WithdrawnAt == null && entry.CancelledAt == null
            where invitation.Answer != InvitationAnswer.Declined
            select new
            {
                invitation.Email,
                invitation.Name,
                invitation.TimeZone,
                invitation.Person,
                revision.Seen,
            }
        )
            .AsNoTracking()
            .ToListAsync(ct);
        return coming
            .GroupBy(it => it.Email, StringComparer.Ordinal)
            .Select(group =>
            {
                var meetings = group.OrderBy(it => it.Seen.Start).ToList();
                var first = meetings[0];
                return (
                    Day: first.Seen.Start.Date,
                    To: new Reminded(
                        first.Email,
                        first.Name,
                        first.TimeZone,
                        first.Person,
                        [
                            .. meetings.Select(it =>
                                $"{it.Seen.Title}: {Clocks.Span(it.Seen.Start, it.Seen.End)}, {it.Seen.Place ?? assembly.Place.City}."
                            ),
                        ]
                    )
                );
            })
            .GroupBy(it => it.Day)
            .SelectMany(day =>
            {
                var to = day.Select(it => it.To).ToList();
                var eve = SensibleHour.DayFor(day.Key, 1);
                return new PlannedReminder[]
                {
                    new(assembly, ReminderKind.WeekBefore, day.Key, SensibleHour.DayFor(day.Key, Week), eve.PlusDays(-1), "In a week", to),
                    new(assembly, ReminderKind.DayBefore, day.Key, eve, day.Key.PlusDays(-1), "Tomorrow", to),
                };
            });
    }
}
