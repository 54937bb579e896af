using Assemblies.Server.Platform.Home;
using Assemblies.Server.Platform.Outbox;

namespace Assemblies.Server.Tests.Rights;

internal sealed class PlatformSamples : ISamples
{
    public IReadOnlyDictionary<Type, Func<Stage, Task<object>>> Requests { get; } =
        new Dictionary<Type, Func<Stage, Task<object>>>([
            Sample.Of(new WhatIsNext()),
            Sample.Of(new ListCaughtMail(null, null)),
            Sample.Of(new ShowCaughtMail(0)),
        ]);
}
