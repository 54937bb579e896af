using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;

namespace Assemblies.Server.Platform.Security;

/// <summary>A mandate that holds today.</summary>
/// <param name="Mandate">Its row.</param>
/// <param name="Organisation">For whom the reader speaks.</param>
/// <param name="Code">That organisation's code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is to the network.</param>
/// <param name="Role">As what.</param>
public sealed record Hat(
    Id<Mandate> Mandate,
    Id<Organisation> Organisation,
    string Code,
    string Name,
    OrganisationKind Kind,
    MandateRole Role
);

/// <summary>An office that holds.</summary>
/// <param name="Assembly">Of which assembly.</param>
/// <param name="Code">Its code.</param>
/// <param name="Office">Which.</param>
public sealed record HeldOffice(Id<Assembly> Assembly, string Code, Office Office);

/// <summary>Who asks, with the rights of this moment: read anew for each request.</summary>
public sealed record Reader
{
    /// <summary>Nobody is signed in.</summary>
    public static readonly Reader Public = new();

    /// <summary>The service itself: its jobs.</summary>
    public static readonly Reader Service = new() { IsService = true, Name = "the service" };

    /// <summary>Who; null for the public and the service.</summary>
    public Id<Person>? Person { get; init; }

    /// <summary>Their own name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Their name in Latin letters, where it has others.</summary>
    public string? NameLatin { get; init; }

    /// <summary>Their address.</summary>
    public string? Email { get; init; }

    /// <summary>The language they read, BCP 47.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The zone they live in, IANA; null when unknown.</summary>
    public string? Zone { get; init; }

    /// <summary>Light or dark, when they chose.</summary>
    public string? Colours { get; init; }

    /// <summary>The signed-in browser, to end it; null for tokens.</summary>
    public Id<SignedInBrowser>? SignIn { get; init; }

    /// <summary>A program's token that may only read.</summary>
    public bool MayOnlyRead { get; init; }

    /// <summary>One of the service's own jobs.</summary>
    public bool IsService { get; init; }

    /// <summary>Belongs to the secretariat.</summary>
    public bool IsSecretariat { get; init; }

    /// <summary>Mandates that hold today.</summary>
    public IReadOnlyList<Hat> Hats { get; init; } = [];

    /// <summary>Offices that hold.</summary>
    public IReadOnlyList<HeldOffice> Offices { get; init; } = [];

    /// <summary>Whether somebody is signed in.</summary>
    public bool IsSignedIn => Person is not null;

    /// <summary>For the audit, in words.</summary>
    public string Label => Email is null ? (IsService ? Name : "somebody without an account") : $"{Name} <{Email}>";

    /// <summary>The reader classes they belong to; what is for one of these is for them.</summary>
    public Audience Classes => Hats.Aggregate(Audience.Public, (classes, hat) => classes | ClassOf(hat.Kind));

    /// <summary>
    /// Speaks for a member, as head, deputy or adviser: reads what members keep among themselves. Its observers and contacts read what is for
    /// their class, as everybody does.
    /// </summary>
    public bool IsMember =>
        Hats.Any(hat => hat is { Kind: OrganisationKind.Member, Role: MandateRole.Head or MandateRole.Deputy or MandateRole.Adviser });

    /// <summary>May act for that organisation: its head or deputy.</summary>
    public bool ActsFor(Id<Organisation> organisation) =>
        Hats.Any(hat => hat.Organisation == organisation && hat.Role is (MandateRole.Head or MandateRole.Deputy));

    /// <summary>Belongs to that organisation in any role.</summary>
    public bool BelongsTo(Id<Organisation> organisation) => Hats.Any(hat => hat.Organisation == organisation);

    /// <summary>Holds one of these offices of that assembly.</summary>
    public bool Holds(Id<Assembly> assembly, params ReadOnlySpan<Office> offices)
    {
        foreach (var held in Offices)
        {
            if (held.Assembly == assembly && offices.Contains(held.Office))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The reader class of an organisation's people.</summary>
    public static Audience ClassOf(OrganisationKind kind) =>
        kind switch
        {
            OrganisationKind.Member => Audience.Members,
            OrganisationKind.Applicant => Audience.Applicants,
            OrganisationKind.AssociatedPartner => Audience.AssociatedPartners,
            OrganisationKind.Commission => Audience.Commission,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "An unknown kind of organisation."),
        };
}
