using Assemblies.Domain.Rules;
using NodaTime;

namespace Assemblies.Domain.Hosting;

/// <summary>How the state of a call follows from its rows and the day.</summary>
public static class CallLife
{
    /// <summary>Where a call stands on a day of the rules' zone.</summary>
    public static CallState StateAt(CallTerms terms, IEnumerable<CallStep> steps, IEnumerable<HostAssignment> assignments, LocalDate today)
    {
        var inOrder = steps.OrderBy(s => s.Seq).Select(s => s.Kind).ToList();
        var asked = assignments.ToList();
        return asked.Exists(a => a.AcceptedAt is not null) ? CallState.Decided
            : asked.Exists(a => a.IsPending && today <= a.AnswerBy) ? CallState.Asked
            : inOrder.Contains(CallStepKind.PutToVote) ? CallState.PutToVote
            : today < terms.OpensOn ? CallState.Upcoming
            : today > terms.ClosesOn || inOrder.FindLast(Closes) is CallStepKind.ClosedEarly ? CallState.Closed
            : CallState.Open;
    }

    /// <summary>The last day for proposals, in the rules' zone.</summary>
    public static LocalDate LastDay(CallTerms terms, IEnumerable<CallStep> steps, RulesOfProcedure rules) =>
        steps.OrderBy(s => s.Seq).LastOrDefault(s => Closes(s.Kind)) is { Kind: CallStepKind.ClosedEarly } early
            ? LocalDate.Min(rules.DayOf(early.At), terms.ClosesOn)
            : terms.ClosesOn;

    private static bool Closes(CallStepKind kind) => kind is CallStepKind.ClosedEarly or CallStepKind.Extended;
}
