using System.Globalization;
using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using Assemblies.Domain.Rules;
using Assemblies.Server.Hosting;
using Assemblies.Server.Invitations;
using Assemblies.Server.Meetings;
using Assemblies.Server.Members;
using Assemblies.Server.Minutes.Register;
using Assemblies.Server.Registration;
using Assemblies.Server.Rules;
using Assemblies.Server.Tests.Minutes.Register;
using Assemblies.Server.Tests.Rights;
using Assemblies.Server.Tests.SignIn;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Tests;

/// <summary>Lists take as many statements for many rows as for few; those of calls and of an agenda are beside their areas' tests.</summary>
public sealed class ListStatementTests
{
    private const string Code = Stage.AssemblyCode;

    private static readonly Source Source = new(SourceKind.Phone, "This morning");
    private static readonly string[] Countries = ["JP", "KR", "BR"];
    private static readonly DeadlineKind[] Deadlines = [DeadlineKind.Proxies, DeadlineKind.Amendments, DeadlineKind.CountryUpdates];

    private readonly Statements statements = new();
    private TestService service = null!;
    private Stage stage = null!;
    private string convened = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        service = await DemoNetwork.Start(also: statements.Count);
        stage = await Stage.Set(service);
        convened = await stage.Convened;
    }

    [OneTimeTearDown]
    public async Task End() => await service.DisposeAsync();

    [Test]
    public async Task Lists_take_as_many_statements_for_more_rows_as_for_fewer()
    {
        await Grow(0);
        await Look(rows: 2); // what is kept from a first look is kept now
        var few = await Look(rows: 2);
        await Grow(1);
        await Grow(2);
        var more = await Look(rows: 5);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(more.Select(it => it.ToString()), Is.EqualTo(few.Select(it => it.ToString())));
            Assert.That(few.Select(it => it.Statements), Has.All.InRange(1, 25));
            Assert.That(few.Zip(more).Where(it => it.Second.Length <= it.First.Length).Select(it => it.First.Address), Is.Empty, "it grew");
        }
    }

    private string[] Addresses =>
        [
            "organisations?limit={0}",
            "organisations/SI",
            "secretariat",
            "access-tokens",
            "sign-ins",
            "rules/versions?limit={0}",
            "regions",
            "busy-dates",
            $"assemblies/{Code}/people",
            $"assemblies/{Code}/officers",
            $"assemblies/{Code}/deadlines",
            $"assemblies/{Code}/tasks",
            $"assemblies/{Code}/convene",
            $"assemblies/{Code}/reminders",
            $"assemblies/{convened}/invitations?limit={{0}}",
            $"assemblies/{convened}/deliveries?limit={{0}}",
            $"assemblies/{convened}/registrations?limit={{0}}",
            $"assemblies/{convened}/registrations/export",
            $"assemblies/{convened}/registrations/summary",
            $"assemblies/{convened}/badges",
            $"assemblies/{convened}/guests",
            $"assemblies/{convened}/circulars",
            "decisions?limit={0}",
            "decisions/export",
            "actions?limit={0}",
            "yearbook?limit={0}",
        ];

    private async Task<List<Looked>> Look(int rows)
    {
        using var client = await service.As(DemoNetwork.SecretariatDeputy);
        var looked = new List<Looked>();
        foreach (var address in Addresses)
        {
            var answer = "";
            var sent = await statements.Of(async () =>
                answer = await client.GetStringAsync("/api/v1/" + string.Format(CultureInfo.InvariantCulture, address, rows))
            );
            looked.Add(new(address, sent, answer.Length));
        }

        return looked;
    }

    /// <summary>One more row for each list.</summary>
    private async Task Grow(int n)
    {
        await stage.Does(new AddOrganisation($"NEW-{n}", AddOrganisation.Example));
        var partner = await Newcomer("eurotech", MandateRole.Contact);
        await stage.Does(new InviteRepresentative(convened, partner.Id));
        await Attends(n);
        var adviser = await Newcomer("SI", MandateRole.Adviser);
        await stage.Does(new GrantSecretariat(adviser.Email));
        await stage.Does(new AppointOfficer(Code, adviser.Id, Office.Teller));
        await stage.Does(new SetDeadline(Code, Deadlines[n], new LocalDate(2027, 4, 1), "Good Friday."));
        var task = await stage.Does(
            new AddTask(
                Code,
                new()
                {
                    Title = $"Ask choir {n}",
                    Owner = TaskOwner.Host,
                    Days = -30,
                },
                Source
            )
        );
        await stage.Does(new FinishTask(Code, task, Source));
        await stage.Does(
            new AddTask(
                Code,
                new()
                {
                    Title = $"Ask band {n}",
                    Owner = TaskOwner.Host,
                    Days = -40 - n,
                },
                Source
            )
        );
        await DecidedVotes.Decide(service, Code, $"Motion {n}", $"Text {n}");
        await stage.Does(new GiveAction(Code, $"Ask orchestra {n}", null, "SI", null, null));
        await stage.Does(new AddBusyDate("skills", $"Fair {n}", new(2027, 4, 1), null));
        await stage.Does(new PutCountryIntoRegion(Countries[n], "Overseas"));
        await stage.Does(new PublishRules(n + 1, RulesOfProcedure.Default with { ObjectionDays = 16 + n }, "A decision."));
        using var browser = new Browser(service);
        using var signedIn = await browser.Post("/dev/sign-in-as", ("email", DemoNetwork.SecretariatDeputy));
    }

    /// <summary>One more guest, who has a seat, a badge and a letter.</summary>
    private async Task Attends(int n)
    {
        var guest = await stage.Does(new InviteGuest(convened, $"Guest {n}", "Museum", $"guest{n}@museum.example.org"));
        var token = await service.Db(db => db.NewAttendLink(guest.Id, service.Clock.GetCurrentInstant(), CancellationToken.None));
        await stage.Does(new AttendAsGuest(token, TakingPart.OnSite));
        await stage.Does(new SendCircular(convened, new(SelectionKind.Guests), $"Letter {n}", "Hello.", n + 1));
    }

    private async Task<(Id<Person> Id, string Email)> Newcomer(string organisation, MandateRole role)
    {
        var email = $"{Guid.CreateVersion7():N}@new.example.org";
        await stage.Does(new AddRepresentative(organisation, new(email, "A newcomer", null, "en", "Europe/Brussels"), role));
        return (await service.Db(db => db.People.Where(p => p.Email == email).Select(p => p.Id).SingleAsync()), email);
    }

    private sealed record Looked(string Address, int Statements, int Length)
    {
        public override string ToString() => $"{Address}: {Statements}";
    }
}
