using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Domain.Presence;
using Assemblies.Domain.Registration;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Presence;

/// <summary>What all ways in have in common.</summary>
internal static class LettingIn
{
    /// <summary>Lets somebody in: a row, unless they are in; the proxy their member gave ends by it once that is confirmed.</summary>
    public static async Task<Result<DoorAnswer>> LetIn(
        this AssembliesDb db,
        OpenDoor door,
        Registrant who,
        Where where,
        bool isConfirmed,
        DoorActor actor,
        CancellationToken ct
    )
    {
        var ledger = await db.LedgerOf(door.Meeting, who.Id, ct);
        var row = who.Organisation is { } organisation
            ? await db.LetIn(door, organisation, ledger, where, isConfirmed, actor, ct)
            : ledger.CheckIn(where, actor);
        if (row.Error is { } refusal)
        {
            return refusal;
        }

        if (row.Value is { } added)
        {
            db.Add(added);
        }

        return await db.Answer(door, who, ledger, row.Value is not null, ct);
    }

    /// <summary>The reader's own registration, by a mandate that holds; null when there is none.</summary>
    public static async Task<Result<Registrant>> OwnRegistration(this AssembliesDb db, Reader reader, OpenDoor door, CancellationToken ct)
    {
        var own = await db.Registrants.SingleOrDefaultAsync(r => r.Assembly == door.Assembly.Id && r.Person == reader.Person, ct);
        return own is not { IsComing: true } ? PresenceErrors.NotRegistered
            : own.Organisation is { } organisation && !reader.BelongsTo(organisation) ? PresenceErrors.MandateEnded
            : own;
    }

    private static async Task<Result<PresenceEntry?>> LetIn(
        this AssembliesDb db,
        OpenDoor door,
        Id<Organisation> organisation,
        Ledger ledger,
        Where where,
        bool isConfirmed,
        DoorActor actor,
        CancellationToken ct
    )
    {
        var delegation = await db.DelegationOf(door.Meeting, organisation, door.Now, ct);
        var entered = delegation.CheckIn(ledger, where, isConfirmed, actor, "A delegate of the principal checked in.");
        return entered.Error == PresenceDomainErrors.EndsProxy
            ? PresenceDomainErrors.EndsProxy with
            {
                Message = await db.EndsProxyInWords(delegation.Given!, ct),
            }
            : entered;
    }

    /// <summary>"This ends the proxy of Zinātnes Ceļi to Teaduspakt. …"</summary>
    public static async Task<string> EndsProxyInWords(this AssembliesDb db, Proxy proxy, CancellationToken ct)
    {
        var names = await db
            .Organisations.Where(o => o.Id == proxy.Principal || o.Id == proxy.Holder)
            .ToDictionaryAsync(o => o.Id, o => o.Name, ct);
        return $"This ends the proxy of {names[proxy.Principal]} to {names[proxy.Holder]}. Confirm it, and {names[proxy.Principal]} votes itself from now on.";
    }
}
