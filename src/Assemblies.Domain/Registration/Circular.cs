using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Registration;

/// <summary>Whom a circular goes to, in words of the lists.</summary>
public enum SelectionKind
{
    /// <summary>All who are registered.</summary>
    Registered,

    /// <summary>Those with a seat on site at one meeting.</summary>
    OnSite,

    /// <summary>Those who take part in one meeting by video, also for the meanwhile.</summary>
    Online,

    /// <summary>Those who wait in line for one pool.</summary>
    Waiting,

    /// <summary>Those who have one bookable thing, such as the dinner.</summary>
    HasItem,

    /// <summary>Those with a seat on site who have not answered all of the second step.</summary>
    SecondStepUnanswered,

    /// <summary>Those who are invited, have not answered and are not registered.</summary>
    InvitedWithoutAnswer,

    /// <summary>Guests of the open meeting who are registered.</summary>
    Guests,
}

/// <summary>Whom a circular goes to.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Meeting">At which meeting; for those on site and online.</param>
/// <param name="Pool">In which pool; for those who wait and those who have an item.</param>
public sealed record Selection(SelectionKind Kind, Id<Meeting>? Meeting = null, Id<SeatPool>? Pool = null)
{
    /// <summary>Whether it says all it has to: a meeting, a pool, where one is needed.</summary>
    public bool IsWhole =>
        Kind switch
        {
            SelectionKind.OnSite or SelectionKind.Online => Meeting is not null,
            SelectionKind.Waiting or SelectionKind.HasItem => Pool is not null,
            _ => true,
        };
}

/// <summary>
/// A letter of the host or the secretariat to a selection. It rests for the settling time and can be called back until it has gone; then it goes
/// once to each of those it was written to.
/// </summary>
/// <remarks>Source: seats.md, Lists, imports, sending.</remarks>
public sealed class Circular : Entity<Circular>
{
    private Circular() { }

    /// <summary>Writes one.</summary>
    /// <param name="assembly">At which assembly.</param>
    /// <param name="to">To whom, as it was chosen.</param>
    /// <param name="toInWords">The same in words, as they were then.</param>
    /// <param name="subject">Its subject.</param>
    /// <param name="text">Its text, paragraphs with blank lines between.</param>
    /// <param name="recipients">To how many it goes.</param>
    /// <param name="by">By whom.</param>
    /// <param name="stamp">When, by the database's clock: the settling time goes by it.</param>
    public Circular(
        Id<Assembly> assembly,
        Selection to,
        string toInWords,
        string subject,
        string text,
        int recipients,
        Id<Person>? by,
        Instant stamp
    )
    {
        (Assembly, To, ToInWords) = (assembly, to, toInWords);
        (Subject, Text, Recipients, By, At) = (subject, text, recipients, by, stamp);
    }

    /// <summary>At which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>To whom, as it was chosen.</summary>
    public Selection To { get; private set; } = null!;

    /// <summary>The same in words, as they were then.</summary>
    public string ToInWords { get; private set; } = "";

    /// <summary>Its subject.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>Its text.</summary>
    public string Text { get; private set; } = "";

    /// <summary>To how many it goes.</summary>
    public int Recipients { get; private set; }

    /// <summary>By whom.</summary>
    public Id<Person>? By { get; private set; }

    /// <summary>When it was written, by the database's clock.</summary>
    public Instant At { get; private set; }

    /// <summary>When it was handed to the outbox; null before.</summary>
    public Instant? SentAt { get; private set; }

    /// <summary>When it was called back; null where it was not.</summary>
    public Instant? CalledBackAt { get; private set; }

    /// <summary>By whom.</summary>
    public Id<Person>? CalledBackBy { get; private set; }

    /// <summary>Whether it may still be called back.</summary>
    public bool Rests => SentAt is null && CalledBackAt is null;

    /// <summary>Calls it back. Null: done, or done before; refused once it has gone.</summary>
    public Error? CallBack(Instant stamp, Id<Person>? by)
    {
        if (SentAt is not null)
        {
            return CircularErrors.HasGone;
        }

        if (CalledBackAt is null)
        {
            (CalledBackAt, CalledBackBy) = (stamp, by);
        }

        return null;
    }

    /// <summary>It goes.</summary>
    public void Go(Instant stamp) => SentAt ??= stamp;
}

/// <summary>One of those a circular goes to, as they were when it was written.</summary>
public sealed class CircularRecipient
{
    private CircularRecipient() { }

    /// <summary>Adds one.</summary>
    public CircularRecipient(Id<Circular> circular, string email, string name, Id<Person>? person) =>
        (Circular, Email, Name, Person) = (circular, email, name, person);

    /// <summary>Of which circular.</summary>
    public Id<Circular> Circular { get; private set; }

    /// <summary>The address it goes to; once in a circular.</summary>
    public string Email { get; private set; } = "";

    /// <summary>To whom.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The person; null for a guest.</summary>
    public Id<Person>? Person { get; private set; }
}

/// <summary>Refusals of the rules about circulars.</summary>
public static class CircularErrors
{
    /// <summary>It has gone.</summary>
    public static readonly Error HasGone = new(
        "circulars.has_gone",
        ErrorKind.Conflict,
        "This has gone out and cannot be called back any more. Write another one to put it right."
    );
}
