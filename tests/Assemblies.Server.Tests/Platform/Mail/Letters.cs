using Assemblies.Server.Platform.Mail;

namespace Assemblies.Server.Tests.Platform.Mail;

/// <summary>Letters of the demo network's assembly.</summary>
internal static class Letters
{
    private const string Site = "https://assemblies.example.org/";

    public static MailLetter Invitation { get; } =
        new()
        {
            Preview = "Wednesday 21 April, 14:00 in Ljubljana (the same time as in Brussels). One click answers.",
            Eyebrow = "STEM Platforms of Europe invites you",
            Title = "Open meeting: STEM skills for Europe",
            Greeting = "Dear Tomasz Zieliński,",
            Paragraphs =
            [
                "on the day before our General Assembly, members, partners and the Commission meet in Ljubljana. "
                    + "At 14:15 you report on the STEM Education Strategic Plan.",
            ],
            Facts =
            [
                new("When", "Wednesday 21 April 2027, 14:00 to 18:30", "Ljubljana time (CEST, UTC+2), the same as in Brussels"),
                new("Where", "Cankarjev dom, Ljubljana, and online"),
                new("Host", "Znanost Povezuje, Špela Žagar"),
            ],
            Actions = new(
                "Will you come?",
                [
                    new("Yes, I will come", new Uri(Site + "rsvp/token?a=yes")),
                    new("Only to one session", new Uri(Site + "rsvp/token?a=one")),
                    new("No, I cannot", new Uri(Site + "rsvp/token?a=no")),
                ],
                "Each opens a page where you confirm; no account is needed."
            ),
            Tables =
            [
                new(
                    "The afternoon",
                    "Time",
                    "Session",
                    [
                        ("14:00", "Welcome by the host and the ministry"),
                        ("14:15", "STEM Education Strategic Plan: state of play"),
                        ("14:45", "Keynote: what employers will need in 2035"),
                        ("16:15", "Three roundtables: girls and women in STEM, vocational pathways, regional platforms"),
                    ]
                ),
            ],
            Links =
            [
                new("Full programme", new Uri(Site + "assemblies/GA-2027-1")),
                new("Subscribe to the programme", new Uri(Site + "assemblies/GA-2027-1.ics")),
            ],
            Footer =
            [
                new(
                    new("Questions? Write to "),
                    new("Anna de Vries", new Uri("mailto:head@nl.stem.example.org")),
                    new(" at the secretariat.")
                ),
                "The links are made for you; please do not pass them on.",
            ],
        };
}
