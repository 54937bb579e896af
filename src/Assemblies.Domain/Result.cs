namespace Assemblies.Domain;

/// <summary>What sort of refusal an error is; decides the HTTP status in one place.</summary>
public enum ErrorKind
{
    /// <summary>The request is malformed: 400.</summary>
    Invalid,

    /// <summary>Nobody is signed in, and somebody has to be: 401.</summary>
    SignIn,

    /// <summary>The reader may know of it but not do this: 403.</summary>
    Forbidden,

    /// <summary>There is nothing by that name, or not for this reader: 404.</summary>
    NotFound,

    /// <summary>There is something by that name, but not for this method: 405.</summary>
    WrongMethod,

    /// <summary>The state of things does not allow it now: 409.</summary>
    Conflict,

    /// <summary>It was there, and its time is over: 410.</summary>
    Gone,

    /// <summary>Somebody else saved in between: 412.</summary>
    Stale,

    /// <summary>More than is taken: 413.</summary>
    TooLarge,

    /// <summary>Well-formed, but of a kind that is not taken: 415.</summary>
    Unsupported,

    /// <summary>The same key with another request: 422.</summary>
    Mismatch,

    /// <summary>Too often: 429.</summary>
    TooMany,

    /// <summary>Something broke on our side: 500.</summary>
    Fault,

    /// <summary>What this needs is out of reach for the moment: 503.</summary>
    Unavailable,
}

/// <summary>An expected refusal: a stable code, its kind and a sentence that says what to do.</summary>
/// <param name="Code">Stable and part of the contract, such as <c>hosting.call_closed</c>.</param>
/// <param name="Kind">What sort of refusal it is.</param>
/// <param name="Message">A sentence for people.</param>
public sealed record Error(string Code, ErrorKind Kind, string Message)
{
    /// <summary>Messages by field (camelCase, as in JSON), when the shape of the request is wrong; empty otherwise.</summary>
    public IReadOnlyDictionary<string, string[]> Fields { get; init; } = new Dictionary<string, string[]>(StringComparer.Ordinal);

    /// <summary>All reasons, where there may be several at once; empty otherwise.</summary>
    public IReadOnlyList<Error> Reasons { get; init; } = [];

    /// <summary>For <see cref="ErrorKind.Stale"/>: what stands now, so that the reader sees both texts; null otherwise.</summary>
    public object? Current { get; init; }

    /// <summary>The same refusal, said of one field.</summary>
    public Error At(string field) =>
        this with
        {
            Fields = new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [Message] },
        };

    /// <summary>Two refusals are the same when their codes are: the words may differ.</summary>
    public bool Equals(Error? other) => other is not null && string.Equals(Code, other.Code, StringComparison.Ordinal);

    /// <inheritdoc />
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Code);
}

/// <summary>An outcome that a step of the pipeline can refuse without knowing its value's type.</summary>
/// <typeparam name="TSelf">The outcome itself.</typeparam>
public interface IOutcome<TSelf>
    where TSelf : IOutcome<TSelf>
{
    /// <summary>The refusal; null when it succeeded.</summary>
    Error? Error { get; }

    /// <summary>Makes a refused outcome.</summary>
    static abstract TSelf Refuse(Error error);
}

/// <summary>A value, or the reason why there is none.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public readonly record struct Result<T> : IOutcome<Result<T>>
{
    private Result(T? value, Error? error) => (Value, Error) = (value, error);

    /// <summary>The value; default when refused.</summary>
    public T? Value { get; }

    /// <inheritdoc />
    public Error? Error { get; }

    /// <inheritdoc />
    public static Result<T> Refuse(Error error) => new(default, error);

    /// <summary>A value succeeds.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>An error refuses.</summary>
    public static implicit operator Result<T>(Error error) => new(default, error);
}

/// <summary>The value of a command that has nothing to say but that it is done.</summary>
public readonly record struct Done
{
    /// <summary>It is done.</summary>
    public static readonly Result<Done> It = new Done();
}
