using System.Text.RegularExpressions;
using Assemblies.Domain;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Mail;

namespace Assemblies.Server.Registration;

/// <summary>Refusals of writing to a selection.</summary>
public static class WritingErrors
{
    /// <summary>Nobody is in the selection.</summary>
    public static readonly Error Nobody = new(
        "circulars.nobody",
        ErrorKind.Conflict,
        "Nobody is in this selection who could be written to. Choose another one; nothing was sent."
    );

    /// <summary>The selection is not the one that was looked at.</summary>
    public static readonly Error OtherNumber = new(
        "circulars.other_number",
        ErrorKind.Conflict,
        "The selection has changed since you looked at it. Look at who gets it now, then send."
    );

    /// <summary>No such meeting or pool here.</summary>
    public static readonly Error UnknownSelection = new(
        "circulars.unknown_selection",
        ErrorKind.Invalid,
        "Choose a meeting, or something that is booked, of this assembly."
    );

    /// <summary>No such circular here.</summary>
    public static readonly Error Unknown = new(
        "circulars.unknown",
        ErrorKind.NotFound,
        "There is no such letter of this assembly. Choose one from the list."
    );
}

/// <summary>What people write, as a mail's paragraphs: blank lines part them, addresses become links, and <c>[words](https://…)</c> too.</summary>
internal static partial class CircularWords
{
    /// <summary>The paragraphs.</summary>
    public static IReadOnlyList<MailText> Paragraphs(string text) =>
        [
            .. BlankLines()
                .Split(text.ReplaceLineEndings("\n").Trim())
                .Select(paragraph => paragraph.Replace('\n', ' ').Trim())
                .Where(paragraph => paragraph.Length > 0)
                .Select(paragraph => new MailText([.. Spans(paragraph)])),
        ];

    /// <summary>Whom it goes to, in words.</summary>
    /// <param name="to">The selection.</param>
    /// <param name="what">The meeting's or pool's title; null where it has none.</param>
    public static string InWords(Selection to, string? what) =>
        to.Kind switch
        {
            SelectionKind.Registered => "All who are registered",
            SelectionKind.OnSite => $"On site: {what}",
            SelectionKind.Online => $"Online: {what}",
            SelectionKind.Waiting => $"Waiting for a seat: {what}",
            SelectionKind.HasItem => $"Has a seat: {what}",
            SelectionKind.SecondStepUnanswered => "On site, second step not answered",
            SelectionKind.InvitedWithoutAnswer => "Invited, without an answer",
            _ => "Guests of the open meeting",
        };

    private static IEnumerable<MailSpan> Spans(string paragraph)
    {
        var at = 0;
        foreach (var link in Links().Matches(paragraph).AsEnumerable())
        {
            var hasWords = link.Groups["words"].Success;
            var address = hasWords ? link.Groups["address"].Value : link.Value;
            var words = hasWords ? link.Groups["words"].Value : link.Value;
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
            {
                continue;
            }

            if (link.Index > at)
            {
                yield return new(paragraph[at..link.Index]);
            }

            yield return new(words, uri);
            at = link.Index + link.Length;
        }

        if (at < paragraph.Length)
        {
            yield return new(paragraph[at..]);
        }
    }

    [GeneratedRegex(@"\n[ \t]*\n", RegexOptions.NonBacktracking)]
    private static partial Regex BlankLines();

    [GeneratedRegex(
        @"\[(?<words>[^\]\n]{1,200})\]\((?<address>https?://[^\s)]{1,500})\)|https?://[^\s<>]{1,500}[^\s<>.,;:!?)]",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex Links();
}
