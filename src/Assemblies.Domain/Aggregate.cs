namespace Assemblies.Domain;

/// <summary>Something that happened to an aggregate; other areas react to it in the same transaction.</summary>
public abstract record DomainEvent;

/// <summary>What one command changes as a whole. It changes by verbs of the field and remembers what happened for those who react.</summary>
public abstract class Aggregate
{
    private readonly List<DomainEvent> events = [];

    /// <summary>Hands over what happened since the last call.</summary>
    public IReadOnlyList<DomainEvent> TakeEvents()
    {
        var taken = events.ToArray();
        events.Clear();
        return taken;
    }

    /// <summary>Remembers what happened.</summary>
    protected void Happened(DomainEvent happened) => events.Add(happened);
}

/// <summary>An aggregate or a part of one that has a row of its own.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public abstract class Entity<TSelf> : Aggregate
{
    /// <summary>Its identity.</summary>
    public Id<TSelf> Id { get; protected init; } = Id<TSelf>.New();
}
