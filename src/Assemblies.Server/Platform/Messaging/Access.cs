using Assemblies.Domain;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Security;
using NodaTime;

namespace Assemblies.Server.Platform.Messaging;

/// <summary>What an access rule may look at.</summary>
/// <param name="Reader">Who asks.</param>
/// <param name="Db">The database, to read.</param>
/// <param name="Clock">Business time.</param>
public sealed record AccessContext(Reader Reader, AssembliesDb Db, IClock Clock);

/// <summary>What a reader must be to make a request. Rules are named records, such as <c>OwnerOf(proposal)</c>.</summary>
/// <remarks>Somebody who may not even know that a thing exists gets the same "not found" as for a thing that does not.</remarks>
public abstract record Access
{
    internal abstract ValueTask<Error?> Check(AccessContext context, CancellationToken ct);
}

/// <summary>Anybody at all, also the public.</summary>
public sealed record Anybody : Access
{
    internal override ValueTask<Error?> Check(AccessContext context, CancellationToken ct) => ValueTask.FromResult<Error?>(null);
}

/// <summary>Whoever is signed in.</summary>
public sealed record SignedIn : Access
{
    internal override ValueTask<Error?> Check(AccessContext context, CancellationToken ct) =>
        ValueTask.FromResult(context.Reader.IsSignedIn ? null : AccessErrors.SignIn);
}

/// <summary>The secretariat of the network.</summary>
public sealed record Secretariat : Access
{
    internal override ValueTask<Error?> Check(AccessContext context, CancellationToken ct) =>
        ValueTask.FromResult(
            context.Reader.IsSecretariat ? null
            : context.Reader.IsSignedIn ? AccessErrors.SecretariatOnly
            : AccessErrors.SignIn
        );
}

/// <summary>The service itself: its jobs, and nobody from outside.</summary>
public sealed record TheService : Access
{
    internal override ValueTask<Error?> Check(AccessContext context, CancellationToken ct) =>
        ValueTask.FromResult(context.Reader.IsService ? null : AccessErrors.Forbidden);
}

/// <summary>Refusals that any access rule may use.</summary>
public static class AccessErrors
{
    /// <summary>Nobody is signed in.</summary>
    public static readonly Error SignIn = new("access.sign_in", ErrorKind.SignIn, "Sign in to do this.");

    /// <summary>A token was sent that opens nothing.</summary>
    public static readonly Error UnknownToken = new(
        "access.unknown_token",
        ErrorKind.SignIn,
        "This token is not known, has ended or was taken back. Make a new one on your page."
    );

    /// <summary>A token that may only read was sent with a command.</summary>
    public static readonly Error ReadOnlyToken = new(
        "access.read_only_token",
        ErrorKind.Forbidden,
        "This token may only read. To change something, make one on your page that may."
    );

    /// <summary>The reader may know of it but not do this.</summary>
    public static readonly Error Forbidden = new(
        "access.forbidden",
        ErrorKind.Forbidden,
        "You may not do this. Ask the secretariat if you should."
    );

    /// <summary>Only the secretariat may.</summary>
    public static readonly Error SecretariatOnly = new(
        "access.secretariat_only",
        ErrorKind.Forbidden,
        "Only the secretariat does this. Ask it if something should change."
    );

    /// <summary>There is nothing here for this reader.</summary>
    public static readonly Error NotFound = new(
        "access.not_found",
        ErrorKind.NotFound,
        "There is nothing at this address, or it is not for you to see. Check the address, or sign in."
    );
}
