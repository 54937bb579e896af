namespace Assemblies.Server.Platform.Look;

internal static class Scripts
{
    /// <summary>The language that a name's script tells a screen reader; null for Latin, where a wrong guess would be worse than none.</summary>
    public static string? LanguageOf(string name) =>
        name.FirstOrDefault(c => char.IsLetter(c)) switch
        {
            >= '\u0370' and <= '\u03ff' or >= '\u1f00' and <= '\u1fff' => "el",
            >= '\u0400' and <= '\u04ff' => "bg",
            >= '\u0530' and <= '\u058f' => "hy",
            >= '\u10a0' and <= '\u10ff' => "ka",
            _ => null,
        };
}
