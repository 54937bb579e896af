using Assemblies.Domain;
using Assemblies.Domain.Registration;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Mail;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Registration;

/// <summary>Who would get a circular, who in the selection would not and why, and the letter as one of them reads it.</summary>
/// <param name="Code">At which assembly.</param>
/// <param name="To">To whom.</param>
/// <param name="Subject">Its subject, as far as it is written.</param>
/// <param name="Text">Its text, as far as it is written.</param>
/// <param name="As">Whose letter is shown, by address; null for the first one’s.</param>
public sealed record PreviewCircular(string Code, Selection To, string? Subject = null, string? Text = null, string? As = null)
    : IQuery<PreviewCircular.Answer>
{
    /// <inheritdoc />
    public Access Needs => new HostOf(Code);

    /// <summary>What would go to whom.</summary>
    /// <param name="ToInWords">The selection in words.</param>
    /// <param name="Gets">Who gets it, by name.</param>
    /// <param name="GetsNothing">Who is in the selection and gets nothing.</param>
    /// <param name="ShownTo">Whose letter is shown; null where nobody gets one.</param>
    /// <param name="Letter">That letter, as plain text.</param>
    public sealed record Answer(
        string ToInWords,
        IReadOnlyList<Line> Gets,
        IReadOnlyList<Without> GetsNothing,
        string? ShownTo,
        string? Letter
    );

    /// <summary>A recipient.</summary>
    /// <param name="Name">Who.</param>
    /// <param name="Affiliation">For whom.</param>
    /// <param name="Email">The address it goes to.</param>
    public sealed record Line(string Name, string Affiliation, string Email);

    /// <summary>Somebody who gets nothing.</summary>
    /// <param name="Name">Who.</param>
    /// <param name="Affiliation">For whom.</param>
    /// <param name="Why">Why.</param>
    public sealed record Without(string Name, string Affiliation, string Why);

    internal sealed class Handler(AssembliesDb db, Reader reader, Settings settings) : IQueryHandler<PreviewCircular, Answer>
    {
        public async Task<Result<Answer>> Handle(PreviewCircular query, CancellationToken ct)
        {
            var assembly = await db.Assemblies.Where(a => a.Code == query.Code).Select(a => new { a.Id, a.Title }).SingleOrDefaultAsync(ct);
            if (assembly is null)
            {
                return AccessErrors.NotFound;
            }

            var words = await db.InWords(assembly.Id, query.To, ct);
            if (words.Error is { } error)
            {
                return error;
            }

            var all = await db.Select(assembly.Id, query.To, ct);
            var gets = all.Where(one => one.GetsNothing is null).Select(one => new Line(one.Name, one.Affiliation, one.Email!)).ToList();
            var shown = gets.Find(one => string.Equals(one.Email, query.As, StringComparison.OrdinalIgnoreCase)) ?? gets.FirstOrDefault();
            var (by, email) = CircularMail.Writer(reader);
            var model = new CircularMail.Model(
                query.Code,
                assembly.Title,
                query.Subject?.Trim() ?? "",
                query.Text ?? "",
                by,
                email,
                words.Value!,
                IsTrial: false
            );
            return new Answer(
                words.Value!,
                gets,
                [.. all.Where(one => one.GetsNothing is not null).Select(one => new Without(one.Name, one.Affiliation, one.GetsNothing!))],
                shown?.Name,
                shown is null ? null : MailLayout.Render(CircularMail.Letter(model, shown.Name, settings)).Text
            );
        }
    }

    internal sealed record Body(Selection To, string? Subject = null, string? Text = null, string? As = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/circulars/preview",
                (string code, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new PreviewCircular(code, body.To, body.Subject, body.Text, body.As), ct).ToHttp()
            )
            .WithName("previewCircular")
            .WithSummary("See who would get a circular")
            .WithDescription(
                "Who gets it, who in the selection gets nothing and why, and the letter as one of them reads it. Sends nothing."
            )
            .WithExample(new Body(new(SelectionKind.Registered), "How to get there", "The tram stops in front of the house."))
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound, WritingErrors.UnknownSelection);
}
