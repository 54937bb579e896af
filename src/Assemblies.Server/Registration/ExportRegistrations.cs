using Assemblies.Domain;
using Assemblies.Domain.Registration;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Csv;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using NodaTime.Text;

namespace Assemblies.Server.Registration;

/// <summary>Everybody who is registered as a table, a column for each kind of seats: the same lines and states as the list. Neither diet nor access is in it.</summary>
/// <param name="Code">Of which assembly.</param>
/// <param name="Separator"><c>,</c> or <c>;</c>.</param>
public sealed record ExportRegistrations(string Code, char Separator) : IQuery<byte[]>
{
    /// <inheritdoc />
    public Access Needs => new HostOf(Code);

    internal sealed class Handler(SeatBooks books, SeatLists lists, RegistrationLines lines) : IQueryHandler<ExportRegistrations, byte[]>
    {
        private static readonly string[] Headings =
        [
            "registration",
            "name",
            "name_latin",
            "affiliation",
            "organisation",
            "role",
            "email",
            "counts",
            "photo_consent",
            "badge",
            "registered_at",
        ];

        public async Task<Result<byte[]>> Handle(ExportRegistrations query, CancellationToken ct)
        {
            if (await books.Find(query.Code, ct) is not { } assembly)
            {
                return AccessErrors.NotFound;
            }

            var pools = (await lists.Read(assembly, ct)).Pools;
            var all = await lines.Read(assembly, await lines.Order(assembly, new ListRegistrations(query.Code), ct), ct);
            var rows = all.Select(it => Cells(it).Concat(pools.Select(pool => State(it, pool.Id))))
                .Prepend(Headings.Concat(pools.Select(pool => InertCells.Out(pool.Title))));
            return CsvTable.Write(rows, query.Separator);
        }

        // Ids, codes, dates and names of lists are ours and stay bare; only texts from people could be formulas.
        private static IEnumerable<string> Cells(ListRegistrations.Line it) =>
            [
                it.Id.ToString(),
                InertCells.Out(it.Name),
                InertCells.Out(it.NameLatin),
                InertCells.Out(it.Affiliation),
                InertCells.Out(it.Organisation),
                it.Role is { } role ? Camel(role.ToString()) : "guest",
                InertCells.Out(it.Email),
                it.Counts ? "yes" : "no",
                it.PhotoConsent ? "yes" : "no",
                it.Badge,
                InstantPattern.General.Format(it.At),
            ];

        private static string State(ListRegistrations.Line it, Id<SeatPool> pool) =>
            it.Seats.FirstOrDefault(s => s.Seats == pool) is { } seat
                ? seat.IsMeanwhile
                    ? "meanwhile"
                    : Camel(seat.State.ToString())
                : "";

        private static string Camel(string name) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(name);
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/registrations/export",
                async (string code, string? separator, IMediator mediator, CancellationToken ct) =>
                {
                    var table = await mediator.Send(new ExportRegistrations(code, CsvTable.Separator(separator)), ct);
                    return table.Error is { } error ? (IResult)error.ToProblem() : CsvTable.File(table.Value!, $"registrations-{code}.csv");
                }
            )
            .WithName("exportRegistrations")
            .WithSummary("Export registrations")
            .WithDescription(
                "Everybody who is registered, a column for each kind of seats: a table in UTF-8 with BOM, parted by semicolons (or commas, by separator=,). "
                    + "Texts that a spreadsheet would run are made inert. Neither diet nor access is in it."
            )
            .Produces<string>(StatusCodes.Status200OK, CsvTable.MediaType)
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound);
}
