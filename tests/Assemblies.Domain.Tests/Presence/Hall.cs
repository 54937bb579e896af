using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Registration;
using Assemblies.Domain.Rules;
using NodaTime;

namespace Assemblies.Domain.Tests.Presence;

/// <summary>The day of a general assembly with a few members, each with head, deputy and adviser; the database's part is played by lists.</summary>
internal sealed class Hall
{
    public static readonly Instant Now = Instant.FromUtc(2027, 4, 22, 7, 0);

    private readonly Assembly assembly = new(
        "GA-2027-1",
        "General Assembly Spring 2027",
        Id<Organisation>.New(),
        new("Cankarjev dom", null, "Ljubljana", "SI", 46.06, 14.51, "Europe/Ljubljana"),
        StepKind.Planned,
        Now,
        null
    );

    private readonly Dictionary<Id<Registrant>, List<PresenceEntry>> rows = [];
    private readonly Dictionary<Id<Organisation>, VoteHandover> handovers = [];
    private long number;

    public Hall(params bool[] entitled)
    {
        Meeting = assembly
            .AddMeeting(
                new(
                    "day1",
                    "Day 1",
                    true,
                    Audience.Members,
                    MeetingFormat.Hybrid,
                    new(2027, 4, 22),
                    new(8, 30),
                    new(17, 30),
                    null,
                    null,
                    null
                )
            )
            .Value!;
        Roll =
        [
            .. entitled.Select(
                (may, index) =>
                    new MemberOnRoll(Id<Organisation>.New(), $"M{index}", $"Member {index}", null, may, may ? "Paid." : "Unpaid.", 1)
            ),
        ];
        People = Roll.ToDictionary(
            m => m.Organisation,
            m =>
                new[] { MandateRole.Head, MandateRole.Deputy, MandateRole.Adviser }
                    .Select(role => new DelegationMember(
                        Id<Registrant>.New(),
                        Id<Person>.New(),
                        m.Organisation,
                        role,
                        $"{m.Name} {role}",
                        null
                    ))
                    .ToArray()
        );
    }

    public Meeting Meeting { get; }

    public MemberOnRoll[] Roll { get; }

    public Dictionary<Id<Organisation>, DelegationMember[]> People { get; }

    public List<Proxy> Proxies { get; } = [];

    public int PerHolder { get; set; } = 2;

    public AssemblyState State { get; set; } = AssemblyState.Convened;

    public Instant Today { get; set; } = Now;

    public List<Exemption> Exceptions { get; } = [];

    public DeadlineList? Deadlines { get; set; }

    public Id<Assembly> Assembly => assembly.Id;

    public ProxyBook Book => new(assembly.Id, State, Deadlines, Exceptions, PerHolder, Roll, Proxies, Today);

    public RollCall Count(Id<Domain.Agenda.AgendaItem>? item = null) =>
        RollCall.Of(
            Roll,
            Roll.SelectMany(m => Of(m.Organisation).Members),
            Proxies.Select(p => p.Counted).OfType<StandingProxy>(),
            handovers.Values.Where(h => h.EndedAt is null).Select(h => new NamedVoter(h.Organisation, h.To)),
            item
        );

    public Delegation Of(Id<Organisation> member) =>
        new(
            Meeting,
            member,
            [.. People[member].Select(p => p with { In = LedgerOf(p.Registrant).Last is { Move: Move.In } last ? last.Where : null })],
            handovers.GetValueOrDefault(member) is { EndedAt: null } standing ? standing : null,
            Proxies.Find(p => p.Principal == member && p.IsStanding)
        );

    public Ledger LedgerOf(Id<Registrant> who) => new(assembly.Id, Meeting.Id, who, rows.GetValueOrDefault(who) ?? [], ++number);

    public Result<PresenceEntry?> CheckIn(int member, int person, bool isConfirmed = true, Where where = Where.OnSite)
    {
        var who = Person(member, person);
        return Keep(
            Of(Roll[member].Organisation)
                .CheckIn(LedgerOf(who.Registrant), where, isConfirmed, new(Now, who.Person, Via.Desk), "It came itself.")
        );
    }

    public PresenceEntry? CheckOut(int member, int person) =>
        Keep(LedgerOf(Person(member, person).Registrant).CheckOut(new(Now, null, Via.Desk), null)).Value;

    public Result<PresenceEntry?> Undo(int member, int person)
    {
        var who = Person(member, person);
        var ledger = LedgerOf(who.Registrant);
        if (ledger.Last is not { } last)
        {
            return (PresenceEntry?)null;
        }

        var undone = Keep(ledger.Undo(last, new(Now, null, Via.Desk), null));
        if (undone.Value is not null)
        {
            Of(Roll[member].Organisation).Restore(last, Proxies.Find(p => p.Id == last.EndsProxy), Book, new(Now, null));
        }

        return undone;
    }

    public Result<Proxy> Give(int principal, int holder, params ProxyInstruction[] instructions)
    {
        var (from, to) = (Roll[principal].Organisation, Roll[holder].Organisation);
        var given = Book.Give(
            new(from, to, "We give our vote.", [], instructions),
            Of(from).Voter is not null,
            new(Now, Person(principal, 0).Person)
        );
        if (given.Value is { } proxy)
        {
            Proxies.Add(proxy);
        }

        return given;
    }

    public Proxy? Standing(int principal) => Proxies.Find(p => p.Principal == Roll[principal].Organisation && p.IsStanding);

    public Result<VoteHandover> HandOver(int member, int by, int to, bool isConfirmed = true)
    {
        var (giver, receiver) = (Person(member, by), Person(member, to));
        var handed = Of(giver.Organisation).HandOver(receiver.Registrant, giver.Person!.Value, giver.Role, isConfirmed, Now, "Named.");
        if (handed.Value is { } handover)
        {
            handovers[giver.Organisation] = handover;
        }

        return handed;
    }

    public Error? TakeBack(int member, int by)
    {
        var giver = Person(member, by);
        return Of(giver.Organisation).TakeBack(giver.Person!.Value, giver.Role, Now);
    }

    public DelegationMember Person(int member, int person) => People[Roll[member].Organisation][person];

    public MemberPresence Member(int member) => Count().Members[member];

    private Result<PresenceEntry?> Keep(Result<PresenceEntry?> made)
    {
        if (made.Value is { } row)
        {
            if (!rows.TryGetValue(row.Registrant, out var its))
            {
                rows[row.Registrant] = its = [];
            }

            its.Add(row);
        }

        return made;
    }
}
