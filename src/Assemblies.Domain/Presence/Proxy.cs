using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Presence;

/// <summary>How a principal wants its vote cast.</summary>
public enum InstructedVote
{
    /// <summary>Yes.</summary>
    Yes,

    /// <summary>No.</summary>
    No,

    /// <summary>Abstain.</summary>
    Abstain,

    /// <summary>As the words beside it say: a name, an order.</summary>
    AsSaid,
}

/// <summary>An instruction for one item.</summary>
/// <param name="Item">Which item.</param>
/// <param name="Vote">How.</param>
/// <param name="About">Which motion of the item, or what is to be done; null where the item has one motion.</param>
public sealed record ProxyInstruction(Id<AgendaItem> Item, InstructedVote Vote, string? About);

/// <summary>What a proxy says.</summary>
/// <param name="Principal">The member that gives its vote.</param>
/// <param name="Holder">The member that casts it.</param>
/// <param name="Text">The written power.</param>
/// <param name="Items">The items it is for; empty for the whole assembly.</param>
/// <param name="Instructions">How to vote on some of them; may be empty.</param>
public sealed record ProxyTerms(
    Id<Organisation> Principal,
    Id<Organisation> Holder,
    string Text,
    IReadOnlyList<Id<AgendaItem>> Items,
    IReadOnlyList<ProxyInstruction> Instructions
);

/// <summary>What happened to a proxy.</summary>
public enum ProxyEvent
{
    /// <summary>The principal gave it.</summary>
    Given,

    /// <summary>The holder accepted it.</summary>
    Accepted,

    /// <summary>The holder refused it.</summary>
    Refused,

    /// <summary>The principal withdrew it.</summary>
    Withdrawn,

    /// <summary>The principal came itself.</summary>
    Voided,

    /// <summary>The check-in that made it void was a mistake and was taken back.</summary>
    Restored,

    /// <summary>The days it was given for do not stand.</summary>
    Lapsed,
}

/// <summary>Where a proxy stands.</summary>
public enum ProxyState
{
    /// <summary>Given; the holder has not answered.</summary>
    Given,

    /// <summary>Accepted: it counts while the holder is present.</summary>
    Accepted,

    /// <summary>Refused by the holder.</summary>
    Refused,

    /// <summary>Withdrawn by the principal.</summary>
    Withdrawn,

    /// <summary>Void: the principal came itself, or the days it was given for do not stand.</summary>
    Void,
}

/// <summary>Who does something to a proxy, and when.</summary>
/// <param name="At">When, in business time.</param>
/// <param name="By">Who; null for the service itself.</param>
/// <param name="Source">How the secretariat came to know it; null when they act for themselves.</param>
public sealed record ProxyActor(Instant At, Id<Person>? By, Source? Source = null);

/// <summary>A written power from one member, the principal, to another, the holder, to cast its vote.</summary>
/// <remarks>
/// Its state is what the last of its steps says, kept here so that a unique key holds one standing proxy a principal. Source: rules.md, proxy.
/// </remarks>
public sealed class Proxy : Entity<Proxy>
{
    private readonly List<ProxyStep> steps = [];

    private Proxy() { }

    internal Proxy(Id<Assembly> assembly, ProxyTerms terms, ProxyActor actor)
    {
        (Assembly, Principal, Holder, Text) = (assembly, terms.Principal, terms.Holder, terms.Text);
        (Items, Instructions) = ([.. terms.Items], terms.Instructions);
        Step(ProxyEvent.Given, ProxyState.Given, actor, null);
    }

    /// <summary>At which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>The member that gives its vote.</summary>
    public Id<Organisation> Principal { get; private set; }

    /// <summary>The member that casts it.</summary>
    public Id<Organisation> Holder { get; private set; }

    /// <summary>The written power, as it was given.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The items it is for; empty for the whole assembly.</summary>
    public IReadOnlyList<Id<AgendaItem>> Items { get; private set; } = [];

    /// <summary>How to vote on some of them; may be empty.</summary>
    public IReadOnlyList<ProxyInstruction> Instructions { get; private set; } = [];

    /// <summary>Where it stands.</summary>
    public ProxyState State { get; private set; }

    /// <summary>How many steps there were.</summary>
    public int Seq { get; private set; }

    /// <summary>Each is a row, never changed. Always read with the proxy.</summary>
    public IReadOnlyList<ProxyStep> Steps => steps;

    /// <summary>Whether it stands: it was given, and nothing has ended it. Of a principal one stands, and these count for the holder's limit.</summary>
    public bool IsStanding => State is ProxyState.Given or ProxyState.Accepted;

    /// <summary>As the roll call counts it; null unless it was accepted and stands.</summary>
    public StandingProxy? Counted => State is ProxyState.Accepted ? new(Id, Principal, Holder, [.. Items]) : null;

    /// <summary>The holder accepts. A repeat changes nothing.</summary>
    public Error? Accept(ProxyActor actor) => Answer(ProxyEvent.Accepted, ProxyState.Accepted, actor, null);

    /// <summary>The holder refuses. A repeat changes nothing.</summary>
    public Error? Refuse(ProxyActor actor, string? why) => Answer(ProxyEvent.Refused, ProxyState.Refused, actor, why);

    /// <summary>The principal withdraws it; whether it is in time is asked before. A repeat changes nothing.</summary>
    public Error? Withdraw(ProxyActor actor, string? why)
    {
        if (State is ProxyState.Withdrawn)
        {
            return null;
        }

        if (!IsStanding)
        {
            return PresenceDomainErrors.ProxyOver;
        }

        Step(ProxyEvent.Withdrawn, ProxyState.Withdrawn, actor, why);
        return null;
    }

    /// <summary>The principal came itself, by a row of the ledger: void from then on.</summary>
    public void Void(PresenceEntry by, string why)
    {
        Step(ProxyEvent.Voided, ProxyState.Void, new(by.At, by.By), why);
        by.Ends(this);
    }

    /// <summary>The same, since a delegate who is in was named to vote.</summary>
    public void Void(VoteHandover by, string why)
    {
        Step(ProxyEvent.Voided, ProxyState.Void, new(by.At, by.By), why);
        by.Ends(this);
    }

    /// <summary>The assembly is postponed, moved or cancelled: a power to vote on other days was never given.</summary>
    public void Lapse(Instant at, string why) => Step(ProxyEvent.Lapsed, ProxyState.Void, new(at, null), why);

    /// <summary>The check-in that made it void was a mistake and was taken back: it stands as it did.</summary>
    public void Restore(ProxyActor actor, string why)
    {
        if (State is ProxyState.Void)
        {
            var wasAccepted = steps.Exists(step => step.What is ProxyEvent.Accepted);
            Step(ProxyEvent.Restored, wasAccepted ? ProxyState.Accepted : ProxyState.Given, actor, why);
        }
    }

    private Error? Answer(ProxyEvent what, ProxyState state, ProxyActor actor, string? why)
    {
        if (State == state)
        {
            return null;
        }

        if (State is not ProxyState.Given)
        {
            return State is ProxyState.Accepted or ProxyState.Refused ? PresenceDomainErrors.ProxyAnswered : PresenceDomainErrors.ProxyOver;
        }

        Step(what, state, actor, why);
        return null;
    }

    private void Step(ProxyEvent what, ProxyState state, ProxyActor actor, string? why)
    {
        State = state;
        steps.Add(new(Id, ++Seq, what, actor, why));
        Happened(new ProxyStepped(Assembly, Id, what));
        Happened(new RoomChanged(Assembly, RoomPart.Presence));
    }
}

/// <summary>Something happened to a proxy: when, by whom, why. Only ever added.</summary>
public sealed class ProxyStep
{
    private ProxyStep() { }

    internal ProxyStep(Id<Proxy> proxy, int seq, ProxyEvent what, ProxyActor actor, string? why) =>
        (Proxy, Seq, What, At, By, Source, Why) = (proxy, seq, what, actor.At, actor.By, actor.Source, why);

    /// <summary>To which proxy.</summary>
    public Id<Proxy> Proxy { get; private set; }

    /// <summary>Its place in the order, from 1; unique, so that of two at once one looks again.</summary>
    public int Seq { get; private set; }

    /// <summary>What happened.</summary>
    public ProxyEvent What { get; private set; }

    /// <summary>When.</summary>
    public Instant At { get; private set; }

    /// <summary>By whom; null for the service itself.</summary>
    public Id<Person>? By { get; private set; }

    /// <summary>How the secretariat came to know it, when it did it for them.</summary>
    public Source? Source { get; private set; }

    /// <summary>Why, as a sentence; null where nothing was said.</summary>
    public string? Why { get; private set; }
}

/// <summary>A step of a proxy: both sides are told.</summary>
/// <param name="Assembly">At which assembly.</param>
/// <param name="Proxy">Which.</param>
/// <param name="What">What happened.</param>
public sealed record ProxyStepped(Id<Assembly> Assembly, Id<Proxy> Proxy, ProxyEvent What) : DomainEvent;
