using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Assemblies.Domain;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Platform.Messaging;

/// <summary>A command that was answered under a key its sender chose.</summary>
public sealed class AnsweredKey
{
    private AnsweredKey() { }

    /// <summary>Whose key it is: a person, else the link they came by.</summary>
    public string Owner { get; private set; } = "";

    /// <summary>The key.</summary>
    public string Key { get; private set; } = "";

    /// <summary>SHA-256 of the command.</summary>
    public byte[] Hash { get; private set; } = [];

    /// <summary>The answer as JSON; null when it held a secret.</summary>
    public string? Answer { get; private set; }

    /// <summary>When, by the database's clock.</summary>
    public NodaTime.Instant At { get; private set; }
}

/// <summary>The same key and command get the same answer; the same key with another command is refused. Refusals leave no row.</summary>
/// <remarks>The row is inserted first thing in the transaction: of two at once the second waits for the first and then reads its answer.</remarks>
internal sealed class Idempotency(AssembliesDb db, Reader reader, IHttpContextAccessor http)
{
    /// <summary>The header that programs send.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>The hidden field that forms carry.</summary>
    public const string Field = "_key";

    private string? key;

    /// <summary>The answer that was given before, if there is one. A struct's own default would pass for an answer: hence the flag.</summary>
    public async Task<(bool Known, TResponse? Answer)> Before<TRequest, TResponse>(TRequest request, CancellationToken ct)
        where TRequest : ICommand
        where TResponse : IOutcome<TResponse>
    {
        key = Key();
        if (key is null)
        {
            return (false, default);
        }

        var (owner, hash) = (Owner(), Hash(request));
        var first = await db.Database.ExecuteSqlAsync(
            $"insert into answered_key (owner, key, hash, at) values ({owner}, {key}, {hash}, now()) on conflict do nothing",
            ct
        );
        if (first is 1)
        {
            return (false, default);
        }

        var known = await db.AnsweredKeys.AsNoTracking().SingleAsync(k => k.Owner == owner && k.Key == key, ct);
        return (
            true,
            known.Hash.AsSpan().SequenceEqual(hash) ? Answer<TResponse>(known.Answer) : TResponse.Refuse(RequestErrors.KeyReused)
        );
    }

    public async Task Keep<TRequest, TResponse>(TRequest request, TResponse response, CancellationToken ct)
    {
        if (key is null || request is IShownOnce)
        {
            return;
        }

        var (owner, value) = (Owner(), JsonSerializer.Serialize(typeof(TResponse).GetProperty("Value")!.GetValue(response), Json.Options));
        await db.Database.ExecuteSqlAsync(
            $"update answered_key set answer = cast({value} as jsonb) where owner = {owner} and key = {key}",
            ct
        );
    }

    // A longer one is kept by its hash.
    private string? Key()
    {
        if (http.HttpContext?.Request is not { } request)
        {
            return null;
        }

        var given =
            request.Headers[Header].ToString() is { Length: > 0 } header ? header
            : request.HasFormContentType ? request.Form[Field].ToString()
            : "";
        return given.Length is 0 ? null
            : given.Length <= 200 ? given
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(given)));
    }

    private string Owner() =>
        reader.Person is { } person ? person.ToString()
        : http.HttpContext?.Request.RouteValues["token"] is string token ? Convert.ToHexStringLower(Secrets.Hash(token))
        : "anybody";

    private static byte[] Hash<TRequest>(TRequest request) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{typeof(TRequest).FullName}\n{JsonSerializer.Serialize<object>(request!, Json.Options)}"));

    private static TResponse Answer<TResponse>(string? answer)
        where TResponse : IOutcome<TResponse> =>
        answer is null ? TResponse.Refuse(RequestErrors.ShownOnce) : (TResponse)Succeed((dynamic)default(TResponse)!, answer);

    private static Result<T> Succeed<T>(Result<T> _, string answer) => JsonSerializer.Deserialize<T>(answer, Json.Options)!;
}
