using System.Globalization;
using System.Reflection;
using Assemblies.Domain;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace Assemblies.Server.Platform.Http;

/// <summary>The version a request changes, from <c>If-Match</c>; null when the header is missing or unreadable.</summary>
/// <param name="Version">The number in the ETag.</param>
public readonly record struct IfMatch(long? Version)
{
    /// <summary>Reads the header.</summary>
    public static ValueTask<IfMatch> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var text = context.Request.Headers.IfMatch.ToString().Trim().TrimStart('W', '/').Trim('"');
        return ValueTask.FromResult(
            new IfMatch(long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null)
        );
    }
}

/// <summary>Something with a version: its ETag.</summary>
public interface IVersioned
{
    /// <summary>Raised by each save.</summary>
    long Version { get; }
}

/// <summary>200 with the value and its version as ETag.</summary>
public sealed class Tagged<T>(T value) : IResult, IEndpointMetadataProvider
    where T : IVersioned
{
    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{value.Version}\"");
        return TypedResults.Ok(value).ExecuteAsync(httpContext);
    }

    /// <inheritdoc />
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));
}

/// <summary>Versions as HTTP answers.</summary>
public static class VersionResults
{
    /// <summary>200 with the value and its ETag, or the refusal.</summary>
    public static async Task<Results<Tagged<T>, ProblemHttpResult>> ToTagged<T>(this Task<Result<T>> outcome)
        where T : IVersioned => await outcome is { Error: null } result ? new Tagged<T>(result.Value!) : (await outcome).Error!.ToProblem();
}
