using System.Net.Http.Json;
using Assemblies.Domain;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Registration;
using Assemblies.Domain.Rules;
using Assemblies.Server.Presence;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Tests.Presence;

/// <summary>Proxies as they are given, answered and withdrawn; each test has members of its own.</summary>
public sealed class ProxyTests
{
    private const string A = DayOne.A;

    private DayOne day = null!;

    [OneTimeSetUp]
    public async Task Start() => day = await DayOne.Start();

    [OneTimeTearDown]
    public async Task End() => await day.DisposeAsync();

    [Test]
    public async Task A_proxy_is_given_in_writing_with_scope_and_instruction_and_both_sides_read_and_are_told_of_each_step()
    {
        var number = await day.Service.Db(db => db.AgendaItems.OrderBy(i => i.Number).Select(i => i.Number!).FirstAsync());
        var given = await Give(
                "LV",
                new
                {
                    holder = "EE",
                    text = "LV gives its vote to EE.",
                    items = new[] { number },
                    instructions = new[]
                    {
                        new
                        {
                            item = number,
                            vote = "yes",
                            about = "fees",
                        },
                    },
                }
            )
            .Value<GiveProxy.Given>();
        var waits = await Home("EE");
        await Answer("EE", given.Id, "accept").Succeeds();
        await Answer("EE", given.Id, "accept").Succeeds();
        var (principal, holder, stranger, chair) = (await List("LV"), await List("EE"), await List("FI"), await List(DayOne.Chair));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(waits, Does.Contain("Answer the proxy of Zinātnes Ceļi"));
            Assert.That(await Home("EE"), Does.Contain($"You vote for Zinātnes Ceļi at {DayOne.Code}"));
            Assert.That(await Home("LV"), Does.Contain($"Teaduspakt votes for you at {DayOne.Code}"));
            Assert.That(principal.Proxies.Single().Instructions, Is.EqualTo([new GivenInstruction(number, InstructedVote.Yes, "fees")]));
            Assert.That(holder.Proxies.Single().Steps.Select(s => s.What), Is.EqualTo([ProxyEvent.Given, ProxyEvent.Accepted]));
            Assert.That(stranger.Proxies, Is.Empty);
            Assert.That(chair.Proxies.Select(p => p.Id), Does.Contain(given.Id));
            Assert.That(
                await day.Service.Db(db => db.OutboxMails.CountAsync(m => m.Key.StartsWith($"presence.proxy/{given.Id}/"))),
                Is.EqualTo(8)
            );
        }
    }

    [Test]
    public async Task The_limit_counts_after_withdrawals_and_nothing_is_passed_on()
    {
        var first = await Give("AT", "BE").Value<GiveProxy.Given>();
        await Give("BG", "BE").Succeeds();
        var full = await Give("CH", "BE").Refusal();
        var notTheirs = await Answer("BG", first.Id, "withdraw").Refusal();
        await Answer("AT", first.Id, "withdraw").Succeeds();
        await Answer("AT", first.Id, "withdraw").Succeeds();
        await Give("CH", "BE").Succeeds();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(full, Is.EqualTo("409 proxies.holder_full"));
            Assert.That(notTheirs, Is.EqualTo("404 proxies.unknown"), "what is not theirs to see is not there");
            Assert.That(await Give("BE", "AT").Refusal(), Is.EqualTo("409 proxies.holds_one"));
            Assert.That(await Give("AT", "BG").Refusal(), Is.EqualTo("409 proxies.holder_gave_one"));
            Assert.That(await Give("BG", "AT").Refusal(), Is.EqualTo("409 proxies.given_already"));
            Assert.That(await Give("HR", "AT").Refusal(), Is.EqualTo("409 proxies.principal_without_vote"));
            Assert.That(await Give("AT", "HR").Refusal(), Is.EqualTo("409 proxies.holder_without_vote"));
            Assert.That(await Give("AT", "AT").Refusal(), Is.EqualTo("400 proxies.own_holder"));
            Assert.That(await Give("AT", "XX").Refusal(), Is.EqualTo("400 proxies.unknown_member"));
            Assert.That(await Answer("BE", first.Id, "accept").Refusal(), Is.EqualTo("409 proxies.over"));
        }
    }

    [Test]
    public async Task One_that_is_refused_counts_for_nobody_and_the_member_may_ask_another()
    {
        var asked = await Give("CZ", "NL").Value<GiveProxy.Given>();
        await Answer("NL", asked.Id, "refuse").Succeeds();
        await Answer("NL", asked.Id, "refuse").Succeeds();
        Assert.That(await Answer("NL", asked.Id, "accept").Refusal(), Is.EqualTo("409 proxies.answered_already"));
        Assert.That((await List("CZ")).Proxies.Single().Steps.Select(s => s.What), Is.EqualTo([ProxyEvent.Given, ProxyEvent.Refused]));
        await Give("CZ", "PL").Succeeds();
    }

    [Test]
    public async Task Of_many_that_are_given_to_one_holder_at_once_two_stand()
    {
        string[] principals = ["DE", "DK", "FR", "HU", "IE"];
        var answers = await Task.WhenAll(principals.Select(principal => Give(principal, "IT")));
        var refusals = await Task.WhenAll(answers.Where(a => !a.IsSuccessStatusCode).Select(a => Task.FromResult(a).Refusal()));
        Assert.That(refusals, Is.EqualTo(Enumerable.Repeat("409 proxies.holder_full", 3)));
    }

    [Test]
    public async Task Two_given_by_one_member_at_once_are_one()
    {
        var answers = await Task.WhenAll(Give("LT", "NO"), Give("LT", "PL"));
        var refused = answers.Single(a => !a.IsSuccessStatusCode);
        Assert.That(await Task.FromResult(refused).Refusal(), Is.EqualTo("409 proxies.given_already"));
    }

    [Test]
    public async Task The_secretariat_enters_one_with_its_source_and_the_member_reads_so()
    {
        var secretariat = await day.As(DemoNetwork.Secretariat);
        object Body(object? source) =>
            new
            {
                principal = "SE",
                holder = "SI",
                text = "SE gives its vote to SI.",
                source,
            };
        var without = await secretariat.PostAsJsonAsync($"{A}/proxies", Body(null)).Refusal();
        var given = await secretariat
            .PostAsJsonAsync($"{A}/proxies", Body(new { kind = "mail", note = "Their head, 14 April" }))
            .Value<GiveProxy.Given>();
        var mail = await day.Service.Db(db =>
            db.OutboxMails.Where(m => m.Key.StartsWith($"presence.proxy/{given.Id}/1/")).Select(m => m.Model).FirstAsync()
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(without, Is.EqualTo("400 proxies.source_missing"));
            Assert.That(
                (await List("SE")).Proxies.Single().Steps.Single().Source,
                Is.EqualTo(new Source(SourceKind.Mail, "Their head, 14 April"))
            );
            Assert.That(mail, Does.Contain("Their head, 14 April"));
            Assert.That(
                await (await day.As(DayOne.Head("FI")))
                    .PostAsJsonAsync(
                        $"{A}/proxies",
                        new
                        {
                            principal = "SE",
                            holder = "FI",
                            text = "x",
                        }
                    )
                    .Refusal(),
                Is.EqualTo("403 proxies.not_your_member")
            );
            Assert.That(
                await (await day.As(DayOne.Chair)).PostAsJsonAsync($"{A}/proxies/{given.Id}/accept", new { }).Refusal(),
                Is.EqualTo("403 proxies.not_your_member"),
                "the chair sees it and answers for nobody"
            );
        }
    }

    [Test]
    public async Task After_the_last_day_only_an_exception_lets_one_through()
    {
        await using var late = await DayOne.Start();
        var standing = await late.Proxy("LV", "EE");
        late.Service.Clock.Reset(Instant.FromUtc(2027, 4, 20, 22, 0));
        async Task<string> Try(string principal) =>
            await (await late.As(DayOne.Head(principal)))
                .PostAsJsonAsync($"{A}/proxies", new { holder = "ES", text = "We give our vote." })
                .Refusal();
        var closed = await Try("PT");
        var withdrawal = await (await late.As(DayOne.Head("LV"))).PostAsJsonAsync($"{A}/proxies/{standing}/withdraw", new { }).Refusal();
        await late.Service.Db(async db =>
        {
            var (assembly, member) = (
                await db.Assemblies.SingleAsync(a => a.Code == DayOne.Code),
                await db.Organisations.SingleAsync(o => o.Code == "PT")
            );
            db.Add(
                new Exemption(
                    assembly.Id,
                    DeadlineKind.Proxies,
                    member.Id,
                    null,
                    new(2027, 4, 22),
                    late.Service.Clock.GetCurrentInstant(),
                    null,
                    "Ill."
                )
            );
            return await db.SaveChangesAsync();
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That((closed, withdrawal), Is.EqualTo(("409 proxies.closed", "409 proxies.withdrawal_closed")));
            Assert.That(await Try("PT"), Does.StartWith("201"), "until the exception ends");
            Assert.That(await Try("GR"), Is.EqualTo("409 proxies.closed"));
        }
    }

    [Test]
    public async Task A_cancelled_meeting_checks_nobody_in_and_a_cancelled_assembly_takes_no_proxy()
    {
        await using var off = await DayOne.Start();
        off.Begins();
        await off.Service.Db(async db =>
        {
            var assembly = await db.Assemblies.Include(a => a.Steps).Include(a => a.Meetings).SingleAsync(a => a.Code == DayOne.Code);
            assembly.Step(Domain.Meetings.StepKind.Cancelled, off.Service.Clock.GetCurrentInstant(), null, "A strike.");
            return await db.SaveChangesAsync();
        });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await off.CheckIn(DayOne.Head("AT")).Refusal(), Is.EqualTo("409 presence.not_convened"));
            Assert.That(
                await (await off.As(DayOne.Head("AT")))
                    .PostAsJsonAsync($"{A}/proxies", new { holder = "ES", text = "We give our vote." })
                    .Refusal(),
                Is.EqualTo("409 proxies.not_open")
            );
        }
    }

    private async Task<HttpResponseMessage> Give(string principal, object body) =>
        await (await day.As(DayOne.Head(principal))).PostAsJsonAsync($"{A}/proxies", body);

    private Task<HttpResponseMessage> Give(string principal, string holder) =>
        Give(principal, new { holder, text = $"{principal} gives its vote to {holder}." });

    private async Task<HttpResponseMessage> Answer(string member, Id<Proxy> proxy, string step) =>
        await (await day.As(DayOne.Head(member))).PostAsJsonAsync($"{A}/proxies/{proxy}/{step}", new { });

    private async Task<ListProxies.Answer> List(string who) =>
        await (await day.As(who.Contains('@', StringComparison.Ordinal) ? who : DayOne.Head(who)))
            .GetAsync($"{A}/proxies")
            .Value<ListProxies.Answer>();

    private async Task<string> Home(string member)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Accept.ParseAdd("text/html");
        using var answer = await (await day.As(DayOne.Head(member))).SendAsync(request);
        return System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }
}
