using System.Globalization;

namespace Assemblies.Domain.Rules;

/// <summary>How a part is compared with a fraction of a whole.</summary>
public enum Comparison
{
    /// <summary>More than the fraction: exactly half is not enough.</summary>
    MoreThan,

    /// <summary>The fraction itself is enough.</summary>
    AtLeast,
}

/// <summary>A share of a whole as rules name it: "more than 1/2", "at least 2/3".</summary>
/// <param name="Comparison">Whether the fraction itself is enough.</param>
/// <param name="Num">Its numerator, at least 1.</param>
/// <param name="Den">Its denominator, not below the numerator.</param>
/// <remarks>64-bit integers, no percentages, no rounding; overflow throws (checked build). Source: rules.md, Arithmetic.</remarks>
public sealed record Share(Comparison Comparison, int Num, int Den)
{
    /// <summary>The largest denominator that is taken.</summary>
    public const int LargestDen = 1000;

    /// <summary>More than 1/2.</summary>
    public static readonly Share MoreThanHalf = new(Comparison.MoreThan, 1, 2);

    /// <summary>All of it.</summary>
    public static readonly Share All = new(Comparison.AtLeast, 1, 1);

    /// <summary>Whether a part is this share of a whole. Nothing of nothing never is.</summary>
    public bool Holds(long part, long of) =>
        of > 0 && part > 0 && (Comparison is Comparison.MoreThan ? part * Den > Num * of : part * Den >= Num * of);

    /// <summary>The smallest part that is this share of a whole, for display; <see cref="Holds"/> decides.</summary>
    public long Needed(long of) => Comparison is Comparison.MoreThan ? (Num * of / Den) + 1 : Math.Max(1, ((Num * of) + Den - 1) / Den);

    /// <summary>"more than 1/2", "at least 2/3".</summary>
    public string InWords() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Comparison is Comparison.MoreThan ? "more than" : "at least")} {Num}/{Den}");

    /// <summary>Whether the numbers make a share that something can be.</summary>
    public bool MakesSense() =>
        Num >= 1
        && Den is >= 1 and <= LargestDen
        && (Comparison is Comparison.MoreThan ? Num < Den : Num <= Den)
        && Enum.IsDefined(Comparison);
}
