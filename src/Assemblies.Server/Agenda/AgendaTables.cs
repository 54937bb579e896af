using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace Assemblies.Server.Agenda;

/// <summary>The bytes of a document, apart from what is known of it, so that lists do not read them.</summary>
public sealed class DocumentFile
{
    private DocumentFile() { }

    internal DocumentFile(Id<AgendaDocument> document, byte[] content) => (Document, Content) = (document, content);

    /// <summary>Of which document.</summary>
    public Id<AgendaDocument> Document { get; private set; }

    /// <summary>The bytes as they came.</summary>
    public byte[] Content { get; private set; } = [];
}

/// <summary>Somebody whom the chair named: may read a closed item.</summary>
public sealed class ItemReader
{
    private ItemReader() { }

    /// <summary>Which item.</summary>
    public Id<AgendaItem> Item { get; private set; }

    /// <summary>Who.</summary>
    public Id<Person> Person { get; private set; }

    /// <summary>Since when.</summary>
    public Instant At { get; private set; }

    /// <summary>Named by whom.</summary>
    public Id<Person>? By { get; private set; }
}

internal sealed class AgendaTables
    : IEntityTypeConfiguration<AgendaDraft>,
        IEntityTypeConfiguration<Session>,
        IEntityTypeConfiguration<AgendaItem>,
        IEntityTypeConfiguration<AgendaVersion>
{
    public void Configure(EntityTypeBuilder<AgendaDraft> builder)
    {
        builder.ToTable("agenda_draft").HasKey(d => d.Id);
        builder.HasAlternateKey(d => d.Assembly).HasName("agenda_draft_assembly");
        builder.HasOne<Assembly>().WithMany().HasForeignKey(d => d.Assembly);
        builder.HasMany(d => d.Sessions).WithOne().HasForeignKey(s => s.Assembly).HasPrincipalKey(d => d.Assembly);
        builder.Navigation(d => d.Sessions).HasField("sessions").UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.Ignore(d => d.Stranded).Ignore(d => d.Items).Ignore(d => d.Issued).Ignore(d => d.Numbering);
    }

    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("session").HasKey(s => s.Id);
        builder.HasQueryFilter(s => s.RemovedAt == null);
        builder.HasOne(s => s.Of).WithMany().HasForeignKey(s => s.Meeting);
        builder.HasMany(s => s.Items).WithOne(i => i.Of).HasForeignKey(i => i.Session);
        builder.Navigation(s => s.Items).HasField("items").UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.Property(s => s.Order).HasColumnName("place");
        builder.Property(s => s.Parallel).HasMaxLength(1);
        builder.Ignore(s => s.Length).Ignore(s => s.Name).Ignore(s => s.Plan);
        builder.HasIndex(s => new { s.Meeting, s.Order });
    }

    public void Configure(EntityTypeBuilder<AgendaItem> builder)
    {
        builder.ToTable("agenda_item").HasKey(i => i.Id);
        builder.HasQueryFilter(i => i.RemovedAt == null);
        builder.HasOne<Assembly>().WithMany().HasForeignKey(i => i.Assembly);
        builder.HasOne<Person>().WithMany().HasForeignKey(i => i.TextSavedBy);
        builder.Property(i => i.Order).HasColumnName("place");
        builder.Ignore(i => i.Plan);

        // A printed number is that item's for good, also when the item is dropped.
        builder
            .HasIndex(i => new { i.Assembly, i.Number })
            .IsUnique()
            .HasFilter("printed_in is not null")
            .HasDatabaseName("agenda_item_printed_number");
    }

    public void Configure(EntityTypeBuilder<AgendaVersion> builder)
    {
        builder.ToTable("agenda_version").HasKey(v => v.Id);
        builder.HasIndex(v => new { v.Assembly, v.Number }).IsUnique().HasDatabaseName("agenda_version_number");
        builder.HasOne<Assembly>().WithMany().HasForeignKey(v => v.Assembly);
        builder.HasOne<Person>().WithMany().HasForeignKey(v => v.PublishedBy);
        builder.Property(v => v.Content).AsJson();
        builder.Property(v => v.Difference).AsJson();
    }
}
