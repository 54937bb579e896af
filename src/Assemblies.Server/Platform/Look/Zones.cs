using Assemblies.Server.Platform.Security;
using NodaTime;

namespace Assemblies.Server.Platform.Look;

/// <summary>The reader's zone.</summary>
public static class Zones
{
    /// <summary>Theirs; where it is unknown (the public's is) another.</summary>
    public static DateTimeZone ZoneOr(this Reader reader, DateTimeZone other) =>
        reader.Zone is { } id && DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } zone ? zone : other;

    /// <summary>The zone of that name; Brussels where this machine's zone data has none.</summary>
    public static DateTimeZone Of(string id) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) ?? Clocks.Brussels;
}
