namespace Assemblies.Domain.Presence;

/// <summary>Why the quorum is checked.</summary>
public enum QuorumCheckKind
{
    /// <summary>A statutory meeting was opened.</summary>
    Opening,

    /// <summary>A break ended.</summary>
    AfterBreak,

    /// <summary>Somebody challenged it, and the time to confirm is over.</summary>
    Challenge,

    /// <summary>Whoever presides wanted to know.</summary>
    ByHand,
}
