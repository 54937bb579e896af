using Assemblies.Domain.Hosting;
using FluentValidation;
using NodaTime;

namespace Assemblies.Server.Hosting;

/// <summary>What a call is opened or changed with.</summary>
/// <param name="PeriodFrom">The first day on which the assembly may begin.</param>
/// <param name="PeriodUntil">The last day on which it may end.</param>
/// <param name="OpensOn">The first day for proposals, in the rules' zone.</param>
/// <param name="ClosesOn">The last day for proposals, to its end in the rules' zone.</param>
/// <param name="Criteria">What the choice goes by, in words.</param>
/// <param name="DecidedBy">Who chooses.</param>
/// <param name="ExpectedOnSite">How many people are expected in the room.</param>
public sealed record CallFields(
    LocalDate? PeriodFrom = null,
    LocalDate? PeriodUntil = null,
    LocalDate? OpensOn = null,
    LocalDate? ClosesOn = null,
    string Criteria = "",
    DecidedBy? DecidedBy = null,
    int? ExpectedOnSite = null
)
{
    internal static readonly CallFields Example = new(
        new(2027, 10, 1),
        new(2027, 11, 30),
        new(2026, 12, 1),
        new(2027, 2, 28),
        "Short journeys, step-free rooms, costs; members that never hosted come first.",
        Domain.Hosting.DecidedBy.Members,
        110
    );

    internal static CallFields Of(CallView call) =>
        new(call.PeriodFrom, call.PeriodUntil, call.OpensOn, call.ClosesOn, call.Criteria, call.DecidedBy, call.ExpectedOnSite);

    internal CallTerms Terms =>
        new(
            PeriodFrom!.Value,
            PeriodUntil!.Value,
            OpensOn!.Value,
            ClosesOn!.Value,
            Criteria.Trim(),
            DecidedBy!.Value,
            ExpectedOnSite!.Value
        );

    internal static void Check<T>(AbstractValidator<T> validator, Func<T, CallFields> of)
    {
        void Rule<TValue>(string field, Func<CallFields, TValue> value, Func<CallFields, bool> fits, string message) =>
            validator.RuleFor(c => value(of(c))).Must((c, _) => fits(of(c))).OverridePropertyName(field).WithMessage(message);

        Rule("periodFrom", c => c.PeriodFrom, c => c.PeriodFrom is not null, "Name the first day on which the assembly may begin.");
        Rule("periodUntil", c => c.PeriodUntil, c => c.PeriodUntil is not null, "Name the last day on which the assembly may end.");
        Rule("periodUntil", c => c.PeriodUntil, c => !(c.PeriodUntil < c.PeriodFrom), "The last day lies before the first. Swap them.");
        Rule("opensOn", c => c.OpensOn, c => c.OpensOn is not null, "Name the first day for proposals.");
        Rule("closesOn", c => c.ClosesOn, c => c.ClosesOn is not null, "Name the last day for proposals.");
        Rule("closesOn", c => c.ClosesOn, c => !(c.ClosesOn < c.OpensOn), "The call closes before it opens. Name a later day.");
        Rule("closesOn", c => c.ClosesOn, c => !(c.ClosesOn >= c.PeriodFrom), "The call has to close before the assembly may begin.");
        Rule("criteria", c => c.Criteria, c => !string.IsNullOrWhiteSpace(c.Criteria), "Say what the choice goes by.");
        Rule("criteria", c => c.Criteria, c => c.Criteria.Length <= 4000, "This is more than 4,000 letters. Say it shorter.");
        Rule("decidedBy", c => c.DecidedBy, c => c.DecidedBy is not null, "Say who chooses: the secretariat or the members.");
        Rule(
            "expectedOnSite",
            c => c.ExpectedOnSite,
            c => c.ExpectedOnSite is >= 1 and <= 100_000,
            "Say how many people are expected in the room, 1 or more."
        );
    }
}
