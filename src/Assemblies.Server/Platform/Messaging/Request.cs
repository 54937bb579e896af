using Assemblies.Domain;
using MediatR;

namespace Assemblies.Server.Platform.Messaging;

/// <summary>A request says what its sender must be.</summary>
public interface INeedsAccess
{
    /// <summary>What the sender must be.</summary>
    Access Needs { get; }
}

/// <summary>A request that changes something; only the pipeline looks at this.</summary>
public interface ICommand : INeedsAccess
{
    /// <summary>What it is done to, for the audit: a code, an id, never a secret.</summary>
    string On { get; }

    /// <summary>How the secretariat came to know what it enters for somebody else; null when people act for themselves.</summary>
    Source? Source => null;
}

/// <summary>Changes one aggregate and returns little.</summary>
public interface ICommand<T> : ICommand, IRequest<Result<T>>;

/// <summary>
/// A command whose handler writes by itself, in one round trip: for what thousands do in the same seconds. It is outside of the pipeline's transaction,
/// writes its audit row itself and is idempotent by itself.
/// </summary>
public interface IWritesItself<T> : INeedsAccess, IRequest<Result<T>>;

/// <summary>A command whose answer holds a secret that is shown once: a repeat with the same key is told so instead of shown it.</summary>
public interface IShownOnce;

/// <summary>Reads and changes nothing.</summary>
public interface IQuery<T> : INeedsAccess, IRequest<Result<T>>;

/// <summary>Handles a command: fetch, ask the domain, return. Saving and committing are the pipeline's.</summary>
public interface ICommandHandler<in TCommand, T> : IRequestHandler<TCommand, Result<T>>
    where TCommand : ICommand<T>;

/// <summary>Handles a query: projects straight to the response.</summary>
public interface IQueryHandler<in TQuery, T> : IRequestHandler<TQuery, Result<T>>
    where TQuery : IQuery<T>;

/// <summary>Reacts to a domain event in the same transaction, before it is saved.</summary>
public interface IReactTo<in TEvent>
    where TEvent : DomainEvent
{
    /// <summary>Adds rows; never saves, never sends.</summary>
    ValueTask Happened(TEvent happened, CancellationToken ct);
}

/// <summary>A constraint of the database and the error that its violation stands for.</summary>
public sealed record ConstraintRefusal(string Constraint, Error Error);
