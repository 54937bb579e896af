using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Minutes;

/// <summary>What became of an objection.</summary>
public enum ObjectionOutcome
{
    /// <summary>The next version says it as the member wants.</summary>
    TakenUp,

    /// <summary>It is annexed for the assembly that approves the minutes.</summary>
    Annexed,
}

/// <summary>A member says that published minutes are wrong. Never changed.</summary>
public sealed class MinutesObjection : Entity<MinutesObjection>
{
    private MinutesObjection() { }

    /// <summary>Hands it in.</summary>
    /// <param name="of">The version that is wrong.</param>
    /// <param name="item">At which item; null for the minutes as a whole.</param>
    /// <param name="organisation">Whose objection.</param>
    /// <param name="text">What is wrong, and what it should say; plain text.</param>
    /// <param name="at">When.</param>
    /// <param name="by">Who handed it in.</param>
    /// <param name="source">How the secretariat came to know it; null when they act for themselves.</param>
    public MinutesObjection(
        MinutesVersion of,
        Id<AgendaItem>? item,
        Id<Organisation> organisation,
        string text,
        Instant at,
        Id<Person>? by,
        Source? source
    )
    {
        (Assembly, Version, Item, Organisation) = (of.Assembly, of.Number, item, organisation);
        (Text, At, By, Source) = (text, at, by, source);
    }

    /// <summary>To the minutes of which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>To which version.</summary>
    public int Version { get; private set; }

    /// <summary>At which item; null for the minutes as a whole.</summary>
    public Id<AgendaItem>? Item { get; private set; }

    /// <summary>Whose.</summary>
    public Id<Organisation> Organisation { get; private set; }

    /// <summary>What is wrong, and what it should say.</summary>
    public string Text { get; private set; } = "";

    /// <summary>When.</summary>
    public Instant At { get; private set; }

    /// <summary>Who handed it in.</summary>
    public Id<Person>? By { get; private set; }

    /// <summary>How the secretariat came to know it; null when they act for themselves.</summary>
    public Source? Source { get; private set; }
}

/// <summary>The answer to an objection; one each, and never changed.</summary>
public sealed class ObjectionAnswer
{
    private ObjectionAnswer() { }

    /// <summary>Answers it.</summary>
    /// <param name="objection">Which.</param>
    /// <param name="outcome">How.</param>
    /// <param name="reason">Why, in words.</param>
    /// <param name="at">When.</param>
    /// <param name="by">By whom.</param>
    public ObjectionAnswer(Id<MinutesObjection> objection, ObjectionOutcome outcome, string reason, Instant at, Id<Person>? by) =>
        (Objection, Outcome, Reason, At, By) = (objection, outcome, reason, at, by);

    /// <summary>Which; its key, so that of two answers at once one is refused.</summary>
    public Id<MinutesObjection> Objection { get; private set; }

    /// <summary>How.</summary>
    public ObjectionOutcome Outcome { get; private set; }

    /// <summary>Why, in words.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>When.</summary>
    public Instant At { get; private set; }

    /// <summary>By whom.</summary>
    public Id<Person>? By { get; private set; }
}
