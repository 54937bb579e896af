using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Assemblies.Benchmarks.Figures;
using Assemblies.Benchmarks.Machine;
using NodaTime;

namespace Assemblies.Benchmarks.Tables;

/// <summary>From convening to the last mail that the mail server took.</summary>
internal static class InvitationsTable
{
    private const int Recipients = 1_000;

    /// <summary>About what smtp-source sends in a second here: it takes a count, and no time.</summary>
    private const int Pace = 2_000;

    /// <summary>As many convocations as it takes here until the rate stands.</summary>
    private const int FewestWarming = 5;

    /// <summary>How long the sink is watched after the last mail; no convocation takes less.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly Goal Soon = Goal.Most(2, 6);

    public static async Task Fill(Rig rig)
    {
        await using var sink = MailSink.Start();
        var demo = await Prepare(rig, "demo", partners: 0);
        await using var few = await Convener.Start(rig, sink, demo, "demo_run", connections: 4);
        var first = await few.WarmUp(rig.WarmUp); // says how many the demo network has, too
        await Prepare(rig, "thousand", Recipients - first.People);
        await using var four = await Convener.Start(rig, sink, "thousand", "four_run", connections: 4);
        await using var one = await Convener.Start(rig, sink, "thousand", "one_run", connections: 1);
        await four.WarmUp(rig.WarmUp);
        await one.WarmUp(rig.WarmUp);

        var (source, size) = (await SmtpSource.Find(rig), sink.Sample.Length);
        Task<double> Limit(int connections, TimeSpan length) => source.Run(sink, (int)(Pace * length.TotalSeconds), size, connections);
        await Limit(4, rig.WarmUp);

        var (demos, fours, ones, limitOne, limitFour) = (
            new List<Sent>(),
            new List<Sent>(),
            new List<Sent>(),
            new List<double>(),
            new List<double>()
        );
        for (var round = 0; round < rig.Rounds; round++)
        {
            Func<Task>[] turns =
            [
                async () => demos.Add(await rig.Slice(few.Convene)),
                async () => fours.Add(await rig.Slice(four.Convene)),
                async () => limitFour.Add(await rig.Slice(() => Limit(4, rig.SliceLength))),
                async () => ones.Add(await rig.Slice(one.Convene)),
                async () => limitOne.Add(await rig.Slice(() => Limit(1, rig.SliceLength))),
            ];
            foreach (var turn in round % 2 is 0 ? turns : turns.Reverse())
            {
                await turn();
            }
        }

        Took(rig, "convene → last accepted, the demo's 39 organisations", demos);
        Took(rig, $"convene → last accepted, {Recipients:N0} recipients", fours);
        Against(rig, "messages a second, 1 connection / smtp-source", Goal.Least(0.5, 0.25), ones, limitOne);
        Against(rig, "messages a second, 4 connections / smtp-source", Goal.Least(0.2, 0.1), fours, limitFour);
        var mails = fours.Sum(sent => sent.Mails);
        rig.Report.Note(
            $"SMTP connections per 1,000 mails: {Report.Text(1000.0 * fours.Sum(sent => sent.Connections) / mails)} at 4, "
                + $"{Report.Text(1000.0 * ones.Sum(sent => sent.Connections) / ones.Sum(sent => sent.Mails))} at 1; a mail has {sink.Sample.Length / 1024.0:0.0} KB"
        );
        rig.Report.Note("smtp-source sends messages of the same size to the same sink, and its rate is taken in the same way.");
        rig.Report.Note("Each convocation: the sink took as many mails as the answer says, no Message-ID twice, and none came later.");
    }

    private static void Took(Rig rig, string name, List<Sent> sent) =>
        rig.Report.Add(
            new(
                name,
                "s",
                Soon,
                [.. sent.Select(one => one.ToLast.TotalSeconds)],
                $"{sent[0].People:N0} people, {sent[0].Mails:N0} mails; the answer after {Report.Text(Middle.Of(sent.Select(one => one.ToAnswer.TotalSeconds)))} s, "
                    + $"the first mail after {Report.Text(Middle.Of(sent.Select(one => one.ToFirst.TotalSeconds)))} s (medians)"
            )
        );

    private static void Against(Rig rig, string name, Goal goal, List<Sent> sent, List<double> limits) =>
        rig.Report.Add(
            new(
                name,
                "",
                goal,
                [.. sent.Zip(limits, (one, limit) => one.Rate / limit)],
                $"product {Report.Text(Middle.Of(sent.Select(one => one.Rate)))}, smtp-source {Report.Text(Middle.Of(limits))} messages a second (medians)"
            )
        );

    private static async Task<string> Prepare(Rig rig, string name, int partners)
    {
        await using var network = await Network.Make(rig, name);
        await network.AddPartners(partners);
        var most = Math.Max(FewestWarming, (int)(rig.WarmUp / Quiet) + 1);
        for (var number = 1; number <= rig.Rounds + most; number++)
        {
            await network.Plan(Code(number), new LocalDate(2028, 1, 12).PlusMonths(number));
        }

        await network.Analyse();
        return name;
    }

    private static string Code(int number) => string.Create(CultureInfo.InvariantCulture, $"GA-{2028 + (number / 9)}-{1 + (number % 9)}");

    /// <summary>A convocation as the sink saw it.</summary>
    private sealed record Sent(int People, int Mails, int Connections, TimeSpan ToAnswer, TimeSpan ToFirst, TimeSpan ToLast)
    {
        /// <summary>Messages a second, from the first accepted to the last.</summary>
        public double Rate => (Mails - 1) / (ToLast - ToFirst).TotalSeconds;
    }

    /// <summary>A running service that convenes one assembly after the other.</summary>
    private sealed class Convener(MailSink sink, Child product, HttpClient secretariat) : IAsyncDisposable
    {
        private int number;

        public static async Task<Convener> Start(Rig rig, MailSink sink, string template, string name, int connections)
        {
            var database = await rig.NewDatabase(name, template);
            var product = Product.Start(rig, database, sink.Port, ("Smtp__Connections", $"{connections}"));
            await product.Ready("/health/ready");
            await using var network = Network.Open(database);
            return new(sink, product, await network.As(Product.Secretariat, product.Address));
        }

        /// <summary>Convenes for a while, and some times at least: a cold process reads half its speed.</summary>
        public async Task<Sent> WarmUp(TimeSpan length)
        {
            var started = Stopwatch.GetTimestamp();
            var sent = await Convene();
            while (number < FewestWarming || Stopwatch.GetElapsedTime(started) < length)
            {
                sent = await Convene();
            }

            return sent;
        }

        public async Task<Sent> Convene()
        {
            sink.Clear();
            var started = Stopwatch.GetTimestamp();
            using var answer = await secretariat.PostAsync($"/api/v1/assemblies/{Code(++number)}/convene", JsonContent.Create(new { }));
            var answered = Stopwatch.GetElapsedTime(started);
            var body = await answer.Content.ReadAsStringAsync();
            if (!answer.IsSuccessStatusCode)
            {
                throw new InvalidOperationException($"It was not convened: {body}");
            }

            using var said = JsonDocument.Parse(body);
            var mails = said.RootElement.GetProperty("mails").GetInt32();
            await sink.Until(mails, Patience);
            await Task.Delay(Quiet); // one too many would come now
            var taken = sink.Taken;
            if (taken.Count != mails || taken.DistinctBy(mail => mail.MessageId, StringComparer.Ordinal).Count() != mails)
            {
                throw new InvalidOperationException($"{mails} mails were announced, {taken.Count} came; or a Message-ID came twice.");
            }

            return new(
                said.RootElement.GetProperty("people").GetInt32(),
                mails,
                sink.Connections,
                answered,
                Stopwatch.GetElapsedTime(started, taken[0].At),
                Stopwatch.GetElapsedTime(started, taken.Max(mail => mail.At))
            );
        }

        public async ValueTask DisposeAsync()
        {
            secretariat.Dispose();
            await product.DisposeAsync();
        }
    }
}
