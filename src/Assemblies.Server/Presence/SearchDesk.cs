using System.Globalization;
using System.Text;
using Assemblies.Domain;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Messaging;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Presence;

/// <summary>
/// The one search box of the desk: by name, organisation or badge code, without case and accents. First those who are registered, with what stands in words; then
/// those whom the network knows or who are invited.
/// </summary>
/// <param name="Code">Of which assembly.</param>
/// <param name="Meeting">At which of its meetings, by its key.</param>
/// <param name="Text">What was typed or scanned.</param>
public sealed record SearchDesk(string Code, string Meeting, string Text) : IQuery<IReadOnlyList<SearchDesk.Found>>
{
    /// <summary>How many are answered at most: who has more is to type on.</summary>
    public const int Most = 20;

    /// <inheritdoc />
    public Access Needs => new AtDesk(Code);

    /// <summary>Somebody who was found. One of registrant, person and guest is named, to check them in by.</summary>
    /// <param name="Registrant">Their registration; null when there is none.</param>
    /// <param name="Person">Who; null unless the network knows them and they are not registered.</param>
    /// <param name="Guest">Who; null unless they are an invited guest who is not registered.</param>
    /// <param name="Name">Their name.</param>
    /// <param name="NameLatin">In Latin script, where their own is in another.</param>
    /// <param name="Affiliation">For whom they come.</param>
    /// <param name="Organisation">That organisation's code; null for guests.</param>
    /// <param name="IsIn">Whether they are in.</param>
    /// <param name="Row">The number of their last row, to take it back by; null while there is none.</param>
    /// <param name="State">"In since 08:41", "Not here yet", "Out since 10:02".</param>
    /// <param name="Seat">"On site", "Online", "On the waiting list", "Cancelled", "Not registered".</param>
    public sealed record Found(
        Id<Registrant>? Registrant,
        Id<Person>? Person,
        Id<Guest>? Guest,
        string Name,
        string? NameLatin,
        string Affiliation,
        string? Organisation,
        bool IsIn,
        long? Row,
        string State,
        string Seat
    );

    internal sealed class Handler(AssembliesDb db, IClock clock) : IQueryHandler<SearchDesk, IReadOnlyList<Found>>
    {
        public async Task<Result<IReadOnlyList<Found>>> Handle(SearchDesk query, CancellationToken ct)
        {
            var found = await db.MeetingOf(query.Code, query.Meeting, ct);
            if (found.Value is not { } meeting)
            {
                return found.Error!;
            }

            var words = Fold(query.Text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var hits = words.Length is 0 ? [] : await Registered(db, meeting, words, ct);
            if (words.Length > 0 && hits.Count < Most)
            {
                hits.AddRange(await Others(meeting, words, ct));
            }

            return hits.Take(Most).ToList();
        }

        /// <summary>Those who are registered; without words all of them.</summary>
        internal static async Task<List<Found>> Registered(AssembliesDb db, Meeting meeting, string[] words, CancellationToken ct)
        {
            var all = await (
                from r in db.Registrants
                join o in db.Organisations on r.Organisation equals (Id<Organisation>?)o.Id into organisations
                from o in organisations.DefaultIfEmpty()
                where r.Assembly == meeting.Assembly && r.ReplacedBy == null
                select new
                {
                    r.Id,
                    r.Name,
                    r.NameLatin,
                    r.Affiliation,
                    r.Badge,
                    Code = o == null ? null : o.Code,
                    IsComing = r.CancelledAt == null,
                }
            )
                .AsNoTracking()
                .ToListAsync(ct);
            var fitting = all.FindAll(r => Fits(words, r.Name, r.NameLatin, r.Affiliation, r.Code, r.Badge));
            var ids = fitting.ConvertAll(r => r.Id);
            var rows = await db.LastRows(meeting.Id).Where(e => ids.Contains(e.Registrant)).ToDictionaryAsync(e => e.Registrant, ct);
            var seats = (
                await (
                    from line in db.SeatLines
                    join pool in db.SeatPools on line.Pool equals pool.Id
                    where ids.Contains(line.Registrant) && pool.Meeting == meeting.Id && line.State != SeatState.Ended
                    select new
                    {
                        line.Registrant,
                        pool.Kind,
                        line.State,
                    }
                ).ToListAsync(ct)
            ).ToLookup(s => s.Registrant, s => (s.Kind, s.State));
            return
            [
                .. fitting
                    .OrderBy(r => Fold(r.NameLatin ?? r.Name), StringComparer.Ordinal)
                    .Select(r => new Found(
                        r.Id,
                        null,
                        null,
                        r.Name,
                        r.NameLatin,
                        r.Affiliation,
                        r.Code,
                        rows.GetValueOrDefault(r.Id) is { Move: Move.In },
                        rows.GetValueOrDefault(r.Id)?.Number,
                        State(rows.GetValueOrDefault(r.Id), meeting),
                        r.IsComing ? Seat([.. seats[r.Id]]) : "Cancelled"
                    )),
            ];
        }

        private async Task<List<Found>> Others(Meeting meeting, string[] words, CancellationToken ct)
        {
            var today = await db.Today(clock.GetCurrentInstant(), ct);
            var people = await (
                from m in db.Mandates
                join p in db.People on m.Person equals p.Id
                join o in db.Organisations on m.Organisation equals o.Id
                where m.From <= today && (m.Until == null || m.Until >= today)
                where !db.Registrants.Any(r => r.Assembly == meeting.Assembly && r.Person == p.Id)
                select new
                {
                    p.Id,
                    p.Name,
                    p.NameLatin,
                    Affiliation = o.Name,
                    o.Code,
                }
            )
                .AsNoTracking()
                .ToListAsync(ct);
            var guests = await db
                .Guests.AsNoTracking()
                .Where(g => g.Assembly == meeting.Assembly && !db.Registrants.Any(r => r.Guest == g.Id))
                .ToListAsync(ct);
            return
            [
                .. people
                    .DistinctBy(p => p.Id)
                    .Where(p => Fits(words, p.Name, p.NameLatin, p.Affiliation, p.Code, null))
                    .Select(p => Stranger(p.Id, null, p.Name, p.NameLatin, p.Affiliation, p.Code))
                    .Concat(
                        guests
                            .Where(g => Fits(words, g.Name, null, "Guest", null, null))
                            .Select(g => Stranger(null, g.Id, g.Name, null, "Guest", null))
                    )
                    .OrderBy(p => Fold(p.NameLatin ?? p.Name), StringComparer.Ordinal),
            ];
        }

        private static Found Stranger(Id<Person>? person, Id<Guest>? guest, string name, string? latin, string affiliation, string? code) =>
            new(null, person, guest, name, latin, affiliation, code, false, null, "Not here yet", "Not registered");

        // Each word begins a word of theirs, so that "van bro" finds Van den Broeck; a badge is scanned whole.
        private static bool Fits(string[] words, params ReadOnlySpan<string?> texts)
        {
            var theirs = new List<string>();
            foreach (var text in texts)
            {
                theirs.AddRange(Fold(text ?? "").Split([' ', '-', '\'', '’', '(', ')'], StringSplitOptions.RemoveEmptyEntries));
                theirs.Add(Fold(text ?? ""));
            }

            return words.All(word => theirs.Exists(one => one.StartsWith(word, StringComparison.Ordinal)));
        }

        private static string State(PresenceEntry? last, Meeting meeting)
        {
            if (last is null)
            {
                return "Not here yet";
            }

            var time = Clocks.Time(last.At.InZone(DateTimeZoneProviders.Tzdb[meeting.TimeZone]).TimeOfDay);
            return last.Move is Move.Out ? $"Out since {time}"
                : last.Where is Where.Online ? $"In since {time}, online"
                : $"In since {time}";
        }

        private static string Seat(IReadOnlyCollection<(PoolKind Kind, SeatState State)> seats) =>
            seats.Contains((PoolKind.OnSite, SeatState.Confirmed)) ? "On site"
            : seats.Any(s => s.Kind is PoolKind.OnSite) ? "On the waiting list"
            : seats.Any(s => s.Kind is PoolKind.Online) ? "Online"
            : "Not registered for this meeting";
    }

    /// <summary>Without case and accents, also where a letter has none to take off: "Søren" is found by "soren", "Łukasz" by "lukasz".</summary>
    internal static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.Trim().ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark)
            {
                folded.Append(
                    letter switch
                    {
                        'ø' => "o",
                        'ł' => "l",
                        'đ' => "d",
                        'ð' => "d",
                        'ß' => "ss",
                        'æ' => "ae",
                        'œ' => "oe",
                        'þ' => "th",
                        'ı' => "i",
                        _ => letter.ToString(),
                    }
                );
            }
        }

        return folded.ToString();
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/desk/search",
                (string code, string meeting, string q, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new SearchDesk(code, meeting, q), ct).ToHttp()
            )
            .WithName("searchDesk")
            .WithSummary("Search for somebody at the desk")
            .WithDescription(
                "By name, organisation or badge code in `q`, without case and accents; at most 20. First those who are registered, with what stands in words, then those "
                    + "whom the network knows or who are invited. Whoever is not found is entered as a walk-in."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden, AccessErrors.NotFound, PresenceErrors.UnknownMeeting);
}
