using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;

namespace Assemblies.Server.Platform.Look;

/// <summary>States, steps, offices, audiences and formats as people read them.</summary>
public static class AssemblyWords
{
    /// <summary>"Planned", "Over".</summary>
    public static string InWords(this AssemblyState state) =>
        state switch
        {
            AssemblyState.Adjourned => "Over",
            _ => state.ToString(),
        };

    /// <summary>"Dates announced".</summary>
    public static string InWords(this StepKind step) =>
        step switch
        {
            StepKind.Recorded => "Entered as a past assembly",
            StepKind.Announced => "Dates announced",
            StepKind.DocumentsSent => "Final documents sent",
            StepKind.Rescheduled => "New dates named",
            _ => step.ToString(),
        };

    /// <summary>"Deputy chair".</summary>
    public static string InWords(this Office office) =>
        office switch
        {
            Office.DeputyChair => "Deputy chair",
            Office.MinuteTaker => "Minute-taker",
            Office.Host => "Organises for the host",
            _ => office.ToString(),
        };

    /// <summary>"head of delegation", in a sentence.</summary>
    public static string InWords(this MandateRole role) =>
        role is MandateRole.Head ? "head of delegation" : role.ToString().ToLowerInvariant();

    /// <summary>"On site and online".</summary>
    public static string InWords(this MeetingFormat format) =>
        format switch
        {
            MeetingFormat.OnSite => "On site",
            MeetingFormat.Online => "Online",
            _ => "On site and online",
        };

    /// <summary>"Members only", "Everybody who is invited", "Members and Commission".</summary>
    public static string InWords(this Audience audience) =>
        audience.HasFlag(Audience.Public) ? "Open to all"
        : audience is Audience.Members ? "Members only"
        : audience is MeetingPlan.OpenAudience ? "Everybody who is invited"
        : audience is Audience.None ? "Officers and secretariat"
        : Words.Capital(Words.List([.. Names.Where(name => audience.HasFlag(name.One)).Select(name => name.Text)]));

    /// <summary>The reader classes, for a form.</summary>
    public static IReadOnlyList<Answer> AudienceAnswers { get; } =
    [.. Names.Select(name => new Answer(name.One.ToString(), Words.Capital(name.Text)))];

    /// <summary>The formats, for a form.</summary>
    public static IReadOnlyList<Answer> FormatAnswers { get; } =
    [.. Enum.GetValues<MeetingFormat>().Select(format => new Answer(format.ToString(), format.InWords()))];

    private static IEnumerable<(Audience One, string Text)> Names =>
        [
            (Audience.Members, "members"),
            (Audience.Applicants, "applicants"),
            (Audience.AssociatedPartners, "associated partners"),
            (Audience.Commission, "the Commission"),
            (Audience.Public, "everybody, also without an account"),
        ];
}
