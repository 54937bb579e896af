using System.Text.Json;
using Assemblies.Domain;
using Assemblies.Domain.Minutes;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Mail;
using Assemblies.Server.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Minutes.Register;

/// <summary>What the composer of a reminder needs.</summary>
/// <param name="Action">Which action.</param>
/// <param name="IsLate">Whether its day is past.</param>
/// <param name="Token">What the link holds that ends reminders to this address.</param>
internal sealed record ActionReminder(Id<ActionPoint> Action, bool IsLate, string Token);

/// <summary>Writes it, as the action stands then; none of what was done meanwhile, and none to who does not want them any more.</summary>
internal sealed class ComposeActionReminder(AssembliesDb db, Settings settings) : IComposeMail
{
    public const string TheKind = "action.reminder";

    public string Kind => TheKind;

    public async ValueTask<bool> IsWanted(OutboxMail mail, CancellationToken ct) =>
        await db.ActionPoints.AnyAsync(a => a.Id == Model(mail).Action && a.EndedAt == null, ct)
        && !await db.ReminderOptOuts.AnyAsync(o => o.Email == mail.Email, ct);

    public async ValueTask<Composed?> Compose(OutboxMail mail, CancellationToken ct)
    {
        if (!await IsWanted(mail, ct))
        {
            return null;
        }

        var model = Model(mail);
        var action = await db.ActionPoints.AsNoTracking().SingleAsync(a => a.Id == model.Action, ct);
        var stop = $"{settings.SiteUrl}/reminders/stop/{model.Token}";
        var says = action.Until is { } day
            ? model.IsLate
                ? $"It was to be done by {Clocks.Day(day)}."
                : $"It is to be done by {Clocks.Day(day)}."
            : "It is to be done.";
        var (html, text) = MailLayout.Render(
            new()
            {
                Eyebrow = settings.NetworkName,
                Preview = says,
                Title = model.IsLate ? $"{action.Number} is late" : $"{action.Number} is due soon",
                Greeting = $"Dear {mail.Name},",
                Paragraphs =
                [
                    $"this action of {action.Code} is yours to do:",
                    action.What,
                    says,
                    "When it is done, say so on its page; whoever gave it can set another day.",
                ],
                Links = [new("Go to the action", new($"{settings.SiteUrl}/actions/{action.Code}/{action.Seq}"))],
                Footer = ["You get this reminder because it concerns you.", new MailText(new MailSpan("No more reminders", new(stop)))],
            }
        );
        return new($"Reminder: {action.Number} {(model.IsLate ? "is late" : "is due soon")}", text, html)
        {
            Unsubscribe = new($"{stop}/one-click"),
        };
    }

    private static ActionReminder Model(OutboxMail mail) => JsonSerializer.Deserialize<ActionReminder>(mail.Model, Json.Options)!;
}
