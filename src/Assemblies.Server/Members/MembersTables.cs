using Assemblies.Domain.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Assemblies.Server.Members;

internal sealed class MembersTables
    : IEntityTypeConfiguration<Organisation>,
        IEntityTypeConfiguration<Person>,
        IEntityTypeConfiguration<Mandate>,
        IEntityTypeConfiguration<Grant>
{
    public void Configure(EntityTypeBuilder<Organisation> builder)
    {
        builder.ToTable("organisation").HasKey(o => o.Id);
        builder.HasIndex(o => o.Code).IsUnique();
        builder.Property(o => o.Version).IsConcurrencyToken();
        builder.Ignore(o => o.Facts);
    }

    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("person").HasKey(p => p.Id);
        builder.HasIndex(p => p.Email).IsUnique();
        builder.Property(p => p.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<Mandate> builder)
    {
        builder.ToTable("mandate").HasKey(m => m.Id);
        builder.Property(m => m.From).HasColumnName("from_day");
        builder.Property(m => m.Until).HasColumnName("until_day");
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.Person);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(m => m.Organisation);

        // Nobody holds the same role twice at a time. One head and one deputy at a time: an exclusion constraint of the migrator.
        builder
            .HasIndex(m => new
            {
                m.Person,
                m.Organisation,
                m.Role,
            })
            .IsUnique()
            .HasFilter("until_day is null");
    }

    public void Configure(EntityTypeBuilder<Grant> builder)
    {
        builder.ToTable("secretariat_grant").HasKey(g => g.Id);
        builder.HasOne<Person>().WithMany().HasForeignKey(g => g.Person);
        builder.HasIndex(g => g.Person).IsUnique().HasFilter("revoked_at is null");
    }
}
