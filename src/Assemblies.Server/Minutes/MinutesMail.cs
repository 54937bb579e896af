using System.Text.Json;
using Assemblies.Domain.Members;
using Assemblies.Domain.Minutes;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Outbox;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Minutes;

/// <summary>Tells head and deputy of every member that a version of the minutes is there, and until when they can object.</summary>
internal sealed class MinutesMail(AssembliesDb db, OutgoingMail outgoing, IClock clock) : IReactTo<MinutesPublished>
{
    public async ValueTask Happened(MinutesPublished happened, CancellationToken ct)
    {
        var assembly = await db.Assemblies.Where(a => a.Id == happened.Assembly).Select(a => new { a.Code, a.Title }).SingleAsync(ct);
        var now = clock.GetCurrentInstant();
        var version = db.ChangeTracker.Entries<MinutesVersion>().Single(e => e.Entity.Assembly == happened.Assembly).Entity;
        var until = await db.ObjectionsUntil(happened.Assembly, version.Number is 1 ? version.PublishedAt : null, ct);
        var people = await db.MinutesAddressees(now, ct);
        var letter = JsonSerializer.Serialize(
            Letter(assembly.Code, assembly.Title, version, until is { } last && !last.IsPast(now) ? last : null),
            Json.Options
        );
        await outgoing.Add(
            [
                .. people.Select(p => new NewMail(
                    FormattableString.Invariant($"{MinutesMailComposer.TheKind}/{happened.Assembly}/{happened.Number}/{p.Person}"),
                    MinutesMailComposer.TheKind,
                    $"minutes {assembly.Code} {happened.Number}",
                    p.Email,
                    p.Name,
                    letter
                )
                {
                    Person = p.Person,
                    Assembly = happened.Assembly,
                    Group = "minutes",
                }),
            ],
            ct
        );
    }

    // What changed stands on the page, where everybody reads what they may: a mail is read by others, too.
    private static MemberNotice Letter(string code, string title, MinutesVersion version, Deadline? until) =>
        new(
            version.Number is 1 ? $"{code}: the minutes are there" : $"{code}: version {version.Number} of the minutes",
            version.Number is 1 ? "The minutes are there" : $"Version {version.Number} of the minutes",
            [
                version.Number is 1
                    ? $"The draft minutes of {title} are published to the members."
                    : $"The minutes of {title} were changed; the page says in words what is different.",
                until is null
                    ? "The time for objections is over. A later assembly approves them."
                    : $"If a passage is wrong, head or deputy can object until {Clocks.Deadline(until.Date)}, {Clocks.CityOf(DateTimeZoneProviders.Tzdb[until.Zone])} time.",
                $"Hash of this version (SHA-256): {version.Hash}",
            ],
            $"/assemblies/{code}/minutes"
        );
}

/// <summary>Writes it.</summary>
internal sealed class MinutesMailComposer(Settings settings) : MemberNoticeComposer(settings)
{
    public const string TheKind = "minutes.published";

    public override string Kind => TheKind;

    protected override string Action => "Read the minutes";
}

/// <summary>Somebody who is told of minutes.</summary>
internal sealed record MinutesAddressee(Domain.Id<Person> Person, string Email, string Name);

/// <summary>Who is told, and until when they can object.</summary>
internal static class MinutesDeadlines
{
    /// <summary>Head and deputy of every member, today.</summary>
    public static async Task<IReadOnlyList<MinutesAddressee>> MinutesAddressees(this AssembliesDb db, Instant now, CancellationToken ct)
    {
        var today = await db.Today(now, ct);
        var people = await (
            from mandate in db.Mandates
            join person in db.People on mandate.Person equals person.Id
            join organisation in db.Organisations on mandate.Organisation equals organisation.Id
            where organisation.Kind == OrganisationKind.Member
            where mandate.Role == MandateRole.Head || mandate.Role == MandateRole.Deputy
            where mandate.From <= today && (mandate.Until == null || mandate.Until >= today)
            orderby person.Email
            select new MinutesAddressee(person.Id, person.Email, person.Name)
        ).ToListAsync(ct);
        return [.. people.DistinctBy(p => p.Person)];
    }

    /// <summary>
    /// The last day for objections: as the list of deadlines has it; where the first version came later than the draft was due, and nobody set the day
    /// by hand, as many days after that version as the rules give. Null while no day stands.
    /// </summary>
    /// <param name="db">The database.</param>
    /// <param name="assembly">Of which assembly.</param>
    /// <param name="firstPublished">When the first version is published, where it is not saved yet; null to look it up.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<Deadline?> ObjectionsUntil(
        this AssembliesDb db,
        Domain.Id<Domain.Meetings.Assembly> assembly,
        Instant? firstPublished,
        CancellationToken ct
    )
    {
        if (await db.DeadlinesOf(assembly, ct) is not { } list || list[DeadlineKind.Objections] is not { } listed)
        {
            return null;
        }

        var first =
            firstPublished
            ?? await db
                .MinutesVersions.Where(v => v.Assembly == assembly && v.Number == 1)
                .Select(v => (Instant?)v.PublishedAt)
                .SingleOrDefaultAsync(ct);
        var due = first is { } at ? list.Rules.After(list.Rules.DayOf(at), list.Rules.ObjectionDays) : listed.Date;
        return listed.IsSetByHand || due <= listed.Date ? listed : listed with { Date = due };
    }
}
