using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using NodaTime;

namespace Assemblies.Domain.Registration;

/// <summary>What can fill up.</summary>
public enum PoolKind
{
    /// <summary>The places in the room of one meeting.</summary>
    OnSite,

    /// <summary>The places by video of one meeting.</summary>
    Online,

    /// <summary>Something else that is booked: the dinner, a roundtable, the bus.</summary>
    Bookable,
}

/// <summary>What a bookable item is, as one value.</summary>
/// <param name="Title">What people book: "Members’ walking dinner".</param>
/// <param name="About">When, where, what it costs; a sentence or two, may be empty.</param>
/// <param name="Session">The session of the programme it is; null for one that is none, such as a bus.</param>
/// <param name="Choice">The question it is one answer of, such as "Roundtable": of those one can be had; null for one by itself.</param>
/// <param name="Audience">Who is asked.</param>
/// <param name="ForConfirmed">Asked in a second step, of those who have a seat on site.</param>
/// <param name="Until">The last day to answer, in the rules' zone; null for that of registrations.</param>
public sealed record ItemTerms(
    string Title,
    string About,
    Id<Session>? Session,
    string? Choice,
    Audience Audience,
    bool ForConfirmed,
    LocalDate? Until
);

/// <summary>Seats that can fill up: on site or online at one meeting, or something bookable. Its row is the lock that settles races.</summary>
/// <remarks>Source: seats.md, Seats.</remarks>
public sealed class SeatPool : Entity<SeatPool>
{
    private SeatPool() { }

    /// <summary>The seats of a meeting.</summary>
    public SeatPool(Meeting meeting, PoolKind kind)
    {
        Id = IdOf(meeting.Id, kind);
        (Assembly, Meeting, Kind, Title) = (meeting.Assembly, meeting.Id, kind, kind is PoolKind.OnSite ? "On site" : "Online");
    }

    /// <summary>Something bookable.</summary>
    public SeatPool(Id<Assembly> assembly, ItemTerms terms)
    {
        (Assembly, Kind) = (assembly, PoolKind.Bookable);
        Take(terms);
    }

    /// <summary>The id of a meeting's seats, known before there is a row of them: as long as there is none, there is no limit.</summary>
    public static Id<SeatPool> IdOf(Id<Meeting> meeting, PoolKind kind)
    {
        var bytes = meeting.Value.ToByteArray(bigEndian: true);
        bytes[^1] ^= (byte)(1 + kind);
        return new(new Guid(bytes, bigEndian: true));
    }

    /// <summary>The kinds of seats a meeting has.</summary>
    public static IReadOnlyList<PoolKind> KindsOf(MeetingFormat format) =>
        format switch
        {
            MeetingFormat.OnSite => [PoolKind.OnSite],
            MeetingFormat.Online => [PoolKind.Online],
            _ => [PoolKind.OnSite, PoolKind.Online],
        };

    /// <summary>Of which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>What it is.</summary>
    public PoolKind Kind { get; private set; }

    /// <summary>The meeting; null for something bookable.</summary>
    public Id<Meeting>? Meeting { get; private set; }

    /// <summary>What people book.</summary>
    public string Title { get; private set; } = "";

    /// <summary>When, where, what it costs.</summary>
    public string About { get; private set; } = "";

    /// <summary>The session of the programme it is.</summary>
    public Id<Session>? Session { get; private set; }

    /// <summary>The question it is one answer of; null for one by itself.</summary>
    public string? Choice { get; private set; }

    /// <summary>Who is asked; for seats of a meeting the meeting's own audience counts.</summary>
    public Audience Audience { get; private set; }

    /// <summary>Asked in a second step, of those who have a seat on site.</summary>
    public bool ForConfirmed { get; private set; }

    /// <summary>The last day to answer; null for that of registrations.</summary>
    public LocalDate? Until { get; private set; }

    /// <summary>How many seats there are; null for no limit, 0 lets everybody wait.</summary>
    public int? Capacity { get; private set; }

    /// <summary>How many of these are kept back for whom the host names.</summary>
    public int Reserved { get; private set; }

    /// <summary>The place of the latest who joined; rises only.</summary>
    public long LastPlace { get; private set; }

    /// <summary>When it was taken off the form; null while it is offered.</summary>
    public Instant? RemovedAt { get; private set; }

    /// <summary>Raised by each change of what it is or how much there is; its ETag. Seats that are taken do not raise it.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>What it is, where it is bookable.</summary>
    public ItemTerms Terms => new(Title, About, Session, Choice, Audience, ForConfirmed, Until);

    /// <summary>How many are free when so many are taken; null for no limit. Never below 0: what is over frees nothing.</summary>
    public int? Free(int taken) => Capacity is { } capacity ? Math.Max(0, capacity - Reserved - taken) : null;

    /// <summary>How many too many are taken, after the capacity was lowered.</summary>
    public int Over(int taken) => Capacity is { } capacity ? Math.Max(0, taken - capacity) : 0;

    /// <summary>Changes how much there is.</summary>
    internal void Resize(int? capacity, int reserved) => (Capacity, Reserved, Version) = (capacity, reserved, Version + 1);

    /// <summary>One of those kept back is given to somebody.</summary>
    internal void UseReserved() => Reserved--;

    /// <summary>The place of one who joins now.</summary>
    internal long NextPlace() => ++LastPlace;

    /// <summary>Changes what it is.</summary>
    public void Change(ItemTerms terms)
    {
        Take(terms);
        Version++;
    }

    /// <summary>Takes it off the form.</summary>
    public void Remove(Instant at) => (RemovedAt, Version) = (at, Version + 1);

    /// <summary>Puts it on the form again, with the seats it had.</summary>
    public void Restore() => (RemovedAt, Version) = (null, Version + 1);

    private void Take(ItemTerms terms)
    {
        (Title, About, Session, Choice) = (terms.Title, terms.About, terms.Session, terms.Choice);
        (Audience, ForConfirmed, Until) = (terms.Audience, terms.ForConfirmed, terms.Until);
    }
}

/// <summary>How seats are given at one assembly. Its host and the secretariat set it; these are the defaults.</summary>
/// <remarks>Source: seats.md, Seats and Waiting list.</remarks>
public sealed record SeatTerms
{
    /// <summary>What counts as long as nobody changed it.</summary>
    public static readonly SeatTerms Default = new();

    /// <summary>How many people of one organisation can register. Default 4.</summary>
    public int People { get; init; } = 4;

    /// <summary>How many of them have a seat on site at a meeting; further ones wait. Default 2.</summary>
    public int OnSite { get; init; } = 2;

    /// <summary>Whether a freed seat is offered and waits for an answer, instead of being given at once. Default at once.</summary>
    public bool OffersFirst { get; init; }

    /// <summary>Hours an offer holds; never past the deadline. Default 24.</summary>
    public int OfferHours { get; init; } = 24;

    /// <summary>Whether guests of the open meeting register by a public form. Default no.</summary>
    public bool PublicForm { get; init; }

    /// <summary>Whether the host looks at each of them first. Default no.</summary>
    public bool ApprovesGuests { get; init; }
}
