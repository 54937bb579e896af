using Assemblies.Domain;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>
/// Whoever has the link says that they come to the open meeting, on site or online, or that they do not come. The first time that confirms their
/// address. Until the meeting begins they may change their mind; the same again changes nothing.
/// </summary>
/// <param name="Token">What the link holds.</param>
/// <param name="How">On site, online, or not at all: then what they had goes to those who wait.</param>
public sealed record AttendAsGuest(string Token, TakingPart? How) : ICommand<AttendAsGuest.Answer>
{
    /// <inheritdoc />
    public Access Needs => new HolderOfAttendLink(Token);

    /// <inheritdoc />
    public string On => $"guest by link {Convert.ToHexStringLower(Secrets.Hash(Token).AsSpan(0, 4))}";

    /// <summary>What stands now.</summary>
    /// <param name="State">Where their way in stands.</param>
    /// <param name="How">How they want to take part.</param>
    public sealed record Answer(AdmissionState State, TakingPart How);

    internal sealed class Validator : AbstractValidator<AttendAsGuest>
    {
        public Validator() => RuleFor(c => c.How).NotNull().IsInEnum().WithMessage("Say whether you come on site or take part online.");
    }

    internal sealed class Handler(AssembliesDb db, GuestSeats seats, IClock clock) : ICommandHandler<AttendAsGuest, Answer>
    {
        public async Task<Result<Answer>> Handle(AttendAsGuest command, CancellationToken cancellationToken)
        {
            var ct = cancellationToken;
            var (now, how) = (clock.GetCurrentInstant(), command.How!.Value);
            if (await db.AdmissionBy(command.Token, ct) is not { } admission)
            {
                return GuestErrors.UnknownLink;
            }

            // Two clicks on two links of one address meet here; the second sees what the first did.
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({admission.Email}, 3))", ct);
            await db.Entry(admission).ReloadAsync(ct);
            admission = await Confirmed(admission, ct) ?? admission;
            var code = await db.Assemblies.Where(a => a.Id == admission.Assembly).Select(a => a.Code).SingleAsync(ct);
            var open = (await db.OpenMeeting(code, ct))!;
            if (Refusal(open, admission, how, now) is { } refusal)
            {
                return refusal;
            }

            var before = admission.State;
            if (before is AdmissionState.Unconfirmed)
            {
                admission.Confirm(await GuestOf(admission, open, now, ct), how, open.Terms.ApprovesGuests, now);
            }
            else
            {
                admission.Prefer(how);
            }

            return admission.State is AdmissionState.Admitted && await seats.Take(admission, open, how, null, ct) is { } refused
                ? refused
                : new Answer(admission.State, admission.How);
        }

        private static Error? Refusal(OpenMeeting open, Admission admission, TakingPart how, Instant now) =>
            admission.State is AdmissionState.Refused ? GuestErrors.WasRefused
            // Giving back is always possible; nothing was given to whoever never confirmed.
            : how is TakingPart.Not && (admission.State is not AdmissionState.Unconfirmed || admission.InvitedBy is not null) ? null
            : how is TakingPart.Not ? GuestErrors.NotThatWay.At("how")
            : open.Refusal(now) is { } refusal ? refusal
            : !open.Ways.Contains(how) ? GuestErrors.NotThatWay.At("how")
            : null;

        /// <summary>The one of that address that is confirmed already; this link leads to it from now on.</summary>
        private async Task<Admission?> Confirmed(Admission admission, CancellationToken ct)
        {
            if (admission.ConfirmedAt is not null)
            {
                return null;
            }

            var other = await db.Admissions.SingleOrDefaultAsync(
                a => a.Assembly == admission.Assembly && a.Email == admission.Email && a.ConfirmedAt != null,
                ct
            );
            if (other is not null)
            {
                foreach (var link in await db.AttendLinks.Where(l => l.Admission == admission.Id).ToListAsync(ct))
                {
                    link.LeadTo(other.Id);
                }
            }

            return other;
        }

        private async Task<Guest> GuestOf(Admission admission, OpenMeeting open, Instant now, CancellationToken ct)
        {
            var known = await db.Guests.SingleOrDefaultAsync(g => g.Assembly == admission.Assembly && g.Email == admission.Email, ct);
            if (known is not null)
            {
                return known;
            }

            // Their own zone is not known; the venue's is that of the meeting.
            var guest = new Guest(admission.Assembly, admission.Email, admission.Name, open.Assembly.Place.TimeZone, now);
            await db.InsertAll([guest], ct); // at once: the entry that follows the seat refers to it
            return guest;
        }
    }

    internal sealed record Body(TakingPart How);

    internal static void MapRoot(IEndpointRouteBuilder root) =>
        root.MapPost(
                "attend/{token}",
                (string token, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new AttendAsGuest(token, body.How), ct).ToHttp()
            )
            .WithMetadata(new ForPrograms())
            .WithTags("registration")
            .WithName("attendAsGuest")
            .WithSummary("Say by a guest’s link that one comes")
            .WithDescription(
                "On site, online, or not at all. The first time confirms the address: then the place is theirs if one is free, else they wait in "
                    + "line, or the host looks first. Until the meeting begins it can be changed; the same again changes nothing."
            )
            .WithExample(new Body(TakingPart.OnSite))
            .Refuses(
                RequestErrors.Invalid,
                GuestErrors.UnknownLink,
                GuestErrors.NoOpenMeeting,
                GuestErrors.MeetingBegan,
                GuestErrors.NotThatWay,
                GuestErrors.WasRefused,
                GuestErrors.ConfirmedMeanwhile
            );
}
