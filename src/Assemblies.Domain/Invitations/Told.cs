using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Invitations;

/// <summary>Somebody on the roll: a mandate with its holder and its organisation.</summary>
/// <param name="Mandate">The mandate.</param>
/// <param name="Person">Its holder.</param>
/// <param name="Name">Their name.</param>
/// <param name="Email">Where mail reaches them.</param>
/// <param name="TimeZone">Their zone, IANA.</param>
/// <param name="Organisation">For whom they speak.</param>
/// <param name="Code">Its code; orders the roll.</param>
/// <param name="OrganisationName">Its name.</param>
/// <param name="Kind">What it is to the network.</param>
/// <param name="Role">As what they represent it.</param>
/// <param name="NamedByHead">An adviser whom the head wants to be told.</param>
/// <param name="From">The first day of the mandate.</param>
/// <param name="Until">Its last day; null while nothing ends it.</param>
public sealed record RollEntry(
    Id<Mandate> Mandate,
    Id<Person> Person,
    string Name,
    string Email,
    string TimeZone,
    Id<Organisation> Organisation,
    string Code,
    string OrganisationName,
    OrganisationKind Kind,
    MandateRole Role,
    bool NamedByHead,
    LocalDate From,
    LocalDate? Until
)
{
    /// <summary>The reader class of its people.</summary>
    public Audience Audience =>
        Kind switch
        {
            OrganisationKind.Member => Audience.Members,
            OrganisationKind.Applicant => Audience.Applicants,
            OrganisationKind.AssociatedPartner => Audience.AssociatedPartners,
            OrganisationKind.Commission => Audience.Commission,
            _ => throw new InvalidOperationException("An unknown kind of organisation."),
        };
}

/// <summary>What somebody on the roll is told, and why; or why nothing.</summary>
/// <param name="Of">Who.</param>
/// <param name="Meetings">The meetings they are invited to, in order of time; empty for nothing.</param>
/// <param name="Why">In words.</param>
public sealed record Told(RollEntry Of, IReadOnlyList<Meeting> Meetings, string Why)
{
    /// <summary>
    /// The one rule of who is told: head and deputy of every member, and advisers their head names, of all meetings for members; every
    /// representative of partners, applicants and Commission of the meetings for them. Nobody whose mandate does not hold.
    /// </summary>
    /// <param name="of">Somebody on the roll.</param>
    /// <param name="meetings">The meetings that take place.</param>
    /// <param name="day">The day, in the rules' zone.</param>
    /// <remarks>
    /// Of members head and deputy, and advisers whom their head named; of everybody else whoever represents them. Each to the meetings that are for
    /// their kind of organisation.
    /// </remarks>
    public static Told Decide(RollEntry of, IEnumerable<Meeting> meetings, LocalDate day)
    {
        if (of.From > day)
        {
            return new(of, [], $"The mandate begins on {Words.Date(of.From)}.");
        }

        if (of.Until < day)
        {
            return new(of, [], $"The mandate ended on {Words.Date(of.Until.Value)}.");
        }

        if (Excluded(of) is { } why)
        {
            return new(of, [], why);
        }

        var invited = meetings.Where(m => m.CancelledAt is null && m.Audience.HasFlag(of.Audience)).OrderBy(m => m.StartsAt).ToList();
        return invited.Count > 0
            ? new(of, invited, $"{Words.Sentence(RoleOf(of))}.")
            : new(of, [], $"No meeting is for {People(of.Kind)}.");
    }

    private static string? Excluded(RollEntry of) =>
        (of.Kind, of.Role) switch
        {
            (OrganisationKind.Member, MandateRole.Head or MandateRole.Deputy) => null,
            (OrganisationKind.Member, MandateRole.Adviser) => of.NamedByHead
                ? null
                : "An adviser is told when the head of the delegation names them, which has not been done.",
            (OrganisationKind.Member, MandateRole.Observer) => "Members are told through head and deputy, not through observers.",
            (OrganisationKind.Member, MandateRole.Contact) =>
                "Members are told through head and deputy, not through the contact for the office’s mail.",
            _ => null,
        };

    private static string RoleOf(RollEntry of) =>
        of.Kind switch
        {
            OrganisationKind.Member => of.Role switch
            {
                MandateRole.Head => "head of a member’s delegation",
                MandateRole.Deputy => "deputy head of a member’s delegation",
                _ => "adviser whom the head of the delegation named",
            },
            OrganisationKind.Applicant => "represents an applicant: the open meeting, and as an observer the item about its admission",
            OrganisationKind.AssociatedPartner => "represents an associated partner",
            _ => "represents a service of the European Commission",
        };

    private static string People(OrganisationKind kind) =>
        kind switch
        {
            OrganisationKind.Member => "members",
            OrganisationKind.Applicant => "applicants",
            OrganisationKind.AssociatedPartner => "associated partners",
            _ => "the European Commission",
        };
}
