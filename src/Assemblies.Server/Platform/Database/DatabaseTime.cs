using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Platform.Database;

/// <summary>The database's clock: sign-ins, tokens, outbox and audit go by it, since business time can be moved.</summary>
public static class DatabaseTime
{
    /// <summary>Its time at the start of the open transaction.</summary>
    public static Task<Instant> Now(this AssembliesDb db, CancellationToken ct) =>
        db.Database.SqlQuery<Instant>($"""select now() as "Value" """).SingleAsync(ct);
}
