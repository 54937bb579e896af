using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Assemblies.Server.Presence.Evidence;

/// <summary>The bytes of a scan, apart from what is known of it, so that lists do not read them.</summary>
public sealed class ScanFile
{
    private ScanFile() { }

    internal ScanFile(Id<AttendanceScan> scan, byte[] content) => (Scan, Content) = (scan, content);

    /// <summary>Of which scan.</summary>
    public Id<AttendanceScan> Scan { get; private set; }

    /// <summary>The bytes as they came.</summary>
    public byte[] Content { get; private set; } = [];
}

internal sealed class EvidenceTables
    : IEntityTypeConfiguration<AttendanceScan>,
        IEntityTypeConfiguration<ScanFile>,
        IEntityTypeConfiguration<SheetHead>
{
    public void Configure(EntityTypeBuilder<AttendanceScan> builder)
    {
        builder.ToTable("attendance_scan").HasKey(s => s.Id);
        builder.HasOne<Meeting>().WithMany().HasForeignKey(s => s.Meeting);
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.By);
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.RemovedBy);
    }

    public void Configure(EntityTypeBuilder<ScanFile> builder)
    {
        builder.ToTable("attendance_scan_file").HasKey(f => f.Scan);
        builder.HasOne<AttendanceScan>().WithOne().HasForeignKey<ScanFile>(f => f.Scan);
    }

    public void Configure(EntityTypeBuilder<SheetHead> builder)
    {
        builder.ToTable("attendance_sheet_head").HasKey(h => h.Assembly);
        builder.HasOne<Assembly>().WithMany().HasForeignKey(h => h.Assembly);
        builder.Property(h => h.Version).IsConcurrencyToken();
    }
}
