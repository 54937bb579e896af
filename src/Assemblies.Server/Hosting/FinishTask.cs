using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Hosting;

/// <summary>Marks a task as done; who and when is kept. A repeat changes nothing.</summary>
public sealed record FinishTask(string Code, Id<PlanTask> Task, Source? Source) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new PlanPeople(Code);

    /// <inheritdoc />
    public string On => $"{Code} task {Task}";

    internal sealed class Validator : AbstractValidator<FinishTask>
    {
        public Validator() => Sources.Check(this, c => c.Source);
    }

    internal sealed class Handler(Reader reader, IClock clock, PlanWork work) : ICommandHandler<FinishTask, Done>
    {
        public async Task<Result<Done>> Handle(FinishTask command, CancellationToken ct)
        {
            if (await work.Find(command.Code, command.Task, ct) is not var (assembly, task))
            {
                return HostingErrors.UnknownTask;
            }

            var hand = reader.Hands(assembly, command.Source).For(task.Owner, task.IsStatutory);
            if ((hand.Error ?? task.Finish(hand.Value, reader.Person!.Value, clock.GetCurrentInstant())) is { } refusal)
            {
                return refusal;
            }

            if (hand.Value is PlanHand.Host && !reader.IsHostsOwn(assembly))
            {
                await work.TellHost(assembly, task, TaskAct.Finished, command.Source!, ct);
            }

            return Done.It;
        }
    }

    internal sealed record Body(Source? Source = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/tasks/{id}/done",
                (string code, Id<PlanTask> id, Body? body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new FinishTask(code, id, body?.Source), ct).ToHttp()
            )
            .WithName("finishTask")
            .WithSummary("Mark a task as done")
            .WithDescription("Who and when is kept. The body may be left out. A repeat changes nothing: the first stays.")
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
