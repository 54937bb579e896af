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
    private readonly Composing composing = new();
    private SmtpSink sink = null!;
    private TestService service = null!;

    [SetUp]
    public async Task Start()
    {
        sink = new();
        (composing.Trouble, composing.IsWanted) = (null, _ => true);
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
        await Eventually.Holds(() => sink.Taken.Count is 2);
        await AllSent(1);
        Assert.That(sink.Taken.Select(mail => Convert.ToHexString(mail.Bytes)).Distinct().Count(), Is.EqualTo(1));
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
        await WithoutJobs();
        var port = await TakeDown();
        await Add(commit: true, Mail("x") with { Subject = "uid", Sequence = 0 });
        await Drain();
        Assert.That(await Count(DeliveryState.Deferred), Is.EqualTo(1));
        await Add(commit: true, Mail("x") with { Key = "x1", Subject = "uid", Sequence = 1 });

        sink = new(port);
        await Drain();
        var superseded = await service.Db(db => db.OutboxMails.SingleAsync(mail => mail.State == DeliveryState.Superseded));
        Assert.That((superseded.Sequence, sink.Taken.Count), Is.EqualTo((0, 1)));
    }

    [Test]
    public async Task A_mail_that_was_put_off_often_does_not_make_the_others_wait_as_long()
    {
        await WithoutJobs();
        var port = await TakeDown();
        await Add(commit: true, Mail("old"), Mail("fresh"));
        await Sql("update outbox_mail set attempts = 12 where key = 'old'");
        await Drain();
        var wait = await service.Db(db =>
            db.Database.SqlQuery<double>($"""select max(extract(epoch from due_at - now()))::float8 as "Value" from outbox_mail""")
                .SingleAsync()
        );
        Assert.That(wait, Is.LessThan(3));
        sink = new(port);
    }

    [Test]
    public async Task Who_is_told_later_for_days_is_given_up()
    {
        await WithoutJobs();
        sink.AtRecipient = _ => new((SmtpReplyCode)450, "4.7.1 Greylisted, try again");
        await Add(commit: true, Mail("days"), Mail("today"));
        await Sql("update outbox_mail set created_at = now() - interval '6 days' where key = 'days'");
        await Drain();
        var mails = await service.Db(db => db.OutboxMails.ToDictionaryAsync(mail => mail.Key));
        Assert.That((mails["days"].State, mails["today"].State), Is.EqualTo((DeliveryState.Failed, DeliveryState.Deferred)));
        Assert.That(mails["days"].ServerWords, Does.Contain("Greylisted"));
    }

    [Test]
    public async Task A_mail_that_waits_is_not_sent_once_it_is_not_wanted_any_more()
    {
        await WithoutJobs();
        sink.AtRecipient = _ => new((SmtpReplyCode)450, "4.7.1 Greylisted, try again");
        await Add(commit: true, Mail("stale"), Mail("good"));
        await Drain();
        sink.AtRecipient = _ => null;
        composing.IsWanted = key => key is not "stale";
        await Sql("update outbox_mail set due_at = now()");
        await Drain();
        Assert.That(sink.Taken.Select(mail => mail.To), Is.EqualTo(new[] { "good@example.org" }));
        Assert.That(await Count(DeliveryState.Superseded), Is.EqualTo(1));
    }

    [Test]
    public async Task A_hiccup_of_the_database_while_mails_are_written_fails_none_of_them()
    {
        await WithoutJobs();
        composing.Trouble = new InvalidOperationException(
            "An exception has been raised that is likely due to a transient failure.",
            new Npgsql.NpgsqlException("broken pipe")
        );
        await Add(commit: true, Mail("x"));
        Assert.That(Drain, Throws.InvalidOperationException);
        composing.Trouble = null;
        await Sql("update outbox_mail set leased_until = now() - interval '1 second'");
        await Drain();
        Assert.That(await Count(DeliveryState.Sent), Is.EqualTo(1));
    }

    [Test]
    public async Task What_only_a_newer_version_can_write_waits_for_it()
    {
        await WithoutJobs();
        await Add(commit: true, Mail("x") with { Kind = "of tomorrow" }, Mail("y"));
        await Drain();
        Assert.That((await Count(DeliveryState.Sent), await Count(DeliveryState.Deferred)), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task What_may_have_gone_when_its_process_ended_is_not_sent_after_what_followed_it()
    {
        await WithoutJobs();
        await Add(commit: true, Mail("x") with { Subject = "uid", Sequence = 0 });
        await Sql(
            "update outbox_mail set state = 'Deferred', attempts = 2, server_words = 'later', leased_until = now() - interval '1 second'"
        );
        await Add(commit: true, Mail("x") with { Key = "x1", Subject = "uid", Sequence = 1 });
        await Drain();
        var first = await service.Db(db => db.OutboxMails.SingleAsync(mail => mail.Sequence == 0));
        Assert.That((first.State, first.Doubtful, sink.Taken.Count), Is.EqualTo((DeliveryState.Superseded, true, 1)));
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

    [Test]
    public async Task The_mailbox_of_development_answers_also_where_mail_goes_out_in_earnest()
    {
        using var developer = service.Anybody();
        Assert.That(await developer.GetStringAsync("/dev/mail/list.json"), Is.EqualTo("[]"));
    }

    private Task<TestService> Serve(int port, params string[] also) =>
        TestService.Start(also: Composer, settings: [.. Settings(port), .. also]);

    /// <summary>Another service, on which nothing happens by itself.</summary>
    private async Task WithoutJobs()
    {
        await service.DisposeAsync();
        service = await Serve(sink.Port, "--Jobs:Run=false");
    }

    private static string[] Settings(int port) =>
        ["--Jobs:Run=true", "--Smtp:Host=127.0.0.1", $"--Smtp:Port={port}", "--Smtp:Security=none", "--Mail:RetrySeconds=1"];

    private void Composer(Microsoft.AspNetCore.Builder.WebApplicationBuilder builder) =>
        builder.Services.AddScoped<IComposeMail>(_ => new TestComposer(composing));

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

    private sealed class Composing
    {
        public Exception? Trouble { get; set; }

        public Func<string, bool> IsWanted { get; set; } = _ => true;
    }

    private sealed class TestComposer(Composing composing) : IComposeMail
    {
        public string Kind => "test";

        public ValueTask<bool> IsWanted(OutboxMail mail, CancellationToken ct) => ValueTask.FromResult(composing.IsWanted(mail.Key));

        public ValueTask<Composed?> Compose(OutboxMail mail, CancellationToken ct) =>
            composing.Trouble is { } trouble ? throw trouble : ValueTask.FromResult<Composed?>(new("A test", "Text", "<p>Text</p>"));
    }
}
