using System.Text.Json;
using System.Text.RegularExpressions;
using Assemblies.Domain;
using Assemblies.Server.Platform.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Assemblies.Server.Platform.Http;

/// <summary>The refusals an operation names in its documentation.</summary>
/// <param name="Errors">Each with its code; the status follows from the kind.</param>
public sealed record Refusals(IReadOnlyList<Error> Errors);

/// <summary>Outcomes as HTTP answers: problem details by RFC 9457 with a stable code.</summary>
public static partial class Problems
{
    /// <summary>The status of a kind of refusal.</summary>
    public static int StatusOf(ErrorKind kind) =>
        kind switch
        {
            ErrorKind.Invalid => StatusCodes.Status400BadRequest,
            ErrorKind.SignIn => StatusCodes.Status401Unauthorized,
            ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
            ErrorKind.NotFound => StatusCodes.Status404NotFound,
            ErrorKind.WrongMethod => StatusCodes.Status405MethodNotAllowed,
            ErrorKind.Conflict => StatusCodes.Status409Conflict,
            ErrorKind.Gone => StatusCodes.Status410Gone,
            ErrorKind.Stale => StatusCodes.Status412PreconditionFailed,
            ErrorKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
            ErrorKind.Unsupported => StatusCodes.Status415UnsupportedMediaType,
            ErrorKind.Mismatch => StatusCodes.Status422UnprocessableEntity,
            ErrorKind.TooMany => StatusCodes.Status429TooManyRequests,
            ErrorKind.Fault => StatusCodes.Status500InternalServerError,
            ErrorKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "An unknown kind of refusal."),
        };

    /// <summary>A refusal as problem details.</summary>
    public static ProblemHttpResult ToProblem(this Error error)
    {
        var extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = error.Code };
        if (error.Fields.Count > 0)
        {
            extensions["errors"] = error.Fields;
        }

        if (error.Reasons.Count > 0)
        {
            extensions["reasons"] = error.Reasons.Select(reason => new { reason.Code, reason.Message });
        }

        if (error.Current is { } current)
        {
            extensions["current"] = current;
        }

        return TypedResults.Problem(
            new ProblemDetails
            {
                Status = StatusOf(error.Kind),
                Title = error.Message,
                Type = $"/docs/errors#{error.Code}",
                Extensions = extensions,
            }
        );
    }

    /// <summary>200 with the value, or the refusal.</summary>
    public static async Task<Results<Ok<T>, ProblemHttpResult>> ToHttp<T>(this Task<Result<T>> outcome) =>
        await outcome is { Error: null } result ? TypedResults.Ok(result.Value) : (await outcome).Error!.ToProblem();

    /// <summary>204, or the refusal.</summary>
    public static async Task<Results<NoContent, ProblemHttpResult>> ToHttp(this Task<Result<Done>> outcome) =>
        (await outcome).Error is { } error ? error.ToProblem() : TypedResults.NoContent();

    /// <summary>201 with the value and where it is, or the refusal.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="address">The address of what was made.</param>
    public static async Task<Results<Created<T>, ProblemHttpResult>> ToCreated<T>(this Task<Result<T>> outcome, Func<T, string> address) =>
        await outcome is { Error: null } result
            ? TypedResults.Created(address(result.Value!), result.Value)
            : (await outcome).Error!.ToProblem();

    /// <summary>Names the refusals of an operation, for its documentation.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params Error[] errors) =>
        route.WithMetadata(new Refusals(errors));

    /// <summary>Gives what the framework refuses by itself a code and words of ours.</summary>
    public static void Complete(ProblemDetails problem, HttpRequest request)
    {
        if (problem.Extensions.ContainsKey("code"))
        {
            return;
        }

        var error = Of(problem.Status, request);
        (problem.Title, problem.Type, problem.Extensions["code"]) = (error.Message, $"/docs/errors#{error.Code}", error.Code);
    }

    /// <summary>What a status is called that the framework set by itself.</summary>
    public static Error Of(int? status, HttpRequest request) =>
        status switch
        {
            StatusCodes.Status400BadRequest when HttpMethods.IsGet(request.Method) || HttpMethods.IsDelete(request.Method) =>
                RequestErrors.MalformedAddress,
            StatusCodes.Status400BadRequest => RequestErrors.Malformed,
            StatusCodes.Status404NotFound => AccessErrors.NotFound,
            StatusCodes.Status405MethodNotAllowed => RequestErrors.MethodNotAllowed,
            StatusCodes.Status413PayloadTooLarge => RequestErrors.TooLarge,
            StatusCodes.Status415UnsupportedMediaType => RequestErrors.Unsupported,
            StatusCodes.Status429TooManyRequests => RequestErrors.TooMany,
            >= 400 and < 500 => RequestErrors.Malformed,
            _ => RequestErrors.Fault,
        };

    /// <summary>What a broken or oversized request is called.</summary>
    public static Error Of(BadHttpRequestException broken) =>
        broken.StatusCode switch
        {
            StatusCodes.Status413PayloadTooLarge => RequestErrors.TooLarge,
            StatusCodes.Status415UnsupportedMediaType => RequestErrors.Unsupported,
            _ => RequestErrors.Malformed with
            {
                Message =
                    RequestErrors.Malformed.Message + (broken.InnerException is JsonException wrong ? Trouble(wrong) : Parameter(broken)),
            },
        };

    // As above: the framework names the part of the address in its message alone.
    private static string Parameter(BadHttpRequestException broken) =>
        ParameterName().Match(broken.Message) is { Success: true } found ? $" The trouble is at {found.Groups["name"].Value}." : "";

    private static string Trouble(JsonException wrong)
    {
        // The serializer names what is missing in its message and nowhere else.
        var missing = MissingFields().Match(wrong.Message).Groups["names"].Value.Replace("'", "", StringComparison.Ordinal);
        return (wrong.Path, missing) switch
        {
            (null or "$", "") => "",
            (null or "$", _) => $" What is missing: {missing}.",
            (var path, "") => $" The trouble is at {path}.",
            var (path, _) => $" What is missing at {path}: {missing}.",
        };
    }

    [GeneratedRegex("parameter \"[^\"]* (?<name>[A-Za-z]+)\"", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex ParameterName();

    [GeneratedRegex(@"missing required properties including: (?<names>'[^']+'(?:, '[^']+')*)", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex MissingFields();
}
