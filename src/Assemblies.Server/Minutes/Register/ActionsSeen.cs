using System.Linq.Expressions;
using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Domain.Minutes;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Minutes.Register;

/// <summary>
/// Which actions a reader may read: members, the secretariat, and officers those of their assembly; each but for what follows from a decision that is not
/// theirs to read. Who does one reads it in any case.
/// </summary>
internal sealed class ActionsSeen(AssembliesDb db, DecisionsSeen decisions, Reader reader)
{
    private Id<Person>? Person => reader.Person;

    private List<Id<Organisation>> Organisations => [.. reader.Hats.Select(hat => hat.Organisation)];

    /// <summary>The actions.</summary>
    public async Task<IQueryable<ActionPoint>> All(CancellationToken ct)
    {
        if (reader.IsSecretariat || reader.IsService)
        {
            return db.ActionPoints.AsNoTracking();
        }

        if (!reader.IsSignedIn)
        {
            return db.ActionPoints.Where(_ => false);
        }

        var (member, offices) = (reader.IsMember, reader.Offices.Select(held => held.Assembly).ToList());
        var open = db.Decisions.Where(await decisions.Rule(ct));
        Expression<Func<ActionPoint, bool>> theirs = a =>
            (member || offices.Contains(a.Assembly)) && (a.Decision == null || open.Any(d => d.Id == a.Decision));
        var mine = Mine();
        var action = theirs.Parameters[0];
        var either = Expression.OrElse(theirs.Body, mine.Body.With(mine.Parameters[0], action));
        return db.ActionPoints.AsNoTracking().Where(Expression.Lambda<Func<ActionPoint, bool>>(either, action));
    }

    /// <summary>Those that the reader, or an organisation they belong to, does.</summary>
    public Expression<Func<ActionPoint, bool>> Mine()
    {
        var (person, organisations) = (Person, Organisations);
        return a => (person != null && a.Person == person) || (a.Organisation != null && organisations.Contains(a.Organisation.Value));
    }

    /// <summary>What follows from a decision, in order.</summary>
    public async Task<IReadOnlyList<ListActions.Line>> OfDecision(Id<Decision> decision, CancellationToken ct) =>
        await Lines((await All(ct)).Where(a => a.Decision == decision).OrderBy(a => a.Entry)).ToListAsync(ct);

    /// <summary>Actions as they stand in lists.</summary>
    public IQueryable<ListActions.Line> Lines(IQueryable<ActionPoint> actions) =>
        actions.Select(a => new ListActions.Line(
            a.Entry,
            a.Code,
            a.Seq,
            a.What,
            db.People.Where(p => p.Id == a.Person).Select(p => p.Name).FirstOrDefault()
                ?? db.Organisations.Where(o => o.Id == a.Organisation).Select(o => o.Name).FirstOrDefault(),
            db.Organisations.Where(o => o.Id == a.Organisation).Select(o => o.Code).FirstOrDefault(),
            a.Until,
            a.EndedAt,
            a.IsDropped,
            db.Decisions.Where(d => d.Id == a.Decision).Select(d => d.Number).FirstOrDefault()
        ));
}
