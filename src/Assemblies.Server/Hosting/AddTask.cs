using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Hosting;

/// <summary>
/// Adds a task to the plan: the host its own, the secretariat those of secretariat and chair, or the host's as it was told. A repeat adds it once
/// more; send an Idempotency-Key.
/// </summary>
public sealed record AddTask(string Code, TaskFields Fields, Source? Source) : ICommand<Id<PlanTask>>
{
    /// <inheritdoc />
    public Access Needs => new PlanPeople(Code);

    /// <inheritdoc />
    public string On => Code;

    internal sealed class Validator : AbstractValidator<AddTask>
    {
        public Validator()
        {
            TaskFields.Check(this, c => c.Fields);
            Sources.Check(this, c => c.Source);
        }
    }

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock, PlanWork work) : ICommandHandler<AddTask, Id<PlanTask>>
    {
        public async Task<Result<Id<PlanTask>>> Handle(AddTask command, CancellationToken ct)
        {
            if (await db.Planned(command.Code, ct) is not { } assembly)
            {
                return HostingErrors.UnknownAssembly;
            }

            if (reader.Hands(assembly, command.Source).For(command.Fields.Owner!.Value, isStatutory: false).Error is { } refusal)
            {
                return refusal;
            }

            var terms = await work.Terms(assembly, command.Fields, ct);
            if (terms.Error is { } wrong)
            {
                return wrong;
            }

            var task = new PlanTask(assembly.Id, terms.Value!, await db.Today(clock.GetCurrentInstant(), ct));
            db.PlanTasks.Add(task);
            if (task.Owner is TaskOwner.Host && !reader.IsHostsOwn(assembly))
            {
                await work.TellHost(assembly, task, TaskAct.Added, command.Source!, ct);
            }

            return task.Id;
        }
    }

    internal sealed record Body(TaskFields Task, Source? Source = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/tasks",
                (string code, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new AddTask(code, body.Task, body.Source), ct).ToCreated(_ => $"/api/v1/assemblies/{code}/tasks")
            )
            .WithName("addTask")
            .WithSummary("Add a task to the plan")
            .WithDescription(
                "The host adds its own, the secretariat those of secretariat and chair. With `source` the secretariat adds one for the host, which is "
                    + "told. A repeat adds it once more, unless it carries the same Idempotency-Key."
            )
            .WithExample(new Body(TaskFields.Example))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                HostingErrors.UnknownAssembly,
                HostingErrors.HostsTask,
                HostingErrors.SecretariatsTask,
                HostingErrors.UnknownPerson
            );
}
