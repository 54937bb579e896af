using Assemblies.Domain;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>What a guest sees by the link: the open meeting, what they said, what they have of it, their number in line and why. Changes nothing, however often it is read.</summary>
/// <param name="Token">What the link holds.</param>
public sealed record ShowAttendance(string Token) : IQuery<ShowAttendance.Answer>
{
    /// <inheritdoc />
    public Access Needs => new HolderOfAttendLink(Token);

    /// <summary>A guest's way in.</summary>
    /// <param name="Name">Who.</param>
    /// <param name="Affiliation">For whom they come.</param>
    /// <param name="Email">Their address.</param>
    /// <param name="IsInvited">Invited by the host; else they asked by the public form.</param>
    /// <param name="State">Where it stands.</param>
    /// <param name="How">How they want to take part.</param>
    /// <param name="RefusedWhy">Why the host said no; null where it did not.</param>
    /// <param name="Code">The assembly's code.</param>
    /// <param name="Assembly">Its title.</param>
    /// <param name="City">Where it is.</param>
    /// <param name="Venue">In which house; null while nobody knows.</param>
    /// <param name="Meeting">The meeting; null when there is none any more.</param>
    /// <param name="Ways">The ways it is held in.</param>
    /// <param name="ApprovesGuests">Whether the host looks first.</param>
    /// <param name="Closed">Why nothing can be changed any more but giving back, in words; null when it can.</param>
    /// <param name="Seats">What they have of it.</param>
    public sealed record Answer(
        string Name,
        string Affiliation,
        string Email,
        bool IsInvited,
        AdmissionState State,
        TakingPart How,
        string? RefusedWhy,
        string Code,
        string Assembly,
        string City,
        string? Venue,
        MeetingTime? Meeting,
        IReadOnlyList<TakingPart> Ways,
        bool ApprovesGuests,
        string? Closed,
        IReadOnlyList<Seat> Seats
    );

    /// <summary>When the meeting is.</summary>
    /// <param name="Title">Its title.</param>
    /// <param name="Start">When it begins, by the clock of the venue.</param>
    /// <param name="End">When it ends.</param>
    /// <param name="Zone">The venue's zone.</param>
    public sealed record MeetingTime(string Title, LocalDateTime Start, LocalDateTime End, string Zone);

    /// <summary>A seat, or a place in line.</summary>
    /// <param name="Kind">On site or online.</param>
    /// <param name="State">Where it stands.</param>
    /// <param name="IsMeanwhile">Online only until a seat on site is theirs.</param>
    /// <param name="Number">The number in line, from 1; null for who does not wait.</param>
    /// <param name="History">What happened, in order.</param>
    public sealed record Seat(PoolKind Kind, SeatState State, bool IsMeanwhile, int? Number, IReadOnlyList<Event> History);

    /// <summary>Something that happened to it.</summary>
    /// <param name="At">When.</param>
    /// <param name="What">What.</param>
    /// <param name="Why">Why.</param>
    public sealed record Event(Instant At, SeatEvent What, string Why);

    internal sealed class Handler(AssembliesDb db, IClock clock) : IQueryHandler<ShowAttendance, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowAttendance query, CancellationToken ct)
        {
            if (await db.AdmissionBy(query.Token, ct) is not { } admission)
            {
                return GuestErrors.UnknownLink;
            }

            var code = await db.Assemblies.Where(a => a.Id == admission.Assembly).Select(a => a.Code).SingleAsync(ct);
            var open = (await db.OpenMeeting(code, ct))!;
            var (place, seats) = (open.Assembly.Place, await Seats(admission, ct));
            return new Answer(
                admission.Name,
                admission.Affiliation,
                admission.Email,
                admission.InvitedBy is not null,
                admission.State,
                // Who declined in the mail of the calendar entry does not come either.
                admission.State is AdmissionState.Admitted
                && seats.Count is 0
                    ? TakingPart.Not
                    : admission.How,
                admission.RefusedWhy,
                code,
                open.Assembly.Title,
                place.CityInWords(),
                place.Venue,
                open.Meeting is not { } meeting
                    ? null
                    : new(meeting.Title, meeting.Date.At(meeting.Start), meeting.Date.At(meeting.End), meeting.TimeZone),
                open.Ways,
                open.Terms.ApprovesGuests,
                open.Refusal(clock.GetCurrentInstant())?.Message,
                seats
            );
        }

        private async Task<List<Seat>> Seats(Admission admission, CancellationToken ct)
        {
            if (admission.Guest is not { } guest)
            {
                return [];
            }

            var lines = await (
                from line in db.SeatLines.AsNoTracking()
                join pool in db.SeatPools on line.Pool equals pool.Id
                join registrant in db.Registrants on line.Registrant equals registrant.Id
                where registrant.Guest == guest && line.State != SeatState.Ended && pool.Kind != PoolKind.Bookable
                orderby pool.Kind
                select new
                {
                    line.Id,
                    pool.Kind,
                    line.State,
                    line.IsMeanwhile,
                    Before = db.SeatLines.Count(l => l.Pool == line.Pool && l.State == SeatState.Waiting && l.Place < line.Place),
                }
            ).ToListAsync(ct);
            var ids = lines.ConvertAll(l => l.Id);
            var changes = (
                await db.SeatChanges.AsNoTracking().Where(c => ids.Contains(c.Line)).OrderBy(c => c.Seq).ToListAsync(ct)
            ).ToLookup(c => c.Line);
            return lines.ConvertAll(l => new Seat(
                l.Kind,
                l.State,
                l.IsMeanwhile,
                l.State is SeatState.Waiting ? l.Before + 1 : null,
                [.. changes[l.Id].Select(c => new Event(c.At, c.What, c.Why))]
            ));
        }
    }

    private static Task<Results<Ok<Answer>, ProblemHttpResult>> Read(string token, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ShowAttendance(token), ct).ToHttp();

    internal static void MapRoot(IEndpointRouteBuilder root)
    {
        root.MapMethods("attend/{token}", [HttpMethods.Head], Read).WithMetadata(new ForPrograms()).ExcludeFromDescription();
        root.MapGet("attend/{token}", Read)
            .WithMetadata(new ForPrograms())
            .WithTags("registration")
            .WithName("showAttendance")
            .WithSummary("See by a guest’s link how it stands")
            .WithDescription("What the link in a guest’s mail leads to. Reading it changes nothing. Browsers get the page.")
            .Refuses(GuestErrors.UnknownLink);
    }
}
