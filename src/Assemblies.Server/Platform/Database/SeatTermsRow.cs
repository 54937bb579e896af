using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Registration;

namespace Assemblies.Server.Platform.Database;

/// <summary>How seats are given at one assembly; there is no row as long as the defaults count.</summary>
public sealed class SeatTermsRow
{
    private SeatTermsRow() { }

    internal SeatTermsRow(Id<Assembly> assembly) => Assembly = assembly;

    /// <summary>At which assembly.</summary>
    public Id<Assembly> Assembly { get; private set; }

    /// <summary>How.</summary>
    public SeatTerms Terms { get; private set; } = Domain.Registration.SeatTerms.Default;

    /// <summary>Raised by each change; its ETag.</summary>
    public long Version { get; private set; } = 1;

    internal void Change(SeatTerms terms) => (Terms, Version) = (terms, Version + 1);
}
