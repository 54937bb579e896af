using Assemblies.Domain;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Jobs;
using Assemblies.Server.Platform.Security;
using Assemblies.Server.Platform.Time;
using Hangfire;
using MediatR;
using NodaTime;
using NodaTime.Text;

namespace Assemblies.Server.SignIn.Dev;

/// <summary>What only a developer's machine has: a token or a sign-in as anybody, and a business clock that can be moved. Outside Development nothing below <c>/dev</c> is there.</summary>
internal static class DevTools
{
    public static void Map(IEndpointRouteBuilder root)
    {
        if (!root.ServiceProvider.GetRequiredService<Settings>().IsDevelopment)
        {
            return;
        }

        var dev = root.MapGroup("/dev").ExcludeFromDescription();
        dev.MapPost("token", (TokenBody body, IServiceScopeFactory scopes, CancellationToken ct) => Token(body, scopes, ct).ToHttp());
        dev.MapPost(
            "clock",
            async (
                ClockBody body,
                BusinessClock clock,
                IEnumerable<RecurringTask> tasks,
                IRecurringJobManager manager,
                CancellationToken ct
            ) =>
            {
                var moved = await Move(body, clock, ct);
                Clockwork.RunAll(tasks, manager);
                return await Task.FromResult(moved).ToHttp();
            }
        );
        dev.MapGet("clock", (IClock clock) => TypedResults.Ok(new ClockAnswer(clock.GetCurrentInstant())));
        dev.MapPost(
            "sign-in-as",
            async (HttpContext http, IServiceScopeFactory scopes) =>
            {
                var form = await http.Request.ReadFormAsync(http.RequestAborted);
                await using var scope = scopes.CreateServiceScope();
                var signed = await scope
                    .ServiceProvider.GetRequiredService<IMediator>()
                    .Send(new SignInAs(form["email"].ToString(), Browsers.Of(http)), http.RequestAborted);
                if (signed.Error is { } error)
                {
                    return (IResult)error.ToProblem();
                }

                SessionCookie.Set(http, http.RequestServices.GetRequiredService<Settings>(), signed.Value!);
                return TypedResults.Redirect("/");
            }
        );
    }

    private static async Task<Result<MakeDevToken.Made>> Token(TokenBody body, IServiceScopeFactory scopes, CancellationToken ct)
    {
        await using var scope = scopes.CreateServiceScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new MakeDevToken(body.Email), ct);
    }

    private static async Task<Result<ClockAnswer>> Move(ClockBody body, BusinessClock clock, CancellationToken ct)
    {
        Instant now;
        if (body is { Now: { } named, Advance: null })
        {
            now = named;
        }
        else if (
            body is { Now: null, Advance: { } step }
            && PeriodPattern.NormalizingIso.Parse(step) is { Success: true, Value: { Months: 0, Years: 0 } period }
        )
        {
            now = clock.GetCurrentInstant() + period.ToDuration();
        }
        else
        {
            return SignInErrors.ClockBody;
        }

        if (now < Instant.FromUtc(2000, 1, 1, 0, 0) || now > Instant.FromUtc(2100, 1, 1, 0, 0))
        {
            return SignInErrors.ClockBody;
        }

        await clock.Set(now, ct);
        return new ClockAnswer(clock.GetCurrentInstant());
    }

    internal sealed record TokenBody(string Email);

    internal sealed record ClockBody(Instant? Now = null, string? Advance = null);

    internal sealed record ClockAnswer(Instant Now);
}
