using System.Globalization;
using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Outbox;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Invitations;

/// <summary>Each mail of an assembly and its fate; those that need somebody first.</summary>
/// <param name="Code">Which assembly.</param>
public sealed record ListDeliveries(string Code) : IQuery<ListDeliveries.Answer>
{
    /// <summary>Only this group: a meeting's key, <c>announcement</c>, <c>changes</c>, <c>documents</c>, <c>reminders</c>; null for all.</summary>
    public string? Group { get; init; }

    /// <summary>Only in this state; null for all.</summary>
    public DeliveryState? State { get; init; }

    /// <summary>Only to people of such organisations; null for all.</summary>
    public OrganisationKind? Kind { get; init; }

    /// <summary>A part of a name or an address; null for all.</summary>
    public string? Search { get; init; }

    /// <summary>Those after this one of the page before; null from the start.</summary>
    public string? After { get; init; }

    /// <summary>How many.</summary>
    public int? Limit { get; init; }

    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <summary>A page of deliveries.</summary>
    /// <param name="Counts">How many there are in the group, by state; whatever else is filtered.</param>
    /// <param name="Groups">The groups there are.</param>
    /// <param name="Total">How many there are by all that was asked for.</param>
    /// <param name="Items">Those of this page.</param>
    /// <param name="Next">What to send as <c>after</c> for those that follow; null at the end.</param>
    public sealed record Answer(Counts Counts, IReadOnlyList<string> Groups, int Total, IReadOnlyList<Row> Items, string? Next);

    /// <summary>How many mails there are. Recipients are those sent, waiting and failed; what something newer replaced is apart.</summary>
    /// <param name="Recipients">All but the superseded.</param>
    /// <param name="Sent">Taken by the mail server.</param>
    /// <param name="Waiting">Queued or deferred.</param>
    /// <param name="Failed">Refused for good.</param>
    /// <param name="Deferred">Of those waiting: tried, and to be tried again.</param>
    /// <param name="Superseded">Replaced by something newer before they went.</param>
    public sealed record Counts(int Recipients, int Sent, int Waiting, int Failed, int Deferred, int Superseded);

    /// <summary>A delivery.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Name">To whom.</param>
    /// <param name="Email">The address.</param>
    /// <param name="Organisation">For whom they speak; null when nobody.</param>
    /// <param name="Group">Its group.</param>
    /// <param name="Kind">What sort of mail.</param>
    /// <param name="Sequence">The revision it is about.</param>
    /// <param name="State">How far it is.</param>
    /// <param name="ServerWords">What the mail server said last; null before the first try.</param>
    /// <param name="Attempts">Tries so far.</param>
    /// <param name="CreatedAt">When it was decided.</param>
    /// <param name="DueAt">When it is tried next; null when it is not.</param>
    /// <param name="SentAt">When the server took it; null when it has not.</param>
    public sealed record Row(
        Id<OutboxMail> Id,
        string Name,
        string Email,
        string? Organisation,
        string Group,
        string Kind,
        int Sequence,
        DeliveryState State,
        string? ServerWords,
        int Attempts,
        Instant CreatedAt,
        Instant? DueAt,
        Instant? SentAt
    );

    internal sealed class Handler(AssembliesDb db) : IQueryHandler<ListDeliveries, Answer>
    {
        public async Task<Result<Answer>> Handle(ListDeliveries request, CancellationToken cancellationToken)
        {
            var assembly = await db
                .Assemblies.Where(a => a.Code == request.Code)
                .Select(a => (Id<Domain.Meetings.Assembly>?)a.Id)
                .SingleOrDefaultAsync(cancellationToken);
            if (assembly is not { } id)
            {
                return AccessErrors.NotFound;
            }

            var all = db.OutboxMails.AsNoTracking().Where(m => m.Assembly == id);
            var byState = await all.GroupBy(m => new { m.Group, m.State })
                .Select(g => new
                {
                    g.Key.Group,
                    g.Key.State,
                    Count = g.Count(),
                })
                .ToListAsync(cancellationToken);
            int Count(params DeliveryState[] states) =>
                byState.Where(g => (request.Group is null || g.Group == request.Group) && states.Contains(g.State)).Sum(g => g.Count);

            var limit = Paging.Limit(request.Limit);
            var asked = all.Like(request, db);
            var rows = await Rows(asked, request.After, limit).ToListAsync(cancellationToken);
            var page = Paging.Cut(rows, limit, row => string.Create(CultureInfo.InvariantCulture, $"{Rank(row.State)}.{row.Id}"));
            return new Answer(
                new(
                    Count(DeliveryState.Sent, DeliveryState.Queued, DeliveryState.Deferred, DeliveryState.Failed),
                    Count(DeliveryState.Sent),
                    Count(DeliveryState.Queued, DeliveryState.Deferred),
                    Count(DeliveryState.Failed),
                    Count(DeliveryState.Deferred),
                    Count(DeliveryState.Superseded)
                ),
                [.. byState.Select(g => g.Group).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                await asked.CountAsync(cancellationToken),
                page.Items,
                page.Next
            );
        }

#pragma warning disable CA1309, CA1310, CA1311, MA0006, MA0074, RS0030 // translated to SQL
        private IQueryable<Row> Rows(IQueryable<OutboxMail> mails, string? after, int limit)
        {
            var ranked = mails.Select(m => new
            {
                Mail = m,
                Rank = m.State == DeliveryState.Failed ? 0
                : m.State == DeliveryState.Deferred ? 1
                : m.State == DeliveryState.Queued ? 2
                : m.State == DeliveryState.Sent ? 3
                : 4,
            });
            if (Cursor(after) is var (rank, last))
            {
                ranked = ranked.Where(m =>
                    m.Rank > rank
                    || (
                        m.Rank == rank
                        && db.OutboxMails.Any(before =>
                            before.Id == last && string.Compare(m.Mail.Name + "\n" + m.Mail.Key, before.Name + "\n" + before.Key) > 0
                        )
                    )
                );
            }

            return ranked
                .OrderBy(m => m.Rank)
                .ThenBy(m => m.Mail.Name + "\n" + m.Mail.Key)
                .Take(limit + 1)
                .Select(m => new Row(
                    m.Mail.Id,
                    m.Mail.Name,
                    m.Mail.Email,
                    db.Mandates.Where(a => a.Person == m.Mail.Person)
                        .OrderByDescending(a => a.From)
                        .SelectMany(a => db.Organisations.Where(o => o.Id == a.Organisation).Select(o => o.Name))
                        .FirstOrDefault(),
                    m.Mail.Group,
                    m.Mail.Kind,
                    m.Mail.Sequence,
                    m.Mail.State,
                    m.Mail.ServerWords,
                    m.Mail.Attempts,
                    m.Mail.CreatedAt,
                    m.Mail.State == DeliveryState.Queued || m.Mail.State == DeliveryState.Deferred ? m.Mail.DueAt : null,
                    m.Mail.SentAt
                ));
        }

#pragma warning restore CA1309, CA1310, CA1311, MA0006, MA0074, RS0030

        private static int Rank(DeliveryState state) =>
            state switch
            {
                DeliveryState.Failed => 0,
                DeliveryState.Deferred => 1,
                DeliveryState.Queued => 2,
                DeliveryState.Sent => 3,
                _ => 4,
            };

        private static (int Rank, Id<OutboxMail> Last)? Cursor(string? after) =>
            after?.Split('.', 2) is [var rank, var id]
            && int.TryParse(rank, CultureInfo.InvariantCulture, out var number)
            && Id<OutboxMail>.TryParse(id, null, out var last)
                ? (number, last)
                : null;
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/deliveries",
                (
                    string code,
                    string? group,
                    Named<DeliveryState>? state,
                    Named<OrganisationKind>? kind,
                    string? q,
                    string? after,
                    int? limit,
                    IMediator mediator,
                    HttpContext http,
                    CancellationToken ct
                ) =>
                    mediator
                        .Send(
                            new ListDeliveries(code)
                            {
                                Group = group,
                                State = state?.Value,
                                Kind = kind?.Value,
                                Search = q,
                                After = after,
                                Limit = limit,
                            },
                            ct
                        )
                        .ToHttp(http, page => page.Next)
            )
            .WithName(nameof(ListDeliveries))
            .WithSummary("List the mails of an assembly and their fate")
            .WithDescription(
                "Failed ones first, then deferred, queued and sent. `counts` holds for the whole group: sent, waiting and failed together are the "
                    + "recipients at any time. `after` and `limit` page."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.SecretariatOnly, AccessErrors.NotFound);
}
