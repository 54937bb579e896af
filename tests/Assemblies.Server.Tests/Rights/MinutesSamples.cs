using Assemblies.Domain.Minutes;
using Assemblies.Server.Minutes;
using Assemblies.Server.Minutes.Documents;
using Assemblies.Server.Presence;
using Assemblies.Server.Tests.Minutes;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Tests.Rights;

/// <summary>Each with an assembly of its own that was held; where they are read, a version is published.</summary>
internal sealed class MinutesSamples : ISamples
{
    public IReadOnlyDictionary<Type, Func<Stage, Task<object>>> Requests { get; } =
        new Dictionary<Type, Func<Stage, Task<object>>>([
            Sample.Of(async stage => new ListMinutesPlaces(await Held(stage))),
            Sample.Of(async stage => new ShowMinutesText(await Held(stage), MinutesPart.Opening, null)),
            Sample.Of(async stage => new WriteMinutesText(await Held(stage), MinutesPart.Opening, null, 0, "Text")),
            Sample.Of(async stage => new AddStatement(await Held(stage), null, "FI", "We say.")),
            Sample.Of(async stage =>
            {
                var code = await Held(stage);
                return new RemoveStatement(code, (await stage.Does(new AddStatement(code, null, "FI", "We say."))).Id);
            }),
            Sample.Of(async stage => new ShowDraftMinutes(await Held(stage))),
            Sample.Of(async stage =>
            {
                var code = await Held(stage);
                return new PublishMinutes(code, (await stage.Does(new ShowDraftMinutes(code))).Version, "It is a sample.");
            }),
            Sample.Of(async stage => new ShowMinutes(await Published(stage))),
            Sample.Of(async stage => new ShowMinutesVersion(await Published(stage), 1)),
            Sample.Of(async stage => new DownloadMinutes(await Published(stage), 1, PaperForm.Docx)),
            Sample.Of(async stage => new ReleaseMinutes(await Published(stage), MinutesReaders.Public)),
            Sample.Of(async stage => new ObjectToMinutes(await Published(stage), null, null, "It is wrong.", null)),
            Sample.Of(async stage => new ListObjections(await Published(stage))),
            Sample.Of(async stage =>
            {
                var code = await Published(stage);
                var objection = await stage.Does(new ObjectToMinutes(code, "NL", null, "It is wrong.", null));
                return new AnswerObjection(code, objection.Id, ObjectionOutcome.Annexed, "Nobody remembers it.");
            }),
            Sample.Of(async stage =>
            {
                var code = await Published(stage);
                return new SignMinutes(code, await Approved(stage, code));
            }),
        ]);

    private static async Task<string> Held(Stage stage)
    {
        var meeting = await stage.OnItsDay();
        await stage.Does(new OpenMeeting(meeting));
        await stage.Does(new CloseMeeting(meeting, null, null));
        var now = stage.Service.Clock.GetCurrentInstant();
        await stage.Find(db =>
            db.Meetings.Where(m => m.Key == "day2" && db.Meetings.Any(o => o.Id == meeting && o.Assembly == m.Assembly))
                .ExecuteUpdateAsync(m => m.SetProperty(x => x.EndsAt, now))
        );
        return await stage.Find(db =>
            (from m in db.Meetings join a in db.Assemblies on m.Assembly equals a.Id where m.Id == meeting select a.Code).SingleAsync()
        );
    }

    private static async Task<string> Published(Stage stage)
    {
        var code = await Held(stage);
        await stage.Does(new PublishMinutes(code, (await stage.Does(new ShowDraftMinutes(code))).Version, "It is a sample."));
        return code;
    }

    /// <summary>A later assembly approves these minutes; their hash.</summary>
    private static async Task<string> Approved(Stage stage, string code)
    {
        var meeting = await stage.OnItsDay();
        await stage.Does(new OpenMeeting(meeting));
        return await stage.Find(async db =>
        {
            await Adopted.Minutes(db, meeting, code, stage.Service.Clock.GetCurrentInstant());
            await db.SaveChangesAsync();
            return await db
                .MinutesApprovals.Where(a => db.Assemblies.Any(o => o.Id == a.Assembly && o.Code == code))
                .Select(a => a.Hash)
                .SingleAsync();
        });
    }
}
