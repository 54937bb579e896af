using Assemblies.Domain.Registration;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Platform.Database;

public sealed partial class AssembliesDb
{
    /// <summary>Who asks for an exception.</summary>
    public DbSet<ExceptionRequest> ExceptionRequests => Set<ExceptionRequest>();

    /// <summary>Exceptions from deadlines.</summary>
    public DbSet<Exemption> Exemptions => Set<Exemption>();

    /// <summary>Diet, access, telephone.</summary>
    public DbSet<Needs> Needs => Set<Needs>();

    /// <summary>What was changed of registrations.</summary>
    public DbSet<RegistrantChange> RegistrantChanges => Set<RegistrantChange>();

    /// <summary>Who is registered.</summary>
    public DbSet<Registrant> Registrants => Set<Registrant>();

    /// <summary>What happened to lines.</summary>
    public DbSet<SeatChange> SeatChanges => Set<SeatChange>();

    /// <summary>Seats and places in line.</summary>
    public DbSet<SeatLine> SeatLines => Set<SeatLine>();

    /// <summary>What can fill up.</summary>
    public DbSet<SeatPool> SeatPools => Set<SeatPool>();

    /// <summary>How seats are given, where somebody changed it.</summary>
    public DbSet<SeatTermsRow> SeatTerms => Set<SeatTermsRow>();
}
