using NodaTime;

namespace Assemblies.Domain.Agenda;

/// <summary>A published session as lines to compare: its own, where it has a title, and one an item.</summary>
internal static class SnapshotLines
{
    internal static IEnumerable<SnapshotLine> Of(PublishedMeeting meeting, PublishedSession session)
    {
        if (session.Title is not null)
        {
            yield return new(
                session.Id.Value,
                meeting.Id.Value,
                session.Title,
                session.Start,
                (int)Period.Between(session.Start, session.End, PeriodUnits.Minutes).Minutes,
                AgendaWords.Of(session.Kind)
            )
            {
                IsClosed = session.Closed,
                Parallel = session.Parallel?[0],
                Presenter = session.Presenters,
                Audience = AgendaWords.Of(session.Audience),
                Format = AgendaWords.Of(session.Format),
                Room = session.Room,
                OnlineLink = session.OnlineLink,
            };
        }

        // What is said of the session itself is said once: at its own line, or without one at its items.
        var own = session.Title is null ? session : null;
        var start = session.Start;
        foreach (var item in session.Items)
        {
            yield return new(item.Id.Value, meeting.Id.Value, item.Title, start, item.Minutes, AgendaWords.Of(item.Kind))
            {
                Number = AgendaItem.Digits(item.Number),
                IsLate = item.Late,
                IsClosed = session.Closed || item.Closed,
                Parallel = session.Parallel?[0],
                Presenter = (item.Presenters, own?.Presenters) is ({ } one, { } all) ? $"{one}; {all}" : item.Presenters ?? own?.Presenters,
                RuleType = item.RuleType,
                Text = item.Text is "" ? null : item.Text,
                Audience = AgendaWords.Of(session.Audience),
                Format = AgendaWords.Of(own?.Format ?? meeting.Format),
                Room = own?.Room,
                OnlineLink = own?.OnlineLink,
                Documents = [.. item.Documents.Select(d => new SnapshotDocument(d.First.Value, d.Title, d.Hash))],
            };
            start = start.PlusMinutes(item.Minutes);
        }
    }
}
