using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Tests.Meetings;

[Category("Time")]
public sealed class ZoneDataTests
{
    [Test]
    public async Task When_the_zone_data_changed_the_instants_are_worked_out_anew_from_the_local_times()
    {
        await using var database = await TestCluster.Clone();
        await using (var before = await TestService.StartOn(database, settings: "--Demo:Seed=true"))
        {
            await DemoAssembly.Host(before);
            await before.Db(db =>
                db.Database.ExecuteSqlAsync(
                    $"update zone_data set version = 'TZDB: 2020a'; update meeting set starts_at = starts_at - interval '1 hour'"
                )
            );
        }

        await using var after = await TestService.StartOn(database);
        var (starts, version) = await after.Db(async db =>
            (
                await db.Meetings.Where(m => m.Date.Year == 2027).OrderBy(m => m.StartsAt).Select(m => m.StartsAt).ToListAsync(),
                await db.Database.SqlQuery<string>($"select version as \"Value\" from zone_data").SingleAsync()
            )
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                starts,
                Is.EqualTo([Instant.FromUtc(2027, 4, 21, 11, 0), Instant.FromUtc(2027, 4, 22, 6, 30), Instant.FromUtc(2027, 4, 23, 7, 0)])
            );
            Assert.That(version, Is.EqualTo(DateTimeZoneProviders.Tzdb.VersionId));
        }
    }
}
