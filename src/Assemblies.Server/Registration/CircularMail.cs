using System.Text.Json;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Mail;
using Assemblies.Server.Platform.Outbox;
using Assemblies.Server.Platform.Security;

namespace Assemblies.Server.Registration;

/// <summary>Writes a circular to one of its recipients; the preview shows the same.</summary>
internal sealed class CircularMail(Settings settings) : IComposeMail
{
    public const string MailKind = "circular";

    public string Kind => MailKind;

    /// <summary>What the composer needs: all that the mail says, as it was when it was written.</summary>
    internal sealed record Model(
        string Code,
        string Assembly,
        string Subject,
        string Text,
        string By,
        string ByEmail,
        string To,
        bool IsTrial
    );

    /// <summary>The mail to one recipient.</summary>
    public static NewMail To(Circular circular, CircularRecipient recipient, Model model) =>
        new(
            $"{MailKind}/{circular.Id}/{recipient.Email}",
            MailKind,
            $"circular {circular.Id}",
            recipient.Email,
            recipient.Name,
            JsonSerializer.Serialize(model, Json.Options)
        )
        {
            Person = recipient.Person,
            Assembly = circular.Assembly,
            Group = "letters",
        };

    public ValueTask<Composed?> Compose(OutboxMail mail, CancellationToken ct)
    {
        var model = JsonSerializer.Deserialize<Model>(mail.Model, Json.Options)!;
        var (html, text) = MailLayout.Render(Letter(model, mail.Name, settings));
        return ValueTask.FromResult<Composed?>(
            new((model.IsTrial ? "Trial: " : "") + model.Subject, text, html) { ReplyTo = (model.By, model.ByEmail) }
        );
    }

    /// <summary>The letter as one recipient reads it.</summary>
    public static MailLetter Letter(Model model, string name, Settings settings)
    {
        var paragraphs = CircularWords.Paragraphs(model.Text);
        var first = paragraphs.Count > 0 ? string.Concat(paragraphs[0].Spans.Select(span => span.Words)) : "";
        return new()
        {
            Preview = first.Length > 100 ? first[..100] : first,
            Eyebrow = $"{model.Assembly} ({model.Code})",
            Title = model.Subject,
            Greeting = $"Dear {name},",
            Paragraphs = [.. paragraphs, model.By],
            Links = [new("The programme", new($"{settings.SiteUrl}/assemblies/{model.Code}"))],
            Footer =
            [
                $"Written by {model.By} to: {char.ToLowerInvariant(model.To[0])}{model.To[1..]}. An answer to this mail reaches {model.By}.",
            ],
        };
    }

    /// <summary>Who writes, as mails name them.</summary>
    public static (string Name, string Email) Writer(Reader reader) => (reader.Name, reader.Email ?? "");
}
