using Assemblies.Domain.Minutes;
using Assemblies.Domain.Voting;
using Assemblies.Server.Platform.Look;
using NodaTime;

namespace Assemblies.Server.Minutes.Register.Pages;

/// <summary>Decisions and actions as people read them.</summary>
internal static class RegisterWords
{
    private const int Short = 280;

    /// <summary>The beginning of a long text, up to a blank.</summary>
    public static string Begin(string text)
    {
        if (text.Length <= Short)
        {
            return text;
        }

        var end = text.LastIndexOf(' ', Short);
        return text[..(end > 0 ? end : Short)] + " …";
    }

    /// <summary>"Decision GA-2027-1/03", "GA-2027-1, motion 8.2: not adopted".</summary>
    public static string Heading(DecisionLine it) => it.Number is null ? $"{it.Name}: {it.Outcome.InWords()}" : it.Number;

    /// <summary>The day in Brussels.</summary>
    public static LocalDate DayOf(Instant at) => at.InZone(Clocks.Brussels).Date;

    /// <summary>Why an entry does not stand any more, as a sentence of its own; null while it stands.</summary>
    public static string? DoesNotHold(DecisionLine it) =>
        it.AnnulledAt is not null ? "Annulled: it does not hold."
        : it.OvertakenBy is { } later ? $"Overtaken on {Day(DayOf(later.DecidedAt))}: the motion was taken up again, {WhatThen(later)}."
        : it.SupersededBy is { } number ? $"Superseded by {number}."
        : null;

    /// <summary>"Overtaken: not adopted", "Overtaken by GA-2027-1/08": what took its place, in few words.</summary>
    public static string Overtaken(DecisionLine.Later later) =>
        later.Number is { } number ? $"Overtaken by {number}"
        : later.Outcome is { } outcome ? $"Overtaken: {outcome.InWords()}"
        : "Overtaken";

    /// <summary>"22 April 2027".</summary>
    public static string Day(LocalDate day) => Clocks.Days(day, day);

    /// <summary>What was said of a decision, as a sentence without who and when.</summary>
    public static string Of(ShowDecision.Step step) =>
        step.Kind switch
        {
            DecisionStepKind.Assigned => Assigned(step),
            DecisionStepKind.Opened => "Made public.",
            DecisionStepKind.Withheld => "Kept to the members.",
            DecisionStepKind.Corrected => "Corrigendum added.",
            DecisionStepKind.Superseded => $"Superseded by {step.Number}.",
            DecisionStepKind.Overtaken => $"Overtaken by {step.Number ?? "a later result of its motion"}.",
            DecisionStepKind.Restored => $"Stands again: {step.Number ?? "the later result of its motion"} does not hold.",
            _ => "Its vote was annulled.",
        };

    /// <summary>What happened to an action, as a sentence without who and when.</summary>
    public static string Of(ShowAction.Step step) =>
        step.Kind switch
        {
            ActionStepKind.Given => $"Given to {step.Owner ?? "nobody yet"}{By(step.Until)}.",
            ActionStepKind.Changed => $"{Words.Capital(step.Owner ?? "nobody")} does it from then on{By(step.Until)}.",
            ActionStepKind.Done => "Done.",
            ActionStepKind.Dropped => "Dropped.",
            _ => "Open again.",
        };

    /// <summary>", by 30 June 2027"; nothing where no day is set.</summary>
    public static string By(LocalDate? day) => day is { } on ? $", by {Day(on)}" : "";

    private static string WhatThen(DecisionLine.Later later) =>
        later.Number is { } number ? $"and {number} took its place"
        : later.Outcome is { } outcome ? $"and the result was: {outcome.InWords()}"
        : "and a later result took its place";

    private static string Assigned(ShowDecision.Step step)
    {
        string[] says =
        [
            step.Responsible is { } who ? $"{who} carries it out{By(step.Due)}" : $"Nobody in particular carries it out{By(step.Due)}",
            step.Effective is { } from ? $"it holds from {Day(from)}" : "it holds at once",
        ];
        return string.Join("; ", says) + ".";
    }
}
