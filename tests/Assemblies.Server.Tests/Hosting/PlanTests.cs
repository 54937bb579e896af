using System.Net.Http.Json;
using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Server.Hosting;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Tests.Hosting;

/// <summary>The plan of GA-2027-1, from the acceptance of SI on 10 November 2026.</summary>
[Category("Time")]
public sealed class PlanTests
{
    private const string Plan = "/api/v1/assemblies/GA-2027-1/tasks";
    private HostingStage stage = null!;

    private HttpClient Host { get; set; } = null!;

    [SetUp]
    public async Task Start()
    {
        stage = await HostingStage.Start();
        await stage.OpenSpring();
        var slovenia = await stage.SubmitSlovenia();
        stage.On(2026, 11, 10);
        await stage.Assign("GA-2027-1", slovenia).Is(200);
        Host = await stage.Head("si");
        await Host.PostAsync("/api/v1/host-calls/GA-2027-1/assignments/1/accept", null).Is(204);
    }

    [TearDown]
    public async Task End()
    {
        Host.Dispose();
        await stage.DisposeAsync();
    }

    [Test]
    public async Task It_begins_with_the_list_counted_from_the_first_day()
    {
        var plan = await Read(Host);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.Tasks.Select(t => t.Key), Is.EquivalentTo(TaskList.Default.Select(t => t.Key)));
            Assert.That(plan.Host.Code, Is.EqualTo("SI"));
            Assert.That(Task(plan, "convocation").DueOn, Is.EqualTo(new LocalDate(2027, 3, 11)));
            Assert.That(Task(plan, "badges").DueOn, Is.EqualTo(new LocalDate(2027, 4, 13)));
            Assert.That(Task(plan, "rooms").DueOn, Is.EqualTo(new LocalDate(2026, 11, 17)), "over already, so within a week");
            Assert.That(plan.Tasks.Select(t => t.DueOn), Is.Ordered);
            Assert.That((plan.Done, plan.Late), Is.EqualTo((0, 0)));
        }
    }

    [Test]
    public async Task The_host_changes_its_own_and_not_the_statutory_part_and_the_other_way_round()
    {
        var plan = await Read(Host);
        var (badges, convocation, project) = (Task(plan, "badges"), Task(plan, "convocation"), Task(plan, "project-number"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(plan.Tasks.Where(t => t.IsMine).Select(t => t.Owner).Distinct(), Is.EqualTo([TaskOwner.Host]));
            await Change(
                    Host,
                    badges,
                    new
                    {
                        title = "Print badges",
                        owner = "host",
                        dueOn = "2027-04-01",
                    }
                )
                .Is(200);
            Assert.That(
                await Change(
                        Host,
                        convocation,
                        new
                        {
                            title = "No",
                            owner = "secretariat",
                            dueOn = "2027-04-01",
                        }
                    )
                    .Refusal(),
                Is.EqualTo("403 hosting.statutory_task")
            );
            Assert.That(
                await Change(
                        Host,
                        project,
                        new
                        {
                            title = "No",
                            owner = "secretariat",
                            dueOn = "2027-04-01",
                        }
                    )
                    .Refusal(),
                Is.EqualTo("403 hosting.secretariats_task")
            );
            Assert.That(
                await Change(
                        stage.Secretariat,
                        badges,
                        new
                        {
                            title = "No",
                            owner = "host",
                            dueOn = "2027-04-01",
                        }
                    )
                    .Refusal(),
                Is.EqualTo("403 hosting.hosts_task")
            );
            Assert.That(
                await stage.Secretariat.DeleteAsync($"{Plan}/{convocation.Id}").Refusal(),
                Is.EqualTo("409 hosting.statutory_task_stays")
            );
            Assert.That(await Host.DeleteAsync($"{Plan}/{Task(plan, "quiet-room").Id}").Outcome(), Is.EqualTo("204"));
        }

        var after = await Read(stage.Secretariat);
        Assert.That((Task(after, "badges").DueOn, Task(after, "badges").IsSetByHand), Is.EqualTo((new LocalDate(2027, 4, 1), true)));
        Assert.That(after.Tasks.Select(t => t.Key), Has.No.Member("quiet-room"));
    }

    [Test]
    public async Task What_the_host_said_by_phone_is_entered_with_its_source_and_the_host_is_told()
    {
        var badges = Task(await Read(Host), "badges");
        var source = new { kind = "phone", note = "Špela Žagar, 10 November" };
        await stage.Secretariat.PostAsJsonAsync($"{Plan}/{badges.Id}/done", new { source }).Is(204);
        Assert.That(await stage.Mails("hosting.task"), Is.EqualTo(["deputy@si.stem.example.org", "head@si.stem.example.org"]));
        var quiet = Task(await Read(Host), "quiet-room");
        Assert.That(await stage.Secretariat.DeleteAsync($"{Plan}/{quiet.Id}").Refusal(), Is.EqualTo("403 hosting.hosts_task"));
        await stage.Secretariat.DeleteAsync($"{Plan}/{quiet.Id}?source=phone&note=%C5%A0pela%20%C5%BDagar").Is(204);
        Assert.That(await stage.Mails("hosting.task"), Has.Count.EqualTo(4));
        Assert.That(Task(await Read(Host), "badges").DoneAt, Is.Not.Null);
    }

    [Test]
    public async Task Done_says_who_and_when_and_late_is_what_is_not()
    {
        var rooms = Task(await Read(Host), "rooms");
        await Host.PostAsync($"{Plan}/{rooms.Id}/done", null).Is(204);
        stage.On(2026, 11, 18);
        await (await stage.As(DemoNetwork.SloveniaDeputy)).PostAsync($"{Plan}/{rooms.Id}/done", null).Is(204);
        var plan = await Read(Host);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (Task(plan, "rooms").DoneBy?.Name, Task(plan, "rooms").DoneAt),
                Is.EqualTo((await NameOf(DemoNetwork.SloveniaHead), (Instant?)Instant.FromUtc(2026, 11, 10, 11, 0))),
                "the first stays"
            );
            Assert.That(
                plan.Tasks.Where(t => t.IsLate).Select(t => t.Key),
                Is.EquivalentTo(["hotel-block", "step-free-access", "opening-speaker"]),
                "due by the seventeenth"
            );
        }

        await Host.PostAsync($"{Plan}/{rooms.Id}/reopen", null).Is(204);
        Assert.That((await Read(Host)).Tasks.Where(t => t.IsLate).Select(t => t.Key), Has.Member("rooms"));
    }

    [Test]
    public async Task A_task_is_added_assigned_and_changed_by_one_at_a_time()
    {
        var plan = await Read(Host);
        var task = new
        {
            title = "Order the coach to the school",
            help = "Fifty seats.",
            owner = "host",
            anchor = "firstDay",
            days = -30,
            assignee = plan.Candidates.First(c => c.Name.Length > 0).Id.Value,
        };
        await Host.PostAsJsonAsync(Plan, new { task }).Is(201);
        var added = (await Read(Host)).Tasks.Single(t => t.Title == task.title);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (added.DueOn, added.Assignee?.Id.Value),
                Is.EqualTo(((LocalDate?)new LocalDate(2027, 3, 23), (Guid?)task.assignee))
            );
            await Change(
                    Host,
                    added,
                    new
                    {
                        task.title,
                        owner = "host",
                        days = -20,
                    }
                )
                .Is(200);
            Assert.That(
                await Change(
                        Host,
                        added,
                        new
                        {
                            task.title,
                            owner = "host",
                            days = -10,
                        }
                    )
                    .Refusal(),
                Is.EqualTo("412 hosting.task_changed")
            );
            Assert.That(
                await Host.PostAsJsonAsync(Plan, new { task = new { title = "", owner = "host" } }).Refusal(),
                Is.EqualTo("400 request.invalid")
            );
            Assert.That(
                await Host.PostAsJsonAsync(
                        Plan,
                        new
                        {
                            task = new
                            {
                                title = "Mine",
                                owner = "secretariat",
                                days = 1,
                            },
                        }
                    )
                    .Refusal(),
                Is.EqualTo("403 hosting.secretariats_task")
            );
        }
    }

    [Test]
    public async Task Counted_days_move_with_the_assembly_and_those_set_by_hand_stay()
    {
        await Change(
                Host,
                Task(await Read(Host), "badges"),
                new
                {
                    title = "Badges",
                    owner = "host",
                    dueOn = "2027-04-01",
                }
            )
            .Is(200);
        await stage.Service.Db(async db =>
        {
            var assembly = await db.Assemblies.Include(a => a.Steps).Include(a => a.Meetings).SingleAsync(a => a.Code == "GA-2027-1");
            foreach (var meeting in assembly.Meetings)
            {
                Assert.That(
                    assembly.ChangeMeeting(
                        meeting,
                        meeting.Plan with
                        {
                            Date = meeting.Date.PlusDays(7),
                        },
                        stage.Service.Clock.GetCurrentInstant()
                    ),
                    Is.Null
                );
            }

            return await db.SaveChangesAsync();
        });
        var plan = await Read(Host);
        Assert.That(
            (Task(plan, "badges").DueOn, Task(plan, "signage").DueOn, Task(plan, "convocation").DueOn),
            Is.EqualTo((new LocalDate(2027, 4, 1), new LocalDate(2027, 4, 8), new LocalDate(2027, 3, 18)))
        );
    }

    [Test]
    public async Task Who_reads_the_plan_is_the_host_and_the_secretariat_and_nobody_else()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (
                var email in new[] { DemoNetwork.BulgariaHead, DemoNetwork.Partner, DemoNetwork.Commission, DemoNetwork.ApplicantHead }
            )
            {
                Assert.That(await (await stage.As(email)).GetAsync(Plan).Refusal(), Is.EqualTo("403 access.forbidden"), email);
            }

            Assert.That(await stage.Service.Anybody().GetAsync(Plan).Refusal(), Is.EqualTo("401 access.sign_in"));
            Assert.That(await Host.GetAsync("/api/v1/assemblies/GA-2099-1/tasks").Refusal(), Is.EqualTo("404 hosting.unknown_assembly"));
            Assert.That(await Host.PostAsync($"{Plan}/{Id<PlanTask>.New()}/done", null).Refusal(), Is.EqualTo("404 hosting.unknown_task"));
        }
    }

    [Test]
    public async Task What_is_done_by_its_own_command_is_done_in_the_plan_until_a_new_date_asks_for_it_again()
    {
        var chair = (await Read(Host)).Candidates.First(c => c.Name.Length > 0).Id.Value;
        await stage.Secretariat.PostAsync("/api/v1/assemblies/GA-2027-1/announce", null).Succeeds();
        await Appoint("chair");
        Assert.That(Done(await Read(Host)), Is.EqualTo(["announcement"]), "a minute-taker is wanted too");

        await Appoint("minuteTaker");
        var convocation = Task(await Read(Host), "convocation");
        await stage.Secretariat.PostAsync($"{Plan}/{convocation.Id}/done", null).Is(204);
        Assert.That(Done(await Read(Host)), Is.EquivalentTo(["announcement", "officers", "convocation"]));

        await stage
            .Secretariat.PostAsJsonAsync("/api/v1/assemblies/GA-2027-1/reschedule", new { firstDay = "2027-05-12", reason = "A flood." })
            .Succeeds();
        Assert.That(Done(await Read(Host)), Is.EquivalentTo(["announcement", "officers"]), "it is convened anew");

        Task<HttpResponseMessage> Post(string office) =>
            stage.Secretariat.PostAsJsonAsync("/api/v1/assemblies/GA-2027-1/officers", new { person = chair, office });
        Task Appoint(string office) => Post(office).Succeeds();
        static IEnumerable<string?> Done(PlanView plan) => plan.Tasks.Where(t => t.DoneAt is not null).Select(t => t.Key);
    }

    [Test]
    public async Task Nobody_is_named_for_a_task_who_does_not_work_on_the_plan()
    {
        var stranger = await stage.Service.Db(db => db.People.Where(p => p.Email == DemoNetwork.Partner).Select(p => p.Id).SingleAsync());
        var task = new
        {
            title = "Read this",
            owner = "host",
            days = -30,
            assignee = stranger.Value,
        };
        Assert.That(await Host.PostAsJsonAsync(Plan, new { task }).Refusal(), Is.EqualTo("400 hosting.unknown_person"));
    }

    [Test]
    public async Task The_secretariat_hands_a_task_of_its_own_to_the_host_which_is_told()
    {
        var project = Task(await Read(Host), "project-number");
        await Change(
                stage.Secretariat,
                project,
                new
                {
                    project.Title,
                    owner = "host",
                    days = -150,
                }
            )
            .Is(200);
        Assert.That(
            (Task(await Read(Host), "project-number").Owner, Task(await Read(Host), "project-number").IsMine),
            Is.EqualTo((TaskOwner.Host, true))
        );
        Assert.That(await stage.Mails("hosting.task"), Is.EqualTo(["deputy@si.stem.example.org", "head@si.stem.example.org"]));
    }

    [Test]
    public async Task The_day_of_a_deadline_is_not_set_in_the_plan()
    {
        var convocation = Task(await Read(Host), "convocation");
        Assert.That(
            await Change(
                    stage.Secretariat,
                    convocation,
                    new
                    {
                        convocation.Title,
                        owner = "secretariat",
                        dueOn = "2027-04-01",
                    }
                )
                .Refusal(),
            Is.EqualTo("409 hosting.day_is_deadline")
        );
        await Change(
                stage.Secretariat,
                convocation,
                new
                {
                    convocation.Title,
                    owner = "secretariat",
                    days = convocation.Days,
                    help = "At ten.",
                }
            )
            .Is(200);
    }

    private static TaskView Task(PlanView plan, string key) => plan.Tasks.Single(t => t.Key == key);

    private static Task<PlanView> Read(HttpClient client) => client.GetAsync(Plan).Value<PlanView>();

    private static Task<HttpResponseMessage> Change(HttpClient client, TaskView task, object fields) =>
        client.Put($"{Plan}/{task.Id}", new { task = fields }, task.Version);

    private Task<string> NameOf(string email) =>
        stage.Service.Db(db => db.People.Where(p => p.Email == email).Select(p => p.Name).SingleAsync());
}
