namespace Assemblies.Server.Platform.Mail;

/// <summary>Lays a letter out twice, from one model: as HTML and as plain text that says the same.</summary>
internal static class MailLayout
{
    /// <summary>Both renderings; the same letter gives the same text.</summary>
    public static (string Html, string Text) Render(MailLetter letter) => (MailHtml.Render(letter), MailPlainText.Render(letter));
}
