using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Assemblies.Server.Registration;

internal sealed class RegistrationTables
    : IEntityTypeConfiguration<Registrant>,
        IEntityTypeConfiguration<SeatPool>,
        IEntityTypeConfiguration<SeatLine>,
        IEntityTypeConfiguration<SeatChange>,
        IEntityTypeConfiguration<SeatTermsRow>,
        IEntityTypeConfiguration<Exemption>,
        IEntityTypeConfiguration<Needs>,
        IEntityTypeConfiguration<RegistrantChange>,
        IEntityTypeConfiguration<ExceptionRequest>
{
    /// <summary>One registration a person and assembly.</summary>
    public const string OnePerPerson = "registrant_assembly_person";

    /// <summary>The same for guests.</summary>
    public const string OnePerGuest = "registrant_assembly_guest";

    /// <summary>One request for an exception a person and deadline waits at a time.</summary>
    public const string OneRequest = "exception_request_waiting";

    /// <summary>One line a person and pool.</summary>
    public const string OneLine = "seat_line_once";

    public void Configure(EntityTypeBuilder<Registrant> builder)
    {
        builder.ToTable("registrant").HasKey(r => r.Id);
        builder.HasOne<Assembly>().WithMany().HasForeignKey(r => r.Assembly);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.Person);
        builder.HasOne<Guest>().WithMany().HasForeignKey(r => r.Guest);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(r => r.Organisation);
        builder.HasOne<Mandate>().WithMany().HasForeignKey(r => r.Mandate);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.By);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.CancelledBy);
        builder.HasOne<Registrant>().WithMany().HasForeignKey(r => r.ReplacedBy);
        builder.HasIndex(r => new { r.Assembly, r.Person }).IsUnique().HasFilter("person is not null").HasDatabaseName(OnePerPerson);
        builder.HasIndex(r => new { r.Assembly, r.Guest }).IsUnique().HasFilter("guest is not null").HasDatabaseName(OnePerGuest);
        builder.HasIndex(r => new { r.Assembly, r.Badge }).IsUnique();
        builder.Property(r => r.Wish).AsJson();
        builder.Property(r => r.Source).AsJson();
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.Ignore(r => r.IsComing);
        builder.ToTable(table => table.HasCheckConstraint("registrant_one_of", "person is null or guest is null"));
    }

    public void Configure(EntityTypeBuilder<SeatPool> builder)
    {
        builder.ToTable("seat_pool").HasKey(p => p.Id);
        builder.HasOne<Assembly>().WithMany().HasForeignKey(p => p.Assembly);
        builder.HasOne<Meeting>().WithMany().HasForeignKey(p => p.Meeting);
        builder.HasOne<Domain.Agenda.Session>().WithMany().HasForeignKey(p => p.Session);
        builder
            .HasIndex(p => new { p.Meeting, p.Kind })
            .IsUnique()
            .HasFilter("meeting is not null")
            .HasDatabaseName("seat_pool_of_meeting");
        builder.Property(p => p.Until).HasColumnName("last_day");
        builder.Ignore(p => p.Terms);
    }

    public void Configure(EntityTypeBuilder<SeatLine> builder)
    {
        builder.ToTable("seat_line").HasKey(l => l.Id);
        builder.HasOne<SeatPool>().WithMany().HasForeignKey(l => l.Pool);
        builder.HasOne<Registrant>().WithMany().HasForeignKey(l => l.Registrant);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(l => l.Organisation);
        builder.HasMany(l => l.Changes).WithOne().HasForeignKey(c => c.Line);
        builder.Navigation(l => l.Changes).HasField("changes").UsePropertyAccessMode(PropertyAccessMode.Field);
        builder.HasIndex(l => new { l.Pool, l.Registrant }).IsUnique().HasFilter("state <> 'Ended'").HasDatabaseName(OneLine);
        builder.HasIndex(l => new { l.Pool, l.Place }).IsUnique();
        builder.HasIndex(l => new { l.Pool, l.State });
        builder.Ignore(l => l.IsTaken);
    }

    public void Configure(EntityTypeBuilder<SeatChange> builder)
    {
        builder.ToTable("seat_change").HasKey(c => new { c.Line, c.Seq });
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.By);
    }

    public void Configure(EntityTypeBuilder<SeatTermsRow> builder)
    {
        builder.ToTable("seat_terms").HasKey(t => t.Assembly);
        builder.HasOne<Assembly>().WithMany().HasForeignKey(t => t.Assembly);
        builder.Property(t => t.Terms).AsJson();
        builder.Property(t => t.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<Exemption> builder)
    {
        builder.ToTable("deadline_exception").HasKey(e => e.Id);
        builder.HasOne<Assembly>().WithMany().HasForeignKey(e => e.Assembly);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(e => e.Organisation);
        builder.HasOne<Person>().WithMany().HasForeignKey(e => e.Person);
        builder.HasOne<Person>().WithMany().HasForeignKey(e => e.By);
        builder.HasOne<Person>().WithMany().HasForeignKey(e => e.EndedBy);
        builder.Property(e => e.Until).HasColumnName("last_day");
        builder.ToTable(table => table.HasCheckConstraint("deadline_exception_somebody", "organisation is not null or person is not null"));
    }

    public void Configure(EntityTypeBuilder<Needs> builder)
    {
        builder.ToTable("registrant_needs").HasKey(n => n.Registrant);
        builder.HasOne<Registrant>().WithMany().HasForeignKey(n => n.Registrant);
        builder
            .Property(n => n.Helps)
            .HasColumnType("text[]")
            .HasConversion(
                helps => helps.Select(h => h.ToString()).ToArray(),
                texts => texts.Select(t => Enum.Parse<Help>(t)).ToArray(),
                new ValueComparer<Help[]>(
                    (a, b) => a!.SequenceEqual(b!),
                    helps => helps.Aggregate(0, (hash, help) => HashCode.Combine(hash, help)),
                    helps => helps.ToArray()
                )
            );
    }

    public void Configure(EntityTypeBuilder<RegistrantChange> builder)
    {
        builder.ToTable("registrant_change").HasKey(c => new { c.Registrant, c.Version });
        builder.HasOne<Registrant>().WithMany().HasForeignKey(c => c.Registrant);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.By);
        builder.Property(c => c.Version).ValueGeneratedNever();
        builder.Property(c => c.Source).AsJson();
    }

    public void Configure(EntityTypeBuilder<ExceptionRequest> builder)
    {
        builder.ToTable("exception_request").HasKey(r => r.Id);
        builder.HasOne<Assembly>().WithMany().HasForeignKey(r => r.Assembly);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(r => r.Organisation);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.Person);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.By);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.AnsweredBy);
        builder.HasOne<Exemption>().WithMany().HasForeignKey(r => r.Given);
        builder
            .HasIndex(r => new
            {
                r.Assembly,
                r.Kind,
                r.Person,
            })
            .IsUnique()
            .HasFilter("answered_at is null")
            .HasDatabaseName(OneRequest);
    }
}
