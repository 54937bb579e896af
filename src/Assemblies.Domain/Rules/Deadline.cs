using NodaTime;

namespace Assemblies.Domain.Rules;

/// <summary>What a deadline of an assembly is for.</summary>
public enum DeadlineKind
{
    /// <summary>The dates are announced to everybody who will be convened.</summary>
    Announcement,

    /// <summary>The assembly is convened with its provisional agenda.</summary>
    Convocation,

    /// <summary>The text of charter amendments is with the members.</summary>
    CharterText,

    /// <summary>Members ask for items.</summary>
    MembersItems,

    /// <summary>Candidates are named.</summary>
    Candidatures,

    /// <summary>The final agenda and its documents are sent.</summary>
    FinalDocuments,

    /// <summary>Delegates register.</summary>
    Registration,

    /// <summary>Each member uploads its country update.</summary>
    CountryUpdates,

    /// <summary>Who is on the roll, with the fee paid, is entitled to vote.</summary>
    RecordDate,

    /// <summary>Amendments to what is on the agenda are handed in.</summary>
    Amendments,

    /// <summary>Proxies are given.</summary>
    Proxies,

    /// <summary>Registrations are changed.</summary>
    RegistrationChanges,

    /// <summary>The list of decisions is published.</summary>
    DecisionsList,

    /// <summary>The draft minutes are sent.</summary>
    DraftMinutes,

    /// <summary>Votes are contested, if the list of decisions comes out on its day; else it counts from the day it came out.</summary>
    Contesting,

    /// <summary>Objections to the minutes, if the draft comes out on its day; else it counts from the day it came out.</summary>
    Objections,
}

/// <summary>A local date by whose end something has to be done.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Date">The last day, in the rules' zone.</param>
/// <param name="Zone">IANA name of that zone.</param>
/// <param name="DerivedDate">What the rules give; differs from <paramref name="Date"/> where somebody set another one.</param>
/// <param name="IsSetByHand">Whether somebody set it: then it stays when the assembly moves.</param>
/// <remarks>
/// The date is the truth, the instant is worked out; neither the process's zone nor its culture matters.
/// </remarks>
public sealed record Deadline(DeadlineKind Kind, LocalDate Date, string Zone, LocalDate DerivedDate, bool IsSetByHand)
{
    /// <summary>The first instant that is too late: the start of the next local day.</summary>
    public Instant Ends => DateTimeZoneProviders.Tzdb[Zone].AtStartOfDay(Date.PlusDays(1)).ToInstant();

    /// <summary>The same as the rules give it, whatever was set by hand.</summary>
    public Deadline ByTheRules => this with { Date = DerivedDate, IsSetByHand = false };

    /// <summary>What it is for, in words.</summary>
    public string Title => TitleOf(Kind);

    /// <summary>Weekday, date, hour and zone: "Thursday 25 March 2027, 23:59 (Brussels)".</summary>
    public string InWords => $"{Words.Day(Date)}, 23:59 ({Zone[(Zone.LastIndexOf('/') + 1)..].Replace('_', ' ')})";

    /// <summary>Whether it is too late; the last second of the day is still in time.</summary>
    public bool IsPast(Instant now) => now >= Ends;

    /// <summary>What a kind of deadline is for, in words.</summary>
    public static string TitleOf(DeadlineKind kind) =>
        kind switch
        {
            DeadlineKind.Announcement => "Announcement of the dates",
            DeadlineKind.Convocation => "Convocation with the provisional agenda",
            DeadlineKind.CharterText => "Text of charter amendments",
            DeadlineKind.MembersItems => "Members’ items",
            DeadlineKind.Candidatures => "Candidatures",
            DeadlineKind.FinalDocuments => "Final agenda and documents",
            DeadlineKind.Registration => "Registration",
            DeadlineKind.CountryUpdates => "Country updates",
            DeadlineKind.RecordDate => "Record date",
            DeadlineKind.Amendments => "Amendments",
            DeadlineKind.Proxies => "Proxies",
            DeadlineKind.RegistrationChanges => "Changes to registrations",
            DeadlineKind.DecisionsList => "List of decisions",
            DeadlineKind.DraftMinutes => "Draft minutes",
            DeadlineKind.Contesting => "Contesting a vote",
            DeadlineKind.Objections => "Objections to the minutes",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
}
