namespace Assemblies.Server.Platform.Look;

/// <summary>What an input needs of the field around it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="DescribedBy">For <c>aria-describedby</c>.</param>
/// <param name="Invalid">For <c>aria-invalid</c>.</param>
/// <param name="Value">What stands in it: as typed, else as before.</param>
public sealed record FieldParts(string Id, string? DescribedBy, string? Invalid, string? Value);
