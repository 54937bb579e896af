using System.Net.Http.Json;
using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Server.Hosting;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Assemblies.Server.Tests.Hosting;

public sealed class AssignmentTests
{
    private const string First = "/api/v1/host-calls/GA-2027-1/assignments/1";
    private HostingStage stage = null!;
    private Id<HostProposal> slovenia;
    private Id<HostProposal> bulgaria;

    [SetUp]
    public async Task Start()
    {
        stage = await HostingStage.Start();
        await stage.OpenSpring();
        (slovenia, bulgaria) = (await stage.SubmitSlovenia(), await stage.SubmitBulgaria());
        stage.On(2026, 11, 2);
    }

    [TearDown]
    public async Task End() => await stage.DisposeAsync();

    [Test]
    public async Task Of_two_accepts_at_once_one_counts()
    {
        await stage.Assign("GA-2027-1", slovenia).Is(200);
        var (head, deputy) = (await stage.Head("si"), await stage.As(DemoNetwork.SloveniaDeputy));
        var outcomes = await Task.WhenAll(new[] { head, deputy }.Select(client => client.PostAsync($"{First}/accept", null).Outcome()));
        Assert.That(outcomes.Order(StringComparer.Ordinal), Is.EqualTo(["204", "409 hosting.already_answered"]));
        Assert.That(await stage.Mails("hosting.decided"), Has.Count.EqualTo(6), "told once");
    }

    [Test]
    public async Task Of_two_who_assign_at_once_one_asks()
    {
        var outcomes = await Task.WhenAll(stage.Assign("GA-2027-1", slovenia).Outcome(), stage.Assign("GA-2027-1", bulgaria).Outcome());
        Assert.That(outcomes.Order(StringComparer.Ordinal), Is.EqualTo(["200", "409 hosting.somebody_is_asked"]));
    }

    [Test]
    public async Task Who_declines_says_why_and_the_next_is_asked()
    {
        await stage.Assign("GA-2027-1", slovenia, 2, (bulgaria, 1)).Is(200);
        var head = await stage.Head("si");
        Assert.That(await head.PostAsJsonAsync($"{First}/decline", new { reason = "" }).Refusal(), Is.EqualTo("400 request.invalid"));
        await head.PostAsJsonAsync($"{First}/decline", new { reason = "The hall burnt down." }).Succeeds();

        var call = await stage.Call("GA-2027-1");
        Assert.That(
            call.Assignments.Select(a => (a.N, a.Member.Code, a.State)),
            Is.EqualTo([(1, "SI", AssignmentState.Declined), (2, "BG", AssignmentState.Pending)])
        );
        Assert.That(
            await stage.Mails("hosting.refused"),
            Is.EqualTo(["deputy@nl.stem.example.org", "head@nl.stem.example.org"]),
            "the secretariat; who declined knows"
        );
        Assert.That(
            await stage.Mails("hosting.asked"),
            Is.EqualTo(["deputy@bg.stem.example.org", "deputy@si.stem.example.org", "head@bg.stem.example.org", "head@si.stem.example.org"])
        );
        await (await stage.Head("bg")).PostAsync("/api/v1/host-calls/GA-2027-1/assignments/2/accept", null).Succeeds();
        Assert.That((await stage.Call("GA-2027-1")).Host?.Code, Is.EqualTo("BG"));
    }

    [Test]
    [Category("Time")]
    public async Task Silence_is_no_after_the_fourteenth_day_and_the_next_is_asked()
    {
        await stage.Assign("GA-2027-1", slovenia, 1, (bulgaria, 1)).Is(200);
        stage.On(2026, 11, 16, 23, 59, 59);
        Assert.That((await stage.Service.Send(new ExpireAssignments())).Value, Is.Zero);

        stage.On(2026, 11, 17, 0);
        Assert.That(
            await (await stage.Head("si")).PostAsync($"{First}/accept", null).Refusal(),
            Is.EqualTo("409 hosting.answer_late"),
            "also before the job has come by"
        );
        Assert.That((await stage.Service.Send(new ExpireAssignments())).Value, Is.EqualTo(1));
        Assert.That(
            await (await stage.Head("si")).PostAsync($"{First}/accept", null).Refusal(),
            Is.EqualTo("409 hosting.answer_late"),
            "and after it"
        );
        Assert.That((await stage.Service.Send(new ExpireAssignments())).Value, Is.Zero);
        Assert.That(
            (await stage.Call("GA-2027-1")).Assignments.Select(a => (a.Member.Code, a.State, a.AnswerBy.Day)),
            Is.EqualTo([("SI", AssignmentState.Expired, 16), ("BG", AssignmentState.Pending, 1)])
        );
        Assert.That(
            await stage.Mails("hosting.refused"),
            Is.EqualTo([
                "deputy@nl.stem.example.org",
                "deputy@si.stem.example.org",
                "head@nl.stem.example.org",
                "head@si.stem.example.org",
            ]),
            "the secretariat, and who did not answer"
        );
    }

    [Test]
    public async Task Nobody_from_outside_lets_assignments_expire()
    {
        await using var scope = stage.Service.Services.CreateAsyncScope();
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await mediator.Send(new ExpireAssignments())).Error?.Code, Is.EqualTo("access.forbidden"));
            Assert.That((await mediator.Send(new TellOfOpenCalls())).Error?.Code, Is.EqualTo("access.forbidden"));
        }
    }

    [Test]
    public async Task An_assignment_is_found_by_the_member_asked_and_the_secretariat_only()
    {
        await stage.Assign("GA-2027-1", slovenia).Is(200);
        using (Assert.EnterMultipleScope())
        {
            foreach (
                var (email, status) in new[]
                {
                    (DemoNetwork.Secretariat, 200),
                    (DemoNetwork.SloveniaHead, 200),
                    (DemoNetwork.SloveniaDeputy, 200),
                }
            )
            {
                await (await stage.As(email)).GetAsync(First).Is(status);
            }

            foreach (var email in new[] { DemoNetwork.BulgariaHead, DemoNetwork.Partner, DemoNetwork.Commission })
            {
                var client = await stage.As(email);
                Assert.That(await client.GetAsync(First).Refusal(), Is.EqualTo("404 hosting.unknown_assignment"), email);
                Assert.That(await client.PostAsync($"{First}/accept", null).Refusal(), Is.EqualTo("404 hosting.unknown_assignment"), email);
                Assert.That(
                    await client.PostAsJsonAsync($"{First}/decline", new { reason = "No." }).Refusal(),
                    Is.EqualTo("404 hosting.unknown_assignment"),
                    email
                );
            }

            Assert.That(
                await (await stage.Head("si")).GetAsync("/api/v1/host-calls/GA-2027-1/assignments/2").Refusal(),
                Is.EqualTo("404 hosting.unknown_assignment")
            );
        }
    }

    [Test]
    public async Task The_secretariat_enters_an_answer_with_its_source_and_the_member_is_told()
    {
        await stage.Assign("GA-2027-1", slovenia).Is(200);
        Assert.That(await stage.Secretariat.PostAsync($"{First}/accept", null).Refusal(), Is.EqualTo("400 hosting.source_missing"));
        var source = new { kind = "mail", note = "Špela Žagar, 3 November" };
        await stage.Secretariat.PostAsJsonAsync($"{First}/decline", new { reason = "No hall.", source }).Succeeds();
        Assert.That(
            await stage.Mails("hosting.refused"),
            Is.EqualTo(["deputy@nl.stem.example.org", "deputy@si.stem.example.org", "head@nl.stem.example.org", "head@si.stem.example.org"])
        );
    }

    [Test]
    public async Task A_wrong_choice_is_refused_with_its_reason()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await stage.Assign("GA-2027-1", slovenia, 3).Refusal(), Is.EqualTo("400 hosting.unknown_dates"));
            Assert.That(await stage.Assign("GA-2027-1", Id<HostProposal>.New()).Refusal(), Is.EqualTo("404 hosting.unknown_proposal"));
            Assert.That(await stage.Assign("GA-2027-1", slovenia, 1, (slovenia, 2)).Refusal(), Is.EqualTo("400 hosting.reserve_twice"));
        }

        stage.On(2026, 10, 30);
        Assert.That(await stage.Assign("GA-2027-1", slovenia).Refusal(), Is.EqualTo("409 hosting.call_still_open"));
    }
}
