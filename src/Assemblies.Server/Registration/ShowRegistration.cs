using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using Assemblies.Domain.Rules;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>
/// The form of one person with all it needs: what is asked, how full it is, what they want and have, with its history; until when it is open, and why
/// not. For oneself; for heads and deputies of their people; for host and secretariat of anybody.
/// </summary>
/// <param name="Code">Of which assembly.</param>
/// <param name="Person">Whose; null for one's own.</param>
public sealed record ShowRegistration(string Code, Id<Person>? Person) : IQuery<ShowRegistration.Answer>
{
    /// <inheritdoc />
    public Access Needs => new SignedInReaderOf(Code);

    /// <summary>A registration, or the form for one.</summary>
    /// <param name="Code">The assembly's code.</param>
    /// <param name="Assembly">Its title.</param>
    /// <param name="City">Where it is.</param>
    /// <param name="Zone">The venue's zone.</param>
    /// <param name="Who">Whose it is.</param>
    /// <param name="Registration">Its id; null before the first.</param>
    /// <param name="Version">Its version; null before the first.</param>
    /// <param name="IsComing">Whether it stands.</param>
    /// <param name="CancelledAt">When it was cancelled; null while it stands, and before the first.</param>
    /// <param name="ReplacedBy">Who comes in their place; null when nobody does.</param>
    /// <param name="Badge">What their badge's code says; null before the first.</param>
    /// <param name="Meetings">The meetings they are asked about, in order of time.</param>
    /// <param name="Items">What they can book; of those with the same choice one.</param>
    /// <param name="Wish">What they want, as they filled it in last.</param>
    /// <param name="Helps">Diet and access; null when it is not the reader's to see.</param>
    /// <param name="NeedsGoneOn">The first day on which diet, access and telephone are there no more; null when no day stands.</param>
    /// <param name="PhotoConsent">Whether they may be recognisable in photographs.</param>
    /// <param name="Seats">What they have, with what happened to it.</param>
    /// <param name="Registering">Until when one registers; null when no day stands.</param>
    /// <param name="Changing">Until when one changes it; null likewise.</param>
    /// <param name="Closed">The code of why nothing can be registered or changed now; null when it can.</param>
    /// <param name="ClosedWhy">The same in words.</param>
    /// <param name="MayCancel">Whether it can be cancelled.</param>
    /// <param name="Asked">A request for an exception that waits for its answer, or null.</param>
    /// <param name="People">How many people of an organisation can register.</param>
    /// <param name="PeopleOnSite">How many of them have a seat on site at a meeting.</param>
    /// <param name="Delegation">The people of the organisations the reader acts for.</param>
    public sealed record Answer(
        string Code,
        string Assembly,
        string City,
        string Zone,
        Whose Who,
        Id<Registrant>? Registration,
        long? Version,
        bool IsComing,
        Instant? CancelledAt,
        string? ReplacedBy,
        string? Badge,
        IReadOnlyList<AskedMeeting> Meetings,
        IReadOnlyList<AskedItem> Items,
        Wish Wish,
        NeedsGiven? Helps,
        LocalDate? NeedsGoneOn,
        bool PhotoConsent,
        IReadOnlyList<OwnSeat> Seats,
        Until? Registering,
        Until? Changing,
        string? Closed,
        string? ClosedWhy,
        bool MayCancel,
        DeadlineKind? Asked,
        int People,
        int PeopleOnSite,
        IReadOnlyList<Delegated> Delegation
    );

    /// <summary>Whose registration it is.</summary>
    /// <param name="Person">Who.</param>
    /// <param name="Name">Their name.</param>
    /// <param name="NameLatin">Their name in Latin script.</param>
    /// <param name="Affiliation">For whom they come.</param>
    /// <param name="IsSelf">Whether it is the reader's own.</param>
    /// <param name="NeedsSource">Whether the reader has to say how they know, since they act for somebody else's people.</param>
    public sealed record Whose(Id<Person> Person, string Name, string? NameLatin, string Affiliation, bool IsSelf, bool NeedsSource);

    /// <summary>A meeting somebody is asked about.</summary>
    /// <param name="Meeting">Which.</param>
    /// <param name="Key">Its key: names the field in refusals, <c>meetings.day1</c>.</param>
    /// <param name="Title">Its title.</param>
    /// <param name="Format">On site, online or both.</param>
    /// <param name="Statutory">Whether it belongs to the general assembly.</param>
    /// <param name="Start">When it begins, by the clock of the venue.</param>
    /// <param name="End">When it ends.</param>
    /// <param name="OnSite">Its seats on site; null where it has none.</param>
    /// <param name="Online">Its places online; null where it has none.</param>
    public sealed record AskedMeeting(
        Id<Meeting> Meeting,
        string Key,
        string Title,
        MeetingFormat Format,
        bool Statutory,
        LocalDateTime Start,
        LocalDateTime End,
        HowFull? OnSite,
        HowFull? Online
    );

    /// <summary>Something that can be booked.</summary>
    /// <param name="Pool">Which; names the field in refusals, <c>items.{pool}</c>.</param>
    /// <param name="Title">What it is.</param>
    /// <param name="About">When, where, what it costs.</param>
    /// <param name="Choice">The question it is one answer of; null for one by itself.</param>
    /// <param name="IsSecondStep">Asked of those who have a seat on site.</param>
    /// <param name="IsOpen">Whether it can be answered now: in the second step not before they have a seat on site.</param>
    /// <param name="Until">The last day to answer; null for that of registrations.</param>
    /// <param name="Seats">How full it is.</param>
    public sealed record AskedItem(
        Id<SeatPool> Pool,
        string Title,
        string About,
        string? Choice,
        bool IsSecondStep,
        bool IsOpen,
        LocalDate? Until,
        HowFull Seats
    );

    /// <summary>How full something is, for somebody who might want it.</summary>
    /// <param name="Pool">Which seats.</param>
    /// <param name="Capacity">How many there are; null for no limit.</param>
    /// <param name="Free">How many are free; null for no limit.</param>
    /// <param name="Waiting">How many wait.</param>
    /// <param name="WouldBe">The number in line they would be; null when a seat would be theirs at once, or they are in already.</param>
    public sealed record HowFull(Id<SeatPool> Pool, int? Capacity, int? Free, int Waiting, int? WouldBe);

    /// <summary>A seat or a place in line, with what happened to it.</summary>
    /// <param name="Line">Its id.</param>
    /// <param name="Pool">Of which seats.</param>
    /// <param name="Meeting">Of which meeting; null for something bookable.</param>
    /// <param name="Title">What they are called.</param>
    /// <param name="State">Where it stands.</param>
    /// <param name="NumberInLine">The number in line, from 1; null for whoever does not wait.</param>
    /// <param name="IsMeanwhile">Online only until a seat on site is theirs.</param>
    /// <param name="OfferedUntil">Until when it is held; null unless it is offered.</param>
    /// <param name="Says">All of it in words.</param>
    /// <param name="History">What happened to it, the first first.</param>
    public sealed record OwnSeat(
        Id<SeatLine> Line,
        Id<SeatPool> Pool,
        Id<Meeting>? Meeting,
        string Title,
        SeatState State,
        int? NumberInLine,
        bool IsMeanwhile,
        Instant? OfferedUntil,
        string Says,
        IReadOnlyList<Happening> History
    );

    /// <summary>What happened to a seat or a place in line.</summary>
    /// <param name="What">What.</param>
    /// <param name="At">When.</param>
    /// <param name="Why">Why.</param>
    public sealed record Happening(SeatEvent What, Instant At, string Why);

    /// <summary>A deadline, and an exception from it.</summary>
    /// <param name="Day">The last day.</param>
    /// <param name="Says">Weekday, date, hour and zone.</param>
    /// <param name="IsPast">Whether it has passed.</param>
    /// <param name="ExceptionUntil">Until when an exception lets them through; null without one.</param>
    public sealed record Until(LocalDate Day, string Says, bool IsPast, LocalDate? ExceptionUntil);

    /// <summary>Somebody of an organisation the reader acts for.</summary>
    /// <param name="Person">Who.</param>
    /// <param name="Name">Their name.</param>
    /// <param name="Role">As what they represent it.</param>
    /// <param name="Organisation">Its code.</param>
    /// <param name="IsComing">Whether they are registered; null while nobody said.</param>
    /// <param name="Registration">Their registration; null before the first.</param>
    public sealed record Delegated(
        Id<Person> Person,
        string Name,
        MandateRole Role,
        string Organisation,
        bool? IsComing,
        Id<Registrant>? Registration
    );

    internal sealed class Handler(
        AssembliesDb db,
        SeatBooks books,
        WhoRegisters who,
        RegistrationReading reading,
        Reader reader,
        IClock clock
    ) : IQueryHandler<ShowRegistration, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowRegistration request, CancellationToken cancellationToken)
        {
            var ct = cancellationToken;
            if (await books.Find(request.Code, ct) is not { } assembly)
            {
                return AccessErrors.NotFound;
            }

            // Looking at somebody's form tells nobody anything: the source is asked for when it is saved.
            var found = await who.Find(assembly, request.Person, new Source(SourceKind.InPerson, "-"), ct);
            if (found.Error is { } unknown)
            {
                return unknown;
            }

            var (attendee, source, isSelf) = found.Value!;
            var now = clock.GetCurrentInstant();
            var registrant = await db
                .Registrants.AsNoTracking()
                .SingleOrDefaultAsync(r => r.Assembly == assembly.Id && r.Person == attendee.Person, ct);
            var read = await reading.Read(assembly, registrant, attendee, ct);
            var window = new RegistrationWindow(assembly.State, read.Deadlines, read.Exceptions, now);
            var isComing = registrant is { IsComing: true };
            var closed = isComing
                ? window.RefusesChange(attendee.Organisation, attendee.Person)
                : window.RefusesNew(attendee.Organisation, attendee.Person);
            var began =
                assembly.Meetings.Where(m => m.CancelledAt is null).Select(m => m.StartsAt).DefaultIfEmpty(Instant.MaxValue).Min() <= now;
            return new Answer(
                assembly.Code,
                assembly.Title,
                assembly.Place.CityInWords(),
                assembly.Place.TimeZone,
                new(attendee.Person!.Value, attendee.Name, attendee.NameLatin, attendee.Affiliation, isSelf, source is not null),
                registrant?.Id,
                registrant?.Version,
                isComing,
                registrant?.CancelledAt,
                registrant?.ReplacedBy is { } other
                    ? await db.Registrants.Where(r => r.Id == other).Select(r => r.Name).SingleAsync(ct)
                    : null,
                registrant?.Badge,
                read.Meetings(now),
                read.Items(now),
                registrant?.Wish ?? Wish.Nothing,
                isSelf ? await NeedsOf(registrant, ct) : null,
                read.Deadlines is { } dates ? Domain.Registration.Needs.GoneOn(dates.LastDay) : null,
                registrant?.PhotoConsent ?? false,
                read.Seats,
                read.Until(DeadlineKind.Registration, now),
                read.Until(DeadlineKind.RegistrationChanges, now),
                closed?.Code,
                closed?.Message,
                isComing && !began,
                await db
                    .ExceptionRequests.Where(r => r.Assembly == assembly.Id && r.Person == attendee.Person && r.AnsweredAt == null)
                    .Where(r => r.Kind != DeadlineKind.Proxies)
                    .Select(r => (DeadlineKind?)r.Kind)
                    .FirstOrDefaultAsync(ct),
                read.Terms.People,
                read.Terms.OnSite,
                await Delegation(assembly, now, ct)
            );
        }

        private async Task<NeedsGiven> NeedsOf(Registrant? registrant, CancellationToken ct) =>
            registrant is not null
            && await db.Needs.AsNoTracking().SingleOrDefaultAsync(n => n.Registrant == registrant.Id, ct) is { } needs
                ? new(needs.Helps, needs.More, needs.Phone)
                : NeedsGiven.Nothing;

        private async Task<IReadOnlyList<Delegated>> Delegation(Assembly assembly, Instant now, CancellationToken ct)
        {
            var mine = reader.Hats.Select(h => h.Organisation).Where(reader.ActsFor).Distinct().ToList();
            if (mine.Count is 0)
            {
                return [];
            }

            var today = await db.Today(now, ct);
            var people = await (
                from mandate in db.Mandates
                join organisation in db.Organisations on mandate.Organisation equals organisation.Id
                join person in db.People on mandate.Person equals person.Id
                where mine.Contains(organisation.Id) && mandate.From <= today && (mandate.Until == null || mandate.Until >= today)
                from registrant in db.Registrants.Where(r => r.Assembly == assembly.Id && r.Person == person.Id).DefaultIfEmpty()
                select new
                {
                    person.Id,
                    person.Name,
                    mandate.Role,
                    organisation.Code,
                    Registrant = (Id<Registrant>?)registrant.Id,
                    CancelledAt = registrant == null ? null : registrant.CancelledAt,
                }
            ).ToListAsync(ct);
            return
            [
                .. people
                    .OrderBy(p => p.Code, StringComparer.Ordinal)
                    .ThenBy(p => p.Role)
                    .ThenBy(p => p.Name, StringComparer.Ordinal)
                    .DistinctBy(p => (p.Id, p.Code))
                    .Select(p => new Delegated(
                        p.Id,
                        p.Name,
                        p.Role,
                        p.Code,
                        p.Registrant is null ? null : p.CancelledAt is null,
                        p.Registrant
                    )),
            ];
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/registration-form",
                (string code, Id<Person>? person, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ShowRegistration(code, person), ct).ToHttp()
            )
            .WithName("showRegistration")
            .WithSummary("See a registration, or the form for it")
            .WithDescription(
                "What is asked, how full it is, what the person wants and has, with its history; until when it is open, and why not. One’s own; with `person` "
                    + "by head or deputy of their organisation’s people, by host and secretariat of anybody: diet and access needs are left out then."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.NotFound, RegistrationErrors.UnknownPerson, RegistrationErrors.NoMandate);
}
