using Assemblies.Domain;

namespace Assemblies.Server.Platform.Files;

/// <summary>Why a file is not taken.</summary>
public static class FileErrors
{
    private const string Taken = "Hand in a PDF, DOCX, PPTX, XLSX, ODT, ODP, ODS, PNG or JPEG file of at most 25 MB.";

    /// <summary>No file came.</summary>
    public static readonly Error Missing = new("file.missing", ErrorKind.Invalid, $"Choose a file. {Taken}");

    /// <summary>It holds nothing.</summary>
    public static readonly Error Empty = new("file.empty", ErrorKind.Invalid, $"This file is empty. {Taken}");

    /// <summary>It is too large.</summary>
    public static readonly Error TooLarge = new("file.too_large", ErrorKind.TooLarge, $"This file is too large. {Taken}");

    /// <summary>Its bytes are of no kind that is taken.</summary>
    public static readonly Error UnknownKind = new("file.kind", ErrorKind.Unsupported, $"This kind of file is not taken. {Taken}");

    /// <summary>Its name says another kind than its bytes.</summary>
    public static readonly Error NotWhatItSays = new(
        "file.not_what_it_says",
        ErrorKind.Unsupported,
        $"The ending of the file's name does not fit its content. {Taken}"
    );

    /// <summary>It brings programs along.</summary>
    public static readonly Error Macros = new(
        "file.macros",
        ErrorKind.Unsupported,
        $"Files with macros are not taken: save it without. {Taken}"
    );

    /// <summary>Unpacked it would be huge.</summary>
    public static readonly Error Bomb = new("file.unpacks_too_large", ErrorKind.TooLarge, $"Unpacked this file is too large. {Taken}");

    /// <summary>All of them.</summary>
    internal static readonly Error[] All = [Missing, Empty, TooLarge, UnknownKind, NotWhatItSays, Macros, Bomb];
}
