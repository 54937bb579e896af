using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Assemblies.Server.Minutes.Register;

/// <summary>Where to read on in the register: behind an entry, among those with the words in the title or among the others.</summary>
/// <param name="InTitle">Whether that entry has the words in its title.</param>
/// <param name="Entry">Its place in the register.</param>
public readonly record struct DecisionCursor(bool InTitle, long Entry) : IParsable<DecisionCursor>
{
    /// <inheritdoc />
    public static DecisionCursor Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var result) ? result : throw new FormatException("Read on from what a Link header or `next` gave.");

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out DecisionCursor result)
    {
        result = default;
        if (s is not ['t' or 'e', .. var digits] || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var entry))
        {
            return false;
        }

        result = new(s[0] is 't', entry);
        return true;
    }

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(InTitle ? 't' : 'e')}{Entry}");
}
