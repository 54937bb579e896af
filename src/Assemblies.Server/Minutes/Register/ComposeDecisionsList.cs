using System.Text.Json;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Mail;
using Assemblies.Server.Platform.Outbox;
using NodaTime;

namespace Assemblies.Server.Minutes.Register;

/// <summary>What the list of decisions says; its words are those of the moment it was sent.</summary>
/// <param name="Code">The assembly's code.</param>
/// <param name="Title">The assembly's title.</param>
/// <param name="Lines">Its entries of the register, in order.</param>
/// <param name="ContestUntil">The last day for contesting a vote; null where votes cannot be contested.</param>
/// <param name="TimeZone">The zone of that day.</param>
internal sealed record DecisionsLetter(
    string Code,
    string Title,
    IReadOnlyList<DecisionsLetter.Line> Lines,
    LocalDate? ContestUntil,
    string TimeZone
)
{
    /// <summary>An entry.</summary>
    /// <param name="Assembly">The assembly's code.</param>
    /// <param name="Key">How it is addressed.</param>
    /// <param name="Name">How it is called.</param>
    /// <param name="Text">What was decided, whether it still holds, and the result: whole sentences.</param>
    internal sealed record Line(string Assembly, string Key, string Name, string Text)
    {
        /// <summary>An entry of the register with what is said of it; what is null is left out.</summary>
        public static Line Of(DecisionLine it, params string?[] says) =>
            new(it.Assembly, it.Key, it.Number ?? $"Motion {it.Motion}", string.Join(' ', says.OfType<string>().Select(Sentence)));

        // People enter titles and texts with a full stop or without.
        private static string Sentence(string words) =>
            words.TrimEnd() is var text && text.Length > 0 && (char.IsLetterOrDigit(text[^1]) || text[^1] is ')' or '”' or '"' or '%')
                ? text + "."
                : text;
    }
}

/// <summary>Writes it.</summary>
internal sealed class ComposeDecisionsList(Settings settings) : IComposeMail
{
    public const string TheKind = "decisions.list";

    public string Kind => TheKind;

    public ValueTask<Composed?> Compose(OutboxMail mail, CancellationToken ct)
    {
        var letter = JsonSerializer.Deserialize<DecisionsLetter>(mail.Model, Json.Options)!;
        var contest = letter.ContestUntil is { } day
            ? $"Votes can be contested until {Clocks.Deadline(day)} ({Clocks.CityOf(DateTimeZoneProviders.Tzdb[letter.TimeZone])} time). Write to the secretariat, and say which vote and why."
            : "By the rules of procedure votes cannot be contested.";
        var (html, text) = MailLayout.Render(
            new()
            {
                Eyebrow = letter.Title,
                Preview = contest,
                Title = $"Decisions of {letter.Code}",
                Greeting = $"Dear {mail.Name},",
                Paragraphs = ["these are the decisions of the assembly, and the motions that were not adopted.", contest],
                Tables =
                [
                    new(
                        "Decisions",
                        "Number",
                        "What was decided",
                        [
                            .. letter.Lines.Select(line =>
                                (
                                    line.Name,
                                    new MailText(
                                        new MailSpan(line.Text + " "),
                                        new MailSpan("In the register", new Uri($"{settings.SiteUrl}/decisions/{line.Assembly}/{line.Key}"))
                                    )
                                )
                            ),
                        ]
                    ),
                ],
                Links = [new("All of it in the register", new($"{settings.SiteUrl}/assemblies/{letter.Code}/decisions"))],
                Footer = [$"You get this mail because you speak for a member of {settings.NetworkName}."],
            }
        );
        return ValueTask.FromResult<Composed?>(new($"{letter.Code}: list of decisions", text, html));
    }
}
