using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Minutes;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Minutes.Register;

/// <summary>Which actions a list shows.</summary>
public enum ActionState
{
    /// <summary>To be done still.</summary>
    Open,

    /// <summary>Done or dropped.</summary>
    Ended,
}

/// <summary>Actions, the latest given first. Each reader finds those that are theirs to read.</summary>
/// <param name="State">Only open ones, or only ended ones; null for both.</param>
/// <param name="Assembly">Only those given at this assembly.</param>
/// <param name="Mine">Only those that the reader, or an organisation they belong to, does.</param>
/// <param name="After">The place to read on from.</param>
/// <param name="Limit">How many, 1 to 100.</param>
public sealed record ListActions(ActionState? State, string? Assembly, bool Mine, long? After, int? Limit) : IQuery<Page<ListActions.Line>>
{
    /// <inheritdoc />
    public Access Needs => new SignedIn();

    /// <summary>An action, in lists.</summary>
    /// <param name="Entry">Its place in the list of all actions.</param>
    /// <param name="Assembly">The code of the assembly at which it was given.</param>
    /// <param name="Seq">Its number among the actions of that assembly.</param>
    /// <param name="What">What is to be done.</param>
    /// <param name="Owner">Who does it, by name; null while nobody is named.</param>
    /// <param name="OrganisationCode">The organisation's code, where an organisation does it.</param>
    /// <param name="Until">The last day; null where none is set.</param>
    /// <param name="EndedAt">When it was done or dropped; null while it is open.</param>
    /// <param name="IsDropped">Whether it was dropped rather than done; null while it is open.</param>
    /// <param name="Decision">The number of the decision it follows from; null for a free one.</param>
    public sealed record Line(
        long Entry,
        string Assembly,
        int Seq,
        string What,
        string? Owner,
        string? OrganisationCode,
        LocalDate? Until,
        Instant? EndedAt,
        bool? IsDropped,
        string? Decision
    )
    {
        /// <summary>How it is called: <c>GA-2027-1/A3</c>.</summary>
        public string Number => ActionPoint.NumberOf(Assembly, Seq);

        /// <summary>Its page.</summary>
        internal string Address => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/actions/{Assembly}/{Seq}");
    }

    internal sealed class Handler(ActionsSeen seen) : IQueryHandler<ListActions, Page<ListActions.Line>>
    {
        public async Task<Result<Page<ListActions.Line>>> Handle(ListActions query, CancellationToken ct)
        {
            var limit = Paging.Limit(query.Limit);
            var actions = await seen.All(ct);
            actions = query.State switch
            {
                ActionState.Open => actions.Where(a => a.EndedAt == null),
                ActionState.Ended => actions.Where(a => a.EndedAt != null),
                _ => actions,
            };
            if (query.Assembly is { } code)
            {
                actions = actions.Where(a => a.Code == code);
            }

            if (query.Mine)
            {
                actions = actions.Where(seen.Mine());
            }

            if (query.After is { } after)
            {
                actions = actions.Where(a => a.Entry < after);
            }

            var found = await seen.Lines(actions.OrderByDescending(a => a.Entry).Take(limit + 1)).ToListAsync(ct);
            return Paging.Cut(found, limit, line => line.Entry.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "actions",
                (
                    Named<ActionState>? state,
                    string? assembly,
                    bool? mine,
                    long? after,
                    int? limit,
                    IMediator mediator,
                    HttpContext context,
                    CancellationToken ct
                ) => mediator.Send(new ListActions(state?.Value, assembly, mine is true, after, limit), ct).ToHttp(context)
            )
            .WithName("listActions")
            .WithSummary("List actions")
            .WithDescription(
                "What somebody has to do after an assembly, the latest given first; members and officers read it. `mine` narrows it to what the reader, or an "
                    + "organisation they belong to, does. Read on with `after`, or by the Link header."
            )
            .Refuses(AccessErrors.SignIn, RequestErrors.MalformedAddress);
}

/// <summary>
/// The follow-up of decisions at an assembly: actions of earlier ones that are open, and those that ended since the assembly before. It stands under the item of
/// that type by itself.
/// </summary>
/// <param name="Assembly">The assembly that looks at them.</param>
public sealed record ListFollowUp(string Assembly) : IQuery<IReadOnlyList<ListActions.Line>>
{
    /// <summary>The type of an agenda's item under which it stands.</summary>
    public const string ItemType = "followUp";

    /// <inheritdoc />
    public Access Needs => new Meetings.ReaderOf(Assembly);

    internal sealed class Handler(AssembliesDb db, ActionsSeen seen) : IQueryHandler<ListFollowUp, IReadOnlyList<ListActions.Line>>
    {
        public async Task<Result<IReadOnlyList<ListActions.Line>>> Handle(ListFollowUp query, CancellationToken ct)
        {
            // Codes order by year and number, which is the order of time.
            var since = await db
                .Assemblies.Where(a => a.Code.CompareTo(query.Assembly) < 0)
                .Where(a => !a.Steps.Any(s => s.Kind == StepKind.Cancelled))
                .OrderByDescending(a => a.Code)
                .Select(a => a.Meetings.Where(m => m.CancelledAt == null).Max(m => (Instant?)m.EndsAt))
                .FirstOrDefaultAsync(ct);
            var carried = (await seen.All(ct))
                .Where(a => a.Code.CompareTo(query.Assembly) < 0)
                .Where(a => a.EndedAt == null || since == null || a.EndedAt > since)
                .OrderBy(a => a.Entry);
            var lines = await seen.Lines(carried).ToListAsync(ct);
            return lines
                .OrderBy(line => line.EndedAt is not null)
                .ThenBy(line => line.Until ?? LocalDate.MaxIsoValue)
                .ThenBy(line => line.Entry)
                .ToList();
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/follow-up",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ListFollowUp(code), ct).ToHttp()
            )
            .WithName("listFollowUp")
            .WithSummary("List what an assembly follows up")
            .WithDescription(
                "Actions of earlier assemblies that are open, by their days, then those that ended since the assembly before. It stands under the item of type "
                    + $"`{ItemType}` by itself."
            )
            .Refuses(AccessErrors.NotFound);
}
