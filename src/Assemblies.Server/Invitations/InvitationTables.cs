using Assemblies.Domain.Agenda;
using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Assemblies.Server.Invitations;

internal sealed class InvitationTables
    : IEntityTypeConfiguration<DiaryEntry>,
        IEntityTypeConfiguration<DiaryRevision>,
        IEntityTypeConfiguration<Guest>,
        IEntityTypeConfiguration<Invitation>,
        IEntityTypeConfiguration<AnswerLink>,
        IEntityTypeConfiguration<PendingChange>,
        IEntityTypeConfiguration<Convocation>,
        IEntityTypeConfiguration<ConvocationRecipient>,
        IEntityTypeConfiguration<FeedLink>,
        IEntityTypeConfiguration<ReminderLink>,
        IEntityTypeConfiguration<ReminderOptOut>
{
    /// <summary>Somebody is invited to an entry once.</summary>
    public const string OnePerPerson = "invitation_entry_person";

    /// <summary>The same for those without an account.</summary>
    public const string OnePerGuest = "invitation_entry_guest";

    /// <summary>A guest is known once in an assembly.</summary>
    public const string GuestAddress = "guest_assembly_email";

    public void Configure(EntityTypeBuilder<DiaryEntry> builder)
    {
        builder.ToTable("calendar_entry").HasKey(e => e.Id);
        builder.HasIndex(e => e.Uid).IsUnique();
        builder.HasOne<Assembly>().WithMany().HasForeignKey(e => e.Assembly);
        builder.HasOne<Meeting>().WithMany().HasForeignKey(e => e.Meeting);

        // A meeting, a session, an assembly's days have one UID at a time, and each generation once.
        builder.HasIndex(e => e.Meeting, "calendar_entry_of_meeting").IsUnique().HasFilter("kind = 'Meeting' and cancelled_at is null");
        builder.HasIndex(e => e.Session, "calendar_entry_of_session").IsUnique().HasFilter("kind = 'Session' and cancelled_at is null");
        builder.HasIndex(e => e.Assembly, "calendar_entry_of_days").IsUnique().HasFilter("kind = 'Span' and cancelled_at is null");
        builder
            .HasIndex(e => new
            {
                e.Assembly,
                e.Kind,
                e.Meeting,
                e.Session,
                e.Generation,
            })
            .IsUnique()
            .AreNullsDistinct(false)
            .HasDatabaseName("calendar_entry_generation");
    }

    public void Configure(EntityTypeBuilder<DiaryRevision> builder)
    {
        builder.ToTable("calendar_revision").HasKey(r => new { r.Entry, r.Sequence });
        builder.Property(r => r.Seen).HasColumnName("snapshot").AsJson();
        builder.HasOne<DiaryEntry>().WithMany().HasForeignKey(r => r.Entry);
    }

    public void Configure(EntityTypeBuilder<Guest> builder)
    {
        builder.ToTable("guest").HasKey(g => g.Id);
        builder.HasOne<Assembly>().WithMany().HasForeignKey(g => g.Assembly);
        builder.HasIndex(g => new { g.Assembly, g.Email }).IsUnique().HasDatabaseName(GuestAddress);
    }

    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("invitation").HasKey(i => i.Id);
        builder.HasOne<DiaryEntry>().WithMany().HasForeignKey(i => i.Entry);
        builder.HasOne<Person>().WithMany().HasForeignKey(i => i.Person);
        builder.HasOne<Guest>().WithMany().HasForeignKey(i => i.Guest);
        builder.HasIndex(i => new { i.Entry, i.Person }).IsUnique().HasFilter("person is not null").HasDatabaseName(OnePerPerson);
        builder.HasIndex(i => new { i.Entry, i.Guest }).IsUnique().HasFilter("guest is not null").HasDatabaseName(OnePerGuest);
        builder.HasOne<Invitation>().WithMany().HasForeignKey(i => i.InsteadOf);
        builder.Ignore(i => i.Who);
        builder.Ignore(i => i.IsRegistration);
        builder.HasIndex(i => i.Person);
        builder.HasIndex(i => i.Assembly);
        builder.ToTable(table => table.HasCheckConstraint("invitation_somebody", "(person is null) <> (guest is null)"));
    }

    public void Configure(EntityTypeBuilder<AnswerLink> builder)
    {
        builder.ToTable("answer_link").HasKey(l => l.Hash);
        builder.HasOne<Invitation>().WithMany().HasForeignKey(l => l.Invitation);
    }

    public void Configure(EntityTypeBuilder<PendingChange> builder)
    {
        builder.ToTable("pending_change").HasKey(c => c.Entry);
        builder.HasOne<DiaryEntry>().WithMany().HasForeignKey(c => c.Entry);
        builder.Property(c => c.At).HasDefaultValueSql("now()");
    }

    public void Configure(EntityTypeBuilder<Convocation> builder)
    {
        builder.ToTable("convocation").HasKey(c => c.Id);
        builder.HasOne<Assembly>().WithMany().HasForeignKey(c => c.Assembly);
        builder.HasOne<AgendaVersion>().WithMany().HasForeignKey(c => c.Agenda);
        builder.HasIndex(c => new { c.Assembly, c.StepSeq }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ConvocationRecipient> builder)
    {
        builder.ToTable("convocation_recipient").HasKey(r => new { r.Convocation, r.Mandate });
        builder.HasOne<Convocation>().WithMany().HasForeignKey(r => r.Convocation);
        builder.HasOne<Mandate>().WithMany().HasForeignKey(r => r.Mandate);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.Person);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(r => r.Organisation);
    }

    public void Configure(EntityTypeBuilder<FeedLink> builder)
    {
        builder.ToTable("feed_link").HasKey(l => l.Id);
        builder.HasIndex(l => l.Hash).IsUnique();
        builder.HasOne<Person>().WithMany().HasForeignKey(l => l.Person);
    }

    public void Configure(EntityTypeBuilder<ReminderLink> builder) => builder.ToTable("reminder_link").HasKey(l => l.Hash);

    public void Configure(EntityTypeBuilder<ReminderOptOut> builder) => builder.ToTable("reminder_opt_out").HasKey(o => o.Email);
}
