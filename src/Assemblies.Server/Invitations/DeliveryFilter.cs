using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Invitations;

/// <summary>Which mails somebody looks for among the deliveries.</summary>
internal static class DeliveryFilter
{
    /// <summary>Those in the group and state, to such people, with that in their name or address; what is not asked for does not count.</summary>
    public static IQueryable<OutboxMail> Like(this IQueryable<OutboxMail> mails, ListDeliveries request, AssembliesDb db)
    {
        if (request.Group is { Length: > 0 } group)
        {
            mails = mails.Where(m => m.Group == group);
        }

        if (request.State is { } state)
        {
            mails = mails.Where(m => m.State == state);
        }

        if (request.Kind is { } kind)
        {
            mails = mails.Where(m =>
                db.Mandates.Any(a => a.Person == m.Person && db.Organisations.Any(o => o.Id == a.Organisation && o.Kind == kind))
            );
        }

        if (request.Search is { Length: > 0 } search)
        {
            var pattern =
                $"%{search.Trim().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
            mails = mails.Where(m => EF.Functions.ILike(m.Name, pattern) || EF.Functions.ILike(m.Email, pattern));
        }

        return mails;
    }
}
