using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Look;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Platform.Security;

/// <summary>Holds the reader of a scope that no HTTP request opened: a job.</summary>
internal sealed class ScopedReader
{
    public Reader? Reader { get; set; }
}

/// <summary>Finds out who asks, with the rights they have at this moment (ASVS V8.3.2).</summary>
internal sealed class Readers(AssembliesDb db, IClock clock)
{
    /// <summary>How long a browser may be silent.</summary>
    public static readonly Duration Idle = Duration.FromHours(12);

    /// <summary>How long a sign-in holds at most.</summary>
    public static readonly Duration Longest = Duration.FromDays(30);

    public async Task<Reader?> ByCookie(string secret, CancellationToken ct)
    {
        var hash = Secrets.Hash(secret);
        var signIn = await db
            .Database.SqlQuery<SignInFound>(
                $"""
                select id, person, seen_at < now() - interval '5 minutes' as stale from sign_in
                where hash = {hash} and ended_at is null
                  and seen_at > now() - make_interval(secs => {Idle.TotalSeconds}) and at > now() - make_interval(secs => {Longest.TotalSeconds})
                """
            )
            .SingleOrDefaultAsync(ct);
        if (signIn is null)
        {
            return null;
        }

        if (signIn.Stale)
        {
            await db.Database.ExecuteSqlAsync($"update sign_in set seen_at = now() where id = {signIn.Id}", ct);
        }

        return await ById(new(signIn.Person), ct) is { } reader ? reader with { SignIn = new(signIn.Id) } : null;
    }

    public async Task<Reader?> ByToken(string token, CancellationToken ct)
    {
        var hash = Secrets.Hash(token);
        var found = await db
            .Database.SqlQuery<TokenFound>(
                $"select person, may_only_read from access_token where hash = {hash} and revoked_at is null and expires_at > now()"
            )
            .SingleOrDefaultAsync(ct);
        return found is null ? null
            : await ById(new(found.Person), ct) is { } reader ? reader with { MayOnlyRead = found.MayOnlyRead }
            : null;
    }

    public async Task<Reader?> ById(Id<Person> id, CancellationToken ct)
    {
        var today = clock.GetCurrentInstant().InZone(Clocks.Brussels).Date;
        var person = await db
            .People.AsNoTracking()
            .Where(p => p.Id == id)
            .Select(p => new
            {
                p.Name,
                p.Email,
                p.Language,
                p.TimeZone,
                p.Colours,
                IsSecretariat = db.Grants.Any(g => g.Person == id && g.RevokedAt == null),
            })
            .SingleOrDefaultAsync(ct);
        if (person is null)
        {
            return null;
        }

        var hats = await (
            from mandate in db.Mandates
            join organisation in db.Organisations on mandate.Organisation equals organisation.Id
            where mandate.Person == id && mandate.From <= today && (mandate.Until == null || mandate.Until >= today)
            orderby organisation.Kind, organisation.Code
            select new Hat(mandate.Id, organisation.Id, organisation.Code, organisation.Name, organisation.Kind, mandate.Role)
        ).ToListAsync(ct);
        var offices = await (
            from officer in db.Officers
            join assembly in db.Assemblies on officer.Assembly equals assembly.Id
            where officer.Person == id && officer.EndedAt == null
            select new HeldOffice(assembly.Id, assembly.Code, officer.Office)
        ).ToListAsync(ct);
        return new()
        {
            Person = id,
            Name = person.Name,
            Email = person.Email,
            Language = person.Language,
            Zone = person.TimeZone,
            Colours = person.Colours,
            IsSecretariat = person.IsSecretariat,
            Hats = hats,
            Offices = offices,
        };
    }

    private sealed record SignInFound(Guid Id, Guid Person, bool Stale);

    private sealed record TokenFound(Guid Person, bool MayOnlyRead);
}
