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

/// <summary>
/// Works out all reminders of assemblies that are to come, or have been and left something to do: the job sends what is timely, the page shows
/// the whole.
/// </summary>
internal sealed class ReminderPlan(AssembliesDb db, TaskReminders tasks, RegistrationReminders registration, IClock clock)
{
    internal const int Week = 7;

    /// <summary>Where people are still reminded. After the last meeting tasks remain: the evidence, the minutes, the settlement.</summary>
    public static bool Concerns(AssemblyState state) => state is AssemblyState.Planned or AssemblyState.Convened or AssemblyState.Adjourned;

    /// <summary>The reminders of one assembly, or of all, that are not past; by day. Whoever does not want any is not among those they go to.</summary>
    public async Task<IReadOnlyList<PlannedReminder>> Read(string? code, CancellationToken ct)
    {
        var today = await db.Today(clock.GetCurrentInstant(), ct);
        var assemblies = await db
            .Assemblies.AsNoTracking()
            .Include(a => a.Steps)
            .Include(a => a.Meetings)
            .Where(a => code == null || a.Code == code)
            .Where(a =>
                a.Meetings.Any(m => m.CancelledAt == null && m.Date >= today)
                || db.PlanTasks.Any(t => t.Assembly == a.Id && t.DoneAt == null)
            )
            .OrderBy(a => a.Code)
            .AsSplitQuery()
            .ToListAsync(ct);
        var live = assemblies.FindAll(a => Concerns(a.State));
        var deadlines = await db.DeadlinesOf(live.ConvertAll(a => a.Id), ct);
        var reminders = new List<PlannedReminder>();
        foreach (var assembly in live)
        {
            var dates = deadlines.GetValueOrDefault(assembly.Id);
            reminders.AddRange(await tasks.Of(assembly, dates, today, ct));
            if (assembly.Meetings.Any(m => m.CancelledAt is null && m.Date >= today))
            {
                reminders.AddRange(dates is null ? [] : await OfMembers(assembly, dates, today, ct));
                if (dates is not null && await registration.Of(assembly, dates, ct) is { } due)
                {
                    reminders.Add(due);
                }

                reminders.AddRange(await OfMeetings(assembly, ct));
            }
        }

        var unwanted = (await db.ReminderOptOuts.Select(o => o.Email).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. reminders
                .Where(r => r.Last >= today)
                .Select(r => r with { To = [.. r.To.Where(to => !unwanted.Contains(to.Email))] })
                .Where(r => r.To.Count > 0)
                .OrderBy(r => r.On)
                .ThenBy(r => r.Kind),
        ];
    }

    /// <summary>Those that may go out now and were not sent yet.</summary>
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
        return timely.FindAll(it => !gone.Contains(it.Reminder.Key(it.To)));
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
                            .GroupBy(s => s.Of.Person)
                            .Select(person => new Reminded(
                                person.First().Of.Email,
                                person.First().Of.Name,
                                person.First().Of.TimeZone,
                                person.Key,
                                [
                                    $"{deadline.Title}: {deadline.InWords}.",
                                    // Who speaks for two members is told of both.
                                    .. person.Select(s => s.Of.Organisation).Distinct().SelectMany(lines),
                                ]
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
                entry.Id,
                entry.Generation,
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
                    first.Generation,
                    To: new Reminded(
                        first.Email,
                        first.Name,
                        first.TimeZone,
                        first.Person,
                        [
                            .. meetings.Select(it =>
                                $"{it.Seen.Title}: {Clocks.Span(it.Seen.Start, it.Seen.End)}, {it.Seen.Place ?? assembly.Place.CityInWords()}."
                            ),
                        ]
                    )
                    {
                        Entries = meetings.ConvertAll(it => it.Id),
                    }
                );
            })
            .GroupBy(it => (it.Day, it.Generation))
            .SelectMany(group =>
            {
                // Named by its day: it may go out on a Friday for a Monday, and some days later than planned.
                var ((day, generation), to) = (group.Key, group.Select(it => it.To).ToList());
                var (what, eve) = ($"Begins on {Clocks.Day(day)}", SensibleHour.DayFor(day, 1));
                return new PlannedReminder[]
                {
                    new(assembly, ReminderKind.WeekBefore, day, SensibleHour.DayFor(day, Week), eve.PlusDays(-1), what, to)
                    {
                        Generation = generation,
                    },
                    new(assembly, ReminderKind.DayBefore, day, eve, day.PlusDays(-1), what, to) { Generation = generation },
                };
            });
    }
}
