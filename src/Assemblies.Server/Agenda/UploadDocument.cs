using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Files;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Agenda;

/// <summary>
/// Chair or secretariat hands in a document for an item; it has the item's audience, and takes the place of another if one is named. After the final
/// documents were due it is marked late. A repeat adds another, unless it bears the same key.
/// </summary>
public sealed record UploadDocument(string Assembly, Id<AgendaItem> Item, string Title, UploadedFile? File, Id<AgendaDocument>? Replaces)
    : ICommand<UploadDocument.Added>
{
    /// <inheritdoc />
    public Access Needs => new PreparesAgenda(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly} {Item}";

    /// <summary>The document.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="FileName">The name under which it is handed out.</param>
    /// <param name="ContentType">What it is, by its bytes.</param>
    /// <param name="Hash">SHA-256, hexadecimal.</param>
    /// <param name="Late">Whether it came after the final documents were due.</param>
    public sealed record Added(Id<AgendaDocument> Id, string FileName, string ContentType, string Hash, bool Late);

    internal sealed class Validator : AbstractValidator<UploadDocument>
    {
        public Validator() =>
            RuleFor(c => c.Title)
                .NotEmpty()
                .WithMessage("Enter a title.")
                .MaximumLength(200)
                .WithMessage("A title has at most 200 letters.");
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<UploadDocument, Added>
    {
        public async Task<Result<Added>> Handle(UploadDocument command, CancellationToken ct)
        {
            var looked = command.File?.Look() ?? FileErrors.Missing.At("file");
            if (looked.Error is { } wrong)
            {
                return wrong;
            }

            var opened = await db.OpenDraft(command.Assembly, ct);
            if (opened.Error is { } refusal)
            {
                return refusal;
            }

            var (open, now) = (opened.Value!, clock.GetCurrentInstant());
            if (open.Draft.Item(command.Item) is not { } item)
            {
                return AgendaDomainErrors.UnknownItem;
            }

            var replaced = command.Replaces is { } old
                ? await db.AgendaDocuments.SingleOrDefaultAsync(d => d.Id == old && d.Item == item.Id, ct)
                : null;
            if (command.Replaces is not null && replaced is null)
            {
                return DocumentErrors.Unknown;
            }

            var isLate = await db.LateAt(open.Assembly, now, ct) is not null;
            var document = new AgendaDocument(open.Assembly.Id, DocumentKind.Item, command.Title.Trim(), looked.Value!, now, reader.Person)
                .For(item.Id)
                .MarkedLate(isLate);
            if (replaced is not null)
            {
                document.InPlaceOf(replaced);
            }

            db.AddRange(document, new DocumentFile(document.Id, command.File!.Content));
            return new Added(document.Id, document.FileName, document.ContentType, document.Hash, document.Late);
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/documents",
                async (
                    string code,
                    IFormFile? file,
                    [FromForm] string? title,
                    [FromForm] Guid item,
                    [FromForm] Guid? replaces,
                    IMediator mediator,
                    CancellationToken ct
                ) =>
                {
                    var read = await UploadedFile.Read(file, ct);
                    var old = replaces is { } id ? new Id<AgendaDocument>(id) : (Id<AgendaDocument>?)null;
                    return await mediator
                        .Send(new UploadDocument(code, new(item), title ?? "", read, old), ct)
                        .ToCreated(added => $"/api/v1/assemblies/{code}/documents/{added.Id}/file");
                }
            )
            .TakesFiles()
            .WithName("uploadDocument")
            .WithSummary("Hand in a document for an item")
            .WithDescription(
                "It has the item's audience. What it is follows from its bytes. A repeat adds another, unless it bears the same Idempotency-Key."
            )
            .Refuses([
                AccessErrors.SignIn,
                AgendaErrors.EditorsOnly,
                AgendaErrors.UnknownAssembly,
                AgendaErrors.Over,
                AgendaDomainErrors.UnknownItem,
                DocumentErrors.Unknown,
                .. FileErrors.All,
            ]);
}
