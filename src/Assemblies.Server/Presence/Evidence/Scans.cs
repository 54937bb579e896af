using Assemblies.Domain;
using Assemblies.Domain.Presence;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Files;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence.Evidence;

/// <summary>The bytes of a scan.</summary>
/// <param name="Code">Which assembly.</param>
/// <param name="Scan">Which scan.</param>
public sealed record DownloadScan(string Code, Id<AttendanceScan> Scan) : IQuery<DownloadScan.Answer>
{
    /// <inheritdoc />
    public Access Needs => new KeepsEvidence(Code);

    /// <summary>A file.</summary>
    /// <param name="FileName">Its name.</param>
    /// <param name="ContentType">Its media type.</param>
    /// <param name="Hash">SHA-256, hexadecimal: its ETag.</param>
    /// <param name="Content">Its bytes.</param>
    public sealed record Answer(string FileName, string ContentType, string Hash, byte[] Content);

    internal sealed class Handler(AssembliesDb db) : IQueryHandler<DownloadScan, Answer>
    {
        public async Task<Result<Answer>> Handle(DownloadScan query, CancellationToken cancellationToken) =>
            await (
                from scan in db.ScansOf(query.Code)
                join file in db.ScanFiles on scan.Id equals file.Scan
                where scan.Id == query.Scan
                select new Answer(scan.FileName, scan.ContentType, scan.Hash, file.Content)
            ).SingleOrDefaultAsync(cancellationToken)
                is { } found
                ? found
                : EvidenceErrors.UnknownScan;
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/attendance/scans/{scan}",
                (string code, Id<AttendanceScan> scan, IMediator mediator, CancellationToken ct) => Send(code, scan, mediator, ct)
            )
            .WithName("downloadScan")
            .WithSummary("The bytes of a scan")
            .WithDescription("As an attachment.")
            .Produces<Stream>(StatusCodes.Status200OK, UploadedFile.MediaTypes[0], UploadedFile.MediaTypes[1..])
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound, EvidenceErrors.UnknownScan);

    /// <summary>The same under the page's address: whoever has to sign in is taken there, and comes back.</summary>
    internal static void MapPage(IEndpointRouteBuilder root) =>
        root.MapGet(
                "/assemblies/{code}/attendance/scans/{scan:guid}",
                (string code, Guid scan, IMediator mediator, HttpContext context, CancellationToken ct) =>
                    Send(code, new(scan), mediator, ct, Addresses.SignIn(context.Request.Path))
            )
            .ExcludeFromDescription();

    private static async Task<IResult> Send(
        string code,
        Id<AttendanceScan> scan,
        IMediator mediator,
        CancellationToken ct,
        string? signIn = null
    )
    {
        var found = await mediator.Send(new DownloadScan(code, scan), ct);
        return found.Value is { } file ? new Attachment(file.FileName, file.ContentType, file.Content, file.Hash)
            : signIn is not null && found.Error == AccessErrors.SignIn ? TypedResults.LocalRedirect(signIn)
            : found.Error!.ToProblem();
    }
}

/// <summary>An officer or the secretariat takes the wrong scan back; it stays in the database, and out of the evidence. A repeat finds none.</summary>
/// <param name="Code">Which assembly.</param>
/// <param name="Scan">Which scan.</param>
public sealed record RemoveScan(string Code, Id<AttendanceScan> Scan) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new KeepsEvidence(Code);

    /// <inheritdoc />
    public string On => $"{Code} {Scan}";

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<RemoveScan, Done>
    {
        public async Task<Result<Done>> Handle(RemoveScan command, CancellationToken cancellationToken)
        {
            if (await db.ScansOf(command.Code).SingleOrDefaultAsync(s => s.Id == command.Scan, cancellationToken) is not { } scan)
            {
                return EvidenceErrors.UnknownScan;
            }

            scan.Remove(clock.GetCurrentInstant(), reader.Person);
            return Done.It;
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapDelete(
                "assemblies/{code}/attendance/scans/{scan}",
                (string code, Id<AttendanceScan> scan, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new RemoveScan(code, scan), ct).ToHttp()
            )
            .WithName("removeScan")
            .WithSummary("Take a scan back")
            .WithDescription("For the wrong file. A repeat finds no scan.")
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound, EvidenceErrors.UnknownScan);
}

internal static class ScanReading
{
    /// <summary>The scans of an assembly that count.</summary>
    public static IQueryable<AttendanceScan> ScansOf(this AssembliesDb db, string code) =>
        from scan in db.AttendanceScans
        join meeting in db.Meetings on scan.Meeting equals meeting.Id
        join assembly in db.Assemblies on meeting.Assembly equals assembly.Id
        where assembly.Code == code && scan.RemovedAt == null
        select scan;
}
