using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Minutes;

/// <summary>Keeps the minutes of an assembly: its minute-taker, chair and deputy chair, the secretariat.</summary>
/// <param name="Code">Its code.</param>
public sealed record KeepsMinutes(string Code) : Access
{
    private static readonly Office[] Keepers = [Office.MinuteTaker, Office.Chair, Office.DeputyChair];

    internal override async ValueTask<Error?> Check(AccessContext context, CancellationToken ct) =>
        !await context.Db.Assemblies.AnyAsync(a => a.Code == Code, ct) ? AccessErrors.NotFound
        : Allows(context.Reader) ? null
        : await new ReaderOf(Code).Check(context, ct) ?? (context.Reader.IsSignedIn ? MinutesErrors.KeepersOnly : AccessErrors.SignIn);

    /// <summary>The same question, for what a page shows.</summary>
    public bool Allows(Reader reader) =>
        reader.IsSecretariat
        || reader.Offices.Any(held => string.Equals(held.Code, Code, StringComparison.Ordinal) && Keepers.Contains(held.Office));
}

/// <summary>
/// Reads the minutes of an assembly: people of members, its officers, the secretariat; everybody once they are published and made public. The handler
/// looks what they may read of them.
/// </summary>
/// <param name="Code">Its code.</param>
public sealed record ReadsMinutes(string Code) : Access
{
    internal override async ValueTask<Error?> Check(AccessContext context, CancellationToken ct)
    {
        if (await new ReaderOf(Code).Check(context, ct) is not null || !await context.Db.Assemblies.AnyAsync(a => a.Code == Code, ct))
        {
            return AccessErrors.NotFound;
        }

        return InsiderOf.IsInsider(context.Reader, Code) || await context.Db.HasPublicMinutes(Code, ct) ? null
            : context.Reader.IsSignedIn ? AccessErrors.NotFound
            : AccessErrors.SignIn;
    }
}

/// <summary>Objects to the minutes of an assembly: whoever is signed in and may know of it; the handler looks for which member.</summary>
/// <param name="Code">Its code.</param>
public sealed record ObjectsAt(string Code) : Access
{
    internal override async ValueTask<Error?> Check(AccessContext context, CancellationToken ct) =>
        !InsiderOf.IsInsider(context.Reader, Code) ? await new ReadsMinutes(Code).Check(context, ct) ?? Refused(context.Reader)
        : await context.Db.Assemblies.AnyAsync(a => a.Code == Code, ct) ? null
        : AccessErrors.NotFound;

    private static Error Refused(Reader reader) => reader.IsSignedIn ? MinutesErrors.NotYourMember : AccessErrors.SignIn;
}
