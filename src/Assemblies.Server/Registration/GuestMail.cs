using System.Text.Json;
using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Mail;
using Assemblies.Server.Platform.Outbox;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>
/// Writes to guests of the open meeting. The link is made here: until then there is none that could be stolen. To whom a link does not belong, the
/// mail says so instead: a representative registers with their own account.
/// </summary>
internal sealed class GuestMail(string kind, AssembliesDb db, IClock clock, Settings settings) : IComposeMail
{
    /// <summary>They asked by the public form.</summary>
    public const string Confirm = "guests.confirm";

    /// <summary>The host invites them.</summary>
    public const string Invited = "guests.invited";

    /// <summary>The host let them in.</summary>
    public const string Admitted = "guests.admitted";

    /// <summary>The host could not give them a place.</summary>
    public const string Refused = "guests.refused";

    /// <summary>All of them.</summary>
    public static readonly string[] Kinds = [Confirm, Invited, Admitted, Refused];

    public string Kind => kind;

    /// <summary>A mail to a guest; one of a kind.</summary>
    public static NewMail Of(string kind, Admission admission) =>
        new(
            $"{kind}/{admission.Id}",
            kind,
            $"guest {admission.Id}",
            admission.Email,
            admission.Name,
            JsonSerializer.Serialize(new Model(admission.Id), Json.Options)
        )
        {
            Assembly = admission.Assembly,
            Group = "guests",
        };

    public async ValueTask<Composed?> Compose(OutboxMail mail, CancellationToken ct)
    {
        var id = JsonSerializer.Deserialize<Model>(mail.Model, Json.Options)!.Admission;
        if (await db.Admissions.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) is not { } admission)
        {
            return null;
        }

        var code = await db.Assemblies.Where(a => a.Id == admission.Assembly).Select(a => a.Code).SingleAsync(ct);
        if (await db.OpenMeeting(code, ct) is not { Meeting: { } meeting } open)
        {
            return null;
        }

        var now = clock.GetCurrentInstant();
        if (kind is Confirm && await db.IsRepresentative(admission.Email, await db.Today(now, ct), ct))
        {
            return Composed(Representative(open, meeting), open, meeting);
        }

        // Whoever asks again is led to what is theirs already.
        var theirs = await db
            .Admissions.AsNoTracking()
            .Where(a => a.Assembly == admission.Assembly && a.Email == admission.Email && (a.Id == id || a.ConfirmedAt != null))
            .OrderByDescending(a => a.ConfirmedAt != null)
            .FirstAsync(ct);
        var link = new Uri($"{settings.SiteUrl}/attend/{await db.NewAttendLink(theirs.Id, await db.Now(ct), ct)}");
        var letter = kind switch
        {
            Confirm when theirs.State is not AdmissionState.Unconfirmed => Known(open, theirs, link),
            Confirm => Asked(open, theirs, link),
            Invited => Invitation(open, theirs, link),
            Admitted => LetIn(open, theirs, link),
            _ => SaidNo(open, theirs),
        };
        return Composed(letter, open, meeting);
    }

    private Composed Composed(MailLetter letter, OpenMeeting open, Meeting meeting)
    {
        var place = open.Assembly.Place;
        var whole = letter with
        {
            Eyebrow = $"{settings.NetworkName} · {open.Assembly.Code}",
            Facts =
            [
                new("What", $"{meeting.Title}, {open.Assembly.Title}"),
                new("When", $"{Clocks.Span(meeting.Date.At(meeting.Start), meeting.Date.At(meeting.End))}, {place.CityInWords()} time"),
                new("Where", place.Venue is { Length: > 0 } venue ? $"{venue}, {place.CityInWords()}" : place.CityInWords()),
            ],
            Links = [new("The programme", new($"{settings.SiteUrl}/assemblies/{open.Assembly.Code}"))],
        };
        var (html, text) = MailLayout.Render(whole);
        return new($"{letter.Title} ({open.Assembly.Code})", text, html);
    }

    private static MailLetter Asked(OpenMeeting open, Admission it, Uri link) =>
        new()
        {
            Preview = "Nothing is registered before you confirm.",
            Title = "Confirm that you come to the open meeting",
            Greeting = $"Dear {it.Name},",
            Paragraphs =
            [
                $"somebody, most likely you, entered this address to come to “{open.Meeting!.Title}” in {open.Assembly.Place.CityInWords()}.",
                open.Terms.ApprovesGuests
                    ? "Once you have confirmed, the host looks at it and writes to you."
                    : "Once you have confirmed, the place is yours if one is free; else you are told your number on the waiting list.",
            ],
            Actions = new("", [new("Confirm", link)], $"It opens a page where you confirm. The link holds for {Admission.KeptDays} days."),
            Footer = ["If it was not you, do nothing: nothing is registered, and what was entered is deleted after a week."],
        };

    private static MailLetter Known(OpenMeeting open, Admission it, Uri link) =>
        new()
        {
            Preview = "You asked before; your page shows how it stands.",
            Title = "You are on the list of the open meeting already",
            Greeting = $"Dear {it.Name},",
            Paragraphs =
            [
                $"somebody, most likely you, entered this address once more to come to “{open.Meeting!.Title}”. You had confirmed before; nothing was changed.",
            ],
            Actions = new("", [new("See how it stands", link)], "The page shows what you have, and lets you change it or give it back."),
            Footer = ["If it was not you, do nothing. The link is made for you; do not pass it on."],
        };

    private MailLetter Representative(OpenMeeting open, Meeting meeting) =>
        new()
        {
            Preview = "You are invited as a representative.",
            Title = "You register with your own account",
            Greeting = "Good day,",
            Paragraphs =
            [
                $"somebody, most likely you, entered this address as a guest’s of “{meeting.Title}”. You represent an organisation of the network, and are invited as such: register with your own account.",
            ],
            Actions = new(
                "",
                [new("Register", new($"{settings.SiteUrl}/assemblies/{open.Assembly.Code}/registration"))],
                "You sign in there with this address."
            ),
            Footer = ["If it was not you, do nothing."],
        };

    private static MailLetter Invitation(OpenMeeting open, Admission it, Uri link) =>
        new()
        {
            Preview = "Answer by a link, without an account.",
            Title = $"You are invited: {open.Meeting!.Title}",
            Greeting = $"Dear {it.Name},",
            Paragraphs =
            [
                $"the host of {open.Assembly.Title} invites you to the open meeting in {open.Assembly.Place.CityInWords()} as a guest ({it.Affiliation}).",
                "Say whether you come; then the place is yours if one is free, and the entry for your calendar follows.",
            ],
            Actions = new(
                "Will you come?",
                [new("Answer", link)],
                "It opens a page where you choose on site or online; no account is needed."
            ),
            Footer = ["The link is made for you; do not pass it on. You are written to because the host entered your address."],
        };

    private static MailLetter LetIn(OpenMeeting open, Admission it, Uri link) =>
        new()
        {
            Preview = "The host said yes.",
            Title = "The host said yes",
            Greeting = $"Dear {it.Name},",
            Paragraphs =
            [
                $"you are on the list for “{open.Meeting!.Title}”. Your page shows whether a place is yours already, or your number on the waiting list; the entry for your calendar comes with the place.",
            ],
            Actions = new("", [new("See my place", link)], "There you also change it, or give it back."),
            Footer = ["The link is made for you; do not pass it on."],
        };

    private static MailLetter SaidNo(OpenMeeting open, Admission it) =>
        new()
        {
            Preview = "There is no place for you this time.",
            Title = "The host cannot give you a place",
            Greeting = $"Dear {it.Name},",
            Paragraphs =
            [
                $"you asked to come to “{open.Meeting!.Title}” in {open.Assembly.Place.CityInWords()}. The host had to say no.",
                $"They write: {it.RefusedWhy}",
            ],
            Footer = ["What you entered is deleted with the list of guests after the meeting."],
        };

    internal sealed record Model(Id<Admission> Admission);
}
