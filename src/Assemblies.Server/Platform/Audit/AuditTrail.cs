using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using NodaTime;

namespace Assemblies.Server.Platform.Audit;

/// <summary>Who did what, when, on what. Only ever added to: the service's role may not change or remove a row, nor set its time.</summary>
public sealed class AuditRow
{
    private AuditRow() { }

    internal AuditRow(Reader reader, string what, string on, Source? source) =>
        (Person, Who, What, On, SourceKind, SourceNote) = (reader.Person, reader.Label, what, on, source?.Kind, source?.Note);

    /// <summary>Its number, in the order of writing.</summary>
    public long Number { get; private set; }

    /// <summary>When, by the database's clock.</summary>
    public Instant At { get; private set; }

    /// <summary>Who; null for the service itself and for people without an account.</summary>
    public Id<Person>? Person { get; private set; }

    /// <summary>Who, in words at that time.</summary>
    public string Who { get; private set; } = "";

    /// <summary>The command's name.</summary>
    public string What { get; private set; } = "";

    /// <summary>What it was done to: a code or an id.</summary>
    public string On { get; private set; } = "";

    /// <summary>By what way the secretariat was told, when it acted for somebody.</summary>
    public SourceKind? SourceKind { get; private set; }

    /// <summary>Who told it, when.</summary>
    public string? SourceNote { get; private set; }
}

/// <summary>Adds the row of a command to its transaction.</summary>
internal sealed class AuditTrail(AssembliesDb db, Reader reader)
{
    private string? also;

    /// <summary>What the row of the command in hand says beside what it was done to.</summary>
    public void Say(string words) => also = words;

    public void Add(ICommand command, string name)
    {
        db.AuditRows.Add(new(reader, name, also is null ? command.On : $"{command.On} ({also})", command.Source));
        also = null;
    }
}
