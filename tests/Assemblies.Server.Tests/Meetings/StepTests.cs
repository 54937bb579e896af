using System.Net.Http.Json;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Tests.Meetings;

/// <summary>Announcing, postponing, naming new dates, cancelling, copying; alone and at the same moment.</summary>
public sealed class StepTests
{
    private const string Address = "/api/v1/assemblies/GA-2027-1";

    private TestService service = null!;
    private HttpClient secretariat = null!;

    [SetUp]
    public async Task Start()
    {
        service = await DemoNetwork.Start();
        await DemoAssembly.Host(service);
        secretariat = await service.As(DemoNetwork.Secretariat);
    }

    [TearDown]
    public async Task End() => await service.DisposeAsync();

    [Test]
    [Category("Time")]
    public async Task Announcing_in_time_is_without_a_warning_late_only_warns_and_twice_is_refused()
    {
        Assert.That((await Post("announce").Value<StepTaken>()).Warning, Is.Null);
        Assert.That(await Post("announce").Refusal(), Is.EqualTo("409 assembly.announced_already"));

        // New dates are announced anew; D−90 of 11 May is 10 February.
        await Post("reschedule", new { firstDay = "2027-05-10", reason = "The hall was flooded." }).Succeeds();
        service.Clock.Reset(Instant.FromUtc(2027, 2, 10, 23, 0));
        Assert.That(
            (await Post("announce").Value<StepTaken>()).Warning,
            Is.EqualTo("The announcement was due by Wednesday 10 February 2027, 23:59 (Brussels). It went out late.")
        );
    }

    [Test]
    public async Task Postponed_without_a_date_it_has_none_until_new_dates_are_named()
    {
        var postponed = await Post("postpone", new { reason = "The hall was flooded." }).Value<StepTaken>();
        var member = await service.As(DemoNetwork.GreeceHead);
        var listed = await member.GetAsync("/api/v1/assemblies?when=coming").Value<Page<ListAssemblies.Line>>();
        var deadlines = await member.GetAsync($"{Address}/deadlines").Value<ListDeadlines.Answer>();
        var shown = await member.GetAsync(Address).Value<ShowAssembly.Answer>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(postponed.State, Is.EqualTo(AssemblyState.Postponed));
            Assert.That(
                listed.Items.Select(a => (a.Code, a.State, a.FirstDay)),
                Is.EqualTo([("GA-2027-1", AssemblyState.Postponed, (LocalDate?)null)])
            );
            Assert.That(deadlines.Deadlines, Is.Empty);
            Assert.That(shown.Reason, Is.EqualTo("The hall was flooded."));
            Assert.That(await Post("postpone", new { reason = "Again." }).Refusal(), Is.EqualTo("409 assembly.wrong_state"));
            Assert.That(await Post("announce").Refusal(), Is.EqualTo("409 assembly.wrong_state"));
        }

        await Post("reschedule", new { firstDay = "2027-05-12", reason = "The hall is dry." }).Succeeds();
        shown = await member.GetAsync(Address).Value<ShowAssembly.Answer>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (shown.State, shown.FirstDay, shown.LastDay),
                Is.EqualTo((AssemblyState.Planned, new LocalDate(2027, 5, 12), new LocalDate(2027, 5, 14)))
            );
            Assert.That(
                shown.Steps.Select(s => (s.Seq, s.Kind, s.By)),
                Is.EqualTo([
                    (1, StepKind.Planned, "Špela Žagar"),
                    (2, StepKind.Postponed, "Anna de Vries"),
                    (3, StepKind.Rescheduled, (string?)"Anna de Vries"),
                ])
            );
        }
    }

    [Test]
    public async Task Postponed_to_another_day_it_moves_at_once()
    {
        Assert.That(
            (await Post("postpone", new { reason = "A strike.", firstDay = "2027-05-12" }).Value<StepTaken>()).State,
            Is.EqualTo(AssemblyState.Planned)
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                await Post("postpone", new { reason = "x", firstDay = "2027-05-12" }).Refusal(),
                Is.EqualTo("400 assembly.same_date")
            );
            Assert.That(
                await Post("postpone", new { reason = "x", firstDay = "2026-05-12" }).Refusal(),
                Is.EqualTo("400 assembly.date_gone")
            );
            Assert.That(await Post("postpone", new { reason = "" }).Refusal(), Is.EqualTo("400 request.invalid"));
            Assert.That(
                await Post("postpone", new { firstDay = "2027-02-30", reason = "x" }).Refusal(),
                Is.EqualTo("400 request.malformed")
            );
        }
    }

    [Test]
    public async Task Cancelled_it_stays_so_and_is_not_changed_any_more()
    {
        await Post("cancel", new { reason = "The host withdrew." }).Succeeds();
        var before = await secretariat.GetAsync(Address).Value<ShowAssembly.Answer>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Post("cancel", new { reason = "Again." }).Refusal(), Is.EqualTo("409 assembly.wrong_state"));
            Assert.That(
                await Post("reschedule", new { firstDay = "2027-05-12", reason = "x" }).Refusal(),
                Is.EqualTo("409 assembly.wrong_state")
            );
            Assert.That(
                await secretariat.Put(Address, new { before.Title, before.Place }, before.Version).Refusal(),
                Is.EqualTo("409 assembly.wrong_state")
            );
        }
    }

    [Test]
    public async Task Of_eight_steps_at_the_same_moment_each_has_its_place_and_what_no_longer_fits_is_refused()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Post("cancel", new { reason = $"Reason {n}" })));
        var refusals = await Task.WhenAll(answers.Where(a => !a.IsSuccessStatusCode).Select(a => Task.FromResult(a).Refusal()));
        var steps = await service.Db(db => db.AssemblySteps.Where(s => s.Kind != StepKind.Recorded).OrderBy(s => s.Seq).ToListAsync());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(answers.Count(a => a.IsSuccessStatusCode), Is.EqualTo(1));
            Assert.That(refusals, Has.All.EqualTo("409 assembly.changed_meanwhile").Or.EqualTo("409 assembly.wrong_state"));
            Assert.That(steps.Select(s => (s.Seq, s.Kind)), Is.EqualTo([(1, StepKind.Planned), (2, StepKind.Cancelled)]));
        }
    }

    [Test]
    public async Task Nobody_but_the_secretariat_takes_a_step()
    {
        await Post("announce").Succeeds();
        string[] steps = ["announce", "postpone", "reschedule", "cancel", "copy"];
        var body = new { reason = "x" };
        foreach (var step in steps)
        {
            object sent = step switch
            {
                "reschedule" => new { firstDay = "2027-05-12", reason = "x" },
                "copy" => new { firstDay = "2027-10-13", what = Array.Empty<string>() },
                _ => body,
            };
            foreach (var email in new[] { DemoNetwork.SloveniaHead, DemoNetwork.GreeceHead, DemoNetwork.Partner })
            {
                var client = await service.As(email);
                Assert.That(
                    await client.PostAsJsonAsync($"{Address}/{step}", sent).Refusal(),
                    Is.EqualTo("403 access.secretariat_only"),
                    $"{step} {email}"
                );
            }

            Assert.That(
                await service.Anybody().PostAsJsonAsync($"{Address}/{step}", sent).Refusal(),
                Is.EqualTo("401 access.sign_in"),
                step
            );
        }
    }

    [Test]
    public async Task A_copy_sends_nothing_and_has_ids_of_its_own()
    {
        await Post("announce").Succeeds();
        var old = await secretariat.GetAsync(Address).Value<ShowAssembly.Answer>();
        var mails = await service.Db(db => db.OutboxMails.CountAsync());

        var copied = await Post("copy", new { firstDay = "2027-10-13", what = new[] { "meetings", "places" } })
            .Value<CopyAssembly.Answer>();
        var copy = await secretariat.GetAsync("/api/v1/assemblies/GA-2027-2").Value<ShowAssembly.Answer>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(copied, Is.EqualTo(new CopyAssembly.Answer("GA-2027-2", "GA-2027-1")));
            Assert.That(
                (copy.Title, copy.CopyOf, copy.Host.Code, copy.Place, copy.State, copy.IsAnnounced),
                Is.EqualTo(("General Assembly Autumn 2027", "GA-2027-1", "SI", DemoAssembly.Ljubljana, AssemblyState.Planned, false))
            );
            Assert.That(
                copy.Meetings.Select(m => (m.Key, m.Date, m.Start)),
                Is.EqualTo([
                    ("open", new LocalDate(2027, 10, 13), new LocalTime(13, 0)),
                    ("day1", new LocalDate(2027, 10, 14), new LocalTime(8, 30)),
                    ("day2", new LocalDate(2027, 10, 15), new LocalTime(9, 0)),
                ])
            );
            Assert.That(copy.Meetings.Select(m => m.Id).Intersect(old.Meetings.Select(m => m.Id)), Is.Empty);
            Assert.That(await service.Db(db => db.OutboxMails.CountAsync()), Is.EqualTo(mails));
            Assert.That(
                await Post("copy", new { firstDay = "2027-10-13", what = new[] { "meetings" } }).Refusal(),
                Is.EqualTo("409 assembly.code_taken")
            );
        }
    }

    [Test]
    public async Task A_copy_for_another_host_without_places_is_in_that_hosts_city()
    {
        await Post(
                "copy",
                new
                {
                    firstDay = "2027-10-06",
                    what = new[] { "meetings" },
                    host = "FI",
                }
            )
            .Succeeds();
        var copy = await secretariat.GetAsync("/api/v1/assemblies/GA-2027-2").Value<ShowAssembly.Answer>();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (copy.Host.Code, copy.Place.City, copy.Place.TimeZone, copy.Place.Venue),
                Is.EqualTo(("FI", "Tampere", "Europe/Helsinki", (string?)null))
            );
            Assert.That(copy.Meetings[0].StartsAt, Is.EqualTo(Instant.FromUtc(2027, 10, 6, 10, 0)));
            Assert.That(
                await service.Db(db =>
                    db.Officers.Where(o => o.Office == Office.Host && db.Assemblies.Any(a => a.Id == o.Assembly && a.Code == "GA-2027-2"))
                        .CountAsync()
                ),
                Is.EqualTo(2),
                "head and deputy of the new host organise it"
            );
            Assert.That(
                await Post(
                        "copy",
                        new
                        {
                            firstDay = "2027-10-06",
                            what = Array.Empty<string>(),
                            host = "dg-eac",
                            newCode = "GA-2028-1",
                        }
                    )
                    .Refusal(),
                Is.EqualTo("400 assembly.unknown_host")
            );
        }
    }

    [Test]
    public async Task A_copy_with_its_tasks_begins_with_those_of_the_older_plan_and_one_without_with_the_usual_list()
    {
        await service.Db(db => db.PlanTasks.Where(t => EF.Functions.Like(t.Title, "B%")).ExecuteDeleteAsync());
        var old = await Titles("GA-2027-1");
        await Post("copy", new { firstDay = "2027-10-13", what = new[] { "meetings", "tasks" } }).Succeeds();
        await Post(
                "copy",
                new
                {
                    firstDay = "2028-04-12",
                    what = new[] { "meetings" },
                    newCode = "GA-2028-1",
                }
            )
            .Succeeds();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await Titles("GA-2027-2"), Is.EqualTo(old));
            Assert.That(await Titles("GA-2028-1"), Has.Count.GreaterThan(old.Count));
        }

        Task<List<string>> Titles(string code) =>
            service.Db(db =>
                db.PlanTasks.Where(t => db.Assemblies.Any(a => a.Id == t.Assembly && a.Code == code))
                    .OrderBy(t => t.Title)
                    .Select(t => t.Title)
                    .ToListAsync()
            );
    }

    [Test]
    public async Task Two_hosts_that_agree_to_the_same_edition_make_one_assembly()
    {
        var second = await Assert.CatchAsync<DbUpdateException>(() => DemoAssembly.Host(service));
        Assert.That(second?.InnerException?.Message, Does.Contain("assembly_code"));
    }

    private Task<HttpResponseMessage> Post(string step, object? body = null) =>
        secretariat.PostAsJsonAsync($"{Address}/{step}", body ?? new { });
}
