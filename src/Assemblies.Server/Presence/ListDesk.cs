using Assemblies.Domain;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;

namespace Assemblies.Server.Presence;

/// <summary>Everybody who is registered, for a desk whose line is slow: it filters what it has got while it waits for nobody.</summary>
/// <param name="Code">Of which assembly.</param>
/// <param name="Meeting">With what stands at which of its meetings, by its key.</param>
public sealed record ListDesk(string Code, string Meeting) : IQuery<IReadOnlyList<SearchDesk.Found>>
{
    /// <inheritdoc />
    public Access Needs => new AtDesk(Code);

    internal sealed class Handler(AssembliesDb db) : IQueryHandler<ListDesk, IReadOnlyList<SearchDesk.Found>>
    {
        public async Task<Result<IReadOnlyList<SearchDesk.Found>>> Handle(ListDesk query, CancellationToken ct)
        {
            var found = await db.MeetingOf(query.Code, query.Meeting, ct);
            return found.Value is { } meeting ? await SearchDesk.Handler.Registered(db, meeting, [], ct) : found.Error!;
        }
    }
}
