using System.Diagnostics;
using System.Text.Json;
using Assemblies.Domain;
using FluentValidation;
using MediatR;

namespace Assemblies.Server.Platform.Messaging;

/// <summary>One line a request: name, outcome, time. Never its content.</summary>
internal sealed partial class Log<TRequest, TResponse>(ILogger<Log<TRequest, TResponse>> logger) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : INeedsAccess, IRequest<TResponse>
    where TResponse : IOutcome<TResponse>
{
    private static readonly string Name = typeof(TRequest).Name;

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var started = Stopwatch.GetTimestamp();
        var response = await next();
        Done(Name, response.Error?.Code ?? "ok", Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        return response;
    }

    [LoggerMessage(LogLevel.Debug, "{Request} {Outcome} {Milliseconds:0.0} ms")]
    private partial void Done(string request, string outcome, double milliseconds);
}

/// <summary>Refuses who may not.</summary>
internal sealed class Authorise<TRequest, TResponse>(AccessContext context) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : INeedsAccess, IRequest<TResponse>
    where TResponse : IOutcome<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next) =>
        await Refusal(request, cancellationToken) is { } refusal ? TResponse.Refuse(refusal) : await next();

    private ValueTask<Error?> Refusal(TRequest request, CancellationToken ct) =>
        // A token that may only read cannot send a command, whatever its owner may do.
        request is ICommand
        && context.Reader.MayOnlyRead
            ? ValueTask.FromResult<Error?>(AccessErrors.ReadOnlyToken)
            : request.Needs.Check(context, ct);
}

/// <summary>Whether the commands of a scope are only looked at: refused with what is wrong with their fields, and never handled.</summary>
internal sealed class Rehearsal
{
    public bool IsOn { get; set; }
}

/// <summary>Refuses what is malformed, all fields at once.</summary>
internal sealed class Validate<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators, Rehearsal rehearsal)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : INeedsAccess, IRequest<TResponse>
    where TResponse : IOutcome<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var wrong = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var validator in validators)
        {
            var result = await validator.ValidateAsync(request, cancellationToken);
            foreach (var field in result.Errors.GroupBy(error => error.PropertyName, StringComparer.Ordinal))
            {
                wrong[CamelCase(field.Key)] = [.. field.Select(error => error.ErrorMessage).Distinct(StringComparer.Ordinal)];
            }
        }

        return wrong.Count is 0 && !(rehearsal.IsOn && request is ICommand)
            ? await next()
            : TResponse.Refuse(RequestErrors.Invalid with { Fields = wrong });
    }

    private static string CamelCase(string path) => string.Join('.', path.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
}
