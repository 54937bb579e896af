using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;

namespace Assemblies.Server.Agenda;

/// <summary>Numbers that are not printed yet follow the meetings: one was moved before another, or cancelled.</summary>
internal sealed class RenumberItems(AssembliesDb db) : IReactTo<MeetingChanged>, IReactTo<MeetingWasCancelled>
{
    public ValueTask Happened(MeetingChanged happened, CancellationToken ct) => Renumber(happened.Assembly, ct);

    public ValueTask Happened(MeetingWasCancelled happened, CancellationToken ct) => Renumber(happened.Assembly, ct);

    private async ValueTask Renumber(Id<Assembly> assembly, CancellationToken ct) => (await db.LockedDraft(assembly, ct))?.Renumber();
}
