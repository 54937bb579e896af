using Assemblies.Server.Agenda;
using Microsoft.EntityFrameworkCore;
using static Assemblies.Server.Tests.Agenda.DemoProgramme;

namespace Assemblies.Server.Tests.Agenda;

/// <summary>Before the dates are announced nobody outside learns that there is an assembly, whatever they ask of it.</summary>
public sealed class HiddenAssemblyTests
{
    [Test]
    public async Task An_assembly_that_is_not_announced_is_for_outsiders_the_same_as_none()
    {
        await using var service = await DemoProgramme.Start(isAnnounced: false);
        var chair = await service.As(Chair);
        await Enter(chair);
        await Publish(chair);
        var item = (await chair.Draft()).ItemNumbered("8");
        string[] asked =
        [
            "programme",
            "documents",
            "agenda",
            "agenda/publish",
            "agenda/versions",
            "agenda/versions/1",
            "agenda/requests",
            $"agenda/items/{item}",
            $"documents/{Guid.CreateVersion7()}/file",
        ];
        foreach (var email in new[] { null, DemoNetwork.Partner, DemoNetwork.Commission, DemoNetwork.ApplicantHead })
        {
            var client = email is null ? service.Anybody() : await service.As(email);
            foreach (var path in asked)
            {
                var unknown = $"/api/v1/assemblies/GA-2099-1/{path}";
                Assert.That(await client.GetAsync(At(path)).Refusal(), Is.EqualTo("404 agenda.unknown_assembly"), $"{email} {path}");
                Assert.That(await client.GetAsync(unknown).Refusal(), Is.EqualTo("404 agenda.unknown_assembly"), $"{email} {path}");
            }

            var page = await client.GetAsync($"/assemblies/{Code}");
            Assert.That((int)page.StatusCode, Is.EqualTo(404), email);
            Assert.That(await page.Content.ReadAsStringAsync(), Does.Not.Contain("Ljubljana"), email);
            Assert.That(
                await client
                    .Post(
                        At("agenda/requests"),
                        new
                        {
                            title = "x",
                            text = "x",
                            minutes = 5,
                        }
                    )
                    .Refusal(),
                Is.EqualTo("404 agenda.unknown_assembly"),
                email
            );
        }

        var member = await service.As(DemoNetwork.FinlandHead);
        Assert.That((await member.GetAsync(At("programme")).Value<ShowProgramme.Answer>()).Meetings, Has.Count.EqualTo(3));
        await service.Db(async db =>
        {
            var assembly = await db.Assemblies.Include(a => a.Steps).Include(a => a.Meetings).SingleAsync(a => a.Code == Code);
            assembly.Announce(service.Clock.GetCurrentInstant(), null);
            return await db.SaveChangesAsync();
        });
        Assert.That((await service.Anybody().GetAsync(At("programme")).Value<ShowProgramme.Answer>()).Meetings, Has.Count.EqualTo(1));
        Assert.That((await service.Anybody().GetAsync(At("documents")).Value<ListDocuments.Answer>()).Updates, Is.Null);
    }
}
