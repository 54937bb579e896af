using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Assemblies.Server.Agenda;

internal sealed class DocumentTables
    : IEntityTypeConfiguration<AgendaDocument>,
        IEntityTypeConfiguration<DocumentFile>,
        IEntityTypeConfiguration<ItemReader>,
        IEntityTypeConfiguration<ItemRequest>,
        IEntityTypeConfiguration<RequestAnswer>
{
    public void Configure(EntityTypeBuilder<AgendaDocument> builder)
    {
        builder.ToTable("agenda_document").HasKey(d => d.Id);
        builder.HasQueryFilter(d => d.RemovedAt == null);
        builder.HasOne<Assembly>().WithMany().HasForeignKey(d => d.Assembly);
        builder.HasOne<AgendaItem>().WithMany().HasForeignKey(d => d.Item);
        builder.HasOne<ItemRequest>().WithMany().HasForeignKey(d => d.Request);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(d => d.Organisation);

        // One update of a member counts; a newer one takes its place.
        builder
            .HasIndex(d => new { d.Assembly, d.Organisation })
            .IsUnique()
            .HasFilter("kind = 'CountryUpdate' and removed_at is null")
            .HasDatabaseName("agenda_document_country_update");
    }

    public void Configure(EntityTypeBuilder<DocumentFile> builder)
    {
        builder.ToTable("document_file").HasKey(f => f.Document);
        builder.Property(f => f.Document).ValueGeneratedNever();
        builder.HasOne<AgendaDocument>().WithOne().HasForeignKey<DocumentFile>(f => f.Document);
    }

    public void Configure(EntityTypeBuilder<ItemReader> builder)
    {
        builder.ToTable("agenda_item_reader").HasKey(r => new { r.Item, r.Person });
        builder.HasOne<AgendaItem>().WithMany().HasForeignKey(r => r.Item);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.Person);
    }

    public void Configure(EntityTypeBuilder<ItemRequest> builder)
    {
        builder.ToTable("item_request").HasKey(r => r.Id);
        builder.HasOne<Assembly>().WithMany().HasForeignKey(r => r.Assembly);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(r => r.Organisation);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.By);
        builder.HasOne(r => r.Answer).WithOne().HasForeignKey<RequestAnswer>(a => a.Request);
    }

    public void Configure(EntityTypeBuilder<RequestAnswer> builder)
    {
        builder.ToTable("item_request_answer").HasKey(a => a.Request).HasName("item_request_answer_once");
        builder.HasOne<AgendaItem>().WithMany().HasForeignKey(a => a.Item);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.By);
    }
}
