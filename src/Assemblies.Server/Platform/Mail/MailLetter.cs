namespace Assemblies.Server.Platform.Mail;

/// <summary>What a mail says, before it is laid out. Read from top to bottom; what is empty or null is left out.</summary>
internal sealed record MailLetter
{
    /// <summary>The service's name, at the top.</summary>
    public string Brand { get; init; } = "Assemblies";

    /// <summary>The language of the words.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The line that mailboxes show beside the subject; hidden in the mail itself.</summary>
    public string Preview { get; init; } = "";

    /// <summary>A few words above the title, such as who invites.</summary>
    public string Eyebrow { get; init; } = "";

    /// <summary>What it is about.</summary>
    public required string Title { get; init; }

    /// <summary>Such as <c>Dear Tomasz Zieliński,</c>.</summary>
    public string Greeting { get; init; } = "";

    /// <summary>What there is to say first.</summary>
    public IReadOnlyList<MailText> Paragraphs { get; init; } = [];

    /// <summary>When, where, who.</summary>
    public IReadOnlyList<MailFact> Facts { get; init; } = [];

    /// <summary>What the reader can do.</summary>
    public MailActions? Actions { get; init; }

    /// <summary>The programme, what is due, what has changed.</summary>
    public IReadOnlyList<MailTable> Tables { get; init; } = [];

    /// <summary>Where to read on.</summary>
    public IReadOnlyList<MailSpan> Links { get; init; } = [];

    /// <summary>Whom to ask, and why this mail came; a line each.</summary>
    public IReadOnlyList<MailText> Footer { get; init; } = [];
}

/// <summary>Some words, which may lead somewhere.</summary>
/// <param name="Words">As people read them.</param>
/// <param name="Address">An https, http or mailto address; null for words alone.</param>
internal sealed record MailSpan(string Words, Uri? Address = null);

/// <summary>A line or paragraph: words with links among them.</summary>
internal sealed record MailText(params IReadOnlyList<MailSpan> Spans)
{
    /// <summary>Words without a link.</summary>
    public static implicit operator MailText(string words) => new(new MailSpan(words));
}

/// <summary>A fact with its label, such as <c>When</c>.</summary>
/// <param name="Label">One word.</param>
/// <param name="Value">The fact.</param>
/// <param name="Detail">A line below; the fact above it then stands out.</param>
internal sealed record MailFact(string Label, MailText Value, MailText? Detail = null);

/// <summary>Buttons under a question, the first of them the likely one.</summary>
/// <param name="Heading">The question; blank for none.</param>
/// <param name="Buttons">Words and address of each.</param>
/// <param name="Note">What happens then; blank for none.</param>
internal sealed record MailActions(string Heading, IReadOnlyList<MailSpan> Buttons, string Note = "");

/// <summary>Rows of two columns, a short one and a long one.</summary>
/// <param name="Heading">What it shows.</param>
/// <param name="Left">The short column's head, such as <c>Time</c>.</param>
/// <param name="Right">The long column's head, such as <c>Session</c>.</param>
/// <param name="Rows">From top to bottom.</param>
internal sealed record MailTable(string Heading, string Left, string Right, IReadOnlyList<(string Left, MailText Right)> Rows);
