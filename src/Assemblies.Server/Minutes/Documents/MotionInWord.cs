using System.Globalization;
using Assemblies.Domain.Minutes;
using Assemblies.Server.Platform.Look;

namespace Assemblies.Server.Minutes.Documents;

/// <summary>A motion of minutes in a Word file: its text, its votes by name and what else happened to it.</summary>
internal static class MotionInWord
{
    private static readonly string[] Order = ["Yes", "No", "Abstain", "Did not vote"];

    /// <summary>Writes it.</summary>
    public static void Write(WordFile word, MinutesMotion motion)
    {
        word.Paragraph(
            "Decision",
            new Piece(motion.Decision is { } decision ? $"Decision {decision.Number}" : $"Motion {motion.Number}", Bold: true),
            new Piece(
                $"{(motion.Decision is null ? "" : $" (motion {motion.Number})")}{(motion.Proposer is { Length: > 0 } by ? $" by {by}" : "")}{(motion.Seconder is { Length: > 0 } second ? $", seconded by {second}" : "")}"
            )
        );
        word.Paragraph("Decision", new Piece(motion.Text));
        foreach (var (line, vote) in motion.InOrder())
        {
            if (vote is not { } poll)
            {
                word.Paragraph("Decision", new Piece($"{Clocks.Time(line!.At.TimeOfDay)} {line.Text}"));
                continue;
            }

            word.Paragraph(
                "Decision",
                new Piece(poll.Outcome, Bold: true),
                new Piece(
                    $", {Clocks.Time(poll.At.TimeOfDay)}. {poll.Sentence}{(poll.Warning is { } warning ? $" {warning}" : "")}{(poll.Annulled is { } why ? $" Annulled: {why}" : "")}"
                )
            );
            if (poll.Votes.Count > 0)
            {
                word.Table(
                    [1000, 4000],
                    ["Vote", "Members"],
                    poll.Votes.GroupBy(v => v.Choice, StringComparer.Ordinal)
                        .OrderBy(g => Array.IndexOf(Order, g.Key))
                        .Select(g =>
                            (IReadOnlyList<string>)
                                [
                                    $"{g.Key} ({g.Count().ToString(CultureInfo.InvariantCulture)})",
                                    string.Join(", ", g.Select(v => v.InWords())),
                                ]
                        )
                );
            }
        }
    }
}
