using Assemblies.Domain;
using Assemblies.Domain.Minutes;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Minutes.Register;

/// <summary>Whoever does an action: the person, head and deputy of the organisation; those who keep the register of its assembly, too.</summary>
/// <param name="Assembly">The code of the assembly at which it was given.</param>
/// <param name="Seq">Its number there.</param>
public sealed record DoesAction(string Assembly, int Seq) : Access
{
    internal override async ValueTask<Error?> Check(AccessContext context, CancellationToken ct)
    {
        var reader = context.Reader;
        if (new OfficersOf(Assembly, ShowDecision.Keepers).Allows(reader))
        {
            return null;
        }

        if (!reader.IsSignedIn)
        {
            return AccessErrors.SignIn;
        }

        var action = await context
            .Db.ActionPoints.Where(a => a.Code == Assembly && a.Seq == Seq)
            .Select(a => new { a.Person, a.Organisation })
            .SingleOrDefaultAsync(ct);
        var isTheirs =
            action is not null && (action.Person == reader.Person || (action.Organisation is { } owner && reader.ActsFor(owner)));
        var seen = new ActionsSeen(context.Db, new(context.Db, reader), reader);
        return isTheirs ? null
            : await (await seen.All(ct)).AnyAsync(a => a.Code == Assembly && a.Seq == Seq, ct) ? ActionErrors.OfficersOnly
            : ActionErrors.Unknown;
    }
}
