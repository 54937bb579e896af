using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Assemblies.Server.Platform.Mail;

namespace Assemblies.Server.Tests.Platform.Mail;

public sealed class MailLayoutTests
{
    private const string Hostile = "\"><svg onload=alert(1)>&amp;<!--\r\n\0'${x}";

    [Test]
    public void The_text_says_all_and_writes_links_out() =>
        Assert.That(
            MailLayout.Render(Letters.Invitation).Text,
            Is.EqualTo(
                """
                STEM Platforms of Europe invites you
                Open meeting: STEM skills for Europe

                Dear Tomasz Zieliński,

                on the day before our General Assembly, members, partners and the Commission meet in Ljubljana. At 14:15 you report on the STEM Education Strategic Plan.

                When   Wednesday 21 April 2027, 14:00 to 18:30
                       Ljubljana time (CEST, UTC+2), the same as in Brussels
                Where  Cankarjev dom, Ljubljana, and online
                Host   Znanost Povezuje, Špela Žagar

                Will you come?
                - Yes, I will come: https://assemblies.example.org/rsvp/token?a=yes
                - Only to one session: https://assemblies.example.org/rsvp/token?a=one
                - No, I cannot: https://assemblies.example.org/rsvp/token?a=no
                Each opens a page where you confirm; no account is needed.

                The afternoon
                14:00  Welcome by the host and the ministry
                14:15  STEM Education Strategic Plan: state of play
                14:45  Keynote: what employers will need in 2035
                16:15  Three roundtables: girls and women in STEM, vocational pathways, regional platforms

                Full programme: https://assemblies.example.org/assemblies/GA-2027-1
                Subscribe to the programme: https://assemblies.example.org/assemblies/GA-2027-1.ics

                --
                Questions? Write to Anna de Vries <head@nl.stem.example.org> at the secretariat.
                The links are made for you; please do not pass them on.

                """.ReplaceLineEndings("\n")
            )
        );

    [Test]
    public void The_html_says_the_same_in_the_same_order()
    {
        using var page = Parse(Letters.Invitation);

        var said = page.QuerySelectorAll("h1, h2, p, td.t, td.s, th, td a.t, td a.t1").Select(element => Words(element)).ToArray();
        Assert.That(
            said,
            Is.EqualTo(
                new[]
                {
                    "● Assemblies",
                    "STEM Platforms of Europe invites you",
                    "Open meeting: STEM skills for Europe",
                    "Dear Tomasz Zieliński,",
                    "on the day before our General Assembly, members, partners and the Commission meet in Ljubljana. "
                        + "At 14:15 you report on the STEM Education Strategic Plan.",
                    "When",
                    "Wednesday 21 April 2027, 14:00 to 18:30 / Ljubljana time (CEST, UTC+2), the same as in Brussels",
                    "Where",
                    "Cankarjev dom, Ljubljana, and online",
                    "Host",
                    "Znanost Povezuje, Špela Žagar",
                    "Will you come?",
                    "Yes, I will come",
                    "Only to one session",
                    "No, I cannot",
                    "Each opens a page where you confirm; no account is needed.",
                    "The afternoon",
                    "Time",
                    "Session",
                    "14:00",
                    "Welcome by the host and the ministry",
                    "14:15",
                    "STEM Education Strategic Plan: state of play",
                    "14:45",
                    "Keynote: what employers will need in 2035",
                    "16:15",
                    "Three roundtables: girls and women in STEM, vocational pathways, regional platforms",
                    "Full programme \u00a0·\u00a0 Subscribe to the programme",
                    "Questions? Write to Anna de Vries at the secretariat. / The links are made for you; please do not pass them on.",
                }
            )
        );
        Assert.That(
            page.Links.Cast<IHtmlAnchorElement>().Select(link => link.Href),
            Is.EqualTo(
                new[]
                {
                    "https://assemblies.example.org/rsvp/token?a=yes",
                    "https://assemblies.example.org/rsvp/token?a=one",
                    "https://assemblies.example.org/rsvp/token?a=no",
                    "https://assemblies.example.org/assemblies/GA-2027-1",
                    "https://assemblies.example.org/assemblies/GA-2027-1.ics",
                    "mailto:head@nl.stem.example.org",
                }
            )
        );
    }

    [Test]
    public void Nothing_is_fetched_and_nothing_runs()
    {
        using var page = Parse(Letters.Invitation);

        Assert.That(page.QuerySelectorAll("script, img, link, iframe, form, [src], [background]"), Is.Empty);
        Assert.That(page.DocumentElement.OuterHtml, Does.Not.Contain("url(").And.Not.Contain("@import"));
    }

    [Test]
    public void A_letter_of_a_title_alone_has_no_empty_parts()
    {
        var letter = new MailLetter { Title = "Done" };
        using var page = Parse(letter);

        Assert.That(MailLayout.Render(letter).Text, Is.EqualTo("Done\n"));
        Assert.That(page.QuerySelectorAll("p, h2, ul, caption, a"), Is.Empty);
        Assert.That(page.QuerySelectorAll("h1, td.t").Select(Words), Is.EqualTo(new[] { "● Assemblies", "Done" }));
    }

    [Test]
    public void Every_word_from_outside_is_encoded()
    {
        var anywhere = new Uri("https://assemblies.example.org/?q=\"><svg onload=alert(1)>");
        MailText text = new(new(Hostile), new(Hostile, anywhere));
        using var page = Parse(
            new MailLetter
            {
                Brand = Hostile,
                Language = "en\" onload=\"alert(1)",
                Preview = Hostile,
                Eyebrow = Hostile,
                Title = Hostile,
                Greeting = Hostile,
                Paragraphs = [text],
                Facts = [new(Hostile, text, text)],
                Actions = new(Hostile, [new(Hostile, anywhere)], Hostile),
                Tables = [new(Hostile, Hostile, Hostile, [(Hostile, text)])],
                Links = [new(Hostile, anywhere)],
                Footer = [text],
            }
        );

        Assert.That(page.QuerySelectorAll("svg, script, [onload]"), Is.Empty);
        Assert.That(page.Descendants<IComment>(), Is.Empty);
        Assert.That(page.Title, Is.EqualTo("\"><svg onload=alert(1)>&amp;<!-- '${x}"));
    }

    [TestCase("javascript:alert(1)")]
    [TestCase("data:text/html,x")]
    [TestCase("file:///etc/passwd")]
    public void A_link_leads_to_the_web_or_to_a_mailbox(string address) =>
        Assert.That(() => MailLayout.Render(Letters.Invitation with { Links = [new("here", new Uri(address))] }), Throws.ArgumentException);

    [Test]
    public void The_same_letter_gives_the_same_mail()
    {
        var first = MailLayout.Render(Letters.Invitation);

        Assert.That(MailLayout.Render(Letters.Invitation), Is.EqualTo(first));
    }

    private static IHtmlDocument Parse(MailLetter letter) => new HtmlParser().ParseDocument(MailLayout.Render(letter).Html);

    private static string Words(IElement element)
    {
        foreach (var end in element.QuerySelectorAll("br"))
        {
            end.Replace(end.Owner!.CreateTextNode(" / "));
        }

        return element.TextContent.Trim();
    }
}
