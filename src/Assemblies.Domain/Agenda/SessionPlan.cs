using Assemblies.Domain.Meetings;
using NodaTime;

namespace Assemblies.Domain.Agenda;

/// <summary>What a session of the programme is.</summary>
public enum SessionKind
{
    /// <summary>Work: a talk, a panel, or items of the agenda.</summary>
    Plain,

    /// <summary>A pause.</summary>
    Break,

    /// <summary>A meal, a visit, an evening.</summary>
    Social,

    /// <summary>People check in, or the quorum is checked.</summary>
    CheckIn,
}

/// <summary>What is done with an item.</summary>
public enum ItemKind
{
    /// <summary>Heard and discussed.</summary>
    Information,

    /// <summary>Decided by a vote.</summary>
    Decision,

    /// <summary>People or hosts are elected.</summary>
    Election,

    /// <summary>Members exchange how far they are.</summary>
    Progress,
}

/// <summary>A session, as one value.</summary>
/// <param name="Title">Its own title; null when its items say what it is about.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Minutes">How long it takes; its items' sum counts instead when it has any.</param>
public sealed record SessionPlan(string? Title, SessionKind Kind, int Minutes)
{
    /// <summary>The local time at which it starts whatever comes before it; null when its start follows from the others.</summary>
    public LocalTime? FixedStart { get; init; }

    /// <summary>Days from the meeting's day to the fixed start; 0 as a rule.</summary>
    public int FixedDay { get; init; }

    /// <summary>The letter of a parallel session, A to Z; null when it runs alone.</summary>
    public char? Parallel { get; init; }

    /// <summary>Whom it is for; null for the meeting's audience.</summary>
    public Audience? Audience { get; init; }

    /// <summary>How one takes part; null for the meeting's format.</summary>
    public MeetingFormat? Format { get; init; }

    /// <summary>Its room; null for the meeting's.</summary>
    public string? Room { get; init; }

    /// <summary>How to join by video; shown to those it is for only. Null for the meeting's.</summary>
    public string? OnlineLink { get; init; }

    /// <summary>Who speaks; null when nobody is named.</summary>
    public string? Presenters { get; init; }

    /// <summary>Left to delegates who may vote, officers, secretariat and whom the chair names.</summary>
    public bool Closed { get; init; }
}

/// <summary>An item of the agenda, as one value; its text is edited apart.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Kind">What is done with it.</param>
/// <param name="Minutes">How long it takes.</param>
public sealed record ItemPlan(string Title, ItemKind Kind, int Minutes)
{
    /// <summary>Who presents it; null when nobody is named.</summary>
    public string? Presenters { get; init; }

    /// <summary>The type whose majority the rules name, such as <c>budget</c>; null where nothing is decided.</summary>
    public string? RuleType { get; init; }

    /// <summary>Left to delegates who may vote, officers, secretariat and whom the chair names.</summary>
    public bool Closed { get; init; }

    /// <summary>It comes after the final agenda: subject to the members' vote. Cannot be taken back.</summary>
    public bool Late { get; init; }

    /// <summary>Whether it is what is never taken up late: persons, fees, the charter, and what weighs more than a change of the charter.</summary>
    /// <remarks>An election is of persons, unless its type is <c>host</c>. Purpose and dissolution are in the charter; who is to be excluded must know in time. Source: rules.md, late item.</remarks>
    public bool IsNeverLate =>
        RuleType is "persons" or "fees" or "charter" or "purpose" or "dissolution" or "exclusion"
        || (Kind is ItemKind.Election && !string.Equals(RuleType, "host", StringComparison.Ordinal));
}
