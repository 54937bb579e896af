using System.Diagnostics;

namespace Assemblies.Server.Tests;

/// <summary>Waits for something that happens by itself.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Looks again and again until what is found is as wanted, and returns it.</summary>
    public static async Task<T> Is<T>(Func<Task<T>> look, Func<T, bool> wanted)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var found = await look();
            if (wanted(found))
            {
                return found;
            }

            if (waited.Elapsed > Patience)
            {
                Assert.Fail($"Still {found} after {Patience.TotalSeconds} s");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    /// <summary>Looks again and again until it holds.</summary>
    public static Task Holds(Func<Task<bool>> look) => Is(look, holds => holds);

    /// <summary>Looks again and again until it holds.</summary>
    public static Task Holds(Func<bool> look) => Is(() => Task.FromResult(look()), holds => holds);
}
