using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Look;

namespace Assemblies.Server.Registration.Pages;

/// <summary>Seats and ways in as people read them.</summary>
internal static class GuestWords
{
    /// <summary>The ways to take part, for a form.</summary>
    public static IReadOnlyList<Answer> Answers(IEnumerable<TakingPart> ways, string? venue) =>
        [
            .. ways.Select(way => new Answer(
                way.ToString(),
                way is TakingPart.OnSite ? (venue is { Length: > 0 } ? $"On site, {venue}" : "On site") : "Online"
            )),
        ];

    /// <summary>"on site".</summary>
    public static string InWords(this TakingPart how) =>
        how switch
        {
            TakingPart.OnSite => "on site",
            TakingPart.Online => "online",
            _ => "not at all",
        };

    /// <summary>What a guest has of a pool, as a status.</summary>
    public static (Tone Tone, string Text) InWords(this ShowAttendance.Seat seat) =>
        (seat.State, seat.Kind) switch
        {
            (SeatState.Waiting, _) => (Tone.Wait, $"Number {seat.Number} on the waiting list"),
            (SeatState.Offered, _) => (Tone.Wait, "A seat is held for you"),
            (_, PoolKind.OnSite) => (Tone.Ok, "Your seat on site"),
            _ when seat.IsMeanwhile => (Tone.Info, "Online until a seat on site is yours"),
            _ => (Tone.Ok, "Registered online"),
        };

    /// <summary>Where a guest's way in stands, for the host.</summary>
    public static (Tone Tone, string Text) InWords(this ListGuests.Line it) =>
        it switch
        {
            { State: AdmissionState.AsksHost, How: TakingPart.Not } => (Tone.Quiet, "Does not come after all"),
            { State: AdmissionState.AsksHost } => (Tone.Wait, "Waits for your answer"),
            { State: AdmissionState.Refused } => (Tone.Bad, "Refused"),
            { State: AdmissionState.Unconfirmed } => (Tone.Quiet, "Invited, no answer yet"),
            { How: TakingPart.Not } => (Tone.Quiet, "Does not come"),
            { Seat: SeatState.Waiting } => (Tone.Wait, "On the waiting list"),
            { Seat: SeatState.Offered } => (Tone.Wait, "A seat is held"),
            { State: AdmissionState.Admitted, Seat: null } => (Tone.Quiet, "Does not come"),
            { Seat: SeatState.Confirmed } => (Tone.Ok, $"Comes {it.How.InWords()}"),
            _ => (Tone.Quiet, "–"),
        };
}
