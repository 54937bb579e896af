using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;

namespace Assemblies.Server.Hosting;

/// <summary>A task that was marked as done is not done after all. A repeat changes nothing.</summary>
public sealed record ReopenTask(string Code, Id<PlanTask> Task, Source? Source) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new PlanPeople(Code);

    /// <inheritdoc />
    public string On => $"{Code} task {Task}";

    internal sealed class Validator : AbstractValidator<ReopenTask>
    {
        public Validator() => Sources.Check(this, c => c.Source);
    }

    internal sealed class Handler(Reader reader, PlanWork work) : ICommandHandler<ReopenTask, Done>
    {
        public async Task<Result<Done>> Handle(ReopenTask command, CancellationToken ct)
        {
            if (await work.Find(command.Code, command.Task, ct) is not var (assembly, task))
            {
                return HostingErrors.UnknownTask;
            }

            var hand = reader.Hands(assembly, command.Source).For(task.Owner, task.IsStatutory);
            if ((hand.Error ?? task.OpenAgain(hand.Value)) is { } refusal)
            {
                return refusal;
            }

            if (hand.Value is PlanHand.Host && !reader.IsHostsOwn(assembly))
            {
                await work.TellHost(assembly, task, TaskAct.OpenedAgain, command.Source!, ct);
            }

            return Done.It;
        }
    }

    internal sealed record Body(Source? Source = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/tasks/{id}/reopen",
                (string code, Id<PlanTask> id, Body? body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ReopenTask(code, id, body?.Source), ct).ToHttp()
            )
            .WithName("reopenTask")
            .WithSummary("Open a task again")
            .WithDescription("It was marked as done and is not. The body may be left out. A repeat changes nothing.")
            .WithExample(new Body(new(SourceKind.Phone, "Mariya Georgieva, 15 September, 10:30")))
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.Forbidden,
                HostingErrors.UnknownAssembly,
                HostingErrors.UnknownTask,
                HostingErrors.HostsTask,
                HostingErrors.SecretariatsTask,
                HostingErrors.StatutoryTask
            );
}
