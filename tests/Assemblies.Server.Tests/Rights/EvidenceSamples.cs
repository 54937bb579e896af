using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Files;
using Assemblies.Server.Presence.Evidence;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Tests.Rights;

internal sealed class EvidenceSamples : ISamples
{
    private const string Code = Stage.AssemblyCode;

    private static readonly UploadedFile Sheet = UploadedFile.Of("sheet.pdf", "%PDF-1.7\n"u8.ToArray());

    public IReadOnlyDictionary<Type, Func<Stage, Task<object>>> Requests { get; } =
        new Dictionary<Type, Func<Stage, Task<object>>>([
            Sample.Of(new ListEvidence(Code)),
            Sample.Of(new ShowSheet(Code, "day1")),
            Sample.Of(async stage => new SaySheetHead(await stage.Another(), 0, "101000000", null)),
            Sample.Of(new AddScan(Code, "day1", Sheet)),
            Sample.Of(async stage => new DownloadScan(Code, await Scan(stage))),
            Sample.Of(async stage => new RemoveScan(Code, await Scan(stage))),
            Sample.Of(async stage => new ShowCertificate(Code, await Somebody(stage))),
            Sample.Of(new PackEvidence(Code)),
        ]);

    private static async Task<Id<AttendanceScan>> Scan(Stage stage) => (await stage.Does(new AddScan(Code, "day1", Sheet))).Id;

    /// <summary>A walk-in who was there for an hour: nobody's own.</summary>
    private static Task<Id<Registrant>> Somebody(Stage stage) =>
        stage.Find(async db =>
        {
            var meeting = await db.Meetings.SingleAsync(m =>
                m.Key == "open" && db.Assemblies.Any(a => a.Id == m.Assembly && a.Code == Code)
            );
            var at = meeting.StartsAt;
            var who = new Attendee("A walk-in", null, null, "Europe/Brussels", "A sample", Audience.None);
            var registrant = new Registrant(meeting.Assembly, who, Guid.CreateVersion7().ToString("N"), at, null);
            db.Add(registrant);
            var ledger = await db.LedgerOf(meeting, registrant.Id, CancellationToken.None);
            db.Add(ledger.CheckIn(Where.OnSite, new(at - Duration.FromDays(400), null, Via.Desk))!);
            await db.SaveChangesAsync();
            return registrant.Id;
        });
}
