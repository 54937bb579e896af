using System.Globalization;
using System.Text.RegularExpressions;
using Assemblies.Domain.Agenda;

namespace Assemblies.Domain.Minutes;

/// <summary>Something that the checks before publishing found.</summary>
/// <param name="Code">What kind of thing, stable: <c>minutes.nobody_present</c>.</param>
/// <param name="Item">At which item; null for the minutes as a whole.</param>
/// <param name="Sentence">What, and what to do.</param>
public sealed record MinutesFinding(string Code, Id<AgendaItem>? Item, string Sentence);

/// <summary>
/// The checks before minutes are published: nobody present, an item untouched, an action without owner, a figure in the text that differs from the
/// record.
/// </summary>
/// <remarks>Figures are looked for where words say what is counted ("19 in favour", "20/0/1", "21 of 23 members"): other numbers mean other things.</remarks>
public static partial class MinutesCheck
{
    /// <summary>What is found, the whole first, then in the order of the items.</summary>
    public static IReadOnlyList<MinutesFinding> Of(MinutesContent content) =>
        [.. Whole(content), .. content.Items().SelectMany(item => At(content, item))];

    private static IEnumerable<MinutesFinding> Whole(MinutesContent content)
    {
        if (content.Members.All(m => m.Times.Count is 0))
        {
            yield return new("minutes.nobody_present", null, "Nobody is recorded as present. Look at the check-ins of the meetings.");
        }

        if (content.Checks.Count is 0)
        {
            yield return new("minutes.no_quorum_check", null, "No check of the quorum is recorded. Say in the opening how it was found.");
        }

        foreach (var text in new[] { content.Opening, content.Closing })
        {
            foreach (var wrong in Attendance(content, text))
            {
                yield return new("minutes.other_figure", null, wrong);
            }
        }

        foreach (var action in content.Actions.Where(a => a.Owner is null))
        {
            yield return new("minutes.action_without_owner", null, $"Nobody is named for “{action.Text}”. Name who does it.");
        }
    }

    private static IEnumerable<MinutesFinding> At(MinutesContent content, MinutesItem item)
    {
        var name = $"Item {item.Number}, {item.Title}";
        if (item.WasOn && item.IsUntouched)
        {
            yield return new(
                "minutes.item_untouched",
                item.Id,
                $"{name}: it was dealt with, and the minutes say nothing of it. Write at least a sentence."
            );
        }

        if (!item.WasOn && item.IsUntouched)
        {
            yield return new("minutes.item_untouched", item.Id, $"{name}: it was not taken up. Say what becomes of it.");
        }

        foreach (var action in item.Actions.Where(a => a.Owner is null))
        {
            yield return new("minutes.action_without_owner", item.Id, $"{name}: nobody is named for “{action.Text}”. Name who does it.");
        }

        foreach (var wrong in Votes(item).Concat(Attendance(content, item.Text)))
        {
            yield return new("minutes.other_figure", item.Id, $"{name}: {wrong}");
        }
    }

    private static IEnumerable<string> Votes(MinutesItem item)
    {
        var polls = item.Motions.SelectMany(m => m.Polls).ToList();
        foreach (Match found in Counted().Matches(item.Text))
        {
            var words = found.Groups["what"].Value.ToLowerInvariant();
            Func<MinutesPoll, int> of =
                words is "in favour" or "in favor" or "yes" or "for" ? p => p.Yes
                : words is "against" or "no" ? p => p.No
                : p => p.Abstain;
            if (!polls.Exists(p => of(p) == Number(found.Groups["n"].Value)))
            {
                yield return Differs(
                    found.Value,
                    polls.Count is 0 ? "no vote" : English.List([.. polls.Select(of).Distinct().Select(n => Plain(n))])
                );
            }
        }

        foreach (Match found in Triple().Matches(item.Text))
        {
            var said = (Number(found.Groups["y"].Value), Number(found.Groups["n"].Value), Number(found.Groups["a"].Value));
            if (!polls.Exists(p => (p.Yes, p.No, p.Abstain) == said))
            {
                yield return Differs(
                    found.Value,
                    polls.Count is 0
                        ? "no vote"
                        : English.List([
                            .. polls.Select(p => $"{Plain(p.Yes)}/{Plain(p.No)}/{Plain(p.Abstain)}").Distinct(StringComparer.Ordinal),
                        ])
                );
            }
        }
    }

    private static IEnumerable<string> Attendance(MinutesContent content, string text)
    {
        foreach (Match found in Present().Matches(text))
        {
            var said = (Number(found.Groups["p"].Value), Number(found.Groups["e"].Value));
            if (!content.Checks.Any(c => (c.Counted, c.Entitled) == said))
            {
                var counted = content
                    .Checks.Select(c => $"{Plain(c.Counted)} of {Plain(c.Entitled)}")
                    .Distinct(StringComparer.Ordinal)
                    .ToList();
                yield return Differs(found.Value, counted.Count is 0 ? "no check" : English.List(counted));
            }
        }
    }

    private static string Differs(string said, string record) =>
        $"the text says “{said}”, the record says {record}. Correct the text, or leave the figure to the record.";

    private static long Number(string digits) => long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1;

    private static string Plain(long number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"\b(?<n>\d{1,6})\s+(votes?\s+|members?\s+)?(voted\s+|were\s+)?(?<what>in favou?r|yes|for|against|no|abstentions?|abstained|abstaining|abstain)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Counted();

    [GeneratedRegex(
        @"\b(?<y>\d{1,5})/(?<n>\d{1,5})/(?<a>\d{1,5})\b",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Triple();

    [GeneratedRegex(
        @"\b(?<p>\d{1,5}) of (the )?(?<e>\d{1,5}) (entitled )?members\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Present();
}
