using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Files;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Agenda;

/// <summary>The bytes of a document, for those who may read its item; updates are for members, a request's for that member and the editors.</summary>
public sealed record DownloadDocument(string Assembly, Id<AgendaDocument> Document) : IQuery<DownloadDocument.Answer>
{
    /// <inheritdoc />
    public Access Needs => new KnowsAgenda(Assembly);

    /// <summary>A file.</summary>
    /// <param name="FileName">Its name.</param>
    /// <param name="ContentType">Its media type.</param>
    /// <param name="Hash">SHA-256, hexadecimal: its ETag.</param>
    /// <param name="Content">Its bytes.</param>
    public sealed record Answer(string FileName, string ContentType, string Hash, byte[] Content);

    internal sealed class Handler(AssembliesDb db, Reader reader) : IQueryHandler<DownloadDocument, Answer>
    {
        public async Task<Result<Answer>> Handle(DownloadDocument query, CancellationToken ct)
        {
            // Also what was replaced: a link in a mail that was sent keeps leading to what was sent.
            var document = await (
                from d in db.AgendaDocuments.IgnoreQueryFilters()
                join a in db.Assemblies on d.Assembly equals a.Id
                where a.Code == query.Assembly && d.Id == query.Document
                select d
            )
                .AsNoTracking()
                .SingleOrDefaultAsync(ct);
            if (document is null || !await MayRead(document, ct))
            {
                return reader.IsSignedIn ? DocumentErrors.Unknown : AccessErrors.SignIn;
            }

            var content = await db.DocumentFiles.Where(f => f.Document == document.Id).Select(f => f.Content).SingleAsync(ct);
            return new Answer(document.FileName, document.ContentType, document.Hash, content);
        }

        private async Task<bool> MayRead(AgendaDocument document, CancellationToken ct)
        {
            if (reader.MayChangeItems(document.Assembly))
            {
                return true;
            }

            var visibility = await Visibility.Of(db, reader, document.Assembly, ct);
            var owns = document.Organisation is { } member && reader.BelongsTo(member);
            return document.Kind switch
            {
                DocumentKind.CountryUpdate => owns || ((reader.IsMember || visibility.SeesAll) && document.RemovedAt is null),
                DocumentKind.Request when owns => true,
                _ => document.Item is { } item
                    && visibility.Find((await db.NewestVersion(document.Assembly, ct))?.Content, item) is not null,
            };
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/documents/{id}/file",
                (string code, Id<AgendaDocument> id, IMediator mediator, CancellationToken ct) => Send(code, id, mediator, ct)
            )
            .WithName("downloadDocument")
            .WithSummary("The bytes of a document")
            .WithDescription("As an attachment, for those who may read its item as it was last published.")
            .Produces<Stream>(StatusCodes.Status200OK, UploadedFile.MediaTypes[0], UploadedFile.MediaTypes[1..])
            .Refuses(AccessErrors.SignIn, AgendaErrors.UnknownAssembly, DocumentErrors.Unknown);

    /// <summary>The same under the page's address: whoever has to sign in is taken there, and comes back.</summary>
    internal static void MapPage(IEndpointRouteBuilder root) =>
        root.MapGet(
                "/assemblies/{code}/documents/{id:guid}",
                (string code, Guid id, IMediator mediator, HttpContext context, CancellationToken ct) =>
                    Send(code, new(id), mediator, ct, Addresses.SignIn(context.Request.Path))
            )
            .ExcludeFromDescription();

    private static async Task<IResult> Send(
        string code,
        Id<AgendaDocument> id,
        IMediator mediator,
        CancellationToken ct,
        string? signIn = null
    )
    {
        var found = await mediator.Send(new DownloadDocument(code, id), ct);
        return found.Value is { } file ? new Attachment(file.FileName, file.ContentType, file.Content, file.Hash)
            : signIn is not null && found.Error == AccessErrors.SignIn ? TypedResults.LocalRedirect(signIn)
            : found.Error!.ToProblem();
    }
}

/// <summary>Chair or secretariat takes a document back; its bytes are kept for the links that were sent. A repeat finds no document.</summary>
public sealed record RemoveDocument(string Assembly, Id<AgendaDocument> Document) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new PreparesAgenda(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly} {Document}";

    internal sealed class Handler(AssembliesDb db, IClock clock) : ICommandHandler<RemoveDocument, Done>
    {
        public async Task<Result<Done>> Handle(RemoveDocument command, CancellationToken ct)
        {
            var opened = await db.OpenDraft(command.Assembly, ct);
            if (opened.Error is { } refusal)
            {
                return refusal;
            }

            var assembly = opened.Value!.Assembly;
            if (
                await db.AgendaDocuments.SingleOrDefaultAsync(d => d.Id == command.Document && d.Assembly == assembly.Id, ct)
                is not { } document
            )
            {
                return DocumentErrors.Unknown;
            }

            document.Remove(clock.GetCurrentInstant());
            return Done.It;
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapDelete(
                "assemblies/{code}/documents/{id}",
                (string code, Id<AgendaDocument> id, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new RemoveDocument(code, id), ct).ToHttp()
            )
            .WithName("removeDocument")
            .WithSummary("Take a document back")
            .WithDescription("It leaves the lists; links that were sent keep leading to what was sent. A repeat finds no document.")
            .Refuses(
                AccessErrors.SignIn,
                AgendaErrors.EditorsOnly,
                AgendaErrors.UnknownAssembly,
                AgendaErrors.Over,
                DocumentErrors.Unknown
            );
}
