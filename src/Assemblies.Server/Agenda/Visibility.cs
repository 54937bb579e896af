using System.Linq.Expressions;
using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Agenda;

/// <summary>
/// What a reader may see of one assembly's sessions, items and documents. The one place that decides it, for pages, API, feeds, mails and exports.
/// </summary>
/// <param name="Classes">The reader classes they belong to; <see cref="Audience.Public"/> is always among them.</param>
/// <param name="SeesAll">Sees sessions for whomever they are: secretariat and officers.</param>
/// <param name="SeesClosed">May read what is closed: secretariat, officers of the sitting, delegates who may vote.</param>
/// <param name="Named">Closed items that the chair opened to this person.</param>
/// <remarks>
/// Which sessions exist for a reader is <see cref="AudienceRule"/>. A closed session or item keeps its time and number, but neither title nor text nor documents.
/// </remarks>
public sealed record Visibility(Audience Classes, bool SeesAll, bool SeesClosed, IReadOnlyCollection<Id<AgendaItem>> Named)
{
    private static readonly Office[] OfTheSitting = [Office.Chair, Office.DeputyChair, Office.MinuteTaker, Office.Teller];

    /// <summary>The public: nobody is signed in.</summary>
    public static readonly Visibility Public = Of(Audience.Public);

    /// <summary>
    /// Which items' titles, texts and documents the reader could read if the draft were published: for mails that are made from it. What is
    /// published is decided by <see cref="Sees"/> and <see cref="Reads(PublishedSession, PublishedItem)"/>.
    /// </summary>
    public Expression<Func<AgendaItem, bool>> Items
    {
        get
        {
            if (SeesAll && SeesClosed)
            {
                return _ => true;
            }

            var sees = SeesAll
                ? _ => true
                : AudienceRule.Sees<AgendaItem>(Classes, i => i.Of.Audience ?? i.Of.Of.Audience, i => i.Of.Of.Statutory);
            var (closed, named) = (SeesClosed, Named.ToArray());
            Expression<Func<AgendaItem, bool>> reads = i => closed || (!i.Closed && !i.Of.Closed) || named.Contains(i.Id);
            var item = sees.Parameters[0];
            return Expression.Lambda<Func<AgendaItem, bool>>(
                Expression.AndAlso(sees.Body, reads.Body.With(reads.Parameters[0], item)),
                item
            );
        }
    }

    /// <summary>A reader class, such as the recipients of a mail or a feed. Delegates who may vote read what is closed.</summary>
    public static Visibility Of(Audience classes, bool mayVote = false) => new(classes | Audience.Public, false, mayVote, []);

    /// <summary>A reader, with the rights of this moment.</summary>
    public static async Task<Visibility> Of(AssembliesDb db, Reader reader, Id<Assembly> assembly, CancellationToken ct)
    {
        if (reader.IsSecretariat || reader.IsService || reader.Holds(assembly, OfTheSitting))
        {
            return new(reader.Classes, SeesAll: true, SeesClosed: true, []);
        }

        if (!reader.IsSignedIn)
        {
            return Public;
        }

        var named = await (
            from named_ in db.ItemReaders
            join item in db.AgendaItems.IgnoreQueryFilters() on named_.Item equals item.Id
            where named_.Person == reader.Person && item.Assembly == assembly
            select item.Id
        ).ToListAsync(ct);
        return new(reader.Classes, reader.Holds(assembly, Office.Host), await MayVote(db, reader, assembly, ct), named);
    }

    /// <summary>The same, worked out from what was read before for many readers at once.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="assembly">Of which assembly.</param>
    /// <param name="isEntitled">Whether a member has a vote there.</param>
    /// <param name="named">Whom the chair named for closed items: <see cref="NamedAt"/>.</param>
    public static Visibility Of(
        Reader reader,
        Id<Assembly> assembly,
        Func<Id<Organisation>, bool> isEntitled,
        ILookup<Id<Person>, Id<AgendaItem>> named
    )
    {
        if (reader.IsSecretariat || reader.Holds(assembly, OfTheSitting))
        {
            return new(reader.Classes, SeesAll: true, SeesClosed: true, []);
        }

        var mayVote = reader.Hats.Any(hat => hat.Role is MandateRole.Head or MandateRole.Deputy && isEntitled(hat.Organisation));
        return new(reader.Classes, reader.Holds(assembly, Office.Host), mayVote, reader.Person is { } who ? [.. named[who]] : []);
    }

    /// <summary>Closed items of an assembly that the chair opened to people, by person: for whoever works out the same for many readers at once.</summary>
    public static async Task<ILookup<Id<Person>, Id<AgendaItem>>> NamedAt(AssembliesDb db, Id<Assembly> assembly, CancellationToken ct) =>
        (
            await (
                from named in db.ItemReaders
                join item in db.AgendaItems.IgnoreQueryFilters() on named.Item equals item.Id
                where item.Assembly == assembly
                select new { named.Person, named.Item }
            ).ToListAsync(ct)
        ).ToLookup(n => n.Person, n => n.Item);

    /// <summary>Closed items of any assembly that a chair opened to somebody: for whoever asks about many assemblies at once.</summary>
    public static IQueryable<Id<AgendaItem>> NamedTo(AssembliesDb db, Id<Person>? person) =>
        db.ItemReaders.Where(named => named.Person == person).Select(named => named.Item);

    /// <summary>Whether a published session exists for the reader.</summary>
    public bool Sees(PublishedMeeting meeting, PublishedSession session) =>
        SeesAll || AudienceRule.Sees(Classes, session.Audience, meeting.Statutory);

    /// <summary>Whether the reader may read what a published session is about.</summary>
    public bool Reads(PublishedSession session) => SeesClosed || !session.Closed;

    /// <summary>What a published session is called, without the items that are not the reader's to read; null when nothing of it is.</summary>
    public string? TitleOf(PublishedSession session)
    {
        var items = session.Items.Where(item => Reads(session, item)).Select(item => item.Title).ToList();
        return !Reads(session) ? null : session.Title ?? (items.Count > 0 ? string.Join("; ", items) : null);
    }

    /// <summary>A published item, if the reader may read it; null when it is not on the agenda or not theirs.</summary>
    public (PublishedMeeting Meeting, PublishedSession Session, PublishedItem Item)? Find(PublishedAgenda? agenda, Id<AgendaItem> item) =>
        agenda?.Find(item) is var (meeting, session, found) && Sees(meeting, session) && Reads(session, found)
            ? (meeting, session, found)
            : null;

    /// <summary>Whether the reader may read a published item of a session they see.</summary>
    public bool Reads(PublishedSession session, PublishedItem item) =>
        SeesClosed || (!session.Closed && !item.Closed) || Named.Contains(item.Id);

    /// <summary>Whether the reader may read an item of a draft that is theirs to see, if its session is open.</summary>
    public bool Reads(AgendaItem item) => SeesClosed || !item.Closed || Named.Contains(item.Id);

    /// <summary>A published agenda as the reader may see it: closed sessions and items keep time and number, and nothing else.</summary>
    public PublishedAgenda Of(PublishedAgenda agenda) =>
        agenda with
        {
            Meetings =
            [
                .. agenda
                    .Meetings.Select(m => m with { Sessions = [.. m.Sessions.Where(s => Sees(m, s)).Select(Of)] })
                    .Where(m => m.Sessions.Count > 0 || SeesAll),
            ],
            // What a dropped item was about is for those who read every item.
            Gaps = SeesClosed ? agenda.Gaps : [],
        };

    /// <summary>The lines of a published agenda that the reader may not read: sessions and items by their ids.</summary>
    public IEnumerable<Guid> Hidden(PublishedAgenda agenda) =>
        from meeting in agenda.Meetings
        from session in meeting.Sessions
        from line in session
            .Items.Where(i => !Sees(meeting, session) || !Reads(session, i))
            .Select(i => i.Id.Value)
            .Concat(Sees(meeting, session) && Reads(session) ? [] : [session.Id.Value])
        select line;

    /// <summary>How to join by video is for those a session is for, not for whoever may read of it.</summary>
    public bool MayJoin(Audience audience) => SeesAll || AudienceRule.Invites(Classes, audience);

    private PublishedSession Of(PublishedSession session) =>
        session with
        {
            Title = session.Title is null || Reads(session) ? session.Title : "",
            Presenters = Reads(session) ? session.Presenters : null,
            OnlineLink =
                MayJoin(session.Audience) && session.Items.All(i => Reads(session, i)) && Reads(session) ? session.OnlineLink : null,
            Items =
            [
                .. session.Items.Select(i =>
                    Reads(session, i) ? i : i with { Title = "", Presenters = null, RuleType = null, Text = "", Documents = [] }
                ),
            ],
        };

    /// <summary>Head or deputy of a member whose fee covers the record date: others have seat and voice (rules.md, record date).</summary>
    private static async Task<bool> MayVote(AssembliesDb db, Reader reader, Id<Assembly> assembly, CancellationToken ct)
    {
        var members = reader
            .Hats.Where(hat => hat.Kind is OrganisationKind.Member && hat.Role is MandateRole.Head or MandateRole.Deputy)
            .Select(hat => hat.Organisation)
            .ToList();
        if (members.Count is 0)
        {
            return false;
        }

        // While no day stands there is no record date: then the day that was given up, so that nobody gains a right by it.
        var recordDate =
            (await db.DeadlinesOf(assembly, ct))?[DeadlineKind.RecordDate]?.Date
            ?? await db
                .Meetings.Where(m => m.Assembly == assembly && m.Statutory && m.CancelledAt == null)
                .MinAsync(m => (LocalDate?)m.Date, ct);
        return recordDate is null || await db.Organisations.AnyAsync(o => members.Contains(o.Id) && o.FeePaidUntil >= recordDate, ct);
    }
}
