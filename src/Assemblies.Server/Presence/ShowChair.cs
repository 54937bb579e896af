using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>What whoever leads the meeting needs beside the room: who has been silent, who can preside, the checks so far.</summary>
/// <param name="Code">Of which assembly.</param>
public sealed record ShowChair(string Code) : IQuery<ShowChair.Answer>
{
    /// <inheritdoc />
    public Access Needs => new LeadsAt(Code);

    /// <summary>The chair's view.</summary>
    /// <param name="Room">The room, as whoever leads the meeting sees it.</param>
    /// <param name="Silent">Delegates who are in by video and have not been heard of for ten minutes.</param>
    /// <param name="CanPreside">The chair and the deputy chairs.</param>
    /// <param name="Checks">The quorum checks of this meeting, the last first.</param>
    public sealed record Answer(
        ShowRoom.Answer Room,
        IReadOnlyList<SilentOnline> Silent,
        IReadOnlyList<Chair> CanPreside,
        IReadOnlyList<RoomCheck> Checks
    );

    /// <summary>Somebody who is in by video and has been silent.</summary>
    /// <param name="Registrant">Their registration.</param>
    /// <param name="Name">Their name.</param>
    /// <param name="Member">Their member's name.</param>
    /// <param name="HasVote">Whether they have its vote.</param>
    /// <param name="Since">When they were last heard of.</param>
    public sealed record SilentOnline(Id<Registrant> Registrant, string Name, string Member, bool HasVote, Instant Since);

    /// <summary>Somebody who can preside.</summary>
    /// <param name="Person">Who.</param>
    /// <param name="Name">Their name.</param>
    /// <param name="Office">Chair or deputy chair.</param>
    /// <param name="Presides">Whether they do.</param>
    public sealed record Chair(Id<Person> Person, string Name, Office Office, bool Presides);

    internal sealed class Handler(AssembliesDb db, RoomsNow rooms, LastSeen lastSeen, IClock clock, Reader reader)
        : IQueryHandler<ShowChair, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowChair query, CancellationToken cancellationToken)
        {
            var now = clock.GetCurrentInstant();
            if (
                await rooms.Read(query.Code, cancellationToken) is not { } room
                || room.For(reader, now) is not { } meeting
                || ShowRoom.Of(room, reader, now) is not { Value: { } seen }
            )
            {
                return AccessErrors.NotFound;
            }

            lastSeen.Note(room, reader, now);
            return new Answer(
                seen,
                await Silent(meeting, now, cancellationToken),
                await CanPreside(room.Assembly.Id, meeting.Sitting.Presiding, cancellationToken),
                [.. meeting.Checks.Reverse().Select(room.Check)]
            );
        }

        private async Task<IReadOnlyList<SilentOnline>> Silent(MeetingNow meeting, Instant now, CancellationToken ct)
        {
            var heard = await db
                .Seen.AsNoTracking()
                .Where(s => s.Meeting == meeting.Sitting.Meeting)
                .ToDictionaryAsync(s => s.Registrant, s => s.At, ct);
            var cameIn = await db.LastRows(meeting.Sitting.Meeting)
                .Select(e => new { e.Registrant, e.At })
                .ToDictionaryAsync(e => e.Registrant, e => e.At, ct);
            var online =
                from member in meeting.Call.Members
                from one in member.In.Where(d => d.In is Where.Online)
                let since = Instant.Max(heard.GetValueOrDefault(one.Registrant), cameIn.GetValueOrDefault(one.Registrant))
                where now - since >= ListSilent.After
                orderby since
                select new SilentOnline(one.Registrant, one.Name, member.Member.Name, one == member.Voter, since);
            return [.. online];
        }

        private async Task<IReadOnlyList<Chair>> CanPreside(Id<Assembly> assembly, Id<Person>? presiding, CancellationToken ct)
        {
            var chairs = await (
                from officer in db.Officers
                join person in db.People on officer.Person equals person.Id
                where
                    officer.Assembly == assembly
                    && officer.EndedAt == null
                    && (officer.Office == Office.Chair || officer.Office == Office.DeputyChair)
                orderby officer.Office, person.Name
                select new
                {
                    person.Id,
                    person.Name,
                    officer.Office,
                }
            ).ToListAsync(ct);
            return [.. chairs.Select(c => new Chair(c.Id, c.Name, c.Office, c.Id == presiding))];
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/room/chair",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ShowChair(code), ct).ToHttp()
            )
            .WithName("showChair")
            .WithSummary("What the chair needs beside the room")
            .WithDescription(
                "Online delegates who have not been heard of for ten minutes, who can preside, and the quorum checks so far. For chair, deputy chair and "
                    + "secretariat."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound);
}
