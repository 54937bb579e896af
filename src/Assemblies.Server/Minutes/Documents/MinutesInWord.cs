using Assemblies.Domain.Meetings;
using Assemblies.Domain.Minutes;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Look;

namespace Assemblies.Server.Minutes.Documents;

/// <summary>Minutes as a Word file.</summary>
internal sealed class MinutesInWord(Settings settings)
{
    /// <summary>Writes it.</summary>
    public byte[] Write(MinutesPaper paper)
    {
        var content = paper.Shown.Content;
        using var word = new WordFile(paper.Title, paper.Foot(settings.NetworkName));
        word.Heading(0, $"Minutes of {content.Title}");
        word.Paragraph(new Piece(paper.Lede));
        if (paper.Shown.Despite is { } despite)
        {
            word.Paragraph(new Piece("Published although the checks found something: ", Bold: true), new Piece(despite));
        }

        Head(word, content);
        Attendance(word, content);
        Section(word, "Opening", content.Opening);
        foreach (var meeting in content.Meetings)
        {
            Meeting(word, meeting);
        }

        Section(word, "Closing", content.Closing);
        if (content.Statements.Count + content.Actions.Count > 0)
        {
            word.Heading(1, "Further");
            Said(word, content.Statements, content.Actions);
        }

        End(word, paper);
        return word.ToBytes();
    }

    private static void Head(WordFile word, MinutesContent content)
    {
        var head = content.Head;
        Fact(word, "Chair", Named(head.Chair));
        if (head.DeputyChairs.Count > 0)
        {
            Fact(word, "Deputy chair", Named(head.DeputyChairs));
        }

        Fact(word, "Minutes", Named(head.MinuteTakers));
        Fact(word, "Tellers", Named(head.Tellers));
        Fact(word, "Host", head.Host);
        if (content.Convened is { } convened)
        {
            Fact(
                word,
                "Convened",
                $"{convened.Sentence}. {Words.Count(convened.People, "person", "people")} of {Words.Count(convened.Organisations, "organisation", "organisations")} told; SHA-256 of what was sent: {convened.Hash}"
            );
        }

        Fact(
            word,
            "Rules",
            $"Version {Plain(head.RulesVersion)}{(head.AgendaVersion is { } agenda ? $"; agenda in version {Plain(agenda)}" : "")}"
        );
        if (content.Overrides.Count > 0)
        {
            word.Heading(1, "Against the rules, with reasons");
            var list = word.List(isOrdered: false);
            foreach (var one in content.Overrides)
            {
                word.Item(
                    list,
                    0,
                    new Piece($"{one.What} ({Clocks.Days(one.On, one.On)}{(one.By is { } by ? $", {by}" : "")}). Reason: {one.Reason}")
                );
            }
        }
    }

    private static void Attendance(WordFile word, MinutesContent content)
    {
        word.Heading(1, "Attendance and quorum");
        foreach (var at in content.Checks.GroupBy(c => (c.Meeting, c.At.Date)))
        {
            word.Heading(2, $"{at.Key.Meeting}, {Clocks.ShortDay(at.Key.Date)}");
            var list = word.List(isOrdered: false);
            foreach (var check in at)
            {
                word.Item(list, 0, new Piece(check.Sentence));
            }
        }

        word.Table(
            [1700, 1200, 1000, 1100],
            ["Member", "Represented by", "How", "When"],
            content.Members.Select(m =>
                (IReadOnlyList<string>)
                    [
                        $"{m.Code} {m.Name}{(m.NameLatin is { } latin ? $" ({latin})" : "")}",
                        m.RepresentedBy.Length > 0 ? m.RepresentedBy : "–",
                        m.How,
                        m.Times.Count > 0 ? string.Join('\n', m.Times) : "–",
                    ]
            )
        );
        foreach (var member in content.Members.Where(m => m.WithoutVote is not null))
        {
            word.Paragraph("Small", new Piece($"{member.Name} ({member.Code}) had seat and voice, but no vote. {member.WithoutVote}"));
        }
    }

    private static void Meeting(WordFile word, MinutesMeeting meeting)
    {
        word.Heading(1, $"{meeting.Title}, {Clocks.Day(meeting.Date)}");
        foreach (var line in meeting.Course)
        {
            word.Paragraph("Small", new Piece($"{Clocks.Time(line.At.TimeOfDay)} {line.Text}"));
        }

        foreach (var item in meeting.Items)
        {
            word.Heading(2, $"{item.Number}. {(item.Title.Length > 0 ? item.Title : "Closed item")}");
            word.Paragraph(
                "Hours",
                new Piece(
                    $"{(item.When is { } when ? Words.Capital(when) : "Not taken up")}{(item.Closed ? "; in closed session" : "")}{(item.Late ? "; late, subject to the members’ vote" : "")}"
                )
            );
            if (item.Title.Length is 0)
            {
                word.Paragraph(new Piece("What was dealt with here is left out of this text."));
            }

            word.Markdown(item.Text, below: 2);
            foreach (var motion in item.Motions)
            {
                MotionInWord.Write(word, motion);
            }

            Said(word, item.Statements, item.Actions);
        }
    }

    private static void Said(WordFile word, IReadOnlyList<SpokenStatement> statements, IReadOnlyList<MinutesAction> actions)
    {
        foreach (var one in statements)
        {
            word.Paragraph(new Piece($"Statement of {one.Member}: ", Bold: true), new Piece($"“{one.Text}”"));
        }

        if (actions.Count > 0)
        {
            var list = word.List(isOrdered: false);
            foreach (var one in actions)
            {
                word.Item(
                    list,
                    0,
                    new Piece(
                        $"Action {one.Number}: {one.Text} ({one.Owner ?? "nobody named"}{(one.Until is { } until ? $", until {Clocks.Days(until, until)}" : "")})"
                    )
                );
            }
        }
    }

    private static void End(WordFile word, MinutesPaper paper)
    {
        if (paper.Shown.Annexed.Count > 0)
        {
            word.Heading(1, "Objections annexed for the next assembly");
            foreach (var one in paper.Shown.Annexed)
            {
                word.Paragraph(new Piece($"{one.Place}, {one.Member}: ", Bold: true), new Piece(one.Text));
                word.Paragraph("Small", new Piece(one.Answer ?? "It was not answered in time."));
            }
        }

        word.Heading(1, "Approval and signatures");
        word.Paragraph(
            new Piece(
                paper.Approval is { } approved
                    ? $"Approved by {approved.Assembly}, motion {approved.Motion}, on {paper.At(approved.At)}."
                    : "A later assembly approves these minutes; then chair and minute-taker sign them."
            )
        );
        foreach (var office in SignsMinutes.Signers)
        {
            var signed = paper.Signatures.FirstOrDefault(s => s.Office == office);
            Fact(
                word,
                office is Office.Chair ? "Chair" : "Minute-taker",
                signed is null ? "not signed yet" : $"{signed.Name}, signed on {paper.At(signed.At)}"
            );
        }

        word.Paragraph(
            "Small",
            new Piece(
                $"SHA-256 of this version: {paper.Shown.Hash}{(paper.Shown.IsWhole ? "" : ". Closed items are left out of this text, so that the hash cannot be made again from it.")}"
            )
        );
    }

    private static void Section(WordFile word, string title, string text)
    {
        if (text.Length > 0)
        {
            word.Heading(1, title);
            word.Markdown(text, below: 1);
        }
    }

    private static void Fact(WordFile word, string name, string value) =>
        word.Paragraph("Small", new Piece($"{name}: ", Bold: true), new Piece(value));

    private static string Named(IReadOnlyList<string> names) => names.Count is 0 ? "–" : Words.List([.. names]);

    private static string Plain(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
