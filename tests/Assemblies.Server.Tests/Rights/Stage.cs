using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Assemblies.Server.Tests.Rights;

/// <summary>The network with somebody in each role, and an assembly that they have something to do with.</summary>
/// <remarks>Delegate and adviser speak for PL, which no sample is about; the assembly is SI's.</remarks>
internal sealed class Stage(TestService service)
{
    /// <summary>The service.</summary>
    public TestService Service => service;

    /// <summary>The assembly that host, chair and minute-taker belong to.</summary>
    public const string AssemblyCode = "GA-2026-2";

    private static readonly Dictionary<Role, string> Emails = new()
    {
        [Role.Commission] = DemoNetwork.Commission,
        [Role.Partner] = DemoNetwork.Partner,
        [Role.Applicant] = DemoNetwork.ApplicantHead,
        [Role.Adviser] = "adviser@pl.stem.example.org",
        [Role.Delegate] = "head@pl.stem.example.org",
        [Role.Host] = "deputy@es.stem.example.org",
        [Role.Chair] = "head@dk.stem.example.org",
        [Role.MinuteTaker] = "deputy@lt.stem.example.org",
        [Role.Secretariat] = DemoNetwork.SecretariatDeputy,
    };

    /// <summary>Puts everybody into their role.</summary>
    public static async Task<Stage> Set(TestService service)
    {
        await service.Db(async db =>
        {
            var poland = await db.Organisations.SingleAsync(o => o.Code == "PL");
            var adviser = new Person(Emails[Role.Adviser], "Adviser of PL", null, "en", "Europe/Warsaw");
            db.Add(adviser);
            db.Add(new Mandate(adviser.Id, poland.Id, MandateRole.Adviser, new LocalDate(2026, 1, 1), null, null));
            var assembly = await db.Assemblies.SingleAsync(a => a.Code == AssemblyCode);
            var at = Instant.FromUtc(2026, 1, 1, 0, 0);
            foreach (
                var (role, office) in new[] { (Role.Host, Office.Host), (Role.Chair, Office.Chair), (Role.MinuteTaker, Office.MinuteTaker) }
            )
            {
                var email = Emails[role];
                db.Add(new Officer((await db.People.SingleAsync(p => p.Email == email)).Id, assembly.Id, office, at, null));
            }

            return await db.SaveChangesAsync();
        });
        return new(service);
    }

    /// <summary>Sends a request as somebody in that role, through the whole pipeline, and tells what kind of refusal came; null when there was none.</summary>
    public async Task<Error?> Send(object request, Role role)
    {
        await using var scope = service.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        services.GetRequiredService<ScopedReader>().Reader = role switch
        {
            Role.Public => Reader.Public,
            Role.Service => Reader.Service,
            _ => await services
                .GetRequiredService<Readers>()
                .ById(await IdOf(services.GetRequiredService<AssembliesDb>(), role), CancellationToken.None),
        };
        var outcome = request
            .GetType()
            .GetInterfaces()
            .Single(it => it.IsGenericType && it.GetGenericTypeDefinition() == typeof(IRequest<>));
        var send = typeof(IMediator).GetMethods().Single(method => method is { Name: "Send", IsGenericMethod: true });
        var sent = (Task)
            send.MakeGenericMethod(outcome.GetGenericArguments())
                .Invoke(services.GetRequiredService<IMediator>(), [request, CancellationToken.None])!;
        await sent;
        var answer = sent.GetType().GetProperty("Result")!.GetValue(sent)!;
        return (Error?)answer.GetType().GetProperty("Error")!.GetValue(answer);
    }

    /// <summary>Looks something up for a sample.</summary>
    public Task<T> Find<T>(Func<AssembliesDb, Task<T>> look) => service.Db(look);

    private static Task<Id<Person>> IdOf(AssembliesDb db, Role role)
    {
        var email = Emails[role];
        return db.People.Where(p => p.Email == email).Select(p => p.Id).SingleAsync();
    }
}
