using Assemblies.Domain;
using Assemblies.Domain.Registration;
using Assemblies.Server.Meetings;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>Who comes or wants to come to the open meeting as a guest: those that wait for the host's answer first. What nobody confirmed yet stays out, but for the host's own invitations.</summary>
/// <param name="Code">Of which assembly.</param>
public sealed record ListGuests(string Code) : IQuery<ListGuests.Answer>
{
    /// <inheritdoc />
    public Access Needs => new HostOf(Code);

    /// <summary>The guests.</summary>
    /// <param name="PublicForm">Whether guests can register by the public form.</param>
    /// <param name="ApprovesGuests">Whether the host looks at each of them first.</param>
    /// <param name="Guests">They, those that wait for an answer first, then by name.</param>
    public sealed record Answer(bool PublicForm, bool ApprovesGuests, IReadOnlyList<Line> Guests);

    /// <summary>A guest.</summary>
    /// <param name="Id">For the commands that answer.</param>
    /// <param name="Name">Who.</param>
    /// <param name="Affiliation">For whom.</param>
    /// <param name="Email">Their address.</param>
    /// <param name="IsInvited">Invited by the host; else they asked by the public form.</param>
    /// <param name="State">Where it stands.</param>
    /// <param name="How">How they want to take part.</param>
    /// <param name="At">When they were invited or asked.</param>
    /// <param name="RefusedWhy">Why the host said no; null where it did not.</param>
    /// <param name="Seat">Where their seat on site, or else online, stands; null without one.</param>
    /// <param name="Registrant">Their registration; null before they have one.</param>
    public sealed record Line(
        Id<Admission> Id,
        string Name,
        string Affiliation,
        string Email,
        bool IsInvited,
        AdmissionState State,
        TakingPart How,
        Instant At,
        string? RefusedWhy,
        SeatState? Seat,
        Id<Registrant>? Registrant
    );

    internal sealed class Handler(AssembliesDb db) : IQueryHandler<ListGuests, Answer>
    {
        public async Task<Result<Answer>> Handle(ListGuests query, CancellationToken ct)
        {
            if (await db.OpenMeeting(query.Code, ct) is not { } open)
            {
                return AccessErrors.NotFound;
            }

            var found = await (
                from admission in db.Admissions.AsNoTracking()
                from registrant in db.Registrants.Where(r => r.Guest == admission.Guest && admission.Guest != null).DefaultIfEmpty()
                where admission.Assembly == open.Assembly.Id && (admission.ConfirmedAt != null || admission.InvitedBy != null)
                orderby EF.Functions.Collate(admission.Name, "people"), admission.Id
                select new
                {
                    Admission = admission,
                    Registrant = registrant == null ? (Id<Registrant>?)null : registrant.Id,
                    Seat = (
                        from line in db.SeatLines
                        join pool in db.SeatPools on line.Pool equals pool.Id
                        where
                            registrant != null
                            && line.Registrant == registrant.Id
                            && line.State != SeatState.Ended
                            && !line.IsMeanwhile
                            && pool.Kind != PoolKind.Bookable
                        select (SeatState?)line.State
                    ).FirstOrDefault(),
                }
            ).ToListAsync(ct);
            return new Answer(
                open.Terms.PublicForm,
                open.Terms.ApprovesGuests,
                [
                    .. found
                        .OrderBy(it => it.Admission.State is not AdmissionState.AsksHost)
                        .Select(it => new Line(
                            it.Admission.Id,
                            it.Admission.Name,
                            it.Admission.Affiliation,
                            it.Admission.Email,
                            it.Admission.InvitedBy is not null,
                            it.Admission.State,
                            it.Admission.How,
                            it.Admission.At,
                            it.Admission.RefusedWhy,
                            it.Seat,
                            it.Registrant
                        )),
                ]
            );
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/guests",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ListGuests(code), ct).ToHttp()
            )
            .WithName("listGuests")
            .WithSummary("List the guests of the open meeting")
            .WithDescription(
                "Those that wait for the host’s answer first. What nobody confirmed yet stays out, but for the host’s own invitations."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound);
}
