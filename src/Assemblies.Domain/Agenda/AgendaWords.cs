using Assemblies.Domain.Meetings;

namespace Assemblies.Domain.Agenda;

/// <summary>The agenda's words as people read them.</summary>
public static class AgendaWords
{
    private static readonly (Audience One, string Words)[] Classes =
    [
        (Audience.Members, "members"),
        (Audience.Applicants, "applicants"),
        (Audience.AssociatedPartners, "associated partners"),
        (Audience.Commission, "the Commission"),
        (Audience.Public, "everybody"),
    ];

    /// <summary>"decision".</summary>
    public static string Of(ItemKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>"break"; "session" for one without a kind of its own.</summary>
    public static string Of(SessionKind kind) =>
        kind switch
        {
            SessionKind.Plain => "session",
            SessionKind.CheckIn => "check-in",
            _ => kind.ToString().ToLowerInvariant(),
        };

    /// <summary>"on site and online".</summary>
    public static string Of(MeetingFormat format) =>
        format switch
        {
            MeetingFormat.OnSite => "on site",
            MeetingFormat.Online => "online",
            _ => "on site and online",
        };

    /// <summary>"members", "associated partners": the classes of an audience in their order.</summary>
    public static IReadOnlyList<string> Of(Audience audience) => [.. Classes.Where(c => audience.HasFlag(c.One)).Select(c => c.Words)];
}
