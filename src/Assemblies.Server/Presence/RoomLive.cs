using Assemblies.Domain;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Live;
using Assemblies.Server.Platform.Messaging;
using MediatR;

namespace Assemblies.Server.Presence;

/// <summary>The streams of the room's pages, and where they fetch their parts.</summary>
internal static class RoomLive
{
    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapLiveStream("assemblies/{code}/room/live", context => Open(context, code => new ShowRoom(code)));
        root.MapLiveParts<Pages.RoomBody>("assemblies/{code}/room/parts");
        root.MapLiveParts<Pages.ChairBody>("assemblies/{code}/room/chair/parts");

        root.MapLiveStream("assemblies/{code}/check-in/live", context => Open(context, code => new ShowDesk(code, null)));
        root.MapLiveParts<Pages.DeskBody>("assemblies/{code}/check-in/parts");

        root.MapLiveStream("screen/{token}/live", OpenScreen);
        root.MapLiveParts<Pages.ScreenBody>("screen/{token}/parts");
    }

    /// <summary>For whoever may make the request; the topic is the room's.</summary>
    internal static async Task<Result<LiveTopic>> Open<T>(HttpContext context, Func<string, IRequest<Result<T>>> request)
    {
        var (services, code, ct) = (context.RequestServices, (string)context.Request.RouteValues["code"]!, context.RequestAborted);
        var asked = await services.GetRequiredService<IMediator>().Send(request(code), ct);
        return asked.Error is { } refusal ? refusal
            : await services.GetRequiredService<RoomsNow>().TopicOf(code, ct) is { } topic ? topic
            : AccessErrors.NotFound;
    }

    private static async Task<Result<LiveTopic>> OpenScreen(HttpContext context)
    {
        var db = context.RequestServices.GetRequiredService<AssembliesDb>();
        return await db.ScreenOf((string)context.Request.RouteValues["token"]!, context.RequestAborted) is { } screen
            ? Room.Topic(screen.Assembly)
            : AccessErrors.NotFound;
    }
}
