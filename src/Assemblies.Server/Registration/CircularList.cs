using Assemblies.Domain;
using Assemblies.Domain.Registration;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Outbox;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>The circulars of an assembly, the newest first: to whom, and how far each is.</summary>
/// <param name="Code">Of which assembly.</param>
public sealed record ListCirculars(string Code) : IQuery<IReadOnlyList<ListCirculars.Line>>
{
    /// <inheritdoc />
    public Access Needs => new HostOf(Code);

    /// <summary>A circular.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Subject">Its subject.</param>
    /// <param name="To">To whom, in words.</param>
    /// <param name="Recipients">To how many.</param>
    /// <param name="By">Who wrote it.</param>
    /// <param name="At">When.</param>
    /// <param name="GoesAt">When it goes, unless it is called back; null where it does not rest.</param>
    /// <param name="SentAt">When it went; null before, and where it was called back.</param>
    /// <param name="CalledBackAt">When it was called back; null where it was not.</param>
    public sealed record Line(
        Id<Circular> Id,
        string Subject,
        string To,
        int Recipients,
        string? By,
        Instant At,
        Instant? GoesAt,
        Instant? SentAt,
        Instant? CalledBackAt
    );

    internal sealed class Handler(AssembliesDb db, Settings settings) : IQueryHandler<ListCirculars, IReadOnlyList<Line>>
    {
        public async Task<Result<IReadOnlyList<Line>>> Handle(ListCirculars query, CancellationToken ct) =>
            await Read(db, settings, query.Code, ct);

        internal static async Task<List<Line>> Read(AssembliesDb db, Settings settings, string code, CancellationToken ct)
        {
            var found = await (
                from circular in db.Circulars.AsNoTracking()
                join assembly in db.Assemblies on circular.Assembly equals assembly.Id
                from writer in db.People.Where(p => p.Id == circular.By).DefaultIfEmpty()
                where assembly.Code == code
                orderby circular.At descending, circular.Id
                select new { Circular = circular, By = writer == null ? null : writer.Name }
            ).ToListAsync(ct);
            return found.ConvertAll(it => new Line(
                it.Circular.Id,
                it.Circular.Subject,
                it.Circular.ToInWords,
                it.Circular.Recipients,
                it.By,
                it.Circular.At,
                it.Circular.Rests ? it.Circular.At + settings.Settle : null,
                it.Circular.SentAt,
                it.Circular.CalledBackAt
            ));
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/circulars",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ListCirculars(code), ct).ToHttp()
            )
            .WithName("listCirculars")
            .WithSummary("List what was written to selections")
            .WithDescription("The newest first: to whom, to how many, by whom, and whether it rests, has gone or was called back.")
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound);
}

/// <summary>One circular: what it says, and what became of it for each of those it was written to.</summary>
/// <param name="Code">Of which assembly.</param>
/// <param name="Circular">Which.</param>
public sealed record ShowCircular(string Code, Id<Circular> Circular) : IQuery<ShowCircular.Answer>
{
    /// <inheritdoc />
    public Access Needs => new HostOf(Code);

    /// <summary>A circular.</summary>
    /// <param name="Line">As the list has it.</param>
    /// <param name="Text">Its text.</param>
    /// <param name="Recipients">To whom, by name.</param>
    public sealed record Answer(ListCirculars.Line Line, string Text, IReadOnlyList<Recipient> Recipients);

    /// <summary>One of those it was written to.</summary>
    /// <param name="Name">Who.</param>
    /// <param name="Email">The address it goes to.</param>
    /// <param name="State">How far the mail is; null before it goes, and where it was called back.</param>
    public sealed record Recipient(string Name, string Email, DeliveryState? State);

    internal sealed class Handler(AssembliesDb db, Settings settings) : IQueryHandler<ShowCircular, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowCircular query, CancellationToken ct)
        {
            var lines = await ListCirculars.Handler.Read(db, settings, query.Code, ct);
            if (lines.Find(l => l.Id == query.Circular) is not { } line)
            {
                return WritingErrors.Unknown;
            }

            var text = await db.Circulars.Where(c => c.Id == query.Circular).Select(c => c.Text).SingleAsync(ct);
            var prefix = $"{CircularMail.MailKind}/{query.Circular}/";
            var recipients = await (
                from recipient in db.CircularRecipients
                from mail in db.OutboxMails.Where(m => m.Key == prefix + recipient.Email).DefaultIfEmpty()
                where recipient.Circular == query.Circular
                orderby EF.Functions.Collate(recipient.Name, "people"), recipient.Email
                select new Recipient(recipient.Name, recipient.Email, mail == null ? null : mail.State)
            ).ToListAsync(ct);
            return new Answer(line, text, recipients);
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/circulars/{id}",
                (string code, Id<Circular> id, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ShowCircular(code, id), ct).ToHttp()
            )
            .WithName("showCircular")
            .WithSummary("See a circular and what became of it")
            .WithDescription("Its text, and for each of those it was written to how far the mail is.")
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound, WritingErrors.Unknown);
}
