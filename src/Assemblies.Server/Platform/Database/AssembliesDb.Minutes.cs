using Assemblies.Domain.Minutes;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Platform.Database;

public sealed partial class AssembliesDb
{
    /// <summary>What minute-takers write.</summary>
    public DbSet<MinutesText> MinutesTexts => Set<MinutesText>();

    /// <summary>Statements for the record.</summary>
    public DbSet<MinutesStatement> MinutesStatements => Set<MinutesStatement>();

    /// <summary>Published minutes.</summary>
    public DbSet<MinutesVersion> MinutesVersions => Set<MinutesVersion>();

    /// <summary>Objections to published minutes.</summary>
    public DbSet<MinutesObjection> MinutesObjections => Set<MinutesObjection>();

    /// <summary>Answers to objections.</summary>
    public DbSet<ObjectionAnswer> ObjectionAnswers => Set<ObjectionAnswer>();

    /// <summary>Approvals of minutes by later assemblies.</summary>
    public DbSet<MinutesApproval> MinutesApprovals => Set<MinutesApproval>();

    /// <summary>Signatures under approved minutes.</summary>
    public DbSet<MinutesSignature> MinutesSignatures => Set<MinutesSignature>();

    /// <summary>Who may read minutes.</summary>
    public DbSet<MinutesRelease> MinutesReleases => Set<MinutesRelease>();
}
