using Assemblies.Server.Agenda;

namespace Assemblies.Server.Tests.Agenda;

public sealed class ItemTextTests
{
    [TestCase(
        "# Title\n\n**bold** and [link](https://example.org)",
        "<h3>Title</h3>\n<p><strong>bold</strong> and <a href=\"https://example.org\">link</a></p>\n"
    )]
    [TestCase("[x](javascript:alert(1))", "<p><a>x</a></p>\n")]
    [TestCase("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n")]
    [TestCase("![x](https://example.org/a.png)", "<p></p>\n")]
    [TestCase(
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</tbody>\n</table>\n"
    )]
    public void Markdown_becomes_clean_html(string text, string html) => Assert.That(ItemText.Html(text, below: 2).Value, Is.EqualTo(html));

    [TestCase("## A\n\n## B\n\n#### C\n\n# D", 1, ExpectedResult = "h2 h2 h3 h2")]
    [TestCase("#### A\n\n# B\n\n## C\n\n###### D", 2, ExpectedResult = "h3 h3 h4 h5")]
    [TestCase("# A\n\n## B\n\n### C\n\n#### D\n\n##### E", 3, ExpectedResult = "h4 h5 h6 h6 h6")]
    public string Its_headings_follow_the_page_s_without_a_gap(string text, int below) =>
        string.Join(
            ' ',
            ItemText.Html(text, below).Value.Split('<').Where(tag => tag is ['h', >= '1' and <= '6', '>', ..]).Select(tag => tag[..2])
        );

    [TestCase("- a\n  - b\n    - c\n      - d\n\n> > quoted")]
    [TestCase("A rule:\n\n----------------------------------------\n\n* * *")]
    public void Usual_texts_are_taken(string text) => Assert.That(ItemText.Refuses(text), Is.Null);
}
