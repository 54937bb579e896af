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

    private static readonly MeetingPlan Plan = MeetingPlan.Open(new(2027, 4, 20));
    private static int visits;

    private static readonly RulesOfProcedure Changed = RulesOfProcedure.Default with { ObjectionDays = 16 };

    public IReadOnlyDictionary<Type, Func<Stage, Task<object>>> Requests { get; } =
        new Dictionary<Type, Func<Stage, Task<object>>>([
            Sample.Of(new ListAssemblies(null, null, null)),
            Sample.Of(new ShowAssembly(Code)),
            Sample.Of(async stage => new ChangeAssembly(Code, await Version(stage), "A title", DemoAssembly.Ljubljana)),
            Sample.Of(async stage => new AddMeeting(
                Code,
                await Version(stage),
                Plan with
                {
                    Key = $"visit-{Interlocked.Increment(ref visits)}",
                }
            )),
            Sample.Of(async stage => new ChangeMeeting(await OpenMeeting(stage), await Version(stage), Plan)),
            Sample.Of(async stage =>
            {
                var code = await stage.Another();
                return new CancelMeeting(await OpenMeeting(stage, code), await Version(stage, code), "A reason.");
            }),
            Sample.Of(async stage => new AnnounceAssembly(await stage.Another(announced: false))),
            Sample.Of(async stage => new PostponeAssembly(await stage.Another(), null, "A reason.", null)),
            Sample.Of(async stage => new RescheduleAssembly(await stage.Another(), null, new LocalDate(2027, 10, 13), "A reason.")),
            Sample.Of(async stage => new CancelAssembly(await stage.Another(), "A reason.")),
            Sample.Of(_ =>
                Task.FromResult(new CopyAssembly(Code, Stage.NextEdition(), null, null, new LocalDate(2029, 4, 18), CopyParts.Meetings))
            ),
            Sample.Of(new ShowPeople(Code)),
            Sample.Of(new ListOfficers(Code)),
            Sample.Of(new ListCandidates()),
            Sample.Of(async stage => new AppointOfficer(
                await stage.Another(),
                await stage.Find(db => db.People.Where(p => p.Email == DemoNetwork.GreeceHead).Select(p => p.Id).SingleAsync()),
                Office.Teller
            )),
            Sample.Of(async stage => new EndOffice(Code, await Teller(stage))),
            Sample.Of(new ListDeadlines(Code)),
            Sample.Of(new SetDeadline(Code, DeadlineKind.Proxies, new LocalDate(2027, 4, 1), "A reason.")),
            Sample.Of(async stage =>
            {
                var code = await stage.Another();
                await stage.Does(new SetDeadline(code, DeadlineKind.Proxies, new LocalDate(2027, 4, 1), "A reason."));
                return new DeriveDeadline(code, DeadlineKind.Proxies, "A reason.");
            }),
            Sample.Of(new ShowRules((int?)null)),
            Sample.Of(new ListRulesVersions(null, null)),
            Sample.Of(new ShowAssemblyRules(Code)),
            Sample.Of(new CompareRules(Changed with { ContestingDays = 31 })),
            Sample.Of(async stage => new PublishRules(await NewestRules(stage), Changed, "A decision.")),
        ]);

    private static Task<Id<Meeting>> OpenMeeting(Stage stage, string code = Code) =>
        stage.Find(db =>
            db.Meetings.Where(m => m.Key == "open" && db.Assemblies.Any(a => a.Id == m.Assembly && a.Code == code))
                .Select(m => m.Id)
                .SingleAsync()
        );

    private static Task<long> Version(Stage stage, string code = Code) =>
        stage.Find(db => db.Assemblies.Where(a => a.Code == code).Select(a => a.Version).SingleAsync());

    private static Task<int> NewestRules(Stage stage) => stage.Find(db => db.RulesVersions.MaxAsync(v => v.Number));

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
