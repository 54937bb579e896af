using System.Globalization;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Presence;

/// <summary>Where a meeting stands on its day; read from its steps, never stored.</summary>
public enum SittingState
{
    /// <summary>Nobody has opened it.</summary>
    NotOpened,

    /// <summary>It is in session.</summary>
    Open,

    /// <summary>It is in session, and everybody has a break.</summary>
    Break,

    /// <summary>It is over.</summary>
    Closed,
}

/// <summary>What is on, or was.</summary>
/// <param name="Session">The session.</param>
/// <param name="Item">The item; null for a session that was taken up as a whole.</param>
/// <param name="Since">Since when.</param>
public sealed record SittingLine(Id<Session> Session, Id<AgendaItem>? Item, Instant Since);

/// <summary>A break that runs.</summary>
/// <param name="Since">When it began.</param>
/// <param name="Minutes">How long it is to last.</param>
/// <param name="Session">What it is in the programme; null when the chair called it.</param>
public sealed record SittingBreak(Instant Since, int Minutes, Id<Session>? Session)
{
    /// <summary>When it is to end; it ends when somebody ends it.</summary>
    public Instant Until => Since + Duration.FromMinutes(Minutes);
}

/// <summary>
/// The time between opening and closing one meeting, as its steps tell it. Each verb answers the step or steps to add, or why there are none:
/// a repeat of what stands is refused with a code of its own, so that a second tab learns what happened.
/// </summary>
/// <remarks>Who may is not asked here. Two at once get the same number, and the database's unique key lets one of them win.</remarks>
public sealed class Sitting
{
    private readonly List<SittingStep> steps;

    private Sitting(Meeting meeting, IEnumerable<SittingStep> steps)
    {
        (Of, this.steps) = (meeting, [.. steps.OrderBy(s => s.Seq)]);
        foreach (var step in this.steps)
        {
            Take(step);
        }
    }

    /// <summary>The meeting itself.</summary>
    public Meeting Of { get; }

    /// <summary>Of which meeting.</summary>
    public Id<Meeting> Meeting => Of.Id;

    /// <summary>Of which assembly.</summary>
    public Id<Assembly> Assembly => Of.Assembly;

    /// <summary>Its steps in their order.</summary>
    public IReadOnlyList<SittingStep> Steps => steps;

    /// <summary>The number of the last step; 0 before the first.</summary>
    public int Seq => steps.Count == 0 ? 0 : steps[^1].Seq;

    /// <summary>Where it stands.</summary>
    public SittingState State { get; private set; } = SittingState.NotOpened;

    /// <summary>When it was opened; null before.</summary>
    public Instant? OpenedAt { get; private set; }

    /// <summary>When it was closed; null before.</summary>
    public Instant? ClosedAt { get; private set; }

    /// <summary>Who presides; null before the opening, and where nobody is appointed.</summary>
    public Id<Person>? Presiding { get; private set; }

    /// <summary>What is on, or is interrupted by a break; null before the first line, after a break of the programme and when it is over.</summary>
    public SittingLine? Now { get; private set; }

    /// <summary>The break that runs; null when none does.</summary>
    public SittingBreak? Break { get; private set; }

    /// <summary>Whether it is open, be it in a break.</summary>
    public bool IsOpen => State is SittingState.Open or SittingState.Break;

    /// <summary>Where a meeting stands.</summary>
    /// <param name="meeting">The meeting.</param>
    /// <param name="steps">Its steps, in any order.</param>
    public static Sitting At(Meeting meeting, IEnumerable<SittingStep> steps) => new(meeting, steps);

    /// <summary>Opens it, on its day or later. A statutory meeting opens without quorum too: then there is debate, but no decision.</summary>
    /// <param name="assembly">Where its assembly stands; only what is convened meets.</param>
    /// <param name="presiding">Who presides.</param>
    /// <param name="at">When.</param>
    /// <param name="by">By whom.</param>
    public Result<SittingStep> Open(AssemblyState assembly, Id<Person>? presiding, Instant at, Id<Person>? by)
    {
        if (State is not SittingState.NotOpened)
        {
            return IsOpen ? SittingErrors.OpenAlready : SittingErrors.IsClosed;
        }

        var refusal =
            Of.CancelledAt is not null ? SittingErrors.MeetingIsCancelled
            : assembly is not AssemblyState.Convened ? SittingErrors.NotConvened
            : TooEarly(at);
        return refusal is not null ? refusal : Add(new(this, SittingStepKind.Opened, at, by) { Presiding = presiding });
    }

    /// <summary>Takes up an item or a session. A break that runs ends; a session that is a pause in the programme begins one.</summary>
    /// <param name="session">The published session.</param>
    /// <param name="item">Its item; null for the session as a whole.</param>
    /// <param name="at">When.</param>
    /// <param name="by">By whom.</param>
    /// <returns>One step, or two when a break ends by it.</returns>
    public Result<IReadOnlyList<SittingStep>> GoTo(PublishedSession session, Id<AgendaItem>? item, Instant at, Id<Person>? by)
    {
        if (NotOpen() is { } refusal)
        {
            return refusal;
        }

        var isPause = RunningOrder.IsPause(session);
        var isOn = Break is null ? Now is not null && Now.Session == session.Id && Now.Item == item : Break.Session == session.Id;
        if (isOn)
        {
            return SittingErrors.OnAlready;
        }

        var from = steps.Count;
        if (Break is not null)
        {
            Add(new(this, SittingStepKind.BreakEnded, at, by) { Session = Break.Session });
        }

        Add(
            isPause
                ? new(this, SittingStepKind.BreakBegan, at, by) { Session = session.Id, Minutes = RunningOrder.Length(session) }
                : new(this, SittingStepKind.LineStarted, at, by) { Session = session.Id, Item = item }
        );
        return steps[from..];
    }

    /// <summary>Calls a break that the programme does not have. What is on is interrupted and goes on afterwards.</summary>
    /// <param name="minutes">How long; it ends when somebody ends it.</param>
    /// <param name="at">When.</param>
    /// <param name="by">By whom.</param>
    public Result<SittingStep> Interrupt(int minutes, Instant at, Id<Person>? by) =>
        NotOpen() is { } refusal ? refusal
        : Break is not null ? SittingErrors.BreakAlready
        : Add(new(this, SittingStepKind.BreakBegan, at, by) { Minutes = minutes });

    /// <summary>Ends the break.</summary>
    public Result<SittingStep> Resume(Instant at, Id<Person>? by) =>
        NotOpen() is { } refusal ? refusal
        : Break is null ? SittingErrors.NoBreak
        : Add(new(this, SittingStepKind.BreakEnded, at, by) { Session = Break.Session });

    /// <summary>Somebody else presides from now on: a deputy chair, or the chair again.</summary>
    /// <param name="to">Who; the caller has asked whether they hold the office.</param>
    /// <param name="at">When.</param>
    /// <param name="by">By whom.</param>
    /// <param name="reason">Why; null where nobody said.</param>
    public Result<SittingStep> HandOver(Id<Person> to, Instant at, Id<Person>? by, string? reason) =>
        NotOpen() is { } refusal ? refusal
        : Presiding == to ? SittingErrors.PresidesAlready
        : Add(new(this, SittingStepKind.HandedOver, at, by) { Presiding = to, Reason = reason });

    /// <summary>Closes it for good, also out of a break.</summary>
    public Result<SittingStep> Close(Instant at, Id<Person>? by, string? reason) =>
        NotOpen() is { } refusal ? refusal : Add(new(this, SittingStepKind.Closed, at, by) { Reason = reason });

    /// <summary>Why something that only an open meeting has cannot be; null when it can.</summary>
    public Error? NotOpen() =>
        State switch
        {
            SittingState.NotOpened => SittingErrors.NotOpened,
            SittingState.Closed => SittingErrors.IsClosed,
            _ => null,
        };

    /// <summary>Why a step taken from what its sender saw is refused: somebody took another one since. Null when nobody did, or they did not say.</summary>
    /// <param name="seen">The number of the last step the sender saw; null when they did not say.</param>
    public Error? Stale(int? seen) => seen is null || seen == Seq ? null : SittingErrors.ChangedMeanwhile;

    private Error? TooEarly(Instant at)
    {
        var today = at.InZone(DateTimeZoneProviders.Tzdb[Of.TimeZone]).Date;
        return today >= Of.Date
            ? null
            : SittingErrors.TooEarly with
            {
                Message = string.Create(
                    CultureInfo.InvariantCulture,
                    $"“{Of.Title}” is on {Words.Day(Of.Date)}. It can be opened from the beginning of that day."
                ),
            };
    }

    private SittingStep Add(SittingStep step)
    {
        steps.Add(step);
        Take(step);
        return step;
    }

    private void Take(SittingStep step)
    {
        switch (step.Kind)
        {
            case SittingStepKind.Opened:
                (State, OpenedAt, Presiding) = (SittingState.Open, step.At, step.Presiding);
                break;
            case SittingStepKind.LineStarted:
                Now = new(step.Session!.Value, step.Item, step.At);
                break;
            case SittingStepKind.BreakBegan:
                (State, Break) = (SittingState.Break, new(step.At, step.Minutes!.Value, step.Session));
                // A break of the programme is a line of its own: what was on before is done.
                Now = step.Session is { } pause ? new(pause, null, step.At) : Now;
                break;
            case SittingStepKind.BreakEnded:
                (State, Break, Now) = (SittingState.Open, null, step.Session is null ? Now : null);
                break;
            case SittingStepKind.HandedOver:
                Presiding = step.Presiding;
                break;
            case SittingStepKind.Closed:
                (State, ClosedAt, Now, Break) = (SittingState.Closed, step.At, null, null);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(step), step.Kind, "An unknown step.");
        }
    }
}
