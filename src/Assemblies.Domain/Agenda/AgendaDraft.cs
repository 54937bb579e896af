using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Agenda;

/// <summary>
/// The agenda of an assembly as its editors have it: sessions in their order, items with their numbers. Readers see published versions only.
/// </summary>
/// <remarks>How it is changed lies in <c>AgendaEditing.cs</c>.</remarks>
public sealed partial class AgendaDraft : Entity<AgendaDraft>
{
    private readonly List<Session> sessions = [];

    private AgendaDraft() { }

    /// <summary>An empty one.</summary>
    public AgendaDraft(Id<Assembly> assembly) => Assembly = assembly;

    /// <summary>Of which assembly; each has one.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>Raised by each save of sessions and items; its ETag.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>When it was last saved.</summary>
    public Instant? SavedAt { get; private set; }

    /// <summary>Who saved it last; null for the service.</summary>
    public Id<Person>? SavedBy { get; private set; }

    /// <summary>The newest published version; null before the first.</summary>
    public int? Published { get; private set; }

    /// <summary>Its sessions: meeting after meeting, each in its order.</summary>
    public IEnumerable<Session> Sessions => Standing.Where(s => s.Of.CancelledAt is null);

    /// <summary>Sessions whose meeting was cancelled: printed by nothing, numbered by nothing, until they are laid into another meeting.</summary>
    public IEnumerable<Session> Stranded => Standing.Where(s => s.Of.CancelledAt is not null);

    /// <summary>Its items in the order in which they are printed.</summary>
    public IEnumerable<AgendaItem> Items => Sessions.SelectMany(s => s.Items);

    /// <summary>Every number that was printed, those of dropped items too.</summary>
    public IReadOnlyList<IssuedNumber> Issued =>
        [
            .. sessions
                .SelectMany(s => s.EveryItem)
                .Where(i => i.PrintedIn is not null)
                .Select(i => new IssuedNumber(AgendaItem.Digits(i.Number!), i.Id.Value, i.Title, i.PrintedIn!.Value))
                .OrderBy(n => n.Number),
        ];

    /// <summary>The numbers of its items, and those that stay empty.</summary>
    public Numbering Numbering => Numbering.Of([.. Items.Select(i => new ItemInOrder(i.Id.Value, i.Title))], Issued);

    /// <summary>The sessions of one meeting in their order.</summary>
    public IReadOnlyList<Session> In(Id<Meeting> meeting) => [.. Standing.Where(s => s.Meeting == meeting)];

    /// <summary>The times of one meeting.</summary>
    public Timetable TimesOf(Meeting meeting) =>
        Timetable.Of(meeting.Date + meeting.Start, [.. In(meeting.Id).Select(s => s.Line)], meeting.Date + meeting.End);

    /// <summary>A session by its id, stranded or not; null when there is none.</summary>
    public Session? Session(Id<Session> id) => sessions.Find(s => s.Id == id && s.RemovedAt is null);

    /// <summary>An item by its id, stranded or not; null when there is none.</summary>
    public AgendaItem? Item(Id<AgendaItem> id) => Standing.SelectMany(s => s.Items).FirstOrDefault(i => i.Id == id);

    private IEnumerable<Session> Standing => sessions.Where(s => s.RemovedAt is null).OrderBy(s => s.Of.StartsAt).ThenBy(s => s.Order);

    /// <summary>What stands against publishing; null when nothing does.</summary>
    public Error? RefusesPublishing()
    {
        if (!Sessions.Any())
        {
            return AgendaDomainErrors.Empty;
        }

        var reasons = Sessions
            .Select(s => s.Of)
            .Distinct()
            .SelectMany(meeting => TimesOf(meeting).Findings.Where(f => f.BlocksPublishing).Select(f => Reason(meeting, f)))
            .ToList();
        return reasons.Count is 0 ? null : AgendaDomainErrors.Overrun with { Reasons = reasons };
    }

    /// <summary>Marks the numbers as printed.</summary>
    internal void PrintedAs(int version)
    {
        Published = version;
        foreach (var item in Items)
        {
            item.PrintedIn ??= version;
        }
    }

    private Error Reason(Meeting meeting, TimetableFinding finding) =>
        new(
            AgendaDomainErrors.Overrun.Code,
            ErrorKind.Conflict,
            $"{meeting.Title}, {Words.Quote(Session(new(finding.Line))!.Name)}: {finding.Sentence}"
        );
}
