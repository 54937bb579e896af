using System.Linq.Expressions;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Minutes;
using Assemblies.Server.Agenda;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Minutes.Register;

/// <summary>
/// Which entries of the register a reader may read: list, single page, export, feed, mail and yearbook all ask it. Everybody what is public, members all
/// but what was decided on a closed item, and that is for those who may read such an item.
/// </summary>
/// <remarks>
/// The same answer as <see cref="Visibility"/> gives of the item, for all assemblies at once: an entry keeps whether its item was closed, and the
/// record date that says who may vote.
/// </remarks>
internal sealed class DecisionsSeen(AssembliesDb db, Reader reader)
{
    /// <summary>The rule for this reader.</summary>
    public async Task<Expression<Func<Decision, bool>>> Rule(CancellationToken ct)
    {
        if (reader.IsSecretariat || reader.IsService)
        {
            return _ => true;
        }

        if (!reader.IsSignedIn)
        {
            return d => d.IsPublic;
        }

        var sitting = Held(Office.Chair, Office.DeputyChair, Office.MinuteTaker, Office.Teller);
        if (!reader.IsMember)
        {
            var hosted = Held(Office.Host);
            return d => d.IsPublic || sitting.Contains(d.Assembly) || (hosted.Contains(d.Assembly) && !d.IsClosed);
        }

        var (named, paid) = (Visibility.NamedTo(db, reader.Person), await PaidUntil(ct));
        return d =>
            d.IsPublic
            || !d.IsClosed
            || sitting.Contains(d.Assembly)
            || (paid != null && (d.RecordDate == null || paid >= d.RecordDate))
            || named.Contains(d.Item);
    }

    /// <summary>The entries themselves.</summary>
    public async Task<IQueryable<Decision>> Entries(CancellationToken ct) => db.Decisions.AsNoTracking().Where(await Rule(ct));

    private List<Domain.Id<Assembly>> Held(params Office[] offices) =>
        [.. reader.Offices.Where(held => offices.Contains(held.Office)).Select(held => held.Assembly)];

    // Head and deputy of a member vote where its fee covers the record date.
    private async Task<LocalDate?> PaidUntil(CancellationToken ct)
    {
        var members = reader
            .Hats.Where(hat => hat.Kind is OrganisationKind.Member && hat.Role is MandateRole.Head or MandateRole.Deputy)
            .Select(hat => hat.Organisation)
            .ToList();
        return members.Count is 0 ? null : await db.Organisations.Where(o => members.Contains(o.Id)).MaxAsync(o => o.FeePaidUntil, ct);
    }
}
