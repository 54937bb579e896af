namespace Assemblies.Server.Platform.Http;

/// <summary>The status that an answer gets only when it goes out: until then it looks like 200, and is none.</summary>
internal sealed record LaterStatus(int Status);
