using Assemblies.Domain;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Invitations;

/// <summary>Who is invited to what, what they answered, and who on today's roll is not invited yet.</summary>
/// <param name="Code">Which assembly.</param>
public sealed record ListInvitations(string Code) : IQuery<ListInvitations.Answer>
{
    /// <summary>Those after this one of the page before; null from the start.</summary>
    public string? After { get; init; }

    /// <summary>How many.</summary>
    public int? Limit { get; init; }

    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <summary>The invitations.</summary>
    /// <param name="Meetings">Each meeting with the number of answers.</param>
    /// <param name="Total">How many invitations there are.</param>
    /// <param name="Invited">Those of this page, by name.</param>
    /// <param name="Next">What to send as <c>after</c> for those that follow; null at the end.</param>
    /// <param name="NotInvitedYet">Who came onto the roll after the convocation, or came back to it.</param>
    /// <param name="Resting">How many changes rest before they are told.</param>
    public sealed record Answer(
        IReadOnlyList<MeetingLine> Meetings,
        int Total,
        IReadOnlyList<Line> Invited,
        string? Next,
        IReadOnlyList<Missing> NotInvitedYet,
        int Resting
    );

    /// <summary>A meeting.</summary>
    /// <param name="Key">Its key.</param>
    /// <param name="Title">Its title.</param>
    /// <param name="Uid">The UID of its entry.</param>
    /// <param name="Sequence">The number of its latest revision.</param>
    /// <param name="Invited">How many are invited to the whole of it.</param>
    /// <param name="Accepted">How many come.</param>
    /// <param name="Declined">How many do not.</param>
    /// <param name="Unanswered">How many have not answered.</param>
    public sealed record MeetingLine(
        string Key,
        string Title,
        string Uid,
        int Sequence,
        int Invited,
        int Accepted,
        int Declined,
        int Unanswered
    );

    /// <summary>An invitation.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Name">Who.</param>
    /// <param name="Email">The address as invited.</param>
    /// <param name="Organisation">For whom they come.</param>
    /// <param name="Meeting">The key of the meeting.</param>
    /// <param name="Session">The single session; null for the whole meeting.</param>
    /// <param name="Given">What they answered.</param>
    /// <param name="How">How they take part.</param>
    /// <param name="AnsweredAt">When.</param>
    /// <param name="Withdrawn">Whether their entry was taken back.</param>
    public sealed record Line(
        Id<Invitation> Id,
        string Name,
        string Email,
        string Organisation,
        string Meeting,
        string? Session,
        InvitationAnswer Given,
        Attending? How,
        Instant? AnsweredAt,
        bool Withdrawn
    );

    /// <summary>Somebody who is not invited yet.</summary>
    /// <param name="Person">Who.</param>
    /// <param name="Name">Their name.</param>
    /// <param name="Email">Their address.</param>
    /// <param name="Organisation">For whom they speak.</param>
    /// <param name="Meetings">Keys of the meetings they lack.</param>
    public sealed record Missing(Id<Person> Person, string Name, string Email, string Organisation, IReadOnlyList<string> Meetings);

    internal sealed class Handler(AssembliesDb db, IClock clock) : IQueryHandler<ListInvitations, Answer>
    {
        public async Task<Result<Answer>> Handle(ListInvitations request, CancellationToken cancellationToken)
        {
            var assembly = await db
                .Assemblies.AsNoTracking()
                .Include(a => a.Meetings)
                .SingleOrDefaultAsync(a => a.Code == request.Code, cancellationToken);
            if (assembly is null)
            {
                return AccessErrors.NotFound;
            }

            // Ids alone are few bytes: in this order everything has its place, whatever was answered between two pages.
            var order = await (
                from invitation in db.Invitations
                join entry in db.DiaryEntries on invitation.Entry equals entry.Id
                join meeting in db.Meetings on entry.Meeting equals meeting.Id
                where entry.Assembly == assembly.Id && entry.CancelledAt == null
                orderby EF.Functions.Collate(invitation.Name, "people"), meeting.StartsAt, invitation.Id
                select invitation.Id
            ).ToListAsync(cancellationToken);
            var limit = Paging.Limit(request.Limit);
            var page = Paging.Cut(
                [.. order.Skip(Id<Invitation>.TryParse(request.After, null, out var last) ? order.IndexOf(last) + 1 : 0).Take(limit + 1)],
                limit,
                id => id.ToString()
            );
            var lines = (await Lines(page.Items, cancellationToken)).ToDictionary(line => line.Id);
            return new Answer(
                await MeetingLines(assembly, cancellationToken),
                order.Count,
                [.. page.Items.Select(id => lines[id])],
                page.Next,
                [.. (await db.NotInvitedYet(assembly, clock.GetCurrentInstant(), cancellationToken)).Select(ToMissing)],
                await db.PendingChanges.CountAsync(
                    c =>
                        db.DiaryEntries.Any(e =>
                            e.Id == c.Entry && e.Assembly == assembly.Id && e.Kind != EntryKind.Span && e.CancelledAt == null
                        ),
                    cancellationToken
                )
            );
        }

        private async Task<IReadOnlyList<MeetingLine>> MeetingLines(Assembly assembly, CancellationToken ct)
        {
            var entries = await (
                from entry in db.DiaryEntries
                join meeting in db.Meetings on entry.Meeting equals meeting.Id
                join revision in db.DiaryRevisions
                    on new { Entry = entry.Id, entry.Sequence } equals new { revision.Entry, revision.Sequence }
                where entry.Assembly == assembly.Id && entry.Kind == EntryKind.Meeting && entry.CancelledAt == null
                orderby meeting.StartsAt
                select new
                {
                    entry,
                    meeting.Key,
                    revision.Seen,
                }
            )
                .AsNoTracking()
                .ToListAsync(ct);
            var answers = await db
                .Invitations.Where(i => i.Assembly == assembly.Id && i.WithdrawnAt == null)
                .GroupBy(i => new { i.Entry, i.Answer })
                .Select(g => new
                {
                    g.Key.Entry,
                    g.Key.Answer,
                    Count = g.Count(),
                })
                .ToListAsync(ct);
            return entries.ConvertAll(it =>
            {
                var theirs = answers.FindAll(a => a.Entry == it.entry.Id);
                int Count(InvitationAnswer answer) => theirs.Where(a => a.Answer == answer).Sum(a => a.Count);
                return new MeetingLine(
                    it.Key,
                    it.Seen.Title,
                    it.entry.Uid,
                    it.entry.Sequence,
                    theirs.Sum(a => a.Count),
                    Count(InvitationAnswer.Accepted),
                    Count(InvitationAnswer.Declined),
                    Count(InvitationAnswer.NeedsAction)
                );
            });
        }

        private async Task<IReadOnlyList<Line>> Lines(IReadOnlyList<Id<Invitation>> ids, CancellationToken ct)
        {
            var rows = await (
                from invitation in db.Invitations
                join entry in db.DiaryEntries on invitation.Entry equals entry.Id
                join meeting in db.Meetings on entry.Meeting equals meeting.Id
                join revision in db.DiaryRevisions
                    on new { Entry = entry.Id, entry.Sequence } equals new { revision.Entry, revision.Sequence }
                where ids.Contains(invitation.Id)
                select new
                {
                    invitation,
                    entry.Kind,
                    meeting.Key,
                    revision.Seen,
                }
            )
                .AsNoTracking()
                .ToListAsync(ct);
            return rows.ConvertAll(row => new Line(
                row.invitation.Id,
                row.invitation.Name,
                row.invitation.Email,
                row.invitation.Organisation,
                row.Key,
                row.Kind is EntryKind.Session ? row.Seen.Title : null,
                row.invitation.Answer,
                row.invitation.How,
                row.invitation.AnsweredAt,
                row.invitation.WithdrawnAt is not null
            ));
        }

        private static Missing ToMissing(IGrouping<Id<Person>, Lacking> person) =>
            new(
                person.Key,
                person.First().Who.Name,
                person.First().Who.Email,
                person.First().Who.Organisation,
                [.. person.Select(one => one.Meeting.Key)]
            );
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/invitations",
                (string code, string? after, int? limit, IMediator mediator, HttpContext http, CancellationToken ct) =>
                    mediator.Send(new ListInvitations(code) { After = after, Limit = limit }, ct).ToHttp(http, page => page.Next)
            )
            .WithName(nameof(ListInvitations))
            .WithSummary("List the invitations of an assembly and their answers")
            .WithDescription(
                "Empty before the convocation. Who came onto the roll afterwards stands under `notInvitedYet`. `after` and `limit` page; `meetings` "
                    + "counts all."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.SecretariatOnly, AccessErrors.NotFound);
}
