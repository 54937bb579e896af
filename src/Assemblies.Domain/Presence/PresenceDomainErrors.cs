namespace Assemblies.Domain.Presence;

/// <summary>Refusals of the rules about the roll, proxies and the ledger.</summary>
public static class PresenceDomainErrors
{
    /// <summary>The correction says what stands.</summary>
    public static readonly Error RollSaysSo = new(
        "roll.says_so",
        ErrorKind.Conflict,
        "The roll says this already. Look at the line as it stands."
    );

    /// <summary>The rules know no proxies.</summary>
    public static readonly Error NoProxies = new(
        "proxies.none",
        ErrorKind.Conflict,
        "The rules of this assembly know no proxies. Send somebody, or take part online."
    );

    /// <summary>The assembly is not convened, or over.</summary>
    public static readonly Error ProxiesNotOpen = new(
        "proxies.not_open",
        ErrorKind.Conflict,
        "Proxies are given from the convocation to the end of the assembly. Look at where it stands."
    );

    /// <summary>The deadline has passed.</summary>
    public static readonly Error ProxiesClosed = new(
        "proxies.closed",
        ErrorKind.Conflict,
        "The last day to give a proxy is over. Take part online, or ask the secretariat for an exception."
    );

    /// <summary>It is too late to withdraw.</summary>
    public static readonly Error WithdrawalClosed = new(
        "proxies.withdrawal_closed",
        ErrorKind.Conflict,
        "The last day to withdraw a proxy is over. It ends when your head or deputy checks in, online too."
    );

    /// <summary>Who has no vote gives none.</summary>
    public static readonly Error PrincipalWithoutVote = new(
        "proxies.principal_without_vote",
        ErrorKind.Conflict,
        "This member is not entitled to vote at this assembly, so it has no vote to give. The roll says why."
    );

    /// <summary>Who has no vote holds none.</summary>
    public static readonly Error HolderWithoutVote = new(
        "proxies.holder_without_vote",
        ErrorKind.Conflict,
        "The member you chose is not entitled to vote at this assembly. Choose another one."
    );

    /// <summary>Nobody holds its own vote.</summary>
    public static readonly Error OwnHolder = new(
        "proxies.own_holder",
        ErrorKind.Invalid,
        "A proxy goes to another member. Within your delegation head and deputy vote without one."
    );

    /// <summary>An instruction for an item the proxy is not for.</summary>
    public static readonly Error InstructionOutOfScope = new(
        "proxies.instruction_out_of_scope",
        ErrorKind.Invalid,
        "There is an instruction for an item that the proxy is not for. Add the item, or leave the instruction out."
    );

    /// <summary>It gave one already.</summary>
    public static readonly Error ProxyGiven = new(
        "proxies.given_already",
        ErrorKind.Conflict,
        "This member has given a proxy already, and one stands at a time. Withdraw it first."
    );

    /// <summary>It holds one, so it cannot give one.</summary>
    public static readonly Error HoldsProxy = new(
        "proxies.holds_one",
        ErrorKind.Conflict,
        "This member holds a proxy, and a proxy is not passed on. Refuse it first, or ask its principal to withdraw it."
    );

    /// <summary>The holder gave its own vote away.</summary>
    public static readonly Error HolderGaveProxy = new(
        "proxies.holder_gave_one",
        ErrorKind.Conflict,
        "The member you chose has given its own vote to another. Choose one that will be there."
    );

    /// <summary>The holder has as many as it may.</summary>
    public static readonly Error HolderFull = new(
        "proxies.holder_full",
        ErrorKind.Conflict,
        "The member you chose holds as many proxies as the rules allow. Choose another one."
    );

    /// <summary>The principal is there itself.</summary>
    public static readonly Error PrincipalIsIn = new(
        "proxies.principal_is_in",
        ErrorKind.Conflict,
        "This member is checked in at this moment and votes itself. Check out first."
    );

    /// <summary>It was answered otherwise.</summary>
    public static readonly Error ProxyAnswered = new(
        "proxies.answered_already",
        ErrorKind.Conflict,
        "This proxy was answered already, and an answer stands. Its principal can withdraw it."
    );

    /// <summary>It does not stand any more.</summary>
    public static readonly Error ProxyOver = new(
        "proxies.over",
        ErrorKind.Conflict,
        "This proxy does not stand any more. Look at what became of it."
    );

    /// <summary>A row was added after the one that is to be taken back.</summary>
    public static readonly Error LaterRow = new(
        "presence.later_row",
        ErrorKind.Conflict,
        "Something was entered for this person after that. Look at what stands, and take back the last row."
    );

    /// <summary>The row took another one back.</summary>
    public static readonly Error IsCorrection = new(
        "presence.is_correction",
        ErrorKind.Conflict,
        "This row took another one back and stays. Check the person in or out anew."
    );

    /// <summary>It ends the member's proxy, which has to be confirmed first. The sentence names the holder.</summary>
    public static readonly Error EndsProxy = new(
        "presence.ends_proxy",
        ErrorKind.Conflict,
        "This ends your proxy. Confirm it, then you are checked in and vote yourselves."
    );

    /// <summary>The vote is not theirs to hand over.</summary>
    public static readonly Error NotYoursToHand = new(
        "presence.not_yours_to_hand",
        ErrorKind.Forbidden,
        "The head of the delegation hands the vote over, or the deputy while the vote is theirs. Ask the head."
    );

    /// <summary>Whoever gets the vote belongs to the delegation.</summary>
    public static readonly Error NotOfDelegation = new(
        "presence.not_of_delegation",
        ErrorKind.Invalid,
        "The vote goes to a registered head, deputy or adviser of your delegation. Choose one of them."
    );

    /// <summary>Whoever gets it is not in.</summary>
    public static readonly Error ReceiverIsOut = new(
        "presence.receiver_is_out",
        ErrorKind.Conflict,
        "This delegate is not checked in, and the vote would lie with nobody. Choose one who is in."
    );
}
