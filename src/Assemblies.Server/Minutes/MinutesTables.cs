using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Minutes;
using Assemblies.Domain.Voting;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Assemblies.Server.Minutes;

internal sealed class MinutesTables
    : IEntityTypeConfiguration<MinutesText>,
        IEntityTypeConfiguration<MinutesStatement>,
        IEntityTypeConfiguration<MinutesVersion>,
        IEntityTypeConfiguration<MinutesObjection>,
        IEntityTypeConfiguration<ObjectionAnswer>,
        IEntityTypeConfiguration<MinutesApproval>,
        IEntityTypeConfiguration<MinutesSignature>,
        IEntityTypeConfiguration<MinutesRelease>
{
    /// <summary>One text a place.</summary>
    public const string OneText = "minutes_text_place";

    /// <summary>Two published at once: the second looks again.</summary>
    public const string VersionNumber = "minutes_version_number";

    /// <summary>One answer an objection.</summary>
    public const string AnswerOnce = "minutes_objection_answer_once";

    /// <summary>One approval stands.</summary>
    public const string OneApproval = "minutes_approval_one";

    /// <summary>One signature an office.</summary>
    public const string SignOnce = "minutes_signature_once";

    /// <summary>Two releases at once: the second looks again.</summary>
    public const string ReleaseOnce = "minutes_release_once";

    public void Configure(EntityTypeBuilder<MinutesText> builder)
    {
        builder.ToTable("minutes_text").HasKey(t => t.Id);
        builder.HasOne<Assembly>().WithMany().HasForeignKey(t => t.Assembly);
        builder.HasOne<AgendaItem>().WithMany().HasForeignKey(t => t.Item);
        builder.HasOne<Person>().WithMany().HasForeignKey(t => t.SavedBy);
        builder.Property(t => t.Version).IsConcurrencyToken();
        builder
            .HasIndex(t => new
            {
                t.Assembly,
                t.Part,
                t.Item,
            })
            .IsUnique()
            .AreNullsDistinct(false)
            .HasDatabaseName(OneText);
    }

    public void Configure(EntityTypeBuilder<MinutesStatement> builder)
    {
        builder.ToTable("minutes_statement").HasKey(s => s.Id);
        builder.HasOne<Assembly>().WithMany().HasForeignKey(s => s.Assembly);
        builder.HasOne<AgendaItem>().WithMany().HasForeignKey(s => s.Item);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(s => s.Organisation);
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.By);
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.RemovedBy);
    }

    public void Configure(EntityTypeBuilder<MinutesVersion> builder)
    {
        builder.ToTable("minutes_version").HasKey(v => v.Id);
        builder.HasIndex(v => new { v.Assembly, v.Number }).IsUnique().HasDatabaseName(VersionNumber);
        builder.HasOne<Assembly>().WithMany().HasForeignKey(v => v.Assembly);
        builder.HasOne<Person>().WithMany().HasForeignKey(v => v.PublishedBy);
        // To the letter: jsonb would order the fields anew, and the hash could not be made again from the table alone.
        builder.Property(v => v.Content).AsJson().HasColumnType("text");
        builder.Property(v => v.Changes).AsJson();
    }

    public void Configure(EntityTypeBuilder<MinutesObjection> builder)
    {
        builder.ToTable("minutes_objection").HasKey(o => o.Id);
        builder.HasOne<Assembly>().WithMany().HasForeignKey(o => o.Assembly);
        builder.HasOne<AgendaItem>().WithMany().HasForeignKey(o => o.Item);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(o => o.Organisation);
        builder.HasOne<Person>().WithMany().HasForeignKey(o => o.By);
        builder.Property(o => o.Source).AsJson();
    }

    public void Configure(EntityTypeBuilder<ObjectionAnswer> builder)
    {
        builder.ToTable("minutes_objection_answer").HasKey(a => a.Objection).HasName(AnswerOnce);
        builder.HasOne<MinutesObjection>().WithOne().HasForeignKey<ObjectionAnswer>(a => a.Objection);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.By);
    }

    public void Configure(EntityTypeBuilder<MinutesApproval> builder)
    {
        builder.ToTable("minutes_approval").HasKey(a => a.Id);
        builder.HasOne<Assembly>().WithMany().HasForeignKey(a => a.Assembly);
        builder.HasOne<Assembly>().WithMany().HasForeignKey(a => a.ByAssembly);
        builder.HasOne<Motion>().WithMany().HasForeignKey(a => a.Motion);
        builder.HasOne<Poll>().WithMany().HasForeignKey(a => a.Poll);
        builder.HasIndex(a => a.Assembly).IsUnique().HasFilter("ended_at is null").HasDatabaseName(OneApproval);
    }

    public void Configure(EntityTypeBuilder<MinutesSignature> builder)
    {
        builder.ToTable("minutes_signature").HasKey(s => s.Id);
        builder.HasOne<Assembly>().WithMany().HasForeignKey(s => s.Assembly);
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.Person);
        builder
            .HasIndex(s => new
            {
                s.Assembly,
                s.Version,
                s.Office,
            })
            .IsUnique()
            .HasDatabaseName(SignOnce);
    }

    public void Configure(EntityTypeBuilder<MinutesRelease> builder)
    {
        builder.ToTable("minutes_release").HasKey(r => r.Id);
        builder.HasIndex(r => new { r.Assembly, r.Seq }).IsUnique().HasDatabaseName(ReleaseOnce);
        builder.HasOne<Assembly>().WithMany().HasForeignKey(r => r.Assembly);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.By);
    }
}
