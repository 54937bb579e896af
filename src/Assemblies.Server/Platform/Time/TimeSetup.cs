using NodaTime;

namespace Assemblies.Server.Platform.Time;

/// <summary>Registration.</summary>
public static class TimeSetup
{
    /// <summary>Adds business time.</summary>
    public static IServiceCollection AddTime(this IServiceCollection services) =>
        services
            .AddSingleton(provider => new BusinessClock(MachineClock, provider.GetRequiredService<IServiceScopeFactory>()))
            .AddSingleton<IClock>(provider => provider.GetRequiredService<BusinessClock>());

#pragma warning disable RS0030 // the one place that names the machine's clock
    private static IClock MachineClock => SystemClock.Instance;
#pragma warning restore RS0030
}
