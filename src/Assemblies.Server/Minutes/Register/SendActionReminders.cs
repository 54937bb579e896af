using System.Globalization;
using System.Text.Json;
using Assemblies.Domain;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Members;
using Assemblies.Domain.Minutes;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Outbox;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Minutes.Register;

/// <summary>
/// The service reminds those who do actions: a week before the last day, and on the working day after it, at an hour that is sensible where they live. Who wants no reminders
/// gets none. A repeat sends nothing: each reminder goes once for a day that is set.
/// </summary>
internal sealed record SendActionReminders : ICommand<SendActionReminders.Answer>
{
    /// <inheritdoc />
    public Access Needs => new TheService();

    /// <inheritdoc />
    public string On => "reminders of actions";

    /// <summary>What was done.</summary>
    internal sealed record Answer(int Mails);

    internal sealed class Handler(AssembliesDb db, ActionReminders reminders, OutgoingMail outgoing)
        : ICommandHandler<SendActionReminders, Answer>
    {
        public async Task<Result<Answer>> Handle(SendActionReminders command, CancellationToken ct)
        {
            var (stamp, mails) = (await db.Now(ct), new List<NewMail>());
            foreach (var due in await reminders.Timely(ct))
            {
                var token = Secrets.New();
                db.ReminderLinks.Add(new(Secrets.Hash(token), due.To.Email, stamp));
                mails.Add(
                    new(
                        due.Key,
                        ComposeActionReminder.TheKind,
                        "",
                        due.To.Email,
                        due.To.Name,
                        JsonSerializer.Serialize(new ActionReminder(due.Action, due.IsLate, token), Json.Options)
                    )
                    {
                        Person = due.To.Id,
                        Assembly = due.Assembly,
                        Group = "reminders",
                    }
                );
            }

            await outgoing.Add(mails, ct);
            return new Answer(mails.Count);
        }
    }
}

/// <summary>Works out which reminders of actions may go now.</summary>
internal sealed class ActionReminders(AssembliesDb db, IClock clock)
{
    private const int Week = 7;

    /// <summary>Those that were not sent yet.</summary>
    public async Task<IReadOnlyList<Due>> Timely(CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var today = await db.Today(now, ct);
        // A weekend before and a week after: whoever is asked at once has these days.
        var (from, until) = (today.PlusDays(-Week), today.PlusDays(Week + 2));
        var near = await db
            .ActionPoints.AsNoTracking()
            .Where(a => a.EndedAt == null && a.Until >= from && a.Until <= until)
            .OrderBy(a => a.Entry)
            .ToListAsync(ct);
        if (near.Count is 0)
        {
            return [];
        }

        var owners = await Owners(near, today, ct);
        var timely = near.SelectMany(
                action => owners(action),
                (action, to) =>
                {
                    var zone = Zones.Of(to.TimeZone);
                    return (Action: action, To: to, Day: now.InZone(zone).Date, IsHour: SensibleHour.IsNow(now, zone));
                }
            )
            .Where(it => it.IsHour && it.Action.At < it.Day.AtStartOfDayInZone(Zones.Of(it.To.TimeZone)).ToInstant())
            .Where(it => it.Day > it.Action.Until || it.Day >= SensibleHour.DayFor(it.Action.Until!.Value, Week))
            .Select(it => new Due(it.Action.Id, it.Action.Assembly, it.Action.Until!.Value, it.Day > it.Action.Until, it.To))
            .ToList();
        var keys = timely.ConvertAll(it => it.Key);
        var gone = await db.OutboxMails.Where(m => keys.Contains(m.Key)).Select(m => m.Key).ToListAsync(ct);
        return timely.FindAll(it => !gone.Contains(it.Key));
    }

    /// <summary>The job: looks whether there is anything to do, and then sends one command.</summary>
    public static async Task Send(IServiceProvider services, CancellationToken ct)
    {
        if ((await services.GetRequiredService<ActionReminders>().Timely(ct)).Count > 0)
        {
            await services.GetRequiredService<IMediator>().Send(new SendActionReminders(), ct);
        }
    }

    private async Task<Func<ActionPoint, IEnumerable<Person>>> Owners(List<ActionPoint> actions, LocalDate today, CancellationToken ct)
    {
        var (people, organisations) = (
            actions.Select(a => a.Person).OfType<Id<Person>>().Distinct().ToList(),
            actions.Select(a => a.Organisation).OfType<Id<Organisation>>().Distinct().ToList()
        );
        var unwanted = (await db.ReminderOptOuts.Select(o => o.Email).ToListAsync(ct)).ToHashSet(StringComparer.Ordinal);
        var named = await db.People.AsNoTracking().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        var speakers = (
            await (
                from mandate in db.Mandates
                join person in db.People on mandate.Person equals person.Id
                where organisations.Contains(mandate.Organisation)
                where mandate.Role == MandateRole.Head || mandate.Role == MandateRole.Deputy
                where mandate.From <= today && (mandate.Until == null || mandate.Until >= today)
                orderby person.Email
                select new { mandate.Organisation, Person = person }
            )
                .AsNoTracking()
                .ToListAsync(ct)
        ).ToLookup(it => it.Organisation, it => it.Person);
        return action =>
            (
                action.Person is { } one ? [named[one]]
                : action.Organisation is { } organisation ? speakers[organisation].DistinctBy(p => p.Id)
                : Enumerable.Empty<Person>()
            ).Where(p => !unwanted.Contains(p.Email));
    }

    /// <summary>A reminder that may go.</summary>
    internal sealed record Due(Id<ActionPoint> Action, Id<Domain.Meetings.Assembly> Assembly, LocalDate Until, bool IsLate, Person To)
    {
        /// <summary>What makes it unique: once before and once after each day that is set.</summary>
        public string Key =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{ComposeActionReminder.TheKind}/{Action}/{(IsLate ? "late" : "week")}/{Until:uuuu-MM-dd}/{To.Email}"
            );
    }
}
