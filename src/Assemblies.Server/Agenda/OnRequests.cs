using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Agenda;

/// <summary>What all answers have in common.</summary>
internal static class OnRequests
{
    public static readonly Error[] Refusals =
    [
        AccessErrors.SignIn,
        AgendaErrors.EditorsOnly,
        AgendaErrors.UnknownAssembly,
        AgendaErrors.Over,
        AgendaErrors.UnknownRequest,
        ItemRequest.AlreadyAnswered,
    ];

    public const string NoteTooLong = "Write at most 1,000 letters to the member.";

    /// <summary>A request with its draft locked: of two answers at once the second sees the first.</summary>
    public static async Task<Result<RequestOnDraft>> RequestOnDraft(
        this AssembliesDb db,
        string code,
        Id<ItemRequest> id,
        CancellationToken ct
    )
    {
        var opened = await db.OpenDraft(code, ct);
        if (opened.Error is { } refusal)
        {
            return refusal;
        }

        var request = await db
            .ItemRequests.Include(r => r.Answer)
            .SingleOrDefaultAsync(r => r.Id == id && r.Assembly == opened.Value!.Assembly.Id, ct);
        return request is null ? AgendaErrors.UnknownRequest : new RequestOnDraft(opened.Value!, request);
    }

    /// <summary>A request's documents become the item's.</summary>
    public static async Task HandOver(this AssembliesDb db, ItemRequest request, AgendaItem item, CancellationToken ct)
    {
        foreach (var document in await db.AgendaDocuments.Where(d => d.Request == request.Id).ToListAsync(ct))
        {
            document.For(item.Id);
        }
    }
}

/// <summary>A request and the draft it may go onto.</summary>
internal sealed record RequestOnDraft(OpenDraft Open, ItemRequest Request);
