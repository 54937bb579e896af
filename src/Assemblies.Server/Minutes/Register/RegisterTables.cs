using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Minutes;
using Assemblies.Domain.Voting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NpgsqlTypes;

namespace Assemblies.Server.Minutes.Register;

internal sealed class RegisterTables
    : IEntityTypeConfiguration<Decision>,
        IEntityTypeConfiguration<DecisionStep>,
        IEntityTypeConfiguration<DecisionsList>,
        IEntityTypeConfiguration<ActionPoint>,
        IEntityTypeConfiguration<ActionStep>
{
    /// <summary>Two steps of a decision at once: one of them finds its place taken.</summary>
    public const string DecisionStepOnce = "decision_step_seq";

    /// <summary>The same of an action.</summary>
    public const string ActionStepOnce = "action_step_seq";

    /// <summary>Two who send one list at once.</summary>
    public const string ListOnce = "decisions_list_once";

    /// <summary>The words of an entry, for searching: number and title before the text. Made by the database, in the configuration of the migrator.</summary>
    public const string Words = "Words";

    /// <summary>The configuration of searched words: folded, not stemmed.</summary>
    public const string Folded = "folded";

    public void Configure(EntityTypeBuilder<Decision> builder)
    {
        builder.ToTable("decision").HasKey(d => d.Id);
        builder.Property(d => d.Entry).UseIdentityAlwaysColumn();
        builder.HasIndex(d => d.Entry).IsUnique();
        builder.HasIndex([nameof(Decision.Entry)], "decision_public").HasFilter("is_public");
        builder.HasIndex(d => new { d.Code, d.Entry });
        builder.HasIndex(d => d.DecidedAt);
        builder.HasIndex(d => new { d.Assembly, d.Seq }).IsUnique().HasDatabaseName("decision_seq");
        builder.HasIndex(d => d.Poll).IsUnique();
        builder.HasIndex(d => d.Organisation).HasFilter("organisation is not null");
        builder.HasIndex(d => new { d.ItemType, d.Entry });
        builder.HasOne<Assembly>().WithMany().HasForeignKey(d => d.Assembly);
        builder.HasOne<Motion>().WithMany().HasForeignKey(d => d.Motion);
        builder.HasOne<Poll>().WithMany().HasForeignKey(d => d.Poll);
        builder.HasOne<AgendaItem>().WithMany().HasForeignKey(d => d.Item);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(d => d.Organisation);
        builder.HasOne<Decision>().WithMany().HasForeignKey(d => d.SupersededBy);
        builder.HasOne<Decision>().WithMany().HasForeignKey(d => d.OvertakenBy);
        builder.HasMany(d => d.Steps).WithOne().HasForeignKey(s => s.Decision);
        builder.Ignore(d => d.Terms);
        builder.Ignore(d => d.NotHeld);
        builder
            .Property<NpgsqlTsVector>(Words)
            .HasComputedColumnSql(
                $"setweight(to_tsvector('{Folded}', normalize(code || ' ' || coalesce(translate(number, '-/', '  '), '') || ' ' || title)), 'A')"
                    + $" || setweight(to_tsvector('{Folded}', normalize(text || ' ' || coalesce(corrected_text, ''))), 'B')",
                stored: true
            );
        builder.HasIndex(Words).HasMethod("gin");
    }

    public void Configure(EntityTypeBuilder<DecisionStep> builder)
    {
        builder.ToTable("decision_step").HasKey(s => new { s.Decision, s.Seq }).HasName(DecisionStepOnce);
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.By);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(s => s.Organisation);
        builder.HasOne<Decision>().WithMany().HasForeignKey(s => s.Other);
    }

    public void Configure(EntityTypeBuilder<DecisionsList> builder)
    {
        builder.ToTable("decisions_list").HasKey(l => l.Assembly).HasName(ListOnce);
        builder.HasOne<Assembly>().WithOne().HasForeignKey<DecisionsList>(l => l.Assembly);
    }

    public void Configure(EntityTypeBuilder<ActionPoint> builder)
    {
        builder.ToTable("action_point").HasKey(a => a.Id);
        builder.Property(a => a.Entry).UseIdentityAlwaysColumn();
        builder.HasIndex(a => a.Entry).IsUnique();
        builder.HasIndex([nameof(ActionPoint.Entry)], "action_point_open").HasFilter("ended_at is null");
        builder.HasIndex(a => new { a.Assembly, a.Seq }).IsUnique().HasDatabaseName("action_point_seq");
        builder.HasIndex(a => new { a.Code, a.Seq });
        builder.HasOne<Assembly>().WithMany().HasForeignKey(a => a.Assembly);
        builder.HasOne<Decision>().WithMany().HasForeignKey(a => a.Decision);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.Person);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(a => a.Organisation);
        builder.HasMany(a => a.Steps).WithOne().HasForeignKey(s => s.Action);
        builder.Ignore(a => a.Terms);
    }

    public void Configure(EntityTypeBuilder<ActionStep> builder)
    {
        builder.ToTable("action_step").HasKey(s => new { s.Action, s.Seq }).HasName(ActionStepOnce);
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.Person);
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.By);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(s => s.Organisation);
    }
}
