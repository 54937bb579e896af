using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Assemblies.Server.Rules;

internal sealed class RulesTables : IEntityTypeConfiguration<RulesVersion>, IEntityTypeConfiguration<DeadlineOverride>
{
    /// <summary>Two versions published at once: the second gets no number.</summary>
    public const string VersionNumber = "rules_version_number";

    /// <summary>Two deadlines of a kind set at once: the second is refused.</summary>
    public const string OverrideSeq = "deadline_override_seq";

    public void Configure(EntityTypeBuilder<RulesVersion> builder)
    {
        builder.ToTable("rules_version").HasKey(v => v.Number).HasName(VersionNumber);
        builder.Property(v => v.Number).ValueGeneratedNever();
        builder.Property(v => v.Parameters).AsJson();
        builder.HasOne<Person>().WithMany().HasForeignKey(v => v.PublishedBy);
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
}
