using Assemblies.Domain;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Registration;

/// <summary>
/// Removes, after <see cref="Admission.KeptDays"/> days, what was entered by the public form and never confirmed, and the network addresses of the
/// rest. A repeat finds nothing to do.
/// </summary>
public sealed record ForgetGuests : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new TheService();

    /// <inheritdoc />
    public string On => "guests who never confirmed";

    internal sealed class Handler(AssembliesDb db) : ICommandHandler<ForgetGuests, Done>
    {
        public async Task<Result<Done>> Handle(ForgetGuests command, CancellationToken ct)
        {
            var before = await db.Now(ct) - Duration.FromDays(Admission.KeptDays);
            await db.Admissions.Where(a => a.AskedAt < before && a.ConfirmedAt == null && a.InvitedBy == null).ExecuteDeleteAsync(ct);
            await db
                .Admissions.Where(a => a.AskedAt < before && a.Ip != null)
                .ExecuteUpdateAsync(set => set.SetProperty(a => a.Ip, (string?)null), ct);
            return Done.It;
        }
    }
}
