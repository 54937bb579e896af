using System.Globalization;
using System.Text.Json;
using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Look;
using Assemblies.Server.Platform.Mail;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Outbox;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Invitations;

/// <summary>What the composer of a plain mail about a step of an assembly needs.</summary>
/// <param name="Step">Which step.</param>
/// <param name="Reason">Why; null where none was given.</param>
/// <param name="Days">Its days at that moment, in words; null when none stood.</param>
internal sealed record AssemblyLetter(StepKind Step, string? Reason, string? Days);

/// <summary>
/// Tells of the steps of an assembly by plain mail: the announcement to everybody who will be convened; putting off, a new date and calling off to
/// everybody who was told before, and to nobody else. Entries in calendars are taken back at once.
/// </summary>
internal sealed class TellOfSteps(AssembliesDb db, OutgoingMail outbox, EntryRevising revising, IClock clock) : IReactTo<AssemblyStepped>
{
    public const string Kind = "assembly.letter";

    public async ValueTask Happened(AssemblyStepped happened, CancellationToken ct)
    {
        if (happened.Kind is not (StepKind.Announced or StepKind.Postponed or StepKind.Rescheduled or StepKind.Cancelled))
        {
            return;
        }

        var assembly = await db
            .Assemblies.Include(a => a.Steps)
            .Include(a => a.Meetings)
            .AsSplitQuery()
            .SingleAsync(a => a.Id == happened.Assembly, ct);
        var today = (await db.RulesFor(assembly, ct)).Parameters.DayOf(clock.GetCurrentInstant());
        var told =
            happened.Kind is StepKind.Announced ? await OnTheRoll(db, assembly, today, ct) : await ToldBefore(db, assembly.Id, today, ct);
        if (happened.Kind is StepKind.Postponed or StepKind.Cancelled)
        {
            var entries = await db
                .DiaryEntries.Where(e => e.Assembly == assembly.Id && e.CancelledAt == null)
                .Select(e => e.Id)
                .ToListAsync(ct);
            await revising.Cancel(entries, Why(assembly.Title, happened), ct);
        }

        var days = assembly is { D: { } first, D2: { } last } && happened.Kind is not StepKind.Postponed ? Clocks.Days(first, last) : null;
        var model = JsonSerializer.Serialize(new AssemblyLetter(happened.Kind, happened.Reason, days), Json.Options);
        var seq = assembly.Steps.Max(step => step.Seq).ToString(CultureInfo.InvariantCulture);
        await outbox.Add(
            [
                .. told.Select(one => new NewMail($"{Kind}/{assembly.Id}/{seq}/{one.Email}", Kind, "", one.Email, one.Name, model)
                {
                    Person = one.Person,
                    Assembly = assembly.Id,
                    Group = happened.Kind is StepKind.Announced ? "announcement" : "changes",
                }),
            ],
            ct
        );
    }

    private static string Why(string title, AssemblyStepped happened) =>
        $"The {title} is {(happened.Kind is StepKind.Postponed ? "postponed; a new date will be announced" : "cancelled")}."
        + (happened.Reason is { } reason ? $" The reason: {reason}" : "");

    /// <summary>Everybody who would be convened.</summary>
    internal static async Task<IEnumerable<ToldPerson>> OnTheRoll(AssembliesDb db, Assembly assembly, LocalDate today, CancellationToken ct)
    {
        var told = await db.WhoIsTold(assembly.Meetings, today, ct);
        return told.Where(one => one.Meetings.Count > 0)
            .DistinctBy(one => one.Of.Person)
            .Select(one => new ToldPerson(one.Of.Email, one.Of.Name, one.Of.Person));
    }

    /// <summary>Everybody a mail about it went to or is on its way to, but for those whose mandate has ended.</summary>
    internal static async Task<IEnumerable<ToldPerson>> ToldBefore(
        AssembliesDb db,
        Id<Assembly> assembly,
        LocalDate today,
        CancellationToken ct
    )
    {
        string[] kinds = [Kind, EntryMails.Request, SendDocuments.Kind];
        var told = await db
            .OutboxMails.Where(m => m.Assembly == assembly && kinds.Contains(m.Kind))
            .Where(m => m.State != DeliveryState.Superseded && m.State != DeliveryState.Failed)
            .Where(m =>
                m.Person == null
                || !db.Mandates.Any(a => a.Person == m.Person)
                || db.Mandates.Any(a => a.Person == m.Person && a.From <= today && (a.Until == null || a.Until >= today))
            )
            .Select(m => new
            {
                m.Email,
                m.Name,
                m.Person,
            })
            .Distinct()
            .ToListAsync(ct);
        return told.DistinctBy(one => one.Email, StringComparer.Ordinal).Select(one => new ToldPerson(one.Email, one.Name, one.Person));
    }

    internal sealed record ToldPerson(string Email, string Name, Id<Person>? Person);
}

/// <summary>Writes the plain mails about steps of an assembly.</summary>
internal sealed class ComposeAssemblyLetter(AssembliesDb db, Settings settings) : IComposeMail
{
    private readonly Dictionary<Id<Assembly>, (Assembly Assembly, string Host, (string, string)? Human)> known = [];

    public string Kind => TellOfSteps.Kind;

    public async ValueTask<Composed?> Compose(OutboxMail mail, CancellationToken ct)
    {
        var letter = JsonSerializer.Deserialize<AssemblyLetter>(mail.Model, Json.Options)!;
        if (!known.TryGetValue(mail.Assembly!.Value, out var facts))
        {
            var assembly = await db.Assemblies.AsNoTracking().SingleAsync(a => a.Id == mail.Assembly, ct);
            var (host, human) = await db.HostOf(assembly, settings, ct);
            known[assembly.Id] = facts = (assembly, host, human);
        }

        var (subject, title, paragraphs) = Words(letter, facts.Assembly);
        var (html, text) = MailLayout.Render(
            new()
            {
                Preview = paragraphs[0],
                Eyebrow = settings.NetworkName,
                Title = title,
                Greeting = $"Dear {mail.Name},",
                Paragraphs = [.. paragraphs.Select(words => (MailText)words)],
                Facts =
                [
                    .. letter.Days is { } days ? [new MailFact("When", days)] : Array.Empty<MailFact>(),
                    new("Where", facts.Assembly.Place.CityInWords()),
                    new("Host", facts.Host),
                ],
                Links = [new("The assembly", new($"{settings.SiteUrl}/assemblies/{facts.Assembly.Code}"))],
                Footer = EntryLetters.Footer(
                    facts.Human,
                    letter.Step is StepKind.Announced
                        ? "You get this mail because you will be invited."
                        : "You get this mail because you were told of the assembly before."
                ),
            }
        );
        return new(subject, text, html) { ReplyTo = facts.Human };
    }

    private static (string Subject, string Title, string[] Paragraphs) Words(AssemblyLetter letter, Assembly assembly)
    {
        string[] reason = letter.Reason is { Length: > 0 } given ? [$"The reason: {given}"] : [];
        return letter.Step switch
        {
            StepKind.Announced => (
                $"Dates of the {assembly.Title}, {assembly.Place.CityInWords()} ({assembly.Code})",
                $"The dates of the {assembly.Title}",
                [
                    $"the {assembly.Title} takes place in {assembly.Place.CityInWords()}, {letter.Days ?? "on days to be named"}. Keep the days free.",
                    "The invitation follows with the convocation; it brings the entry for your calendar. There is nothing to answer yet.",
                ]
            ),
            StepKind.Postponed => (
                $"Postponed: {assembly.Title}, {assembly.Place.CityInWords()} ({assembly.Code})",
                $"The {assembly.Title} is postponed",
                [
                    $"the {assembly.Title} in {assembly.Place.CityInWords()} does not take place on the days you were told.",
                    .. reason,
                    "You are told the new dates as soon as they are named. Entries in your calendar are taken back by mails of their own.",
                ]
            ),
            StepKind.Rescheduled => (
                $"New dates: {assembly.Title}, {assembly.Place.CityInWords()} ({assembly.Code})",
                $"The new dates of the {assembly.Title}",
                [
                    $"the {assembly.Title} takes place in {assembly.Place.CityInWords()}, {letter.Days ?? "on days to be named"}.",
                    .. reason,
                    "A new invitation follows with the convocation.",
                ]
            ),
            _ => (
                $"Cancelled: {assembly.Title}, {assembly.Place.CityInWords()} ({assembly.Code})",
                $"The {assembly.Title} is cancelled",
                [
                    $"the {assembly.Title} in {assembly.Place.CityInWords()} does not take place.",
                    .. reason,
                    "Entries in your calendar are taken back by mails of their own.",
                ]
            ),
        };
    }
}
