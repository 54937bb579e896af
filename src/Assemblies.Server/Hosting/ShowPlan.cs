using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Domain.Members;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Hosting;

/// <summary>Who owes what by when.</summary>
/// <param name="Code">The assembly's code.</param>
/// <param name="Title">Its title.</param>
/// <param name="Host">Its host.</param>
/// <param name="Today">The day by which what is late is told, in the rules' zone.</param>
/// <param name="Done">How many tasks are done.</param>
/// <param name="Late">How many should be and are not.</param>
/// <param name="Tasks">All of them, the earliest first; those without a day last.</param>
/// <param name="Candidates">Who can be named for a task: the host's people, the secretariat, the officers.</param>
/// <param name="Adds">Whose tasks the reader may add; the host's among them, the secretariat says how the host told it.</param>
public sealed record PlanView(
    string Code,
    string Title,
    MemberName Host,
    LocalDate Today,
    int Done,
    int Late,
    IReadOnlyList<TaskView> Tasks,
    IReadOnlyList<PersonName> Candidates,
    IReadOnlyList<TaskOwner> Adds
);

/// <summary>A task of a plan.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Key">Its name in the list every plan begins with; null for one that was added.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="Help">One sentence for somebody who never did it.</param>
/// <param name="Owner">Who has to do it.</param>
/// <param name="IsStatutory">Whether the rules ask for it.</param>
/// <param name="DueOn">By the end of which day, in the rules' zone; null while the assembly has no day.</param>
/// <param name="Deadline">The deadline of the assembly that is its day, and is set there; null when it is counted or set here.</param>
/// <param name="IsSetByHand">Whether somebody set that day: then it stays when the assembly moves.</param>
/// <param name="Anchor">From where the day is counted.</param>
/// <param name="Days">Days from there; negative before.</param>
/// <param name="Assignee">The one person who sees to it.</param>
/// <param name="DoneAt">When it was done.</param>
/// <param name="DoneBy">Who marked it as done.</param>
/// <param name="IsLate">Whether it should be done and is not.</param>
/// <param name="IsMine">Whether the reader may change it.</param>
/// <param name="Version">Its ETag.</param>
public sealed record TaskView(
    Id<PlanTask> Id,
    string? Key,
    string Title,
    string Help,
    TaskOwner Owner,
    bool IsStatutory,
    LocalDate? DueOn,
    DeadlineKind? Deadline,
    bool IsSetByHand,
    TaskAnchor Anchor,
    int Days,
    PersonName? Assignee,
    Instant? DoneAt,
    PersonName? DoneBy,
    bool IsLate,
    bool IsMine,
    long Version
) : IVersioned;

/// <summary>Somebody by name.</summary>
/// <param name="Id">Their id.</param>
/// <param name="Name">Their own name.</param>
public sealed record PersonName(Id<Person> Id, string Name);

/// <summary>The plan of an assembly: tasks with their days, owners and who did them.</summary>
public sealed record ShowPlan(string Code) : IQuery<PlanView>
{
    /// <inheritdoc />
    public Access Needs => new PlanPeople(Code);

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : IQueryHandler<ShowPlan, PlanView>
    {
        public async Task<Result<PlanView>> Handle(ShowPlan query, CancellationToken ct)
        {
            if (await db.Planned(query.Code, ct) is not { } assembly)
            {
                return HostingErrors.UnknownAssembly;
            }

            var rules = await db.RulesNow(ct);
            var today = rules.DayOf(clock.GetCurrentInstant());
            var deadlines = await db.DeadlinesOf(assembly.Id, ct);
            var stands = (await db.Standing([assembly.Id], ct)).Count > 0;
            var tasks = await db.PlanTasks.AsNoTracking().Where(t => t.Assembly == assembly.Id).ToListAsync(ct);
            var candidates = await Candidates(assembly, today, ct);
            var people = await Names(tasks, ct);
            var hands = reader.Hands(assembly, null);
            var views = tasks
                .ConvertAll(t => View(t, deadlines, stands ? today : null, people, hands))
                .OrderBy(t => t.DueOn ?? LocalDate.MaxIsoValue)
                .ThenBy(t => t.Owner)
                .ThenBy(t => (t.Anchor, t.Days))
                .ThenBy(t => t.Id.Value)
                .ToList();
            return new PlanView(
                assembly.Code,
                assembly.Title,
                (await db.MemberNames([assembly.Host], ct))[assembly.Host],
                today,
                views.Count(t => t.DoneAt is not null),
                views.Count(t => t.IsLate),
                views,
                candidates,
                [.. Enum.GetValues<TaskOwner>().Where(owner => MayAdd(assembly, owner))]
            );
        }

        private bool MayAdd(PlannedAssembly assembly, TaskOwner owner) =>
            reader.IsSecretariat || reader.Hands(assembly, null).For(owner, isStatutory: false).Error is null;

        private static TaskView View(
            PlanTask t,
            DeadlineList? deadlines,
            LocalDate? today,
            Dictionary<Id<Person>, PersonName> people,
            IReadOnlyList<PlanHand> hands
        )
        {
            var due = t.DueOn(deadlines);
            return new(
                t.Id,
                t.Key,
                t.Title,
                t.Help,
                t.Owner,
                t.IsStatutory,
                due,
                t.Deadline,
                t.SetOn is not null,
                t.Anchor,
                t.Days,
                t.Assignee is { } assignee ? people[assignee] : null,
                t.DoneAt,
                t.DoneBy is { } doneBy ? people[doneBy] : null,
                today is { } day && t.IsLate(due, day),
                hands.For(t.Owner, t.IsStatutory).Error is null,
                t.Version
            );
        }

        private Task<Dictionary<Id<Person>, PersonName>> Names(List<PlanTask> tasks, CancellationToken ct)
        {
            var ids = tasks.SelectMany(t => new[] { t.Assignee, t.DoneBy }).OfType<Id<Person>>().Distinct().ToList();
            return db.People.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => new PersonName(p.Id, p.Name), ct);
        }

        private Task<List<PersonName>> Candidates(PlannedAssembly assembly, LocalDate today, CancellationToken ct) =>
            db.PeopleOfPlan(assembly.Id, assembly.Host, today)
                .OrderBy(p => p.Name)
                .Select(p => new PersonName(p.Id, p.Name))
                .ToListAsync(ct);
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/tasks",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ShowPlan(code), ct).ToHttp()
            )
            .WithName("showPlan")
            .WithSummary("Read the plan of an assembly")
            .WithDescription(
                "All tasks at once, the earliest first, for its host, the secretariat, its chair and minute-taker. Each has the version that a "
                    + "change sends in If-Match. Reads only."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, HostingErrors.UnknownAssembly);
}
