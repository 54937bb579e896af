using Assemblies.Domain;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Registration;

/// <summary>A line in hand, of whoever may change it.</summary>
internal sealed record LineInHand(OpenBook Open, Registrant Registrant, SeatPool Pool, SeatLine Line);

/// <summary>Finds a line that the reader may change, with the seats of its assembly in hand.</summary>
internal sealed class OwnLines(AssembliesDb db, SeatBooks books, WhoRegisters who, Cancelling cancelling)
{
    /// <summary>Finds it; a foreign one is as unknown as none.</summary>
    public async Task<Result<LineInHand>> Find(string code, Id<SeatLine> id, Source? source, CancellationToken ct)
    {
        if (await books.Find(code, ct) is not { } assembly)
        {
            return AccessErrors.NotFound;
        }

        await books.Lock(assembly, ct);
        var registrant = await (
            from r in db.Registrants
            join line in db.SeatLines on r.Id equals line.Registrant
            where r.Assembly == assembly.Id && line.Id == id && line.State != SeatState.Ended
            select r
        ).SingleOrDefaultAsync(ct);
        if (registrant is null)
        {
            return RegistrationErrors.UnknownLine;
        }

        if (who.Refuses(registrant, source) is { } refusal)
        {
            return refusal == RegistrationErrors.Unknown ? RegistrationErrors.UnknownLine : refusal;
        }

        if (cancelling.Began(assembly) is { } began)
        {
            return began;
        }

        var open = await books.Open(assembly, [registrant.Id], ct);
        var (pool, own) = open.Pools.Select(p => (Pool: p, Line: open.Book.LineOf(p.Id, registrant.Id))).Single(it => it.Line?.Id == id);
        return new LineInHand(open, registrant, pool, own!);
    }
}
