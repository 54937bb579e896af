using System.Globalization;
using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Csv;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace Assemblies.Server.Members.Import;

/// <summary>The whole roll as a table that the import takes back unchanged: a row a mandate of today or later.</summary>
/// <param name="Separator"><c>,</c> or <c>;</c>.</param>
public sealed record ExportRoll(char Separator) : IQuery<byte[]>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    internal sealed class Handler(AssembliesDb db, IClock clock) : IQueryHandler<ExportRoll, byte[]>
    {
        public async Task<Result<byte[]>> Handle(ExportRoll query, CancellationToken ct)
        {
            var today = await db.Today(clock.GetCurrentInstant(), ct);
            var rows = await (
                from organisation in db.Organisations.AsNoTracking()
                from mandate in db
                    .Mandates.Where(m => m.Organisation == organisation.Id && (m.Until == null || m.Until >= today))
                    .DefaultIfEmpty()
                from person in db.People.Where(p => p.Id == mandate!.Person).DefaultIfEmpty()
                orderby organisation.Code, mandate!.Role, person!.Email
                select new
                {
                    Organisation = organisation,
                    Mandate = (Mandate?)mandate,
                    Person = (Person?)person,
                }
            ).ToListAsync(ct);
            var columns = Enum.GetValues<ImportColumn>();
            var table = rows.Select(row => columns.Select(column => Cell(column, row.Organisation, row.Mandate, row.Person)))
                .Prepend(columns.Select(column => column.Heading()));
            return CsvTable.Write(table, query.Separator);
        }

        // Numbers, dates and names of lists are ours and stay bare; only texts from people could be formulas.
        private static string Cell(ImportColumn column, Organisation organisation, Mandate? mandate, Person? person) =>
            column switch
            {
                ImportColumn.Code => InertCells.Out(organisation.Code),
                ImportColumn.Kind => Camel(organisation.Kind.ToString()),
                ImportColumn.Name => InertCells.Out(organisation.Name),
                ImportColumn.NameLatin => InertCells.Out(organisation.NameLatin),
                ImportColumn.Country => organisation.Country ?? "",
                ImportColumn.City => InertCells.Out(organisation.City),
                ImportColumn.CityLatin => InertCells.Out(organisation.CityLatin),
                ImportColumn.Latitude => organisation.Latitude?.ToString("R", CultureInfo.InvariantCulture) ?? "",
                ImportColumn.Longitude => organisation.Longitude?.ToString("R", CultureInfo.InvariantCulture) ?? "",
                ImportColumn.TimeZone => organisation.TimeZone ?? "",
                ImportColumn.JoinedOn => Day(organisation.JoinedOn),
                ImportColumn.FeePaidUntil => Day(organisation.FeePaidUntil),
                ImportColumn.Weight => organisation.Weight.ToString(CultureInfo.InvariantCulture),
                ImportColumn.Person => InertCells.Out(person?.Name),
                ImportColumn.PersonLatin => InertCells.Out(person?.NameLatin),
                ImportColumn.Email => InertCells.Out(person?.Email),
                ImportColumn.Role => mandate is null ? "" : Camel(mandate.Role.ToString()),
                ImportColumn.Language => person?.Language ?? "",
                ImportColumn.PersonTimeZone => person?.TimeZone ?? "",
                ImportColumn.From => Day(mandate?.From),
                ImportColumn.Until => Day(mandate?.Until),
                _ => throw new ArgumentOutOfRangeException(nameof(column), column, "An unknown column."),
            };

        private static string Camel(string name) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(name);

        private static string Day(LocalDate? day) => day is { } known ? LocalDatePattern.Iso.Format(known) : "";
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "organisations/export",
                async (string? separator, IMediator mediator, CancellationToken ct) =>
                {
                    var table = await mediator.Send(new ExportRoll(CsvTable.Separator(separator)), ct);
                    return table.Error is { } error ? (IResult)error.ToProblem() : CsvTable.File(table.Value!, "organisations.csv");
                }
            )
            .WithName("exportOrganisations")
            .WithSummary("Export organisations and representatives")
            .WithDescription(
                "A table in UTF-8 with BOM, parted by semicolons (or commas, by separator=,). The import takes it back unchanged."
            )
            .Produces<string>(StatusCodes.Status200OK, CsvTable.MediaType)
            .Refuses(AccessErrors.SignIn, AccessErrors.SecretariatOnly);
}
