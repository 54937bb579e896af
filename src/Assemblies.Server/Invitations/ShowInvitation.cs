using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Registration;
using Assemblies.Server.Agenda;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Invitations;

/// <summary>What whoever has the link sees: the invitation, what was answered, what can be answered. Changes nothing, however often it is read.</summary>
/// <param name="Token">What the link holds.</param>
public sealed record ShowInvitation(string Token) : IQuery<ShowInvitation.Answer>
{
    /// <inheritdoc />
    public Access Needs => new HolderOfLink(Token);

    /// <summary>An invitation.</summary>
    /// <param name="Name">Who is invited.</param>
    /// <param name="Organisation">For whom they come.</param>
    /// <param name="Code">The assembly's code.</param>
    /// <param name="Assembly">Its title.</param>
    /// <param name="City">Where it is.</param>
    /// <param name="Title">The meeting, or the single session.</param>
    /// <param name="Start">When it begins, by the clock of the venue; null for whoever is not invited any more.</param>
    /// <param name="End">When it ends; null likewise.</param>
    /// <param name="Zone">The venue's zone.</param>
    /// <param name="ReaderZone">The zone of who is invited.</param>
    /// <param name="Place">Where, in words; null likewise.</param>
    /// <param name="Format">On site, online or both.</param>
    /// <param name="Given">What was answered.</param>
    /// <param name="How">How they take part; null while they have not said.</param>
    /// <param name="Closed">Why nothing can be answered any more, in words; null when it can.</param>
    /// <param name="Sessions">The sessions that can be chosen one by one.</param>
    /// <param name="Substitute">Who comes in their place; null when nobody does.</param>
    /// <param name="NumberInLine">The number in line for a seat on site; null for whoever does not wait for one.</param>
    /// <param name="IsOnlineMeanwhile">Whether they are registered online until a seat on site is theirs.</param>
    public sealed record Answer(
        string Name,
        string Organisation,
        string Code,
        string Assembly,
        string City,
        string Title,
        LocalDateTime? Start,
        LocalDateTime? End,
        string Zone,
        string ReaderZone,
        string? Place,
        MeetingFormat Format,
        InvitationAnswer Given,
        Attending? How,
        string? Closed,
        IReadOnlyList<SessionLine> Sessions,
        string? Substitute,
        int? NumberInLine,
        bool IsOnlineMeanwhile
    );

    /// <summary>A session.</summary>
    /// <param name="Id">Its id, for the answer.</param>
    /// <param name="Title">Its title.</param>
    /// <param name="Start">When it starts, by the clock of the venue.</param>
    /// <param name="End">When it ends.</param>
    /// <param name="Chosen">Whether they come to it, of those who come to single sessions.</param>
    public sealed record SessionLine(Id<Session> Id, string Title, LocalDateTime Start, LocalDateTime End, bool Chosen);

    internal sealed class Handler(AssembliesDb db, IClock clock) : IQueryHandler<ShowInvitation, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowInvitation request, CancellationToken cancellationToken)
        {
            if (await db.Linked(request.Token, cancellationToken) is not { } linked)
            {
                return InvitationsErrors.UnknownLink;
            }

            var (invitation, entry, meeting, assembly) = linked;
            var seen = (
                await db
                    .DiaryRevisions.AsNoTracking()
                    .SingleAsync(r => r.Entry == entry.Id && r.Sequence == entry.Sequence, cancellationToken)
            ).Seen;
            var instead = await (
                from other in db.Invitations
                join of in db.DiaryEntries on other.Entry equals of.Id
                where other.InsteadOf == invitation.Id && other.WithdrawnAt == null
                select new { other.Name, of.Session }
            ).ToListAsync(cancellationToken);

            // Whoever has left learns no more of what goes on: neither when and where, nor what members do there.
            var sight = Visibility.Of(invitation.Audience);
            var refusal = linked.Refusal(clock.GetCurrentInstant());
            var isOff = refusal == InvitationsErrors.NotInvited;
            var (number, isOnline) = await InLine(invitation, meeting.Id, cancellationToken);
            return new Answer(
                invitation.Name,
                invitation.Organisation,
                assembly.Code,
                assembly.Title,
                assembly.Place.CityInWords(),
                seen.Title,
                isOff ? null : seen.Start,
                isOff ? null : seen.End,
                seen.Zone,
                invitation.TimeZone,
                isOff ? null : seen.Place,
                meeting.Format,
                invitation.Answer,
                invitation.How,
                refusal?.Message,
                [
                    .. (isOff ? [] : await db.SessionsFor(linked, cancellationToken)).Select(s => new SessionLine(
                        s.Id,
                        sight.TitleOf(s)!,
                        s.Start,
                        s.End,
                        instead.Exists(it => it.Session == s.Id)
                    )),
                ],
                invitation.Answer is InvitationAnswer.Substituted ? instead.Find(it => it.Session is null)?.Name : null,
                number,
                isOnline
            );
        }

        private async Task<(int? Number, bool IsOnline)> InLine(Invitation invitation, Id<Meeting> meeting, CancellationToken ct)
        {
            var (onSite, online) = (SeatPool.IdOf(meeting, PoolKind.OnSite), SeatPool.IdOf(meeting, PoolKind.Online));
            var lines = await (
                from line in db.SeatLines
                join registrant in db.Registrants on line.Registrant equals registrant.Id
                where registrant.Assembly == invitation.Assembly && line.State != SeatState.Ended
                where invitation.Person != null ? registrant.Person == invitation.Person : registrant.Guest == invitation.Guest
                where line.Pool == onSite || line.Pool == online
                select new
                {
                    line.Pool,
                    line.State,
                    Number = db.SeatLines.Count(o => o.Pool == line.Pool && o.State == SeatState.Waiting && o.Place < line.Place) + 1,
                }
            ).ToListAsync(ct);
            return lines.Find(l => l.Pool == onSite && l.State is SeatState.Waiting) is { } waiting
                ? (waiting.Number, lines.Exists(l => l.Pool == online && l.State is SeatState.Confirmed))
                : (null, false);
        }
    }

    private static Task<Results<Ok<Answer>, ProblemHttpResult>> Read(string token, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ShowInvitation(token), ct).ToHttp();

    internal static void MapRoot(IEndpointRouteBuilder root)
    {
        root.MapMethods("rsvp/{token}", [HttpMethods.Head], Read).WithMetadata(new ForPrograms()).ExcludeFromDescription();
        root.MapGet("rsvp/{token}", Read)
            .WithMetadata(new ForPrograms())
            .WithTags("invitations")
            .WithName(nameof(ShowInvitation))
            .WithSummary("See an invitation by its link")
            .WithDescription(
                "What the link in a mail leads to. Reading it changes nothing, however often. Browsers get the page to answer on."
            )
            .Refuses(InvitationsErrors.UnknownLink);
    }
}
