using Assemblies.Domain.Agenda;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using NodaTime;

namespace Assemblies.Domain.Minutes;

/// <summary>How a meeting went, as the steps of its sitting tell it: when each item was on, in the order in which they were taken up, and what else happened.</summary>
/// <remarks>Whole minutes of the venue's clock. A session that was taken up as a whole stands for all its items. Breaks do not end an item.</remarks>
public sealed class CourseOfMeeting
{
    private readonly List<(Id<Session> Session, Id<AgendaItem>? Item, LocalDateTime Start, LocalDateTime? End)> runs = [];
    private readonly List<CourseLine> lines = [];

    private CourseOfMeeting() { }

    /// <summary>Opening, breaks, who presided, closing.</summary>
    public IReadOnlyList<CourseLine> Lines => lines;

    /// <summary>Reads it.</summary>
    /// <param name="sitting">The sitting.</param>
    /// <param name="nameOf">Names of people.</param>
    public static CourseOfMeeting Of(Sitting sitting, Func<Id<Person>, string> nameOf)
    {
        var (course, zone) = (new CourseOfMeeting(), DateTimeZoneProviders.Tzdb[sitting.Of.TimeZone]);
        foreach (var step in sitting.Steps)
        {
            course.Take(step, step.At.InZone(zone).LocalDateTime.With(TimeAdjusters.TruncateToMinute), nameOf);
        }

        return course;
    }

    /// <summary>When an item was on; empty when it was not.</summary>
    public IReadOnlyList<MinutesTime> TimesOf(Id<Session> session, Id<AgendaItem> item) =>
        [.. runs.Where(r => r.Item == item || (r.Item is null && r.Session == session)).Select(r => new MinutesTime(r.Start, r.End))];

    /// <summary>The items of a meeting: first those that were on, by when they were taken up, then the others as they stand on the agenda.</summary>
    public static IEnumerable<T> InOrder<T>(IEnumerable<T> items, Func<T, IReadOnlyList<MinutesTime>> times)
    {
        var all = items.ToList();
        return all.Where(i => times(i).Count > 0).OrderBy(i => times(i)[0].Start).Concat(all.Where(i => times(i).Count is 0));
    }

    private void Take(SittingStep step, LocalDateTime at, Func<Id<Person>, string> nameOf)
    {
        var who = step.Presiding is { } person ? nameOf(person) : null;
        switch (step.Kind)
        {
            case SittingStepKind.Opened:
                Say(at, who is null ? "The meeting was opened." : $"The meeting was opened; {who} presided.");
                break;
            case SittingStepKind.LineStarted:
                End(at);
                runs.Add((step.Session!.Value, step.Item, at, null));
                break;
            case SittingStepKind.BreakBegan:
                if (step.Session is not null)
                {
                    End(at);
                }

                Say(at, "A break began.");
                break;
            case SittingStepKind.BreakEnded:
                Say(at, "The meeting went on.");
                break;
            case SittingStepKind.HandedOver:
                Say(at, $"{who} presided from then on{(step.Reason is { } why ? $": {why.TrimEnd('.')}" : "")}.");
                break;
            case SittingStepKind.Closed:
                End(at);
                Say(at, $"The meeting was closed{(step.Reason is { } reason ? $": {reason.TrimEnd('.')}" : "")}.");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(step), step.Kind, "An unknown step.");
        }
    }

    private void Say(LocalDateTime at, string sentence) => lines.Add(new(at, sentence));

    private void End(LocalDateTime at)
    {
        if (runs.Count > 0 && runs[^1].End is null)
        {
            runs[^1] = runs[^1] with { End = at };
        }
    }
}
