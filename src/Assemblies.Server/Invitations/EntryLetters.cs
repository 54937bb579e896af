using Assemblies.Domain.Agenda;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Agenda;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Mail;
using NodaTime;

namespace Assemblies.Server.Invitations;

/// <summary>What all mails about one revision of an entry have in common.</summary>
/// <param name="Code">The assembly's code.</param>
/// <param name="Assembly">Its title.</param>
/// <param name="City">Where it is.</param>
/// <param name="Days">Its days, in words.</param>
/// <param name="Host">The host, in words.</param>
/// <param name="Human">Who reads answers by mail; null when nobody is named.</param>
/// <param name="Called">The title it was first invited by: a thread of mails keeps its subject.</param>
/// <param name="Seen">What calendars show.</param>
/// <param name="Before">What they showed before; null for the first revision.</param>
/// <param name="Statutory">Part of the general assembly: the mail is the convocation.</param>
/// <param name="Kind">A meeting or one of its sessions.</param>
/// <param name="Programme">The meeting as it is published; null when nothing is.</param>
internal sealed record EntryFacts(
    string Code,
    string Assembly,
    string City,
    string Days,
    string Host,
    (string Name, string Email)? Human,
    string Called,
    EntrySnapshot Seen,
    EntrySnapshot? Before,
    bool Statutory,
    EntryKind Kind,
    PublishedMeeting? Programme
);

/// <summary>To whom one of them goes.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Zone">Their zone.</param>
/// <param name="Audience">Their reader class.</param>
/// <param name="Token">The link to answer by.</param>
/// <param name="Why">What is said first; null for the usual words.</param>
internal sealed record Addressee(string Name, DateTimeZone Zone, Audience Audience, string Token, string? Why);

/// <summary>The words of invitations, updates and cancellations.</summary>
internal static class EntryLetters
{
    private const string ByTheLinks =
        "Each opens a page where you confirm; no account is needed. Answer by these links: what you press in your calendar does not reach us.";

    /// <summary>The subject, without the prefix of an update or a cancellation.</summary>
    public static string Subject(EntryFacts facts) => $"Invitation: {facts.Called}, {facts.City} ({facts.Code})";

    /// <summary>The invitation, or the news that it has changed.</summary>
    public static MailLetter Invitation(EntryFacts facts, Addressee to, Settings settings) =>
        new()
        {
            Preview = $"{Clocks.Span(facts.Seen.Start, facts.Seen.End)} in {facts.City}. Answer by a link, without an account.",
            Eyebrow = facts.Before is null ? $"{settings.NetworkName} invites you" : $"{facts.Assembly}: your invitation has changed",
            Title = facts.Seen.Title,
            Greeting = $"Dear {to.Name},",
            Paragraphs = [.. Opening(facts, to)],
            Facts = [.. Facts(facts, to.Zone, facts.Seen.OnlineLink)],
            Actions = Actions(facts, to.Token, settings),
            Tables = [.. Changes(facts), .. Programme(facts, to.Audience)],
            Links = Links(facts, settings),
            Footer = Footer(
                facts,
                "The links are made for you; do not pass them on. Should the meeting change, you get one mail and your calendar entry moves."
            ),
        };

    /// <summary>The entry is taken back.</summary>
    public static MailLetter Cancellation(EntryFacts facts, Addressee to) =>
        new()
        {
            Preview = $"{facts.Seen.Title} is taken off your calendar.",
            Eyebrow = $"{facts.Assembly}: taken off your calendar",
            Title = facts.Seen.Title,
            Greeting = $"Dear {to.Name},",
            Paragraphs = [to.Why ?? "This meeting does not take place as it was announced.", "Your calendar removes the entry by itself."],
            Facts = [.. Facts(facts, to.Zone, online: null)],
            Footer = Footer(facts, "You get this mail because you were invited to it."),
        };

    /// <summary>The usual way a letter of the network ends.</summary>
    public static IReadOnlyList<MailText> Footer(EntryFacts facts, string why) => Footer(facts.Human, why);

    /// <summary>Whom to ask, and why the mail came.</summary>
    public static IReadOnlyList<MailText> Footer((string Name, string Email)? human, string why) =>
        human is { } asked
            ? [new(new("Questions? Write to "), new(asked.Name, new($"mailto:{asked.Email}")), new(", or simply answer this mail.")), why]
            : [why];

    private static IEnumerable<MailText> Opening(EntryFacts facts, Addressee to)
    {
        if (to.Why is not null)
        {
            yield return to.Why;
        }
        else if (facts.Before is not null)
        {
            yield return facts.Seen.IsAtAnotherTime(facts.Before)
                ? "the time has changed. Tell us again whether you come; an earlier answer does not count any more."
                : "something has changed. Your answer stands; change it below if you have to.";
        }
        else if (facts.Statutory)
        {
            yield return $"the {facts.Assembly} ({facts.Code}) is convened in {facts.City}, {facts.Days}. This is the convocation to {Quoted(facts)}.";
        }
        else
        {
            yield return $"beside the {facts.Assembly}, members, partners and the Commission meet in {facts.City}. You are invited to {Quoted(facts)}.";
        }
    }

    private static string Quoted(EntryFacts facts) => $"“{facts.Seen.Title}”";

    private static IEnumerable<MailFact> Facts(EntryFacts facts, DateTimeZone reader, string? online)
    {
        var seen = facts.Seen;
        yield return new(
            "When",
            Clocks.Span(seen.Start, seen.End),
            Clocks.ZoneOf(seen.Start, seen.End, DateTimeZoneProviders.Tzdb[seen.Zone], facts.City, reader)
        );
        if (seen.Place is { } place)
        {
            yield return new("Where", place);
        }

        if (Uri.TryCreate(online, UriKind.Absolute, out var link) && link.Scheme is "https" or "http")
        {
            yield return new("By video", new MailText(new MailSpan("Join by video", link)));
        }

        yield return new("Host", facts.Host);
    }

    private static MailActions Actions(EntryFacts facts, string token, Settings settings)
    {
        var answer = $"{settings.SiteUrl}/rsvp/{token}?answer=";
        List<MailSpan> buttons = [new("Yes, I will come", new($"{answer}accepted")), new("No, I cannot", new($"{answer}declined"))];
        if (facts.Kind is EntryKind.Meeting && facts.Programme?.Sessions.Count > 1)
        {
            buttons.Insert(1, new("Only to some sessions", new($"{answer}sessionsOnly")));
        }

        buttons.Add(new("Somebody else comes", new($"{answer}substituted")));
        return new("Will you come?", buttons, ByTheLinks);
    }

    private static IEnumerable<MailTable> Changes(EntryFacts facts)
    {
        if (facts.Before is not { } before)
        {
            yield break;
        }

        var seen = facts.Seen;
        var rows = new List<(string, MailText)>();
        if (seen.IsAtAnotherTime(before))
        {
            rows.Add(("When", $"{Clocks.Span(seen.Start, seen.End)} (before: {Clocks.Span(before.Start, before.End)})"));
        }

        Compare(rows, "Title", seen.Title, before.Title);
        Compare(rows, "Where", seen.Place, before.Place);
        if (!string.Equals(seen.OnlineLink, before.OnlineLink, StringComparison.Ordinal))
        {
            rows.Add(("By video", seen.OnlineLink is null ? "There is no link any more." : "There is a new link."));
        }

        if (rows.Count > 0)
        {
            yield return new("What has changed", "What", "Now", rows);
        }
    }

    private static void Compare(List<(string, MailText)> rows, string what, string? now, string? before)
    {
        if (!string.Equals(now, before, StringComparison.Ordinal))
        {
            rows.Add((what, $"{now ?? "–"} (before: {before ?? "–"})"));
        }
    }

    private static IEnumerable<MailTable> Programme(EntryFacts facts, Audience audience)
    {
        if (facts.Kind is EntryKind.Meeting && facts.Programme is { } meeting)
        {
            var rows = Rows(meeting, Visibility.Of(audience)).ToList();
            if (rows.Count > 0)
            {
                yield return new("The programme", "Time", "Session", rows);
            }
        }
    }

    private static IEnumerable<(string, MailText)> Rows(PublishedMeeting meeting, Visibility sight) =>
        meeting
            .Sessions.Where(session => sight.Sees(meeting, session))
            .Select(session => (Clocks.Time(session.Start.TimeOfDay), (MailText)(sight.TitleOf(session) ?? Snapshots.Closed)));

    private static IReadOnlyList<MailSpan> Links(EntryFacts facts, Settings settings)
    {
        var page = $"{settings.SiteUrl}/assemblies/{facts.Code}";
        return facts.Statutory
            ? [new("The assembly, its agenda and documents", new(page))]
            : [new("Full programme", new(page)), new("Subscribe to the programme", new($"{page}.ics"))];
    }
}
