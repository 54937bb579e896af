using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Audit;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>A form as it was filled in.</summary>
/// <param name="Who">For whom.</param>
/// <param name="Wish">What they want.</param>
/// <param name="Needs">What helps them; null leaves what was said before.</param>
/// <param name="PhotoConsent">Whether they may be recognisable in photographs.</param>
/// <param name="Source">How host or secretariat came to know it.</param>
/// <param name="Seen">The version of the registration they saw; null when they saw none.</param>
/// <param name="By">Who filled it in; null for a guest without an account.</param>
internal sealed record FilledIn(Attendee Who, Wish Wish, NeedsGiven? Needs, bool PhotoConsent, Source? Source, long? Seen, Id<Person>? By)
{
    /// <summary>The answer to an invitation: it has no version, knows nothing of the form's other fields, and no quota of people refuses it.</summary>
    public bool IsAnswer { get; init; }

    /// <summary>An answer with what they said before of everything else.</summary>
    public FilledIn After(Registrant? registrant) =>
        this with
        {
            Wish = Wish.Meetings.Aggregate(registrant?.Wish ?? Wish.Nothing, (wish, one) => wish.With(one.Meeting, one.How)),
            PhotoConsent = registrant?.PhotoConsent ?? false,
        };
}

/// <summary>A registration as it stands after a command.</summary>
/// <param name="Registrant">It.</param>
/// <param name="Open">The seats in hand.</param>
internal sealed record Registered(Registrant Registrant, OpenBook Open);

/// <summary>Takes a filled-in form: what the command of the form, the answer to an invitation and a guest's form have in common.</summary>
internal sealed class Registering(AssembliesDb db, SeatBooks books, AuditTrail audit, IClock clock)
{
    /// <summary>
    /// Registers, or changes. The same again changes nothing and tells nobody; whoever did not see what stands now is told so. What is wanted of no
    /// meeting and no item is an answer too: they do not come.
    /// </summary>
    /// <remarks>
    /// All others who register wait for the lock, so only what may change under it is read there, in one statement: seats, how they are given, who has
    /// how many. Deadlines and exceptions are changed without it; they count as they were when the form came. An assembly that changed meanwhile (a
    /// meeting is cancelled, the days do not stand) is looked at anew.
    /// </remarks>
    public async Task<Result<Registered>> Take(Assembly assembly, FilledIn form, CancellationToken ct)
    {
        var window = await Window(assembly, ct);
        await books.Lock(assembly, ct);
        var (registrant, others, seats) = await Stands(assembly, form.Who, window.Deadlines, ct);
        var needs = registrant is null ? null : await db.Needs.SingleOrDefaultAsync(n => n.Registrant == registrant.Id, ct);
        var open = registrant is null ? books.OpenToJoin(assembly, seats) : await books.Open(assembly, seats, [registrant.Id], ct);
        var now = clock.GetCurrentInstant();
        var wish = new WishCheck(open, form.Who, registrant, now);
        if (form.IsAnswer)
        {
            form = form.After(registrant);
        }

        var wanted = form.IsAnswer ? form.Wish : wish.Complete(form.Wish);
        if (IsTheSame(registrant, needs, form, wanted))
        {
            return new Registered(registrant!, open);
        }

        // Cancelled is as good as never registered; who is coming changes what stands.
        var isNew = registrant is not { IsComing: true };
        var refusal = form.IsAnswer
            ? null
            : WindowRefuses(window, isNew, form.Who, wanted)
                ?? Stale(registrant, isNew, form.Seen)
                ?? wish.Refuses(wanted)
                ?? (isNew && !wanted.WantsNothing() ? QuotaRefuses(seats.Terms, others, form.Who) : null);
        if (refusal is not null)
        {
            return refusal;
        }

        var before = registrant is { IsComing: true } ? registrant.Wish : Wish.Nothing;
        if (registrant is null)
        {
            registrant = new Registrant(assembly.Id, form.Who, BadgeCode.New(), now, form.By);
            db.Add(registrant);
        }
        else
        {
            registrant.Know(form.Who);
        }

        if (!registrant.FillIn(wanted, form.PhotoConsent, form.Source))
        {
            registrant.Touch();
        }

        TakeNeeds(registrant, needs, form.Needs);
        TakeSeats(open, registrant, wanted, wish, new(now, form.By));
        if (wanted.WantsNothing())
        {
            registrant.Cancel(now, form.By);
        }

        var isLate = !form.IsAnswer && window.IsLate(isNew ? DeadlineKind.Registration : DeadlineKind.RegistrationChanges);
        var differences = SeatWords.Differences(before, wanted, assembly.Meetings, open.Pools);
        db.Add(new RegistrantChange(registrant, now, form.By, differences, isLate, form.Source));
        if (isLate)
        {
            audit.Say("after the deadline, by an exception");
        }

        await books.Close(open, Words(open, registrant, form, isNew, differences), ct);
        return new Registered(registrant, open);
    }

    private async Task<RegistrationWindow> Window(Assembly assembly, CancellationToken ct)
    {
        var window = new RegistrationWindow(assembly.State, await db.DeadlinesOf(assembly, ct), [], clock.GetCurrentInstant());
        return window.IsLate(DeadlineKind.Registration) || window.IsLate(DeadlineKind.RegistrationChanges)
            ? window with
            {
                Exceptions = await db.ExceptionsAt(assembly.Id, ct),
            }
            : window;
    }

    private static bool IsTheSame(Registrant? registrant, Needs? needs, FilledIn form, Wish wanted) =>
        registrant is not null
        && registrant.IsComing != wanted.WantsNothing()
        && registrant.Wish.IsSameAs(wanted)
        && (form.IsAnswer || registrant.PhotoConsent == form.PhotoConsent)
        && (form.Needs is null || form.Needs.IsSameAs(needs));

    // Whoever does not come says so at any time.
    private static Error? WindowRefuses(RegistrationWindow window, bool isNew, Attendee who, Wish wanted) =>
        wanted.WantsNothing() && window.State is AssemblyState.Convened ? null
        : isNew ? window.RefusesNew(who.Organisation, who.Person)
        : window.RefusesChange(who.Organisation, who.Person);

    private static Error? Stale(Registrant? registrant, bool isNew, long? seen) =>
        (isNew && seen is null) || registrant?.Version == seen
            ? null
            : RegistrationErrors.ChangedMeanwhile with
            {
                Current = registrant is null
                    ? null
                    : new StandsNow(registrant.Version, registrant.IsComing, registrant.Wish, registrant.PhotoConsent),
            };

    /// <summary>What a registration is decided on, in one statement: their own, how many others of their organisation there are, the seats.</summary>
    private async Task<(Registrant? Own, int Others, SeatsNow Seats)> Stands(
        Assembly assembly,
        Attendee who,
        DeadlineList? deadlines,
        CancellationToken ct
    )
    {
        var (person, guest, organisation) = (who.Person, who.Guest, who.Organisation);
        var registered = db.Registrants.Where(r => r.Assembly == assembly.Id);
        var stands = await db
            .Assemblies.Where(a => a.Id == assembly.Id)
            .Select(a => new
            {
                a.Version,
                Own = registered.FirstOrDefault(r => person != null ? r.Person == person : r.Guest == guest),
                Others = registered.Count(r =>
                    r.Organisation == organisation
                    && r.CancelledAt == null
                    && !r.DoesNotCount
                    && (person != null ? r.Person == null || r.Person != person : r.Guest == null || r.Guest != guest)
                ),
                Terms = db.SeatTerms.Where(t => t.Assembly == assembly.Id).Select(t => t.Terms).FirstOrDefault(),
                Counts = db.SeatCountsOf(assembly.Id).ToList(),
            })
            .SingleAsync(ct);
        if (stands.Version != assembly.Version)
        {
            throw new DbUpdateConcurrencyException($"{assembly.Code} changed while a registration waited for its seats.");
        }

        return (stands.Own, stands.Others, new(stands.Terms ?? SeatTerms.Default, deadlines, new(stands.Counts)));
    }

    private static Error? QuotaRefuses(SeatTerms terms, int others, Attendee who) =>
        who.Organisation is null || who.DoesNotCount || others < terms.People
            ? null
            : RegistrationDomainErrors.QuotaFull with
            {
                Message =
                    $"{who.Affiliation} has {Platform.Look.Words.Spelled(others, "person", "people")} registered, as many as it may. "
                    + "Send this person in the place of one of them, or ask the host for more places.",
            };

    private void TakeNeeds(Registrant registrant, Needs? needs, NeedsGiven? given)
    {
        if (given is null)
        {
            return;
        }

        if (needs is null)
        {
            needs = new Needs(registrant.Id);
            db.Add(needs);
        }

        needs.Say(
            given.Helps,
            given.More?.Trim() is { Length: > 0 } more ? more : null,
            given.Phone?.Trim() is { Length: > 0 } phone ? phone : null
        );
    }

    private static void TakeSeats(OpenBook open, Registrant registrant, Wish wanted, WishCheck check, SeatActor by)
    {
        var who = new Joining(registrant.Id, registrant.Organisation, !registrant.DoesNotCount);
        var why = registrant.Organisation is null ? "A guest gave a seat back." : $"{registrant.Affiliation} gave a seat back.";
        foreach (var meeting in check.Meetings)
        {
            open.Book.TakePart(who, meeting.Id, wanted.In(meeting.Id) ?? TakingPart.Not, by, why);
        }

        // What is given up first makes room for what is asked for.
        foreach (var pool in check.Items.OrderBy(p => wanted.Of(p.Id) is true))
        {
            open.Book.Book(who, pool.Id, wanted.Of(pool.Id) is true && check.MayHave(pool, registrant.Id), by, why);
        }
    }

    private static Occasion Words(OpenBook open, Registrant registrant, FilledIn form, bool isNew, IReadOnlyList<string> differences)
    {
        var title = open.Assembly.Title;
        var entered = form.Source is null
            ? []
            : new[]
            {
                $"It was entered for you as you told it ({form.Source.Note.Trim()}). If this is not what you said, change it, or write back at once.",
            };
        return !registrant.IsComing
                ? new(registrant, "you do not come", [$"It is noted that you do not come to {title}.", .. entered], false)
            : isNew ? new(registrant, "you are registered", [$"You are registered for {title}.", .. entered])
            : new(registrant, "your registration has changed", [$"Your registration for {title} has changed.", .. differences, .. entered]);
    }
}

/// <summary>What stands of a registration that somebody else changed meanwhile.</summary>
/// <param name="Version">Its version.</param>
/// <param name="IsComing">Whether it stands.</param>
/// <param name="Wish">What is wanted.</param>
/// <param name="PhotoConsent">Whether they may be recognisable in photographs.</param>
internal sealed record StandsNow(long Version, bool IsComing, Wish Wish, bool PhotoConsent);

/// <summary>Reads exceptions.</summary>
internal static class ExceptionReading
{
    /// <summary>All that were given at an assembly.</summary>
    public static Task<List<Exemption>> ExceptionsAt(this AssembliesDb db, Id<Assembly> assembly, CancellationToken ct) =>
        db.Exemptions.AsNoTracking().Where(e => e.Assembly == assembly).OrderBy(e => e.At).ToListAsync(ct);
}
