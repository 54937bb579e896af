using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Look;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>What the desk reads after a press: what stands, in words.</summary>
/// <param name="Registrant">Who.</param>
/// <param name="Name">Their name.</param>
/// <param name="IsIn">Whether they are in.</param>
/// <param name="Where">Where; null while there is no row.</param>
/// <param name="Row">The number of the last row, to take it back by; null while there is none.</param>
/// <param name="At">When that was.</param>
/// <param name="IsNew">Whether this press added it; a second one does not.</param>
/// <param name="HasVote">Whether they have their member's vote now.</param>
/// <param name="Sentence">"Lotte Van den Broeck, STEM-Platform Noordzee (BE): in. Has the vote. 08:41".</param>
/// <param name="Warnings">What the desk may want to know: registered for online only, waits for a place, mandate ended. Each a sentence.</param>
public sealed record DoorAnswer(
    Id<Registrant> Registrant,
    string Name,
    bool IsIn,
    Where? Where,
    long? Row,
    Instant? At,
    bool IsNew,
    bool HasVote,
    string Sentence,
    IReadOnlyList<string> Warnings
);

/// <summary>Says what stands at the door.</summary>
internal static class DoorWords
{
    /// <summary>The answer to a press.</summary>
    /// <param name="db">The database.</param>
    /// <param name="door">At which door.</param>
    /// <param name="who">About whom.</param>
    /// <param name="ledger">What the ledger says of them now.</param>
    /// <param name="isNew">Whether this press added a row.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<DoorAnswer> Answer(
        this AssembliesDb db,
        OpenDoor door,
        Registrant who,
        Ledger ledger,
        bool isNew,
        CancellationToken ct
    )
    {
        var (last, hasVote, says) = (ledger.Last, false, "");
        var organisation = who.Organisation is { } of ? await db.Organisations.AsNoTracking().SingleAsync(o => o.Id == of, ct) : null;
        if (organisation is { Kind: OrganisationKind.Member } && door.Meeting.Statutory && ledger.IsIn)
        {
            (hasVote, says) = await db.VoteInWords(door, who, organisation, ledger, ct);
        }

        var by =
            isNew || last?.By is not { } person
                ? null
                : await db.People.Where(p => p.Id == person).Select(p => p.Name).SingleOrDefaultAsync(ct);
        var name = organisation is null ? $"{who.Name}, {who.Affiliation}" : $"{who.Name}, {organisation.Name} ({organisation.Code})";
        return new(
            who.Id,
            who.Name,
            ledger.IsIn,
            last?.Where,
            last?.Number,
            last?.At,
            isNew,
            hasVote,
            Sentence(name, last, isNew, says, by, door),
            ledger.IsIn ? await db.Warnings(door, who, last!.Where, ct) : []
        );
    }

    private static string Sentence(string name, PresenceEntry? last, bool isNew, string says, string? by, OpenDoor door)
    {
        if (last is null)
        {
            return $"{name}: not here yet.";
        }

        var time = Clocks.Time(last.At.InZone(DateTimeZoneProviders.Tzdb[door.Meeting.TimeZone]).TimeOfDay);
        var state = (last.Move, last.Where) switch
        {
            (Move.Out, _) => "out",
            (_, Where.Online) => "in, online",
            _ => "in",
        };
        var vote = says is "" ? "" : $" {says}";
        return isNew ? $"{name}: {state}.{vote} {time}" : $"{name}: {state} since {time}{Via(last.Via, by)}.{vote}";
    }

    private static string Via(Via via, string? by) =>
        via switch
        {
            Domain.Presence.Via.Desk when by is not null => $", at the desk of {by}",
            Domain.Presence.Via.Self => ", by themselves",
            Domain.Presence.Via.Chair => ", by the chair",
            Domain.Presence.Via.Challenge => ", since they did not confirm when the quorum was challenged",
            _ => "",
        };

    private static async Task<(bool HasVote, string Says)> VoteInWords(
        this AssembliesDb db,
        OpenDoor door,
        Registrant who,
        Organisation organisation,
        Ledger ledger,
        CancellationToken ct
    )
    {
        var roll = await db.RollOf(door.Assembly.Id, door.Now, ct);
        if (roll.Members.FirstOrDefault(m => m.Organisation == organisation.Id) is not { Entitled: true })
        {
            return (false, "Seated without a vote.");
        }

        // What this press changed is not saved yet.
        var delegation = await db.DelegationOf(door.Meeting, organisation.Id, door.Now, ct);
        var voter = (
            delegation with
            {
                Members = [.. delegation.Members.Select(m => m.Registrant == who.Id ? m with { In = ledger.Last?.Where } : m)],
            }
        ).Voter;
        return voter is null ? (false, "Nobody of the delegation has the vote; the head can name somebody.")
            : voter.Registrant == who.Id ? (true, "Has the vote.")
            : (false, $"{voter.Name} has the vote.");
    }

    private static async Task<IReadOnlyList<string>> Warnings(
        this AssembliesDb db,
        OpenDoor door,
        Registrant who,
        Where where,
        CancellationToken ct
    )
    {
        var warnings = new List<string>();
        if (!who.IsComing)
        {
            warnings.Add("Had cancelled.");
        }

        if (who is { Person: { } person, Organisation: { } organisation })
        {
            var today = await db.Today(door.Now, ct);
            var holds = await db.Mandates.AnyAsync(
                m => m.Person == person && m.Organisation == organisation && m.From <= today && (m.Until == null || m.Until >= today),
                ct
            );
            if (!holds)
            {
                warnings.Add("The mandate has ended: no vote.");
            }
        }

        if (await db.SeatInWords(door, who, where, ct) is { } seat)
        {
            warnings.Add(seat);
        }

        if (where is Domain.Presence.Where.OnSite && await db.FullInWords(door, who, ct) is { } full)
        {
            warnings.Add(full);
        }

        return warnings;
    }

    /// <summary>That there are more people in the room than it has places; null while there are not. Nobody is sent away for it.</summary>
    private static async Task<string?> FullInWords(this AssembliesDb db, OpenDoor door, Registrant who, CancellationToken ct)
    {
        var pool = SeatPool.IdOf(door.Meeting.Id, PoolKind.OnSite);
        var room = await db
            .SeatPools.Where(p => p.Id == pool && p.Capacity != null)
            .Select(p => new
            {
                Places = p.Capacity!.Value,
                Others = db.LastRows(door.Meeting.Id)
                    .Count(e => e.Move == Move.In && e.Where == Domain.Presence.Where.OnSite && e.Registrant != who.Id),
            })
            .SingleOrDefaultAsync(ct);
        return room is null || room.Others < room.Places
            ? null
            : $"The room has {Words.Spelled(room.Places, "place", "places")}, and {Words.Spelled(room.Others + 1, "person is", "people are")} in.";
    }

    /// <summary>What is odd about their seat at this meeting; null when they have the one they come to.</summary>
    private static async Task<string?> SeatInWords(this AssembliesDb db, OpenDoor door, Registrant who, Where where, CancellationToken ct)
    {
        var lines = await (
            from line in db.SeatLines
            join pool in db.SeatPools on line.Pool equals pool.Id
            where line.Registrant == who.Id && pool.Meeting == door.Meeting.Id && line.State != SeatState.Ended
            select new { pool.Kind, line.State }
        ).ToListAsync(ct);
        var wanted = where is Domain.Presence.Where.OnSite ? PoolKind.OnSite : PoolKind.Online;
        return lines.Exists(l => l.Kind == wanted && l.State is SeatState.Confirmed) ? null
            : lines.Exists(l => l.Kind == wanted && l.State is SeatState.Waiting) ? "On the waiting list: has no place in the room yet."
            : lines.Exists(l => l.Kind == wanted && l.State is SeatState.Offered) ? "A place is offered and not accepted yet."
            : lines.Exists(l => l.Kind is PoolKind.Online) ? "Registered online, not for a place in the room."
            : lines.Exists(l => l.Kind is PoolKind.OnSite) ? "Registered for a place in the room, not online."
            : "Not registered for this meeting.";
    }
}
