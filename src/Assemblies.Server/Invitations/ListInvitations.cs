using Assemblies.Domain;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Invitations;

/// <summary>Who is invited to what, what they answered, and who on today's roll is not invited yet.</summary>
/// <param name="Code">Which assembly.</param>
public sealed record ListInvitations(string Code) : IQuery<ListInvitations.Answer>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <summary>The invitations.</summary>
    /// <param name="Meetings">Each meeting with the number of answers.</param>
    /// <param name="Invited">Who is invited, by name.</param>
    /// <param name="NotInvitedYet">Who came onto the roll after the convocation.</param>
    /// <param name="Resting">How many changes rest before they are told.</param>
    public sealed record Answer(
        IReadOnlyList<MeetingLine> Meetings,
        IReadOnlyList<Line> Invited,
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

            var rows = await (
                from invitation in db.Invitations
                join entry in db.DiaryEntries on invitation.Entry equals entry.Id
                join meeting in db.Meetings on entry.Meeting equals meeting.Id
                join revision in db.DiaryRevisions
                    on new { Entry = entry.Id, entry.Sequence } equals new { revision.Entry, revision.Sequence }
                where entry.Assembly == assembly.Id && entry.CancelledAt == null
                orderby EF.Functions.Collate(invitation.Name, "people"), meeting.StartsAt, invitation.Id
                select new
                {
                    invitation,
                    entry,
                    meeting,
                    revision.Seen,
                }
            )
                .AsNoTracking()
                .ToListAsync(cancellationToken);
            var whole = rows.FindAll(row => row.entry.Kind is EntryKind.Meeting && row.invitation.WithdrawnAt is null);
            return new Answer(
                [
                    .. whole
                        .GroupBy(row => row.entry.Id)
                        .OrderBy(group => group.First().meeting.StartsAt)
                        .Select(group => new MeetingLine(
                            group.First().meeting.Key,
                            group.First().Seen.Title,
                            group.First().entry.Uid,
                            group.First().entry.Sequence,
                            group.Count(),
                            group.Count(row => row.invitation.Answer is InvitationAnswer.Accepted),
                            group.Count(row => row.invitation.Answer is InvitationAnswer.Declined),
                            group.Count(row => row.invitation.Answer is InvitationAnswer.NeedsAction)
                        )),
                ],
                rows.ConvertAll(row => new Line(
                    row.invitation.Id,
                    row.invitation.Name,
                    row.invitation.Email,
                    row.invitation.Organisation,
                    row.meeting.Key,
                    row.entry.Kind is EntryKind.Session ? row.Seen.Title : null,
                    row.invitation.Answer,
                    row.invitation.How,
                    row.invitation.AnsweredAt,
                    row.invitation.WithdrawnAt is not null
                )),
                [.. (await db.NotInvitedYet(assembly, clock.GetCurrentInstant(), cancellationToken)).Select(ToMissing)],
                await db.PendingChanges.CountAsync(
                    c => db.DiaryEntries.Any(e => e.Id == c.Entry && e.Assembly == assembly.Id && e.Kind != EntryKind.Span),
                    cancellationToken
                )
            );
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
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ListInvitations(code), ct).ToHttp()
            )
            .WithName(nameof(ListInvitations))
            .WithSummary("List the invitations of an assembly and their answers")
            .WithDescription("Empty before the convocation. Who came onto the roll afterwards stands under `notInvitedYet`.")
            .Refuses(AccessErrors.SignIn, AccessErrors.SecretariatOnly, AccessErrors.NotFound);
}

/// <summary>Somebody on the roll who has no invitation to a meeting that is for them.</summary>
internal sealed record Lacking(DiaryEntry Entry, Meeting Meeting, Invitee Who);

/// <summary>Compares the roll with the invitations.</summary>
internal static class NotInvited
{
    /// <summary>Who is on today's roll and has no invitation to a meeting that stands, by person.</summary>
    public static async Task<IReadOnlyList<IGrouping<Id<Person>, Lacking>>> NotInvitedYet(
        this AssembliesDb db,
        Assembly assembly,
        Instant now,
        CancellationToken ct
    )
    {
        var entries = await db
            .DiaryEntries.Where(e => e.Assembly == assembly.Id && e.Kind == EntryKind.Meeting && e.CancelledAt == null)
            .ToListAsync(ct);
        if (entries.Count is 0)
        {
            return [];
        }

        var byMeeting = entries.ToDictionary(e => e.Meeting!.Value);
        var invited = (
            await db
                .Invitations.Where(i => i.Assembly == assembly.Id && i.Person != null)
                .Select(i => new { i.Entry, i.Person })
                .ToListAsync(ct)
        )
            .ConvertAll(i => (i.Entry, i.Person!.Value))
            .ToHashSet();
        var told = await db.WhoIsTold(assembly.Meetings, now.InZone(Clocks.Brussels).Date, ct);
        return
        [
            .. told.Invitees()
                .Where(it => byMeeting.ContainsKey(it.Meeting.Id) && it.Meeting.StartsAt > now)
                .Select(it => new Lacking(byMeeting[it.Meeting.Id], it.Meeting, it.Who))
                .Where(it => !invited.Contains((it.Entry.Id, it.Who.Person!.Value)))
                .GroupBy(it => it.Who.Person!.Value),
        ];
    }
}
