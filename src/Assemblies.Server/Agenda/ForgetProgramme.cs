using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;

namespace Assemblies.Server.Agenda;

/// <summary>What the public sees of a programme is made anew once it has changed.</summary>
internal sealed class ForgetProgramme(PublicCache cache, AfterCommit after)
    : IReactTo<AgendaPublished>,
        IReactTo<AssemblyStepped>,
        IReactTo<MeetingChanged>,
        IReactTo<MeetingWasCancelled>
{
    public ValueTask Happened(AgendaPublished happened, CancellationToken ct) => Forget();

    public ValueTask Happened(AssemblyStepped happened, CancellationToken ct) => Forget();

    public ValueTask Happened(MeetingChanged happened, CancellationToken ct) => Forget();

    public ValueTask Happened(MeetingWasCancelled happened, CancellationToken ct) => Forget();

    private ValueTask Forget()
    {
        after.Do(_ =>
        {
            cache.Forget();
            return Task.CompletedTask;
        });
        return ValueTask.CompletedTask;
    }
}
