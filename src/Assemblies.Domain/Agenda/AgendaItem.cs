using System.Globalization;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Agenda;

/// <summary>A numbered item of an assembly's agenda. Its text has a version of its own, since people write it together.</summary>
public sealed class AgendaItem : Entity<AgendaItem>
{
    private AgendaItem() { }

    internal AgendaItem(Session session, ItemPlan plan, int order, bool isLate)
    {
        (Assembly, Session, Of, Order, Late) = (session.Assembly, session.Id, session, order, isLate);
        Take(plan);
    }

    /// <summary>Of which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>In which session.</summary>
    public Id<Session> Session { get; private set; }

    /// <summary>The session itself.</summary>
    public Session Of { get; private set; } = null!;

    /// <summary>Its place in the session, from 1.</summary>
    public int Order { get; internal set; }

    /// <summary>Its number; follows from the order until it is printed, then stays for good.</summary>
    public string? Number { get; internal set; }

    /// <summary>The first version of the agenda that printed its number; null before.</summary>
    public int? PrintedIn { get; internal set; }

    /// <summary>Its title.</summary>
    public string Title { get; private set; } = "";

    /// <summary>What is done with it.</summary>
    public ItemKind Kind { get; private set; }

    /// <summary>How long it takes.</summary>
    public int Minutes { get; private set; }

    /// <summary>Who presents it.</summary>
    public string? Presenters { get; private set; }

    /// <summary>The type whose majority the rules name.</summary>
    public string? RuleType { get; private set; }

    /// <summary>Left to delegates who may vote, officers, secretariat and whom the chair names.</summary>
    public bool Closed { get; private set; }

    /// <summary>It came after the final agenda was due: subject to the members' vote.</summary>
    public bool Late { get; private set; }

    /// <summary>Its text, Markdown; empty while nobody has written it.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Raised by each save of the text; its ETag.</summary>
    public long TextVersion { get; private set; } = 1;

    /// <summary>When the text was last saved.</summary>
    public Instant? TextSavedAt { get; private set; }

    /// <summary>Who saved it last.</summary>
    public Id<Person>? TextSavedBy { get; private set; }

    /// <summary>When it was dropped; its number, text and documents stay.</summary>
    public Instant? RemovedAt { get; private set; }

    /// <summary>All of it that may change, but for the text.</summary>
    public ItemPlan Plan =>
        new(Title, Kind, Minutes)
        {
            Presenters = Presenters,
            RuleType = RuleType,
            Closed = Closed,
            Late = Late,
        };

    /// <summary>Changes it, but for the text; its draft is saved afterwards. A late mark stays once it is there.</summary>
    /// <returns>The refusal, when it is late and would be what is never taken up late.</returns>
    public Error? Change(ItemPlan plan)
    {
        if ((Late || plan.Late) && plan.IsNeverLate && !(Late && Plan.IsNeverLate))
        {
            return AgendaDomainErrors.NeverLate;
        }

        Take(plan);
        return null;
    }

    /// <summary>Saves the text, if it is still the version the writer began with.</summary>
    /// <returns>The refusal with what stands now, when somebody else saved in between.</returns>
    public Error? Write(string text, long version, Id<Person>? by, Instant at)
    {
        if (version != TextVersion)
        {
            return AgendaDomainErrors.TextChanged with { Current = new TextNow(TextVersion, Text) };
        }

        (Text, TextVersion, TextSavedAt, TextSavedBy) = (text, TextVersion + 1, at, by);
        return null;
    }

    internal static int Digits(string number) => int.Parse(number, CultureInfo.InvariantCulture);

    internal static string Printed(int number) => number.ToString(CultureInfo.InvariantCulture);

    internal void Take(ItemPlan plan)
    {
        (Title, Kind, Minutes) = (plan.Title, plan.Kind, plan.Minutes);
        (Presenters, RuleType, Closed, Late) = (plan.Presenters, plan.RuleType, plan.Closed, Late || plan.Late);
    }

    internal void MovedTo(Session session, int order) => (Session, Of, Order) = (session.Id, session, order);

    internal void Remove(Instant at) => RemovedAt = at;
}

/// <summary>What stands now, when somebody else saved a text in between.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Text">The text.</param>
public sealed record TextNow(long Version, string Text);
