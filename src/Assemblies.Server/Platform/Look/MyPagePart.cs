namespace Assemblies.Server.Platform.Look;

/// <summary>A section that an area adds to the reader's own page, <c>/me</c>; registered with the area's services.</summary>
/// <param name="Order">Its place among them.</param>
/// <param name="Component">A component without parameters that begins with an <c>h2</c>.</param>
public sealed record MyPagePart(int Order, Type Component);
