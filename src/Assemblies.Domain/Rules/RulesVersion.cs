using System.Globalization;
using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Rules;

/// <summary>One published version of the rules. Never changed: a newer one takes its place, and what is convened keeps the one it was convened under.</summary>
public sealed class RulesVersion
{
    private RulesVersion() { }

    private RulesVersion(int number, RulesOfProcedure parameters, Instant publishedAt, Id<Person>? publishedBy, string note) =>
        (Number, Parameters, PublishedAt, PublishedBy, Note) = (number, parameters, publishedAt, publishedBy, note);

    /// <summary>1, 2, 3 …; what an assembly pins.</summary>
    public int Number { get; private set; }

    /// <summary>The rules themselves.</summary>
    public RulesOfProcedure Parameters { get; private set; } = RulesOfProcedure.Default;

    /// <summary>When, in business time.</summary>
    public Instant PublishedAt { get; private set; }

    /// <summary>By whom; null for the first, which nobody decided.</summary>
    public Id<Person>? PublishedBy { get; private set; }

    /// <summary>What it rests on, such as the decision that changed the rules.</summary>
    public string Note { get; private set; } = "";

    /// <summary>The rules a network begins with: every default.</summary>
    public static RulesVersion First(Instant at) =>
        new(1, RulesOfProcedure.Default, at, null, "The defaults, until the network decides otherwise.");

    /// <summary>
    /// Publishes the version that follows this one. Refused with all problems at once when it makes no sense, and when nothing differs.
    /// </summary>
    /// <param name="parameters">The new rules, all of them.</param>
    /// <param name="note">What it rests on.</param>
    /// <param name="at">When.</param>
    /// <param name="by">By whom.</param>
    public Result<RulesVersion> Follow(RulesOfProcedure parameters, string note, Instant at, Id<Person>? by)
    {
        if (Refusal(parameters) is { } refusal)
        {
            return refusal;
        }

        return new RulesVersion(Number + 1, parameters, at, by, note);
    }

    /// <summary>Why these rules cannot follow; null when they can.</summary>
    public Error? Refusal(RulesOfProcedure parameters)
    {
        var problems = parameters.Problems();
        if (problems.Count > 0)
        {
            return RulesErrors.MakesNoSense with
            {
                Fields = problems
                    .SelectMany(problem => problem.Fields)
                    .GroupBy(field => field.Key, StringComparer.Ordinal)
                    .ToDictionary(field => field.Key, field => field.SelectMany(one => one.Value).ToArray(), StringComparer.Ordinal),
                Reasons = problems,
            };
        }

        return parameters.ChangesSince(Parameters).Count > 0
            ? null
            : RulesErrors.NothingChanged with
            {
                Message = string.Create(
                    CultureInfo.InvariantCulture,
                    $"These are the rules of version {Number} already. Change at least one of them."
                ),
            };
    }
}

/// <summary>Refusals about versions of the rules.</summary>
public static class RulesErrors
{
    /// <summary>Some values make no sense; each is named.</summary>
    public static readonly Error MakesNoSense = new(
        "rules.make_no_sense",
        ErrorKind.Invalid,
        "These rules cannot be published as they are. Correct the values that are named."
    );

    /// <summary>Nothing differs from the version in force.</summary>
    public static readonly Error NothingChanged = new(
        "rules.nothing_changed",
        ErrorKind.Conflict,
        "These are the rules in force already. Change at least one of them."
    );

    /// <summary>Somebody published in between.</summary>
    public static readonly Error NewerVersion = new(
        "rules.newer_version",
        ErrorKind.Conflict,
        "Somebody published another version meanwhile. Look at it, then make your change to it."
    );

    /// <summary>There is no such version.</summary>
    public static readonly Error UnknownVersion = new(
        "rules.unknown_version",
        ErrorKind.NotFound,
        "There is no version of the rules with this number. Choose one from the list."
    );
}
