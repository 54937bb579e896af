using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Assemblies.Server.Meetings;

internal sealed class MeetingsTables
    : IEntityTypeConfiguration<Assembly>,
        IEntityTypeConfiguration<AssemblyStep>,
        IEntityTypeConfiguration<Meeting>,
        IEntityTypeConfiguration<Officer>,
        IEntityTypeConfiguration<AssemblyCoHost>,
        IEntityTypeConfiguration<DeadlineOverride>,
        IEntityTypeConfiguration<ZoneDataVersion>
{
    /// <summary>Two steps at once: one of them finds its place taken.</summary>
    public const string StepSeq = "assembly_step_seq";

    /// <summary>Two assemblies of one code.</summary>
    public const string Code = "assembly_code";

    /// <summary>Two meetings of one key in an assembly.</summary>
    public const string MeetingKey = "meeting_key";

    /// <summary>Somebody twice in one office at a time.</summary>
    public const string OfficeOnce = "officer_once";

    /// <summary>Two people at a time in an office that is for one.</summary>
    public const string OfficeForOne = "officer_for_one";

    /// <summary>Two deadlines of a kind set at once: the second is refused.</summary>
    public const string OverrideSeq = "deadline_override_seq";

    public void Configure(EntityTypeBuilder<Assembly> builder)
    {
        builder.ToTable("assembly").HasKey(a => a.Id);
        builder.HasIndex(a => a.Code).IsUnique().HasDatabaseName(Code);
        builder.Property(a => a.Version).IsConcurrencyToken();
        builder.ComplexProperty(
            a => a.Place,
            place =>
            {
                place.Property(p => p.Venue).HasColumnName("venue");
                place.Property(p => p.Address).HasColumnName("address");
                place.Property(p => p.City).HasColumnName("city");
                place.Property(p => p.CityLatin).HasColumnName("city_latin");
                place.Property(p => p.Country).HasColumnName("country");
                place.Property(p => p.Latitude).HasColumnName("latitude");
                place.Property(p => p.Longitude).HasColumnName("longitude");
                place.Property(p => p.TimeZone).HasColumnName("time_zone");
            }
        );
        builder.Ignore(a => a.State).Ignore(a => a.D).Ignore(a => a.D2).Ignore(a => a.FirstDay);
        builder.Ignore(a => a.IsAnnounced).Ignore(a => a.AnnouncedAt).Ignore(a => a.RescheduledAt);
        builder.HasMany(a => a.Steps).WithOne().HasForeignKey(step => step.Assembly);
        builder.HasMany(a => a.Meetings).WithOne().HasForeignKey(meeting => meeting.Assembly);
        builder.HasMany(a => a.CoHosts).WithOne().HasForeignKey(h => h.Assembly);
        builder.HasMany(a => a.Overrides).WithOne().HasForeignKey(o => o.Assembly);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(a => a.Host);
        builder.HasOne<RulesVersion>().WithMany().HasForeignKey(a => a.RulesVersion);
    }

    public void Configure(EntityTypeBuilder<AssemblyStep> builder)
    {
        builder.ToTable("assembly_step").HasKey(step => new { step.Assembly, step.Seq }).HasName(StepSeq);
        builder.HasOne<Person>().WithMany().HasForeignKey(step => step.By);
    }

    public void Configure(EntityTypeBuilder<Meeting> builder)
    {
        builder.ToTable("meeting").HasKey(m => m.Id);
        builder.HasIndex(m => new { m.Assembly, m.Key }).IsUnique().HasDatabaseName(MeetingKey);
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.CancelledBy);
        builder.HasIndex(m => m.StartsAt);
        builder.Ignore(m => m.Plan);
    }

    public void Configure(EntityTypeBuilder<Officer> builder)
    {
        builder.ToTable("officer").HasKey(o => o.Id);
        builder.HasOne<Person>().WithMany().HasForeignKey(o => o.Person);
        builder.HasOne<Person>().WithMany().HasForeignKey(o => o.By);
        builder.HasOne<Person>().WithMany().HasForeignKey(o => o.EndedBy);
        builder.HasOne<Assembly>().WithMany().HasForeignKey(o => o.Assembly);
        builder
            .HasIndex(o => new
            {
                o.Assembly,
                o.Person,
                o.Office,
            })
            .IsUnique()
            .HasFilter("ended_at is null")
            .HasDatabaseName(OfficeOnce);
        builder
            .HasIndex(o => new { o.Assembly, o.Office })
            .IsUnique()
            .HasFilter("ended_at is null and office in ('Chair', 'MinuteTaker')")
            .HasDatabaseName(OfficeForOne);
    }

    public void Configure(EntityTypeBuilder<AssemblyCoHost> builder)
    {
        builder.ToTable("assembly_co_host").HasKey(h => new { h.Assembly, h.Organisation });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(h => h.Organisation);
    }

    public void Configure(EntityTypeBuilder<DeadlineOverride> builder)
    {
        builder
            .ToTable("deadline_override")
            .HasKey(o => new
            {
                o.Assembly,
                o.Kind,
                o.Seq,
            })
            .HasName(OverrideSeq);
        builder.Property(o => o.Date).HasColumnName("last_day");
        builder.HasOne<Person>().WithMany().HasForeignKey(o => o.By);
    }

    public void Configure(EntityTypeBuilder<ZoneDataVersion> builder)
    {
        builder.ToTable("zone_data").HasKey(z => z.Id);
        builder.Property(z => z.Id).ValueGeneratedNever();
    }
}
