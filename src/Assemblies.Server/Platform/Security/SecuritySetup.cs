using Assemblies.Domain;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;

namespace Assemblies.Server.Platform.Security;

/// <summary>Registration.</summary>
public static class SecuritySetup
{
    /// <summary>The cookie of a signed-in browser over https; the prefix makes browsers refuse it from anywhere else.</summary>
    public const string Cookie = "__Host-session";

    /// <summary>The cookie over plain http, which only development has: browsers refuse the prefix there.</summary>
    public const string PlainCookie = "session";

    /// <summary>Adds the reader of each scope.</summary>
    public static IServiceCollection AddReaders(this IServiceCollection services) =>
        services
            .AddHttpContextAccessor()
            .AddScoped<ScopedReader>()
            .AddScoped<Readers>()
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
    public static IApplicationBuilder UseReaders(this IApplicationBuilder app) =>
        app.Use(
            async (context, next) =>
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
                        await UnknownToken.ToProblem().ExecuteAsync(context);
                        return;
                    }

                    context.Features.Set(reader);
                }
                else if ((context.Request.Cookies[Cookie] ?? context.Request.Cookies[PlainCookie]) is { Length: > 0 } secret)
                {
                    context.Features.Set(await readers().ByCookie(secret, context.RequestAborted) ?? Reader.Public);
                }

                if (context.Features.Get<Reader>() is { IsSignedIn: true })
                {
                    context.Response.Headers.CacheControl = "no-store";
                }

                await next(context);
            }
        );

    /// <summary>Outside Development there is nothing below <c>/dev</c>, whatever is mapped there.</summary>
    public static void UseDevelopmentOnly(this IApplicationBuilder app, Settings settings)
    {
        if (!settings.IsDevelopment)
        {
            app.Use(
                (context, next) =>
                    context.Request.Path.StartsWithSegments("/dev", StringComparison.OrdinalIgnoreCase)
                        ? AccessErrors.NotFound.ToProblem().ExecuteAsync(context)
                        : next(context)
            );
        }
    }

    private static readonly Error UnknownToken = AccessErrors.SignIn with
    {
        Code = "access.unknown_token",
        Message = "This token is not known, has ended or was taken back. Make a new one on your page.",
    };
}
