using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using NodaTime;

namespace Assemblies.Domain.Tests.Invitations;

public sealed class DiaryEntryTests
{
    private static readonly Instant Now = Instant.FromUtc(2027, 3, 10, 9, 0) + Duration.FromMilliseconds(417);
    private static readonly EntrySnapshot Seen = new(
        "Open",
        new(2027, 4, 21, 13, 0),
        new(2027, 4, 21, 18, 30),
        "Europe/Ljubljana",
        "Hall",
        null,
        ""
    );

    [Test]
    public void The_number_rises_by_one_with_each_revision_and_the_stamp_has_whole_seconds()
    {
        var entry = new DiaryEntry(Id<Assembly>.New(), EntryKind.Meeting, Id<Meeting>.New(), null, 1, "assemblies.example.org");
        var first = entry.First(Seen, Now);
        var moved = entry.Revise(RevisionKind.Changed, Seen with { Start = Seen.Start.PlusHours(1) }, Seen, Now);
        var renamed = entry.Revise(RevisionKind.Changed, Seen with { Title = "Other" }, Seen, Now);
        var cancelled = entry.Revise(RevisionKind.Cancelled, Seen, Seen, Now);
        Assert.That(
            new[] { first, moved, renamed, cancelled }.Select(r => (r.Sequence, r.IsAtAnotherTime)),
            Is.EqualTo(new[] { (0, false), (1, true), (2, false), (3, false) })
        );
        Assert.That(first.Stamp, Is.EqualTo(Instant.FromUtc(2027, 3, 10, 9, 0)));
        Assert.That(entry.CancelledAt, Is.EqualTo(Now));
        Assert.That(entry.Uid, Does.Match(@"\A[0-9a-f-]{36}@assemblies\.example\.org\z"));
    }
}
