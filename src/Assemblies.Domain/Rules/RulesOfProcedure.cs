using NodaTime;

namespace Assemblies.Domain.Rules;

/// <summary>How days are counted back from a meeting.</summary>
public enum DayCount
{
    /// <summary>42 days before 22 April is 11 March.</summary>
    CalendarDays,

    /// <summary>Neither the day of the act nor the day of the meeting counts: 42 clear days before 22 April means 10 March at the latest.</summary>
    ClearDays,
}

/// <summary>What becomes of a deadline after the meeting that falls on a Saturday or Sunday.</summary>
public enum WeekendShift
{
    /// <summary>It ends on the Monday.</summary>
    NextWorkingDay,

    /// <summary>It stays where it falls.</summary>
    None,
}

/// <summary>Whether an item may come onto the agenda after it is final.</summary>
public enum LateItems
{
    /// <summary>With at least 2/3 of the members present; never on persons, fees, the charter or an exclusion.</summary>
    TwoThirdsOfPresent,

    /// <summary>If nobody present objects; never on persons, fees, the charter or an exclusion.</summary>
    Unanimity,

    /// <summary>Never.</summary>
    Forbidden,
}

/// <summary>Which decisions everybody reads, also without an account.</summary>
public enum PublicDecisions
{
    /// <summary>All but those of closed items.</summary>
    AllButClosed,

    /// <summary>None: decisions are for the members.</summary>
    None,
}

/// <summary>
/// One version of the association's rules, as far as they govern an assembly from the call for hosts to the minutes' deadlines. An
/// assembly pins the version that was in force when it was convened.
/// </summary>
/// <remarks>
/// Every value has the default most statutes agree on; they differ, so each can be set. Days before count from the first day with a
/// statutory meeting (D), days after from the last (D2). A deadline always ends with its local day: 23:59:59 in <see cref="TimeZone"/>.
/// The record is stored as JSON; a version written before a parameter existed reads it with its default.
/// </remarks>
public sealed record RulesOfProcedure
{
    /// <summary>The rules nobody has changed yet.</summary>
    public static readonly RulesOfProcedure Default = new();

    /// <summary>IANA name of the zone in which deadlines end. Default Europe/Brussels.</summary>
    public string TimeZone { get; init; } = "Europe/Brussels";

    /// <summary>How the days before a meeting are counted. Default calendar days.</summary>
    public DayCount DayCount { get; init; } = DayCount.CalendarDays;

    /// <summary>What becomes of deadlines after the meeting at a weekend. Default the next working day.</summary>
    public WeekendShift WeekendAfterMeeting { get; init; } = WeekendShift.NextWorkingDay;

    /// <summary>Days before D by which the dates are announced. Default 90; a missed one only warns.</summary>
    public int AnnounceDaysBefore { get; init; } = 90;

    /// <summary>Days before D by which the assembly is convened with its provisional agenda. Default 42; seen 14 to 60.</summary>
    public int ConveneDaysBefore { get; init; } = 42;

    /// <summary>Days before D by which the text of charter amendments is with the members. Default 42.</summary>
    public int CharterTextDaysBefore { get; init; } = 42;

    /// <summary>Days before D by which members ask for items. Default 28; seen 21 and 30.</summary>
    public int MembersItemsDaysBefore { get; init; } = 28;

    /// <summary>Days before D by which candidates are named. Default 28; seen 21 and 30.</summary>
    public int CandidaturesDaysBefore { get; init; } = 28;

    /// <summary>Days before D by which the final agenda and its documents are sent. Default 14; seen 7.</summary>
    public int FinalDocumentsDaysBefore { get; init; } = 14;

    /// <summary>Days before D by which amendments are handed in. Default 7.</summary>
    public int AmendmentsDaysBefore { get; init; } = 7;

    /// <summary>Days before D by which proxies are given. Default 2.</summary>
    public int ProxiesDaysBefore { get; init; } = 2;

    /// <summary>Days before D by which delegates register. Default 14.</summary>
    public int RegistrationDaysBefore { get; init; } = 14;

    /// <summary>Days before D by which a registration can be changed. Default 2.</summary>
    public int RegistrationChangesDaysBefore { get; init; } = 2;

    /// <summary>Days before D by which each member uploads its country update. Default 14.</summary>
    public int CountryUpdatesDaysBefore { get; init; } = 14;

    /// <summary>Days before D on which the roll decides who is entitled to vote. Default 14.</summary>
    public int RecordDateDaysBefore { get; init; } = 14;

    /// <summary>Days a member has to accept or decline, once asked to host. Default 14.</summary>
    public int HostAnswerDays { get; init; } = 14;

    /// <summary>Whether an item may come onto a final agenda. Default with 2/3 of the members present.</summary>
    public LateItems LateItems { get; init; } = LateItems.TwoThirdsOfPresent;

    /// <summary>Days after D2 by which the list of decisions is published. Default 5.</summary>
    public int DecisionsListDaysAfter { get; init; } = 5;

    /// <summary>Days after D2 by which the draft minutes are sent. Default 30; seen 42.</summary>
    public int DraftMinutesDaysAfter { get; init; } = 30;

    /// <summary>Days for objections, from the draft minutes on. Default 15.</summary>
    public int ObjectionDays { get; init; } = 15;

    /// <summary>Days for contesting a vote, from the published list of decisions on; 0: votes cannot be contested. Default 30.</summary>
    public int ContestingDays { get; init; } = 30;

    /// <summary>Which decisions everybody reads. Default all but those of closed items; one decision may be set otherwise, with a reason.</summary>
    public PublicDecisions PublicDecisions { get; init; } = PublicDecisions.AllButClosed;

    /// <summary>The share of the entitled that must be present or represented. Default more than 1/2; seen at least 1/2, 1/3, 2/3.</summary>
    public Share Quorum { get; init; } = Share.MoreThanHalf;

    /// <summary>Minutes in which members confirm that they are there when the quorum is challenged. Default 5.</summary>
    public int ChallengeMinutes { get; init; } = 5;

    /// <summary>Proxies a member may hold; 0: there are none. Default 2; seen 0 to 4.</summary>
    public int ProxiesPerHolder { get; init; } = 2;

    /// <summary>What is asked of motions, type by type. Default <see cref="MotionType.All"/>.</summary>
    public IReadOnlyList<RuleOfType> Majorities { get; init; } = [.. MotionType.All.Select(type => new RuleOfType(type.Key, type.Default))];

    /// <summary>Whether the chair's casting vote decides a tie on an open vote by more than half of the votes cast. Default no: a tie does not adopt.</summary>
    public bool ChairCastingVote { get; init; }

    /// <summary>Whether a vote is void in which fewer than half of those present take part. Default no.</summary>
    public bool TurnoutFloor { get; init; }

    /// <summary>Whether a vote is void in which half or more of those who take part abstain. Default no.</summary>
    public bool AbstentionLimit { get; init; }

    /// <summary>What is asked of motions of a type. Of a late item's taking up it is what <see cref="LateItems"/> says, where that is unanimity.</summary>
    public TypeRule RuleOf(MotionType type)
    {
        var rule = Stored(type);
        return type.Key is MotionType.LateItem && LateItems is LateItems.Unanimity
            ? rule with
            {
                Majority = new(Share.All, VoteBase.Cast),
            }
            : rule;
    }

    /// <summary>The same rules with another rule for one type.</summary>
    public RulesOfProcedure With(MotionType type, TypeRule rule) =>
        this with
        {
            Majorities = [.. MotionType.All.Select(one => new RuleOfType(one.Key, one == type ? rule : Stored(one)))],
        };

    private TypeRule Stored(MotionType type) =>
        Majorities.FirstOrDefault(one => string.Equals(one.Type, type.Key, StringComparison.Ordinal))?.Rule ?? type.Default;

    /// <summary>Two are the same when no parameter differs.</summary>
    public bool Equals(RulesOfProcedure? other) => other is not null && this.ChangesSince(other).Count is 0;

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(TimeZone, ConveneDaysBefore, Quorum);

    /// <summary>The zone in which deadlines end.</summary>
    /// <exception cref="NodaTime.TimeZones.DateTimeZoneNotFoundException">The name is unknown; <see cref="RulesCheck"/> refuses such a version.</exception>
    public DateTimeZone Zone() => DateTimeZoneProviders.Tzdb[TimeZone];

    /// <summary>The date of an instant for these rules, whatever the machine's or the reader's zone.</summary>
    public LocalDate DayOf(Instant instant) => instant.InZone(Zone()).Date;

    /// <summary>The last day for an answer of a member that was asked to host on this day.</summary>
    public LocalDate HostAnswerBy(LocalDate askedOn) => askedOn.PlusDays(HostAnswerDays);

    /// <summary>The day so many days before a meeting's first day, counted as these rules count.</summary>
    public LocalDate Before(LocalDate firstDay, int days) => firstDay.PlusDays(-days - (DayCount is DayCount.ClearDays ? 1 : 0));

    /// <summary>The day so many days after a day, moved off the weekend where these rules say so.</summary>
    public LocalDate After(LocalDate day, int days)
    {
        var due = day.PlusDays(days);
        return WeekendAfterMeeting is WeekendShift.None ? due
            : due.DayOfWeek is IsoDayOfWeek.Saturday ? due.PlusDays(2)
            : due.DayOfWeek is IsoDayOfWeek.Sunday ? due.PlusDays(1)
            : due;
    }
}
