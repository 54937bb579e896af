using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Assemblies.Server.Presence;

internal sealed class PresenceTables
    : IEntityTypeConfiguration<RollLine>,
        IEntityTypeConfiguration<Proxy>,
        IEntityTypeConfiguration<ProxyStep>,
        IEntityTypeConfiguration<PresenceEntry>,
        IEntityTypeConfiguration<VoteHandover>,
        IEntityTypeConfiguration<SeenRow>
{
    /// <summary>Two corrections of one line at once: the second looks again.</summary>
    public const string RollOnce = "roll_entry_once";

    /// <summary>One standing proxy a principal.</summary>
    public const string OneProxy = "proxy_one_a_principal";

    /// <summary>Two steps of one proxy at once: the second looks again.</summary>
    public const string StepOnce = "proxy_step_once";

    /// <summary>One hand-over that stands a member and meeting.</summary>
    public const string OneHandover = "vote_handover_one";

    public void Configure(EntityTypeBuilder<RollLine> builder)
    {
        builder.ToTable("roll_entry").HasKey(l => l.Id);
        builder.HasOne<Assembly>().WithMany().HasForeignKey(l => l.Assembly);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(l => l.Organisation);
        builder.HasOne<Person>().WithMany().HasForeignKey(l => l.By);
        builder
            .HasIndex(l => new
            {
                l.Assembly,
                l.Organisation,
                l.Seq,
            })
            .IsUnique()
            .HasDatabaseName(RollOnce);
        builder.Ignore(l => l.Member);
    }

    public void Configure(EntityTypeBuilder<Proxy> builder)
    {
        builder.ToTable("proxy").HasKey(p => p.Id);
        builder.HasOne<Assembly>().WithMany().HasForeignKey(p => p.Assembly);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(p => p.Principal);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(p => p.Holder);
        builder.HasMany(p => p.Steps).WithOne().HasForeignKey(s => s.Proxy);
        builder.Navigation(p => p.Steps).HasField("steps").UsePropertyAccessMode(PropertyAccessMode.Field).AutoInclude();
        builder
            .HasIndex(p => new { p.Assembly, p.Principal })
            .IsUnique()
            .HasFilter("state in ('Given', 'Accepted')")
            .HasDatabaseName(OneProxy);
        builder.Property(p => p.Items).AsJson();
        builder.Property(p => p.Instructions).AsJson();
        builder.Ignore(p => p.IsStanding).Ignore(p => p.Counted);
    }

    public void Configure(EntityTypeBuilder<ProxyStep> builder)
    {
        builder.ToTable("proxy_step").HasKey(s => new { s.Proxy, s.Seq }).HasName(StepOnce);
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.By);
        builder.Property(s => s.Source).AsJson();
    }

    public void Configure(EntityTypeBuilder<PresenceEntry> builder)
    {
        builder.ToTable("presence_entry").HasKey(e => e.Number);
        // Drawn under the meeting's lock before the row is made, since the answer to a press names it.
        builder.Property(e => e.Number).ValueGeneratedNever();
        builder.Property(e => e.Where).HasColumnName("place");
        builder.HasOne<Meeting>().WithMany().HasForeignKey(e => e.Meeting);
        builder.HasOne<Registrant>().WithMany().HasForeignKey(e => e.Registrant);
        builder.HasOne<Person>().WithMany().HasForeignKey(e => e.By);
        builder.HasOne<PresenceEntry>().WithMany().HasForeignKey(e => e.Corrects);
        builder.HasOne<Proxy>().WithMany().HasForeignKey(e => e.EndsProxy);
        builder.HasIndex(e => new
        {
            e.Meeting,
            e.Registrant,
            e.Number,
        });
        builder.HasIndex(e => e.Corrects).IsUnique().HasFilter("corrects is not null");
    }

    public void Configure(EntityTypeBuilder<VoteHandover> builder)
    {
        builder.ToTable("vote_handover").HasKey(h => h.Id);
        builder.Property(h => h.To).HasColumnName("to_whom");
        builder.HasOne<Assembly>().WithMany().HasForeignKey(h => h.Assembly);
        builder.HasOne<Meeting>().WithMany().HasForeignKey(h => h.Meeting);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(h => h.Organisation);
        builder.HasOne<Registrant>().WithMany().HasForeignKey(h => h.To);
        builder.HasOne<Person>().WithMany().HasForeignKey(h => h.By);
        builder.HasOne<Person>().WithMany().HasForeignKey(h => h.EndedBy);
        builder.HasOne<Proxy>().WithMany().HasForeignKey(h => h.EndsProxy);
        builder.HasIndex(h => new { h.Meeting, h.Organisation }).IsUnique().HasFilter("ended_at is null").HasDatabaseName(OneHandover);
    }

    public void Configure(EntityTypeBuilder<SeenRow> builder)
    {
        builder.ToTable("presence_seen").HasKey(s => new { s.Meeting, s.Registrant });
        builder.HasOne<Meeting>().WithMany().HasForeignKey(s => s.Meeting);
        builder.HasOne<Registrant>().WithMany().HasForeignKey(s => s.Registrant);
    }
}
