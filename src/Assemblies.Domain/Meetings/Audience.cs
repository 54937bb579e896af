namespace Assemblies.Domain.Meetings;

/// <summary>Whom a session, an item or a document is for: a set of reader classes, not a ladder.</summary>
[Flags]
public enum Audience
{
    /// <summary>Nobody but officers and secretariat.</summary>
    None = 0,

    /// <summary>People of member organisations.</summary>
    Members = 1,

    /// <summary>People of applicants.</summary>
    Applicants = 2,

    /// <summary>People of associated partners.</summary>
    AssociatedPartners = 4,

    /// <summary>People of the European Commission.</summary>
    Commission = 8,

    /// <summary>Everybody, also without an account.</summary>
    Public = 16,
}

/// <summary>How one takes part.</summary>
public enum MeetingFormat
{
    /// <summary>In the room only.</summary>
    OnSite,

    /// <summary>By video only.</summary>
    Online,

    /// <summary>Both.</summary>
    Hybrid,
}
