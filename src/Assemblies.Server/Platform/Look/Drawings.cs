namespace Assemblies.Server.Platform.Look;

/// <summary>The named set of icons, 16 by 16, drawn in the text's colour.</summary>
public enum IconName
{
    /// <summary>Done, reached, sent.</summary>
    Check,

    /// <summary>Waiting, due.</summary>
    Clock,

    /// <summary>Failed, not adopted.</summary>
    Cross,

    /// <summary>Look out: wrong, clash.</summary>
    Warning,

    /// <summary>In part only.</summary>
    Dash,

    /// <summary>Queued, not begun.</summary>
    Dots,

    /// <summary>A decision, a vote.</summary>
    Vote,

    /// <summary>Closed, secret.</summary>
    Lock,

    /// <summary>People, for members only.</summary>
    Person,

    /// <summary>A calendar.</summary>
    Calendar,

    /// <summary>A document.</summary>
    Document,

    /// <summary>Mail.</summary>
    Mail,

    /// <summary>A place on a map.</summary>
    Place,

    /// <summary>Information.</summary>
    Info,

    /// <summary>Move up.</summary>
    Up,

    /// <summary>Move down.</summary>
    Down,
}

/// <summary>What a status or note says by its colour; the word beside it says the same.</summary>
public enum Tone
{
    /// <summary>Nothing in particular.</summary>
    Quiet,

    /// <summary>Reached, sent, adopted.</summary>
    Ok,

    /// <summary>Waiting, deferred, draft, clash.</summary>
    Wait,

    /// <summary>Error, failed, not adopted.</summary>
    Bad,

    /// <summary>Information, instructions.</summary>
    Info,

    /// <summary>Yours.</summary>
    Mine,
}

/// <summary>How wide a field is: as wide as what goes in.</summary>
public enum Width
{
    /// <summary>The whole line.</summary>
    Full,

    /// <summary>A phone number, a date in words.</summary>
    Medium,

    /// <summary>A number, a time.</summary>
    Narrow,
}

internal static class Drawings
{
    public static string ClassOf(Tone tone) => tone is Tone.Quiet ? "" : tone.ToString().ToLowerInvariant();

    public static string ClassOf(Width width) => width is Width.Full ? "" : width.ToString().ToLowerInvariant();

    public static IconName IconOf(Tone tone) =>
        tone switch
        {
            Tone.Ok => IconName.Check,
            Tone.Wait => IconName.Clock,
            Tone.Bad => IconName.Cross,
            Tone.Info => IconName.Info,
            Tone.Mine => IconName.Vote,
            _ => IconName.Dots,
        };

    public static string PathOf(IconName icon) =>
        icon switch
        {
            IconName.Check => "M3 8.6l3.2 3.2L13 4.8",
            IconName.Clock => "M2 8a6 6 0 1 0 12 0a6 6 0 1 0-12 0M8 4.6V8l2.4 1.5",
            IconName.Cross => "M4 4l8 8M12 4l-8 8",
            IconName.Warning => "M8 2.4l6.2 11H1.8zM8 6.6v3M8 11.7v.01",
            IconName.Dash => "M3.5 8h9",
            IconName.Dots => "M3.4 8v.01M8 8v.01M12.6 8v.01",
            IconName.Vote => "M2.4 9.4h2.8l2 2.6 4.6-7.6M12 4.4h2",
            IconName.Lock => "M3.4 7.2h9.2v6.2H3.4zM5.4 7.2V5a2.6 2.6 0 015.2 0v2.2",
            IconName.Person => "M5.4 5.4a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0-5.2 0M3 13.4c.6-3 2.4-4.2 5-4.2s4.4 1.2 5 4.2",
            IconName.Calendar => "M2.4 3.8h11.2v9.6H2.4zM2.4 7h11.2M5.4 2.2v3M10.6 2.2v3",
            IconName.Document => "M3.8 2.2h5.4l3 3v8.6H3.8zM9 2.4v3h3",
            IconName.Mail => "M2 3.8h12v8.6H2zM2.4 4.4L8 9l5.6-4.6",
            IconName.Place => "M8 14.2C4.8 10.6 3.4 8.4 3.4 6.4a4.6 4.6 0 0 1 9.2 0c0 2-1.4 4.2-4.6 7.8zM8 6.4v.01",
            IconName.Info => "M2 8a6 6 0 1 0 12 0a6 6 0 1 0-12 0M8 7.4v3.4M8 4.9v.01",
            IconName.Up => "M8 13V3.4M3.8 7.4L8 3.2l4.2 4.2",
            IconName.Down => "M8 3v9.6M3.8 8.6L8 12.8l4.2-4.2",
            _ => throw new ArgumentOutOfRangeException(nameof(icon), icon, "This icon has no drawing."),
        };
}
