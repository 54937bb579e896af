using System.Text.Json;
using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Mail;
using Assemblies.Server.Platform.Outbox;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Agenda;

/// <summary>Tells a member’s head and deputy what became of its request, or that the secretariat entered something for it.</summary>
internal sealed class RequestMail(AssembliesDb db, OutgoingMail outgoing, IClock clock)
{
    public Task Entered(Assembly assembly, ItemRequest request, CancellationToken ct) =>
        Send(
            assembly,
            request.Organisation,
            $"request {request.Id}",
            $"{request.Id}/entered",
            new(
                $"{assembly.Code}: an item was asked for in your name",
                $"“{request.Title}” was entered for you",
                [
                    $"The secretariat entered a request for an item of {assembly.Title} for your organisation, as you told it ({request.SourceNote}).",
                    "If this is not what you said, write to the secretariat at once.",
                ],
                $"/assemblies/{assembly.Code}/agenda/requests",
                "See your requests"
            ),
            ct
        );

    public Task Entered(Assembly assembly, AgendaDocument update, CancellationToken ct) =>
        Send(
            assembly,
            update.Organisation!.Value,
            $"document {update.Id}",
            $"{update.Id}/entered",
            new(
                $"{assembly.Code}: your country update was handed in for you",
                "Your country update was handed in for you",
                [
                    $"The secretariat handed in “{update.FileName}” as the country update of your organisation for {assembly.Title}, as it came from you ({update.SourceNote}).",
                    "If this is not what you sent, write to the secretariat at once.",
                ],
                $"/assemblies/{assembly.Code}/documents",
                "See the documents"
            ),
            ct
        );

    public Task Answered(Assembly assembly, ItemRequest request, AgendaItem? item, CancellationToken ct)
    {
        var answer = request.Answer!;
        var (title, says) = answer.Outcome switch
        {
            RequestOutcome.Accepted => (
                $"“{request.Title}” is taken up",
                $"It is item {item!.Number} of the draft agenda; the number may change until the agenda is published."
            ),
            RequestOutcome.Merged => (
                $"“{request.Title}” goes into another item",
                $"Your text and documents are with item {item!.Number} “{item.Title}” of the draft agenda."
            ),
            _ => ($"“{request.Title}” is not taken up", "Chair and secretariat do not put it on the agenda."),
        };
        string[] words = answer.Reason is { } reason ? [says, $"They write: {reason}"] : [says];
        return Send(
            assembly,
            request.Organisation,
            $"request {request.Id}",
            $"{request.Id}/answered",
            new($"{assembly.Code}: {title}", title, words, $"/assemblies/{assembly.Code}/agenda/requests", "See your requests"),
            ct
        );
    }

    private async Task Send(
        Assembly assembly,
        Id<Organisation> member,
        string about,
        string occasion,
        RequestLetter letter,
        CancellationToken ct
    )
    {
        var today = await db.Today(clock.GetCurrentInstant(), ct);
        var to = await (
            from p in db.People
            where
                db.Mandates.Any(m =>
                    m.Person == p.Id
                    && m.Organisation == member
                    && (m.Role == MandateRole.Head || m.Role == MandateRole.Deputy)
                    && m.From <= today
                    && (m.Until == null || m.Until >= today)
                )
            orderby p.Email
            select new
            {
                p.Id,
                p.Email,
                p.Name,
            }
        ).ToListAsync(ct);
        var model = JsonSerializer.Serialize(letter, Json.Options);
        await outgoing.Add(
            [
                .. to.Select(p => new NewMail(
                    $"{RequestComposer.TheKind}/{occasion}/{p.Id}",
                    RequestComposer.TheKind,
                    about,
                    p.Email,
                    p.Name,
                    model
                )
                {
                    Person = p.Id,
                    Assembly = assembly.Id,
                    Group = "requests",
                }),
            ],
            ct
        );
    }
}

/// <summary>What such a mail says; its words are those of the moment it was decided.</summary>
internal sealed record RequestLetter(string Subject, string Title, IReadOnlyList<string> Paragraphs, string Path, string Action);

/// <summary>Writes it.</summary>
internal sealed class RequestComposer(Settings settings) : IComposeMail
{
    public const string TheKind = "agenda.request";

    public string Kind => TheKind;

    public ValueTask<Composed?> Compose(OutboxMail mail, CancellationToken ct)
    {
        var letter = JsonSerializer.Deserialize<RequestLetter>(mail.Model, Json.Options)!;
        var (html, text) = MailLayout.Render(
            new()
            {
                Eyebrow = settings.NetworkName,
                Preview = letter.Paragraphs[0],
                Title = letter.Title,
                Greeting = $"Dear {mail.Name},",
                Paragraphs = [.. letter.Paragraphs.Select(words => (MailText)words)],
                Actions = new("", [new(letter.Action, new Uri(settings.SiteUrl + letter.Path))]),
                Footer = [$"You get this mail because you act for a member of {settings.NetworkName}."],
            }
        );
        return ValueTask.FromResult<Composed?>(new(letter.Subject, text, html));
    }
}
