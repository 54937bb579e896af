using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using NodaTime;

namespace Assemblies.Domain.Tests.Registration;

/// <summary>
/// The seats of one hybrid meeting and what can be booked around it, kept as a database would: each command takes them in hand anew, from the rows
/// that may move and the counts.
/// </summary>
internal sealed class Hall
{
    private readonly List<SeatPool> pools = [];
    private readonly List<SeatLine> lines = [];

    public Hall(int? capacity, SeatTerms? terms = null, MeetingFormat format = MeetingFormat.Hybrid)
    {
        var assembly = new Assembly(
            "GA-2027-1",
            "Spring",
            Id<Organisation>.New(),
            new("Hall", null, "Ljubljana", "SI", 46, 14, "Europe/Ljubljana"),
            StepKind.Planned,
            default,
            null
        );
        Meeting = assembly
            .AddMeeting(new("day1", "Day 1", true, Audience.Members, format, new(2027, 4, 22), new(9, 0), new(17, 0), null, null, null))
            .Value!;
        Assembly = assembly.Id;
        pools.AddRange(SeatPool.KindsOf(format).Select(kind => new SeatPool(Meeting, kind)));
        Terms = terms ?? SeatTerms.Default;
        Do(book => book.Resize(OnSite, capacity, 0, By));
    }

    public Id<Assembly> Assembly { get; }

    public Meeting Meeting { get; }

    public SeatTerms Terms { get; set; }

    public Instant Now { get; set; } = Instant.FromUtc(2027, 3, 12, 9, 0);

    public Instant? Closes { get; set; }

    public SeatActor By => new(Now, null);

    public Id<SeatPool> OnSite => SeatPool.IdOf(Meeting.Id, PoolKind.OnSite);

    public Id<SeatPool> Online => SeatPool.IdOf(Meeting.Id, PoolKind.Online);

    /// <summary>What the latest command changed.</summary>
    public IReadOnlyList<(SeatLine Line, SeatChange Change)> News { get; private set; } = [];

    public IReadOnlyList<SeatLine> Lines => lines;

    public SeatPool Pool(Id<SeatPool> id) => pools.Single(p => p.Id == id);

    /// <summary>Something that can be booked.</summary>
    public Id<SeatPool> Offer(string title, int? capacity, string? choice = null)
    {
        var pool = new SeatPool(Assembly, new(title, "", null, choice, Audience.Members, false, null));
        pools.Add(pool);
        Do(book => book.Resize(pool.Id, capacity, 0, By));
        return pool.Id;
    }

    /// <summary>A command: what it does to the seats in hand, and what it makes known.</summary>
    public T Do<T>(Func<SeatBook, T> command) => Do(Open(), command);

    private T Do<T>(SeatBook book, Func<SeatBook, T> command)
    {
        var outcome = command(book);
        lines.AddRange(book.Added);
        News = [.. book.News.Select(one => (one.Line, one.Change))];
        return outcome;
    }

    public void Do(Action<SeatBook> command) =>
        Do(book =>
        {
            command(book);
            return true;
        });

    /// <summary>For whoever has nothing yet those who wait are only counted, as a registration does it.</summary>
    public void Take(Delegate who, TakingPart how)
    {
        var isNew = lines.All(l => l.Registrant != who.Id || l.State is SeatState.Ended);
        var number = Do(
            isNew ? OpenToJoin() : Open(),
            book =>
            {
                book.TakePart(who.Joining, Meeting.Id, how, By, $"{who} gave a seat back.");
                return book.LineOf(OnSite, who.Id) is { } line ? book.NumberInLine(line) : null;
            }
        );
        var place = LineOf(who) is { State: SeatState.Waiting } waiting ? Queue(OnSite).IndexOf(waiting) + 1 : (int?)null;
        Assert.That(number, Is.EqualTo(place), "the number in line");
    }

    public void Leave(Delegate who) => Do(book => book.Leave(who.Id, By, $"{who} gave a seat back."));

    public void Resize(int? capacity, int reserved = 0) => Do(book => book.Resize(OnSite, capacity, reserved, By));

    public SeatLine? LineOf(Delegate who, Id<SeatPool>? pool = null) =>
        lines.SingleOrDefault(l => l.Registrant == who.Id && l.Pool == (pool ?? OnSite) && l.State is not SeatState.Ended);

    /// <summary>"in", "offered", "3" for the third in line, or "–"; then "online" or "meanwhile" where they are.</summary>
    public string What(Delegate who)
    {
        var online = LineOf(who, Online) is { } line
            ? line.IsMeanwhile
                ? " meanwhile"
                : " online"
            : "";
        return Place(who, OnSite) + online;
    }

    public string Place(Delegate who, Id<SeatPool> pool) =>
        LineOf(who, pool) switch
        {
            null => "–",
            { State: SeatState.Confirmed } => "in",
            { State: SeatState.Offered } => "offered",
            var line => $"{Queue(pool).IndexOf(line) + 1}",
        };

    public List<SeatLine> Queue(Id<SeatPool> pool) =>
        [.. lines.Where(l => l.Pool == pool && l.State is SeatState.Waiting).OrderBy(l => l.Place)];

    /// <summary>The counting rule, over the rows.</summary>
    public int Taken(Id<SeatPool> pool) => Counts().Where(t => t.Pool == pool).Sum(t => t.Count);

    /// <summary>Why what happened to somebody happened, the latest last.</summary>
    public IReadOnlyList<string> Told(Delegate who) =>
        [.. News.Where(n => n.Line.Registrant == who.Id && n.Line.Pool == OnSite).Select(n => $"{n.Change.What}: {n.Change.Why}")];

    private SeatBook Open() => new(Terms, Closes, pools.Where(p => p.RemovedAt is null), Counts(), lines);

    private SeatBook OpenToJoin() => new(Terms, Closes, pools.Where(p => p.RemovedAt is null), Counts(), [], pool => Queue(pool).Count);

    private List<TakenSeats> Counts() =>
        [
            .. lines
                .Where(l => l.Counts && (l.State == SeatState.Confirmed || l.State == SeatState.Offered))
                .GroupBy(l => (l.Pool, l.Organisation))
                .Select(g => new TakenSeats(g.Key.Pool, g.Key.Organisation, g.Count())),
        ];
}

/// <summary>Somebody who registers.</summary>
internal sealed class Delegate(string name, Id<Organisation>? organisation, bool counts = true)
{
    public Id<Registrant> Id { get; } = Id<Registrant>.New();

    public Id<Organisation>? Organisation => organisation;

    public Joining Joining => new(Id, organisation, counts);

    public override string ToString() => name;

    /// <summary>People of organisations of their own.</summary>
    public static IReadOnlyList<Delegate> Some(int count) =>
        [.. Enumerable.Range(1, count).Select(i => new Delegate($"Organisation {i}", Id<Organisation>.New()))];

    /// <summary>People of one organisation.</summary>
    public static IReadOnlyList<Delegate> Of(string organisation, int count)
    {
        var id = Id<Organisation>.New();
        return [.. Enumerable.Range(1, count).Select(_ => new Delegate(organisation, id))];
    }
}
