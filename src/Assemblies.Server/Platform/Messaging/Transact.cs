using System.Data;
using Assemblies.Domain;
using Assemblies.Server.Platform.Audit;
using Assemblies.Server.Platform.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Assemblies.Server.Platform.Messaging;

/// <summary>
/// One READ COMMITTED transaction a command: reactions, audit row, save, what follows from the rows, commit, then what waits for the commit. A violated constraint becomes the
/// error registered for it; a deadlock, and a version saved by somebody else in between, are tried again with fresh eyes; a refused command changes nothing; a repeat by key gets the first answer.
/// </summary>
internal sealed class Transact<TRequest, TResponse>(
    AssembliesDb db,
    DomainEvents events,
    AuditTrail audit,
    Idempotency idempotency,
    BeforeCommit before,
    AfterCommit after,
    Commits commits,
    IEnumerable<ConstraintRefusal> refusals
) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : ICommand, IRequest<TResponse>
    where TResponse : IOutcome<TResponse>
{
    private const int Attempts = 3;

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        // A command sent by another's reaction belongs to the transaction that is open.
        if (db.Database.CurrentTransaction is not null)
        {
            return await next();
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Once(request, next, cancellationToken);
            }
            catch (Exception e) when (attempt < Attempts && e.FromPostgres()?.SqlState is PostgresErrorCodes.DeadlockDetected)
            {
                Forget();
            }
            catch (DbUpdateConcurrencyException)
            {
                // Somebody saved between reading and saving: with fresh eyes the handler sees their version and says so.
                Forget();
                if (attempt == Attempts)
                {
                    return TResponse.Refuse(RequestErrors.ChangedMeanwhile);
                }
            }
            catch (Exception e) when (Known(e.FromPostgres()) is { } error)
            {
                Forget();
                return TResponse.Refuse(error);
            }
        }
    }

    private async Task<TResponse> Once(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken ct)
    {
        // What fails is rolled back as a whole: nobody goes back to a savepoint, which would be two more round trips a save.
        db.Database.AutoSavepointsEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
        if (await idempotency.Before<TRequest, TResponse>(request, ct) is (true, { } known))
        {
            return known;
        }

        var response = await next();
        if (response.Error is not null)
        {
            Forget();
            return response;
        }

        await events.React(ct);
        audit.Add(request, typeof(TRequest).Name);
        await db.SaveChangesAsync(ct);
        await before.Run(ct);
        await idempotency.Keep(request, response, ct);
        await transaction.CommitAsync(ct);
        commits.Happened();
        await after.Run();
        return response;
    }

    private void Forget()
    {
        db.ChangeTracker.Clear();
        before.Forget();
        after.Forget();
    }

    private Error? Known(PostgresException? refusal) =>
        refusal?.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ExclusionViolation
            ? refusals.FirstOrDefault(known => string.Equals(known.Constraint, refusal.ConstraintName, StringComparison.Ordinal))?.Error
            : null;
}
