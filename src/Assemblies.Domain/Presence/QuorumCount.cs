using System.Globalization;
using Assemblies.Domain.Rules;

namespace Assemblies.Domain.Presence;

/// <summary>The quorum at one moment: E, P, how many are needed, whether it holds.</summary>
/// <param name="Entitled">E: members that may vote.</param>
/// <param name="Present">How many of them are present by themselves, on site or online.</param>
/// <param name="Represented">How many are represented.</param>
/// <param name="Needed">How many are needed.</param>
/// <param name="Holds">Whether it holds.</param>
/// <remarks>Quorum lost stops decisions, not debate. Source: rules.md, quorum.</remarks>
public sealed record QuorumCount(int Entitled, int Present, int Represented, int Needed, bool Holds)
{
    /// <summary>What is said when it does not hold.</summary>
    public const string NotReached = "Quorum not reached: debate goes on, no decisions.";

    /// <summary>What is said when it holds.</summary>
    public const string Reached = "Quorum reached.";

    /// <summary>P: present or represented.</summary>
    public int Counted => Present + Represented;

    /// <summary>"21 of 23 present or represented, 12 needed".</summary>
    public string Sentence =>
        string.Create(CultureInfo.InvariantCulture, $"{Counted} of {Entitled} present or represented, {Needed} needed");

    /// <summary>"Quorum reached.", or what follows when it is not.</summary>
    public string Verdict => Holds ? Reached : NotReached;

    /// <summary>Of a roll call, by the rules' share of the entitled.</summary>
    public static QuorumCount Of(RollCall call, Share quorum) =>
        new(call.Entitled, call.Present, call.Represented, checked((int)quorum.Needed(call.Entitled)), call.HasQuorum(quorum));
}
