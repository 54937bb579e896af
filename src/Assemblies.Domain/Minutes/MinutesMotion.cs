using Assemblies.Domain.Voting;
using NodaTime;

namespace Assemblies.Domain.Minutes;

/// <summary>A motion with what became of it.</summary>
/// <param name="Number">Its number, such as "8.2".</param>
/// <param name="Title">Its title.</param>
/// <param name="Text">What was moved.</param>
/// <param name="Proposer">By whom; null where nobody is named.</param>
/// <param name="Seconder">Who seconded it; null where nobody is named.</param>
/// <param name="Polls">Its votes, in their order; annulled ones too.</param>
/// <param name="Course">What happened to it beside its votes, in the order of time.</param>
/// <param name="Decision">The decision it became; null when it was not adopted.</param>
public sealed record MinutesMotion(
    string Number,
    string Title,
    string Text,
    string? Proposer,
    string? Seconder,
    IReadOnlyList<MinutesPoll> Polls,
    IReadOnlyList<MotionLine> Course,
    MinutesDecision? Decision
)
{
    /// <summary>Its votes and what else happened, in the order of time: of each pair one is there.</summary>
    public IEnumerable<(MotionLine? Line, MinutesPoll? Poll)> InOrder()
    {
        foreach (var (place, poll) in Polls.Index())
        {
            foreach (var line in Course.Where(l => l.After == place))
            {
                yield return (line, null);
            }

            yield return (null, poll);
        }

        foreach (var line in Course.Where(l => l.After >= Polls.Count))
        {
            yield return (line, null);
        }
    }
}

/// <summary>Something that happened to a motion beside its votes: an objection, its withdrawal, that it was taken up again.</summary>
/// <param name="At">When.</param>
/// <param name="After">After how many of the votes that the minutes have.</param>
/// <param name="Text">What, as a sentence.</param>
public sealed record MotionLine(LocalDateTime At, int After, string Text);

/// <summary>A decision that a motion became.</summary>
/// <param name="Number">Its number, such as "GA-2027-1/03".</param>
/// <param name="EffectiveOn">From which day it holds; null when nothing was said.</param>
/// <param name="Responsible">Who sees to it; null when nobody is named.</param>
public sealed record MinutesDecision(string Number, LocalDate? EffectiveOn, string? Responsible);

/// <summary>A vote on a motion.</summary>
/// <param name="At">When it was closed.</param>
/// <param name="IsAdopted">Whether it adopted the motion.</param>
/// <param name="Outcome">In words: "Adopted", "Tied, not adopted".</param>
/// <param name="Sentence">The result as a sentence.</param>
/// <param name="Yes">Votes for.</param>
/// <param name="No">Votes against.</param>
/// <param name="Abstain">Abstentions.</param>
/// <param name="Votes">Who voted how, in the order of the roll.</param>
/// <param name="Warning">What is to be looked at twice; null for nothing.</param>
/// <param name="Annulled">Why it was annulled; null when it stands.</param>
public sealed record MinutesPoll(
    LocalDateTime At,
    bool IsAdopted,
    string Outcome,
    string Sentence,
    int Yes,
    int No,
    int Abstain,
    IReadOnlyList<MinutesVote> Votes,
    string? Warning,
    string? Annulled
);

/// <summary>How a member voted.</summary>
/// <param name="Code">The member's code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Choice">Yes, no, abstain, or that it did not vote; in words.</param>
/// <param name="By">By which other member, where it was represented; null when it voted itself.</param>
/// <param name="Via">By what way; null where it did not vote.</param>
public sealed record MinutesVote(string Code, string Name, string Choice, string? By, CastVia? Via)
{
    /// <summary>"Tiedepolku (FI)", "Zinātne (LV, by EE)", "Videnskab (DK, by voice)".</summary>
    public string InWords() => $"{Name} ({Code}{(By is null ? "" : $", by {By}")}{(Via is CastVia.Voice ? ", by voice" : "")})";
}
