using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Rules;
using Assemblies.Server.Agenda;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Invitations;

/// <summary>The final documents of an assembly, and who may read which: read once, for the preview and for the command.</summary>
/// <param name="Assembly">The assembly with steps and meetings, tracked.</param>
/// <param name="Rules">The version it is under.</param>
/// <param name="Documents">Every document of an item.</param>
/// <param name="Told">Everybody on the roll, with the documents each may read.</param>
internal sealed record FinalDocuments(
    Assembly Assembly,
    RulesVersion Rules,
    IReadOnlyList<DocumentSent> Documents,
    IReadOnlyList<(Told Of, IReadOnlyList<DocumentSent> Documents)> Told
)
{
    /// <summary>Reads them.</summary>
    public static async Task<Result<FinalDocuments>> Of(AssembliesDb db, string code, Instant now, CancellationToken ct)
    {
        var assembly = await db
            .Assemblies.Include(a => a.Steps)
            .Include(a => a.Meetings)
            .AsSplitQuery()
            .SingleOrDefaultAsync(a => a.Code == code, ct);
        if (assembly is null)
        {
            return AccessErrors.NotFound;
        }

        if (AssemblyLife.Refusal(assembly.State, StepKind.DocumentsSent) is { } wrongState)
        {
            return wrongState;
        }

        var documents = await (
            from document in db.AgendaDocuments
            join item in db.AgendaItems on document.Item equals item.Id
            where document.Assembly == assembly.Id && document.Kind != DocumentKind.CountryUpdate
            orderby item.Of.Of.StartsAt, item.Of.Order, item.Order, document.Title, document.Id
            select new DocumentSent(document.Id, item.Id, item.Number, item.Title, document.Title, document.Hash)
        ).ToListAsync(ct);
        if (documents.Count is 0)
        {
            return InvitationsErrors.NoDocuments;
        }

        var rules = await db.RulesFor(assembly, ct);
        var roll = await db.WhoIsTold(assembly.Meetings, rules.Parameters.DayOf(now), ct);
        var readable = new Dictionary<Audience, IReadOnlyList<DocumentSent>>();
        foreach (var audience in roll.Where(told => told.Meetings.Count > 0).Select(told => told.Of.Audience).Distinct())
        {
            var items = await db
                .AgendaItems.Where(i => i.Assembly == assembly.Id)
                .Where(Visibility.Of(audience).Items)
                .Select(i => i.Id)
                .ToListAsync(ct);
            readable[audience] = documents.FindAll(document => items.Contains(document.Item));
        }

        return new FinalDocuments(
            assembly,
            rules,
            documents,
            [.. roll.Select(told => (told, told.Meetings.Count > 0 ? readable[told.Of.Audience] : []))]
        );
    }

    /// <summary>Those who get a mail: each person once, with what they may read by any of their mandates.</summary>
    public IReadOnlyList<(Told Of, IReadOnlyList<DocumentSent> Documents)> Recipients =>
        [
            .. Told.Where(one => one.Documents.Count > 0)
                .GroupBy(one => one.Of.Of.Person)
                .Select(person =>
                    (
                        person.First().Of,
                        (IReadOnlyList<DocumentSent>)[.. Documents.Where(document => person.Any(one => one.Documents.Contains(document)))]
                    )
                ),
        ];

    /// <summary>Why somebody gets no mail, or what they get, in words.</summary>
    public static string Why(Told told, IReadOnlyList<DocumentSent> documents) =>
        told.Meetings.Count is 0 ? told.Why
        : documents.Count is 0 ? "No document is of an item that is for them."
        : told.Why;
}

/// <summary>A document as it is sent: a link, and the hash that proves what it was.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Item">Its item.</param>
/// <param name="Number">The item's printed number; null before it has one.</param>
/// <param name="ItemTitle">The item's title.</param>
/// <param name="Title">Its title.</param>
/// <param name="Hash">SHA-256 of its content, hexadecimal.</param>
public sealed record DocumentSent(Id<AgendaDocument> Id, Id<AgendaItem> Item, string? Number, string ItemTitle, string Title, string Hash);
