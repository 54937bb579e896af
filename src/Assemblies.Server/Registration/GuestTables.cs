using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Assemblies.Server.Registration;

internal sealed class GuestTables : IEntityTypeConfiguration<Admission>, IEntityTypeConfiguration<AttendLink>
{
    /// <summary>An address is confirmed once in an assembly.</summary>
    public const string ConfirmedOnce = "admission_confirmed_once";

    /// <summary>Somebody is invited once as a guest.</summary>
    public const string InvitedOnce = "admission_invited_once";

    public void Configure(EntityTypeBuilder<Admission> builder)
    {
        builder.ToTable("admission").HasKey(a => a.Id);
        builder.HasOne<Assembly>().WithMany().HasForeignKey(a => a.Assembly);
        builder.HasOne<Guest>().WithMany().HasForeignKey(a => a.Guest);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.InvitedBy);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.AnsweredBy);
        builder.Ignore(a => a.State);
        builder.HasIndex(a => new { a.Assembly, a.Email }).IsUnique().HasFilter("confirmed_at is not null").HasDatabaseName(ConfirmedOnce);
        builder
            .HasIndex(a => new { a.Assembly, a.Email }, InvitedOnce)
            .IsUnique()
            .HasFilter("invited_by is not null")
            .HasDatabaseName(InvitedOnce);
        builder.HasIndex(a => new { a.Email, a.AskedAt });
        builder.HasIndex(a => new { a.Ip, a.AskedAt });
    }

    public void Configure(EntityTypeBuilder<AttendLink> builder)
    {
        builder.ToTable("attend_link").HasKey(l => l.Hash);
        builder.HasOne<Admission>().WithMany().HasForeignKey(l => l.Admission).OnDelete(DeleteBehavior.Cascade);
    }
}
