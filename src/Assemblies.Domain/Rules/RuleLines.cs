using System.Globalization;

namespace Assemblies.Domain.Rules;

/// <summary>One parameter of the rules as people read it.</summary>
/// <param name="Key">Its stable name, as in JSON and forms: <c>conveneDaysBefore</c>.</param>
/// <param name="Title">What it governs.</param>
/// <param name="Value">Its value in words.</param>
public sealed record RuleLine(string Key, string Title, string Value);

/// <summary>One parameter that differs between two versions.</summary>
/// <param name="Key">Its stable name.</param>
/// <param name="Title">What it governs.</param>
/// <param name="Before">The older value in words.</param>
/// <param name="After">The newer value in words.</param>
public sealed record RuleChange(string Key, string Title, string Before, string After)
{
    /// <summary>The change in a sentence.</summary>
    public string Sentence => $"{Title}: now {After}; it was {Before}.";
}

/// <summary>The rules in words, for the page of the rules and for what a new version changes.</summary>
public static class RuleLines
{
    private static readonly (string Key, string Title, Func<RulesOfProcedure, string> Value)[] Parameters =
    [
        ("timeZone", "Time zone of deadlines", r => $"{r.TimeZone}; a deadline ends with its day, at 23:59:59 there"),
        (
            "dayCount",
            "How days before a meeting count",
            r =>
                r.DayCount is DayCount.CalendarDays
                    ? "calendar days"
                    : "clear days: neither the day of the act nor the day of the meeting counts"
        ),
        (
            "weekendAfterMeeting",
            "A deadline after the meeting that falls on a weekend",
            r => r.WeekendAfterMeeting is WeekendShift.NextWorkingDay ? "ends on the next working day" : "stays where it falls"
        ),
        ("announceDaysBefore", "Announcing the dates", r => Before(r.AnnounceDaysBefore)),
        ("conveneDaysBefore", "Convening, with the provisional agenda", r => Before(r.ConveneDaysBefore)),
        ("charterTextDaysBefore", "Text of charter amendments", r => Before(r.CharterTextDaysBefore)),
        ("membersItemsDaysBefore", "Members’ items", r => Before(r.MembersItemsDaysBefore)),
        ("candidaturesDaysBefore", "Candidatures", r => Before(r.CandidaturesDaysBefore)),
        ("finalDocumentsDaysBefore", "Final agenda and documents", r => Before(r.FinalDocumentsDaysBefore)),
        ("amendmentsDaysBefore", "Amendments", r => Before(r.AmendmentsDaysBefore)),
        ("proxiesDaysBefore", "Proxies", r => Before(r.ProxiesDaysBefore)),
        ("registrationDaysBefore", "Registration", r => Before(r.RegistrationDaysBefore)),
        ("registrationChangesDaysBefore", "Changes to a registration", r => Before(r.RegistrationChangesDaysBefore)),
        ("countryUpdatesDaysBefore", "Country updates", r => Before(r.CountryUpdatesDaysBefore)),
        ("recordDateDaysBefore", "Record date: who is entitled to vote", r => Before(r.RecordDateDaysBefore)),
        ("hostAnswerDays", "A host’s answer", r => $"within {Days(r.HostAnswerDays)} of being asked"),
        ("lateItems", "An item after the final agenda", Late),
        ("decisionsListDaysAfter", "List of decisions", r => After(r.DecisionsListDaysAfter)),
        ("draftMinutesDaysAfter", "Draft minutes", r => After(r.DraftMinutesDaysAfter)),
        ("objectionDays", "Objections to the minutes", r => $"within {Days(r.ObjectionDays)} of the draft"),
        (
            "contestingDays",
            "Contesting a vote",
            r => r.ContestingDays == 0 ? "not possible" : $"within {Days(r.ContestingDays)} of the published list of decisions"
        ),
    ];

    /// <summary>Every parameter with its value, always in the same order.</summary>
    public static IReadOnlyList<RuleLine> Describe(this RulesOfProcedure rules) =>
        [.. Parameters.Select(p => new RuleLine(p.Key, p.Title, p.Value(rules)))];

    /// <summary>What differs in the newer version, in the order of <see cref="Describe"/>; empty when nothing does.</summary>
    public static IReadOnlyList<RuleChange> ChangesSince(this RulesOfProcedure newer, RulesOfProcedure older) =>
        [
            .. older
                .Describe()
                .Zip(newer.Describe())
                .Where(pair => pair.First != pair.Second)
                .Select(pair => new RuleChange(pair.First.Key, pair.First.Title, pair.First.Value, pair.Second.Value)),
        ];

    private static string Late(RulesOfProcedure rules) =>
        rules.LateItems switch
        {
            LateItems.TwoThirdsOfPresent => "taken up if at least 2/3 of the members present agree; never on persons, fees or the charter",
            LateItems.Unanimity => "taken up if nobody present objects; never on persons, fees or the charter",
            _ => "never",
        };

    private static string Before(int days) =>
        days == 0
            ? "on the first day with a statutory meeting"
            : string.Create(CultureInfo.InvariantCulture, $"{Days(days)} before the first day with a statutory meeting (D−{days})");

    private static string After(int days) =>
        days == 0
            ? "on the last day with a statutory meeting"
            : string.Create(CultureInfo.InvariantCulture, $"{Days(days)} after the last day with a statutory meeting (D2+{days})");

    private static string Days(int days) => string.Create(CultureInfo.InvariantCulture, $"{days} {(days == 1 ? "day" : "days")}");
}
