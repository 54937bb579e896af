using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Csv;
using Assemblies.Server.Registration;
using Assemblies.Server.Tests.Invitations;
using CsCheck;

namespace Assemblies.Server.Tests.Registration;

/// <summary>Whatever people and host do in whatever order: each pool's count is the same wherever it is read.</summary>
public sealed partial class CountsPropertyTests
{
    private const int People = 5;

    private static readonly Gen<Act> Acts = Gen.Select(
        Gen.Int[0, 9],
        Gen.Int[0, People - 1],
        Gen.Int[0, 4],
        (what, who, n) => new Act(what, who, n)
    );

    private Spring2027 it = null!;

    [OneTimeSetUp]
    public async Task Start() => it = await Spring2027.Start("--Jobs:Run=false");

    [OneTimeTearDown]
    public async Task End() => await it.DisposeAsync();

    [Test]
    public Task Page_API_list_and_export_count_the_same_after_any_acts() =>
        Acts.Array[1, 14]
            .SampleAsync(
                async acts =>
                {
                    var at = await Gathering.Convened(it);
                    var people = await at.Newcomers(People);
                    await at.Resize(2);
                    foreach (var act in acts)
                    {
                        await Do(at, people[act.Who], act);
                    }

                    await Compare(at);
                },
                iter: 8,
                threads: 1
            );

    /// <summary>Most of them register, on site or online; some cancel; the host has more or fewer places, or offers them first.</summary>
    private static async Task Do(Gathering at, string email, Act act)
    {
        var shown = await at.Shown(email);
        switch (act.What)
        {
            case < 6:
                await at.Take(email, act.What < 4 ? TakingPart.OnSite : TakingPart.Online, shown.Version);
                break;
            case 6 when shown.IsComing:
                await at.Cancel(email).Succeeds();
                break;
            case 7 or 8:
                await at.Resize(act.N);
                break;
            case 9:
                await at.Rules(new() { OffersFirst = act.N % 2 is 0 });
                break;
            default:
                break;
        }
    }

    private static async Task Compare(Gathering at)
    {
        var seats = (await at.Secretariat.GetAsync($"{at.A}/seats").Value<ListSeats.Answer>()).Pools;
        var summary = await at.Secretariat.GetAsync($"{at.A}/registrations/summary").Value<SummariseRegistrations.Answer>();
        var list = (await at.Secretariat.GetAsync($"{at.A}/registrations").Value<ListRegistrations.Answer>()).Items;
        var csv = await at.Secretariat.GetStringAsync($"{at.A}/registrations/export?separator=;");
        var table = DelimitedText.Read(csv.TrimStart('\uFEFF'), ';').Select(line => line.Cells).ToList();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/assemblies/{at.Code}/registrations");
        request.Headers.Accept.ParseAdd("text/html");
        using var answer = await at.Secretariat.SendAsync(request);
        var page = PageRow()
            .Matches(WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()))
            .ToDictionary(
                row => row.Groups["title"].Value,
                row => (Number(row.Groups["taken"].Value), Number(row.Groups["waiting"].Value)),
                StringComparer.Ordinal
            );
        Assert.That(summary.Seats, Is.EqualTo(seats));
        Assert.That(page.Keys, Is.EquivalentTo(seats.Select(p => p.Title)));
        foreach (var pool in seats)
        {
            var (own, column) = (
                list.SelectMany(r => r.Seats).Where(s => s.Seats == pool.Id).ToList(),
                Array.IndexOf(table[0], pool.Title)
            );
            var cells = table.Skip(1).Select(row => row[column]).ToList();
            Assert.That(page[pool.Title], Is.EqualTo((pool.Taken, pool.Waiting)), pool.Title);
            Assert.That(own.Count(s => s.State is SeatState.Confirmed or SeatState.Offered), Is.EqualTo(pool.Taken), pool.Title);
            Assert.That(own.Count(s => s.State is SeatState.Waiting), Is.EqualTo(pool.Waiting), pool.Title);
            Assert.That(cells.Count(c => c is "confirmed" or "offered" or "meanwhile"), Is.EqualTo(pool.Taken), pool.Title);
            Assert.That(cells.Count(c => c is "waiting"), Is.EqualTo(pool.Waiting), pool.Title);
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"#who"">(?<title>[^<]+)</a></th>\s*<td data-label=""Taken"" class=""num"">(?<taken>\d+).*?<td data-label=""Waiting"" class=""num"">(?<waiting>\d+)</td>",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        10_000
    )]
    private static partial Regex PageRow();

    /// <summary>Something somebody does.</summary>
    private sealed record Act(int What, int Who, int N);
}
