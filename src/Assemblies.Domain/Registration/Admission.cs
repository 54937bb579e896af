using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Registration;

/// <summary>Where a guest's way into the open meeting stands.</summary>
public enum AdmissionState
{
    /// <summary>The link in the mail was not used yet.</summary>
    Unconfirmed,

    /// <summary>Confirmed; the host looks at it first.</summary>
    AsksHost,

    /// <summary>Confirmed and let in: what they have of the open meeting are the lines of their registration.</summary>
    Admitted,

    /// <summary>The host said no.</summary>
    Refused,
}

/// <summary>What is known of somebody who wants to come as a guest.</summary>
/// <param name="Email">Where mail reaches them.</param>
/// <param name="Name">Their name.</param>
/// <param name="Affiliation">For whom they come, in words.</param>
/// <param name="How">On site or online.</param>
public sealed record GuestFacts(string Email, string Name, string Affiliation, TakingPart How);

/// <summary>
/// A guest's way into the open meeting: invited by the host, or asked for by the public form. Nothing is theirs before the link in the mail was
/// used; what was never confirmed is removed after <see cref="KeptDays"/> days.
/// </summary>
/// <remarks>Source: seats.md, Seats. Each sending of the public form is a row of its own, so that nobody changes what somebody else wrote.</remarks>
public sealed class Admission : Entity<Admission>
{
    /// <summary>Days after which what nobody confirmed is removed, and the network address it was sent from in any case.</summary>
    public const int KeptDays = 7;

    private Admission() { }

    /// <summary>Opens the way for somebody.</summary>
    /// <param name="assembly">To the open meeting of which assembly.</param>
    /// <param name="who">Who.</param>
    /// <param name="invitedBy">Who invites them; null where they asked by the public form.</param>
    /// <param name="ip">The network address the form was sent from; null for an invitation.</param>
    /// <param name="at">When, in business time.</param>
    /// <param name="stamp">When, by the database's clock: limits and removal go by it.</param>
    public Admission(Id<Assembly> assembly, GuestFacts who, Id<Person>? invitedBy, string? ip, Instant at, Instant stamp)
    {
        (Assembly, Email) = (assembly, Person.NormalEmail(who.Email));
        (Name, Affiliation, How) = (who.Name, who.Affiliation, who.How);
        (InvitedBy, Ip, At, AskedAt) = (invitedBy, ip, at, stamp);
    }

    /// <summary>To the open meeting of which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>Where mail reaches them, in lower case.</summary>
    public string Email { get; private set; } = "";

    /// <summary>Their name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>For whom they come, in words.</summary>
    public string Affiliation { get; private set; } = "";

    /// <summary>How they want to take part: on site or online.</summary>
    public TakingPart How { get; private set; }

    /// <summary>Who invited them; null where they asked by the public form.</summary>
    public Id<Person>? InvitedBy { get; private set; }

    /// <summary>The network address the form was sent from; removed after <see cref="KeptDays"/> days.</summary>
    public string? Ip { get; private set; }

    /// <summary>When it was sent, in business time.</summary>
    public Instant At { get; private set; }

    /// <summary>When it was sent, by the database's clock.</summary>
    public Instant AskedAt { get; private set; }

    /// <summary>When the link in the mail was used; null before. One a person and assembly is confirmed.</summary>
    public Instant? ConfirmedAt { get; private set; }

    /// <summary>The guest it made; null before it was confirmed.</summary>
    public Id<Guest>? Guest { get; private set; }

    /// <summary>When they were let in or refused; null before.</summary>
    public Instant? AnsweredAt { get; private set; }

    /// <summary>By whom; null where nobody looks first.</summary>
    public Id<Person>? AnsweredBy { get; private set; }

    /// <summary>Why they were refused; null where they were not.</summary>
    public string? RefusedWhy { get; private set; }

    /// <summary>Where it stands.</summary>
    public AdmissionState State =>
        ConfirmedAt is null ? AdmissionState.Unconfirmed
        : AnsweredAt is null ? AdmissionState.AsksHost
        : RefusedWhy is null ? AdmissionState.Admitted
        : AdmissionState.Refused;

    /// <summary>The holder of the link says that it is meant. True when they are in by that: invited, or nobody looks first. A repeat changes nothing.</summary>
    /// <param name="guest">The guest it makes.</param>
    /// <param name="how">On site or online, as they say now.</param>
    /// <param name="approves">Whether the host looks at each who asked by the public form.</param>
    /// <param name="at">When.</param>
    public bool Confirm(Guest guest, TakingPart how, bool approves, Instant at)
    {
        if (ConfirmedAt is not null)
        {
            return false;
        }

        (ConfirmedAt, Guest, How) = (at, guest.Id, how);
        if (approves && InvitedBy is null)
        {
            return false;
        }

        AnsweredAt = at;
        return true;
    }

    /// <summary>The host lets them in. Null: done, or done before; refused when they were told no.</summary>
    public Error? Admit(Instant at, Id<Person>? by) => Answer(at, by, null);

    /// <summary>The host says no, and why. Null: done, or done before; refused when they were let in.</summary>
    public Error? Refuse(Instant at, Id<Person>? by, string why) => Answer(at, by, why);

    /// <summary>They want to take part in another way.</summary>
    public void Prefer(TakingPart how) => How = how;

    private Error? Answer(Instant at, Id<Person>? by, string? why)
    {
        switch (State)
        {
            case AdmissionState.Unconfirmed:
                return AdmissionErrors.NotConfirmed;
            case AdmissionState.AsksHost:
                (AnsweredAt, AnsweredBy, RefusedWhy) = (at, by, why);
                return null;
            default:
                return State is AdmissionState.Refused == why is not null ? null : AdmissionErrors.AnsweredOtherwise;
        }
    }
}

/// <summary>A link to a guest's own page; each mail has one of its own, all of them hold.</summary>
public sealed class AttendLink
{
    private AttendLink() { }

    /// <summary>Makes one.</summary>
    public AttendLink(byte[] hash, Id<Admission> admission, Instant at) => (Hash, Admission, At) = (hash, admission, at);

    /// <summary>SHA-256 of the token in the mail.</summary>
    public byte[] Hash { get; private set; } = [];

    /// <summary>What it leads to.</summary>
    public Id<Admission> Admission { get; private set; }

    /// <summary>When it was made.</summary>
    public Instant At { get; private set; }

    /// <summary>It leads to another one of the same address: that is the confirmed one.</summary>
    public void LeadTo(Id<Admission> other) => Admission = other;
}

/// <summary>Refusals of the rules about guests.</summary>
public static class AdmissionErrors
{
    /// <summary>The guest has not used the link yet.</summary>
    public static readonly Error NotConfirmed = new(
        "guests.not_confirmed",
        ErrorKind.Conflict,
        "This person has not confirmed the address yet. It can be answered once they have used the link in their mail."
    );

    /// <summary>It was answered before, in another way.</summary>
    public static readonly Error AnsweredOtherwise = new(
        "guests.answered_otherwise",
        ErrorKind.Conflict,
        "Somebody answered this before, in another way. Look at the list as it is now."
    );
}
