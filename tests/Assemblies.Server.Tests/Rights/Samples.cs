namespace Assemblies.Server.Tests.Rights;

/// <summary>An area's samples: for each of its requests a way to make one that would succeed but for rights. Found by reflection.</summary>
internal interface ISamples
{
    /// <summary>By the request's type.</summary>
    IReadOnlyDictionary<Type, Func<Stage, Task<object>>> Requests { get; }
}

/// <summary>Short ways to write a sample.</summary>
internal static class Sample
{
    /// <summary>A request that needs nothing looked up.</summary>
    public static KeyValuePair<Type, Func<Stage, Task<object>>> Of<T>(T request)
        where T : notnull => new(typeof(T), _ => Task.FromResult<object>(request));

    /// <summary>A request about something on the stage; made anew for each role.</summary>
    public static KeyValuePair<Type, Func<Stage, Task<object>>> Of<T>(Func<Stage, Task<T>> make)
        where T : notnull => new(typeof(T), async stage => await make(stage));
}
