using Assemblies.Server.Platform.Look;

namespace Assemblies.Server.Meetings.Pages;

/// <summary>How many people a step is told, in a sentence of the page that takes it.</summary>
internal static class TellWords
{
    /// <summary>Of an assembly: those who were told of it before.</summary>
    public static string OfAssembly(int people) =>
        people is 0
            ? "Nobody was told of it yet, so nobody is told now."
            : $"{Count(people)} {(people is 1 ? "was told of it and is" : "were told of it and are")} told now, nobody else.";

    /// <summary>Of a meeting: those who have it in their calendars.</summary>
    public static string OfMeeting(int people) =>
        people is 0
            ? "Nobody was invited to it yet, so nobody is told."
            : $"{Count(people)} {(people is 1 ? "was invited: they are" : "were invited and are")} told, and it leaves their calendars.";

    /// <summary>Of dates: those who will be convened.</summary>
    public static string OfDates(int people) =>
        $"{Count(people)} will be convened{(people is 0 ? "; nobody gets a mail" : people is 1 ? " and gets a plain mail" : " and get a plain mail each")}";

    private static string Count(int people) => Words.Capital(Words.Spelled(people, "person", "people"));
}
