using Assemblies.Domain;
using Assemblies.Domain.Registration;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>What the public form to come to the open meeting asks, or why it takes nobody.</summary>
/// <param name="Code">Of which assembly.</param>
public sealed record ShowGuestForm(string Code) : IQuery<ShowGuestForm.Answer>
{
    /// <inheritdoc />
    public Access Needs => new ReaderOf(Code);

    /// <summary>The form.</summary>
    /// <param name="Assembly">The assembly’s title.</param>
    /// <param name="City">Where it is.</param>
    /// <param name="Venue">In which house; null while nobody knows.</param>
    /// <param name="Meeting">The open meeting; null when there is none.</param>
    /// <param name="Ways">The ways it is held in.</param>
    /// <param name="ApprovesGuests">Whether the host looks at each guest first.</param>
    /// <param name="LastDay">The last day of the form, in the rules’ zone; null when no day stands.</param>
    /// <param name="Closed">Why it takes nobody, in words; null when it does.</param>
    /// <param name="KeptDays">Days after which what was never confirmed is deleted.</param>
    public sealed record Answer(
        string Assembly,
        string City,
        string? Venue,
        ShowAttendance.MeetingTime? Meeting,
        IReadOnlyList<TakingPart> Ways,
        bool ApprovesGuests,
        LocalDate? LastDay,
        string? Closed,
        int KeptDays
    );

    internal sealed class Handler(AssembliesDb db, IClock clock) : IQueryHandler<ShowGuestForm, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowGuestForm query, CancellationToken ct)
        {
            if (await db.OpenMeeting(query.Code, ct) is not { } open)
            {
                return AccessErrors.NotFound;
            }

            var place = open.Assembly.Place;
            return new Answer(
                open.Assembly.Title,
                place.CityInWords(),
                place.Venue,
                open.Meeting is not { } meeting
                    ? null
                    : new(meeting.Title, meeting.Date.At(meeting.Start), meeting.Date.At(meeting.End), meeting.TimeZone),
                open.Ways,
                open.Terms.ApprovesGuests,
                open.Closes?.Date,
                open.RefusesForm(clock.GetCurrentInstant())?.Message,
                Admission.KeptDays
            );
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/guest-requests",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ShowGuestForm(code), ct).ToHttp()
            )
            .WithName("showGuestForm")
            .WithSummary("See what the public form asks")
            .WithDescription("When the open meeting is, the ways it is held in, until when guests can ask to come, or why they cannot.")
            .Refuses(AccessErrors.NotFound);
}
