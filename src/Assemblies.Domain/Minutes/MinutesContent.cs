using Assemblies.Domain.Agenda;
using NodaTime;

namespace Assemblies.Domain.Minutes;

/// <summary>The minutes of an assembly as a whole: what a published version keeps for good. Times are the venue's.</summary>
/// <param name="Code">The assembly's code.</param>
/// <param name="Title">Its title.</param>
/// <param name="Head">Where, when, by whom.</param>
/// <param name="Convened">How it was convened, the last convocation; null when the proof is from before this service.</param>
/// <param name="Overrides">What was done against the rules, with the reasons.</param>
/// <param name="Members">Every member, in the order of the roll.</param>
/// <param name="Checks">The quorum checks, in their order.</param>
/// <param name="Opening">What stands before the first item, Markdown.</param>
/// <param name="Meetings">Its meetings with their items as they were dealt with.</param>
/// <param name="Closing">What stands after the last item, Markdown.</param>
/// <param name="Statements">Statements for the record that belong to no item.</param>
/// <param name="Actions">What was to be done and belongs to no item.</param>
/// <param name="TakenUp">Objections to an earlier version that this one takes up.</param>
public sealed record MinutesContent(
    string Code,
    string Title,
    MinutesHead Head,
    MinutesConvocation? Convened,
    IReadOnlyList<MinutesOverride> Overrides,
    IReadOnlyList<MinutesMember> Members,
    IReadOnlyList<MinutesQuorum> Checks,
    string Opening,
    IReadOnlyList<MinutesMeeting> Meetings,
    string Closing,
    IReadOnlyList<SpokenStatement> Statements,
    IReadOnlyList<MinutesAction> Actions,
    IReadOnlyList<TakenUpObjection> TakenUp
)
{
    /// <summary>All items, as they were dealt with.</summary>
    public IEnumerable<MinutesItem> Items() => Meetings.SelectMany(m => m.Items);

    /// <summary>The same for somebody who may not read some items: these keep number and times, and nothing else.</summary>
    /// <param name="reads">Whether an item may be read.</param>
    public MinutesContent For(Func<MinutesItem, bool> reads) =>
        this with
        {
            Meetings = [.. Meetings.Select(m => m with { Items = [.. m.Items.Select(i => reads(i) ? i : i.Hidden())] })],
            TakenUp = [.. TakenUp.Where(o => o.Item is not { } item || Items().All(i => i.Id != item || reads(i)))],
        };
}

/// <summary>Where, when, by whom.</summary>
/// <param name="Place">City and venue.</param>
/// <param name="TimeZone">The venue's zone.</param>
/// <param name="FirstDay">The first day of the general assembly.</param>
/// <param name="LastDay">Its last day.</param>
/// <param name="Host">Who hosted it.</param>
/// <param name="Chair">Who held the office, by name; several when it changed hands.</param>
/// <param name="DeputyChairs">By name.</param>
/// <param name="MinuteTakers">By name.</param>
/// <param name="Tellers">By name.</param>
/// <param name="RulesVersion">The version of the rules of procedure.</param>
/// <param name="AgendaVersion">The last published version of the agenda; null when none was.</param>
public sealed record MinutesHead(
    string Place,
    string TimeZone,
    LocalDate? FirstDay,
    LocalDate? LastDay,
    string Host,
    IReadOnlyList<string> Chair,
    IReadOnlyList<string> DeputyChairs,
    IReadOnlyList<string> MinuteTakers,
    IReadOnlyList<string> Tellers,
    int RulesVersion,
    int? AgendaVersion
);

/// <summary>How the assembly was convened, and the proof of it.</summary>
/// <param name="On">On which day, by the rules' zone.</param>
/// <param name="DaysBefore">How many days before the first day of the general assembly.</param>
/// <param name="Required">How many the rules ask for.</param>
/// <param name="WasKept">Whether that was in time by the rules.</param>
/// <param name="By">By whom, by name; null for the service itself.</param>
/// <param name="People">How many people were told.</param>
/// <param name="Organisations">Of how many organisations.</param>
/// <param name="Hash">SHA-256 of what they were told, hexadecimal.</param>
public sealed record MinutesConvocation(
    LocalDate On,
    int DaysBefore,
    int Required,
    bool WasKept,
    string? By,
    int People,
    int Organisations,
    string Hash
)
{
    /// <summary>"10 March 2027, 43 days before; the notice period was kept".</summary>
    public string Sentence =>
        $"{Words.Date(On)}, {Words.Count(DaysBefore, "day")} before; the notice period of {Words.Count(Required, "day")} was {(WasKept ? "" : "not ")}kept";
}

/// <summary>Something that was done against the rules, with its reason.</summary>
/// <param name="What">What, in words.</param>
/// <param name="On">On which day.</param>
/// <param name="By">By whom, by name; null for the service itself.</param>
/// <param name="Reason">Why.</param>
public sealed record MinutesOverride(string What, LocalDate On, string? By, string Reason);

/// <summary>A member and how it took part.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="NameLatin">In Latin script, where its own is in another.</param>
/// <param name="Entitled">Whether it could vote.</param>
/// <param name="RepresentedBy">Who was there for it, or who voted for it; empty when nobody did.</param>
/// <param name="How">On site, online, by proxy, absent.</param>
/// <param name="Times">From when to when, a day each: "22 April 08:45 to 17:32".</param>
/// <param name="WithoutVote">Why it was seated without a vote; null for members that could vote.</param>
public sealed record MinutesMember(
    string Code,
    string Name,
    string? NameLatin,
    bool Entitled,
    string RepresentedBy,
    string How,
    IReadOnlyList<string> Times,
    string? WithoutVote = null
);

/// <summary>A check of the quorum.</summary>
/// <param name="Meeting">The meeting's title.</param>
/// <param name="At">When.</param>
/// <param name="Why">Why it was made, in words.</param>
/// <param name="Entitled">E.</param>
/// <param name="Counted">P: present or represented.</param>
/// <param name="Needed">How many were needed.</param>
/// <param name="Holds">Whether it held.</param>
public sealed record MinutesQuorum(string Meeting, LocalDateTime At, string Why, int Entitled, int Counted, int Needed, bool Holds)
{
    /// <summary>"09:02, at the opening: 21 of 23 entitled members present or represented, at least 12 needed. The quorum was reached."</summary>
    public string Sentence =>
        $"{Words.Time(At.TimeOfDay)}, {Why}: {Counted} of {Entitled} entitled members present or represented, at least {Needed} needed. The quorum was {(Holds ? "reached" : "not reached")}.";
}

/// <summary>A meeting as it went.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Title">Its title.</param>
/// <param name="Date">Its day.</param>
/// <param name="Course">Opening, breaks, who presided, closing: in the order of time.</param>
/// <param name="Items">Its items: first those that were dealt with, in that order, then those that were not.</param>
public sealed record MinutesMeeting(
    string Key,
    string Title,
    LocalDate Date,
    IReadOnlyList<CourseLine> Course,
    IReadOnlyList<MinutesItem> Items
);

/// <summary>Something in the course of a meeting.</summary>
/// <param name="At">When.</param>
/// <param name="Text">What, as a sentence.</param>
public sealed record CourseLine(LocalDateTime At, string Text);

/// <summary>A time at which an item was on.</summary>
/// <param name="Start">From.</param>
/// <param name="End">Until; null while it is on.</param>
public sealed record MinutesTime(LocalDateTime Start, LocalDateTime? End)
{
    /// <summary>"09:02 to 09:15".</summary>
    public string InWords =>
        End is { } end ? $"{Words.Time(Start.TimeOfDay)} to {Words.Time(end.TimeOfDay)}" : $"from {Words.Time(Start.TimeOfDay)}";
}

/// <summary>An item as it was dealt with.</summary>
/// <param name="Id">Which.</param>
/// <param name="Number">Its printed number.</param>
/// <param name="Title">Its title; empty for a reader it is closed to.</param>
/// <param name="Closed">Whether it, or its session, was closed.</param>
/// <param name="Late">Whether it was subject to the members' vote.</param>
/// <param name="Times">When it was on; empty when it was not dealt with.</param>
/// <param name="Text">What the minute-taker wrote, Markdown.</param>
/// <param name="Motions">Its motions with their results.</param>
/// <param name="Statements">Statements for the record.</param>
/// <param name="Actions">What is to be done.</param>
public sealed record MinutesItem(
    Id<AgendaItem> Id,
    string Number,
    string Title,
    bool Closed,
    bool Late,
    IReadOnlyList<MinutesTime> Times,
    string Text,
    IReadOnlyList<MinutesMotion> Motions,
    IReadOnlyList<SpokenStatement> Statements,
    IReadOnlyList<MinutesAction> Actions
)
{
    /// <summary>Whether it was dealt with.</summary>
    public bool WasOn => Times.Count > 0;

    /// <summary>Whether nobody wrote or decided anything at it.</summary>
    public bool IsUntouched => Text.Length is 0 && Motions.Count is 0 && Statements.Count is 0 && Actions.Count is 0;

    /// <summary>"09:02 to 09:15 and 14:30 to 14:40"; null when it was not dealt with.</summary>
    public string? When => Times.Count is 0 ? null : Words.List([.. Times.Select(t => t.InWords)]);

    internal MinutesItem Hidden() => this with { Title = "", Text = "", Motions = [], Statements = [], Actions = [] };
}

/// <summary>A statement for the record.</summary>
/// <param name="Member">Whose, by name.</param>
/// <param name="Text">In its words.</param>
public sealed record SpokenStatement(string Member, string Text);

/// <summary>Something to be done.</summary>
/// <param name="Number">Its number, such as "GA-2027-1/A3".</param>
/// <param name="Text">What.</param>
/// <param name="Owner">Who; null when nobody is named.</param>
/// <param name="Until">Until when; null when nothing was said.</param>
public sealed record MinutesAction(string Number, string Text, string? Owner, LocalDate? Until);

/// <summary>An objection that a version takes up.</summary>
/// <param name="Item">To which item; null for the minutes as a whole.</param>
/// <param name="Member">Whose, by name.</param>
/// <param name="Text">What it said.</param>
public sealed record TakenUpObjection(Id<AgendaItem>? Item, string Member, string Text);
