using Assemblies.Server.Minutes.Register;
using Assemblies.Server.Tests.Minutes.Register;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Tests.Rights;

internal sealed class RegisterSamples : ISamples
{
    private const string Code = Stage.AssemblyCode;

    public IReadOnlyDictionary<Type, Func<Stage, Task<object>>> Requests { get; } =
        new Dictionary<Type, Func<Stage, Task<object>>>([
            Sample.Of(new ListDecisions(new(), null, null)),
            Sample.Of(new ExportDecisions(new(), null, ';')),
            Sample.Of(new ReadDecisionFeed()),
            Sample.Of(new ShowYearbook(null, null)),
            Sample.Of(async stage => new ShowDecision(await Decided(stage), "01")),
            Sample.Of(async stage => new AssignDecision(await Decided(stage), "01", "SI", null, null, null)),
            Sample.Of(async stage => new OpenDecision(await Decided(stage), "01", false, "A reason.")),
            Sample.Of(async stage => new CorrectDecision(await Decided(stage), "01", "Other words.", "A slip.")),
            Sample.Of(Superseding),
            Sample.Of(new SendDecisionsLists()),
            Sample.Of(new ListActions(null, null, false, null, null)),
            Sample.Of(new ListFollowUp(Code)),
            Sample.Of(async stage => new ShowAction(Code, await Given(stage))),
            Sample.Of(new GiveAction(Code, "Send the notices", null, null, null, null)),
            Sample.Of(async stage => new ChangeAction(Code, await Given(stage), null, "SI", null, null)),
            Sample.Of(async stage => new FinishAction(Code, await Given(stage), null)),
            Sample.Of(async stage => new DropAction(Code, await Given(stage), "A reason.")),
            Sample.Of(async stage => new ReopenAction(Code, await Finished(stage), "A reason.")),
            Sample.Of(new SendActionReminders()),
            Sample.Of(new ShowClosing(Code)),
            Sample.Of(async stage => new AdjournAssembly(await Over(stage))),
            Sample.Of(async stage => new CloseAssembly(await Adjourned(stage), null)),
        ]);

    private static async Task<string> Decided(Stage stage, int decisions = 1)
    {
        var code = await stage.Another();
        for (var n = 1; n <= decisions; n++)
        {
            await DecidedVotes.Decide(stage.Service, code, $"Motion {n}", $"Text {n}");
        }

        return code;
    }

    private static async Task<SupersedeDecision> Superseding(Stage stage)
    {
        var code = await Decided(stage, 2);
        return new(code, "02", $"{code}/01");
    }

    private static async Task<int> Given(Stage stage) =>
        (await stage.Does(new GiveAction(Code, "Send the notices", null, null, null, null))).Seq;

    private static async Task<int> Finished(Stage stage)
    {
        var seq = await Given(stage);
        await stage.Does(new FinishAction(Code, seq, null));
        return seq;
    }

    /// <summary>A convened assembly whose meetings are over, none of them opened.</summary>
    private static async Task<string> Over(Stage stage)
    {
        var meeting = await stage.OnItsDay();
        return await stage.Find(async db =>
        {
            var assembly = await db.Meetings.Where(m => m.Id == meeting).Select(m => m.Assembly).SingleAsync();
            var past = stage.Service.Clock.GetCurrentInstant() - Duration.FromHours(1);
            await db.Meetings.Where(m => m.Assembly == assembly).ExecuteUpdateAsync(m => m.SetProperty(x => x.EndsAt, past));
            return await db.Assemblies.Where(a => a.Id == assembly).Select(a => a.Code).SingleAsync();
        });
    }

    private static async Task<string> Adjourned(Stage stage)
    {
        var code = await Over(stage);
        await stage.Does(new AdjournAssembly(code));
        return code;
    }
}
