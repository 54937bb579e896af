using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Domain.Rules;
using Assemblies.Server.Hosting;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Tests.Rights;

/// <summary>Calls and proposals of SI made anew for each role; the plan is that of the stage's assembly, its tasks the host's.</summary>
internal sealed class HostingSamples : ISamples
{
    private static readonly Source Source = new(SourceKind.Phone, "Špela Žagar, this morning");
    private static readonly RulesOfProcedure InForce = RulesOfProcedure.Default;
    private static readonly Instant Earlier = Instant.FromUtc(2026, 11, 1, 11, 0);

    private static readonly CallFields Fields = new(
        new(2029, 4, 1),
        new(2029, 5, 31),
        new(2026, 10, 1),
        new(2027, 1, 31),
        "Short journeys.",
        DecidedBy.Secretariat,
        110
    );

    private static readonly ProposalTerms Terms = new()
    {
        City = "Ljubljana",
        Country = "SI",
        Latitude = 46.06,
        Longitude = 14.51,
        TimeZone = "Europe/Ljubljana",
        Venue = "Town hall",
        DateOptions = [new(new(2029, 4, 10), [new(2029, 4, 11), new(2029, 4, 12)])],
        MainRoomSeats = 160,
        SideRooms = 4,
        StepFreeAccess = StepFreeAccess.Everywhere,
        HearingSupport = HearingSupport.Both,
        CostToNetworkEur = 0,
        HotelPerNightEur = 98,
    };

    private static readonly TaskFields Task = new()
    {
        Title = "Ask the choir",
        Owner = TaskOwner.Host,
        Days = -30,
    };

    public IReadOnlyDictionary<Type, Func<Stage, Task<object>>> Requests { get; } =
        new Dictionary<Type, Func<Stage, Task<object>>>([
            Sample.Of(_ => System.Threading.Tasks.Task.FromResult(new OpenCall(Stage.NextEdition(), Fields))),
            Sample.Of(new ListCalls(null, null)),
            Sample.Of(async stage => new ShowCall((await Open(stage)).Edition)),
            Sample.Of(async stage => new ChangeCall((await Open(stage)).Edition, 1, Fields)),
            Sample.Of(async stage => new CloseCall((await Open(stage)).Edition, "Enough have come.")),
            Sample.Of(async stage => new DraftProposal((await Open(stage)).Edition, "SI", new(), Source)),
            Sample.Of(async stage => new ListProposals((await Open(stage)).Edition)),
            Sample.Of(async stage => new ShowProposal((await Drafted(stage)).Id)),
            Sample.Of(async stage => new EditProposal((await Drafted(stage)).Id, 1, new(), Source)),
            Sample.Of(async stage => new SubmitProposal((await Drafted(stage)).Id, "Špela Žagar", Source)),
            Sample.Of(async stage => new WithdrawProposal((await Drafted(stage)).Id, Source)),
            Sample.Of(async stage => new CompareProposals((await Closed(stage)).Call.Edition, ComparisonOrder.Distance)),
            Sample.Of(async stage => new PutProposalsToVote((await Closed(stage)).Call.Edition, "GA-2027-1, item 16")),
            Sample.Of(async stage =>
            {
                var (call, proposal) = await Closed(stage);
                return new AssignHost(call.Edition, new(proposal.Id, 1), [], "Shortest journeys.");
            }),
            Sample.Of(async stage => new ShowAssignment(await Asked(stage), 1)),
            Sample.Of(async stage => new AcceptAssignment(await Asked(stage), 1, Source)),
            Sample.Of(async stage => new DeclineAssignment(await Asked(stage), 1, "No hall.", Source)),
            Sample.Of(new ExpireAssignments()),
            Sample.Of(new TellOfOpenCalls()),
            Sample.Of(new ShowPlan(Stage.AssemblyCode)),
            Sample.Of(new AddTask(Stage.AssemblyCode, Task, Source)),
            Sample.Of(async stage => new ChangeTask(Stage.AssemblyCode, await HostsTask(stage), 1, Task, Source)),
            Sample.Of(async stage => new FinishTask(Stage.AssemblyCode, await HostsTask(stage), Source)),
            Sample.Of(async stage => new ReopenTask(Stage.AssemblyCode, await HostsTask(stage), Source)),
            Sample.Of(async stage => new RemoveTask(Stage.AssemblyCode, await HostsTask(stage), Source)),
            Sample.Of(new ListRegions()),
            Sample.Of(new PutCountryIntoRegion("SI", "South")),
            Sample.Of(new ListBusyDates()),
            Sample.Of(new AddBusyDate(null, "Fair", new(2027, 4, 1), null)),
            Sample.Of(async stage => new RemoveBusyDate(await BusyDay(stage))),
        ]);

    private static Task<HostCall> Open(Stage stage) =>
        stage.Find(async db =>
        {
            var call = HostCall.Open(Stage.NextEdition(), Fields.Terms, null, Earlier, InForce).Value!;
            db.Add(call);
            await db.SaveChangesAsync();
            return call;
        });

    private static Task<HostProposal> Drafted(Stage stage) =>
        stage.Find(async db =>
        {
            var call = HostCall.Open(Stage.NextEdition(), Fields.Terms, null, Earlier, InForce).Value!;
            var slovenia = await db.Organisations.SingleAsync(o => o.Code == "SI");
            var proposal = new HostProposal(call.Id, slovenia.Id, Terms, null, null, Earlier);
            db.AddRange(call, proposal);
            await db.SaveChangesAsync();
            return proposal;
        });

    private static Task<(HostCall Call, HostProposal Proposal)> Closed(Stage stage) => Ended(stage, ask: false);

    private static async Task<string> Asked(Stage stage) => (await Ended(stage, ask: true)).Call.Edition;

    private static Task<(HostCall Call, HostProposal Proposal)> Ended(Stage stage, bool ask) =>
        stage.Find(async db =>
        {
            var call = HostCall
                .Open(Stage.NextEdition(), Fields.Terms with { ClosesOn = new(2026, 11, 10) }, null, Earlier, InForce)
                .Value!;
            var slovenia = await db.Organisations.SingleAsync(o => o.Code == "SI");
            var head = await db.People.Where(p => p.Email == DemoNetwork.SloveniaHead).Select(p => p.Id).SingleAsync();
            var proposal = new HostProposal(call.Id, slovenia.Id, Terms, null, null, Earlier);
            Assert.That(proposal.Submit(1, "Špela Žagar", call, head, null, Earlier, InForce).Error, Is.Null);
            if (ask)
            {
                var now = stage.Service.Clock.GetCurrentInstant();
                Assert.That(call.Ask(new(proposal.Id, 1), proposal, [], "Shortest journeys.", null, now, InForce), Is.Null);
            }

            db.AddRange(call, proposal);
            await db.SaveChangesAsync();
            return (call, proposal);
        });

    private static Task<Id<PlanTask>> HostsTask(Stage stage) =>
        stage.Find(async db =>
        {
            var assembly = await db.Assemblies.Where(a => a.Code == Stage.AssemblyCode).Select(a => a.Id).SingleAsync();
            var task = new PlanTask(
                assembly,
                new TaskTerms(Task.Title, "", TaskOwner.Host, TaskAnchor.FirstDay, -30, null, null),
                new LocalDate(2026, 1, 1)
            );
            db.Add(task);
            await db.SaveChangesAsync();
            return task.Id;
        });

    private static Task<Id<BusyDate>> BusyDay(Stage stage) =>
        stage.Find(async db =>
        {
            var date = new BusyDate(null, "Fair", new(2027, 4, 1), new(2027, 4, 1));
            db.Add(date);
            await db.SaveChangesAsync();
            return date.Id;
        });
}
