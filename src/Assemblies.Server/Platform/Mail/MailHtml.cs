namespace Assemblies.Server.Platform.Mail;

/// <summary>A letter as HTML for mail programs: tables, styles on each element, 600 pixels wide, no images, dark where the reader is.</summary>
/// <remarks>The classes (t text, s soft text, a accent, ln line, b1 and b2 buttons) are for the dark colours alone; without them it is light.</remarks>
internal static class MailHtml
{
    private static readonly Markup Sans = new("font-family:'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif");

    private static readonly Markup Serif = new(
        "font-family:'Iowan Old Style','Palatino Linotype',Palatino,Georgia,'Times New Roman',serif"
    );

    private static readonly Markup Layout = new("role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"");

    private static readonly Markup Ink = new("color:#1f1a20");

    private static readonly Markup SoftInk = new("color:#5b545b");

    private static readonly Markup Rule = new("1px solid #ded6ca");

    private static readonly Markup DarkColours = new(
        """
        <style>
        :root{color-scheme:light dark;supported-color-schemes:light dark}
        @media (prefers-color-scheme:dark){
        .bg,.b2{background-color:#171418!important}.card{background-color:#201c21!important;border-color:#413a42!important}
        .t,.t a{color:#eee9e5!important}.s,.s a{color:#b9b1b5!important}.ln{border-color:#413a42!important}
        .b1{background-color:#ddb3d8!important;border-color:#ddb3d8!important}.t1{color:#2b102a!important}.a{color:#ddb3d8!important}
        }
        </style>
        """
    );

    /// <summary>The whole document.</summary>
    public static string Render(MailLetter letter) =>
        Markup
            .Of(
                $"""
                <!doctype html>
                <html lang="{letter.Language}" xmlns="http://www.w3.org/1999/xhtml">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta name="supported-color-schemes" content="light dark">
                <title>{letter.Title}</title>
                {DarkColours}
                </head>
                <body class="bg" style="margin:0;padding:0;background-color:#f3eee6">
                {Preview(letter.Preview)}
                <div role="main" lang="{letter.Language}">
                <table {Layout} class="bg" bgcolor="#f3eee6" style="background-color:#f3eee6"><tr><td align="center" style="padding:24px 12px">
                <table {Layout} class="card" bgcolor="#ffffff" style="max-width:600px;background-color:#ffffff;border:{Rule};text-align:left">
                {Card(letter)}
                </table></td></tr></table>
                </div>
                </body>
                </html>

                """
            )
            .Html;

    private static Markup Card(MailLetter letter) =>
        Markup.Lines([
            Brand(letter.Brand),
            Opening(letter),
            Facts(letter.Facts),
            letter.Actions is { } actions ? Actions(actions) : Markup.None,
            .. letter.Tables.Select(Table),
            Links(letter.Links),
            Footer(letter.Footer),
        ]);

    private static Markup Preview(string words) =>
        words.Length is 0
            ? Markup.None
            : Markup.Of($"""<div style="display:none;max-height:0;overflow:hidden" aria-hidden="true">{words}</div>""");

    private static Markup Brand(string name) =>
        Markup.Of(
            $"""<tr><td class="t ln" style="padding:22px 28px 16px;border-bottom:{Rule};{Serif};font-size:22px;line-height:26px;{Ink}"><span class="a" style="color:#5c2257" aria-hidden="true">&#9679;</span> {name}</td></tr>"""
        );

    private static Markup Opening(MailLetter letter) =>
        Markup.Of(
            $"""
            <tr><td style="padding:28px 28px 4px">
            {Soft(letter.Eyebrow, margin: "0 0 8px")}
            <h1 class="t" style="margin:0 0 14px;{Serif};font-size:32px;line-height:37px;font-weight:400;{Ink}">{letter.Title}</h1>
            {Markup.Lines([.. Given(letter.Greeting).Select(Paragraph), .. letter.Paragraphs.Select(Paragraph)])}
            </td></tr>
            """
        );

    private static Markup Paragraph(MailText text) =>
        Markup.Of($"""<p class="t" style="margin:0 0 18px;{Sans};font-size:17px;line-height:26px;{Ink}">{Words(text)}</p>""");

    private static Markup Soft(string words, string margin) =>
        words.Length is 0
            ? Markup.None
            : Markup.Of($"""<p class="s" style="margin:{margin};{Sans};font-size:15px;line-height:22px;{SoftInk}">{words}</p>""");

    private static Markup Facts(IReadOnlyList<MailFact> facts) =>
        facts.Count is 0
            ? Markup.None
            : Markup.Of(
                $"""
                <tr><td style="padding:0 28px 20px"><table {Layout}>
                {Markup.Lines(facts.Select((fact, i) => Fact(fact, isLast: i == facts.Count - 1)))}
                </table></td></tr>
                """
            );

    private static Markup Fact(MailFact fact, bool isLast)
    {
        var lines = isLast ? Markup.Of($"border-top:{Rule};border-bottom:{Rule}") : Markup.Of($"border-top:{Rule}");
        var value = fact.Detail is { } detail ? Markup.Of($"<strong>{Words(fact.Value)}</strong><br>{Words(detail)}") : Words(fact.Value);
        return Markup.Of(
            $"""<tr><td class="s ln" width="72" valign="top" style="padding:10px 12px 10px 0;{lines};{Sans};font-size:15px;line-height:23px;{SoftInk}">{fact.Label}</td><td class="t ln" style="padding:10px 0;{lines};{Sans};font-size:17px;line-height:24px;{Ink}">{value}</td></tr>"""
        );
    }

    private static Markup Actions(MailActions actions) =>
        Markup.Of(
            $"""
            <tr><td style="padding:4px 28px 12px">
            {Heading(actions.Heading)}
            {Markup.Lines(actions.Buttons.Select((button, i) => Button(button, isLikely: i == 0)))}
            {Soft(actions.Note, margin: "4px 0 18px")}
            </td></tr>
            """
        );

    private static Markup Heading(string words) =>
        words.Length is 0
            ? Markup.None
            : Markup.Of(
                $"""<h2 class="t" style="margin:0 0 12px;{Serif};font-size:22px;line-height:28px;font-weight:400;{Ink}">{words}</h2>"""
            );

    private static Markup Button(MailSpan button, bool isLikely)
    {
        var (box, text) = isLikely ? ("b1", "t1") : ("b2", "t");
        var (fill, edge, ink) = isLikely ? ("#5c2257", "#5c2257", "#ffffff") : ("#ffffff", "#857c80", "#1f1a20");
        var address = button.Address ?? throw new ArgumentException("A button leads somewhere.", nameof(button));
        return Markup.Of(
            $"""<table {Layout} style="border-collapse:separate;margin:0 0 10px"><tr><td align="center" class="{box}" bgcolor="{fill}" style="background-color:{fill};border:1px solid {edge};border-radius:3px"><a href="{address}" class="{text}" style="display:block;padding:13px 18px;{Sans};font-size:17px;line-height:22px;font-weight:600;color:{ink};text-decoration:none">{button.Words}</a></td></tr></table>"""
        );
    }

    private static Markup Table(MailTable table) =>
        Markup.Of(
            $"""
            <tr><td style="padding:0 28px 24px">
            {Heading(table.Heading)}
            <table width="100%" cellpadding="0" cellspacing="0" border="0"><caption style="display:none">{table.Heading}</caption>
            <tr style="text-align:left">{Column(table.Left)}{Column(table.Right)}</tr>
            {Markup.Lines(table.Rows.Select(Row))}
            </table>
            </td></tr>
            """
        );

    private static Markup Column(string head) =>
        Markup.Of(
            $"""<th scope="col" class="s" style="padding:0 12px 4px 0;{Sans};font-size:14px;font-weight:600;{SoftInk}">{head}</th>"""
        );

    private static Markup Row((string Left, MailText Right) row) =>
        Markup.Of(
            $"""<tr><td class="s ln" width="72" valign="top" style="padding:7px 12px 7px 0;border-top:{Rule};{Sans};font-size:15px;line-height:22px;{SoftInk}">{row.Left}</td><td class="t ln" style="padding:7px 0;border-top:{Rule};{Sans};font-size:16px;line-height:22px;{Ink}">{Words(row.Right)}</td></tr>"""
        );

    private static Markup Links(IReadOnlyList<MailSpan> links) =>
        links.Count is 0
            ? Markup.None
            : Markup.Of(
                $"""<tr><td style="padding:0 28px 24px"><p class="t" style="margin:0;{Sans};font-size:16px;line-height:24px;{Ink}">{Joined(links.Select(Word), " &nbsp;·&nbsp; ")}</p></td></tr>"""
            );

    private static Markup Footer(IReadOnlyList<MailText> lines) =>
        lines.Count is 0
            ? Markup.None
            : Markup.Of(
                $"""<tr><td class="s ln" style="padding:18px 28px 24px;border-top:{Rule};{Sans};font-size:14px;line-height:21px;{SoftInk}">{Joined(lines.Select(Words), "<br>")}</td></tr>"""
            );

    private static Markup Words(MailText text) => Joined(text.Spans.Select(Word), "");

    private static Markup Word(MailSpan span) =>
        span.Address is { } address
            ? Markup.Of($"""<a class="a" href="{address}" style="color:#5c2257">{span.Words}</a>""")
            : Markup.Of($"{span.Words}");

    private static Markup Joined(IEnumerable<Markup> parts, string between) => new(string.Join(between, parts.Select(part => part.Html)));

    private static IEnumerable<MailText> Given(string words) => words.Length is 0 ? [] : [words];
}
