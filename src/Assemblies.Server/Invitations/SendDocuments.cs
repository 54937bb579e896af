using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Assemblies.Domain;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Mail;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Outbox;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Invitations;

/// <summary>
/// The secretariat sends the final documents of a convened assembly: links and hashes, to each person those of the items that are for them. Proved
/// like the convocation. It can be done again when documents were added; each time is a step and a proof of its own.
/// </summary>
/// <param name="Code">Which assembly.</param>
public sealed record SendDocuments(string Code) : ICommand<SendDocuments.Answer>
{
    /// <summary>Which composer writes its mails.</summary>
    internal const string Kind = "documents.sent";

    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <inheritdoc />
    public string On => Code;

    /// <summary>What was done.</summary>
    /// <param name="At">When.</param>
    /// <param name="Documents">How many documents it is about.</param>
    /// <param name="Mails">How many mails go out.</param>
    public sealed record Answer(Instant At, int Documents, int Mails);

    internal sealed class Handler(AssembliesDb db, OutgoingMail outbox, Reader reader, IClock clock)
        : ICommandHandler<SendDocuments, Answer>
    {
        public async Task<Result<Answer>> Handle(SendDocuments request, CancellationToken cancellationToken)
        {
            await db
                .Database.SqlQuery<Guid>($"""select id as "Value" from assembly where code = {request.Code} for update""")
                .ToListAsync(cancellationToken);
            var now = clock.GetCurrentInstant();
            var read = await FinalDocuments.Of(db, request.Code, now, cancellationToken);
            if (read.Value is not { } final)
            {
                return read.Error!;
            }

            var step = final.Assembly.Step(StepKind.DocumentsSent, now, reader.Person, null);
            var content = JsonSerializer.Serialize(new { final.Assembly.Code, final.Documents }, Json.Options);
            var proof = new Convocation(
                final.Assembly.Id,
                ProofOf.Documents,
                step,
                final.Rules.Number,
                (await db.NewestAgenda(final.Assembly.Id, cancellationToken))?.Id,
                content,
                Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))
            );
            await db.InsertAll([proof], cancellationToken);
            await db.InsertAll(
                [
                    .. final.Told.Select(one => new ConvocationRecipient(
                        proof.Id,
                        one.Of with
                        {
                            Why = FinalDocuments.Why(one.Of, one.Documents),
                        },
                        [.. one.Documents.Select(document => document.Hash)]
                    )),
                ],
                cancellationToken
            );
            var recipients = final.Recipients;
            await outbox.Add(
                [
                    .. recipients.Select(one => new NewMail(
                        string.Create(CultureInfo.InvariantCulture, $"{Kind}/{final.Assembly.Id}/{step.Seq}/{one.Of.Of.Person}"),
                        Kind,
                        "",
                        one.Of.Of.Email,
                        one.Of.Of.Name,
                        JsonSerializer.Serialize(one.Documents, Json.Options)
                    )
                    {
                        Person = one.Of.Of.Person,
                        Assembly = final.Assembly.Id,
                        Group = "documents",
                    }),
                ],
                cancellationToken
            );
            return new Answer(now, final.Documents.Count, recipients.Count);
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/send-documents",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new SendDocuments(code), ct).ToHttp()
            )
            .WithName(nameof(SendDocuments))
            .WithSummary("Send the final documents")
            .WithDescription(
                "To everybody who was convened, links to and hashes of the documents of the items that are for them; the proof is kept. Documents "
                    + "that come later are marked late. A repeat sends again and is a step of its own; with the same Idempotency-Key it is not."
            )
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.SecretariatOnly,
                AccessErrors.NotFound,
                new("assembly.wrong_state", ErrorKind.Conflict, "The assembly is not convened; documents cannot be sent now."),
                InvitationsErrors.NoDocuments,
                RequestErrors.KeyReused
            );
}

/// <summary>What sending the documents would do now.</summary>
/// <param name="Code">Which assembly.</param>
public sealed record PreviewDocuments(string Code) : IQuery<PreviewDocuments.Answer>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <summary>What would be done.</summary>
    /// <param name="Code">The assembly.</param>
    /// <param name="Title">Its title.</param>
    /// <param name="Documents">The documents.</param>
    /// <param name="Mails">How many mails it would be.</param>
    /// <param name="Gets">Who gets a mail, with how many documents.</param>
    /// <param name="GetsNothing">Who gets nothing, and why.</param>
    /// <param name="SentBefore">When documents were sent before.</param>
    public sealed record Answer(
        string Code,
        string Title,
        IReadOnlyList<DocumentSent> Documents,
        int Mails,
        IReadOnlyList<Line> Gets,
        IReadOnlyList<Line> GetsNothing,
        IReadOnlyList<Instant> SentBefore
    );

    /// <summary>Somebody on the roll.</summary>
    /// <param name="Name">Their name.</param>
    /// <param name="Organisation">For whom they speak.</param>
    /// <param name="Documents">How many documents they get.</param>
    /// <param name="Why">Why, in words.</param>
    public sealed record Line(string Name, string Organisation, int Documents, string Why);

    internal sealed class Handler(AssembliesDb db, IClock clock) : IQueryHandler<PreviewDocuments, Answer>
    {
        public async Task<Result<Answer>> Handle(PreviewDocuments request, CancellationToken cancellationToken)
        {
            var read = await FinalDocuments.Of(db, request.Code, clock.GetCurrentInstant(), cancellationToken);
            if (read.Value is not { } final)
            {
                return read.Error!;
            }

            var lines = final
                .Told.Select(one => new Line(
                    one.Of.Of.Name,
                    one.Of.Of.OrganisationName,
                    one.Documents.Count,
                    FinalDocuments.Why(one.Of, one.Documents)
                ))
                .ToList();
            return new Answer(
                final.Assembly.Code,
                final.Assembly.Title,
                final.Documents,
                final.Recipients.Count,
                lines.FindAll(line => line.Documents > 0),
                lines.FindAll(line => line.Documents is 0),
                [.. final.Assembly.Steps.Where(s => s.Kind is StepKind.DocumentsSent).Select(s => s.At)]
            );
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/send-documents",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new PreviewDocuments(code), ct).ToHttp()
            )
            .WithName(nameof(PreviewDocuments))
            .WithSummary("Look at the documents before they are sent")
            .WithDescription("The documents, who gets how many, and who gets nothing and why. Changes nothing.")
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.SecretariatOnly,
                AccessErrors.NotFound,
                new("assembly.wrong_state", ErrorKind.Conflict, "The assembly is not convened; documents cannot be sent now."),
                InvitationsErrors.NoDocuments
            );
}

/// <summary>Writes the mails that bring the documents.</summary>
internal sealed class ComposeDocuments(AssembliesDb db, Settings settings) : IComposeMail
{
    private readonly Dictionary<Id<Assembly>, (Assembly Assembly, (string, string)? Human)> known = [];

    public string Kind => SendDocuments.Kind;

    public async ValueTask<Composed?> Compose(OutboxMail mail, CancellationToken ct)
    {
        var documents = JsonSerializer.Deserialize<IReadOnlyList<DocumentSent>>(mail.Model, Json.Options)!;
        if (!known.TryGetValue(mail.Assembly!.Value, out var facts))
        {
            var assembly = await db.Assemblies.AsNoTracking().SingleAsync(a => a.Id == mail.Assembly, ct);
            known[assembly.Id] = facts = (assembly, (await db.HostOf(assembly, settings, ct)).Human);
        }

        var page = $"{settings.SiteUrl}/assemblies/{facts.Assembly.Code}/documents";
        var (html, text) = MailLayout.Render(
            new()
            {
                Preview = "The final documents, with what proves them.",
                Eyebrow = settings.NetworkName,
                Title = $"Documents of the {facts.Assembly.Title}",
                Greeting = $"Dear {mail.Name},",
                Paragraphs =
                [
                    $"these are the final documents of the {facts.Assembly.Title} ({facts.Assembly.Code}) that are for you. Each link leads to the page where you read it.",
                    "The number below a title is the SHA-256 of the file: what you download has the same.",
                ],
                Tables =
                [
                    new(
                        "Documents",
                        "Item",
                        "Document",
                        [
                            .. documents.Select(document =>
                                (
                                    document.Number ?? "–",
                                    new MailText(
                                        new MailSpan(document.Title, new($"{page}#{document.Id}")),
                                        new MailSpan($" ({document.ItemTitle}), SHA-256 {document.Hash}")
                                    )
                                )
                            ),
                        ]
                    ),
                ],
                Links = [new("All documents", new(page)), new("The assembly", new($"{settings.SiteUrl}/assemblies/{facts.Assembly.Code}"))],
                Footer = EntryLetters.Footer(
                    facts.Human,
                    "You get this mail because you are convened. Documents that come later are marked late."
                ),
            }
        );
        return new($"Documents: {facts.Assembly.Title}, {facts.Assembly.Place.CityInWords()} ({facts.Assembly.Code})", text, html)
        {
            ReplyTo = facts.Human,
        };
    }
}
