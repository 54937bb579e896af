using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Hosting;

/// <summary>The proposals of a call that the reader may see: its own, all for the secretariat, those submitted for all members once they vote.</summary>
public sealed record ListProposals(string Edition) : IQuery<Page<ProposalLine>>
{
    /// <inheritdoc />
    public Access Needs => new MembersOnly();

    internal sealed class Handler(AssembliesDb db, Reader reader) : IQueryHandler<ListProposals, Page<ProposalLine>>
    {
        public async Task<Result<Page<ProposalLine>>> Handle(ListProposals query, CancellationToken ct)
        {
            var call = await db.HostCalls.Where(c => c.Edition == query.Edition).Select(c => (Id<HostCall>?)c.Id).SingleOrDefaultAsync(ct);
            if (call is not { } id)
            {
                return HostingErrors.UnknownCall;
            }

            return new Page<ProposalLine>(await db.HostProposals.VisibleTo(reader, db).Where(p => p.Call == id).Lines(db, ct), null);
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "host-calls/{edition}/proposals",
                (string edition, IMediator mediator, CancellationToken ct) => mediator.Send(new ListProposals(edition), ct).ToHttp()
            )
            .WithName("listProposals")
            .WithSummary("List the proposals of a call")
            .WithDescription(
                "Those the reader may see, in the order of their numbers, drafts last. One member has one at a time. Reads only."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, HostingErrors.UnknownCall);
}
