using Assemblies.Domain.Registration;

namespace Assemblies.Server.Registration.Pages;

/// <summary>What happened to a seat, as people read it.</summary>
internal static class SeatHistory
{
    /// <summary>"you joined the waiting list".</summary>
    public static string InWords(SeatEvent what) =>
        what switch
        {
            SeatEvent.Got => "you got a seat",
            SeatEvent.Joined => "you joined the waiting list",
            SeatEvent.Promoted => "a seat became yours",
            SeatEvent.Offered => "a seat was held for you",
            SeatEvent.Accepted => "you took the seat",
            SeatEvent.Expired => "the seat was not held any more, and you went to the end of the line",
            SeatEvent.Skipped => "somebody behind you got a seat",
            SeatEvent.HandedOver => "the seat passed on within your organisation",
            _ => "it ended",
        };
}
