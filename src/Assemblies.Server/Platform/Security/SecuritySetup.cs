using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Live;
using Assemblies.Server.Platform.Messaging;
using Microsoft.AspNetCore.StaticAssets;

namespace Assemblies.Server.Platform.Security;

/// <summary>Registration.</summary>
public static class SecuritySetup
{
    /// <summary>Adds the reader of each scope.</summary>
    public static IServiceCollection AddReaders(this IServiceCollection services) =>
        services
            .AddHttpContextAccessor()
            .AddScoped<ScopedReader>()
            .AddScoped<Readers>()
            .AddScoped<Credentials>()
            .AddScoped(scope =>
                scope.GetRequiredService<ScopedReader>().Reader
                ?? scope.GetRequiredService<IHttpContextAccessor>().HttpContext?.Features.Get<Reader>()
                ?? Reader.Public
            );

    /// <summary>A scope in which the service itself is the reader: for jobs.</summary>
    public static AsyncServiceScope CreateServiceScope(this IServiceScopeFactory scopes)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ScopedReader>().Reader = Reader.Service;
        return scope;
    }

    /// <summary>Finds out who asks. A token that is not known is refused; a cookie that is not is as good as none.</summary>
    /// <remarks>Not for style sheets, scripts and pictures: they are everybody's, and a browser is to keep them.</remarks>
    public static IApplicationBuilder UseReaders(this IApplicationBuilder app, Settings settings) =>
        app.UseWhen(
            context =>
                context.GetEndpoint()?.Metadata is not { } metadata
                || (metadata.GetMetadata<StaticAssetDescriptor>() is null && metadata.GetMetadata<FindsReaderItself>() is null),
            asking => asking.Use((context, next) => FindReader(context, settings, next))
        );

    private static async Task FindReader(HttpContext context, Settings settings, RequestDelegate next)
    {
        var readers = () => context.RequestServices.GetRequiredService<Readers>();
        if (context.Request.Headers.Authorization.ToString() is { Length: > 0 } authorization)
        {
            var reader = authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
                ? await readers().ByToken(authorization["Bearer ".Length..].Trim(), context.RequestAborted)
                : null;
            if (reader is null)
            {
                context.Response.Headers.WWWAuthenticate = "Bearer";
                await AccessErrors.UnknownToken.ToProblem().ExecuteAsync(context);
                return;
            }

            context.Features.Set(reader);
        }
        else if (SessionCookie.Read(context, settings) is { } secret)
        {
            var asks = context.GetEndpoint()?.Metadata.GetMetadata<AskedByLivePages>() is null
                ? readers().ByCookie(secret, context.RequestAborted)
                : context.RequestServices.GetRequiredService<LiveReaders>().ByCookie(secret, context.RequestAborted);
            context.Features.Set(await asks ?? Reader.Public);
        }

        if (context.Features.Get<Reader>() is { IsSignedIn: true })
        {
            context.Response.Headers.CacheControl = "no-store";
        }

        await next(context);
    }
}
