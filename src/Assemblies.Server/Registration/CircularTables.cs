using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Assemblies.Server.Registration;

internal sealed class CircularTables : IEntityTypeConfiguration<Circular>, IEntityTypeConfiguration<CircularRecipient>
{
    public void Configure(EntityTypeBuilder<Circular> builder)
    {
        builder.ToTable("circular").HasKey(c => c.Id);
        builder.HasOne<Assembly>().WithMany().HasForeignKey(c => c.Assembly);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.By);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.CalledBackBy);
        builder.Property(c => c.To).HasColumnName("selection").AsJson();
        builder.Ignore(c => c.Rests);
    }

    public void Configure(EntityTypeBuilder<CircularRecipient> builder)
    {
        builder.ToTable("circular_recipient").HasKey(r => new { r.Circular, r.Email });
        builder.HasOne<Circular>().WithMany().HasForeignKey(r => r.Circular);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.Person);
    }
}
