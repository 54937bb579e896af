using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Rules;
using Assemblies.Domain.Tests.Presence;
using Assemblies.Domain.Voting;
using NodaTime;

namespace Assemblies.Domain.Tests.Voting;

/// <summary>An item of an open meeting with motions to vote on, in a hall of so many entitled members.</summary>
internal sealed class Vote
{
    public static readonly Instant Now = Hall.Now;

    private readonly AgendaDraft draft;

    public Vote(int members, ItemPlan? plan = null)
    {
        Hall = new([.. Enumerable.Repeat(true, members)]);
        draft = new(Hall.Assembly);
        var session = draft.Add(Hall.Meeting, new("Budget", SessionKind.Plain, 0));
        Item = session.Add(plan ?? new("Budget and membership fees 2028", ItemKind.Decision, 30) { RuleType = "fees" }).Value!;
        draft.Saved(Now, null);
        Publish();
        var published = new PublishedSession(
            session.Id,
            session.Title,
            session.Kind,
            new(2027, 4, 22, 9, 0),
            new(2027, 4, 22, 9, 30),
            null,
            Audience.Members,
            MeetingFormat.Hybrid,
            null,
            null,
            false,
            []
        );
        Sitting = Sitting.At(Hall.Meeting, []);
        Sitting.Open(AssemblyState.Convened, null, Now, null);
        Sitting.GoTo(published, Item.Id, Now, null);
    }

    public Hall Hall { get; }

    public AgendaItem Item { get; }

    public Sitting Sitting { get; }

    public RulesOfProcedure Rules { get; set; } = RulesOfProcedure.Default;

    public List<Poll> Polls { get; } = [];

    public List<PollResult> Results { get; } = [];

    public PollsOfMotion Stands => new(Polls, Results);

    public static MotionTerms Terms(string type = "budget", string title = "Budget 2028") =>
        new(title, $"The {title} is adopted.", "Steering committee", null, type, [], null);

    public Motion Motion(string type = "budget", string title = "Budget 2028", int before = 0) =>
        Domain.Voting.Motion.Put(Item, before, Terms(type, title), Rules, Now, null).Value!;

    public PollOpening Opening(Motion motion, bool isTakenUp = true, bool isChallenged = false) =>
        new(
            Sitting,
            motion,
            Stands,
            Item.Late,
            !Item.Late || isTakenUp,
            isChallenged,
            Hall.Count(Sitting.Now?.Item),
            RulesVersion.First(Now).Follow(Rules with { ChallengeMinutes = 7 }, "Changed.", Now, null).Value!,
            Hall.Proxies
        );

    /// <summary>Opens a vote that nothing stands against.</summary>
    public Poll Open(Motion motion, PollMethod method = PollMethod.Ballots)
    {
        var poll = Opening(motion).Open(method, null, Now, null).Value!;
        Polls.Add(poll);
        return poll;
    }

    /// <summary>Closes it with these ballots.</summary>
    public PollResult? Close(Poll poll, Motion motion, int yes, int no, int abstain, bool quorumLost = false)
    {
        var result = poll.Close(Ballots(yes, no, abstain), quorumLost, motion, Now, null).Value;
        if (result is not null)
        {
            Results.Add(result);
        }

        return result;
    }

    public static VoteChoice[] Ballots(int yes, int no, int abstain) =>
        [
            .. Enumerable.Repeat(VoteChoice.Yes, yes),
            .. Enumerable.Repeat(VoteChoice.No, no),
            .. Enumerable.Repeat(VoteChoice.Abstain, abstain),
        ];

    private void Publish()
    {
        var assembly = new Assembly(
            "GA-2027-1",
            "Spring",
            Id<Organisation>.New(),
            new("Hall", null, "Ljubljana", "SI", 46, 14, "Europe/Ljubljana"),
            StepKind.Planned,
            Now,
            null
        );
        var none = Array.Empty<(Id<AgendaItem> Item, PublishedDocument Document)>().ToLookup(it => it.Item, it => it.Document);
        Assert.That(AgendaVersion.Publish(draft, PublishedAgenda.Of(assembly, draft, none), null, _ => "hash", Now, null).Error, Is.Null);
    }
}
