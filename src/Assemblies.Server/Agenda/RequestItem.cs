using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Files;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace Assemblies.Server.Agenda;

/// <summary>
/// A member asks for an item, with text and a document, until the deadline; the secretariat may for a member, also later, saying how it came to know:
/// then the member is told. A repeat asks again, unless it bears the same key.
/// </summary>
public sealed record RequestItem(string Assembly, string? Member, ItemWish Wish, UploadedFile? File, Source? Source)
    : ICommand<RequestItem.Asked>
{
    /// <inheritdoc />
    public Access Needs => new SignedInAt(Assembly);

    /// <inheritdoc />
    public string On => Assembly;

    /// <summary>The request.</summary>
    /// <param name="Id">Its id.</param>
    public sealed record Asked(Id<ItemRequest> Id);

    internal const string SourceTooLong = "Say in at most 300 letters who told you, and when.";

    internal sealed class Validator : AbstractValidator<RequestItem>
    {
        public Validator()
        {
            RuleFor(c => c.Wish.Title)
                .NotEmpty()
                .WithMessage("Enter a title.")
                .OneLine()
                .MaximumLength(200)
                .WithMessage("A title has at most 200 letters.")
                .OverridePropertyName("title");
            RuleFor(c => c.Wish.Minutes)
                .InclusiveBetween(1, 480)
                .WithMessage("Enter the minutes it needs, 1 to 480.")
                .OverridePropertyName("minutes");
            RuleFor(c => c.Wish.Text)
                .NotEmpty()
                .WithMessage("Say what it is about and what is to be decided.")
                .OverridePropertyName("text");
            RuleFor(c => c.Source!.Note)
                .MaximumLength(300)
                .WithMessage(SourceTooLong)
                .When(c => c.Source is not null)
                .OverridePropertyName("sourceNote");
        }
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock, RequestMail mail) : ICommandHandler<RequestItem, Asked>
    {
        public async Task<Result<Asked>> Handle(RequestItem command, CancellationToken ct)
        {
            var acting = await db.ActingFor(reader, command.Member, command.Source, ct);
            if ((acting.Error ?? ItemText.Refuses(command.Wish.Text)) is { } wrong)
            {
                return wrong;
            }

            var looked = command.File?.Look();
            if (looked?.Error is { } badFile)
            {
                return badFile;
            }

            var opened = await db.OpenDraft(command.Assembly, ct);
            if (opened.Error is { } refusal)
            {
                return refusal;
            }

            var (open, now) = (opened.Value!, clock.GetCurrentInstant());
            var isPast = (await db.DeadlinesOf(open.Assembly, ct))?[DeadlineKind.MembersItems]?.IsPast(now) is true;
            if (isPast && !acting.Value!.ForSomebody)
            {
                return AgendaErrors.RequestsClosed;
            }

            var wish = command.Wish with { Title = command.Wish.Title.Trim(), Text = command.Wish.Text.ReplaceLineEndings("\n").Trim() };
            var request = new ItemRequest(open.Assembly.Id, acting.Value!.Member.Id, wish, command.Source, now, reader.Person!.Value);
            db.Add(request);
            if (looked?.Value is { } file)
            {
                var document = new AgendaDocument(open.Assembly.Id, DocumentKind.Request, wish.Title, file, now, reader.Person).For(
                    request
                );
                db.AddRange(document, new DocumentFile(document.Id, command.File!.Content));
            }

            if (acting.Value.ForSomebody)
            {
                await mail.Entered(open.Assembly, request, ct);
            }

            return new Asked(request.Id);
        }
    }

    internal sealed record Body(
        string Title,
        string Text,
        int Minutes,
        ItemKind Kind = ItemKind.Information,
        string? Member = null,
        Source? Source = null
    );

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/agenda/requests",
                (string code, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator
                        .Send(
                            new RequestItem(code, body.Member, new(body.Title, body.Kind, body.Minutes, body.Text), null, body.Source),
                            ct
                        )
                        .ToCreated(asked => $"/api/v1/assemblies/{code}/agenda/requests/{asked.Id}")
            )
            .WithName("requestItem")
            .WithExample(new Body("A taskforce on mentoring", "It reports to the next assembly.", 15, ItemKind.Decision))
            .WithSummary("Ask for an item")
            .WithDescription(
                "By a member's head or deputy until the deadline; by the secretariat for a member with the source (the member is told), also later. "
                    + "Documents are handed in for it afterwards. A repeat asks again, unless it bears the same Idempotency-Key."
            )
            .Refuses(
                AccessErrors.SignIn,
                AgendaErrors.UnknownAssembly,
                AgendaErrors.Over,
                AgendaErrors.WhichMember,
                AgendaErrors.NotYourMember,
                AgendaErrors.SourceMissing,
                AgendaErrors.RequestsClosed,
                AgendaErrors.TextTooLong,
                AgendaErrors.TextTooDeep
            );
}

/// <summary>The member hands in a document for its request as long as nobody has answered it. A repeat adds another, unless it bears the same key.</summary>
public sealed record AttachToRequest(string Assembly, Id<ItemRequest> Request, string Title, UploadedFile? File)
    : ICommand<UploadDocument.Added>
{
    /// <inheritdoc />
    public Access Needs => new SignedInAt(Assembly);

    /// <inheritdoc />
    public string On => $"{Assembly} {Request}";

    internal sealed class Validator : AbstractValidator<AttachToRequest>
    {
        public Validator() =>
            RuleFor(c => c.Title)
                .NotEmpty()
                .WithMessage("Enter a title.")
                .MaximumLength(200)
                .WithMessage("A title has at most 200 letters.");
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<AttachToRequest, UploadDocument.Added>
    {
        public async Task<Result<UploadDocument.Added>> Handle(AttachToRequest command, CancellationToken ct)
        {
            var found = await db.RequestOnDraft(command.Assembly, command.Request, ct);
            if (found.Error is { } refusal)
            {
                return refusal;
            }

            var (open, request) = found.Value!;
            if (!reader.ActsFor(request.Organisation) && !reader.MayChangeItems(open.Assembly.Id))
            {
                return AgendaErrors.UnknownRequest;
            }

            if (request.Answer is not null)
            {
                return ItemRequest.AlreadyAnswered;
            }

            var looked = command.File?.Look() ?? FileErrors.Missing.At("file");
            if (looked.Error is { } wrong)
            {
                return wrong;
            }

            var document = new AgendaDocument(
                open.Assembly.Id,
                DocumentKind.Request,
                command.Title.Trim(),
                looked.Value!,
                clock.GetCurrentInstant(),
                reader.Person
            ).For(request);
            db.AddRange(document, new DocumentFile(document.Id, command.File!.Content));
            return new UploadDocument.Added(document.Id, document.FileName, document.ContentType, document.Hash, document.Late);
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/agenda/requests/{id}/documents",
                async (
                    string code,
                    Id<ItemRequest> id,
                    IFormFile? file,
                    [FromForm] string? title,
                    IMediator mediator,
                    CancellationToken ct
                ) =>
                {
                    var read = await UploadedFile.Read(file, ct);
                    return await mediator
                        .Send(new AttachToRequest(code, id, title ?? "", read), ct)
                        .ToCreated(added => $"/api/v1/assemblies/{code}/documents/{added.Id}/file");
                }
            )
            .TakesFiles()
            .WithName("attachToRequest")
            .WithSummary("Hand in a document for a request")
            .WithDescription(
                "By the member's head or deputy as long as nobody has answered it. A repeat adds another, unless it bears the same Idempotency-Key."
            )
            .Refuses([
                AccessErrors.SignIn,
                AgendaErrors.UnknownAssembly,
                AgendaErrors.Over,
                AgendaErrors.UnknownRequest,
                ItemRequest.AlreadyAnswered,
                .. FileErrors.All,
            ]);
}
