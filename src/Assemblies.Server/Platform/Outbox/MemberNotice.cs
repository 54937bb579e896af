using System.Text.Json;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Mail;

namespace Assemblies.Server.Platform.Outbox;

/// <summary>What whoever acts for a member is told; its words are those of the moment it was decided.</summary>
/// <param name="Subject">Of the mail.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Paragraphs">What there is to say; at least one.</param>
/// <param name="Path">The page it leads to.</param>
internal sealed record MemberNotice(string Subject, string Title, IReadOnlyList<string> Paragraphs, string Path);

/// <summary>Writes such notices of one kind.</summary>
internal abstract class MemberNoticeComposer(Settings settings) : IComposeMail
{
    /// <inheritdoc />
    public abstract string Kind { get; }

    /// <summary>What leads to the page, such as "Read the minutes".</summary>
    protected abstract string Action { get; }

    /// <inheritdoc />
    public ValueTask<Composed?> Compose(OutboxMail mail, CancellationToken ct)
    {
        var notice = JsonSerializer.Deserialize<MemberNotice>(mail.Model, Json.Options)!;
        var (html, text) = MailLayout.Render(
            new()
            {
                Eyebrow = settings.NetworkName,
                Preview = notice.Paragraphs[0],
                Title = notice.Title,
                Greeting = $"Dear {mail.Name},",
                Paragraphs = [.. notice.Paragraphs.Select(words => (MailText)words)],
                Actions = new("", [new(Action, new Uri(settings.SiteUrl + notice.Path))]),
                Footer = [$"You get this mail because you act for a member of {settings.NetworkName}."],
            }
        );
        return ValueTask.FromResult<Composed?>(new(notice.Subject, text, html));
    }
}
