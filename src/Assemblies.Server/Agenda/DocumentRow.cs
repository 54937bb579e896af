using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Agenda;

/// <summary>A document as lists show it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Item">The item it belongs to.</param>
/// <param name="Organisation">The member whose update or request it is: its code.</param>
/// <param name="OrganisationName">That member's name.</param>
/// <param name="Title">Its title.</param>
/// <param name="FileName">The file's name.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Hash">SHA-256, hexadecimal.</param>
/// <param name="UploadedAt">When it was handed in.</param>
/// <param name="Late">Whether it came after the final documents were due.</param>
/// <param name="Source">How the secretariat came by it, where it handed it in for a member; for that member's people and the secretariat.</param>
public sealed record DocumentRow(
    Id<AgendaDocument> Id,
    DocumentKind Kind,
    Id<AgendaItem>? Item,
    string? Organisation,
    string? OrganisationName,
    string Title,
    string FileName,
    string ContentType,
    long Size,
    string Hash,
    Instant UploadedAt,
    bool Late,
    Source? Source = null
)
{
    internal static Task<List<DocumentRow>> Of(IQueryable<AgendaDocument> documents, AssembliesDb db, Reader reader, CancellationToken ct)
    {
        var (all, own) = (reader.IsSecretariat, reader.Hats.Select(hat => (Id<Organisation>?)hat.Organisation).ToList());
        return (
            from d in documents
            join o in db.Organisations on d.Organisation equals o.Id into organisations
            from o in organisations.DefaultIfEmpty()
            orderby d.UploadedAt, d.Id
            select new DocumentRow(
                d.Id,
                d.Kind,
                d.Item,
                o == null ? null : o.Code,
                o == null ? null : o.Name,
                d.Title,
                d.FileName,
                d.ContentType,
                d.Size,
                d.Hash,
                d.UploadedAt,
                d.Late,
                d.SourceKind != null && (all || own.Contains(d.Organisation)) ? new Source(d.SourceKind.Value, d.SourceNote ?? "") : null
            )
        ).ToListAsync(ct);
    }
}
