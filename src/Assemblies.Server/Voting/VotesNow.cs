using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Rules;
using Assemblies.Domain.Voting;
using Assemblies.Server.Agenda;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Live;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Voting;

/// <summary>A motion with its votes so far.</summary>
internal sealed record MotionWithVotes(Motion Motion, PollsOfMotion Stands, IReadOnlyList<MotionDocument> Documents);

/// <summary>
/// The votes on the item that is on at the open meeting of an assembly, for whoever looks: read once after a change. What one reader sees of it is worked out from
/// this and from <see cref="Reader"/> alone.
/// </summary>
/// <param name="Assembly">Which assembly.</param>
/// <param name="Meeting">The meeting that is open; null when none is: then there is nothing else either.</param>
/// <param name="Item">The published item that is on; null between items.</param>
/// <param name="Rules">The rules the assembly is under.</param>
/// <param name="Motions">The item's motions, by number.</param>
/// <param name="Ballots">The ballots of all their polls.</param>
/// <param name="Voters">Whose turn it is in the open poll.</param>
/// <param name="Spoken">Spoken votes that wait.</param>
/// <param name="Names">The names of people that are shown.</param>
/// <param name="Entitled">Members with a vote at this assembly.</param>
/// <param name="Named">Whom the chair named for closed items.</param>
internal sealed record RoomVotes(
    Id<Assembly> Assembly,
    Meeting? Meeting,
    (PublishedMeeting Meeting, PublishedSession Session, PublishedItem Item)? Item,
    RulesOfProcedure Rules,
    IReadOnlyList<MotionWithVotes> Motions,
    ILookup<Id<Poll>, Ballot> Ballots,
    IReadOnlyList<PollVoter> Voters,
    IReadOnlyList<SpokenVote> Spoken,
    IReadOnlyDictionary<Id<Person>, string> Names,
    IReadOnlySet<Id<Organisation>> Entitled,
    ILookup<Id<Person>, Id<AgendaItem>> Named
)
{
    /// <summary>The poll that is open, with its motion; null when none is.</summary>
    public (Poll Poll, Motion Motion)? Open =>
        Motions.SelectMany(m => m.Stands.Polls.Where(p => p.IsOpen).Select(p => ((Poll, Motion)?)(p, m.Motion))).FirstOrDefault();

    /// <summary>Whether a reader sees them: the meeting is theirs, and what is on is theirs to read.</summary>
    public bool IsFor(Reader reader) =>
        Meeting is not null
        && Item is var (meeting, session, item)
        && (
            reader.IsSecretariat
            || reader.Offices.Any(office => office.Assembly == Assembly)
            || AudienceRule.Invites(reader.Classes, Meeting.Audience)
        )
        && Sees(Visibility.Of(reader, Assembly, Entitled.Contains, Named), meeting, session, item);

    /// <summary>Whether the wall shows them: what is closed it never does.</summary>
    public bool IsForWall =>
        Meeting is not null && Item is var (meeting, session, item) && Sees(Visibility.Of(Meeting.Audience), meeting, session, item);

    private static bool Sees(Visibility visibility, PublishedMeeting meeting, PublishedSession session, PublishedItem item) =>
        visibility.Sees(meeting, session) && visibility.Reads(session, item);
}

/// <summary>The votes in the rooms of assemblies, read once after each change for all who look.</summary>
internal sealed class VotesNow(LiveAnswers kept, IServiceScopeFactory scopes)
{
    /// <summary>Those of an assembly; null when there is none of that code.</summary>
    public async Task<RoomVotes?> Read(string code, Id<Assembly> assembly, CancellationToken ct) =>
        await kept.Get(Room.Topic(assembly), "votes", "", () => Load(code)).WaitAsync(ct);

    // In a scope of its own: whoever asked first may leave before it is there, and the others still wait.
    private async Task<RoomVotes?> Load(string code)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<VotesReading>().Read(code, CancellationToken.None);
    }
}

/// <summary>Reads the votes of a room, for everybody who looks at it.</summary>
internal sealed class VotesReading(AssembliesDb db)
{
    /// <summary>As they are now; null when there is no such assembly.</summary>
    public async Task<RoomVotes?> Read(string code, CancellationToken ct)
    {
        if (await db.Assemblies.AsNoTracking().SingleOrDefaultAsync(a => a.Code == code, ct) is not { } assembly)
        {
            return null;
        }

        var rules = (await db.RulesFor(assembly, ct)).Parameters;
        var meeting = await db.OpenMeetingOf(code, ct) is { } open
            ? await db.Meetings.AsNoTracking().SingleAsync(m => m.Id == open, ct)
            : null;
        var on = meeting is null
            ? null
            : Sitting.At(meeting, await db.SittingSteps.AsNoTracking().Where(s => s.Meeting == meeting.Id).ToListAsync(ct)).Now?.Item;
        var agenda = on is null
            ? null
            : await db
                .AgendaVersions.AsNoTracking()
                .Where(v => v.Assembly == assembly.Id)
                .OrderByDescending(v => v.Number)
                .Select(v => v.Content)
                .FirstOrDefaultAsync(ct);
        return agenda?.Find(on!.Value) is { } item
            ? await OnItem(assembly.Id, meeting!, item, rules, ct)
            : new(assembly.Id, meeting, null, rules, [], NoBallots, [], [], NoNames, NoMembers, NobodyNamed);
    }

    private async Task<RoomVotes> OnItem(
        Id<Assembly> assembly,
        Meeting meeting,
        (PublishedMeeting Meeting, PublishedSession Session, PublishedItem Item) item,
        RulesOfProcedure rules,
        CancellationToken ct
    )
    {
        var motions = await db.Motions.AsNoTracking().Where(m => m.Item == item.Item.Id).OrderBy(m => m.Seq).ToListAsync(ct);
        var polls = await db.Polls.AsNoTracking().Where(p => p.Item == item.Item.Id).ToListAsync(ct);
        var ids = polls.ConvertAll(p => p.Id);
        var results = await db.PollResults.AsNoTracking().Where(r => ids.Contains(r.Poll)).ToListAsync(ct);
        var ballots = await db.Ballots.AsNoTracking().Where(b => ids.Contains(b.Poll)).ToListAsync(ct);
        var voters = await db.PollVoters.AsNoTracking().Where(v => ids.Contains(v.Poll)).ToListAsync(ct);
        var spoken = await db.SpokenVotes.AsNoTracking().Where(v => ids.Contains(v.Poll) && v.AnsweredAt == null).ToListAsync(ct);
        var people = voters.Select(v => v.Person).Concat(spoken.Select(v => v.WrittenBy)).Distinct().ToList();
        return new(
            assembly,
            meeting,
            item,
            rules,
            [
                .. motions.Select(m => new MotionWithVotes(
                    m,
                    new([.. polls.Where(p => p.Motion == m.Id)], [.. results.Where(r => r.Motion == m.Id)]),
                    [.. item.Item.Documents.Where(d => m.Documents.Contains(d.First)).Select(d => new MotionDocument(d.Id, d.Title))]
                )),
            ],
            ballots.ToLookup(b => b.Poll),
            voters,
            spoken,
            await db.People.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct),
            await Entitled(assembly, ct),
            await Visibility.NamedAt(db, assembly, ct)
        );
    }

    private async Task<IReadOnlySet<Id<Organisation>>> Entitled(Id<Assembly> assembly, CancellationToken ct) =>
        RollLine
            .InForce(await db.StandingRoll(assembly).AsNoTracking().ToListAsync(ct))
            .Select(l => l.Member)
            .Where(m => m.Entitled)
            .Select(m => m.Organisation)
            .ToHashSet();

    private static readonly ILookup<Id<Poll>, Ballot> NoBallots = Array.Empty<Ballot>().ToLookup(b => b.Poll);
    private static readonly Dictionary<Id<Person>, string> NoNames = [];
    private static readonly HashSet<Id<Organisation>> NoMembers = [];
    private static readonly ILookup<Id<Person>, Id<AgendaItem>> NobodyNamed = Array
        .Empty<(Id<Person> Person, Id<AgendaItem> Item)>()
        .ToLookup(n => n.Person, n => n.Item);
}
