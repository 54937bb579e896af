using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Invitations;

/// <summary>What was sent by a convocation or a sending of documents.</summary>
public enum ProofOf
{
    /// <summary>The assembly was convened.</summary>
    Convocation,

    /// <summary>The final documents were sent.</summary>
    Documents,
}

/// <summary>The proof that an assembly was convened, or its documents sent: who decided, under which rules, what it said. Never changed.</summary>
public sealed class Convocation : Entity<Convocation>
{
    private Convocation() { }

    /// <summary>Records it.</summary>
    /// <param name="assembly">Which assembly.</param>
    /// <param name="of">What was sent.</param>
    /// <param name="step">The step in its life.</param>
    /// <param name="rulesVersion">The version of the rules it was checked against.</param>
    /// <param name="agenda">The published agenda it went out with; null when none was.</param>
    /// <param name="content">What the mails said and led to, as JSON; <paramref name="hash"/> is made of it.</param>
    /// <param name="hash">SHA-256 of the content, hexadecimal.</param>
    public Convocation(
        Id<Assembly> assembly,
        ProofOf of,
        AssemblyStep step,
        int rulesVersion,
        Id<AgendaVersion>? agenda,
        string content,
        string hash
    )
    {
        (Assembly, Of, StepSeq, At, By) = (assembly, of, step.Seq, step.At, step.By);
        (OverrideReason, RulesVersion, Agenda, Content, Hash) = (step.Reason, rulesVersion, agenda, content, hash);
    }

    /// <summary>Which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>What was sent.</summary>
    public ProofOf Of { get; private set; }

    /// <summary>The step in the assembly's life.</summary>
    public int StepSeq { get; private set; }

    /// <summary>When, in business time.</summary>
    public Instant At { get; private set; }

    /// <summary>By whom.</summary>
    public Id<Person>? By { get; private set; }

    /// <summary>Why it was done against the rules; null when it was not.</summary>
    public string? OverrideReason { get; private set; }

    /// <summary>The version of the rules.</summary>
    public int RulesVersion { get; private set; }

    /// <summary>The published agenda it went out with.</summary>
    public Id<AgendaVersion>? Agenda { get; private set; }

    /// <summary>What the mails said and led to, as JSON; kept as text, to the letter, so that the hash can be made again.</summary>
    public string Content { get; private set; } = "{}";

    /// <summary>SHA-256 of the content, hexadecimal.</summary>
    public string Hash { get; private set; } = "";
}

/// <summary>A line of the roll at that moment: a mandate, what its holder was sent, and why, or why nothing.</summary>
public sealed class ConvocationRecipient
{
    private ConvocationRecipient() { }

    /// <summary>Records it.</summary>
    public ConvocationRecipient(Id<Convocation> convocation, Told told, IReadOnlyList<string> sent)
    {
        (Convocation, Mandate, Person, Organisation) = (convocation, told.Of.Mandate, told.Of.Person, told.Of.Organisation);
        (OrganisationName, OrganisationKind, Role) = (told.Of.OrganisationName, told.Of.Kind, told.Of.Role);
        (Name, Email, Sent, Why) = (told.Of.Name, told.Of.Email, [.. sent], told.Why);
    }

    /// <summary>Of which proof.</summary>
    public Id<Convocation> Convocation { get; private set; }

    /// <summary>The mandate.</summary>
    public Id<Mandate> Mandate { get; private set; }

    /// <summary>Its holder.</summary>
    public Id<Person> Person { get; private set; }

    /// <summary>The organisation.</summary>
    public Id<Organisation> Organisation { get; private set; }

    /// <summary>Its name at that moment.</summary>
    public string OrganisationName { get; private set; } = "";

    /// <summary>What it was to the network.</summary>
    public OrganisationKind OrganisationKind { get; private set; }

    /// <summary>As what they represented it.</summary>
    public MandateRole Role { get; private set; }

    /// <summary>Their name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The address.</summary>
    public string Email { get; private set; } = "";

    /// <summary>Keys of the meetings they were invited to, or hashes of the documents; empty for nothing.</summary>
    public string[] Sent { get; private set; } = [];

    /// <summary>Why, in words.</summary>
    public string Why { get; private set; } = "";
}
