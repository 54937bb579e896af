using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Assemblies.Benchmarks.Figures;
using Assemblies.Benchmarks.Machine;
using NodaTime;

namespace Assemblies.Benchmarks.Tables;

/// <summary>Many people at once for the seats of one meeting, most of whom have to wait, against the bare transaction.</summary>
internal static class RegistrationTable
{
    private const string Database = "registration";
    private const int Connections = 20;
    private const int Capacity = 100;
    private const int People = 1_500;

    public static async Task Fill(Rig rig)
    {
        await using var sink = MailSink.Start();
        await using var network = await Network.Make(rig, Database);
        var codes = Enumerable.Range(1, rig.Rounds + 2).Select(Code).ToList();
        foreach (var (code, at) in codes.Select((code, at) => (code, at)))
        {
            await network.Plan(code, new LocalDate(2028, 3, 8).PlusMonths(at));
        }

        await using var product = Product.Start(rig, rig.Address(Database), sink.Port);
        await product.Ready("/health/ready");
        using var secretariat = await network.As(Product.Secretariat, product.Address);
        var rushes = new Queue<Rush>();
        foreach (var code in codes)
        {
            await Convene(secretariat, code);
            rushes.Enqueue(await Rush.Prepare(secretariat, product.Address, code));
        }

        // After the convocations: so many people are to come, not to be written to.
        await network.AddPartners(People);
        var tokens = await network.Tokens(People);
        await network.Analyse();

        await using var bare = await BareTransactions.Start(rig);
        using var bareClient = new HttpClient { BaseAddress = bare.Address };
        var pool = 0;
        async Task<double> Limit(TimeSpan length)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"pools/{++pool}");
            (await bareClient.PostAsync(new Uri($"{path}?capacity={Capacity}", UriKind.Relative), null)).EnsureSuccessStatusCode();
            var (count, seconds) = await Run(length, int.MaxValue, _ => new(HttpMethod.Post, new Uri(bare.Address, $"{path}/lines")));
            return count / seconds;
        }

        async Task<double> Registered(TimeSpan length)
        {
            var rush = rushes.Dequeue();
            var (count, seconds) = await Run(length, People, person => rush.Request(tokens[person]));
            await rush.Check(network, count);
            return count / seconds;
        }

        // A registration runs through much code, a good deal of which is compiled anew while it is already in use.
        await Registered(rig.WarmUp * 4);
        await Rounds.Fight(
            rig,
            [
                new(
                    $"registrations rushing {Capacity} seats, {Connections} connections / bare transaction",
                    Goal.Least(0.25, 0.1),
                    new("product", Registered),
                    new("bare", Limit)
                ),
            ]
        );
        rig.Report.Note(
            $"After each turn: {Capacity} have a seat, all others wait, in an order without a gap or a tie; nobody has two lines."
        );
    }

    private static async Task<(int Count, double Seconds)> Run(TimeSpan length, int most, Func<int, HttpRequestMessage> request)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections });
        var (started, next, done) = (Stopwatch.GetTimestamp(), -1, 0);
        await Task.WhenAll(
            Enumerable
                .Range(0, Connections)
                .Select(async _ =>
                {
                    while (Stopwatch.GetElapsedTime(started) < length && Interlocked.Increment(ref next) is var person && person < most)
                    {
                        using var asked = request(person);
                        using var answer = await client.SendAsync(asked);
                        if (!answer.IsSuccessStatusCode)
                        {
                            throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
                        }

                        Interlocked.Increment(ref done);
                    }
                })
        );
        return (done, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private static async Task Convene(HttpClient secretariat, string code)
    {
        using var convened = await secretariat.PostAsync($"/api/v1/assemblies/{code}/convene", JsonContent.Create(new { }));
        convened.EnsureSuccessStatusCode();
    }

    private static string Code(int number) => string.Create(CultureInfo.InvariantCulture, $"GA-{2028 + (number / 9)}-{1 + (number % 9)}");

    /// <summary>One assembly whose open meeting has few seats.</summary>
    private sealed record Rush(Uri Address, string Code, string Meeting, Guid Pool)
    {
        public static async Task<Rush> Prepare(HttpClient secretariat, Uri address, string code)
        {
            using var seats = JsonDocument.Parse(await secretariat.GetStringAsync($"/api/v1/assemblies/{code}/seats"));
            var pool = seats
                .RootElement.GetProperty("pools")
                .EnumerateArray()
                .First(p => p.GetProperty("kind").GetString() is "onSite" && p.GetProperty("meeting").GetString() is "open");
            var (id, version) = (pool.GetProperty("id").GetGuid(), pool.GetProperty("version").GetInt64());
            using var resize = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/assemblies/{code}/seats/{id}")
            {
                Content = JsonContent.Create(new { capacity = Capacity, reserved = 0 }),
            };
            resize.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
            using var answer = await secretariat.SendAsync(resize);
            answer.EnsureSuccessStatusCode();
            using var assembly = JsonDocument.Parse(await secretariat.GetStringAsync($"/api/v1/assemblies/{code}"));
            var meeting = assembly
                .RootElement.GetProperty("meetings")
                .EnumerateArray()
                .First(m => m.GetProperty("key").GetString() is "open");
            return new(address, code, meeting.GetProperty("id").GetString()!, id);
        }

        public HttpRequestMessage Request(string token)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, $"/api/v1/assemblies/{Code}/registrations"))
            {
                Content = JsonContent.Create(new { meetings = new[] { new { meeting = Meeting, how = "onSite" } } }),
            };
            request.Headers.Authorization = new("Bearer", token);
            return request;
        }

        public async Task Check(Network network, int registered)
        {
            var (confirmed, waiting, distinct, people) = await network.Lines(Pool);
            if (
                confirmed != Math.Min(registered, Capacity)
                || waiting != registered - confirmed
                || distinct != registered
                || people != registered
            )
            {
                throw new InvalidOperationException(
                    $"{Code}: {registered} registered, {confirmed} have a seat, {waiting} wait, {distinct} places, {people} people."
                );
            }
        }
    }
}
