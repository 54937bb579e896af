using Assemblies.Server.Platform.Look;
using NodaTime;

namespace Assemblies.Server.Minutes.Documents;

/// <summary>A published version as it is handed out on paper or as a file: what the reader may see of it, with its approval and signatures.</summary>
/// <param name="Shown">The version.</param>
/// <param name="Approval">Its approval; null while it is not approved.</param>
/// <param name="Signatures">Who signed it.</param>
internal sealed record MinutesPaper(MinutesShown Shown, ShowMinutes.ApprovedBy? Approval, IReadOnlyList<ShowMinutes.SignedBy> Signatures)
{
    /// <summary>"Minutes of the General Assembly Spring 2027 (GA-2027-1)".</summary>
    public string Title => $"Minutes of {Shown.Content.Title} ({Shown.Content.Code})";

    /// <summary>Where, when, and which version.</summary>
    public string Lede =>
        $"{Shown.Content.Head.Place}{(Shown.Content.Head is { FirstDay: { } first, LastDay: { } last } ? $", {Clocks.Days(first, last)}" : "")}. Version {Shown.Number}, {(Approval is null ? "draft" : "approved")}, published on {At(Shown.PublishedAt)}.";

    /// <summary>At the foot of each page: "STEM Platforms of Europe · GA-2027-1 · version 2".</summary>
    public string Foot(string network) => FormattableString.Invariant($"{network} · {Shown.Content.Code} · version {Shown.Number}");

    /// <summary>A moment by the venue's clock.</summary>
    public string At(Instant at) => Clocks.Moment(at, DateTimeZoneProviders.Tzdb[Shown.Content.Head.TimeZone]);
}
