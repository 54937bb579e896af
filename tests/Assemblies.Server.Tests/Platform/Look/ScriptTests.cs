using System.Net.Http.Json;
using Assemblies.Server.Members;
using Assemblies.Server.Tests.Hosting;
using Assemblies.Server.Tests.Rights;

namespace Assemblies.Server.Tests.Platform.Look;

public sealed class ScriptTests
{
    private const string Script = "\"><svg onload=alert(1)>";

    [Test]
    public async Task Public_case_C54_a_name_that_would_be_script_is_text_on_every_page_that_prints_it()
    {
        await using var hosting = await HostingStage.Start();
        var service = hosting.Service;
        await hosting.OpenAutumn();
        await Rename(hosting);
        await hosting.Submit("cz", "GA-2027-2", HostingStage.Brno);
        await hosting.Submit("fi", "GA-2027-2", HostingStage.Tampere);
        var stage = await Stage.Set(service);
        var convened = await stage.Convened;

        // Its name in what it asks for and hands in, too.
        var czechia = await hosting.Head("cz");
        await czechia
            .PostAsJsonAsync(
                $"/api/v1/assemblies/{Stage.AssemblyCode}/agenda/requests",
                new
                {
                    title = Script,
                    text = Script,
                    minutes = 10,
                }
            )
            .Succeeds();
        var wrong = new List<string>();
        foreach (
            var address in new[]
            {
                "/organisations?search=svg",
                "/organisations/CZ",
                "/host-calls/GA-2027-2/proposals",
                "/host-calls/GA-2027-2/proposals/1",
                "/host-calls/GA-2027-2/assign",
                $"/assemblies/{Stage.AssemblyCode}/people",
                $"/assemblies/{Stage.AssemblyCode}/documents",
                $"/assemblies/{Stage.AssemblyCode}/convene",
                $"/assemblies/{Stage.AssemblyCode}/agenda/requests",
                $"/assemblies/{convened}/invitations",
                $"/assemblies/{convened}/deliveries?q=cz.stem",
            }
        )
        {
            using var answer = await hosting.Secretariat.GetAsync(address);
            var page = await answer.Content.ReadAsStringAsync();
            if (
                !answer.IsSuccessStatusCode
                || !page.Contains("&lt;svg onload", StringComparison.Ordinal)
                || page.Contains("<svg onload", StringComparison.Ordinal)
                || !answer.Headers.GetValues("Content-Security-Policy").Single().Contains("script-src 'self'", StringComparison.Ordinal)
            )
            {
                wrong.Add($"{(int)answer.StatusCode} {address}");
            }
        }

        Assert.That(wrong, Is.Empty);
    }

    private static async Task Rename(HostingStage hosting)
    {
        var before = await hosting.Secretariat.GetAsync("/api/v1/organisations/CZ").Value<ShowOrganisation.Answer>();
        var facts = before.Facts with { Name = Script, NameLatin = null };
        await hosting.Secretariat.Put("/api/v1/organisations/CZ", new { facts }, before.Version).Succeeds();
        await hosting.Service.Correct(hosting.Secretariat, DemoNetwork.CzechiaHead, new(DemoNetwork.CzechiaHead, Script, null));
    }
}
