using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Voting;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Assemblies.Server.Voting;

internal sealed class VotingTables
    : IEntityTypeConfiguration<Motion>,
        IEntityTypeConfiguration<MotionStep>,
        IEntityTypeConfiguration<Poll>,
        IEntityTypeConfiguration<PollStep>,
        IEntityTypeConfiguration<PollResult>,
        IEntityTypeConfiguration<Ballot>,
        IEntityTypeConfiguration<PollVoter>,
        IEntityTypeConfiguration<SpokenVote>
{
    /// <summary>What a refusal by the database means.</summary>
    internal static readonly ConstraintRefusal[] Refusals =
    [
        new("motion_number", MotionErrors.AtOnce),
        new("motion_step_seq", MotionErrors.AtOnce),
        new("poll_one_open", PollErrors.AnotherIsOpen),
        new("poll_seq", PollErrors.AnotherIsOpen),
        new("poll_step_seq", PollErrors.ChangedMeanwhile),
        new("poll_result_one", PollErrors.ChangedMeanwhile),
        new("spoken_vote_one", PollErrors.SpokenWaits),
    ];

    public void Configure(EntityTypeBuilder<Motion> builder)
    {
        builder.ToTable("motion").HasKey(m => m.Id);
        builder.HasOne<Assembly>().WithMany().HasForeignKey(m => m.Assembly);
        builder.HasOne<Assembly>().WithMany().HasForeignKey(m => m.MinutesOf);
        builder.HasOne<AgendaItem>().WithMany().HasForeignKey(m => m.Item);
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.By);
        builder.HasMany(m => m.Steps).WithOne().HasForeignKey(s => s.Motion);
        builder.Navigation(m => m.Steps).HasField("steps").UsePropertyAccessMode(PropertyAccessMode.Field).AutoInclude();
        builder.HasIndex(m => new { m.Item, m.Seq }).IsUnique().HasDatabaseName("motion_number");
        builder.Property(m => m.Documents).AsJson();
        builder.Property(m => m.Version).IsConcurrencyToken();
        builder.Ignore(m => m.Terms).Ignore(m => m.Type).Ignore(m => m.Shelved).Ignore(m => m.ReopenedAfter);
    }

    public void Configure(EntityTypeBuilder<MotionStep> builder)
    {
        builder.ToTable("motion_step").HasKey(s => new { s.Motion, s.Seq }).HasName("motion_step_seq");
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.By);
    }

    public void Configure(EntityTypeBuilder<Poll> builder)
    {
        builder.ToTable("poll").HasKey(p => p.Id);
        builder.HasOne<Assembly>().WithMany().HasForeignKey(p => p.Assembly);
        builder.HasOne<Meeting>().WithMany().HasForeignKey(p => p.Meeting);
        builder.HasOne<Motion>().WithMany().HasForeignKey(p => p.Motion);
        builder.HasOne<AgendaItem>().WithMany().HasForeignKey(p => p.Item);
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.OpenedBy);
        builder.HasMany(p => p.Steps).WithOne().HasForeignKey(s => s.Poll);
        builder.Navigation(p => p.Steps).HasField("steps").UsePropertyAccessMode(PropertyAccessMode.Field).AutoInclude();
        builder.HasIndex(p => p.Meeting).IsUnique().HasFilter("ended_at is null").HasDatabaseName("poll_one_open");
        builder.HasIndex(p => new { p.Motion, p.Seq }).IsUnique().HasDatabaseName("poll_seq");
        builder.Property(p => p.Rule).AsJson();
        builder.Property(p => p.Roll).AsJson();
        builder.Ignore(p => p.PresentOrRepresented).Ignore(p => p.IsOpen).Ignore(p => p.IsAnnulled).Ignore(p => p.WhyAnnulled);
        builder.Ignore(p => p.IsObjected).Ignore(p => p.AwaitsChair);
    }

    public void Configure(EntityTypeBuilder<PollStep> builder)
    {
        builder.ToTable("poll_step").HasKey(s => new { s.Poll, s.Seq }).HasName("poll_step_seq");
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.By);
    }

    public void Configure(EntityTypeBuilder<PollResult> builder)
    {
        builder.ToTable("poll_result").HasKey(r => r.Poll).HasName("poll_result_one");
        builder.HasOne<Poll>().WithOne().HasForeignKey<PollResult>(r => r.Poll);
        builder.HasOne<Motion>().WithMany().HasForeignKey(r => r.Motion);
        builder.HasOne<Assembly>().WithMany().HasForeignKey(r => r.Assembly);
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.By);
        builder.Ignore(r => r.NotVoting);
    }

    public void Configure(EntityTypeBuilder<Ballot> builder)
    {
        builder.ToTable("ballot").HasKey(b => new { b.Poll, b.Organisation }).HasName("ballot_one_a_member");
        builder.HasOne<Poll>().WithMany().HasForeignKey(b => b.Poll);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(b => b.Organisation);
        builder.HasOne<Person>().WithMany().HasForeignKey(b => b.By);
        builder.HasOne<Person>().WithMany().HasForeignKey(b => b.WrittenBy);
        builder.HasOne<Person>().WithMany().HasForeignKey(b => b.ConfirmedBy);
    }

    public void Configure(EntityTypeBuilder<PollVoter> builder)
    {
        builder.ToTable("poll_voter").HasKey(v => new { v.Poll, v.Organisation });
        builder.HasOne<Poll>().WithMany().HasForeignKey(v => v.Poll);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(v => v.Organisation);
        builder.HasOne<Person>().WithMany().HasForeignKey(v => v.Person);
    }

    public void Configure(EntityTypeBuilder<SpokenVote> builder)
    {
        builder.ToTable("spoken_vote").HasKey(v => v.Id);
        builder.HasOne<Poll>().WithMany().HasForeignKey(v => v.Poll);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(v => v.Organisation);
        builder.HasOne<Person>().WithMany().HasForeignKey(v => v.WrittenBy);
        builder.HasOne<Person>().WithMany().HasForeignKey(v => v.AnsweredBy);
        builder
            .HasIndex(v => new { v.Poll, v.Organisation })
            .IsUnique()
            .HasFilter("answered_at is null")
            .HasDatabaseName("spoken_vote_one");
    }
}
