using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Outbox;
using Assemblies.Server.Tests.Platform.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using SmtpServer.Protocol;

namespace Assemblies.Server.Tests.Platform.Outbox;

public sealed class OutboxTests
{
    private SmtpSink sink = null!;
    private TestService service = null!;

    [SetUp]
    public async Task Start()
    {
        sink = new();
        service = await Serve(sink.Port);
    }

    [TearDown]
    public async Task End()
    {
        await service.DisposeAsync();
        await sink.DisposeAsync();
    }

    [Test]
    public async Task A_mail_of_a_committed_transaction_arrives_once_and_one_of_a_rolled_back_transaction_never()
    {
        await Add(commit: false, Mail("lost"));
        await Add(commit: true, Mail("kept"), Mail("kept"));
        await Add(commit: true, Mail("kept"));

        await AllSent(1);
        Assert.That(sink.Taken.Select(mail => mail.To), Is.EqualTo(new[] { "kept@example.org" }));
    }

    [Test]
    public async Task A_process_that_ended_between_the_servers_250_and_our_mark_sends_the_same_bytes_again()
    {
        await Add(commit: true, Mail("twice"));
        await AllSent(1);
        await Sql("update outbox_mail set state = 'Queued', sent_at = null, leased_until = now() - interval '1 second'");

        await Drain();
        Assert.That(sink.Taken.Select(mail => Convert.ToHexString(mail.Bytes)).Distinct().Count(), Is.EqualTo(1));
        Assert.That(sink.Taken, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_recipient_who_is_refused_fails_with_the_servers_words_and_the_others_go_on()
    {
        sink.AtRecipient = to =>
            to.StartsWith("gone", StringComparison.Ordinal) ? new(SmtpReplyCode.MailboxUnavailable, "5.1.1 Mailbox unknown") : null;
        await Add(commit: true, Mail("gone"), Mail("a"), Mail("b"));

        await Eventually.Holds(async () => await Count(DeliveryState.Sent) is 2 && await Count(DeliveryState.Failed) is 1);
        var failed = await service.Db(db => db.OutboxMails.SingleAsync(mail => mail.State == DeliveryState.Failed));
        Assert.That(failed.ServerWords, Does.Contain("550").And.Contain("Mailbox unknown"));
    }

    [Test]
    public async Task A_greylisted_recipient_is_tried_again_by_itself()
    {
        var refusals = 1;
        sink.AtRecipient = _ => Interlocked.Decrement(ref refusals) >= 0 ? new((SmtpReplyCode)450, "4.7.1 Greylisted, try again") : null;
        await Add(commit: true, Mail("grey"));

        await AllSent(1);
        var mail = await service.Db(db => db.OutboxMails.SingleAsync());
        Assert.That((mail.Attempts, sink.Taken.Count), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task A_newer_revision_takes_the_place_of_one_that_has_not_gone()
    {
        var port = await TakeDown();
        await Add(commit: true, Mail("x") with { Subject = "uid", Sequence = 0 });
        await Eventually.Holds(async () => await Count(DeliveryState.Deferred) is 1);
        await Add(commit: true, Mail("x") with { Key = "x1", Subject = "uid", Sequence = 1 });

        sink = new(port);
        await Eventually.Holds(async () => await Count(DeliveryState.Sent) is 1);
        var superseded = await service.Db(db => db.OutboxMails.SingleAsync(mail => mail.State == DeliveryState.Superseded));
        Assert.That((superseded.Sequence, sink.Taken.Count), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task A_dead_mail_server_makes_all_wait_and_loses_nothing()
    {
        var port = await TakeDown();
        await Add(commit: true, [.. Enumerable.Range(0, 120).Select(n => Mail($"r{n}"))]);
        await Eventually.Holds(async () => await Count(DeliveryState.Deferred) is 120);

        sink = new(port);
        await AllSent(120);
        Assert.That(sink.Taken.Select(mail => mail.To).Distinct().Count(), Is.EqualTo(120));
        Assert.That(sink.Taken, Has.Count.EqualTo(120));
        Assert.That(sink.Taken.Select(MessageId).Distinct().Count(), Is.EqualTo(120));
    }

    [Test]
    public async Task Two_replicas_send_each_mail_once()
    {
        await using var second = await TestService.StartOn(
            service.Database,
            also: Composer,
            settings: [.. Settings(sink.Port), "--Jobs:Run=false"]
        );
        await Add(commit: true, [.. Enumerable.Range(0, 200).Select(n => Mail($"r{n}"))]);
        await Task.WhenAll(Drain(), second.Services.GetRequiredService<OutboxDrain>().Run(CancellationToken.None));

        await AllSent(200);
        Assert.That(sink.Taken.Select(mail => mail.To), Is.Unique);
    }

    [Test]
    public async Task The_outbox_goes_on_after_the_database_was_away()
    {
        await Add(commit: true, Mail("before"));
        await AllSent(1);
        await TestCluster.Execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
                + await service.Db(db => Task.FromResult(db.Database.GetDbConnection().Database))
                + "'"
        );
        await Eventually.Holds(async () =>
        {
            try
            {
                await Add(commit: true, Mail("after"));
                return true;
            }
            catch (Exception e)
                when (e.FromPostgres() is not null || e.InnerException is Npgsql.NpgsqlException || e is Npgsql.NpgsqlException)
            {
                return false;
            }
        });
        await AllSent(2);
    }

    private static Task<TestService> Serve(int port) => TestService.Start(also: Composer, settings: Settings(port));

    private static string[] Settings(int port) =>
        ["--Jobs:Run=true", "--Smtp:Host=127.0.0.1", $"--Smtp:Port={port}", "--Smtp:Security=none", "--Mail:RetrySeconds=1"];

    private static void Composer(Microsoft.AspNetCore.Builder.WebApplicationBuilder builder) =>
        builder.Services.AddScoped<IComposeMail, TestComposer>();

    private static NewMail Mail(string who) => new(who, "test", "", $"{who}@example.org", who, "{}");

    private async Task Add(bool commit, params NewMail[] mails)
    {
        await using var scope = service.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AssembliesDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await scope.ServiceProvider.GetRequiredService<OutgoingMail>().Add(mails, CancellationToken.None);
        if (commit)
        {
            await transaction.CommitAsync();
            await service.Services.GetRequiredService<OutboxAlarm>().Ring(CancellationToken.None);
        }
    }

    private async Task<int> TakeDown()
    {
        var port = sink.Port;
        await sink.DisposeAsync();
        return port;
    }

    private Task Drain() => service.Services.GetRequiredService<OutboxDrain>().Run(CancellationToken.None);

    private Task<int> AllSent(int count) => Eventually.Is(() => Count(DeliveryState.Sent), sent => sent == count);

    private Task<int> Count(DeliveryState state) => service.Db(db => db.OutboxMails.CountAsync(mail => mail.State == state));

    private Task<int> Sql(string sql) => service.Db(db => db.Database.ExecuteSqlRawAsync(sql));

    private static string MessageId((string From, string To, byte[] Bytes) mail) =>
        MimeMessage.Load(new MemoryStream(mail.Bytes)).MessageId!;

    private sealed class TestComposer : IComposeMail
    {
        public string Kind => "test";

        public ValueTask<Composed?> Compose(OutboxMail mail, CancellationToken ct) =>
            ValueTask.FromResult<Composed?>(new("A test", "Text", "<p>Text</p>"));
    }
}
