using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Assemblies.Server.Presence;

internal sealed class SittingTables
    : IEntityTypeConfiguration<SittingStep>,
        IEntityTypeConfiguration<QuorumCheck>,
        IEntityTypeConfiguration<QuorumChallenge>,
        IEntityTypeConfiguration<QuorumConfirmation>,
        IEntityTypeConfiguration<ScreenLink>
{
    /// <summary>What a refusal by the database means.</summary>
    internal static readonly ConstraintRefusal[] Refusals =
    [
        new("sitting_step_seq", SittingErrors.ChangedMeanwhile),
        new("quorum_check_seq", QuorumErrors.CheckedMeanwhile),
        new("quorum_check_challenge", QuorumErrors.CheckedMeanwhile),
        new("quorum_challenge_seq", QuorumErrors.ChallengeRuns),
    ];

    public void Configure(EntityTypeBuilder<SittingStep> builder)
    {
        builder.ToTable("sitting_step").HasKey(s => new { s.Meeting, s.Seq }).HasName("sitting_step_seq");
        builder.HasOne<Meeting>().WithMany().HasForeignKey(s => s.Meeting);
        builder.HasOne<AgendaItem>().WithMany().HasForeignKey(s => s.Item);
        builder.HasOne<Session>().WithMany().HasForeignKey(s => s.Session);
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.Presiding);
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.By);
    }

    public void Configure(EntityTypeBuilder<QuorumCheck> builder)
    {
        builder.ToTable("quorum_check").HasKey(c => new { c.Meeting, c.Seq }).HasName("quorum_check_seq");
        builder.HasOne<Meeting>().WithMany().HasForeignKey(c => c.Meeting);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.By);
        builder.HasOne<QuorumChallenge>().WithMany().HasForeignKey(c => c.Challenge);
        builder.HasIndex(c => c.Challenge).IsUnique().HasFilter("challenge is not null").HasDatabaseName("quorum_check_challenge");
        builder.Property(c => c.Roll).AsJson();
        builder.Ignore(c => c.Count);
    }

    public void Configure(EntityTypeBuilder<QuorumChallenge> builder)
    {
        builder.ToTable("quorum_challenge").HasKey(c => c.Id);
        builder.HasIndex(c => new { c.Meeting, c.Seq }).IsUnique().HasDatabaseName("quorum_challenge_seq");
        builder.HasOne<Assembly>().WithMany().HasForeignKey(c => c.Assembly);
        builder.HasOne<Meeting>().WithMany().HasForeignKey(c => c.Meeting);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.By);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(c => c.AskedBy);
        builder.HasMany(c => c.Confirmations).WithOne().HasForeignKey(c => c.Challenge);
        builder.Navigation(c => c.Confirmations).HasField("confirmations").UsePropertyAccessMode(PropertyAccessMode.Field).AutoInclude();
    }

    public void Configure(EntityTypeBuilder<QuorumConfirmation> builder)
    {
        builder.ToTable("quorum_confirmation").HasKey(c => new { c.Challenge, c.Organisation });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(c => c.Organisation);
        builder.HasOne<Registrant>().WithMany().HasForeignKey(c => c.Registrant);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.By);
    }

    public void Configure(EntityTypeBuilder<ScreenLink> builder)
    {
        builder.ToTable("screen_link").HasKey(l => l.Id);
        builder.HasIndex(l => l.Hash).IsUnique();
        builder.HasOne<Assembly>().WithMany().HasForeignKey(l => l.Assembly);
        builder.HasOne<Person>().WithMany().HasForeignKey(l => l.By);
        builder.HasOne<Person>().WithMany().HasForeignKey(l => l.RevokedBy);
    }
}
