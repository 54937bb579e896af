using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using Assemblies.Domain.Rules;
using NodaTime;

namespace Assemblies.Domain.Presence;

/// <summary>
/// The proxies of one assembly, and what the rules say about giving and withdrawing one: until the deadline, between entitled members, at most so
/// many a holder, and never on to a third.
/// </summary>
/// <param name="Assembly">Which assembly.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Deadlines">Its deadlines; null when no day stands.</param>
/// <param name="Exceptions">The exceptions from them.</param>
/// <param name="PerHolder">How many a holder may have; 0: there are no proxies.</param>
/// <param name="Roll">The roll: who is entitled.</param>
/// <param name="Proxies">All that were given, whatever became of them.</param>
/// <param name="Now">Business time.</param>
/// <remarks>Read and asked under the assembly's lock, so that two given at once are not both the last one. Source: rules.md, proxy.</remarks>
public sealed record ProxyBook(
    Id<Assembly> Assembly,
    AssemblyState State,
    DeadlineList? Deadlines,
    IReadOnlyCollection<Exemption> Exceptions,
    int PerHolder,
    IReadOnlyCollection<MemberOnRoll> Roll,
    IReadOnlyCollection<Proxy> Proxies,
    Instant Now
)
{
    /// <summary>The last day to give and withdraw one; null when no day stands.</summary>
    public Deadline? Deadline => Deadlines?[DeadlineKind.Proxies];

    /// <summary>Those that stand.</summary>
    public IEnumerable<Proxy> Standing => Proxies.Where(p => p.IsStanding);

    /// <summary>How many more a holder may have; what was refused, withdrawn or became void does not count.</summary>
    public int RoomFor(Id<Organisation> holder) => Math.Max(0, PerHolder - Standing.Count(p => p.Holder == holder));

    /// <summary>Whether one that ended could stand again beside those that stand now: nobody gives and holds, and nobody holds too many.</summary>
    public bool HasRoomAgainFor(Proxy ended) =>
        !Standing.Any(p => p.Principal == ended.Principal || p.Holder == ended.Principal || p.Principal == ended.Holder)
        && RoomFor(ended.Holder) > 0;

    /// <summary>Gives one.</summary>
    /// <param name="terms">What it says.</param>
    /// <param name="principalIsIn">Whether the principal is checked in at this moment.</param>
    /// <param name="actor">Who gives it.</param>
    public Result<Proxy> Give(ProxyTerms terms, bool principalIsIn, ProxyActor actor) =>
        RefusesToGive(terms, principalIsIn, actor.By) is { } refusal ? refusal : new Proxy(Assembly, terms, actor);

    /// <summary>Why a member cannot give one now, whoever would hold it; null when it can.</summary>
    /// <param name="principal">Which member.</param>
    /// <param name="isIn">Whether it is checked in at this moment.</param>
    /// <param name="by">Who would give it; an exception may be for one person.</param>
    public Error? RefusesPrincipal(Id<Organisation> principal, bool isIn, Id<Person>? by) =>
        PerHolder is 0 ? PresenceDomainErrors.NoProxies
        : State is not AssemblyState.Convened ? PresenceDomainErrors.ProxiesNotOpen
        : !IsEntitled(principal) ? PresenceDomainErrors.PrincipalWithoutVote
        : !IsInTime(principal, by) ? PresenceDomainErrors.ProxiesClosed
        : Standing.Any(p => p.Principal == principal) ? PresenceDomainErrors.ProxyGiven
        : Standing.Any(p => p.Holder == principal) ? PresenceDomainErrors.HoldsProxy
        : isIn ? PresenceDomainErrors.PrincipalIsIn
        : null;

    /// <summary>Why a member cannot hold one more; null when it can.</summary>
    public Error? RefusesHolder(Id<Organisation> holder) =>
        !IsEntitled(holder) ? PresenceDomainErrors.HolderWithoutVote
        : Standing.Any(p => p.Principal == holder) ? PresenceDomainErrors.HolderGaveProxy
        : RoomFor(holder) is 0 ? PresenceDomainErrors.HolderFull
        : null;

    /// <summary>Withdraws one, until the deadline. A repeat changes nothing.</summary>
    public Error? Withdraw(Proxy proxy, ProxyActor actor, string? why) =>
        proxy.IsStanding && !IsInTime(proxy.Principal, actor.By) ? PresenceDomainErrors.WithdrawalClosed : proxy.Withdraw(actor, why);

    /// <summary>Whether one that stands can be withdrawn now.</summary>
    public bool MayWithdraw(Proxy proxy, Id<Person>? by) => proxy.IsStanding && IsInTime(proxy.Principal, by);

    private Error? RefusesToGive(ProxyTerms terms, bool principalIsIn, Id<Person>? by) =>
        terms.Principal == terms.Holder ? PresenceDomainErrors.OwnHolder
        : terms.Items.Count > 0 && terms.Instructions.Any(i => !terms.Items.Contains(i.Item)) ? PresenceDomainErrors.InstructionOutOfScope
        : RefusesPrincipal(terms.Principal, principalIsIn, by) ?? RefusesHolder(terms.Holder);

    private bool IsEntitled(Id<Organisation> organisation) => Roll.Any(m => m.Organisation == organisation && m.Entitled);

    private bool IsInTime(Id<Organisation> principal, Id<Person>? by) =>
        Deadline is not { } deadline
        || !deadline.IsPast(Now)
        || Exceptions.Any(e => e.Holds(DeadlineKind.Proxies, principal, by, Deadlines!.Rules.DayOf(Now)));
}
