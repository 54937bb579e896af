using System.Security.Cryptography;

namespace Assemblies.Server.Platform.Security;

/// <summary>The code on a badge: letters and digits that are not mistaken for each other, and no guess at another's.</summary>
internal static class BadgeCode
{
    internal const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    public static string New() => RandomNumberGenerator.GetString(Letters, 8);
}
