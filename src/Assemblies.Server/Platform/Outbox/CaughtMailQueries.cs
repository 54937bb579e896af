using System.Text.RegularExpressions;
using Assemblies.Domain;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using NodaTime;

namespace Assemblies.Server.Platform.Outbox;

/// <summary>What the mailbox of development caught, the newest first.</summary>
/// <param name="To">Only to this address; null for all.</param>
/// <param name="After">Only what came after this number; null for the newest 200.</param>
public sealed record ListCaughtMail(string? To, long? After) : IQuery<IReadOnlyList<ListCaughtMail.Row>>
{
    /// <inheritdoc />
    public Access Needs => new Anybody();

    /// <summary>A caught mail in a line.</summary>
    /// <param name="Number">Its place in the order of arrival.</param>
    /// <param name="At">When it came.</param>
    /// <param name="To">To whom.</param>
    /// <param name="Subject">Its subject.</param>
    /// <param name="MessageId">Its Message-ID.</param>
    /// <param name="Method">The method of its calendar part; null for a plain mail.</param>
    /// <param name="Links">The links in its text, in order.</param>
    public sealed record Row(
        long Number,
        Instant At,
        string To,
        string Subject,
        string MessageId,
        string? Method,
        IReadOnlyList<string> Links
    );

    internal sealed class Handler(AssembliesDb db) : IQueryHandler<ListCaughtMail, IReadOnlyList<Row>>
    {
        private const int Newest = 200;

        public async Task<Result<IReadOnlyList<Row>>> Handle(ListCaughtMail request, CancellationToken cancellationToken)
        {
            var mails = db.CaughtMails.AsNoTracking().OrderByDescending(mail => mail.Number).AsQueryable();
            if (request.To is { Length: > 0 } to)
            {
                var address = Assemblies.Domain.Members.Person.NormalEmail(to);
                mails = mails.Where(mail => mail.To == address);
            }

            mails = request.After is { } after ? mails.Where(mail => mail.Number > after) : mails.Take(Newest);
            var caught = await mails.ToListAsync(cancellationToken);
            return caught.ConvertAll(ToRow);
        }

        private static Row ToRow(CaughtMail mail)
        {
            using var message = MimeMessage.Load(new MemoryStream(mail.Mime));
            var calendar = message.BodyParts.FirstOrDefault(part => part.ContentType.IsMimeType("text", "calendar"));
            return new(
                mail.Number,
                mail.At,
                mail.To,
                message.Subject ?? "",
                message.MessageId ?? "",
                calendar?.ContentType.Parameters["method"],
                Links(message.TextBody ?? "")
            );
        }
    }

    internal static IReadOnlyList<string> Links(string text) =>
        [.. Regex.Matches(text, @"https?://[^\s<>""]+", RegexOptions.NonBacktracking).Select(found => found.Value.TrimEnd('.', ',', ')'))];
}

/// <summary>One caught mail, whole.</summary>
/// <param name="Number">Its place in the order of arrival.</param>
public sealed record ShowCaughtMail(long Number) : IQuery<ShowCaughtMail.Answer>
{
    /// <inheritdoc />
    public Access Needs => new Anybody();

    /// <summary>A caught mail.</summary>
    /// <param name="Number">Its place in the order of arrival.</param>
    /// <param name="At">When it came.</param>
    /// <param name="From">The sender as people see it.</param>
    /// <param name="To">To whom.</param>
    /// <param name="Subject">Its subject.</param>
    /// <param name="Text">Its plain text.</param>
    /// <param name="Html">Its HTML; null when it has none.</param>
    /// <param name="Calendar">Its calendar part; null for a plain mail.</param>
    /// <param name="Source">The whole message as it came.</param>
    public sealed record Answer(
        long Number,
        Instant At,
        string From,
        string To,
        string Subject,
        string Text,
        string? Html,
        string? Calendar,
        byte[] Source
    );

    internal sealed class Handler(AssembliesDb db) : IQueryHandler<ShowCaughtMail, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowCaughtMail request, CancellationToken cancellationToken)
        {
            var mail = await db.CaughtMails.AsNoTracking().SingleOrDefaultAsync(m => m.Number == request.Number, cancellationToken);
            if (mail is null)
            {
                return AccessErrors.NotFound;
            }

            using var message = MimeMessage.Load(new MemoryStream(mail.Mime), cancellationToken);
            var calendar = message.BodyParts.OfType<TextPart>().FirstOrDefault(part => part.ContentType.IsMimeType("text", "calendar"));
            return new Answer(
                mail.Number,
                mail.At,
                message.From.ToString(),
                message.To.ToString(),
                message.Subject ?? "",
                message.TextBody ?? "",
                message.HtmlBody,
                calendar?.Text,
                mail.Mime
            );
        }
    }
}
