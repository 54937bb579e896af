using System.Globalization;

namespace Assemblies.Domain.Rules;

/// <summary>One parameter of the rules: the pages, the checks and the words all go by this one table.</summary>
/// <param name="Key">Its stable name, as in JSON and forms: <c>conveneDaysBefore</c>.</param>
/// <param name="Title">What it governs.</param>
/// <param name="ValueOf">Its value.</param>
/// <param name="InWords">Its value as people read it.</param>
public record RuleParameter(string Key, string Title, Func<RulesOfProcedure, object> ValueOf, Func<RulesOfProcedure, string> InWords)
{
    private const string FirstDay = "the first day with a statutory meeting";
    private const string LastDay = "the last day with a statutory meeting";

    /// <summary>Every parameter, always in the same order.</summary>
    public static IReadOnlyList<RuleParameter> All { get; } =
    [
        new("timeZone", "Time zone of deadlines", r => r.TimeZone, r => $"{r.TimeZone}; a deadline ends with its day, at 23:59:59 there"),
        new(
            "dayCount",
            "How days before a meeting count",
            r => r.DayCount,
            r =>
                r.DayCount is DayCount.CalendarDays
                    ? "calendar days"
                    : "clear days: neither the day of the act nor the day of the meeting counts"
        ),
        new(
            "weekendAfterMeeting",
            "A deadline after the meeting that falls on a weekend",
            r => r.WeekendAfterMeeting,
            r => r.WeekendAfterMeeting is WeekendShift.NextWorkingDay ? "ends on the next working day" : "stays where it falls"
        ),
        Before("announceDaysBefore", "Announcing the dates", r => r.AnnounceDaysBefore, (r, days) => r with { AnnounceDaysBefore = days }),
        Before(
            "conveneDaysBefore",
            "Convening, with the provisional agenda",
            r => r.ConveneDaysBefore,
            (r, days) => r with { ConveneDaysBefore = days }
        ),
        Before(
            "charterTextDaysBefore",
            "Text of charter amendments",
            r => r.CharterTextDaysBefore,
            (r, days) => r with { CharterTextDaysBefore = days }
        ),
        Before(
            "membersItemsDaysBefore",
            "Members’ items",
            r => r.MembersItemsDaysBefore,
            (r, days) => r with { MembersItemsDaysBefore = days }
        ),
        Before(
            "candidaturesDaysBefore",
            "Candidatures",
            r => r.CandidaturesDaysBefore,
            (r, days) => r with { CandidaturesDaysBefore = days }
        ),
        Before(
            "finalDocumentsDaysBefore",
            "Final agenda and documents",
            r => r.FinalDocumentsDaysBefore,
            (r, days) => r with { FinalDocumentsDaysBefore = days }
        ),
        Before("amendmentsDaysBefore", "Amendments", r => r.AmendmentsDaysBefore, (r, days) => r with { AmendmentsDaysBefore = days }),
        Before("proxiesDaysBefore", "Proxies", r => r.ProxiesDaysBefore, (r, days) => r with { ProxiesDaysBefore = days }),
        Before(
            "registrationDaysBefore",
            "Registration",
            r => r.RegistrationDaysBefore,
            (r, days) => r with { RegistrationDaysBefore = days }
        ),
        Before(
            "registrationChangesDaysBefore",
            "Changes to a registration",
            r => r.RegistrationChangesDaysBefore,
            (r, days) => r with { RegistrationChangesDaysBefore = days }
        ),
        Before(
            "countryUpdatesDaysBefore",
            "Country updates",
            r => r.CountryUpdatesDaysBefore,
            (r, days) => r with { CountryUpdatesDaysBefore = days }
        ),
        Before(
            "recordDateDaysBefore",
            "Record date: who is entitled to vote",
            r => r.RecordDateDaysBefore,
            (r, days) => r with { RecordDateDaysBefore = days }
        ),
        new RuleDays(
            "hostAnswerDays",
            "A host’s answer",
            "days after being asked",
            r => r.HostAnswerDays,
            (r, days) => r with { HostAnswerDays = days },
            (_, days) => $"within {Days(days)} of being asked"
        ),
        new("lateItems", "An item after the final agenda", r => r.LateItems, Late),
        After(
            "decisionsListDaysAfter",
            "List of decisions",
            r => r.DecisionsListDaysAfter,
            (r, days) => r with { DecisionsListDaysAfter = days }
        ),
        After("draftMinutesDaysAfter", "Draft minutes", r => r.DraftMinutesDaysAfter, (r, days) => r with { DraftMinutesDaysAfter = days }),
        new RuleDays(
            "objectionDays",
            "Objections to the minutes",
            "days after the draft",
            r => r.ObjectionDays,
            (r, days) => r with { ObjectionDays = days },
            (_, days) => $"within {Days(days)} of the draft"
        ),
        new RuleDays(
            "contestingDays",
            "Contesting a vote",
            "days after the published list of decisions; 0 for never",
            r => r.ContestingDays,
            (r, days) => r with { ContestingDays = days },
            (_, days) => days == 0 ? "not possible" : $"within {Days(days)} of the published list of decisions"
        ),
        new(
            "publicDecisions",
            "Decisions that everybody reads",
            r => r.PublicDecisions,
            r => r.PublicDecisions is PublicDecisions.AllButClosed ? "all but those of closed items" : "none; they are for the members"
        ),
        new("quorum", "Quorum", r => r.Quorum, r => $"{r.Quorum.InWords()} of the members entitled to vote, present or represented"),
        new RuleNumber(
            "challengeMinutes",
            "Confirming that one is there when the quorum is challenged",
            "minutes",
            1,
            60,
            r => r.ChallengeMinutes,
            (r, minutes) => r with { ChallengeMinutes = minutes },
            (_, minutes) => Plain($"within {minutes} {(minutes == 1 ? "minute" : "minutes")}; whoever does not is checked out")
        ),
        new RuleNumber(
            "proxiesPerHolder",
            "Proxies a member may hold",
            "proxies; 0 for none at all",
            0,
            10,
            r => r.ProxiesPerHolder,
            (r, most) => r with { ProxiesPerHolder = most },
            (_, most) => most == 0 ? "there are no proxies" : Plain($"at most {most}")
        ),
        .. MotionType.All.Select(type => new RuleMajority(type)),
        new RuleSwitch(
            "chairCastingVote",
            "A tie",
            "The chair’s casting vote decides it",
            r => r.ChairCastingVote,
            (r, on) => r with { ChairCastingVote = on },
            on => on ? "the chair’s casting vote decides, on an open vote by more than half of the votes cast" : "does not adopt"
        ),
        new RuleSwitch(
            "turnoutFloor",
            "A vote in which few take part",
            "Void where fewer than half of those present take part",
            r => r.TurnoutFloor,
            (r, on) => r with { TurnoutFloor = on },
            on => on ? "is void where fewer than half of those present take part" : "counts as it is"
        ),
        new RuleSwitch(
            "abstentionLimit",
            "A vote in which many abstain",
            "Void where half or more of those who take part abstain",
            r => r.AbstentionLimit,
            (r, on) => r with { AbstentionLimit = on },
            on => on ? "is void where half or more of those who take part abstain" : "counts as it is"
        ),
    ];

    /// <summary>The majorities, one a type of motion, in the same order.</summary>
    public static IReadOnlyList<RuleMajority> OfMajorities { get; } = [.. All.OfType<RuleMajority>()];

    /// <summary>Those that are on or off, in the same order.</summary>
    public static IReadOnlyList<RuleSwitch> OfSwitches { get; } = [.. All.OfType<RuleSwitch>()];

    /// <summary>Those that are a whole number, of days or of something else, in the same order.</summary>
    public static IReadOnlyList<RuleNumber> OfNumbers { get; } = [.. All.OfType<RuleNumber>()];

    private static RuleDays Before(
        string key,
        string title,
        Func<RulesOfProcedure, int> get,
        Func<RulesOfProcedure, int, RulesOfProcedure> set
    ) => new(key, title, $"days before {FirstDay}", get, set, BeforeInWords);

    private static RuleDays After(
        string key,
        string title,
        Func<RulesOfProcedure, int> get,
        Func<RulesOfProcedure, int, RulesOfProcedure> set
    ) =>
        new(
            key,
            title,
            $"days after {LastDay}",
            get,
            set,
            (_, days) => days == 0 ? $"on {LastDay}" : Plain($"{Days(days)} after {LastDay} (D2+{days})")
        );

    // Clear days end a day earlier than D−n says, so that D−n is said of calendar days only.
    private static string BeforeInWords(RulesOfProcedure rules, int days) =>
        (rules.DayCount, days) switch
        {
            (DayCount.ClearDays, 0) => $"on the day before {FirstDay}",
            (DayCount.ClearDays, _) => Plain($"{days} clear {(days == 1 ? "day" : "days")} before {FirstDay}"),
            (_, 0) => $"on {FirstDay}",
            _ => Plain($"{Days(days)} before {FirstDay} (D−{days})"),
        };

    private static string Late(RulesOfProcedure rules) =>
        rules.LateItems switch
        {
            LateItems.TwoThirdsOfPresent =>
                "taken up if at least 2/3 of the members present agree; never on persons, fees, the charter or an exclusion",
            LateItems.Unanimity => "taken up if nobody present objects; never on persons, fees, the charter or an exclusion",
            _ => "never",
        };

    private static string Days(int days) => Plain($"{days} {(days == 1 ? "day" : "days")}");

    private static string Plain(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A parameter that is a whole number.</summary>
/// <param name="Key">Its stable name.</param>
/// <param name="Title">What it governs.</param>
/// <param name="Unit">What is counted, such as "minutes".</param>
/// <param name="Least">The least it takes.</param>
/// <param name="Most">The most it takes.</param>
/// <param name="Of">Its value.</param>
/// <param name="With">The rules with another value.</param>
/// <param name="Words">A value as people read it, under these rules.</param>
public record RuleNumber(
    string Key,
    string Title,
    string Unit,
    int Least,
    int Most,
    Func<RulesOfProcedure, int> Of,
    Func<RulesOfProcedure, int, RulesOfProcedure> With,
    Func<RulesOfProcedure, int, string> Words
) : RuleParameter(Key, Title, rules => Of(rules), rules => Words(rules, Of(rules)))
{
    /// <summary>Whether these rules have a value that it takes.</summary>
    public bool IsInRange(RulesOfProcedure rules) => Of(rules) >= Least && Of(rules) <= Most;
}

/// <summary>A parameter that is a whole number of days, 0 to <see cref="RulesCheck.MostDays"/>.</summary>
/// <param name="Key">Its stable name.</param>
/// <param name="Title">What it governs.</param>
/// <param name="Unit">What is counted from when, such as "days after the draft".</param>
/// <param name="Of">Its value.</param>
/// <param name="With">The rules with another value.</param>
/// <param name="Words">A value as people read it, under these rules.</param>
public sealed record RuleDays(
    string Key,
    string Title,
    string Unit,
    Func<RulesOfProcedure, int> Of,
    Func<RulesOfProcedure, int, RulesOfProcedure> With,
    Func<RulesOfProcedure, int, string> Words
) : RuleNumber(Key, Title, Unit, 0, RulesCheck.MostDays, Of, With, Words);

/// <summary>The majority that one type of motion needs.</summary>
/// <param name="Type">Which type.</param>
public sealed record RuleMajority(MotionType Type)
    : RuleParameter($"majority-{Type.Key}", $"Majority: {Type.Title}", rules => rules.RuleOf(Type), rules => rules.RuleOf(Type).InWords());

/// <summary>A parameter that is on or off.</summary>
/// <param name="Key">Its stable name.</param>
/// <param name="Title">What it governs.</param>
/// <param name="WhenOn">What it is when it is on, for a form.</param>
/// <param name="IsOn">Its value.</param>
/// <param name="With">The rules with another value.</param>
/// <param name="Words">A value as people read it.</param>
public sealed record RuleSwitch(
    string Key,
    string Title,
    string WhenOn,
    Func<RulesOfProcedure, bool> IsOn,
    Func<RulesOfProcedure, bool, RulesOfProcedure> With,
    Func<bool, string> Words
) : RuleParameter(Key, Title, rules => IsOn(rules), rules => Words(IsOn(rules)));
