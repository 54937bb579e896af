namespace Assemblies.Domain;

/// <summary>The identity of a <typeparamref name="T"/>: a UUIDv7, so that rows lie in the order of their making.</summary>
/// <typeparam name="T">What it identifies; an id of something else does not fit.</typeparam>
/// <param name="Value">The number itself.</param>
/// <remarks>People see codes (<c>GA-2027-1</c>), not these. Ballots never use it: the order would tell who voted when.</remarks>
public readonly record struct Id<T>(Guid Value) : IParsable<Id<T>>
{
    /// <summary>A new one.</summary>
    public static Id<T> New() => new(Guid.CreateVersion7());

    /// <inheritdoc />
    public static Id<T> Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    /// <inheritdoc />
    public static bool TryParse(string? s, IFormatProvider? provider, out Id<T> result)
    {
        var fits = Guid.TryParse(s, provider, out var value);
        result = new(value);
        return fits;
    }

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}
