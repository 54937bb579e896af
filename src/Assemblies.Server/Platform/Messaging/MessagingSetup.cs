using Assemblies.Domain;
using Assemblies.Server.Platform.Audit;
using FluentValidation;
using MediatR;

namespace Assemblies.Server.Platform.Messaging;

/// <summary>Sends a component's request in a scope of its own.</summary>
/// <remarks>
/// The components of a page start their queries side by side. In the page's scope they would meet on one DbContext, which then throws, now and
/// then: "A second operation was started on this context instance".
/// </remarks>
public sealed class Requests(IServiceScopeFactory scopes)
{
    /// <summary>Sends it through the whole pipeline.</summary>
    public async Task<Result<T>> Send<T>(IRequest<Result<T>> request, CancellationToken ct = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, ct);
    }

    /// <summary>What is wrong with the fields of a request of which something is missing: a command is not handled, a query answers as ever.</summary>
    public async Task<IReadOnlyDictionary<string, string[]>> Rehearse<T>(IRequest<Result<T>> request, CancellationToken ct = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Rehearsal>().IsOn = true;
        var outcome = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, ct);
        return outcome.Error?.Fields ?? RequestErrors.Invalid.Fields;
    }
}

/// <summary>Registration.</summary>
public static class MessagingSetup
{
    /// <summary>Adds the pipeline, in the order in which a request passes it.</summary>
    public static IServiceCollection AddMessaging(this IServiceCollection services)
    {
        // Everything else is English whatever the machine speaks; so is what validators say by themselves.
        ValidatorOptions.Global.LanguageManager.Enabled = false;
        return services
            .AddScoped<ServiceFactory>(scope => scope.GetService!)
            .AddScoped<IMediator, Mediator>()
            .AddScoped<Requests>()
            .AddScoped<AccessContext>()
            .AddScoped<BeforeCommit>()
            .AddScoped<AfterCommit>()
            .AddSingleton<Commits>()
            .AddScoped<DomainEvents>()
            .AddScoped<AuditTrail>()
            .AddScoped<Idempotency>()
            .AddScoped<Rehearsal>()
            .AddScoped(typeof(IPipelineBehavior<,>), typeof(Log<,>))
            .AddScoped(typeof(IPipelineBehavior<,>), typeof(Authorise<,>))
            .AddScoped(typeof(IPipelineBehavior<,>), typeof(Validate<,>))
            .AddScoped(typeof(IPipelineBehavior<,>), typeof(Transact<,>));
    }

    /// <summary>Adds an area's handlers, validators and reactions: every class in the namespace of <typeparamref name="TArea"/>.</summary>
    public static IServiceCollection AddUseCases<TArea>(this IServiceCollection services)
    {
        ReadOnlySpan<Type> kinds = [typeof(IRequestHandler<,>), typeof(IValidator<>), typeof(IReactTo<>)];
        foreach (var kind in kinds)
        {
            services.Scan(scan =>
                scan.FromAssemblyOf<TArea>()
                    .AddClasses(classes => classes.AssignableTo(kind).InNamespaceOf<TArea>(), publicOnly: false)
                    .As(type => type.GetInterfaces().Where(it => it.IsGenericType && it.GetGenericTypeDefinition() == kind))
                    .WithScopedLifetime()
            );
        }

        return services;
    }
}
