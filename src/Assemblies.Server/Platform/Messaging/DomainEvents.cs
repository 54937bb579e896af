using Assemblies.Domain;
using Assemblies.Server.Platform.Database;

namespace Assemblies.Server.Platform.Messaging;

/// <summary>Hands the events of all tracked aggregates to those who react, until none is left.</summary>
internal sealed class DomainEvents(AssembliesDb db, IServiceProvider services)
{
    public async Task React(CancellationToken ct)
    {
        while (db.ChangeTracker.Entries<Aggregate>().SelectMany(entry => entry.Entity.TakeEvents()).ToList() is { Count: > 0 } happened)
        {
            foreach (var one in happened)
            {
                await Dispatch((dynamic)one, ct);
            }
        }
    }

    private async Task Dispatch<TEvent>(TEvent happened, CancellationToken ct)
        where TEvent : DomainEvent
    {
        foreach (var reaction in services.GetServices<IReactTo<TEvent>>())
        {
            await reaction.Happened(happened, ct);
        }
    }
}

/// <summary>
/// What is worked out from the rows of a command once they are written, in the same transaction: kept in step with them, and committed with them.
/// </summary>
public sealed class BeforeCommit
{
    private readonly Dictionary<string, Func<CancellationToken, Task>> actions = new(StringComparer.Ordinal);

    /// <summary>Adds one, to be done once, however often it is asked for.</summary>
    /// <param name="key">What it is, and of what.</param>
    /// <param name="action">Does it; it writes by itself.</param>
    public void Do(string key, Func<CancellationToken, Task> action) => actions[key] = action;

    internal void Forget() => actions.Clear();

    internal async Task Run(CancellationToken ct)
    {
        foreach (var action in actions.Values)
        {
            await action(ct);
        }

        actions.Clear();
    }
}

/// <summary>What is done after the commit, and is not lost if it is not: a nudge to a worker, a live update.</summary>
public sealed class AfterCommit(ILogger<AfterCommit> logger)
{
    private readonly List<Func<CancellationToken, Task>> actions = [];

    /// <summary>Adds one; the same again is done once.</summary>
    public void Do(Func<CancellationToken, Task> action)
    {
        if (!actions.Contains(action))
        {
            actions.Add(action);
        }
    }

    internal void Forget() => actions.Clear();

    internal async Task Run()
    {
        foreach (var action in actions)
        {
            try
            {
                await action(CancellationToken.None);
            }
            catch (Exception e)
            {
                logger.LogWarning(e, "Committed, but what should have followed at once failed");
            }
        }

        actions.Clear();
    }
}
