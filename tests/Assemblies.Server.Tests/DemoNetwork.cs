using Assemblies.Domain;
using Assemblies.Server.Members;
using Assemblies.Server.Members.Demo;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests;

/// <summary>The one fictional network of tests, demo and pictures: 39 organisations, 63 people, eight past assemblies.</summary>
public static class DemoNetwork
{
    /// <summary>Keeps the secretariat; also head of the member NL.</summary>
    public const string Secretariat = "head@nl.stem.example.org";

    /// <summary>Keeps the secretariat; also deputy of the member NL.</summary>
    public const string SecretariatDeputy = "deputy@nl.stem.example.org";

    /// <summary>Head of the member SI, which hosts GA-2027-1.</summary>
    public const string SloveniaHead = "head@si.stem.example.org";

    /// <summary>Deputy of the member SI.</summary>
    public const string SloveniaDeputy = "deputy@si.stem.example.org";

    /// <summary>Head of the member BG, which proposes too; has a name in Cyrillic.</summary>
    public const string BulgariaHead = "head@bg.stem.example.org";

    /// <summary>Head of the member CZ.</summary>
    public const string CzechiaHead = "head@cz.stem.example.org";

    /// <summary>Head of the member FI.</summary>
    public const string FinlandHead = "head@fi.stem.example.org";

    /// <summary>Head of the member GR; has a name in Greek.</summary>
    public const string GreeceHead = "head@gr.stem.example.org";

    /// <summary>Head of the applicant RO.</summary>
    public const string ApplicantHead = "head@ro.stem.example.org";

    /// <summary>Head of the associated partner eurotech.</summary>
    public const string Partner = "contact@eurotech.partners.example.org";

    /// <summary>Observer of the Commission's DG EAC.</summary>
    public const string Commission = "observer.dg-eac@ec.example.org";

    /// <summary>How many organisations there are.</summary>
    public const int Organisations = 39;

    /// <summary>How many of them are members.</summary>
    public const int Members = 24;

    /// <summary>How many people there are, each with one mandate.</summary>
    public const int People = 63;

    /// <summary>The whole service on a database with the network in it.</summary>
    public static Task<TestService> Start(
        string environment = "Development",
        Action<WebApplicationBuilder>? also = null,
        params string[] settings
    ) => TestService.Start(environment, also, ["--Demo:Seed=true", .. settings]);

    /// <summary>Puts the network into the empty database of a service that runs.</summary>
    public static async Task Seed(TestService service) => Assert.That((await service.Send<Done>(new SeedDemo())).Error, Is.Null);

    /// <summary>The secretariat corrects somebody's name and address.</summary>
    public static async Task Correct(this TestService service, HttpClient secretariat, string was, NameAndAddress now)
    {
        var (mandate, version) = await service.Db(async db =>
        {
            var person = await db.People.SingleAsync(p => p.Email == was);
            return (await db.Mandates.Where(m => m.Person == person.Id).Select(m => m.Id).SingleAsync(), person.Version);
        });
        await secretariat.Put($"/api/v1/representatives/{mandate}", now, version).Succeeds();
    }
}
