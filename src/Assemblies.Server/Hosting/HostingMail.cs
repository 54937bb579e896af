using System.Text.Json;
using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Mail;
using Assemblies.Server.Platform.Outbox;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Hosting;

/// <summary>What a mail about hosting says: its words are those of the moment it was decided.</summary>
/// <param name="Subject">The subject line.</param>
/// <param name="Title">The heading.</param>
/// <param name="Paragraphs">What there is to say.</param>
/// <param name="Facts">When, where, until when.</param>
/// <param name="Action">What the reader can do.</param>
/// <param name="Path">Where: a path of this site.</param>
internal sealed record HostingLetter(
    string Subject,
    string Title,
    IReadOnlyList<string> Paragraphs,
    IReadOnlyList<LetterFact> Facts,
    string Action,
    string Path
);

/// <summary>A fact with its label.</summary>
internal sealed record LetterFact(string Label, string Value);

/// <summary>Somebody who is told.</summary>
internal sealed record Recipient(Id<Person> Person, string Email, string Name);

/// <summary>Puts mails about hosting into the outbox.</summary>
internal sealed class HostingMail(OutgoingMail outgoing)
{
    /// <summary>One mail to each recipient.</summary>
    /// <param name="kind">One of <see cref="HostingComposer.Kinds"/>.</param>
    /// <param name="subject">What it is about, such as <c>call GA-2027-2</c>.</param>
    /// <param name="occasion">Tells apart the occasions of a kind on one subject; a second mail on the same is not sent.</param>
    /// <param name="to">Who is told.</param>
    /// <param name="letter">What.</param>
    /// <param name="ct">Ends it.</param>
    public Task Send(string kind, string subject, string occasion, IEnumerable<Recipient> to, HostingLetter letter, CancellationToken ct)
    {
        var model = JsonSerializer.Serialize(letter, Json.Options);
        return outgoing.Add(
            [
                .. to.DistinctBy(recipient => recipient.Person)
                    .Select(recipient => new NewMail(
                        $"{kind}/{subject}/{occasion}/{recipient.Person}",
                        kind,
                        subject,
                        recipient.Email,
                        recipient.Name,
                        model
                    )
                    {
                        Person = recipient.Person,
                        Group = "hosting",
                    }),
            ],
            ct
        );
    }
}

/// <summary>Writes a kind of mail about hosting.</summary>
internal sealed class HostingComposer(string kind, Settings settings) : IComposeMail
{
    /// <summary>
    /// A call opened, its last day moved; a proposal was submitted, entered by the secretariat, withdrawn, put to the vote; a member was asked, refused, the host is
    /// found; the secretariat changed a host's task.
    /// </summary>
    public static readonly string[] Kinds =
    [
        "hosting.opened",
        "hosting.moved",
        "hosting.submitted",
        "hosting.entered",
        "hosting.withdrawn",
        "hosting.vote",
        "hosting.asked",
        "hosting.refused",
        "hosting.decided",
        "hosting.task",
    ];

    public string Kind => kind;

    public ValueTask<Composed?> Compose(OutboxMail mail, CancellationToken ct)
    {
        var letter = JsonSerializer.Deserialize<HostingLetter>(mail.Model, Json.Options)!;
        var address = new Uri(settings.SiteUrl + letter.Path);
        var (html, text) = MailLayout.Render(
            new()
            {
                Eyebrow = settings.NetworkName,
                Preview = letter.Paragraphs.Count > 0 ? letter.Paragraphs[0] : letter.Title,
                Title = letter.Title,
                Greeting = $"Dear {mail.Name},",
                Paragraphs = [.. letter.Paragraphs.Select(words => (MailText)words)],
                Facts = [.. letter.Facts.Select(fact => new MailFact(fact.Label, fact.Value))],
                Actions = new("", [new(letter.Action, address)]),
                Footer = [$"You get this mail because you represent a member of {settings.NetworkName} or work for its secretariat."],
            }
        );
        return ValueTask.FromResult<Composed?>(new(letter.Subject, text, html));
    }
}

/// <summary>Who is told.</summary>
internal static class Recipients
{
    /// <summary>Heads and deputies of members, by mandates that hold today.</summary>
    /// <param name="db">The database.</param>
    /// <param name="members">Of which members; null for all.</param>
    /// <param name="clock">Business time.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<List<Recipient>> HeadsAndDeputies(
        this AssembliesDb db,
        IReadOnlyCollection<Id<Organisation>>? members,
        IClock clock,
        CancellationToken ct
    )
    {
        var today = await db.Today(clock.GetCurrentInstant(), ct);
        var of = members is null ? db.Organisations : db.Organisations.Where(o => members.Contains(o.Id));
        return await (
            from m in db.Mandates
            join o in of on m.Organisation equals o.Id
            join p in db.People on m.Person equals p.Id
            where
                o.Kind == OrganisationKind.Member
                && (m.Role == MandateRole.Head || m.Role == MandateRole.Deputy)
                && m.From <= today
                && (m.Until == null || m.Until >= today)
            orderby p.Email
            select new Recipient(p.Id, p.Email, p.Name)
        ).ToListAsync(ct);
    }

    /// <summary>Everybody of the secretariat.</summary>
    public static Task<List<Recipient>> SecretariatPeople(this AssembliesDb db, CancellationToken ct) =>
        (
            from g in db.Grants
            join p in db.People on g.Person equals p.Id
            where g.RevokedAt == null
            orderby p.Email
            select new Recipient(p.Id, p.Email, p.Name)
        ).ToListAsync(ct);
}
