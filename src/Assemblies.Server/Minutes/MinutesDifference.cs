using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Minutes;
using Assemblies.Server.Platform.Look;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Assemblies.Server.Minutes;

/// <summary>What one version of minutes changes against another, place by place, in words.</summary>
internal static class MinutesDifference
{
    /// <summary>The changes in the order of the newer version; what is gone comes last.</summary>
    public static IReadOnlyList<MinutesChange> Between(MinutesContent before, MinutesContent after)
    {
        var (was, now) = (Places(before).ToList(), Places(after).ToList());
        var old = was.ToDictionary(p => p.Key, StringComparer.Ordinal);
        var taken = now.Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. now.Select(p => Change(old.GetValueOrDefault(p.Key), p)).OfType<MinutesChange>(),
            .. was.Where(p => !taken.Contains(p.Key) && p.Text.Length > 0)
                .Select(p => new MinutesChange(p.Item, $"{p.Name}: no longer there.", p.Text, null)),
        ];
    }

    private static MinutesChange? Change(Place? was, Place now)
    {
        if (was is null)
        {
            return now.Text.Length is 0 ? null : new(now.Item, $"{now.Name}: new.", null, now.Text);
        }

        if (string.Equals(was.Text, now.Text, StringComparison.Ordinal))
        {
            return null;
        }

        var lines = InlineDiffBuilder.Diff(was.Text, now.Text).Lines.Where(l => !string.IsNullOrWhiteSpace(l.Text)).ToList();
        var (gone, added) = (lines.FindAll(l => l.Type is ChangeType.Deleted), lines.FindAll(l => l.Type is ChangeType.Inserted));
        var changed = Math.Min(gone.Count, added.Count);
        List<string> parts = [];
        Add(changed, "changed");
        Add(added.Count - changed, "added");
        Add(gone.Count - changed, "removed");
        return new(
            now.Item,
            parts.Count is 0 ? $"{now.Name}: written differently, with the same words." : $"{now.Name}: {Words.List(parts)}.",
            gone.Count is 0 ? null : string.Join('\n', gone.Select(l => l.Text)),
            added.Count is 0 ? null : string.Join('\n', added.Select(l => l.Text))
        );

        void Add(int count, string what)
        {
            if (count > 0)
            {
                parts.Add($"{Words.Spelled(count, "line", "lines")} {what}");
            }
        }
    }

    private static IEnumerable<Place> Places(MinutesContent of)
    {
        yield return new(
            "head",
            null,
            "Head",
            Lines(
                of.Title,
                of.Head.Place,
                $"Chair: {Words.List([.. of.Head.Chair])}",
                $"Deputy chair: {Words.List([.. of.Head.DeputyChairs])}",
                $"Minutes: {Words.List([.. of.Head.MinuteTakers])}",
                $"Tellers: {Words.List([.. of.Head.Tellers])}",
                of.Convened?.Sentence
            )
        );
        yield return new("overrides", null, "Overrides", Lines([.. of.Overrides.Select(o => $"{o.What}: {o.Reason}")]));
        yield return new(
            "attendance",
            null,
            "Attendance",
            Lines([.. of.Members.Select(m => $"{m.Code} {m.Name}: {m.RepresentedBy}, {m.How}, {string.Join("; ", m.Times)}")])
        );
        yield return new("quorum", null, "Quorum", Lines([.. of.Checks.Select(c => $"{c.Meeting}, {c.Sentence}")]));
        yield return new("opening", null, "Opening", of.Opening);
        foreach (var meeting in of.Meetings)
        {
            yield return new(
                $"course {meeting.Key}",
                null,
                meeting.Title,
                Lines([.. meeting.Course.Select(c => $"{Clocks.Time(c.At.TimeOfDay)} {c.Text}")])
            );
            foreach (var item in meeting.Items)
            {
                yield return new($"item {item.Id}", item.Id, $"Item {item.Number}, {item.Title}", TextOf(item));
            }
        }

        yield return new("closing", null, "Closing", of.Closing);
        yield return new("statements", null, "Statements for the record", Lines([.. of.Statements.Select(s => $"{s.Member}: {s.Text}")]));
        yield return new("actions", null, "Actions", Lines([.. of.Actions.Select(InWords)]));
        foreach (var (objection, place) in of.TakenUp.Select((o, place) => (o, place)))
        {
            yield return new($"objection {place}", objection.Item, $"Takes up the objection of {objection.Member}", objection.Text);
        }
    }

    private static string TextOf(MinutesItem item) =>
        Lines([
            item.Title,
            item.When ?? "Not dealt with",
            item.Text,
            .. item.Motions.SelectMany(m =>
                new[] { $"Motion {m.Number}: {m.Text}" }
                    .Concat(
                        m.InOrder()
                            .Select(o =>
                                o.Poll is { } p
                                    ? $"Motion {m.Number}: {p.Outcome}. {p.Sentence}{(p.Annulled is { } why ? $" Annulled: {why}" : "")}"
                                    : $"Motion {m.Number}: {o.Line!.Text}"
                            )
                    )
                    .Append(m.Decision is { } decision ? $"Decision {decision.Number}" : null)
            ),
            .. item.Statements.Select(s => $"{s.Member}: {s.Text}"),
            .. item.Actions.Select(InWords),
        ]);

    private static string InWords(MinutesAction action) =>
        $"{action.Number}: {action.Text} ({action.Owner ?? "nobody named"}{(action.Until is { } until ? $", until {Clocks.Days(until, until)}" : "")})";

    private static string Lines(params IEnumerable<string?> lines) => string.Join('\n', lines.Where(l => !string.IsNullOrEmpty(l)));

    private sealed record Place(string Key, Id<AgendaItem>? Item, string Name, string Text);
}
