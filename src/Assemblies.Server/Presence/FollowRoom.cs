using Assemblies.Domain.Presence;
using Assemblies.Server.Platform.Live;
using Assemblies.Server.Platform.Messaging;

namespace Assemblies.Server.Presence;

/// <summary>Open pages follow whatever changes the room.</summary>
internal sealed class FollowRoom(LiveUpdates live) : IReactTo<RoomChanged>
{
    public ValueTask Happened(RoomChanged happened, CancellationToken ct)
    {
        live.Say(Room.Topic(happened.Assembly), happened.What.Name());
        return ValueTask.CompletedTask;
    }
}
