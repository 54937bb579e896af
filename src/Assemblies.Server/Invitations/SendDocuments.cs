using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Assemblies.Domain;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
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
