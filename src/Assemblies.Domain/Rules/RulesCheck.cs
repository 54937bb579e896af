using System.Globalization;
using NodaTime;

namespace Assemblies.Domain.Rules;

/// <summary>Whether a version of the rules makes sense, before it is saved: all that is wrong at once.</summary>
public static class RulesCheck
{
    /// <summary>The most days a parameter takes.</summary>
    public const int MostDays = 365;

    /// <summary>
    /// What is wrong with a version, each with its field; empty when it can be saved. The zone must be known, days lie in 0–365, and
    /// what has to come first is not due last: announcing before convening; convening and the members’ items before the final documents;
    /// the final documents before amendments to them. Members’ items may be due before or after convening: statutes have both.
    /// </summary>
    public static IReadOnlyList<Error> Problems(this RulesOfProcedure rules)
    {
        var problems = new List<Error>();
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(rules.TimeZone) is null)
        {
            problems.Add(Wrong("rules.unknown_zone", "timeZone", "Name a time zone as in the IANA list, for example Europe/Brussels."));
        }

        problems.AddRange(RuleParameter.OfNumbers.Where(one => !one.IsInRange(rules)).Select(OutOfRange));
        if (!rules.Quorum.MakesSense())
        {
            problems.Add(
                Wrong(
                    "rules.no_share",
                    "quorum",
                    "Enter a fraction of the members entitled to vote: at least 1/1000, and less than all of them after “more than”."
                )
            );
        }

        var r = rules;
        problems.AddRange(MajorityProblems(r));
        InOrder("conveneDaysBefore", r.ConveneDaysBefore, r.AnnounceDaysBefore, "An assembly is convened after its dates are announced");
        InOrder("finalDocumentsDaysBefore", r.FinalDocumentsDaysBefore, r.ConveneDaysBefore, "The final agenda follows the convocation");
        InOrder(
            "finalDocumentsDaysBefore",
            r.FinalDocumentsDaysBefore,
            r.MembersItemsDaysBefore,
            "The final agenda follows the members’ items"
        );
        InOrder("amendmentsDaysBefore", r.AmendmentsDaysBefore, r.FinalDocumentsDaysBefore, "Amendments follow the documents they change");
        return problems;

        void InOrder(string field, int days, int daysOfFirst, string why)
        {
            // A value that is wrong itself sets no bound to others.
            if (days > daysOfFirst && InRange(days) && InRange(daysOfFirst))
            {
                var most = string.Create(CultureInfo.InvariantCulture, $"{why}: enter {daysOfFirst} days or fewer.");
                problems.Add(Wrong("rules.wrong_order", field, most));
            }
        }
    }

    private static IEnumerable<Error> MajorityProblems(RulesOfProcedure rules)
    {
        foreach (var one in rules.Majorities.Where(one => !one.Rule.MakesSense()).DistinctBy(one => one.Type, StringComparer.Ordinal))
        {
            yield return Wrong("rules.no_majority", $"majority-{one.Type}", $"Enter a majority, for example “{TypeRule.Example}”.");
        }

        var known = MotionType.All.Select(type => type.Key);
        var named = rules.Majorities.Select(one => one.Type).ToList();
        if (named.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            yield return Wrong(
                "rules.unknown_type",
                "majorities",
                $"There is no type of motion “{unknown}”. Those there are: {Words.List([.. known])}."
            );
        }

        if (named.Distinct(StringComparer.Ordinal).Count() < named.Count)
        {
            yield return Wrong("rules.type_twice", "majorities", "A type of motion has one rule. Name each type once.");
        }
    }

    private static bool InRange(int days) => days is >= 0 and <= MostDays;

    private static Error OutOfRange(RuleNumber one) =>
        one is RuleDays
            ? Wrong(
                "rules.days_out_of_range",
                one.Key,
                string.Create(CultureInfo.InvariantCulture, $"Enter a whole number of days from {one.Least} to {one.Most}.")
            )
            : Wrong(
                "rules.number_out_of_range",
                one.Key,
                string.Create(CultureInfo.InvariantCulture, $"Enter a whole number from {one.Least} to {one.Most}.")
            );

    private static Error Wrong(string code, string field, string message) => new Error(code, ErrorKind.Invalid, message).At(field);
}
