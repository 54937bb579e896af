using Assemblies.Server.Platform.Live;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace Assemblies.Server.Tests.Platform.Live;

public sealed class AnnouncerTests
{
    private static readonly LiveTopic Room = new("room/1");
    private readonly ManualTime time = new();
    private TestService here = null!;
    private TestService there = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        here = await TestService.Start(also: builder => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time)));
        there = await TestService.StartOn(here.Database);
        await using var admin = NpgsqlDataSource.Create(here.Database.Address.Owner);
        await Eventually.Holds(async () =>
        {
            await using var count = admin.CreateCommand(
                "select count(*) from pg_stat_activity where query like 'listen %' and datname = current_database()"
            );
            return await count.ExecuteScalarAsync() is 2L;
        });
    }

    [OneTimeTearDown]
    public async Task End()
    {
        await there.DisposeAsync();
        await here.DisposeAsync();
    }

    [Test]
    public async Task A_change_on_one_replica_is_told_on_the_other()
    {
        var told = Follow(there, Room);
        await told.Next();

        Announce(here, Room, "quorum");

        Assert.That(await told.Next(), Is.EqualTo("quorum"));
        time.Pass();
    }

    [Test]
    public async Task What_comes_within_a_second_goes_together_after_it_and_none_is_lost()
    {
        var topic = new LiveTopic("room/burst");
        await using var listening = await Listening();
        var heard = new List<string>();
        listening.Notification += (_, said) => heard.Add(said.Payload);

        Announce(here, topic, "first");
        await Eventually.Holds(() => time.IsWaitedFor);
        for (var n = 0; n < 50; n++)
        {
            Announce(here, topic, $"part-{n % 5}");
        }

        time.Pass();
        while (heard.Count < 2)
        {
            await listening.WaitAsync();
        }

        await Eventually.Holds(() => time.IsWaitedFor);
        time.Pass();
        Assert.That(heard, Is.EqualTo(new[] { "room/burst first", "room/burst part-0 part-1 part-2 part-3 part-4" }));
    }

    [Test]
    public async Task A_stream_says_everything_at_once_and_again_after_its_connection_was_away()
    {
        var told = Follow(there, new("room/cut"));
        Assert.That(await told.Next(), Is.EqualTo("*"));

        await using (var admin = NpgsqlDataSource.Create(here.Database.Address.Owner))
        await using (
            var cut = admin.CreateCommand(
                "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'assemblies live' and datname = current_database()"
            )
        )
        {
            await cut.ExecuteNonQueryAsync();
        }

        Assert.That(await told.Next(), Is.EqualTo("*"));
    }

    [Test]
    public void A_sign_in_opens_no_more_streams_than_it_may_and_others_are_not_kept_out()
    {
        var streams = here.Services.GetRequiredService<LiveStreams>();
        var open = Enumerable.Range(0, LiveStreams.MostPerOwner).Select(_ => streams.Open(Room, "greedy")!).ToList();
        var (oneMore, another) = (streams.Open(Room, "greedy"), streams.Open(Room, "modest"));
        open[0].Dispose();
        open[0].Dispose();
        var (again, notTwice) = (streams.Open(Room, "greedy"), streams.Open(Room, "greedy"));

        Assert.Multiple(() =>
        {
            Assert.That(oneMore, Is.Null);
            Assert.That(another, Is.Not.Null);
            Assert.That(again, Is.Not.Null, "one was closed");
            Assert.That(notTwice, Is.Null, "closing one twice frees one place");
        });
        open.ForEach(stream => stream.Dispose());
        again!.Dispose();
        another!.Dispose();
    }

    [Test]
    public void What_is_kept_of_a_topic_is_old_as_soon_as_a_change_of_it_is_committed_here()
    {
        var (streams, other) = (here.Services.GetRequiredService<LiveStreams>(), new LiveTopic("room/other"));
        var (before, otherBefore) = (streams.Version(Room), streams.Version(other));

        Announce(here, Room, "item");

        Assert.Multiple(() =>
        {
            Assert.That(streams.Version(Room), Is.Not.EqualTo(before));
            Assert.That(streams.Version(other), Is.EqualTo(otherBefore));
            Assert.That(there.Services.GetRequiredService<LiveStreams>().Version(other), Is.Not.EqualTo(otherBefore), "another replica’s");
        });
        time.Pass();
    }

    private static void Announce(TestService service, LiveTopic topic, string part) =>
        service.Services.GetRequiredService<Announcer>().Announce(topic, [part]);

    private static Told Follow(TestService service, LiveTopic topic) =>
        new(service.Services.GetRequiredService<LiveStreams>().Open(topic, Guid.CreateVersion7().ToString())!);

    private async Task<NpgsqlConnection> Listening()
    {
        var connection = new NpgsqlConnection(here.Database.Address.App + ";Pooling=false");
        await connection.OpenAsync();
        await using var listen = new NpgsqlCommand($"listen {Announcer.Channel}", connection);
        await listen.ExecuteNonQueryAsync();
        return connection;
    }

    private sealed class Told(LiveStream stream)
    {
        private readonly IAsyncEnumerator<System.Net.ServerSentEvents.SseItem<string>> events = stream
            .Events(CancellationToken.None)
            .GetAsyncEnumerator();

        /// <summary>What the next event names.</summary>
        public async Task<string> Next()
        {
            do
            {
                await events.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1));
            } while (events.Current.EventType is LiveStream.Beat);

            return events.Current.Data.Split(' ', 2)[1];
        }
    }
}
