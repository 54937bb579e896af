using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Assemblies.Server.Platform.Http;

/// <summary>The API's document as bytes. It never changes while the service runs, and to make it costs more than a thousand answers.</summary>
internal sealed class ApiDocument([FromKeyedServices(ApiDocument.Name)] IOpenApiDocumentProvider provider)
{
    public const string Name = "v1";

    private readonly Lazy<Task<byte[]>> bytes = new(() => Make(provider));

    /// <summary>Maps it to <c>/openapi/v1.json</c>.</summary>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                $"/openapi/{Name}.json",
                async (ApiDocument document) => TypedResults.Bytes(await document.bytes.Value, "application/json; charset=utf-8")
            )
            .ExcludeFromDescription();

    private static async Task<byte[]> Make(IOpenApiDocumentProvider provider)
    {
        var made = await Write(provider);
        Memory.GiveBack();
        return made;
    }

    private static async Task<byte[]> Write(IOpenApiDocumentProvider provider)
    {
        var document = await provider.GetOpenApiDocumentAsync();
        using var text = new MemoryStream();
        await document.SerializeAsJsonAsync(text, OpenApiSpecVersion.OpenApi3_1);
        return text.ToArray();
    }
}
