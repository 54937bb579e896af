namespace Assemblies.Domain.Agenda;

/// <summary>How one line differs, apart from place and time.</summary>
internal static class LineChanges
{
    internal static IEnumerable<string> Between(AgendaSnapshot before, SnapshotLine old, AgendaSnapshot after, SnapshotLine line)
    {
        var full = after.Full(line);
        var differences = Numbers(old, line)
            .Append(Title(old, after, line))
            .Append(old.IsLate == line.IsLate ? null : $"{full} is {(line.IsLate ? "now" : "no longer")} marked late")
            .Append(Same(old.Kind, line.Kind) ? null : $"{full} changes from {old.Kind} to {line.Kind}")
            .Append(
                old.Minutes == line.Minutes ? null : $"{full} takes {Words.Duration(line.Minutes)} instead of {Words.Duration(old.Minutes)}"
            )
            .Append(Presenter(old, full, line))
            .Append(RuleType(old, full, line))
            .Append(Audience(before, old, after, full, line))
            .Append(Format(before, old, after, full, line))
            .Append(Room(old, full, line))
            .Append(Same(old.OnlineLink, line.OnlineLink) ? null : $"the link to join {full} by video is changed")
            .Append(old.IsClosed == line.IsClosed ? null : $"{full} is {(line.IsClosed ? "now" : "no longer")} closed")
            .Append(Parallel(old, full, line))
            .Append(Same(old.Text, line.Text) ? null : $"the text of {full} is changed")
            .Concat(Documents(old, full, line));
        return differences.OfType<string>().Select(d => Words.Sentence(d) + ".");
    }

    private static IEnumerable<string?> Numbers(SnapshotLine old, SnapshotLine line) =>
        (old.Number, line.Number) switch
        {
            ({ } number, null) => [$"{Words.Quote(line.Title)} is no longer an item; number {number} stays empty"],
            (null, { } number) => [$"{Words.Quote(line.Title)} is now item {number}"],
            ({ } was, { } now) when was != now => [$"{Words.Quote(line.Title)} is now item {now}; it was item {was}"],
            _ => [],
        };

    private static string? Title(SnapshotLine old, AgendaSnapshot after, SnapshotLine line) =>
        Same(old.Title, line.Title) ? null
        : line.Number is null ? $"{Words.Quote(old.Title)} is now called {Words.Quote(line.Title)}"
        : $"{after.Short(line)} is now called {Words.Quote(line.Title)}; it was {Words.Quote(old.Title)}";

    private static string? Presenter(SnapshotLine old, string full, SnapshotLine line) =>
        (old.Presenter, line.Presenter) switch
        {
            (null, { } now) => $"{full} is presented by {now}",
            ({ } was, null) => $"{full} is no longer presented by {was}",
            ({ } was, { } now) when !Same(was, now) => $"{full} is presented by {now} instead of {was}",
            _ => null,
        };

    private static string? RuleType(SnapshotLine old, string full, SnapshotLine line) =>
        (old.RuleType, line.RuleType) switch
        {
            (null, { } now) => $"the type of decision of {full} is {now}",
            ({ } was, null) => $"{full} has no type of decision any more; it was {was}",
            ({ } was, { } now) when !Same(was, now) => $"the type of decision of {full} is {now} instead of {was}",
            _ => null,
        };

    // What it only takes over from its meeting is said of the meeting.
    private static string? Audience(AgendaSnapshot before, SnapshotLine old, AgendaSnapshot after, string full, SnapshotLine line) =>
        AreSame(old.Audience, line.Audience)
        || (AreSame(old.Audience, before.MeetingOf(old)?.Audience) && AreSame(line.Audience, after.MeetingOf(line)?.Audience))
            ? null
            : $"{full} is now for {Whom(line.Audience)}; it was for {Whom(old.Audience)}";

    private static string? Format(AgendaSnapshot before, SnapshotLine old, AgendaSnapshot after, string full, SnapshotLine line) =>
        Same(old.Format, line.Format)
        || (Same(old.Format, before.MeetingOf(old)?.Format) && Same(line.Format, after.MeetingOf(line)?.Format))
            ? null
            : $"{full} is {line.Format} instead of {old.Format}";

    private static string? Room(SnapshotLine old, string full, SnapshotLine line) =>
        Same(old.Room, line.Room) ? null
        : line.Room is { } room ? $"the room of {full} is now {room}"
        : $"{full} is in the meeting’s own room again; it was in {old.Room}";

    private static string Whom(IReadOnlyList<string> audience) => audience.Count == 0 ? "nobody" : Words.List(audience);

    private static string? Parallel(SnapshotLine old, string full, SnapshotLine line) =>
        old.Parallel == line.Parallel ? null
        : line.Parallel is { } letter ? $"{full} is now parallel session {letter}"
        : $"{full} is no longer a parallel session";

    private static IEnumerable<string> Documents(SnapshotLine old, string full, SnapshotLine line)
    {
        var before = old.Documents.ToDictionary(d => d.Id);
        var kept = line.Documents.Select(d => d.Id).ToHashSet();
        foreach (var document in line.Documents)
        {
            var name = Words.Quote(document.Title);
            if (!before.TryGetValue(document.Id, out var was))
            {
                yield return $"{full} has a new document: {name}";
                continue;
            }

            if (!Same(was.Title, document.Title))
            {
                yield return $"{full}: the document {Words.Quote(was.Title)} is now called {name}";
            }

            if (!Same(was.Hash, document.Hash))
            {
                yield return $"{full}: the document {name} is replaced by a new one";
            }
        }

        foreach (var gone in old.Documents.Where(d => !kept.Contains(d.Id)))
        {
            yield return $"{full}: the document {Words.Quote(gone.Title)} is withdrawn";
        }
    }

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.Ordinal);

    private static bool AreSame(IReadOnlyList<string> one, IReadOnlyList<string>? other) =>
        other is not null && one.ToHashSet(StringComparer.Ordinal).SetEquals(other);
}
