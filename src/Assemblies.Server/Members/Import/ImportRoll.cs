using Assemblies.Domain;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Members.Import;

/// <summary>A list as the secretariat hands it over.</summary>
/// <param name="Bytes">The file: a table with a line of headings, or a network file in JSON; at most 1 MB.</param>
/// <param name="Encoding">The encoding, where it has to be said.</param>
/// <param name="Columns">Columns by heading, where the guess is wrong; null leaves a column out.</param>
public sealed record ImportFile(byte[] Bytes, string? Encoding = null, IReadOnlyDictionary<string, ImportColumn?>? Columns = null)
{
    /// <summary>The most a list may hold, in bytes.</summary>
    public const int Largest = 1024 * 1024;
}

/// <summary>What an import would do or did.</summary>
/// <param name="Encoding">How the file was read; to be looked at, since it is a guess.</param>
/// <param name="Separator">What parts its columns; null for JSON.</param>
/// <param name="Headings">Its headings, and the column each is taken for.</param>
/// <param name="New">How many organisations, people and mandates are new.</param>
/// <param name="Changed">How many of them change.</param>
/// <param name="Unchanged">How many stay as they are.</param>
/// <param name="Changes">Each that is new or changes.</param>
/// <param name="Errors">What is wrong; then nothing is imported.</param>
public sealed record ImportAnswer(
    string Encoding,
    string? Separator,
    IReadOnlyList<ImportHeading> Headings,
    int New,
    int Changed,
    int Unchanged,
    IReadOnlyList<ImportChange> Changes,
    IReadOnlyList<ImportError> Errors
);

/// <summary>A heading and the column it is taken for; null when it is left out.</summary>
public sealed record ImportHeading(string Heading, ImportColumn? Column);

/// <summary>Shows what an import would do. Nothing is changed.</summary>
public sealed record PreviewImport(ImportFile File) : IQuery<ImportAnswer>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    internal sealed class Handler(AssembliesDb db, IClock clock) : IQueryHandler<PreviewImport, ImportAnswer>
    {
        public async Task<Result<ImportAnswer>> Handle(PreviewImport query, CancellationToken ct) =>
            await ImportRoll.Plan(query.File, db, await db.Today(clock.GetCurrentInstant(), ct), null, ct);
    }
}

/// <summary>The secretariat imports a list: all of it or nothing. The same list again changes nothing.</summary>
public sealed record ImportRoll(ImportFile File) : ICommand<ImportAnswer>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <inheritdoc />
    public string On => "organisations";

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<ImportRoll, ImportAnswer>
    {
        public async Task<Result<ImportAnswer>> Handle(ImportRoll command, CancellationToken ct)
        {
            // Two imports at once would each add what neither finds.
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('assemblies.import'))", ct);
            var planned = await Plan(command.File, db, await db.Today(clock.GetCurrentInstant(), ct), reader.Person, ct);
            return planned is { Value.Errors: { Count: > 0 } errors }
                ? MembersErrors.WrongRows with
                {
                    Reasons =
                    [
                        .. errors.Select(error => new Error(
                            "import.row",
                            ErrorKind.Invalid,
                            Say(error, planned.Value.Separator is null ? "Organisation" : "Line")
                        )),
                    ],
                }
                : planned;
        }

        private static string Say(ImportError error, string place) =>
            string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{place} {error.Line}{(error.Column is { } column ? $", {column}" : "")}: {error.Message}"
            );
    }

    internal static async Task<Result<ImportAnswer>> Plan(
        ImportFile file,
        AssembliesDb db,
        LocalDate today,
        Id<Domain.Members.Person>? by,
        CancellationToken ct
    )
    {
        if (file.Bytes.Length > ImportFile.Largest)
        {
            return RequestErrors.TooLarge;
        }

        var read = ImportSheet.Read(file.Bytes, file.Encoding, file.Columns);
        if (read.Value is not { } sheet)
        {
            return read.Error!;
        }

        var plan = new ImportPlan(db, today, by);
        await plan.Run(sheet, ct);
        return new ImportAnswer(
            sheet.Encoding,
            sheet.Separator,
            [.. sheet.Headings.Select(heading => new ImportHeading(heading.Heading, heading.Column))],
            plan.Changes.Count(change => change.IsNew),
            plan.Changes.Count(change => !change.IsNew),
            plan.Unchanged,
            plan.Changes,
            plan.Errors
        );
    }

    internal static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "organisations/import",
                (HttpContext http, string? encoding, bool? preview, IMediator mediator, CancellationToken ct) =>
                    Import(http, encoding, preview, mediator, ct).ToHttp()
            )
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(ImportFile.Largest + 1024))
            .WithName("importOrganisations")
            .WithExample("code;kind;name;country;city\r\nSE;member;Teknikbryggan;SE;Göteborg")
            .WithSummary("Import organisations and representatives")
            .WithDescription(
                "The body is the list itself: a table (text/csv; comma, semicolon or tab; UTF-8, UTF-16, windows-1252, Mac Roman) or a network file (application/json). "
                    + "preview=true shows what would happen. All or nothing; the same list again changes nothing."
            )
            .Accepts<string>("text/csv", "application/json")
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.SecretariatOnly,
                MembersErrors.EncodingUnclear,
                MembersErrors.Unreadable,
                MembersErrors.WrongRows,
                MembersErrors.RoleTaken,
                MembersErrors.HoldsRole,
                RequestErrors.TooLarge
            );
    }

    private static async Task<Result<ImportAnswer>> Import(
        HttpContext http,
        string? encoding,
        bool? preview,
        IMediator mediator,
        CancellationToken ct
    )
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, ct);
        var file = new ImportFile(body.ToArray(), encoding);
        return preview is true ? await mediator.Send(new PreviewImport(file), ct) : await mediator.Send(new ImportRoll(file), ct);
    }
}
