using System.Globalization;
using System.Text.Json;
using Assemblies.Domain;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Outbox;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>What a command was about, for whom it was about: their mail begins with these words.</summary>
/// <param name="Registrant">Whose registration.</param>
/// <param name="Subject">The subject, after the assembly's code.</param>
/// <param name="Says">What is said first, a paragraph each.</param>
/// <param name="ShowsSeats">Whether what they have now follows.</param>
internal sealed record Occasion(Registrant Registrant, string Subject, IReadOnlyList<string> Says, bool ShowsSeats = true);

/// <summary>
/// Tells everybody concerned what a command did to their seats: one mail a person and command, however much it was; each change is told once, since
/// the mail's key is made of line and change.
/// </summary>
internal sealed class RegistrationNews(AssembliesDb db, OutgoingMail outgoing)
{
    /// <summary>Puts the mails into the outbox.</summary>
    public async Task Tell(OpenBook open, Occasion? about, CancellationToken ct)
    {
        var news = open
            .Book.News.Where(one => one.Change.What is not SeatEvent.Skipped)
            .GroupBy(one => one.Line.Registrant)
            .Where(one => one.Key != about?.Registrant.Id)
            .ToDictionary(one => one.Key, one => one.OrderBy(it => it.Line.Id.Value).ThenBy(it => it.Change.Seq).ToList());
        var ids = news.Keys.ToList();
        var people = ids.Count is 0 ? [] : await db.Registrants.Where(r => ids.Contains(r.Id)).ToListAsync(ct);
        var mails = new List<NewMail>();
        foreach (var registrant in people.OrderBy(r => r.Id.Value))
        {
            var zone = Zones.Of(registrant.TimeZone);
            var told = news[registrant.Id]
                .Select(one => Words(open, one.Pool, one.Line, one.Change, zone))
                .OfType<(string, string)>()
                .ToList();
            if (told.Count > 0 && registrant.Email is not null)
            {
                var (_, line, change) = news[registrant.Id][0];
                var key = string.Create(CultureInfo.InvariantCulture, $"{line.Id}/{change.Seq}");
                mails.Add(await Mail(open, registrant, key, told[0].Item1, [.. told.Select(it => it.Item2)], [], ct));
            }
        }

        await outgoing.Add(mails, ct);
        if (about is not null)
        {
            await TellOnly(open, about, ct);
        }
    }

    /// <summary>The mail of whom a command is about.</summary>
    public async Task TellOnly(OpenBook open, Occasion about, CancellationToken ct)
    {
        if (about is { Registrant: { Email: not null } of })
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{of.Id}/v{of.Version}");
            await outgoing.Add(await Mail(open, of, key, about.Subject, about.Says, about.ShowsSeats ? Seats(open, of) : [], ct), ct);
        }
    }

    private static IReadOnlyList<LetterLine> Seats(OpenBook open, Registrant of)
    {
        var zone = Zones.Of(of.TimeZone);
        var own = open
            .Pools.Select(pool => (Pool: pool, Line: open.Book.LineOf(pool.Id, of.Id)))
            .Where(it => it.Line is not null)
            .ToLookup(it => it.Pool.Meeting);
        var meetings = open
            .Assembly.Meetings.Where(m => m.CancelledAt is null && (own.Contains(m.Id) || of.Wish.In(m.Id) is not null))
            .OrderBy(m => m.StartsAt)
            .Select(m => new LetterLine(
                m.Title,
                own.Contains(m.Id)
                    ? Platform.Look.Words.Capital(
                        string.Join("; ", own[m.Id].OrderBy(it => it.Pool.Kind).Select(it => State(it.Pool, it.Line!)))
                    ) + "."
                    : "You do not take part."
            ));
        return
        [
            .. meetings,
            .. own[null].Select(it => new LetterLine(it.Pool.Title, Platform.Look.Words.Capital(State(it.Pool, it.Line!)) + ".")),
        ];

        string State(SeatPool pool, SeatLine line) =>
            SeatWords.Of(pool.Kind, line.State, line.IsMeanwhile, open.Book.NumberInLine(line), line.OfferedUntil, zone);
    }

    /// <summary>A change as the subject and a paragraph of the mail to whom it happened without their doing; null when it needs no word.</summary>
    private static (string Subject, string Says)? Words(OpenBook open, SeatPool pool, SeatLine line, SeatChange change, DateTimeZone zone)
    {
        var name = open.NameOf(pool);
        return change.What switch
        {
            SeatEvent.Promoted => (
                $"you have a seat: {name}",
                $"A seat is yours now: {name}. {change.Why} If you do not need it, give it back, so that the next in line gets it."
            ),
            SeatEvent.Offered => (
                $"a seat is held for you: {name}",
                $"A seat is held for you until {Clocks.Moment(line.OfferedUntil ?? change.At, zone)}: {name}. {change.Why} "
                    + "Take it by then, or give it back; otherwise the next in line is asked, and you stand at the end of the list."
            ),
            SeatEvent.Expired => (
                $"your seat is not held any more: {name}",
                $"You did not take the seat that was held for you: {name}. You stand at the end of the waiting list now, and get a mail when a seat is yours."
            ),
            // Who moves from online to a seat on site reads of the seat.
            SeatEvent.Ended => line.IsMeanwhile
                ? null
                : ($"you have no seat any more: {name}", $"{name}: your seat has ended. {change.Why}"),
            _ => null,
        };
    }

    private async Task<NewMail> Mail(
        OpenBook open,
        Registrant to,
        string occasion,
        string subject,
        IReadOnlyList<string> says,
        IReadOnlyList<LetterLine> seats,
        CancellationToken ct
    )
    {
        var code = open.Assembly.Code;
        var path = to.Guest is { } guest ? await PathFor(open, guest, ct) : $"/assemblies/{code}/registration";
        var letter = new RegistrationLetter(
            $"{code}: {subject}",
            Platform.Look.Words.Capital(subject),
            open.Assembly.Title,
            says,
            seats,
            path,
            to.Guest is null ? "See or change your registration" : "See or change your answer"
        );
        return new(
            $"{ComposeRegistrationNews.TheKind}/{occasion}",
            ComposeRegistrationNews.TheKind,
            "",
            to.Email!,
            to.Name,
            JsonSerializer.Serialize(letter, Json.Options)
        )
        {
            Person = to.Person,
            Assembly = open.Assembly.Id,
            Group = "registration",
        };
    }

    /// <summary>Who has no account gives a seat back by the link of their invitation: each mail has one of its own.</summary>
    private async Task<string> PathFor(OpenBook open, Id<Guest> guest, CancellationToken ct)
    {
        // Whoever came by an invitation or the public form has a page of their own.
        if (await db.Admissions.Where(a => a.Guest == guest).Select(a => (Id<Admission>?)a.Id).FirstOrDefaultAsync(ct) is { } admission)
        {
            return $"/attend/{await db.NewAttendLink(admission, await db.Now(ct), ct)}";
        }

        var invitation = await db
            .Invitations.Where(i => i.Guest == guest && db.DiaryEntries.Any(e => e.Id == i.Entry && e.Kind == EntryKind.Meeting))
            .Select(i => (Id<Invitation>?)i.Id)
            .FirstOrDefaultAsync(ct);
        if (invitation is not { } known)
        {
            return $"/assemblies/{open.Assembly.Code}";
        }

        var token = Secrets.New();
        db.Add(new AnswerLink(Secrets.Hash(token), known, await db.Now(ct)));
        return $"/rsvp/{token}";
    }
}
