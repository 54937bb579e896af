using Assemblies.Domain;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Agenda;

/// <summary>The draft with its times, for those who prepare it. Readers have the published programme.</summary>
public sealed record ShowDraft(string Assembly) : IQuery<DraftView>
{
    /// <inheritdoc />
    public Access Needs => new ReadsDraft(Assembly);

    internal sealed class Handler(AssembliesDb db, Reader reader) : IQueryHandler<ShowDraft, DraftView>
    {
        public async Task<Result<DraftView>> Handle(ShowDraft query, CancellationToken ct)
        {
            var read = await db.ReadDraft(query.Assembly, ct);
            if (read.Error is { } error)
            {
                return error;
            }

            var savedBy = await db.People.Where(p => p.Id == read.Value!.Draft.SavedBy).Select(p => p.Name).SingleOrDefaultAsync(ct);
            return DraftView.Of(read.Value!, await Visibility.Of(db, reader, read.Value!.Assembly.Id, ct), savedBy);
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/agenda",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ShowDraft(code), ct).ToTagged()
            )
            .WithName("showAgendaDraft")
            .WithSummary("The draft of an agenda")
            .WithDescription(
                "With its times worked out and what stands against publishing. To an organiser who may not read what is closed, it has no title. Its ETag is what changes refer to."
            )
            .Refuses(AccessErrors.SignIn, AgendaErrors.EditorsOnly, AgendaErrors.UnknownAssembly);
}
