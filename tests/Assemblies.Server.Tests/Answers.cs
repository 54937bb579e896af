using System.Net.Http.Json;
using Assemblies.Server.Platform.Http;

namespace Assemblies.Server.Tests;

/// <summary>What tests send, and what they read from answers.</summary>
public static class Answers
{
    /// <summary>The value of an answer that succeeded.</summary>
    public static async Task<T> Value<T>(this Task<HttpResponseMessage> sent)
    {
        using var answer = await sent;
        Assert.That(answer.IsSuccessStatusCode, Is.True, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<T>(Json.Options))!;
    }

    /// <summary>The status and the code of a refusal, such as <c>409 hosting.call_closed</c>.</summary>
    public static async Task<string> Refusal(this Task<HttpResponseMessage> sent)
    {
        using var answer = await sent;
        var body = await answer.Content.ReadAsStringAsync();
        using var problem = System.Text.Json.JsonDocument.Parse(body is "" ? "{}" : body);
        return $"{(int)answer.StatusCode} {(problem.RootElement.TryGetProperty("code", out var code) ? code.GetString() : body)}";
    }

    /// <summary>Asserts success without a value.</summary>
    public static async Task Succeeds(this Task<HttpResponseMessage> sent)
    {
        using var answer = await sent;
        Assert.That(answer.IsSuccessStatusCode, Is.True, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Replaces something, made on a version of it.</summary>
    public static Task<HttpResponseMessage> Put(this HttpClient client, string address, object? body, long? version) =>
        client.Send(HttpMethod.Put, address, body, version);

    /// <summary>A command, made on a version where it needs one.</summary>
    public static Task<HttpResponseMessage> Post(this HttpClient client, string address, object? body, long? version = null) =>
        client.Send(HttpMethod.Post, address, body, version);

    /// <summary>Sends JSON, with the version it was made on as <c>If-Match</c>.</summary>
    public static async Task<HttpResponseMessage> Send(
        this HttpClient client,
        HttpMethod method,
        string address,
        object? body,
        long? version
    )
    {
        using var request = new HttpRequestMessage(method, address);
        request.Content = body is null ? null : JsonContent.Create(body, options: Json.Options);
        if (version is { } known)
        {
            request.Headers.TryAddWithoutValidation("If-Match", FormattableString.Invariant($"\"{known}\""));
        }

        return await client.SendAsync(request);
    }
}
