using NodaTime;

namespace Assemblies.Domain.Rules;

/// <summary>All deadlines of one assembly: what the rules give for its days, and what somebody set by hand instead.</summary>
/// <remarks>
/// Made anew whenever it is needed, from the rules (the pinned version, before that the newest) and the stored dates set by hand.
/// Objections and contesting count from the day of the draft and of the decisions list, set by hand or not.
/// Days before count from the first day with a statutory meeting, days after from the last (docs/concepts.md, Rules).
/// </remarks>
public sealed class DeadlineList
{
    private readonly Dictionary<DeadlineKind, LocalDate> byHand;
    private readonly Dictionary<DeadlineKind, Deadline> byKind;

    private DeadlineList(RulesOfProcedure rules, LocalDate firstDay, LocalDate lastDay, Dictionary<DeadlineKind, LocalDate> byHand)
    {
        (Rules, FirstDay, LastDay, this.byHand) = (rules, firstDay, lastDay, byHand);
        byKind = Derive()
            .ToDictionary(
                d => d.Kind,
                d =>
                {
                    var isSet = byHand.TryGetValue(d.Kind, out var set);
                    return new Deadline(d.Kind, isSet ? set : d.Date, rules.TimeZone, d.Date, isSet);
                }
            );
        All = [.. byKind.Values.OrderBy(d => d.Date).ThenBy(d => d.Kind)];
    }

    /// <summary>The version from which they derive.</summary>
    public RulesOfProcedure Rules { get; }

    /// <summary>D: the first day with a statutory meeting.</summary>
    public LocalDate FirstDay { get; }

    /// <summary>D2: the last day with a statutory meeting.</summary>
    public LocalDate LastDay { get; }

    /// <summary>Every deadline, the earliest first; those of one day in the order of <see cref="DeadlineKind"/>.</summary>
    public IReadOnlyList<Deadline> All { get; }

    /// <summary>The deadline of a kind; null where the rules know none (votes that cannot be contested).</summary>
    public Deadline? this[DeadlineKind kind] => byKind.GetValueOrDefault(kind);

    /// <summary>Derives the deadlines.</summary>
    /// <param name="rules">The version in force.</param>
    /// <param name="firstDay">The first day with a statutory meeting.</param>
    /// <param name="lastDay">The last such day.</param>
    /// <param name="byHand">What was set by hand; stays whatever the days are.</param>
    /// <exception cref="ArgumentException">The last day lies before the first.</exception>
    public static DeadlineList Of(
        RulesOfProcedure rules,
        LocalDate firstDay,
        LocalDate lastDay,
        IReadOnlyDictionary<DeadlineKind, LocalDate>? byHand = null
    )
    {
        if (lastDay < firstDay)
        {
            throw new ArgumentException("The last day lies before the first.", nameof(lastDay));
        }

        return new(rules, firstDay, lastDay, byHand is null ? [] : new(byHand));
    }

    /// <summary>
    /// Deadlines set by hand that a move has left on the wrong side of the meeting: before it what comes after, or the other way round.
    /// They stay valid; somebody should look at them.
    /// </summary>
    public IReadOnlyList<Deadline> Misplaced =>
        [.. All.Where(d => d.IsSetByHand && (IsAfterMeeting(d.Kind) ? d.Date < LastDay : d.Date > FirstDay))];

    /// <summary>Whether a kind lies after the meeting: it counts from its last day, and a weekend may move it.</summary>
    public static bool IsAfterMeeting(DeadlineKind kind) => kind >= DeadlineKind.DecisionsList;

    private IEnumerable<(DeadlineKind Kind, LocalDate Date)> Derive()
    {
        yield return (DeadlineKind.Announcement, Rules.Before(FirstDay, Rules.AnnounceDaysBefore));
        yield return (DeadlineKind.Convocation, Rules.Before(FirstDay, Rules.ConveneDaysBefore));
        yield return (DeadlineKind.CharterText, Rules.Before(FirstDay, Rules.CharterTextDaysBefore));
        yield return (DeadlineKind.MembersItems, Rules.Before(FirstDay, Rules.MembersItemsDaysBefore));
        yield return (DeadlineKind.Candidatures, Rules.Before(FirstDay, Rules.CandidaturesDaysBefore));
        yield return (DeadlineKind.FinalDocuments, Rules.Before(FirstDay, Rules.FinalDocumentsDaysBefore));
        yield return (DeadlineKind.Registration, Rules.Before(FirstDay, Rules.RegistrationDaysBefore));
        yield return (DeadlineKind.CountryUpdates, Rules.Before(FirstDay, Rules.CountryUpdatesDaysBefore));
        yield return (DeadlineKind.RecordDate, Rules.Before(FirstDay, Rules.RecordDateDaysBefore));
        yield return (DeadlineKind.Amendments, Rules.Before(FirstDay, Rules.AmendmentsDaysBefore));
        yield return (DeadlineKind.Proxies, Rules.Before(FirstDay, Rules.ProxiesDaysBefore));
        yield return (DeadlineKind.RegistrationChanges, Rules.Before(FirstDay, Rules.RegistrationChangesDaysBefore));

        var (decisions, draft) = (Rules.After(LastDay, Rules.DecisionsListDaysAfter), Rules.After(LastDay, Rules.DraftMinutesDaysAfter));
        yield return (DeadlineKind.DecisionsList, decisions);
        yield return (DeadlineKind.DraftMinutes, draft);
        yield return (
            DeadlineKind.Objections,
            Rules.After(byHand.GetValueOrDefault(DeadlineKind.DraftMinutes, draft), Rules.ObjectionDays)
        );
        if (Rules.ContestingDays > 0)
        {
            yield return (
                DeadlineKind.Contesting,
                Rules.After(byHand.GetValueOrDefault(DeadlineKind.DecisionsList, decisions), Rules.ContestingDays)
            );
        }
    }
}
