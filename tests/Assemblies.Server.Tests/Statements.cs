using System.Data.Common;
using Assemblies.Server.Platform.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Assemblies.Server.Tests;

/// <summary>
/// Counts the statements that a service sends to its database for requests: a list needs as many for three rows as for one.
/// What the service does meanwhile by itself (jobs, the outbox) is not counted.
/// </summary>
public sealed class Statements : DbCommandInterceptor
{
    private readonly HttpContextAccessor request = new();
    private int sent;

    /// <summary>Makes a service count; given to <see cref="TestService.Start"/>.</summary>
    public Action<WebApplicationBuilder> Count =>
        builder =>
        {
            builder.Services.AddHttpContextAccessor();
            builder.Services.ConfigureDbContext<AssembliesDb>(o => o.AddInterceptors(this));
        };

    /// <summary>How many statements an action sends.</summary>
    public async Task<int> Of(Func<Task> action)
    {
        var before = Volatile.Read(ref sent);
        await action();
        return Volatile.Read(ref sent) - before;
    }

    /// <inheritdoc />
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        CountOne();
        return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
    }

    /// <inheritdoc />
    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        CountOne();
        return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
    }

    private void CountOne()
    {
        if (request.HttpContext is not null)
        {
            Interlocked.Increment(ref sent);
        }
    }
}
