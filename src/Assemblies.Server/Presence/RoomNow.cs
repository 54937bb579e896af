using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Registration;
using Assemblies.Server.Agenda;
using Assemblies.Server.Platform.Security;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>Somebody with an account, registered for the assembly.</summary>
/// <param name="Registrant">Their registration.</param>
/// <param name="In">Where they are in at a meeting; null for out.</param>
internal sealed record Attending(Id<Registrant> Registrant, Where? In);

/// <summary>What is going on at one meeting.</summary>
/// <param name="Sitting">Where it stands.</param>
/// <param name="Call">Who is there of the members.</param>
/// <param name="People">Everybody with an account who is registered, by person.</param>
/// <param name="Checks">The quorum checks made so far, in their order.</param>
/// <param name="Challenge">The challenge that runs; null when none does.</param>
/// <param name="CameIn">Who was checked in since it began.</param>
/// <param name="IsVoting">Whether a vote is open.</param>
internal sealed record MeetingNow(
    Sitting Sitting,
    RollCall Call,
    IReadOnlyDictionary<Id<Person>, Attending> People,
    IReadOnlyList<QuorumCheck> Checks,
    QuorumChallenge? Challenge,
    IReadOnlyCollection<Id<Registrant>> CameIn,
    bool IsVoting
);

/// <summary>
/// An assembly's room as it is, for whoever looks: read once after a change. What one reader sees of it is worked out from this and from
/// <see cref="Reader"/> alone, without the database, so that the statements of a change do not grow with those who look.
/// </summary>
/// <param name="Assembly">The assembly, with its meetings and steps.</param>
/// <param name="Rules">The version of the rules that it is under.</param>
/// <param name="Agenda">Its agenda as it was last published; null before the first.</param>
/// <param name="Sittings">Where each of its meetings stands.</param>
/// <param name="Meetings">What is going on at those that somebody looks at.</param>
/// <param name="Named">Whom the chair named for closed items.</param>
/// <param name="Names">The names of people that are shown.</param>
internal sealed record RoomNow(
    Assembly Assembly,
    Domain.Rules.RulesVersion Rules,
    PublishedAgenda? Agenda,
    IReadOnlyList<Sitting> Sittings,
    IReadOnlyDictionary<Id<Meeting>, MeetingNow> Meetings,
    ILookup<Id<Person>, Id<AgendaItem>> Named,
    IReadOnlyDictionary<Id<Person>, string> Names
)
{
    /// <summary>Whether a meeting is a reader's: for their class, or theirs by office.</summary>
    public bool IsFor(Reader reader, Meeting meeting) =>
        reader.IsSecretariat
        || reader.Offices.Any(office => office.Assembly == Assembly.Id)
        || AudienceRule.Invites(reader.Classes, meeting.Audience);

    /// <summary>The meeting that a reader looks at: the one that is open, else the next, else the last. Null when none is theirs.</summary>
    public MeetingNow? For(Reader reader, Instant now) =>
        Focus(Sittings.Where(s => IsFor(reader, s.Of)), now) is { } on ? Meetings[on.Meeting] : null;

    /// <summary>The meeting that the wall shows.</summary>
    public MeetingNow? OnWall(Instant now) => Focus(Sittings, now) is { } on ? Meetings[on.Meeting] : null;

    /// <summary>What a reader may read of the agenda, by the one rule of it; whether they may vote says the roll.</summary>
    public Visibility VisibilityOf(Reader reader, MeetingNow meeting) =>
        Visibility.Of(reader, Assembly.Id, organisation => meeting.Call.Of(organisation) is { Member.Entitled: true }, Named);

    /// <summary>Which of these is looked at: the one that is open, else the next that can still be opened, else the last.</summary>
    public static Sitting? Focus(IEnumerable<Sitting> sittings, Instant now)
    {
        var standing = sittings
            .Where(s => s.Of.CancelledAt is null || s.State is not SittingState.NotOpened)
            .OrderBy(s => s.Of.StartsAt)
            .ToList();
        return standing.Find(s => s.IsOpen)
            ?? standing.Find(s => s.State is SittingState.NotOpened && IsToCome(s.Of, now))
            ?? standing.FindLast(s => s.State is SittingState.Closed)
            ?? standing.LastOrDefault();
    }

    private static bool IsToCome(Meeting meeting, Instant now) =>
        meeting.Date >= now.InZone(DateTimeZoneProviders.Tzdb[meeting.TimeZone]).Date;
}
