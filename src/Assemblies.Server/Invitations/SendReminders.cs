using System.Text.Json;
using Assemblies.Domain;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Mail;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Outbox;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Invitations;

/// <summary>The service reminds whom it concerns, at an hour that is sensible where they live. A repeat sends nothing: each reminder goes once.</summary>
internal sealed record SendReminders : ICommand<SendReminders.Answer>
{
    /// <inheritdoc />
    public Access Needs => new TheService();

    /// <inheritdoc />
    public string On => "reminders";

    /// <summary>What was done.</summary>
    internal sealed record Answer(int Mails);

    internal sealed class Handler(AssembliesDb db, ReminderPlan plan, OutgoingMail outbox) : ICommandHandler<SendReminders, Answer>
    {
        public async Task<Result<Answer>> Handle(SendReminders request, CancellationToken cancellationToken)
        {
            var (links, mails) = (new List<ReminderLink>(), new List<NewMail>());
            var stamp = await db.Now(cancellationToken);
            foreach (var (reminder, to) in await plan.Timely(cancellationToken))
            {
                var token = Secrets.New();
                links.Add(new(Secrets.Hash(token), to.Email, stamp));
                mails.Add(
                    new(
                        reminder.Key(to),
                        ComposeReminder.MailKind,
                        "",
                        to.Email,
                        to.Name,
                        JsonSerializer.Serialize(
                            new ReminderMail(reminder.Kind, reminder.Due, reminder.What, to.Lines, token, to.Entries),
                            Json.Options
                        )
                    )
                    {
                        Person = to.Person,
                        Assembly = reminder.Assembly.Id,
                        Group = "reminders",
                    }
                );
            }

            await db.InsertAll(links, cancellationToken);
            await outbox.Add(mails, cancellationToken);
            return new Answer(mails.Count);
        }
    }
}

/// <summary>What the composer of a reminder needs.</summary>
internal sealed record ReminderMail(
    ReminderKind Kind,
    LocalDate Due,
    string What,
    IReadOnlyList<string> Lines,
    string Token,
    IReadOnlyList<Id<DiaryEntry>>? Entries = null
);

/// <summary>Writes reminders: plain mails without a calendar part; none of what does not take place, and none to who does not want them any more.</summary>
internal sealed class ComposeReminder(AssembliesDb db, Hosts hosts, Settings settings) : IComposeMail
{
    internal const string MailKind = "reminder";

    private readonly Dictionary<Id<Assembly>, (Assembly Assembly, (string, string)? Human)> known = [];
    private HashSet<string> unwanted = new(StringComparer.Ordinal);
    private HashSet<Id<DiaryEntry>> cancelled = [];

    public string Kind => MailKind;

    public async Task ReadAhead(IReadOnlyList<OutboxMail> mails, CancellationToken ct)
    {
        var emails = mails.Select(mail => mail.Email).ToList();
        var entries = mails.SelectMany(mail => Model(mail).Entries ?? []).Distinct().ToList();
        unwanted = await db
            .ReminderOptOuts.Where(o => emails.Contains(o.Email))
            .Select(o => o.Email)
            .ToHashSetAsync(StringComparer.Ordinal, ct);
        cancelled = await db.DiaryEntries.Where(e => entries.Contains(e.Id) && e.CancelledAt != null).Select(e => e.Id).ToHashSetAsync(ct);
    }

    public async ValueTask<bool> IsWanted(OutboxMail mail, CancellationToken ct) =>
        !unwanted.Contains(mail.Email)
        && !(Model(mail).Entries ?? []).Any(cancelled.Contains)
        && ReminderPlan.Concerns((await Facts(mail.Assembly!.Value, ct)).Assembly.State);

    public async ValueTask<Composed?> Compose(OutboxMail mail, CancellationToken ct)
    {
        if (!await IsWanted(mail, ct))
        {
            return null;
        }

        var (model, facts) = (Model(mail), await Facts(mail.Assembly!.Value, ct));
        var (about, page) = Words(model, facts.Assembly);
        var (html, text) = MailLayout.Render(
            new()
            {
                Preview = model.Lines[0],
                Eyebrow = facts.Assembly.Title,
                Title = model.What,
                Greeting = $"Dear {mail.Name},",
                Paragraphs = [about, .. model.Lines.Select(line => (MailText)line)],
                Links = [new("Go to the page", new($"{settings.SiteUrl}{page}"))],
                Footer =
                [
                    .. EntryLetters.Footer(facts.Human, "You get this reminder because it concerns you."),
                    new MailText(new MailSpan("No more reminders", new($"{settings.SiteUrl}/reminders/stop/{model.Token}"))),
                ],
            }
        );
        return new($"Reminder: {model.What} ({facts.Assembly.Code})", text, html)
        {
            ReplyTo = facts.Human,
            Unsubscribe = new($"{settings.SiteUrl}/reminders/stop/{model.Token}/one-click"),
        };
    }

    private static ReminderMail Model(OutboxMail mail) => JsonSerializer.Deserialize<ReminderMail>(mail.Model, Json.Options)!;

    private async Task<(Assembly Assembly, (string, string)? Human)> Facts(Id<Assembly> id, CancellationToken ct)
    {
        if (!known.TryGetValue(id, out var facts))
        {
            var assembly = await db.Assemblies.AsNoTracking().Include(a => a.Steps).SingleAsync(a => a.Id == id, ct);
            known[id] = facts = (assembly, (await hosts.Of(assembly, ct)).Human);
        }

        return facts;
    }

    private static (string About, string Page) Words(ReminderMail model, Assembly assembly)
    {
        var at = $"/assemblies/{assembly.Code}";
        return model.Kind switch
        {
            ReminderKind.ItemsDue => (
                "members ask for items of the agenda until the day below. Yours has not asked for any yet.",
                $"{at}/agenda/request"
            ),
            ReminderKind.DocumentsDue => ("the documents of your items are due on the day below.", $"{at}/documents"),
            ReminderKind.UpdatesDue => ("your country update for the exchange of progress is not there yet.", $"{at}/documents"),
            ReminderKind.RegistrationDue => (
                $"we do not know yet whether you come to the {assembly.Title}. Say so by the day below: on the page, or by the links in your invitation.",
                $"{at}/registration"
            ),
            ReminderKind.TasksDue => ("these tasks of the plan are due and not done yet.", $"{at}/plan"),
            ReminderKind.WeekBefore => ($"the {assembly.Title} in {assembly.Place.CityInWords()} is near. You are invited to:", at),
            _ => ($"the {assembly.Title} in {assembly.Place.CityInWords()} begins on {Clocks.Day(model.Due)}. You are invited to:", at),
        };
    }
}
