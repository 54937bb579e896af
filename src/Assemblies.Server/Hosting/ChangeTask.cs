using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;

namespace Assemblies.Server.Hosting;

/// <summary>
/// Changes a task: what is to be done, by whom, by when. Who owns it changes it, and may hand it to another; the statutory part is never the
/// host's. Answers the new version. A repeat is refused: the version it names is no longer the one that stands.
/// </summary>
public sealed record ChangeTask(string Code, Id<PlanTask> Task, long? Version, TaskFields Fields, Source? Source) : ICommand<long>
{
    /// <inheritdoc />
    public Access Needs => new PlanPeople(Code);

    /// <inheritdoc />
    public string On => $"{Code} task {Task}";

    internal sealed class Validator : AbstractValidator<ChangeTask>
    {
        public Validator()
        {
            TaskFields.Check(this, c => c.Fields);
            Sources.Check(this, c => c.Source);
        }
    }

    internal sealed class Handler(Reader reader, PlanWork work, IMediator mediator) : ICommandHandler<ChangeTask, long>
    {
        public async Task<Result<long>> Handle(ChangeTask command, CancellationToken ct)
        {
            if (command.Version is not { } version)
            {
                return RequestErrors.VersionMissing;
            }

            if (await work.Find(command.Code, command.Task, ct) is not var (assembly, task))
            {
                return HostingErrors.UnknownTask;
            }

            var hand = reader.Hands(assembly, command.Source).For(task.Owner, task.IsStatutory);
            if (hand.Error is { } refusal)
            {
                return refusal;
            }

            if (task.Version != version)
            {
                var plan = await mediator.Send(new ShowPlan(command.Code), ct);
                return HostingErrors.StaleTask with { Current = plan.Value?.Tasks.SingleOrDefault(t => t.Id == task.Id) };
            }

            var terms = await work.Terms(assembly, command.Fields, ct);
            if (terms.Error is { } wrong)
            {
                return wrong;
            }

            if (task.Change(terms.Value!, hand.Value) is { } refused)
            {
                return refused;
            }

            if (reader.IsHostsOwn(assembly))
            {
                return task.Version;
            }

            if (hand.Value is PlanHand.Host)
            {
                await work.TellHost(assembly, task, TaskAct.Changed, command.Source!, ct);
            }
            else if (task.Owner is TaskOwner.Host)
            {
                await work.TellOfNewTask(assembly, task, ct);
            }

            return task.Version;
        }
    }

    internal sealed record Body(TaskFields Task, Source? Source = null);

    internal sealed record Answer(long Version) : IVersioned;

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPut(
                "assemblies/{code}/tasks/{id}",
                async (string code, Id<PlanTask> id, IfMatch ifMatch, Body body, IMediator mediator, CancellationToken ct) =>
                {
                    var saved = await mediator.Send(new ChangeTask(code, id, ifMatch.Version, body.Task, body.Source), ct);
                    Result<Answer> answer = saved.Error is { } refusal ? refusal : new Answer(saved.Value);
                    return await System.Threading.Tasks.Task.FromResult(answer).ToTagged();
                }
            )
            .WithName("changeTask")
            .WithSummary("Change a task of the plan")
            .WithDescription(
                "Replaces the whole of it. Send its version as ETag in If-Match. A day set by hand stays when the assembly moves; a counted one moves "
                    + "along; one that is a deadline is set there. Another owner is another's task from then on. With `source` the secretariat changes a task of the host, which is told."
            )
            .WithExample(new Body(TaskFields.Example))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                HostingErrors.UnknownAssembly,
                HostingErrors.UnknownTask,
                RequestErrors.VersionMissing,
                HostingErrors.StaleTask,
                HostingErrors.HostsTask,
                HostingErrors.SecretariatsTask,
                HostingErrors.StatutoryTask,
                HostingErrors.TaskIsDone,
                HostingErrors.DayIsDeadline,
                HostingErrors.UnknownPerson
            );
}
