using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Audit;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Outbox;
using Assemblies.Server.Platform.Security;
using Assemblies.Server.Platform.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Assemblies.Server.Platform.Database;

/// <summary>The database. Each area says in its own <c>…Tables.cs</c> how its types lie in it.</summary>
public sealed partial class AssembliesDb(DbContextOptions<AssembliesDb> options) : DbContext(options)
{
    /// <summary>Answers kept by key.</summary>
    public DbSet<AnsweredKey> AnsweredKeys => Set<AnsweredKey>();

    /// <summary>Programs' tokens.</summary>
    public DbSet<AccessToken> AccessTokens => Set<AccessToken>();

    /// <summary>Assemblies.</summary>
    public DbSet<Assembly> Assemblies => Set<Assembly>();

    /// <summary>Steps of assemblies.</summary>
    public DbSet<AssemblyStep> AssemblySteps => Set<AssemblyStep>();

    /// <summary>Who did what.</summary>
    public DbSet<AuditRow> AuditRows => Set<AuditRow>();

    /// <summary>Mail that development caught.</summary>
    public DbSet<CaughtMail> CaughtMails => Set<CaughtMail>();

    /// <summary>The one offset of business time.</summary>
    public DbSet<ClockOffset> ClockOffsets => Set<ClockOffset>();

    /// <summary>Who belongs to the secretariat.</summary>
    public DbSet<Grant> Grants => Set<Grant>();

    /// <summary>Mandates.</summary>
    public DbSet<Mandate> Mandates => Set<Mandate>();

    /// <summary>Meetings of assemblies.</summary>
    public DbSet<Meeting> Meetings => Set<Meeting>();

    /// <summary>Officers of assemblies.</summary>
    public DbSet<Officer> Officers => Set<Officer>();

    /// <summary>Organisations.</summary>
    public DbSet<Organisation> Organisations => Set<Organisation>();

    /// <summary>Mail to be sent, and sent.</summary>
    public DbSet<OutboxMail> OutboxMails => Set<OutboxMail>();

    /// <summary>People.</summary>
    public DbSet<Person> People => Set<Person>();

    /// <summary>Signed-in browsers.</summary>
    public DbSet<SignedInBrowser> SignIns => Set<SignedInBrowser>();

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AssembliesDb).Assembly);
        modelBuilder.HasSequence<long>("presence_entry_number");
        modelBuilder.HasCollation("people", locale: "und-u-ks-level2", provider: "icu", deterministic: false);
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // Any Id<T> is a uuid; any enum is its name, so that a table can be read and a reordered enum harms nothing.
        var types = typeof(Id<>).Assembly.GetTypes().Concat(typeof(AssembliesDb).Assembly.GetTypes());
        foreach (var type in types.Where(type => IsEntity(type)))
        {
            configurationBuilder.Properties(typeof(Id<>).MakeGenericType(type)).HaveConversion(typeof(IdConverter<>).MakeGenericType(type));
        }

        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        configurationBuilder.Properties<Audience>().HaveConversion<int>();
    }

    private static bool IsEntity(Type type) =>
        type is { IsAbstract: false, BaseType.IsGenericType: true } && type.BaseType.GetGenericTypeDefinition() == typeof(Entity<>);

    private sealed class IdConverter<T>() : ValueConverter<Id<T>, Guid>(id => id.Value, value => new(value));
}
