using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Hosting;

/// <summary>What a member is asked to do, and by when.</summary>
/// <param name="Edition">The edition.</param>
/// <param name="N">The number of the assignment.</param>
/// <param name="Member">Who is asked.</param>
/// <param name="Proposal">The proposal it takes up.</param>
/// <param name="City">Its city.</param>
/// <param name="OpenMeeting">The day of the open meeting.</param>
/// <param name="Days">The days of the general assembly.</param>
/// <param name="Reason">Why this one.</param>
/// <param name="AskedAt">When it was asked.</param>
/// <param name="AnswerBy">The last day for the answer, in the rules' zone.</param>
/// <param name="State">What became of it.</param>
/// <param name="Why">Why it was declined.</param>
/// <param name="Source">How the secretariat was told the answer, when it entered it.</param>
/// <param name="Duties">What a host does, the earliest first: the plan the assembly begins with.</param>
public sealed record AssignmentView(
    string Edition,
    int N,
    MemberName Member,
    Id<HostProposal> Proposal,
    string City,
    LocalDate OpenMeeting,
    IReadOnlyList<LocalDate> Days,
    string Reason,
    Instant AskedAt,
    LocalDate AnswerBy,
    AssignmentState State,
    string? Why,
    Source? Source,
    IReadOnlyList<Duty> Duties
);

/// <summary>Something a host does.</summary>
/// <param name="Title">What.</param>
/// <param name="Help">One sentence for somebody who never did it.</param>
/// <param name="DueOn">By the end of which day.</param>
public sealed record Duty(string Title, string Help, LocalDate DueOn);

/// <summary>Reads an assignment: the people of the member asked, and the secretariat.</summary>
public sealed record ShowAssignment(string Edition, int N) : IQuery<AssignmentView>
{
    /// <inheritdoc />
    public Access Needs => new MemberAsked(Edition, N, ToAnswer: false);

    internal sealed class Handler(AssembliesDb db, IClock clock) : IQueryHandler<ShowAssignment, AssignmentView>
    {
        public async Task<Result<AssignmentView>> Handle(ShowAssignment query, CancellationToken ct)
        {
            var call = await db.HostCalls.AsNoTracking().WithRows().SingleOrDefaultAsync(c => c.Edition == query.Edition, ct);
            if (call?.Assignments.SingleOrDefault(a => a.N == query.N) is not { } asked)
            {
                return HostingErrors.UnknownAssignment;
            }

            var city = await db.HostProposals.Where(p => p.Id == asked.Proposal).Select(p => p.City).SingleAsync(ct);
            var rules = await db.RulesNow(ct);
            var deadlines = DeadlineList.Of(rules, asked.Dates.Days[0], asked.Dates.Days[^1]);
            var madeOn = rules.DayOf(asked.AcceptedAt ?? clock.GetCurrentInstant());
            return new AssignmentView(
                call.Edition,
                asked.N,
                (await db.MemberNames([asked.Member], ct))[asked.Member],
                asked.Proposal,
                city!,
                asked.Dates.OpenMeeting,
                asked.Dates.Days,
                asked.Reason,
                asked.At,
                asked.AnswerBy,
                // Whose days are over does not answer any more, whether or not the job has come by.
                asked.IsPending
                && rules.DayOf(clock.GetCurrentInstant()) > asked.AnswerBy
                    ? AssignmentState.Expired
                    : asked.State,
                asked.Why,
                asked.Source,
                [
                    .. TaskList
                        .Default.Where(task => task.Owner is TaskOwner.Host)
                        .Select(task => new Duty(task.Title, task.Help, task.DueOn(deadlines, madeOn)))
                        .OrderBy(duty => duty.DueOn),
                ]
            );
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "host-calls/{edition}/assignments/{n:int}",
                (string edition, int n, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ShowAssignment(edition, n), ct).ToHttp()
            )
            .WithName("showAssignment")
            .WithSummary("Read an assignment")
            .WithDescription(
                "With the duties of a host and their days. Found by the people of the member asked and the secretariat. Reads only."
            )
            .Refuses(AccessErrors.SignIn, HostingErrors.UnknownAssignment);
}
