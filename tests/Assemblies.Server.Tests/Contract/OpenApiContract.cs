extern alias schemas;

using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using schemas::Json.Schema;

namespace Assemblies.Server.Tests.Contract;

/// <summary>The document <c>/openapi/v1.json</c>, held against every answer that any test gets from the API.</summary>
public sealed class OpenApiContract
{
    private static readonly ConcurrentDictionary<string, bool> Succeeded = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, bool> Refused = new(StringComparer.Ordinal);
    private static readonly SemaphoreSlim One = new(1, 1);
    private static readonly string Seen = Path.Combine(AppContext.BaseDirectory, "operations-seen.txt");
    private static OpenApiContract? read;

    private readonly JsonNode document;
    private readonly ConcurrentDictionary<string, JsonSchema> schemas = new(StringComparer.Ordinal);
    private readonly List<(string[] Segments, JsonObject Operations)> paths;

    private OpenApiContract(JsonNode document)
    {
        this.document = document;
        paths =
        [
            .. document["paths"]!
                .AsObject()
                .Select(path => (path.Key.Split('/'), path.Value!.AsObject()))
                // What is written out goes before what is a parameter: proposals/withdraw before proposals/{id}.
                // So does one with an ending: {number}.docx before {number}.
                .OrderBy(path => path.Item1.Count(segment => segment.StartsWith('{')))
                .ThenBy(path => path.Item1.Count(segment => segment.EndsWith('}'))),
        ];
    }

    /// <summary>Every operation of the document, as <c>POST /api/v1/assemblies/{code}/convene</c>.</summary>
    public IReadOnlyList<string> Operations =>
        [
            .. document["paths"]!
                .AsObject()
                .SelectMany(path =>
                    path.Value!.AsObject()
                        .Where(operation => operation.Value is JsonObject value && value.ContainsKey("responses"))
                        .Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}")
                ),
        ];

    /// <summary>What the last run of all other tests has seen: each operation with <c>succeeded</c> or <c>refused</c>, a line each.</summary>
    public static IReadOnlySet<string> SeenBefore() =>
        File.Exists(Seen) ? File.ReadLines(Seen).ToHashSet(StringComparer.Ordinal) : new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Keeps what this run has seen, for the test that asks whether it was everything.</summary>
    public static void Keep()
    {
        if (!Succeeded.IsEmpty)
        {
            File.WriteAllLines(
                Seen,
                Succeeded
                    .Keys.Select(operation => $"{operation} succeeded")
                    .Concat(Refused.Keys.Select(operation => $"{operation} refused"))
            );
        }
    }

    /// <summary>Reads the document of a running service, once a run.</summary>
    public static async Task<OpenApiContract> Of(Uri service)
    {
        await One.WaitAsync();
        try
        {
            using var client = new HttpClient();
            return read ??= new(JsonNode.Parse(await client.GetStringAsync(new Uri(service, "/openapi/v1.json")))!);
        }
        finally
        {
            One.Release();
        }
    }

    /// <summary>What is wrong with an answer by the document; null when nothing is.</summary>
    public async Task<string?> Wrong(HttpRequestMessage request, HttpResponseMessage answer)
    {
        var path = request.RequestUri!.AbsolutePath;
        var found = paths.FirstOrDefault(known => Fits(known.Segments, path.Split('/')));
        if (found.Operations?[request.Method.Method.ToLowerInvariant()] is not JsonObject operation)
        {
            return null; // not of the API, or a method that it answers with 405
        }

        // Some addresses are a page's, too: what a browser gets there is not the API's.
        if (answer.Content.Headers.ContentType?.MediaType is "text/html" && !path.StartsWith("/api/", StringComparison.Ordinal))
        {
            return null;
        }

        var (status, name) = ((int)answer.StatusCode, $"{request.Method.Method} {string.Join('/', found.Segments)}");
        if (operation["responses"]![status.ToString(System.Globalization.CultureInfo.InvariantCulture)] is not { } response)
        {
            return $"{name} answered {status}, which its document does not name: {await answer.Content.ReadAsStringAsync()}";
        }

        (answer.IsSuccessStatusCode || status is 304 ? Succeeded : Refused)[name] = true;
        var (promised, media) = (response["content"]?.AsObject(), answer.Content.Headers.ContentType?.MediaType);
        if (promised is not { Count: > 0 })
        {
            return media is null ? null : $"{name} answered {status} with {media}, and its document promises no body.";
        }

        if (media is null || promised[media] is not { } content)
        {
            return $"{name} answered {status} with {media ?? "no body"}, and its document promises {string.Join(", ", promised.Select(it => it.Key))}.";
        }

        if (content["schema"] is not { } schema || !media.EndsWith("json", StringComparison.Ordinal))
        {
            return null;
        }

        await answer.Content.LoadIntoBufferAsync();
        using var body = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var result = SchemaOf($"{name} {status}", schema)
            .Evaluate(body.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return result.IsValid
            ? null
            : $"{name} answered {status} with what its document does not allow: {Errors(result)}\n{body.RootElement}";
    }

    private static bool Fits(string[] pattern, string[] path) =>
        pattern.Length == path.Length && pattern.Zip(path).All(pair => Fits(pair.First, pair.Second));

    // A parameter may have an ending, such as {code}.ics.
    private static bool Fits(string pattern, string segment) =>
        !pattern.StartsWith('{')
            ? pattern == segment
            : pattern[(pattern.IndexOf('}') + 1)..] is var ending
                && segment.Length > ending.Length
                && segment.EndsWith(ending, StringComparison.Ordinal);

    private JsonSchema SchemaOf(string key, JsonNode schema) =>
        schemas.GetOrAdd(
            key,
            _ =>
            {
                // The document's components come along under the name that JSON Schema has for them, so that references resolve.
                var whole = schema.DeepClone().AsObject();
                whole["$defs"] = document["components"]!["schemas"]!.DeepClone();
                var text = whole.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal);
                return JsonSchema.FromText(text);
            }
        );

    private static string Errors(EvaluationResults result) =>
        string.Join(
            "; ",
            result
                .Details?.Where(detail => detail.Errors is not null)
                .SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}"))
                .Take(5)
                ?? []
        );
}

/// <summary>Holds every answer that passes against the document.</summary>
internal sealed class WatchedByContract(Uri service)
    : DelegatingHandler(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            // Who asks before it sends much waits for the answer, however slow the machine: else it sends what is refused, into a closed connection.
            Expect100ContinueTimeout = TimeSpan.FromSeconds(30),
        }
    )
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        var contract = await OpenApiContract.Of(service);
        return await contract.Wrong(request, answer) is { } wrong ? throw new AssertionException(wrong) : answer;
    }
}
