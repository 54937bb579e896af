using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Hosting;

/// <summary>A call for hosts, with what concerns the reader of it.</summary>
public sealed record ShowCall(string Edition) : IQuery<CallView>
{
    /// <inheritdoc />
    public Access Needs => new MembersOnly();

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : IQueryHandler<ShowCall, CallView>
    {
        public async Task<Result<CallView>> Handle(ShowCall query, CancellationToken ct)
        {
            var call = await db.HostCalls.AsNoTracking().WithRows().SingleOrDefaultAsync(c => c.Edition == query.Edition, ct);
            if (call is null)
            {
                return HostingErrors.UnknownCall;
            }

            var mine = reader.Hats.Select(hat => hat.Organisation).ToList();
            var own = await db.HostProposals.Where(p => p.Call == call.Id && mine.Contains(p.By)).Lines(db, ct);
            var names = await db.MemberNames(call.Assignments.Select(a => a.Member), ct);
            return new CallView(
                call.Edition,
                call.StateAt(clock.GetCurrentInstant(), await db.RulesNow(ct)),
                call.PeriodFrom,
                call.PeriodUntil,
                call.OpensOn,
                call.ClosesOn,
                call.Criteria,
                call.DecidedBy,
                call.ExpectedOnSite,
                [.. call.Steps.OrderBy(s => s.Seq).Select(s => new CallStepView(s.Kind, s.At, s.Words))],
                call.Accepted is { } accepted ? names[accepted.Member] : null,
                [
                    .. call
                        .Assignments.Where(a => reader.IsSecretariat || mine.Contains(a.Member))
                        .OrderBy(a => a.N)
                        .Select(a => new AssignmentLine(a.N, names[a.Member], a.State, a.AnswerBy)),
                ],
                own,
                call.Version
            );
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "host-calls/{edition}",
                (string edition, IMediator mediator, CancellationToken ct) => mediator.Send(new ShowCall(edition), ct).ToTagged()
            )
            .WithName("showHostCall")
            .WithSummary("Read a call for hosts")
            .WithDescription("With the reader's own proposals and assignments. The ETag is what a change sends in If-Match. Reads only.")
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, HostingErrors.UnknownCall);
}
