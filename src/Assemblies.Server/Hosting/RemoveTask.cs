using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;

namespace Assemblies.Server.Hosting;

/// <summary>Removes a task from the plan; the statutory part stays. A repeat does not find it.</summary>
public sealed record RemoveTask(string Code, Id<PlanTask> Task, Source? Source) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new PlanPeople(Code);

    /// <inheritdoc />
    public string On => $"{Code} task {Task}";

    internal sealed class Validator : AbstractValidator<RemoveTask>
    {
        public Validator() => Sources.Check(this, c => c.Source);
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, PlanWork work) : ICommandHandler<RemoveTask, Done>
    {
        public async Task<Result<Done>> Handle(RemoveTask command, CancellationToken ct)
        {
            if (await work.Find(command.Code, command.Task, ct) is not var (assembly, task))
            {
                return HostingErrors.UnknownTask;
            }

            var hand = reader.Hands(assembly, command.Source).For(task.Owner, task.IsStatutory);
            if ((hand.Error ?? task.Remove(hand.Value)) is { } refusal)
            {
                return refusal;
            }

            db.PlanTasks.Remove(task);
            if (hand.Value is PlanHand.Host && !reader.IsHostsOwn(assembly))
            {
                await work.TellHost(assembly, task, TaskAct.Removed, command.Source!, ct);
            }

            return Done.It;
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapDelete(
                "assemblies/{code}/tasks/{id}",
                (string code, Id<PlanTask> id, Named<SourceKind>? source, string? note, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new RemoveTask(code, id, source is { } said ? new(said.Value, note ?? "") : null), ct).ToHttp()
            )
            .WithName("removeTask")
            .WithSummary("Remove a task from the plan")
            .WithDescription(
                "The secretariat says by `source` and `note` how the host told it. The statutory part stays. A repeat does not find it."
            )
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                HostingErrors.UnknownAssembly,
                HostingErrors.UnknownTask,
                HostingErrors.HostsTask,
                HostingErrors.SecretariatsTask,
                HostingErrors.StatutoryTask,
                HostingErrors.StatutoryTaskStays
            );
}
