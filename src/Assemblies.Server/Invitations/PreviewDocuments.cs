using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Invitations;

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
