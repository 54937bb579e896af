using System.Globalization;
using System.Text.RegularExpressions;

namespace Assemblies.Server.Platform.Calendar;

/// <summary>Addresses as mail servers and calendars both take them: in ASCII, with nothing that could end a line or a list.</summary>
internal static partial class EmailAddress
{
    private const int MaxLength = 254;

    private const string Reserved = "%/?#&;=^`{|}";

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <summary>Whether mail can be addressed so: an ASCII local part without quotes, a domain in any script.</summary>
    public static bool IsUsable(string? address) => TryAscii(address) is not null;

    /// <summary>The address with its domain in ASCII; the local part stays as it is.</summary>
    /// <exception cref="ArgumentException">It cannot be used (<see cref="IsUsable"/>).</exception>
    public static string Ascii(string address) =>
        TryAscii(address) ?? throw new ArgumentException("This is not an address that mail can be sent to.", nameof(address));

    /// <summary>The address as calendars name a person.</summary>
    /// <remarks>Encodes what RFC 6068 asks for and nothing more: calendars compare the text, so case and + stay.</remarks>
    public static Uri Mailto(string address)
    {
        var ascii = Ascii(address);
        var at = ascii.LastIndexOf('@');
        var local = string.Concat(
            ascii[..at].Select(c => Reserved.Contains(c, StringComparison.Ordinal) ? Uri.HexEscape(c) : c.ToString())
        );
        return new Uri($"mailto:{local}{ascii[at..]}");
    }

    private static string? TryAscii(string? address)
    {
        var at = address?.LastIndexOf('@') ?? -1;
        if (at < 1 || !LocalPart().IsMatch(address.AsSpan(0, at)))
        {
            return null;
        }

        try
        {
            var domain = Idn.GetAscii(address!, at + 1);
            var ascii = System.Text.Ascii.IsValid(address) ? address! : address![..(at + 1)] + domain; // as written where it can be
            return ascii.Length <= MaxLength ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null; // IdnMapping has no way to ask first
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*\z", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex LocalPart();
}
