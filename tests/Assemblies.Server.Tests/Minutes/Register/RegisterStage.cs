using Assemblies.Domain;
using Assemblies.Domain.Voting;
using Assemblies.Server.Minutes.Register;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Tests.Agenda;
using Assemblies.Server.Tests.Presence;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests.Minutes.Register;

/// <summary>GA-2027-1 on its first day, with votes that have a result: the register reacts to each as to one that was cast ballot by ballot.</summary>
internal sealed class RegisterStage : IAsyncDisposable
{
    public const string Code = DayOne.Code;
    public const string Api = "/api/v1";

    private readonly DayOne day;

    private RegisterStage(DayOne day) => this.day = day;

    public TestService Service => day.Service;

    public static async Task<RegisterStage> Start(Action<Microsoft.AspNetCore.Builder.WebApplicationBuilder>? also = null)
    {
        var it = new RegisterStage(await DayOne.Start(also));
        await it.CloseCharter();
        it.day.Begins();
        return it;
    }

    public Task<HttpClient> As(string email) => day.As(email);

    public Task<HttpClient> Chair => As(DayOne.Chair);

    public Task<HttpClient> Secretariat => As(DemoNetwork.Secretariat);

    /// <summary>A vote with a result on the first item of the assembly, or on the one that is closed.</summary>
    /// <returns>Its poll.</returns>
    public Task<Id<Poll>> Decide(
        string title,
        string text,
        Outcome outcome = Outcome.Adopted,
        string type = "budget",
        bool closed = false,
        Id<Motion>? again = null
    ) => DecidedVotes.Decide(Service, Code, title, text, outcome, type, closed, again);

    /// <summary>The vote is annulled.</summary>
    public Task Annul(Id<Poll> poll, string reason) => DecidedVotes.Annul(Service, poll, reason);

    /// <summary>The motion of a vote.</summary>
    public Task<Id<Motion>> MotionOf(Id<Poll> poll) =>
        Service.Db(db => db.PollResults.Where(r => r.Poll == poll).Select(r => r.Motion).SingleAsync());

    /// <summary>What the register shows somebody, page by page, by name.</summary>
    public static async Task<IReadOnlyList<string>> Names(HttpClient client, string query = "", int limit = 100)
    {
        var names = new List<string>();
        string? after = null;
        do
        {
            var more = after is null ? "" : $"&after={after}";
            var page = await client
                .GetAsync($"{Api}/decisions?limit={limit.ToString(System.Globalization.CultureInfo.InvariantCulture)}&{query}{more}")
                .Value<Page<DecisionLine>>();
            names.AddRange(page.Items.Select(it => it.Number ?? $"motion {it.Motion}"));
            after = page.Next;
        } while (after is not null);

        return names;
    }

    public ValueTask DisposeAsync() => day.DisposeAsync();

    // The item on the charter is closed from the next version of the agenda on.
    private async Task CloseCharter()
    {
        var secretariat = await Secretariat;
        var item = await Service.Db(db => db.AgendaItems.Where(i => i.Title == "Amendment of the charter").SingleAsync());
        var version = await Service.Db(db => db.AgendaDrafts.Where(d => d.Assembly == item.Assembly).Select(d => d.Version).SingleAsync());
        var plan = new
        {
            title = item.Title,
            minutes = item.Minutes,
            kind = "decision",
            closed = true,
        };
        await secretariat.Put($"{DayOne.A}/agenda/items/{item.Id}", new { item = plan }, version).Succeeds();
        await DemoProgramme.Publish(secretariat);
    }
}
