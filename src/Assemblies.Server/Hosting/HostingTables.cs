using Assemblies.Domain.Hosting;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Assemblies.Server.Hosting;

internal sealed class HostingTables
    : IEntityTypeConfiguration<BusyDate>,
        IEntityTypeConfiguration<CallStep>,
        IEntityTypeConfiguration<CoHost>,
        IEntityTypeConfiguration<CountryRegion>,
        IEntityTypeConfiguration<HostAssignment>,
        IEntityTypeConfiguration<HostCall>,
        IEntityTypeConfiguration<HostProposal>,
        IEntityTypeConfiguration<PlanTask>
{
    /// <summary>What a refusal by the database means.</summary>
    internal static readonly ConstraintRefusal[] Refusals =
    [
        new("host_call_edition", HostingErrors.CallExists),
        new("host_call_step_seq", HostingErrors.StaleCall),
        new("host_assignment_n", HostingErrors.SomebodyIsAsked),
        new("host_assignment_one_pending", HostingErrors.SomebodyIsAsked),
        new("host_assignment_one_accepted", HostingErrors.CallDecided),
        new("host_proposal_one_a_member", HostingErrors.ProposalExists),
    ];

    public void Configure(EntityTypeBuilder<HostCall> builder)
    {
        builder.ToTable("host_call").HasKey(c => c.Id);
        builder.HasIndex(c => c.Edition).IsUnique().HasDatabaseName("host_call_edition");
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.Ignore(c => c.Terms).Ignore(c => c.Accepted);
        builder.HasMany(c => c.Steps).WithOne().HasForeignKey(s => s.Call);
        builder.HasMany(c => c.Assignments).WithOne().HasForeignKey(a => a.Call);
    }

    public void Configure(EntityTypeBuilder<CallStep> builder)
    {
        builder.ToTable("host_call_step").HasKey(s => new { s.Call, s.Seq }).HasName("host_call_step_seq");
        builder.HasOne<Person>().WithMany().HasForeignKey(s => s.By);
    }

    public void Configure(EntityTypeBuilder<HostAssignment> builder)
    {
        builder.ToTable("host_assignment").HasKey(a => new { a.Call, a.N }).HasName("host_assignment_n");
        builder.Property(a => a.Dates).AsJson();
        builder.Property(a => a.Reserves).AsJson();
        builder.Property(a => a.Source).AsJson();
        builder.Ignore(a => a.State).Ignore(a => a.IsPending);
        builder.HasOne<HostProposal>().WithMany().HasForeignKey(a => a.Proposal);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(a => a.Member);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.By);
        builder.HasOne<Person>().WithMany().HasForeignKey(a => a.AnsweredBy);

        // One member is asked at a time, and one hosts.
        builder
            .HasIndex(a => a.Call, "host_assignment_one_pending")
            .IsUnique()
            .HasFilter("accepted_at is null and declined_at is null and expired_at is null");
        builder.HasIndex(a => a.Call, "host_assignment_one_accepted").IsUnique().HasFilter("accepted_at is not null");
    }

    public void Configure(EntityTypeBuilder<HostProposal> builder)
    {
        builder.ToTable("host_proposal").HasKey(p => p.Id);
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.Property(p => p.DateOptions).AsJson();
        builder.Property(p => p.Source).AsJson();
        builder.Ignore(p => p.Terms).Ignore(p => p.State);
        builder.HasMany(p => p.CoHosts).WithOne().HasForeignKey(c => c.Proposal);
        builder.HasOne<HostCall>().WithMany().HasForeignKey(p => p.Call);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(p => p.By);
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.DraftedBy);
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.SubmittedBy);
        builder.HasOne<Person>().WithMany().HasForeignKey(p => p.WithdrawnBy);
        builder
            .HasIndex(p => new { p.Call, p.By })
            .IsUnique()
            .HasFilter("withdrawn_at is null")
            .HasDatabaseName("host_proposal_one_a_member");
        builder.HasIndex(p => new { p.Call, p.Number }).IsUnique().HasDatabaseName("host_proposal_number");
    }

    public void Configure(EntityTypeBuilder<CoHost> builder)
    {
        builder.ToTable("host_proposal_co_host").HasKey(c => new { c.Proposal, c.Member });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(c => c.Member);
    }

    public void Configure(EntityTypeBuilder<BusyDate> builder)
    {
        builder.ToTable("busy_date").HasKey(b => b.Id);
        builder.Property(b => b.From).HasColumnName("from_day");
        builder.Property(b => b.Until).HasColumnName("until_day");
        builder.HasOne<Organisation>().WithMany().HasForeignKey(b => b.Organisation);
        builder.HasIndex(b => b.From);
    }

    public void Configure(EntityTypeBuilder<CountryRegion> builder)
    {
        builder.ToTable("country_region").HasKey(r => r.Country);
        builder.HasData(Domain.Hosting.Regions.Default.Select(pair => new CountryRegion(pair.Key, pair.Value)));
    }

    public void Configure(EntityTypeBuilder<PlanTask> builder)
    {
        builder.ToTable("plan_task").HasKey(t => t.Id);
        builder.Property(t => t.Version).IsConcurrencyToken();
        builder.Ignore(t => t.Terms);
        builder.HasOne<Assembly>().WithMany().HasForeignKey(t => t.Assembly);
        builder.HasOne<Person>().WithMany().HasForeignKey(t => t.Assignee);
        builder.HasOne<Person>().WithMany().HasForeignKey(t => t.DoneBy);
        builder.HasIndex(t => new { t.Assembly, t.Key }).IsUnique().HasDatabaseName("plan_task_key");
    }
}
