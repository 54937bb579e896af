using System.Globalization;
using Assemblies.Domain;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Security;
using Assemblies.Server.Registration;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Tests.Rights;

internal sealed class GuestsSamples : ISamples
{
    private const string Code = Stage.AssemblyCode;

    private static readonly Selection All = new(SelectionKind.Registered);

    public IReadOnlyDictionary<Type, Func<Stage, Task<object>>> Requests { get; } =
        new Dictionary<Type, Func<Stage, Task<object>>>([
            Sample.Of(new ListRegistrations(Code)),
            Sample.Of(new SummariseRegistrations(Code)),
            Sample.Of(new ExportRegistrations(Code, ';')),
            Sample.Of(async stage => new ShowRegistrant(await stage.Convened, await Registered(stage))),
            Sample.Of(new ListBadges(Code)),
            Sample.Of(new ShowGuestForm(Code)),
            Sample.Of(async stage => new AskToAttend(await WithForm(stage), "Ana", "Myself", Address(), TakingPart.OnSite, null)),
            Sample.Of(new ListGuests(Code)),
            Sample.Of(async stage => new InviteGuest(await stage.Convened, "Ana", "Myself", Address())),
            Sample.Of(async stage => new AdmitGuest(await stage.Convened, (await Guest(stage)).Admission)),
            Sample.Of(async stage => new RefuseGuest(await stage.Convened, (await Guest(stage)).Admission, "The room is full.")),
            Sample.Of(async stage => new ShowAttendance((await Guest(stage)).Token)),
            Sample.Of(async stage => new AttendAsGuest((await Guest(stage)).Token, TakingPart.Online)),
            Sample.Of(new ForgetGuests()),
            Sample.Of(new ListSelections(Code)),
            Sample.Of(new PreviewCircular(Code, All)),
            Sample.Of(new TryCircular(Code, All, "The tram", "It stops in front of the house.")),
            Sample.Of(async stage => new SendCircular(await WithOne(stage), All, "The tram", "It stops in front of the house.", 1)),
            Sample.Of(new ListCirculars(Code)),
            Sample.Of(async stage => new ShowCircular(Code, await Written(stage))),
            Sample.Of(async stage => new CallBackCircular(Code, await Written(stage))),
            Sample.Of(new SendCirculars()),
        ]);

    private static string Address() => string.Create(CultureInfo.InvariantCulture, $"{Guid.CreateVersion7():N}@guests.example.org");

    /// <summary>The convened assembly, its public form open.</summary>
    private static async Task<string> WithForm(Stage stage)
    {
        var code = await stage.Convened;
        var version = await stage.Find(db =>
            db.SeatTerms.Where(t => db.Assemblies.Any(a => a.Id == t.Assembly && a.Code == code))
                .Select(t => t.Version)
                .SingleOrDefaultAsync()
        );
        await stage.Does(new ChangeSeatTerms(code, new() { PublicForm = true }, Math.Max(1, version)));
        return code;
    }

    /// <summary>An assembly with one person registered.</summary>
    private static async Task<string> WithOne(Stage stage)
    {
        var code = await stage.Another();
        await Registered(stage, code);
        return code;
    }

    private static async Task<Id<Registrant>> Registered(Stage stage, string? code = null) =>
        await In(
            stage,
            code ?? await stage.Convened,
            async (db, assembly, now) =>
            {
                var guest = new Guest(assembly, Address(), "Ana", "Europe/Ljubljana", now);
                var who = new Attendee("Ana", null, guest.Email, guest.TimeZone, "Myself", Audience.AssociatedPartners)
                {
                    Guest = guest.Id,
                };
                var registrant = new Registrant(assembly, who, guest.Email[..12], now, null);
                db.AddRange(guest, registrant);
                await db.SaveChangesAsync();
                return registrant.Id;
            }
        );

    /// <summary>Somebody who asked by the public form, confirmed, and waits for the host's answer.</summary>
    private static Task<(Id<Admission> Admission, string Token)> Guest(Stage stage) =>
        InConvened(
            stage,
            async (db, assembly, now) =>
            {
                var admission = new Admission(assembly, new(Address(), "Ana", "Myself", TakingPart.OnSite), null, null, now, now);
                var guest = new Guest(assembly, admission.Email, admission.Name, "Europe/Ljubljana", now);
                admission.Confirm(guest, TakingPart.OnSite, approves: true, now);
                var token = Secrets.New();
                db.AddRange(guest, admission, new AttendLink(Secrets.Hash(token), admission.Id, now));
                await db.SaveChangesAsync();
                return (admission.Id, token);
            }
        );

    private static Task<Id<Circular>> Written(Stage stage) =>
        stage.Find(async db =>
        {
            var assembly = await db.Assemblies.Where(a => a.Code == Code).Select(a => a.Id).SingleAsync();
            var circular = new Circular(assembly, All, "All", "The tram", "It stops.", 1, null, await db.Now(CancellationToken.None));
            db.Add(circular);
            await db.SaveChangesAsync();
            return circular.Id;
        });

    private static async Task<T> InConvened<T>(Stage stage, Func<AssembliesDb, Id<Assembly>, Instant, Task<T>> make) =>
        await In(stage, await stage.Convened, make);

    private static async Task<T> In<T>(Stage stage, string code, Func<AssembliesDb, Id<Assembly>, Instant, Task<T>> make) =>
        await stage.Find(async db =>
            await make(
                db,
                await db.Assemblies.Where(a => a.Code == code).Select(a => a.Id).SingleAsync(),
                stage.Service.Clock.GetCurrentInstant()
            )
        );
}
