using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Tests.Agenda;

/// <summary>An assembly of two days with a draft, and its publication.</summary>
internal sealed class Drafts
{
    internal static readonly Instant Now = Instant.FromUtc(2027, 3, 1, 9, 0);

    private AgendaVersion? newest;

    internal Drafts()
    {
        var place = new Place(null, null, "Ljubljana", "SI", 46.05, 14.5, "Europe/Ljubljana");
        Assembly = new("GA-2027-1", "General Assembly Spring 2027", Id<Organisation>.New(), place, StepKind.Planned, Now, null);
        Day1 = Assembly.AddMeeting(Plan("day1", 22)).Value!;
        Day2 = Assembly.AddMeeting(Plan("day2", 23)).Value!;
        Draft = new(Assembly.Id);
    }

    internal Assembly Assembly { get; }

    internal Meeting Day1 { get; }

    internal Meeting Day2 { get; }

    internal AgendaDraft Draft { get; }

    /// <summary>What a reader sees of the items: "2 Budget".</summary>
    internal IReadOnlyList<string> Items => [.. Draft.Items.Select(i => $"{i.Number} {i.Title}")];

    /// <summary>An item in a session of its own.</summary>
    internal AgendaItem Add(Meeting meeting, string title, bool closed = false)
    {
        var item = Draft.Add(meeting, new(null, SessionKind.Plain, 0)).Add(new(title, ItemKind.Decision, 20) { Closed = closed }).Value!;
        Draft.Saved(Now, null);
        return item;
    }

    internal AgendaVersion Publish()
    {
        var none = Array.Empty<(Id<AgendaItem> Item, PublishedDocument Document)>().ToLookup(it => it.Item, it => it.Document);
        var content = PublishedAgenda.Of(Assembly, Draft, none);
        newest = AgendaVersion.Publish(Draft, content, newest, _ => Guid.CreateVersion7().ToString(), Now, null).Value!;
        return newest;
    }

    private static MeetingPlan Plan(string key, int day) =>
        new(key, $"Day of {key}", true, Audience.Members, MeetingFormat.Hybrid, new(2027, 4, day), new(9, 0), new(17, 0), null, null, null);
}
