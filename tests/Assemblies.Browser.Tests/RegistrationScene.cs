using System.Net.Http.Json;
using Assemblies.Domain;
using Assemblies.Domain.Registration;
using Assemblies.Server.Registration;
using Assemblies.Server.Tests;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Browser.Tests;

/// <summary>What the pages about registration show: an assembly whose first day is full on site, with a dinner, roundtables, a bus, guests and a letter.</summary>
/// <param name="Registered">The registration of whoever has seats.</param>
/// <param name="Dinner">The dinner's seats.</param>
/// <param name="Circular">A letter that rests.</param>
/// <param name="Token">A guest's link, not used yet.</param>
internal sealed record RegistrationScene(string Registered, string Dinner, string Circular, string Token)
{
    /// <summary>Head of a delegation who is registered.</summary>
    public const string HasSeats = "head@ee.stem.example.org";

    /// <summary>Head of a delegation for whom no seat on site was left on the first day.</summary>
    public const string Waits = "head@cz.stem.example.org";

    private const string A = $"/api/v1/assemblies/{AssemblyScene.Convened}";

    // With them the first day is full, and two wait; whoever registers next is number 3.
    private static readonly string[] Heads =
    [
        HasSeats,
        "head@bg.stem.example.org",
        "head@gr.stem.example.org",
        "head@fi.stem.example.org",
        Waits,
    ];

    /// <summary>Goes on from <see cref="AssemblyScene"/>.</summary>
    public static async Task<RegistrationScene> Play(TestService service)
    {
        using var host = await service.As(Scenario.Secretariat);
        var seats = await host.GetAsync($"{A}/seats").Value<ListSeats.Answer>();
        var day1 = seats.Pools.First(p => p is { Meeting: "day1", Kind: PoolKind.OnSite });
        await host.Put($"{A}/seats/{day1.Id}", new { capacity = 3, reserved = 0 }, day1.Version).Succeeds();
        await host.Put($"{A}/seats/terms", new SeatTerms { PublicForm = true, ApprovesGuests = true }, seats.Terms.Version).Succeeds();
        var dinner = await Add(host, new("Members’ walking dinner", "Wednesday, 19:30, on the castle hill. Free of charge."), 40);
        await Add(host, new("Rural schools", "Room 2", Choice: "Roundtable"), 12);
        await Add(host, new("Girls in STEM", "Room 3", Choice: "Roundtable"), 12);
        await Add(host, new("Bus to the airport", "Friday, 13:30, from the front door.", ForConfirmed: true), 50);
        var registered = "";
        foreach (var email in Heads)
        {
            using var client = await service.As(email);
            var form = await client.GetAsync($"{A}/registration-form").Value<ShowRegistration.Answer>();
            var made = await client
                .Post(
                    $"{A}/registrations",
                    new
                    {
                        meetings = form.Meetings.Select(m => new { m.Meeting, how = "onSite" }),
                        items = new[] { new { pool = dinner, wanted = true } },
                        needs = new
                        {
                            helps = new[] { email is HasSeats ? "hearingLoop" : "vegetarian" },
                            more = (string?)null,
                            phone = (string?)null,
                        },
                        photoConsent = email is HasSeats,
                    }
                )
                .Value<Register.Answer>();
            registered = email is HasSeats ? made.Registration.ToString() : registered;
        }

        foreach (var (name, email) in new[] { ("Ana Horvat", "ana@museum.example.org"), ("Bruno Conti", "bruno@museum.example.org") })
        {
            await host.PostAsJsonAsync(
                    $"{A}/guests",
                    new
                    {
                        name,
                        affiliation = "Museum of Technology",
                        email,
                    }
                )
                .Succeeds();
        }

        using var anybody = service.Anybody();
        await anybody
            .PostAsJsonAsync(
                $"{A}/guest-requests",
                new
                {
                    name = "Chiara Rossi",
                    affiliation = "Daily paper",
                    email = "chiara@paper.example.org",
                    how = "onSite",
                }
            )
            .Succeeds();
        await Attend(anybody, await LinkOf(service, "bruno@museum.example.org"));
        await Attend(anybody, await LinkOf(service, "chiara@paper.example.org"));
        var circular = await host.Post(
                $"{A}/circulars",
                new
                {
                    to = new { kind = "registered" },
                    subject = "How to get there",
                    text = "The tram stops in front of the house.\n\nThe map: https://map.example.org",
                    number = Heads.Length + 1,
                }
            )
            .Value<SendCircular.Answer>();
        return new(registered, dinner.ToString(), circular.Id.ToString(), await LinkOf(service, "ana@museum.example.org"));
    }

    private static async Task<Id<SeatPool>> Add(HttpClient host, BookableItem item, int capacity) =>
        (
            await host.PostAsJsonAsync($"{A}/seats", new { item, capacity }, Server.Platform.Http.Json.Options).Value<AddBookable.Added>()
        ).Seats;

    private static Task Attend(HttpClient anybody, string token) =>
        anybody.PostAsJsonAsync($"/attend/{token}", new { how = "onSite" }).Succeeds();

    private static Task<string> LinkOf(TestService service, string email) =>
        service.Db(async db =>
            await db.NewAttendLink(
                await db.Admissions.Where(a => a.Email == email).Select(a => a.Id).SingleAsync(),
                service.Clock.GetCurrentInstant(),
                CancellationToken.None
            )
        );
}
