using Assemblies.Server.Platform.Audit;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Outbox;
using Assemblies.Server.Platform.Security;
using Assemblies.Server.Platform.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Assemblies.Server.Platform.Database;

internal sealed class PlatformTables
    : IEntityTypeConfiguration<AnsweredKey>,
        IEntityTypeConfiguration<AccessToken>,
        IEntityTypeConfiguration<AuditRow>,
        IEntityTypeConfiguration<CaughtMail>,
        IEntityTypeConfiguration<ClockOffset>,
        IEntityTypeConfiguration<OutboxMail>,
        IEntityTypeConfiguration<SignedInBrowser>
{
    public void Configure(EntityTypeBuilder<AnsweredKey> builder)
    {
        builder.ToTable("answered_key").HasKey(k => new { k.Owner, k.Key });
        builder.Property(k => k.Answer).HasColumnType("jsonb");
        builder.Property(k => k.At).HasDefaultValueSql("now()");
    }

    public void Configure(EntityTypeBuilder<AccessToken> builder)
    {
        builder.ToTable("access_token").HasKey(t => t.Id);
        builder.HasIndex(t => t.Hash).IsUnique();
        builder.HasIndex(t => t.Person);
    }

    public void Configure(EntityTypeBuilder<AuditRow> builder)
    {
        builder.ToTable("audit").HasKey(row => row.Number);
        builder.Property(row => row.Number).UseIdentityAlwaysColumn();
        builder.Property(row => row.At).HasDefaultValueSql("now()").ValueGeneratedOnAdd();
        builder.Property(row => row.On).HasColumnName("on_what");
    }

    public void Configure(EntityTypeBuilder<CaughtMail> builder)
    {
        builder.ToTable("caught_mail").HasKey(m => m.Id);
        builder.Property(m => m.Number).UseIdentityAlwaysColumn();
        builder.Property(m => m.At).HasDefaultValueSql("now()").ValueGeneratedOnAdd();
        builder.Property(m => m.To).HasColumnName("recipient");
        builder.HasIndex(m => m.Number).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ClockOffset> builder)
    {
        builder.ToTable("clock_offset").HasKey(o => o.Id);
        builder.Property(o => o.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<OutboxMail> builder)
    {
        builder.ToTable("outbox_mail").HasKey(m => m.Id);
        builder.HasIndex(m => m.Key).IsUnique();
        builder.HasIndex(m => new { m.State, m.DueAt });
        builder.HasIndex(m => new { m.Subject, m.Email });
        builder.HasIndex(m => m.Assembly);
        builder.Property(m => m.Model).HasColumnType("jsonb");
        builder.Property(m => m.CreatedAt).HasDefaultValueSql("now()");
        builder.Property(m => m.DueAt).HasDefaultValueSql("now()");
    }

    public void Configure(EntityTypeBuilder<SignedInBrowser> builder)
    {
        builder.ToTable("sign_in").HasKey(s => s.Id);
        builder.HasIndex(s => s.Hash).IsUnique();
        builder.HasIndex(s => s.Person);
    }
}
