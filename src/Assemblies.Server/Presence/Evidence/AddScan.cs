using Assemblies.Domain;
using Assemblies.Domain.Presence;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Files;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence.Evidence;

/// <summary>An officer or the secretariat hands in the scan of a signed sheet. A repeat adds another, unless it bears the same key.</summary>
/// <param name="Code">Which assembly.</param>
/// <param name="Meeting">The key of the meeting whose sheet it is.</param>
/// <param name="File">The file.</param>
public sealed record AddScan(string Code, string Meeting, UploadedFile? File) : ICommand<AddScan.Added>
{
    /// <inheritdoc />
    public Access Needs => new KeepsEvidence(Code);

    /// <inheritdoc />
    public string On => $"{Code} {Meeting}";

    /// <summary>The scan.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="FileName">The name under which it is handed out.</param>
    /// <param name="Hash">SHA-256, hexadecimal.</param>
    public sealed record Added(Id<AttendanceScan> Id, string FileName, string Hash);

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<AddScan, Added>
    {
        public async Task<Result<Added>> Handle(AddScan command, CancellationToken cancellationToken)
        {
            var looked = command.File?.Look() ?? FileErrors.Missing.At("file");
            if (looked.Error is { } wrong)
            {
                return wrong;
            }

            var meeting = await (
                from m in db.Meetings
                join a in db.Assemblies on m.Assembly equals a.Id
                where a.Code == command.Code && m.Key == command.Meeting && m.CancelledAt == null
                select (Id<Domain.Meetings.Meeting>?)m.Id
            ).SingleOrDefaultAsync(cancellationToken);
            if (meeting is not { } known)
            {
                return EvidenceErrors.UnknownMeeting;
            }

            var scan = new AttendanceScan(known, looked.Value!, clock.GetCurrentInstant(), reader.Person);
            db.AddRange(scan, new ScanFile(scan.Id, command.File!.Content));
            return new Added(scan.Id, scan.FileName, scan.Hash);
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/attendance/sheets/{meeting}/scans",
                async (string code, string meeting, IFormFile? file, IMediator mediator, CancellationToken ct) =>
                    await mediator
                        .Send(new AddScan(code, meeting, await UploadedFile.Read(file, ct)), ct)
                        .ToCreated(added => $"/api/v1/assemblies/{code}/attendance/scans/{added.Id}")
            )
            .TakesFiles()
            .WithName("addScan")
            .WithSummary("Hand in the scan of a signed sheet")
            .WithDescription("It is kept with the evidence. A repeat adds another, unless it bears the same Idempotency-Key.")
            .Refuses([
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                AccessErrors.NotFound,
                EvidenceErrors.UnknownMeeting,
                .. FileErrors.All,
            ]);
}
