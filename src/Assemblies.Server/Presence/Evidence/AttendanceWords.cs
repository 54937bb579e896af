namespace Assemblies.Server.Presence.Evidence;

/// <summary>Times of attendance as people read them.</summary>
internal static class AttendanceWords
{
    /// <summary>"7 h 15 min"; a dash for none.</summary>
    public static string Hours(int minutes) =>
        minutes is 0 ? "–"
        : minutes < 60 ? FormattableString.Invariant($"{minutes} min")
        : minutes % 60 is 0 ? FormattableString.Invariant($"{minutes / 60} h")
        : FormattableString.Invariant($"{minutes / 60} h {minutes % 60} min");

    /// <summary>At one meeting: by video said where it was so.</summary>
    public static string Hours(ListEvidence.MeetingHours? there) =>
        there switch
        {
            null => "–",
            { Online: 0 } => Hours(there.OnSite),
            { OnSite: 0 } => $"{Hours(there.Online)} by video",
            _ => $"{Hours(there.OnSite)}, {Hours(there.Online)} by video",
        };
}
