using Assemblies.Server.Platform.Look;

namespace Assemblies.Server.Agenda.Pages;

/// <summary>A line of the agenda's editor: a session, or one of its items.</summary>
/// <param name="Session">The session.</param>
/// <param name="Item">The item; null for the session itself.</param>
/// <param name="IsFirst">Whether it is the session's first line, where its times stand.</param>
/// <param name="Place">Its place among the lines that are sent, from 0; below 0 where it is closed to the reader and has no fields.</param>
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

    /// <summary>As labels name it.</summary>
    public string Name =>
        Item is { Number: { Length: > 0 } number } ? $"item {number}"
        : IsHidden ? "the closed session"
        : Title;

    /// <summary>The lines of a meeting in their order.</summary>
    public static IEnumerable<EditorLine> Of(DraftMeeting meeting)
    {
        var (places, hidden) = (0, 0);
        foreach (var line in meeting.Sessions.SelectMany(Of))
        {
            yield return line with
            {
                Place = line.IsHidden ? --hidden : places++,
            };
        }
    }

    /// <summary>What was typed into this very line, wherever it stands now; else what was there before.</summary>
    /// <param name="form">The form it is part of.</param>
    /// <param name="field">Which of its fields.</param>
    /// <param name="before">What was there before.</param>
    public string Typed(Form form, string field, string before)
    {
        var (sessions, items, typed) = (form.All("session"), form.All("item"), form.All(field));
        for (var at = 0; at < sessions.Count && at < typed.Count && at < items.Count; at++)
        {
            if (sessions[at] == Session.Id.ToString() && items[at] == (Item?.Id.ToString() ?? ""))
            {
                return typed[at];
            }
        }

        return before;
    }

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
