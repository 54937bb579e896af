using System.Text;
using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Server.Members;
using Assemblies.Server.Members.Demo;
using Assemblies.Server.Members.Import;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Tests.Rights;

internal sealed class MembersSamples : ISamples
{
    private static readonly PersonFacts Somebody = new("head@si.stem.example.org", "Špela Žagar", null, "sl", "Europe/Ljubljana");

    private static readonly ImportFile File = new(Encoding.UTF8.GetBytes("code,weight\nSI,2\n"));

    public IReadOnlyDictionary<Type, Func<Stage, Task<object>>> Requests { get; } =
        new Dictionary<Type, Func<Stage, Task<object>>>([
            Sample.Of(new ListOrganisations()),
            Sample.Of(new ShowOrganisation("SI")),
            Sample.Of(new AddOrganisation("SI-2", AddOrganisation.Example)),
            Sample.Of(new ChangeOrganisation("SI", 1, AddOrganisation.Example)),
            Sample.Of(new AddRepresentative("SI", Somebody with { Email = "contact@si.stem.example.org" }, MandateRole.Contact)),
            Sample.Of(async stage => new ChangeRepresentative(
                await Mandate(stage, MandateRole.Head),
                1,
                new(Somebody.Email, Somebody.Name, Somebody.NameLatin)
            )),
            Sample.Of(async stage => new EndMandate(await Mandate(stage, MandateRole.Deputy), new LocalDate(2030, 1, 1))),
            Sample.Of(async stage => new NameAdviser(await Adviser(stage), true)),
            Sample.Of(new ListSecretariat()),
            Sample.Of(new GrantSecretariat(DemoNetwork.Secretariat)),
            Sample.Of(async stage => new RevokeSecretariat(
                await stage.Find(db => db.People.Where(p => p.Email == DemoNetwork.GreeceHead).Select(p => p.Id).SingleAsync())
            )),
            Sample.Of(new PreviewImport(File)),
            Sample.Of(new ImportRoll(File)),
            Sample.Of(new ExportRoll(';')),
            Sample.Of(new SeedDemo()),
            Sample.Of(new MakeFirstSecretariat(DemoNetwork.GreeceHead)),
        ]);

    private static Task<Id<Mandate>> Mandate(Stage stage, MandateRole role) =>
        stage.Find(db =>
            db.Mandates.Where(m => m.Role == role && db.Organisations.Any(o => o.Id == m.Organisation && o.Code == "SI"))
                .Select(m => m.Id)
                .FirstAsync()
        );

    private static Task<Id<Mandate>> Adviser(Stage stage) =>
        stage.Find(async db =>
        {
            var person = new Person($"{Guid.CreateVersion7():N}@si.stem.example.org", "An adviser", null, "en", "Europe/Ljubljana");
            var mandate = new Mandate(
                person.Id,
                await db.Organisations.Where(o => o.Code == "SI").Select(o => o.Id).SingleAsync(),
                MandateRole.Adviser,
                new LocalDate(2026, 1, 1),
                null,
                null
            );
            db.AddRange(person, mandate);
            await db.SaveChangesAsync();
            return mandate.Id;
        });
}
