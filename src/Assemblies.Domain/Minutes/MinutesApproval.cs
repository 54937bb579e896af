using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Voting;
using NodaTime;

namespace Assemblies.Domain.Minutes;

/// <summary>A later assembly approved a version of minutes by a vote. One stands at a time; one that fell with its vote stays as a row.</summary>
public sealed class MinutesApproval : Entity<MinutesApproval>
{
    private MinutesApproval() { }

    /// <summary>Records it.</summary>
    /// <param name="of">The version that was approved.</param>
    /// <param name="by">The assembly that approved it.</param>
    /// <param name="motion">By which motion.</param>
    /// <param name="poll">By which vote on it.</param>
    /// <param name="at">When.</param>
    public MinutesApproval(MinutesVersion of, Id<Assembly> by, Id<Motion> motion, Id<Poll> poll, Instant at)
    {
        (Assembly, Version, Hash) = (of.Assembly, of.Number, of.Hash);
        (ByAssembly, Motion, Poll, At) = (by, motion, poll, at);
    }

    /// <summary>Whose minutes.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>Which version.</summary>
    public int Version { get; private set; }

    /// <summary>The hash of that version.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>The assembly that approved it.</summary>
    public Id<Assembly> ByAssembly { get; private set; }

    /// <summary>By which motion of that assembly.</summary>
    public Id<Motion> Motion { get; private set; }

    /// <summary>By which vote on it.</summary>
    public Id<Poll> Poll { get; private set; }

    /// <summary>When.</summary>
    public Instant At { get; private set; }

    /// <summary>When it fell with its vote; null while it stands.</summary>
    public Instant? EndedAt { get; private set; }

    /// <summary>Why it fell: its vote was annulled, or another one on the motion was taken.</summary>
    public string? EndedWhy { get; private set; }

    /// <summary>Its vote was annulled, or another one on the motion was taken.</summary>
    public void End(Instant at, string why) => (EndedAt, EndedWhy) = (at, why);
}

/// <summary>Somebody signed approved minutes. Never changed.</summary>
public sealed class MinutesSignature : Entity<MinutesSignature>
{
    private MinutesSignature() { }

    /// <summary>Signs.</summary>
    /// <param name="approval">What was approved.</param>
    /// <param name="office">As what: chair or minute-taker.</param>
    /// <param name="person">Who.</param>
    /// <param name="name">By name.</param>
    /// <param name="at">When.</param>
    public MinutesSignature(MinutesApproval approval, Office office, Id<Person> person, string name, Instant at)
    {
        (Assembly, Version, Hash) = (approval.Assembly, approval.Version, approval.Hash);
        (Office, Person, Name, At) = (office, person, name, at);
    }

    /// <summary>Whose minutes.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>Which version.</summary>
    public int Version { get; private set; }

    /// <summary>The hash that was signed.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>As what. One signature an office and version: unique.</summary>
    public Office Office { get; private set; }

    /// <summary>Who.</summary>
    public Id<Person> Person { get; private set; }

    /// <summary>By name, as it was at that moment.</summary>
    public string Name { get; private set; } = "";

    /// <summary>When.</summary>
    public Instant At { get; private set; }
}

/// <summary>Who may read the minutes.</summary>
public enum MinutesReaders
{
    /// <summary>People of members, the officers, the secretariat.</summary>
    Members,

    /// <summary>Everybody, but for closed items.</summary>
    Public,
}

/// <summary>Somebody said who may read the minutes; the last row counts, and before the first they are for members.</summary>
public sealed class MinutesRelease : Entity<MinutesRelease>
{
    private MinutesRelease() { }

    /// <summary>Says it.</summary>
    /// <param name="assembly">Of which assembly.</param>
    /// <param name="seq">Its place in the order, from 1; unique.</param>
    /// <param name="readers">Who may read them.</param>
    /// <param name="at">When.</param>
    /// <param name="by">By whom.</param>
    public MinutesRelease(Id<Assembly> assembly, int seq, MinutesReaders readers, Instant at, Id<Person>? by) =>
        (Assembly, Seq, Readers, At, By) = (assembly, seq, readers, at, by);

    /// <summary>Of which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>Its place in the order, from 1; unique.</summary>
    public int Seq { get; private set; }

    /// <summary>Who may read them.</summary>
    public MinutesReaders Readers { get; private set; }

    /// <summary>When.</summary>
    public Instant At { get; private set; }

    /// <summary>By whom.</summary>
    public Id<Person>? By { get; private set; }
}
