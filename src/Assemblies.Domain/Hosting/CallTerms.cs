using NodaTime;

namespace Assemblies.Domain.Hosting;

/// <summary>Who chooses among the proposals.</summary>
public enum DecidedBy
{
    /// <summary>The secretariat, with a reason.</summary>
    Secretariat,

    /// <summary>The members, by a vote of an assembly.</summary>
    Members,
}

/// <summary>What a call asks for, as one value.</summary>
/// <param name="PeriodFrom">The first day on which the assembly may begin.</param>
/// <param name="PeriodUntil">The last day on which it may end.</param>
/// <param name="OpensOn">The first day for proposals, in the rules' zone.</param>
/// <param name="ClosesOn">The last day for proposals, to 23:59:59 in the rules' zone.</param>
/// <param name="Criteria">What the choice goes by, in words.</param>
/// <param name="DecidedBy">Who chooses.</param>
/// <param name="ExpectedOnSite">How many people are expected in the room.</param>
public sealed record CallTerms(
    LocalDate PeriodFrom,
    LocalDate PeriodUntil,
    LocalDate OpensOn,
    LocalDate ClosesOn,
    string Criteria,
    DecidedBy DecidedBy,
    int ExpectedOnSite
)
{
    /// <summary>Why its days cannot be set on a day, at their fields; null when they can. Those that stood before are left as they are.</summary>
    /// <param name="today">The day, in the rules' zone.</param>
    /// <param name="was">What stood before; null for a new call.</param>
    public Error? Past(LocalDate today, CallTerms? was = null)
    {
        var over = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (PeriodUntil < today && PeriodUntil != was?.PeriodUntil)
        {
            over["periodUntil"] = ["These days are over. Name days that are still to come."];
        }

        if (ClosesOn < today && ClosesOn != was?.ClosesOn)
        {
            over["closesOn"] = ["This day is over. Name today or a day that is still to come."];
        }

        return over.Count is 0 ? null : HostingErrors.CallInThePast with { Fields = over };
    }
}

/// <summary>Where a call stands; read from its rows and the day, never stored.</summary>
public enum CallState
{
    /// <summary>It opens later.</summary>
    Upcoming,

    /// <summary>Members propose.</summary>
    Open,

    /// <summary>No more proposals; somebody has to choose.</summary>
    Closed,

    /// <summary>The members vote on the proposals.</summary>
    PutToVote,

    /// <summary>A member was asked and may still answer.</summary>
    Asked,

    /// <summary>A member has accepted.</summary>
    Decided,
}

/// <summary>What somebody brought about in the life of a call.</summary>
public enum CallStepKind
{
    /// <summary>It was opened, perhaps for a later day.</summary>
    Opened,

    /// <summary>It was closed before its last day.</summary>
    ClosedEarly,

    /// <summary>It was closed, and takes proposals again.</summary>
    Extended,

    /// <summary>Its proposals were put to the members' vote.</summary>
    PutToVote,
}

/// <summary>One step of a call. Only ever added.</summary>
public sealed class CallStep
{
    private CallStep() { }

    internal CallStep(Id<HostCall> call, int seq, CallStepKind kind, Instant at, Id<Members.Person>? by, string? words) =>
        (Call, Seq, Kind, At, By, Words) = (call, seq, kind, at, by, words);

    /// <summary>Of which call.</summary>
    public Id<HostCall> Call { get; private set; }

    /// <summary>Its place in the order, from 1; unique in its call.</summary>
    public int Seq { get; private set; }

    /// <summary>What.</summary>
    public CallStepKind Kind { get; private set; }

    /// <summary>When, in business time.</summary>
    public Instant At { get; private set; }

    /// <summary>By whom; null for the service itself.</summary>
    public Id<Members.Person>? By { get; private set; }

    /// <summary>Why it was closed early; where and when the members vote.</summary>
    public string? Words { get; private set; }
}
