using System.Net.Http.Json;
using Assemblies.Domain.Registration;
using Assemblies.Server.Presence;
using Assemblies.Server.Registration;

namespace Assemblies.Server.Tests.Presence;

/// <summary>A room with more people than places: the desk is warned, nobody is sent away.</summary>
public sealed class FullRoomTests
{
    [Test]
    public async Task Whoever_makes_a_full_room_fuller_is_let_in_and_the_desk_reads_by_how_many()
    {
        await using var day = await DayOne.Start();
        var secretariat = await day.As("head@nl.stem.example.org");
        var seats = await secretariat.GetAsync($"{DayOne.A}/seats").Value<ListSeats.Answer>();
        var hall = seats.Pools.Single(pool => pool is { Meeting: "day1", Kind: PoolKind.OnSite });
        await secretariat.Put($"{DayOne.A}/seats/{hall.Id}", new { capacity = 2, reserved = 0 }, hall.Version).Succeeds();
        day.Begins();
        await day.CheckIn(DayOne.Head("AT")).Succeeds();
        var second = await day.CheckIn(DayOne.Head("BE")).Value<DoorAnswer>();

        var walkIn = await (await day.As(DayOne.Desk))
            .PostAsJsonAsync(
                $"{DayOne.A}/check-ins/walk-in",
                new
                {
                    meeting = "day1",
                    name = "Chiara Rossi",
                    affiliation = "Daily paper",
                }
            )
            .Value<DoorAnswer>();
        var again = await day.CheckIn(DayOne.Head("BE")).Value<DoorAnswer>();

        Assert.That(second.Warnings, Has.None.Contains("The room has"));
        Assert.That(walkIn.IsIn);
        Assert.That(walkIn.Warnings, Does.Contain("The room has two places, and three people are in."));
        Assert.That(again.Warnings, Does.Contain("The room has two places, and three people are in."), "a repeat says the same");
    }
}
