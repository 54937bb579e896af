using Assemblies.Domain.Members;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Assemblies.Server.Rules;

internal sealed class RulesTables : IEntityTypeConfiguration<RulesVersion>
{
    /// <summary>Two versions published at once: the second gets no number.</summary>
    public const string VersionNumber = "rules_version_number";

    public void Configure(EntityTypeBuilder<RulesVersion> builder)
    {
        builder.ToTable("rules_version").HasKey(v => v.Number).HasName(VersionNumber);
        builder.Property(v => v.Number).ValueGeneratedNever();
        builder.Property(v => v.Parameters).AsJson();
        builder.HasOne<Person>().WithMany().HasForeignKey(v => v.PublishedBy);
    }
}
