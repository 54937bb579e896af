using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using Assemblies.Domain;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Files;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Minutes.Documents;

/// <summary>As what minutes are handed out.</summary>
public enum PaperForm
{
    /// <summary>One HTML file.</summary>
    Html,

    /// <summary>A Word file.</summary>
    Docx,

    /// <summary>A PDF.</summary>
    Pdf,
}

/// <summary>A published version of minutes as a file: what the reader may read of it.</summary>
/// <param name="Assembly">Of which assembly.</param>
/// <param name="Number">Which version.</param>
/// <param name="Form">As what.</param>
public sealed record DownloadMinutes(string Assembly, int Number, PaperForm Form) : IQuery<DownloadMinutes.Answer>
{
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <inheritdoc />
    public Access Needs => new ReadsMinutes(Assembly);

    /// <summary>A file.</summary>
    /// <param name="FileName">Its name.</param>
    /// <param name="ContentType">Its media type.</param>
    /// <param name="Content">Its bytes.</param>
    public sealed record Answer(string FileName, string ContentType, byte[] Content);

    internal sealed class Handler(AssembliesDb db, MinutesShowing showing, MinutesInHtml html, MinutesInWord word, MinutesInPdf pdf)
        : IQueryHandler<DownloadMinutes, Answer>
    {
        public async Task<Result<Answer>> Handle(DownloadMinutes query, CancellationToken cancellationToken)
        {
            if (await showing.Version(query.Assembly, query.Number, cancellationToken) is not { } shown)
            {
                return MinutesErrors.UnknownVersion;
            }

            var assembly = await db.Assemblies.Where(a => a.Code == query.Assembly).Select(a => a.Id).SingleAsync(cancellationToken);
            var standing = await showing.Approval(assembly, cancellationToken);
            var approval = standing?.Version == query.Number ? standing : null;
            var paper = new MinutesPaper(shown, approval, await showing.Signatures(assembly, approval, cancellationToken));
            var name = FormattableString.Invariant($"Minutes {query.Assembly}, version {query.Number}");
            switch (query.Form)
            {
                case PaperForm.Docx:
                    return new Answer($"{name}.docx", Word, word.Write(paper));
                case PaperForm.Pdf:
                    var printed = await pdf.Print(await html.Write(paper), cancellationToken);
                    return printed.Value is { } bytes ? new Answer($"{name}.pdf", MediaTypeNames.Application.Pdf, bytes) : printed.Error!;
                default:
                    return new Answer($"{name}.html", "text/html; charset=utf-8", Encoding.UTF8.GetBytes(await html.Write(paper)));
            }
        }
    }

    internal static void Map(IEndpointRouteBuilder api)
    {
        foreach (
            var (form, media) in new[]
            {
                (PaperForm.Html, MediaTypeNames.Text.Html),
                (PaperForm.Docx, Word),
                (PaperForm.Pdf, MediaTypeNames.Application.Pdf),
            }
        )
        {
            var ending = form.ToString().ToLowerInvariant();
            api.MapGet(
                    $"assemblies/{{code}}/minutes/versions/{{number:int}}.{ending}",
                    (string code, int number, IMediator mediator, CancellationToken ct) => Send(new(code, number, form), mediator, ct)
                )
                .WithName($"downloadMinutes{form}")
                .WithSummary(
                    $"A version of the minutes as {(form is PaperForm.Docx ? "a Word file" : form is PaperForm.Pdf ? "PDF" : "one HTML file")}"
                )
                .WithDescription(
                    form is PaperForm.Pdf
                        ? "A4, tagged, as an attachment; 503 where the service has no Chromium to make it."
                        : "As an attachment, without what the reader may not read."
                )
                .Produces<Stream>(StatusCodes.Status200OK, media)
                .Refuses([
                    AccessErrors.SignIn,
                    AccessErrors.NotFound,
                    MinutesErrors.UnknownVersion,
                    .. form is PaperForm.Pdf ? [MinutesErrors.NoPdf, MinutesErrors.PdfFailed] : Array.Empty<Error>(),
                ]);
        }
    }

    /// <summary>The same under the page's address: whoever has to sign in is taken there, and comes back.</summary>
    internal static void MapPage(IEndpointRouteBuilder root)
    {
        foreach (var form in Enum.GetValues<PaperForm>())
        {
            root.MapGet(
                    $"/assemblies/{{code}}/minutes/versions/{{number:int}}.{form.ToString().ToLowerInvariant()}",
                    (string code, int number, IMediator mediator, HttpContext context, CancellationToken ct) =>
                        Send(new(code, number, form), mediator, ct, Addresses.SignIn(context.Request.Path))
                )
                .ExcludeFromDescription();
        }
    }

    private static async Task<IResult> Send(DownloadMinutes query, IMediator mediator, CancellationToken ct, string? signIn = null)
    {
        var made = await mediator.Send(query, ct);
        return made.Value is { } file
                ? new Attachment(file.FileName, file.ContentType, file.Content, Convert.ToHexStringLower(SHA256.HashData(file.Content)))
            : signIn is not null && made.Error == AccessErrors.SignIn ? TypedResults.LocalRedirect(signIn)
            : made.Error!.ToProblem();
    }
}
