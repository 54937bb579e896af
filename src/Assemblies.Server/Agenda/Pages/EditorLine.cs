using Assemblies.Server.Platform.Look;

namespace Assemblies.Server.Agenda.Pages;

/// <summary>A line of the agenda's editor: a session, or one of its items.</summary>
/// <param name="Session">The session.</param>
/// <param name="Item">The item; null for the session itself.</param>
/// <param name="IsFirst">Whether it is the session's first line, where its times stand.</param>
/// <param name="Place">Its place among the lines that are sent, from 0; below 0 where it has no fields.</param>
public sealed record EditorLine(DraftSession Session, DraftItem? Item, bool IsFirst, int Place)
{
    /// <summary>Its title; empty where it is closed to the reader.</summary>
    public string Title => Item?.Plan.Title ?? Session.Plan.Title ?? Session.Name;

    /// <summary>How long it takes.</summary>
    public int Minutes => Item?.Plan.Minutes ?? Session.Plan.Minutes;

    /// <summary>What it is.</summary>
    public LineKind Kind => Item?.Plan.Kind.Line() ?? Session.Plan.Kind.Line();

    /// <summary>Whether it is closed to the reader.</summary>
    public bool IsHidden => Title.Length is 0;

    /// <summary>Whether the reader fills it in: it is not closed to them, and theirs to prepare.</summary>
    public bool HasFields => Place >= 0;

    /// <summary>As labels name it.</summary>
    public string Name =>
        Item is { Number: { Length: > 0 } number } ? $"item {number}"
        : IsHidden ? "the closed session"
        : Title;

    /// <summary>The lines of a meeting in their order.</summary>
    /// <param name="meeting">Which.</param>
    /// <param name="preparesAgenda">Whether the reader prepares items and what is closed, too.</param>
    public static IEnumerable<EditorLine> Of(DraftMeeting meeting, bool preparesAgenda)
    {
        var (places, without) = (0, 0);
        foreach (var line in meeting.Sessions.SelectMany(Of))
        {
            yield return line with
            {
                Place = line.IsHidden || (line.Session.HasAgenda && !preparesAgenda) ? --without : places++,
            };
        }
    }

    /// <summary>What was typed into this very line, wherever it stands now; null where nothing was.</summary>
    public SentLine? Typed(Form form) => SentLine.Of(form).FirstOrDefault(IsOf);

    /// <summary>Whether it is this line that was sent, wherever it stands now.</summary>
    public bool IsOf(SentLine sent) =>
        Item is { } item ? sent.Item == item.Id.ToString() : sent.Item.Length is 0 && sent.Session == Session.Id.ToString();

    private static IEnumerable<EditorLine> Of(DraftSession session)
    {
        var hasOwn = session.Items.Count is 0 || session.Plan.Title is not null;
        if (hasOwn)
        {
            yield return new(session, null, true, 0);
        }

        foreach (var (item, place) in session.Items.Select((item, place) => (item, place)))
        {
            yield return new(session, item, !hasOwn && place is 0, 0);
        }
    }
}

/// <summary>A line as the editor's form sends it.</summary>
/// <param name="Session">The session's id.</param>
/// <param name="Item">The item's; empty for the session itself.</param>
/// <param name="Title">The title that was typed.</param>
/// <param name="Kind">The kind that was chosen.</param>
/// <param name="Minutes">The minutes that were typed.</param>
public sealed record SentLine(string Session, string Item, string Title, string Kind, string Minutes)
{
    /// <summary>All that a form sends, in their order.</summary>
    public static IReadOnlyList<SentLine> Of(Form form)
    {
        var (items, titles, kinds, minutes) = (form.All("item"), form.All("title"), form.All("kind"), form.All("minutes"));
        return
        [
            .. form.All("session")
                .Select((session, at) => new SentLine(session, At(items, at), At(titles, at), At(kinds, at), At(minutes, at))),
        ];
    }

    private static string At(IReadOnlyList<string> column, int at) => column.ElementAtOrDefault(at) ?? "";
}
