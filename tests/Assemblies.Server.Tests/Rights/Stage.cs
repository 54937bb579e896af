using System.Globalization;
using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Server.Agenda;
using Assemblies.Server.Invitations;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Files;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Assemblies.Server.Tests.Rights;

/// <summary>The network with somebody in each role, and a planned assembly with an agenda that they have something to do with.</summary>
/// <remarks>
/// Delegate and adviser speak for PL, which no sample is about; the assembly is SI's. The delegate is host, chair and minute-taker of another
/// assembly: an office gives its rights for its own one alone.
/// </remarks>
internal sealed class Stage
{
    /// <summary>The assembly that host, chair and minute-taker belong to.</summary>
    public const string AssemblyCode = "GA-2027-1";

    private const string OtherCode = "GA-2026-1";

    private static int editions;

    private readonly Lazy<Task<string>> convened;

    private Stage(TestService service) => (Service, convened) = (service, new(Convene));

    /// <summary>The service.</summary>
    public TestService Service { get; }

    /// <summary>An assembly like the stage's that is convened, and to which one document was handed in.</summary>
    public Task<string> Convened => convened.Value;

    private static readonly Dictionary<Role, string> Emails = new()
    {
        [Role.Commission] = DemoNetwork.Commission,
        [Role.Partner] = DemoNetwork.Partner,
        [Role.Applicant] = DemoNetwork.ApplicantHead,
        [Role.Observer] = "observer@pl.stem.example.org",
        [Role.Adviser] = "adviser@pl.stem.example.org",
        [Role.Delegate] = "head@pl.stem.example.org",
        [Role.Host] = "deputy@es.stem.example.org",
        [Role.Chair] = "head@dk.stem.example.org",
        [Role.MinuteTaker] = "deputy@lt.stem.example.org",
        [Role.Secretariat] = DemoNetwork.SecretariatDeputy,
    };

    private static readonly Dictionary<Role, Office> Offices = new()
    {
        [Role.Host] = Office.Host,
        [Role.Chair] = Office.Chair,
        [Role.MinuteTaker] = Office.MinuteTaker,
    };

    /// <summary>Puts everybody into their role.</summary>
    public static async Task<Stage> Set(TestService service)
    {
        await service.Db(async db =>
        {
            var poland = await db.Organisations.SingleAsync(o => o.Code == "PL");
            foreach (var (role, mandate) in new[] { (Role.Observer, MandateRole.Observer), (Role.Adviser, MandateRole.Adviser) })
            {
                var person = new Person(Emails[role], $"{mandate} of PL", null, "en", "Europe/Warsaw");
                db.Add(person);
                db.Add(new Mandate(person.Id, poland.Id, mandate, new LocalDate(2026, 1, 1), null, null));
            }

            var other = await db.Assemblies.SingleAsync(a => a.Code == OtherCode);
            foreach (var office in Offices.Values)
            {
                db.Add(new Officer(await IdOf(db, Role.Delegate), other.Id, office, service.Clock.GetCurrentInstant(), null));
            }

            return await db.SaveChangesAsync();
        });
        var stage = new Stage(service);
        await stage.Plan(AssemblyCode, announced: true);
        return stage;
    }

    /// <summary>A code that no call and no assembly has.</summary>
    public static string NextEdition()
    {
        var n = Interlocked.Increment(ref editions);
        return string.Create(CultureInfo.InvariantCulture, $"GA-{2030 + (n / 9)}-{1 + (n % 9)}");
    }

    /// <summary>A further assembly with the same officers: for what an assembly goes through once only.</summary>
    public async Task<string> Another(bool announced = true)
    {
        var code = NextEdition();
        await Plan(code, announced);
        return code;
    }

    /// <summary>Does something before a sample is tried.</summary>
    public async Task<T> Does<T>(IRequest<Result<T>> request, Role role = Role.Secretariat)
    {
        await using var scope = Service.Services.CreateAsyncScope();
        var done = await (await As(scope.ServiceProvider, role)).Send(request);
        Assert.That(done.Error, Is.Null, request.GetType().Name);
        return done.Value!;
    }

    /// <summary>Sends a request as somebody in that role, through the whole pipeline, and tells what kind of refusal came; null when there was none.</summary>
    public async Task<Error?> Send(object request, Role role)
    {
        await using var scope = Service.Services.CreateAsyncScope();
        var mediator = await As(scope.ServiceProvider, role);
        var outcome = request
            .GetType()
            .GetInterfaces()
            .Single(it => it.IsGenericType && it.GetGenericTypeDefinition() == typeof(IRequest<>));
        var send = typeof(IMediator).GetMethods().Single(method => method is { Name: "Send", IsGenericMethod: true });
        var sent = (Task)send.MakeGenericMethod(outcome.GetGenericArguments()).Invoke(mediator, [request, CancellationToken.None])!;
        await sent;
        var answer = sent.GetType().GetProperty("Result")!.GetValue(sent)!;
        return (Error?)answer.GetType().GetProperty("Error")!.GetValue(answer);
    }

    /// <summary>Looks something up for a sample.</summary>
    public Task<T> Find<T>(Func<AssembliesDb, Task<T>> look) => Service.Db(look);

    private static async Task<IMediator> As(IServiceProvider services, Role role)
    {
        services.GetRequiredService<ScopedReader>().Reader = role switch
        {
            Role.Public => Reader.Public,
            Role.Service => Reader.Service,
            _ => await services
                .GetRequiredService<Readers>()
                .ById(await IdOf(services.GetRequiredService<AssembliesDb>(), role), CancellationToken.None),
        };
        return services.GetRequiredService<IMediator>();
    }

    private async Task<string> Convene()
    {
        var code = await Another();
        var item = await Find(db =>
            db.AgendaItems.Where(i => db.Assemblies.Any(a => a.Id == i.Assembly && a.Code == code)).Select(i => i.Id).FirstAsync()
        );
        await Does(new UploadDocument(code, item, "A paper", UploadedFile.Of("a.pdf", "%PDF-1.7\n"u8.ToArray()), null));
        await Does(new ConveneAssembly(code, null));
        return code;
    }

    private Task<int> Plan(string code, bool announced) =>
        Service.Db(async db =>
        {
            var now = Service.Clock.GetCurrentInstant();
            var host = await db.Organisations.SingleAsync(o => o.Code == "SI");
            var assembly = new Assembly(code, "An assembly", host.Id, DemoAssembly.Ljubljana, StepKind.Planned, now, null);
            var open = assembly.AddMeeting(MeetingPlan.Open(new(2027, 4, 21))).Value!;
            var days = MeetingPlan.Days([new(2027, 4, 22), new(2027, 4, 23)]).Select(day => assembly.AddMeeting(day).Value!).ToList();
            if (announced)
            {
                assembly.Step(StepKind.Announced, now, null, null);
            }

            db.Add(assembly);
            foreach (var (role, office) in Offices)
            {
                db.Add(new Officer(await IdOf(db, role), assembly.Id, office, now, null));
            }

            var draft = new AgendaDraft(assembly.Id);
            draft.Add(open, new("Coffee", SessionKind.Break, 30));
            draft.Add(days[0], new(null, SessionKind.Plain, 0)).Add(new("The work plan", ItemKind.Decision, 30));
            draft.Saved(now, null);
            db.Add(draft);
            var none = Array.Empty<(Id<AgendaItem> Item, PublishedDocument Document)>().ToLookup(it => it.Item, it => it.Document);
            var content = PublishedAgenda.Of(assembly, draft, none);
            db.Add(AgendaVersion.Publish(draft, content, null, PublishAgenda.HashOf, now, null).Value!);
            return await db.SaveChangesAsync();
        });

    private static Task<Id<Person>> IdOf(AssembliesDb db, Role role)
    {
        var email = Emails[role];
        return db.People.Where(p => p.Email == email).Select(p => p.Id).SingleAsync();
    }
}
