using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Assemblies.Domain;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Csv;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence.Evidence;

/// <summary>
/// All evidence of an assembly's attendance as one ZIP for an auditor: sheets, scans, certificates, hours, the ledger row by row, the roll, proxies
/// and quorum checks, with the SHA-256 of each file.
/// </summary>
/// <param name="Code">Which assembly.</param>
public sealed record PackEvidence(string Code) : IQuery<PackEvidence.Answer>
{
    /// <inheritdoc />
    public Access Needs => new KeepsEvidence(Code);

    /// <summary>The package.</summary>
    /// <param name="FileName">Its name.</param>
    /// <param name="Content">Its bytes, from the beginning; gone when it is closed.</param>
    public sealed record Answer(string FileName, Stream Content);

    internal sealed class Handler(
        AttendanceReading attendance,
        EvidenceTablesOut tables,
        EvidenceDocuments documents,
        AssembliesDb db,
        Settings settings,
        IClock clock
    ) : IQueryHandler<PackEvidence, Answer>
    {
        public async Task<Result<Answer>> Handle(PackEvidence query, CancellationToken cancellationToken)
        {
            if (await attendance.Of(query.Code, cancellationToken) is not { } attended)
            {
                return AccessErrors.NotFound;
            }

            var now = clock.GetCurrentInstant();

            // Scans may be large: the package is a file that goes when it was sent.
            var stream = new FileStream(
                Path.Combine(Path.GetTempPath(), $"evidence-{Guid.CreateVersion7():N}.zip"),
                FileMode.CreateNew,
                FileAccess.ReadWrite,
                FileShare.None,
                81920,
                FileOptions.DeleteOnClose | FileOptions.Asynchronous
            );
            var pack = new Package(stream);
            await using (pack.Zip)
            {
                foreach (var (name, rows) in await tables.Of(attended, cancellationToken))
                {
                    await pack.Add($"{name}.csv", CsvTable.Write(rows, ';'), cancellationToken);
                }

                await pack.Add("documents/theme.css", documents.Theme(), cancellationToken);
                foreach (var meeting in attended.Meetings)
                {
                    var sheet = await documents.Sheet(ShowSheet.Of(attended, meeting));
                    await pack.Add($"documents/sheet-{meeting.Key}.html", Encoding.UTF8.GetBytes(sheet), cancellationToken);
                }

                foreach (
                    var (person, number) in attended
                        .People.Where(p => p.Meetings.Values.Any(m => m.Stays.Count > 0))
                        .Select((p, at) => (p, at + 1))
                )
                {
                    var certificate = await documents.Certificate(ShowCertificate.Of(attended, person, settings, now));
                    await pack.Add(
                        string.Create(CultureInfo.InvariantCulture, $"documents/certificate-{number:000}.html"),
                        Encoding.UTF8.GetBytes(certificate),
                        cancellationToken
                    );
                }

                await AddScans(pack, query.Code, attended, cancellationToken);
                await pack.Add("READ-ME.txt", Encoding.UTF8.GetBytes(ReadMe(attended, now)), cancellationToken);
                await pack.AddList(cancellationToken);
            }

            stream.Position = 0;
            return new Answer($"{query.Code}-attendance.zip", stream);
        }

        private async Task AddScans(Package pack, string code, AttendedAssembly attended, CancellationToken ct)
        {
            var scans = await db.ScansOf(code).AsNoTracking().OrderBy(s => s.At).ThenBy(s => s.Id).ToListAsync(ct);
            foreach (var (scan, number) in scans.Select((scan, at) => (scan, at + 1)))
            {
                var content = await db.ScanFiles.Where(f => f.Scan == scan.Id).Select(f => f.Content).SingleAsync(ct);
                var key = attended.Meetings.FirstOrDefault(m => m.Id == scan.Meeting)?.Key ?? "cancelled";
                await pack.Add(
                    string.Create(CultureInfo.InvariantCulture, $"scans/{key}-{number:00}{Path.GetExtension(scan.FileName)}"),
                    content,
                    ct
                );
            }
        }

        private string ReadMe(AttendedAssembly attended, Instant now) =>
            $"""
                {attended.Assembly.Title} ({attended.Assembly.Code}): evidence of attendance
                Made by {settings.NetworkName} on {Clocks.Moment(now, DateTimeZoneProviders.Tzdb[attended.Assembly.Place.TimeZone])}.

                scans/            signed sheets as they were handed in
                documents/        the sheets and a certificate for each person who came; open them in a browser and print
                people.csv        who was registered or came, with minutes on site and by video at each meeting
                ledger.csv        every row of check-in and check-out, in order; a row that corrects another names it
                roll.csv          the members entitled to vote, as fixed on the record date, with the reason where one is not
                proxies.csv       every proxy and what became of it
                quorum.csv        every check of the quorum
                files.csv         the SHA-256 of each file in this package

                Times carry their offset from UTC. Tables are UTF-8, parted by semicolons.
                """;
    }

    /// <summary>Files go in one by one, and each is noted with its hash.</summary>
    private sealed class Package(Stream stream)
    {
        private readonly List<(string Name, long Size, string Hash)> files = [];

        public ZipArchive Zip { get; } = new(stream, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);

        public async Task Add(string name, byte[] content, CancellationToken ct)
        {
            files.Add((name, content.Length, Convert.ToHexStringLower(SHA256.HashData(content))));
            await using var entry = await Zip.CreateEntry(name, CompressionLevel.Optimal).OpenAsync(ct);
            await entry.WriteAsync(content, ct);
        }

        public Task AddList(CancellationToken ct) =>
            Add(
                "files.csv",
                CsvTable.Write(
                    files
                        .Select(f => new[] { f.Name, f.Size.ToString(CultureInfo.InvariantCulture), f.Hash })
                        .Prepend(["file", "bytes", "sha256"]),
                    ';'
                ),
                ct
            );
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/attendance/evidence/package",
                (string code, IMediator mediator, CancellationToken ct) => Send(code, mediator, ct)
            )
            .WithName("packEvidence")
            .WithSummary("All evidence of attendance as one ZIP")
            .WithDescription("Sheets, scans, certificates, hours, ledger, roll, proxies, quorum checks, and the SHA-256 of each file.")
            .Produces<Stream>(StatusCodes.Status200OK, "application/zip")
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound);

    /// <summary>The same under the page's address: whoever has to sign in is taken there, and comes back.</summary>
    internal static void MapPage(IEndpointRouteBuilder root) =>
        root.MapGet(
                "/assemblies/{code}/attendance/evidence.zip",
                (string code, IMediator mediator, HttpContext context, CancellationToken ct) =>
                    Send(code, mediator, ct, Addresses.SignIn(context.Request.Path))
            )
            .ExcludeFromDescription();

    private static async Task<IResult> Send(string code, IMediator mediator, CancellationToken ct, string? signIn = null)
    {
        var packed = await mediator.Send(new PackEvidence(code), ct);
        return packed.Value is { } package ? TypedResults.File(package.Content, "application/zip", package.FileName)
            : signIn is not null && packed.Error == AccessErrors.SignIn ? TypedResults.LocalRedirect(signIn)
            : packed.Error!.ToProblem();
    }
}
