using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests.Platform.Database;

public sealed class JsonColumnsTests
{
    [Test]
    public async Task What_an_older_version_wrote_stays_readable_when_fields_come_and_go()
    {
        await using var service = await DemoNetwork.Start();
        using var secretariat = await service.As(DemoNetwork.Secretariat);
        const string Once = """{"wasThereOnce": 7}""";
        var changed = await service.Db(db =>
            db.Database.ExecuteSqlAsync(
                $"update rules_version set parameters = (parameters - 'announceDaysBefore') || cast({Once} as jsonb)"
            )
        );
        Assert.That(changed, Is.EqualTo(1));

        using var answer = await secretariat.GetAsync("/api/v1/rules");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());
    }
}
