using System.Globalization;
using System.Text.Json;
using Assemblies.Domain;
using Assemblies.Domain.Invitations;
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
/// <param name="TakesBack">Whether people have entries in their calendars, which are taken back.</param>
internal sealed record AssemblyLetter(StepKind Step, string? Reason, string? Days, bool TakesBack = false);

/// <summary>
/// Tells of the steps of an assembly by plain mail: the announcement to everybody who will be convened; putting off, a new date and calling off to
/// everybody who was told before, and to nobody else. Entries in calendars are taken back at once.
/// </summary>
internal sealed class TellOfSteps(AssembliesDb db, OutgoingMail outbox, EntryRevising revising, IClock clock) : IReactTo<AssemblyStepped>
{
    public const string Kind = "assembly.letter";

    private static readonly StepKind[] Told = [StepKind.Announced, StepKind.Postponed, StepKind.Rescheduled, StepKind.Cancelled];

    /// <summary>Whether a letter about a step still says how things are: no later one has been told of since.</summary>
    public static bool Holds(StepKind step, Assembly assembly) =>
        assembly.Steps.Where(s => Told.Contains(s.Kind)).OrderBy(s => s.Seq).Last().Kind == step;

    public async ValueTask Happened(AssemblyStepped happened, CancellationToken ct)
    {
        if (!Told.Contains(happened.Kind))
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

        // Who was convened to days that do not stand is convened anew: their entries go, the new days' have UIDs of their own.
        var standing = happened.Kind is StepKind.Announced ? [] : await Standing(assembly.Id, ct);
        await revising.Cancel(standing, Why(assembly.Title, happened), ct);
        var days = assembly is { D: { } first, D2: { } last } && happened.Kind is not StepKind.Postponed ? Clocks.Days(first, last) : null;
        var model = JsonSerializer.Serialize(new AssemblyLetter(happened.Kind, happened.Reason, days, standing.Count > 0), Json.Options);
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

    private Task<List<Id<DiaryEntry>>> Standing(Id<Assembly> assembly, CancellationToken ct) =>
        db.DiaryEntries.Where(e => e.Assembly == assembly && e.CancelledAt == null).Select(e => e.Id).ToListAsync(ct);

    private static string Why(string title, AssemblyStepped happened) =>
        $"The {title} is {happened.Kind switch
        {
            StepKind.Postponed => "postponed; a new date will be announced",
            StepKind.Rescheduled => "moved to other days; a new invitation follows",
            _ => "cancelled",
        }}."
        + (happened.Reason is { } reason ? $" The reason: {reason}" : "");

    /// <summary>Everybody who would be convened.</summary>
    internal static async Task<IEnumerable<ToldPerson>> OnTheRoll(AssembliesDb db, Assembly assembly, LocalDate today, CancellationToken ct)
    {
        var told = await db.WhoIsTold(assembly.Meetings, today, ct);
        return told.Where(one => one.Meetings.Count > 0)
            .DistinctBy(one => one.Of.Person)
            .Select(one => new ToldPerson(one.Of.Email, one.Of.Name, one.Of.Person));
    }

    /// <summary>Everybody a mail about it went to or is on its way to, at their address of now, but for those whose mandate has ended.</summary>
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
                Email = db.People.Where(p => p.Id == m.Person).Select(p => p.Email).FirstOrDefault() ?? m.Email,
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
internal sealed class ComposeAssemblyLetter(AssembliesDb db, Hosts hosts, Settings settings) : IComposeMail
{
    private readonly Dictionary<Id<Assembly>, (Assembly Assembly, string Host, (string, string)? Human)> known = [];

    public string Kind => TellOfSteps.Kind;

    public async ValueTask<bool> IsWanted(OutboxMail mail, CancellationToken ct) =>
        TellOfSteps.Holds(Letter(mail).Step, (await Facts(mail.Assembly!.Value, ct)).Assembly);

    public async ValueTask<Composed?> Compose(OutboxMail mail, CancellationToken ct)
    {
        if (!await IsWanted(mail, ct))
        {
            return null;
        }

        var (letter, facts) = (Letter(mail), await Facts(mail.Assembly!.Value, ct));
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

    private static AssemblyLetter Letter(OutboxMail mail) => JsonSerializer.Deserialize<AssemblyLetter>(mail.Model, Json.Options)!;

    private async Task<(Assembly Assembly, string Host, (string, string)? Human)> Facts(Id<Assembly> id, CancellationToken ct)
    {
        if (!known.TryGetValue(id, out var facts))
        {
            var assembly = await db.Assemblies.AsNoTracking().Include(a => a.Steps).SingleAsync(a => a.Id == id, ct);
            var (host, human) = await hosts.Of(assembly, ct);
            known[id] = facts = (assembly, host, human);
        }

        return facts;
    }

    private static (string Subject, string Title, string[] Paragraphs) Words(AssemblyLetter letter, Assembly assembly)
    {
        string[] reason = letter.Reason is { Length: > 0 } given ? [$"The reason: {given}"] : [];
        string[] takenBack = letter.TakesBack ? ["The entries in your calendar are taken back by mails of their own."] : [];
        string[] anew = letter.TakesBack
            ? ["Registrations, seats and proxies ended with the days they were for: register anew once the new invitation is there."]
            : [];
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
                    "You are told the new dates as soon as they are named.",
                    .. takenBack,
                    .. anew,
                ]
            ),
            StepKind.Rescheduled => (
                $"New dates: {assembly.Title}, {assembly.Place.CityInWords()} ({assembly.Code})",
                $"The new dates of the {assembly.Title}",
                [
                    $"the {assembly.Title} takes place in {assembly.Place.CityInWords()}, {letter.Days ?? "on days to be named"}.",
                    .. reason,
                    .. takenBack,
                    "A new invitation follows with the convocation.",
                    .. anew,
                ]
            ),
            _ => (
                $"Cancelled: {assembly.Title}, {assembly.Place.CityInWords()} ({assembly.Code})",
                $"The {assembly.Title} is cancelled",
                [$"the {assembly.Title} in {assembly.Place.CityInWords()} does not take place.", .. reason, .. takenBack]
            ),
        };
    }
}
