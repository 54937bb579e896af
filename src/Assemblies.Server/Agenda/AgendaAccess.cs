using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Agenda;

/// <summary>Prepares an assembly's agenda: the secretariat, its chair and deputy chair.</summary>
/// <param name="Assembly">The assembly's code.</param>
public sealed record PreparesAgenda(string Assembly) : Access
{
    internal override ValueTask<Error?> Check(AccessContext context, CancellationToken ct) =>
        Editors.Check(context, Assembly, ct, Office.Chair, Office.DeputyChair);

    /// <summary>The same question, for what a page shows.</summary>
    public bool Allows(Reader reader) => Editors.Hold(reader, Assembly, Office.Chair, Office.DeputyChair);
}

/// <summary>Prepares its programme: those who prepare the agenda, and its host for sessions without items.</summary>
/// <param name="Assembly">The assembly's code.</param>
public sealed record PreparesProgramme(string Assembly) : Access
{
    internal override ValueTask<Error?> Check(AccessContext context, CancellationToken ct) =>
        Editors.Check(context, Assembly, ct, Office.Chair, Office.DeputyChair, Office.Host);

    /// <summary>The same question, for what a page shows.</summary>
    public bool Allows(Reader reader) => Editors.Hold(reader, Assembly, Office.Chair, Office.DeputyChair, Office.Host);
}

/// <summary>Reads the draft: those who prepare agenda or programme, and the minute-taker.</summary>
/// <param name="Assembly">The assembly's code.</param>
public sealed record ReadsDraft(string Assembly) : Access
{
    internal override ValueTask<Error?> Check(AccessContext context, CancellationToken ct) =>
        Editors.Check(context, Assembly, ct, Office.Chair, Office.DeputyChair, Office.Host, Office.MinuteTaker);
}

/// <summary>Reads members' papers of an assembly: people of members, its officers, the secretariat.</summary>
/// <param name="Assembly">The assembly's code.</param>
public sealed record ReadsMembersPapers(string Assembly) : Access
{
    internal override async ValueTask<Error?> Check(AccessContext context, CancellationToken ct) =>
        await Editors.Exists(context, Assembly, ct) is { } unknown ? unknown
        : context.Reader.IsMember ? null
        : await Editors.Check(context, Assembly, ct, Enum.GetValues<Office>()) is { } refusal
            ? refusal.Kind is ErrorKind.Forbidden ? AccessErrors.NotFound
                : refusal
        : null;
}

/// <summary>Whoever may know of the assembly; the handler looks what they may read.</summary>
/// <param name="Assembly">The assembly's code.</param>
public sealed record KnowsAgenda(string Assembly) : Access
{
    internal override ValueTask<Error?> Check(AccessContext context, CancellationToken ct) => Editors.Exists(context, Assembly, ct);
}

/// <summary>Whoever is signed in, of an assembly that exists; the handler looks whom they act for.</summary>
/// <param name="Assembly">The assembly's code.</param>
public sealed record SignedInAt(string Assembly) : Access
{
    internal override async ValueTask<Error?> Check(AccessContext context, CancellationToken ct) =>
        await Editors.Exists(context, Assembly, ct) ?? (context.Reader.IsSignedIn ? null : AccessErrors.SignIn);
}

internal static class Editors
{
    public static async ValueTask<Error?> Check(AccessContext context, string code, CancellationToken ct, params Office[] offices) =>
        await Exists(context, code, ct) is { } unknown ? unknown
        : Hold(context.Reader, code, offices) ? null
        : !context.Reader.IsSignedIn ? AccessErrors.SignIn
        : AgendaErrors.EditorsOnly;

    /// <summary>Whether the reader holds one of these offices there, or is the secretariat.</summary>
    public static bool Hold(Reader reader, string code, params Office[] offices) =>
        reader.IsSecretariat
        || reader.Offices.Any(o => string.Equals(o.Code, code, StringComparison.Ordinal) && offices.Contains(o.Office));

    /// <summary>"Not found" for an assembly of which the reader may not even know, as for one that does not exist.</summary>
    public static async ValueTask<Error?> Exists(AccessContext context, string code, CancellationToken ct) =>
        await new ReaderOf(code).Check(context, ct) is null && await context.Db.Assemblies.AnyAsync(a => a.Code == code, ct)
            ? null
            : AgendaErrors.UnknownAssembly;

    /// <summary>Whether the reader may change items too, and not only sessions without them.</summary>
    public static bool MayChangeItems(this Reader reader, Id<Assembly> assembly) =>
        reader.IsSecretariat || reader.Holds(assembly, Office.Chair, Office.DeputyChair);
}
