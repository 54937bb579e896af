namespace Assemblies.Domain;

/// <summary>By what way somebody told the secretariat what it enters for them.</summary>
public enum SourceKind
{
    /// <summary>By telephone.</summary>
    Phone,

    /// <summary>By mail.</summary>
    Mail,

    /// <summary>On paper.</summary>
    Paper,

    /// <summary>Face to face.</summary>
    InPerson,
}

/// <summary>How the secretariat came to know what it enters for somebody else; kept with what was entered.</summary>
/// <param name="Kind">By what way.</param>
/// <param name="Note">Who said it, when; free words.</param>
public sealed record Source(SourceKind Kind, string Note);
