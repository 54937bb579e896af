using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Rules;
using Assemblies.Server.Meetings;
using Assemblies.Server.Rules;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Tests.Rights;

internal sealed class MeetingsSamples : ISamples
{
    private const string Code = Stage.AssemblyCode;

    private static readonly MeetingPlan Plan = MeetingPlan.Open(new(2026, 10, 13)) with { Key = "visit" };
    private static readonly RulesOfProcedure Changed = RulesOfProcedure.Default with { ObjectionDays = 16 };

    public IReadOnlyDictionary<Type, Func<Stage, Task<object>>> Requests { get; } =
        new Dictionary<Type, Func<Stage, Task<object>>>([
            Sample.Of(new ListAssemblies(null, null, null)),
            Sample.Of(new ShowAssembly(Code)),
            Sample.Of(new ChangeAssembly(Code, 1, "A title", DemoAssembly.Ljubljana)),
            Sample.Of(new AddMeeting(Code, 1, Plan)),
            Sample.Of(async stage => new ChangeMeeting(await OpenMeeting(stage), 1, Plan)),
            Sample.Of(async stage => new CancelMeeting(await OpenMeeting(stage), 1, "A reason.")),
            Sample.Of(new AnnounceAssembly(Code)),
            Sample.Of(new PostponeAssembly(Code, "A reason.", null)),
            Sample.Of(new RescheduleAssembly(Code, new LocalDate(2027, 10, 13), "A reason.")),
            Sample.Of(new CancelAssembly(Code, "A reason.")),
            Sample.Of(new CopyAssembly(Code, "GA-2029-1", null, null, new LocalDate(2029, 4, 18), CopyParts.Meetings)),
            Sample.Of(new ShowPeople(Code)),
            Sample.Of(new ListOfficers(Code)),
            Sample.Of(new ListCandidates()),
            Sample.Of(async stage => new AppointOfficer(
                Code,
                await stage.Find(db => db.People.Where(p => p.Email == DemoNetwork.GreeceHead).Select(p => p.Id).SingleAsync()),
                Office.Teller
            )),
            Sample.Of(async stage => new EndOffice(Code, await Teller(stage))),
            Sample.Of(new ListDeadlines(Code)),
            Sample.Of(new SetDeadline(Code, DeadlineKind.Proxies, new LocalDate(2026, 10, 1), "A reason.")),
            Sample.Of(new DeriveDeadline(Code, DeadlineKind.Proxies, "A reason.")),
            Sample.Of(new ShowRules((int?)null)),
            Sample.Of(new ListRulesVersions(null, null)),
            Sample.Of(new ShowAssemblyRules(Code)),
            Sample.Of(new CompareRules(Changed with { ContestingDays = 31 })),
            Sample.Of(new PublishRules(1, Changed, "A decision.")),
        ]);

    private static Task<Id<Meeting>> OpenMeeting(Stage stage) =>
        stage.Find(db =>
            db.Meetings.Where(m => m.Key == "open" && db.Assemblies.Any(a => a.Id == m.Assembly && a.Code == Code))
                .Select(m => m.Id)
                .SingleAsync()
        );

    private static Task<Id<Officer>> Teller(Stage stage) =>
        stage.Find(async db =>
        {
            var person = new Person($"{Guid.CreateVersion7():N}@example.org", "A teller", null, "en", "Europe/Brussels");
            var assembly = await db.Assemblies.Where(a => a.Code == Code).Select(a => a.Id).SingleAsync();
            var officer = new Officer(person.Id, assembly, Office.Teller, Instant.FromUtc(2026, 1, 1, 0, 0), null);
            db.AddRange(person, officer);
            await db.SaveChangesAsync();
            return officer.Id;
        });
}
