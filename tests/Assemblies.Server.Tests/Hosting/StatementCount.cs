using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Assemblies.Server.Tests.Hosting;

/// <summary>Counts the statements a service sends to its database.</summary>
internal sealed class StatementCount : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> statements = new();

    /// <summary>How many statements a request takes.</summary>
    public async Task<int> Of(Func<Task> request)
    {
        statements.Clear();
        await request();
        return statements.Count;
    }

    /// <summary>Lets a service tell this of each statement.</summary>
    public void Listen(WebApplicationBuilder builder)
    {
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.Information);
        builder.Services.AddSingleton<ILoggerProvider>(this);
    }

    ILogger ILoggerProvider.CreateLogger(string categoryName) => this;

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (string.Equals(eventId.Name, "Microsoft.EntityFrameworkCore.Database.Command.CommandExecuted", StringComparison.Ordinal))
        {
            statements.Enqueue(formatter(state, exception));
        }
    }

    public void Dispose() { }
}
