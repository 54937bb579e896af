using System.Text.Json;
using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Mail;
using Assemblies.Server.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Invitations;

/// <summary>Writes the mails that bring the documents.</summary>
internal sealed class ComposeDocuments(AssembliesDb db, Hosts hosts, Settings settings) : IComposeMail
{
    private readonly Dictionary<Id<Assembly>, (Assembly Assembly, (string, string)? Human)> known = [];

    public string Kind => SendDocuments.Kind;

    public async ValueTask<Composed?> Compose(OutboxMail mail, CancellationToken ct)
    {
        var documents = JsonSerializer.Deserialize<IReadOnlyList<DocumentSent>>(mail.Model, Json.Options)!;
        if (!known.TryGetValue(mail.Assembly!.Value, out var facts))
        {
            var assembly = await db.Assemblies.AsNoTracking().SingleAsync(a => a.Id == mail.Assembly, ct);
            known[assembly.Id] = facts = (assembly, (await hosts.Of(assembly, ct)).Human);
        }

        var page = $"{settings.SiteUrl}/assemblies/{facts.Assembly.Code}/documents";
        var (html, text) = MailLayout.Render(
            new()
            {
                Preview = "The final documents, with what proves them.",
                Eyebrow = settings.NetworkName,
                Title = $"Documents of the {facts.Assembly.Title}",
                Greeting = $"Dear {mail.Name},",
                Paragraphs =
                [
                    $"these are the final documents of the {facts.Assembly.Title} ({facts.Assembly.Code}) that are for you. Each link leads to the page where you read it.",
                    "Each title is followed by a fingerprint of the file (SHA-256): what you download has the same.",
                ],
                Tables =
                [
                    new(
                        "Documents",
                        "Item",
                        "Document",
                        [
                            .. documents.Select(document =>
                                (
                                    document.Number ?? "–",
                                    new MailText(
                                        new MailSpan(document.Title, new($"{page}#{document.Id}")),
                                        new MailSpan($" ({document.ItemTitle}), SHA-256 {document.Hash}")
                                    )
                                )
                            ),
                        ]
                    ),
                ],
                Links = [new("All documents", new(page)), new("The assembly", new($"{settings.SiteUrl}/assemblies/{facts.Assembly.Code}"))],
                Footer = EntryLetters.Footer(
                    facts.Human,
                    "You get this mail because you are convened. Documents that come later are marked late."
                ),
            }
        );
        return new($"Documents: {facts.Assembly.Title}, {facts.Assembly.Place.CityInWords()} ({facts.Assembly.Code})", text, html)
        {
            ReplyTo = facts.Human,
        };
    }
}
