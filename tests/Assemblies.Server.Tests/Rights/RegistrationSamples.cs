using System.Globalization;
using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using Assemblies.Domain.Rules;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Registration;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Tests.Rights;

internal sealed class RegistrationSamples : ISamples
{
    private const string Code = Stage.AssemblyCode;

    private static readonly Source Call = new(SourceKind.Phone, "They called in the morning.");

    public IReadOnlyDictionary<Type, Func<Stage, Task<object>>> Requests { get; } =
        new Dictionary<Type, Func<Stage, Task<object>>>([
            Sample.Of(async stage => new Register(
                await stage.Convened,
                null,
                await Wish(stage),
                new([Help.Vegetarian], null, null),
                false,
                null,
                null
            )),
            Sample.Of(async stage => new ShowRegistration(await stage.Convened, null)),
            Sample.Of(async stage => new CancelRegistration(await stage.Convened, (await Line(stage)).Registrant, Call)),
            Sample.Of(async stage =>
            {
                var line = await Line(stage);
                return new ReplaceRegistrant(await stage.Convened, line.Registrant, await Somebody(stage), Call);
            }),
            Sample.Of(async stage => new CountRegistrant(await stage.Convened, (await Line(stage)).Registrant, false)),
            Sample.Of(async stage => new AcceptSeat(await stage.Convened, (await Line(stage, offered: true)).Id, Call)),
            Sample.Of(async stage => new GiveSeatBack(await stage.Convened, (await Line(stage)).Id, Call)),
            Sample.Of(new ListSeats(Code)),
            Sample.Of(async stage =>
            {
                var seats = await Bookable(stage);
                return new ChangeSeats(Code, seats.Id, 7, 2, seats.Version);
            }),
            Sample.Of(new AddBookable(Code, new("A boat trip"), 20)),
            Sample.Of(async stage =>
            {
                var seats = await Bookable(stage);
                return new ChangeBookable(Code, seats.Id, new("Another dinner"), seats.Version);
            }),
            Sample.Of(async stage => new RemoveBookable(Code, (await Bookable(stage)).Id, "It rains.")),
            Sample.Of(async stage =>
            {
                var version = await stage.Find(db =>
                    db.SeatTerms.Where(t => db.Assemblies.Any(a => a.Id == t.Assembly && a.Code == Code))
                        .Select(t => (long?)t.Version)
                        .SingleOrDefaultAsync()
                );
                return new ChangeSeatTerms(Code, new() { People = 4 + (int)(version ?? 1) }, version ?? 1);
            }),
            Sample.Of(new ListWaiting(Code)),
            Sample.Of(async stage => new PromoteByHand(
                await stage.Convened,
                (await Line(stage, reserved: 1)).Id,
                true,
                "Speaks at the opening."
            )),
            Sample.Of(async stage =>
            {
                var code = await stage.Another();
                await stage.Does(new SetDeadline(code, DeadlineKind.RegistrationChanges, new(2026, 11, 20), "The house closed its list."));
                return new AskForException(code, DeadlineKind.RegistrationChanges, null, "Our flight was cancelled.");
            }),
            Sample.Of(new GiveException(Code, DeadlineKind.Registration, "GR", null, new(2027, 4, 12), "They decided late.", null)),
            Sample.Of(async stage => new DeclineException(Code, await Asked(stage), "The list is closed.")),
            Sample.Of(async stage => new EndException(Code, await Given(stage))),
            Sample.Of(new ListExceptions(Code)),
            Sample.Of(new ExpireOffers()),
            Sample.Of(new EndRegistrations()),
            Sample.Of(new PurgeNeeds()),
        ]);

    private static Task<Id<ExceptionRequest>> Asked(Stage stage) =>
        stage.Find(async db =>
        {
            var assembly = await db.Assemblies.Where(a => a.Code == Code).Select(a => a.Id).SingleAsync();
            var (person, mandate) = await Newcomer(db);
            var at = stage.Service.Clock.GetCurrentInstant();
            var request = new ExceptionRequest(
                assembly,
                DeadlineKind.Registration,
                mandate.Organisation,
                person.Id,
                "A late visa.",
                at,
                person.Id
            );
            db.Add(request);
            await db.SaveChangesAsync();
            return request.Id;
        });

    private static Task<Id<Exemption>> Given(Stage stage) =>
        stage.Find(async db =>
        {
            var assembly = await db.Assemblies.Where(a => a.Code == Code).Select(a => a.Id).SingleAsync();
            var greece = await db.Organisations.Where(o => o.Code == "GR").Select(o => o.Id).SingleAsync();
            var at = stage.Service.Clock.GetCurrentInstant();
            var given = new Exemption(assembly, DeadlineKind.Registration, greece, null, new(2027, 4, 12), at, null, "A late visa.");
            db.Add(given);
            await db.SaveChangesAsync();
            return given.Id;
        });

    private static async Task<Wish> Wish(Stage stage)
    {
        var code = await stage.Convened;
        var meetings = await stage.Find(db =>
            db.Meetings.Where(m => db.Assemblies.Any(a => a.Id == m.Assembly && a.Code == code)).Select(m => m.Id).ToListAsync()
        );
        return new([.. meetings.Select(meeting => new MeetingWish(meeting, TakingPart.OnSite))], []);
    }

    /// <summary>Somebody new who represents GR.</summary>
    private static Task<Id<Person>> Somebody(Stage stage) =>
        stage.Find(async db =>
        {
            var (person, _) = await Newcomer(db);
            await db.SaveChangesAsync();
            return person.Id;
        });

    private static async Task<(Person Person, Mandate Mandate)> Newcomer(AssembliesDb db)
    {
        var greece = await db.Organisations.SingleAsync(o => o.Code == "GR");
        var person = new Person(
            string.Create(CultureInfo.InvariantCulture, $"{Guid.CreateVersion7():N}@gr.stem.example.org"),
            "A newcomer",
            null,
            "en",
            "Europe/Athens"
        );
        var mandate = new Mandate(person.Id, greece.Id, MandateRole.Adviser, new LocalDate(2026, 1, 1), null, null);
        db.AddRange(person, mandate);
        return (person, mandate);
    }

    private static Task<SeatPool> Bookable(Stage stage) =>
        stage.Find(async db =>
        {
            var assembly = await db.Assemblies.Where(a => a.Code == Code).Select(a => a.Id).SingleAsync();
            var pool = new SeatPool(assembly, new("A dinner", "", null, null, Audience.Members, false, null));
            db.Add(pool);
            await db.SaveChangesAsync();
            return pool;
        });

    /// <summary>Somebody of GR waits for the dinner, or is offered a seat.</summary>
    private static async Task<SeatLine> Line(Stage stage, bool offered = false, int reserved = 0)
    {
        var code = await stage.Convened;
        return await stage.Find(async db =>
        {
            var (person, mandate) = await Newcomer(db);
            var assembly = await db.Assemblies.Where(a => a.Code == code).Select(a => a.Id).SingleAsync();
            var pool = new SeatPool(assembly, new("A dinner", "", null, null, Audience.Members, false, null));
            var by = new SeatActor(stage.Service.Clock.GetCurrentInstant(), null);
            var registrant = new Registrant(
                assembly,
                new(person.Name, null, person.Email, person.TimeZone, "GR", Audience.Members)
                {
                    Person = person.Id,
                    Organisation = mandate.Organisation,
                    Mandate = mandate.Id,
                },
                string.Create(CultureInfo.InvariantCulture, $"{Guid.CreateVersion7():N}"),
                by.At,
                null
            );
            registrant.FillIn(Domain.Registration.Wish.Nothing.With(pool.Id, true), false, null);
            var book = new SeatBook(new() { OffersFirst = true }, null, [pool], [], []);
            book.Resize(pool.Id, reserved, reserved, by);
            book.Book(new(registrant.Id, mandate.Organisation, true), pool.Id, true, by, "");
            if (offered)
            {
                book.Resize(pool.Id, 1, 0, by);
            }

            db.AddRange(pool, registrant, book.Added.Single());
            await db.SaveChangesAsync();
            return book.Added.Single();
        });
    }
}
