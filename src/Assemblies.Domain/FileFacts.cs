namespace Assemblies.Domain;

/// <summary>What is known of a file once it was looked through.</summary>
/// <param name="Name">Its name, without folders.</param>
/// <param name="ContentType">Its media type, found by its bytes.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Hash">SHA-256 of its bytes, hexadecimal.</param>
public sealed record FileFacts(string Name, string ContentType, long Size, string Hash);
