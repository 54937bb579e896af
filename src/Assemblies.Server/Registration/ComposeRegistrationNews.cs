using System.Text.Json;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Mail;
using Assemblies.Server.Platform.Outbox;

namespace Assemblies.Server.Registration;

/// <summary>What a mail about a registration says; its words are those of the moment it was decided.</summary>
/// <param name="Subject">The subject line.</param>
/// <param name="Title">The heading.</param>
/// <param name="Assembly">The assembly's title.</param>
/// <param name="Paragraphs">What there is to say.</param>
/// <param name="Seats">What they have.</param>
/// <param name="Path">Where to go: a path of this site.</param>
/// <param name="Action">What can be done there.</param>
internal sealed record RegistrationLetter(
    string Subject,
    string Title,
    string Assembly,
    IReadOnlyList<string> Paragraphs,
    IReadOnlyList<LetterLine> Seats,
    string Path,
    string Action
);

/// <summary>A meeting or something that can be booked, and what somebody has of it.</summary>
internal sealed record LetterLine(string Title, string Says);

/// <summary>Writes mails about registrations: plain ones, since what is one's own comes with its entry by itself.</summary>
internal sealed class ComposeRegistrationNews(Settings settings) : IComposeMail
{
    public const string TheKind = "registration.news";

    public string Kind => TheKind;

    public ValueTask<Composed?> Compose(OutboxMail mail, CancellationToken ct)
    {
        var letter = JsonSerializer.Deserialize<RegistrationLetter>(mail.Model, Json.Options)!;
        var (html, text) = MailLayout.Render(
            new()
            {
                Eyebrow = letter.Assembly,
                Preview = letter.Paragraphs.Count > 0 ? letter.Paragraphs[0] : letter.Title,
                Title = letter.Title,
                Greeting = $"Dear {mail.Name},",
                Paragraphs = [.. letter.Paragraphs.Select(words => (MailText)words)],
                Tables =
                    letter.Seats.Count > 0
                        ?
                        [
                            new(
                                "What you have now",
                                "For",
                                "Your place",
                                [.. letter.Seats.Select(line => (line.Title, (MailText)line.Says))]
                            ),
                        ]
                        : [],
                Actions = new("", [new(letter.Action, new Uri(settings.SiteUrl + letter.Path))]),
                Footer = [$"You get this mail because it is about your own registration for {letter.Assembly}."],
            }
        );
        return ValueTask.FromResult<Composed?>(new(letter.Subject, text, html));
    }
}
