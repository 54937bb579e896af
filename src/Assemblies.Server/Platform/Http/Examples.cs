using System.Text.Json;

namespace Assemblies.Server.Platform.Http;

/// <summary>An example of an operation's body, for its documentation.</summary>
/// <param name="Body">As it is sent.</param>
public sealed record BodyExample(object Body);

/// <summary>Examples of bodies.</summary>
public static class Examples
{
    /// <summary>Shows a body in the documentation.</summary>
    public static RouteHandlerBuilder WithExample<T>(this RouteHandlerBuilder route, T body)
        where T : notnull => route.WithMetadata(new BodyExample(body));

    /// <summary>The example as JSON.</summary>
    internal static System.Text.Json.Nodes.JsonNode? ToJson(this BodyExample example) =>
        JsonSerializer.SerializeToNode(example.Body, example.Body.GetType(), Json.Options);
}
