using Assemblies.Server.Platform.Calendar;
using Assemblies.Server.Platform.Mail;
using Assemblies.Server.Tests.Platform.Calendar;
using NodaTime;

namespace Assemblies.Server.Tests.Platform.Mail;

/// <summary>Mails of the demo network's assembly.</summary>
internal static class Mails
{
    public static readonly MessageIds Ids = new("assemblies.example.org");

    public static MailMessage Plain { get; } =
        new()
        {
            From = new("STEM Platforms of Europe", "meetings@assemblies.example.org"),
            To = new("Tomasz Zieliński", "head@pl.stem.example.org"),
            ReplyTo = new("Anna de Vries", "head@nl.stem.example.org"),
            Subject = "Documents are due on 8 April",
            Text = "Dear Tomasz Zieliński,\n\nyour country’s update is due on 8 April.\n.\nAnna de Vries",
            Html = "<!doctype html>\n<html lang=\"en\"><body><p>Dear Tomasz Zieliński,</p></body></html>",
            MessageId = Ids.Of("reminder"),
            Date = Instant.FromUtc(2027, 2, 1, 8, 30, 15),
        };

    public static MailMessage Invitation { get; } =
        Plain with
        {
            Subject = "Invitation: STEM skills for Europe, Ljubljana, 21 April 2027",
            MessageId = Ids.Of("invitation"),
            Calendar = new(CalendarWriter.Request(Entries.OpenMeeting), CalendarMethod.Request),
        };
}
