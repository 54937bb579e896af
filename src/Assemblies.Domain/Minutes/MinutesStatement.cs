using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using NodaTime;

namespace Assemblies.Domain.Minutes;

/// <summary>What a member wants the minutes to say in its own words. Never changed; one that was taken back stays as a row.</summary>
public sealed class MinutesStatement : Entity<MinutesStatement>
{
    private MinutesStatement() { }

    /// <summary>Records it.</summary>
    /// <param name="assembly">In the minutes of which assembly.</param>
    /// <param name="item">At which item; null for the assembly as a whole.</param>
    /// <param name="organisation">Whose.</param>
    /// <param name="text">In its words; plain text.</param>
    /// <param name="at">When.</param>
    /// <param name="by">Who recorded it.</param>
    public MinutesStatement(
        Id<Assembly> assembly,
        Id<AgendaItem>? item,
        Id<Organisation> organisation,
        string text,
        Instant at,
        Id<Person>? by
    ) => (Assembly, Item, Organisation, Text, At, By) = (assembly, item, organisation, text, at, by);

    /// <summary>In the minutes of which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>At which item; null for the assembly as a whole.</summary>
    public Id<AgendaItem>? Item { get; private set; }

    /// <summary>Whose.</summary>
    public Id<Organisation> Organisation { get; private set; }

    /// <summary>In its words; plain text.</summary>
    public string Text { get; private set; } = "";

    /// <summary>When.</summary>
    public Instant At { get; private set; }

    /// <summary>Who recorded it.</summary>
    public Id<Person>? By { get; private set; }

    /// <summary>When it was taken back; null while it stands.</summary>
    public Instant? RemovedAt { get; private set; }

    /// <summary>By whom.</summary>
    public Id<Person>? RemovedBy { get; private set; }

    /// <summary>Takes it back. Versions that were published with it keep it.</summary>
    public void Remove(Instant at, Id<Person>? by) => (RemovedAt, RemovedBy) = (at, by);
}
