using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform.Messaging;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NodaTime;

namespace Assemblies.Server.Platform.Http;

/// <summary>The OpenAPI document.</summary>
public static class OpenApiSetup
{
    private const string Bearer = "token";

    private static readonly Dictionary<Type, (string Format, string Example)> Texts = new()
    {
        [typeof(Instant)] = ("date-time", "2027-04-22T07:00:00Z"),
        [typeof(LocalDate)] = ("date", "2027-04-22"),
        // Without a zone: JSON Schema's time and date-time would ask for an offset.
        [typeof(LocalTime)] = ("local-time", "09:00:00"),
        [typeof(LocalDateTime)] = ("local-date-time", "2027-04-22T09:00:00"),
        [typeof(DateTimeZone)] = ("iana-time-zone", "Europe/Ljubljana"),
    };

    /// <summary>Adds the document <c>/openapi/v1.json</c>.</summary>
    public static IServiceCollection AddOpenApiDocument(this IServiceCollection services) =>
        services
            .AddSingleton<ApiDocument>()
            .AddOpenApi(
                ApiDocument.Name,
                options =>
                {
                    options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                    options.CreateSchemaReferenceId = type =>
                        OpenApiOptions.CreateDefaultSchemaReferenceId(type) is null
                            ? null
                            : NameOf(Nullable.GetUnderlyingType(type.Type) ?? type.Type);
                    options.AddDocumentTransformer(Head);
                    options.AddSchemaTransformer(Schemas);
                    options.AddOperationTransformer(Answers);
                }
            );

    /// <summary>A use case nests its body and its answer: their names alone would be one and the same schema.</summary>
    private static string NameOf(Type type)
    {
        var name = type.IsNested ? type.DeclaringType!.Name + type.Name : type.Name;
        return type.IsGenericType
            ? $"{name[..name.IndexOf('`', StringComparison.Ordinal)]}Of{string.Concat(type.GetGenericArguments().Select(NameOf))}"
            : name;
    }

    private static Task Head(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        document.Info = new()
        {
            Title = "Assemblies",
            Version = "1",
            Description = "General assemblies from the call for hosts to approved minutes.",
            License = new() { Name = "MIT", Identifier = "MIT" },
        };

        // The address the document was read from, without the trailing slash that the linter refuses.
        document.Servers = [new() { Url = "/" }];
        document.Components ??= new();
        foreach (var component in document.Components.Schemas?.Values.OfType<OpenApiSchema>() ?? [])
        {
            // Made from one that may be left out; where it may, the property says so.
            component.Type &= ~JsonSchemaType.Null;
            component.Enum = component.Enum?.Where(value => value is not null && !value.IsJsonNullSentinel()).ToList();
        }

        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A personal access token.",
            },
        };
        document.Security = [new() { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];

        var used = document
            .Paths.Values.SelectMany(path => path.Operations ?? [])
            .SelectMany(operation => operation.Value.Tags ?? new HashSet<OpenApiTagReference>())
            .Select(tag => tag.Name)
            .ToHashSet(StringComparer.Ordinal);
        document.Tags = context
            .ApplicationServices.GetServices<Area>()
            .Where(area => used.Contains(area.Name))
            .OrderBy(area => area.Name, StringComparer.Ordinal)
            .Select(area => new OpenApiTag { Name = area.Name, Description = area.Description })
            .ToHashSet();
        return Task.CompletedTask;
    }

    private static Task Schemas(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        // One that may be left out is written into its property, and says so there; a component never allows null itself.
        var underlying = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type);
        var type = underlying ?? context.JsonTypeInfo.Type;
        var orNothing = underlying is null ? default : JsonSchemaType.Null;
        if (Texts.TryGetValue(type, out var text))
        {
            (schema.Type, schema.Format) = (JsonSchemaType.String | orNothing, text.Format);
            (schema.Properties, schema.Examples) = (null, [JsonValue.Create(text.Example)]);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Id<>))
        {
            (schema.Type, schema.Format, schema.Properties) = (JsonSchemaType.String | orNothing, "uuid", null);
            schema.Examples = [JsonValue.Create("01890a5d-ac96-774b-bcce-b302099a8057")];
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Named<>))
        {
            (schema.Type, schema.Properties, schema.Enum) = (JsonSchemaType.String | orNothing, null, NamesOf(type));
        }

        // Its items are shown to us as well, and are strings already.
        if (type == typeof(Audience) && schema.Enum is not { Count: > 0 })
        {
            (schema.Type, schema.Properties, schema.Enum) = (JsonSchemaType.Array | orNothing, null, null);
            schema.Items = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Enum = [.. Json.AudienceNames.Select(name => JsonValue.Create(name))],
            };
        }

        if (type == typeof(ProblemDetails))
        {
            schema.Description = "A refusal, RFC 9457.";
            schema.Properties ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
            (schema.AdditionalProperties, schema.AdditionalPropertiesAllowed) = (null, true);
            schema.Properties["traceId"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "For the operator's log." };
            schema.Properties["reasons"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Description = "All reasons, where there may be several at once: each with its code and message.",
                Items = new OpenApiSchema { Type = JsonSchemaType.Object },
            };
            schema.Properties["current"] = new OpenApiSchema
            {
                Description = "What stands now, when somebody else saved in between (412).",
            };
            schema.Properties["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Stable; decide by this." };
            schema.Properties["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "Messages by field, when the request is malformed.",
                AdditionalProperties = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Items = new OpenApiSchema { Type = JsonSchemaType.String },
                },
            };
        }

        return Task.CompletedTask;
    }

    private static async Task Answers(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.OperationId = JsonNamingPolicy.CamelCase.ConvertName(operation.OperationId ?? "");
        Error[] refusals = [.. metadata.OfType<Refusals>().SelectMany(said => said.Errors), .. Usual(operation, context)];

        if (metadata.OfType<BodyExample>().FirstOrDefault() is { } example && operation.RequestBody?.Content is { } bodies)
        {
            foreach (var body in bodies.Values)
            {
                body.Example = example.ToJson();
            }
        }

        if (operation.RequestBody?.Content?.TryGetValue("multipart/form-data", out var form) is true)
        {
            form.Schema = Fields(form.Schema!, context);
        }

        Headers(operation, context, metadata.OfType<MethodInfo>().FirstOrDefault());
        var problem = await context.GetOrCreateSchemaAsync(typeof(ProblemDetails), cancellationToken: ct);
        context.Document!.AddComponent(nameof(ProblemDetails), problem);
        operation.Responses ??= [];
        foreach (var kind in refusals.GroupBy(error => Problems.StatusOf(error.Kind)))
        {
            operation.Responses[kind.Key.ToString(System.Globalization.CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = string.Join(' ', kind.Distinct().Select(error => $"`{error.Code}`: {error.Message}")),
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    ["application/problem+json"] = new OpenApiMediaType
                    {
                        Schema = new OpenApiSchemaReference(nameof(ProblemDetails), context.Document),
                    },
                },
            };
        }
    }

    /// <summary>What stands in headers, and the names that a query takes: the framework sees neither.</summary>
    private static void Headers(OpenApiOperation operation, OpenApiOperationTransformerContext context, MethodInfo? handler)
    {
        operation.Parameters ??= [];
        foreach (var parameter in handler?.GetParameters() ?? [])
        {
            var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
            if (type == typeof(IfMatch))
            {
                operation.Parameters.Add(Header("If-Match", "The version that is changed: its ETag.", isRequired: true));
            }
            else if (
                type.IsGenericType
                && type.GetGenericTypeDefinition() == typeof(Named<>)
                && operation.Parameters.OfType<OpenApiParameter>().FirstOrDefault(one => one.Name == parameter.Name) is { } named
            )
            {
                named.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = NamesOf(type) };
            }
        }

        if (context.Description.HttpMethod is "POST")
        {
            operation.Parameters.Add(
                Header("Idempotency-Key", "Makes a repeat harmless: the same key gets the first answer again.", isRequired: false)
            );
        }
    }

    private static OpenApiParameter Header(string name, string description, bool isRequired) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Header,
            Required = isRequired,
            Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        };

    private static List<JsonNode> NamesOf(Type named) =>
        [.. Enum.GetNames(named.GetGenericArguments()[0]).Select(name => JsonValue.Create(JsonNamingPolicy.CamelCase.ConvertName(name)))];

    /// <summary>The fields of a form by their names: the framework lists their schemas one by one, some without.</summary>
    private static OpenApiSchema Fields(IOpenApiSchema listed, OpenApiOperationTransformerContext context)
    {
        var names = context.Description.ParameterDescriptions.Where(one => one.Source.Id is "Form" or "FormFile").Select(one => one.Name);
        return new()
        {
            Type = JsonSchemaType.Object,
            Properties = names
                .Zip(
                    listed.AllOf ?? [listed],
                    (name, one) => (name, Schema: one.Properties is { } own && own.TryGetValue(name, out var schema) ? schema : one)
                )
                .ToDictionary(one => one.name, one => one.Schema, StringComparer.Ordinal),
        };
    }

    /// <summary>What may be answered because of how an operation is built, whatever it is about.</summary>
    private static IEnumerable<Error> Usual(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        yield return RequestErrors.Invalid;
        yield return AccessErrors.SignIn;
        yield return AccessErrors.Forbidden;
        yield return RequestErrors.DatabaseAway;
        if (context.Description.RelativePath?.Contains('{', StringComparison.Ordinal) is true)
        {
            yield return AccessErrors.NotFound;
        }

        if (operation.RequestBody is not null)
        {
            yield return RequestErrors.TooLarge;
            yield return RequestErrors.Unsupported;
        }

        if (HttpMethods.IsPost(context.Description.HttpMethod ?? ""))
        {
            yield return RequestErrors.KeyReused;
        }
    }
}
