using System.Globalization;
using NodaTime;

namespace Assemblies.Domain.Rules;

/// <summary>An item that amends the charter: its text has a deadline of its own.</summary>
/// <param name="Number">Its printed number; null before it has one.</param>
/// <param name="Title">Its title.</param>
/// <param name="TextSince">Since when the full text is with the members; null when it is not.</param>
public sealed record CharterAmendment(int? Number, string Title, Instant? TextSince)
{
    internal string Name => Number is { } number ? $"item {number} {Words.Quote(Title)}" : Words.Quote(Title);
}

/// <summary>What has been done for an assembly that is to be convened.</summary>
/// <param name="AnnouncedAt">When its dates were announced; null when they were not.</param>
/// <param name="AgendaPublishedAt">When the newest version of its agenda was published; null when none is.</param>
/// <param name="RescheduledAt">When its dates were named instead of others; null when they are the first.</param>
/// <param name="CharterAmendments">The items on its agenda that amend the charter.</param>
public sealed record NoticeFacts(
    Instant? AnnouncedAt,
    Instant? AgendaPublishedAt,
    Instant? RescheduledAt,
    IReadOnlyList<CharterAmendment> CharterAmendments
);

/// <summary>How one check came out.</summary>
public enum NoticeVerdict
{
    /// <summary>As the rules want it.</summary>
    Ok,

    /// <summary>Not as the rules want it, and convening goes on.</summary>
    Warns,

    /// <summary>Convening is refused, unless it is overridden with a written reason.</summary>
    Refuses,
}

/// <summary>One check, as the page before convening shows it.</summary>
/// <param name="Code">Stable; part of the contract where it refuses or warns: <c>meetings.notice_too_short</c>.</param>
/// <param name="Title">What is checked.</param>
/// <param name="Verdict">How it came out.</param>
/// <param name="Sentence">Why, and how to mend it.</param>
public sealed record NoticeLine(string Code, string Title, NoticeVerdict Verdict, string Sentence)
{
    /// <summary>The check as a refusal.</summary>
    internal Error ToError() => new(Code, ErrorKind.Conflict, Sentence);
}

/// <summary>
/// Whether an assembly can be convened now, before its first day: all reasons against it at once. The notice long enough, the agenda published
/// with the dates that stand and the text of charter amendments there in time are needed; a missed announcement only warns.
/// </summary>
/// <remarks>
/// The dates are those of the rules: one set by hand may ask for more, it cannot shorten a notice. An override, its written reason
/// and what it keeps for the minutes are the caller's.
/// </remarks>
public sealed class NoticeCheck
{
    /// <summary>The first day has begun.</summary>
    public static readonly Error AfterBegin = new(
        "meetings.notice_after_begin",
        ErrorKind.Conflict,
        "The general assembly has begun: there is no time left for a notice. Move the assembly to a later day."
    );

    private NoticeCheck(IReadOnlyList<NoticeLine> lines) => Lines = lines;

    /// <summary>Every check, also those that came out well.</summary>
    public IReadOnlyList<NoticeLine> Lines { get; }

    /// <summary>The reasons against convening; empty when it can be.</summary>
    public IReadOnlyList<Error> Refusals => [.. Lines.Where(l => l.Verdict is NoticeVerdict.Refuses).Select(l => l.ToError())];

    /// <summary>What is worth knowing before.</summary>
    public IReadOnlyList<Error> Warnings => [.. Lines.Where(l => l.Verdict is NoticeVerdict.Warns).Select(l => l.ToError())];

    /// <summary>The one refusal with all reasons; null when the assembly can be convened.</summary>
    public Error? Refusal
    {
        get
        {
            var reasons = Refusals;
            return reasons.Count == 0
                ? null
                : new Error(
                    "meetings.notice_refused",
                    ErrorKind.Conflict,
                    $"The rules do not allow convening now, for {Words.Count(reasons.Count, "reason")}. Mend what can be mended, or give a written reason."
                )
                {
                    Reasons = reasons,
                };
        }
    }

    /// <summary>Why no reason whatever helps: nobody can be convened to what has begun. Null before the first day.</summary>
    /// <param name="deadlines">The deadlines of the assembly.</param>
    /// <param name="now">When it would be convened.</param>
    public static Error? Begun(DeadlineList deadlines, Instant now) =>
        deadlines.Rules.DayOf(now) < deadlines.FirstDay
            ? null
            : AfterBegin with
            {
                Message =
                    $"The general assembly begins on {Words.Day(deadlines.FirstDay)}: there is no time left for a notice. Move the assembly to a later day.",
            };

    /// <summary>Checks, before the first day.</summary>
    /// <param name="deadlines">The deadlines of the assembly, under the rules it would pin.</param>
    /// <param name="facts">What has been done.</param>
    /// <param name="now">When it would be convened.</param>
    public static NoticeCheck Of(DeadlineList deadlines, NoticeFacts facts, Instant now) =>
        new([
            Notice(deadlines, now),
            Agenda(facts),
            .. facts.CharterAmendments.Select(a => CharterText(deadlines, a, now)),
            Announcement(deadlines, facts, now),
        ]);

    private static NoticeLine Notice(DeadlineList deadlines, Instant now)
    {
        const string title = "Length of the notice";
        var convocation = deadlines[DeadlineKind.Convocation]!.ByTheRules;
        var today = deadlines.Rules.DayOf(now);
        var first = Words.Day(deadlines.FirstDay);
        var days = Period.DaysBetween(today, deadlines.FirstDay);
        return convocation.IsPast(now)
            ? new(
                "meetings.notice_too_short",
                title,
                NoticeVerdict.Refuses,
                $"The convocation was due by {convocation.InWords}. From today {(days == 1 ? "one day is" : $"{Words.Number(days)} days are")} left until {first}. Move the assembly to a later day."
            )
            : new(
                "meetings.notice_in_time",
                title,
                NoticeVerdict.Ok,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{days} days before {first}. The last day for it is {Words.Day(convocation.Date)}."
                )
            );
    }

    private static NoticeLine Agenda(NoticeFacts facts)
    {
        const string title = "Agenda";
        return facts.AgendaPublishedAt is not { } published
                ? new(
                    "meetings.agenda_unpublished",
                    title,
                    NoticeVerdict.Refuses,
                    "The agenda is not published. Publish its provisional version: it goes out with the convocation."
                )
            : published < facts.RescheduledAt
                ? new("meetings.agenda_outdated", title, NoticeVerdict.Refuses, "The published agenda has the old dates; publish it again.")
            : new("meetings.agenda_published", title, NoticeVerdict.Ok, "The agenda is published.");
    }

    private static NoticeLine CharterText(DeadlineList deadlines, CharterAmendment amendment, Instant now)
    {
        const string title = "Text of charter amendments";
        var due = deadlines[DeadlineKind.CharterText]!.ByTheRules;
        return (amendment.TextSince, IsPast: due.IsPast(amendment.TextSince ?? now)) switch
        {
            (null, true) => new(
                "meetings.charter_text_missing",
                title,
                NoticeVerdict.Refuses,
                $"The text of {amendment.Name} was due by {due.InWords} and is not there. Take the item off the agenda; it can come before the next assembly."
            ),
            (null, false) => new(
                "meetings.charter_text_outstanding",
                title,
                NoticeVerdict.Warns,
                $"The text of {amendment.Name} is not there yet. It is due by {due.InWords}; without it the item cannot be voted on."
            ),
            ({ } since, true) => new(
                "meetings.charter_text_late",
                title,
                NoticeVerdict.Refuses,
                $"The text of {amendment.Name} was due by {due.InWords} and came on {Words.Day(deadlines.Rules.DayOf(since))}. Take the item off the agenda; it can come before the next assembly."
            ),
            _ => new("meetings.charter_text_in_time", title, NoticeVerdict.Ok, $"The text of {amendment.Name} was there in time."),
        };
    }

    private static NoticeLine Announcement(DeadlineList deadlines, NoticeFacts facts, Instant now)
    {
        const string title = "Announcement of the dates";
        var due = deadlines[DeadlineKind.Announcement]!.ByTheRules;
        return (facts.AnnouncedAt, IsPast: due.IsPast(facts.AnnouncedAt ?? now)) switch
        {
            (null, true) => new(
                "meetings.announcement_missed",
                title,
                NoticeVerdict.Warns,
                $"The dates were to be announced by {due.InWords} and were not. The convocation is the first the members hear of them."
            ),
            (null, false) => new(
                "meetings.announcement_not_due",
                title,
                NoticeVerdict.Ok,
                $"The dates are due to be announced by {due.InWords}. They were not yet; the convocation announces them too."
            ),
            ({ } at, true) => new(
                "meetings.announced_late",
                title,
                NoticeVerdict.Warns,
                $"The dates were to be announced by {due.InWords} and were announced on {Words.Day(deadlines.Rules.DayOf(at))}."
            ),
            ({ } at, false) => new(
                "meetings.announced_in_time",
                title,
                NoticeVerdict.Ok,
                $"The dates were announced on {Words.Day(deadlines.Rules.DayOf(at))}."
            ),
        };
    }
}
