using System.Globalization;
using Assemblies.Domain;
using Assemblies.Domain.Voting;
using Assemblies.Server.Platform.Csv;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using NodaTime;
using NodaTime.Text;

namespace Assemblies.Server.Minutes.Register;

/// <summary>The register as a table: the same entries in the same order as the list, and no more than the reader may read.</summary>
/// <param name="Filter">What it is narrowed to.</param>
/// <param name="After">Where to read on; null for the beginning.</param>
/// <param name="Separator"><c>,</c> or <c>;</c>.</param>
public sealed record ExportDecisions(DecisionFilter Filter, DecisionCursor? After, char Separator) : IQuery<ExportDecisions.Table>
{
    /// <summary>The most rows of one table; what follows comes by the Link header.</summary>
    public const int Most = 10_000;

    /// <inheritdoc />
    public Access Needs => new Anybody();

    /// <summary>A table.</summary>
    /// <param name="Bytes">The file.</param>
    /// <param name="Next">Where to read on; null at the end.</param>
    public sealed record Table(byte[] Bytes, string? Next);

    internal sealed class Handler(AssembliesDb db, DecisionsSeen seen) : IQueryHandler<ExportDecisions, Table>
    {
        private static readonly string[] Headings =
        [
            "assembly",
            "number",
            "motion",
            "title",
            "type",
            "text",
            "corrected_text",
            "outcome",
            "vote",
            "decided_at",
            "effective",
            "responsible",
            "due",
            "public",
            "annulled_at",
            "superseded_by",
            "overtaken_at",
            "overtaken_by",
            "overtaken_outcome",
        ];

        public async Task<Result<Table>> Handle(ExportDecisions query, CancellationToken ct)
        {
            var found = await ListDecisions.Read(await seen.Entries(ct), db, query.Filter, query.After, Most + 1, ct);
            var page = Paging.Cut(found, Most, it => new DecisionCursor(it.InTitle, it.Entry.Entry).ToString());
            return new Table(CsvTable.Write(page.Items.Select(it => Cells(it.Line)).Prepend(Headings), query.Separator), page.Next);
        }

        // Codes, numbers, days and names of lists are ours and stay bare; only texts from people could be formulas.
        private static IEnumerable<string> Cells(DecisionLine it) =>
            [
                it.Assembly,
                it.Number ?? "",
                it.Motion,
                InertCells.Out(it.Title),
                InertCells.Out(it.Type),
                InertCells.Out(it.Text),
                InertCells.Out(it.CorrectedText),
                Outcome(it.Outcome),
                InertCells.Out(it.Vote),
                At(it.DecidedAt),
                Day(it.Effective),
                InertCells.Out(it.Responsible),
                Day(it.Due),
                it.IsPublic ? "yes" : "no",
                At(it.AnnulledAt),
                it.SupersededBy ?? "",
                At(it.OvertakenBy?.DecidedAt),
                it.OvertakenBy?.Number ?? "",
                Outcome(it.OvertakenBy?.Outcome),
            ];

        private static string Outcome(Outcome? outcome) =>
            outcome is { } came ? System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(came.ToString()) : "";

        private static string At(Instant? at) => at is { } instant ? InstantPattern.General.Format(instant) : "";

        private static string Day(LocalDate? day) => day?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture) ?? "";
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "decisions/export",
                async (
                    [AsParameters] ListDecisions.Asked asked,
                    DecisionCursor? after,
                    string? separator,
                    IMediator mediator,
                    HttpContext context,
                    CancellationToken ct
                ) =>
                {
                    var table = await mediator.Send(new ExportDecisions(asked.Filter, after, CsvTable.Separator(separator)), ct);
                    context.LinkTo(table.Value!.Next);
                    return CsvTable.File(table.Value.Bytes, "decisions.csv");
                }
            )
            .WithName("exportDecisions")
            .WithSummary("Export the register of decisions")
            .WithDescription(
                "What the list shows, as a table in UTF-8 with BOM, parted by semicolons (or commas, by separator=,). Texts that a spreadsheet would run are "
                    + "made inert. A table has at most 10,000 rows; the Link header leads to the next one."
            )
            .Produces<string>(StatusCodes.Status200OK, CsvTable.MediaType)
            .Refuses(RequestErrors.MalformedAddress);
}
