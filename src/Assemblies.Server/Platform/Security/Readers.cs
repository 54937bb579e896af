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

    public async Task<Reader?> ByCookie(string secret, CancellationToken ct) => (await ByCookies([secret], ct)).GetValueOrDefault(secret);

    /// <summary>Those of many browsers, with as many statements as for one; whoever is not signed in is not among them.</summary>
    public async Task<IReadOnlyDictionary<string, Reader>> ByCookies(IReadOnlyCollection<string> secrets, CancellationToken ct)
    {
        if (secrets.Count is 0)
        {
            return new Dictionary<string, Reader>(StringComparer.Ordinal);
        }

        var hashes = secrets.Select(Secrets.Hash).ToArray();
        var signIns = await db
            .Database.SqlQuery<SignInFound>(
                $"""
                select id, person, hash, seen_at < now() - interval '5 minutes' as stale from sign_in
                where hash = any({hashes}) and ended_at is null
                  and seen_at > now() - make_interval(secs => {Idle.TotalSeconds}) and at > now() - make_interval(secs => {Longest.TotalSeconds})
                """
            )
            .ToListAsync(ct);
        var stale = signIns.Where(signIn => signIn.Stale).Select(signIn => signIn.Id).ToArray();
        if (stale.Length > 0)
        {
            await db.Database.ExecuteSqlAsync($"update sign_in set seen_at = now() where id = any({stale})", ct);
        }

        var readers = await ByIds([.. signIns.Select(signIn => new Id<Person>(signIn.Person)).Distinct()], ct);
        var found = signIns.ToDictionary(signIn => Convert.ToHexString(signIn.Hash), StringComparer.Ordinal);
        return secrets
            .Distinct(StringComparer.Ordinal)
            .Select(secret => (Secret: secret, SignIn: found.GetValueOrDefault(Convert.ToHexString(Secrets.Hash(secret)))))
            .Where(it => it.SignIn is not null && readers.ContainsKey(new(it.SignIn.Person)))
            .ToDictionary(
                it => it.Secret,
                it => readers[new(it.SignIn!.Person)] with { SignIn = new(it.SignIn.Id) },
                StringComparer.Ordinal
            );
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

    public async Task<Reader?> ById(Id<Person> id, CancellationToken ct) => (await ByIds([id], ct)).GetValueOrDefault(id);

    private async Task<IReadOnlyDictionary<Id<Person>, Reader>> ByIds(Id<Person>[] ids, CancellationToken ct)
    {
        if (ids.Length is 0)
        {
            return new Dictionary<Id<Person>, Reader>();
        }

        var today = clock.GetCurrentInstant().InZone(Clocks.Brussels).Date;
        var people = await db
            .People.AsNoTracking()
            .Where(p => ids.Contains(p.Id))
            .Select(p => new
            {
                p.Id,
                p.Name,
                p.NameLatin,
                p.Email,
                p.Language,
                p.TimeZone,
                p.Colours,
                IsSecretariat = db.Grants.Any(g => g.Person == p.Id && g.RevokedAt == null),
            })
            .ToListAsync(ct);
        var hats = await (
            from mandate in db.Mandates
            join organisation in db.Organisations on mandate.Organisation equals organisation.Id
            where ids.Contains(mandate.Person) && mandate.From <= today && (mandate.Until == null || mandate.Until >= today)
            orderby organisation.Kind, organisation.Code
            select new
            {
                mandate.Person,
                Hat = new Hat(mandate.Id, organisation.Id, organisation.Code, organisation.Name, organisation.Kind, mandate.Role),
            }
        ).ToListAsync(ct);
        var offices = await (
            from officer in db.Officers
            join assembly in db.Assemblies on officer.Assembly equals assembly.Id
            where ids.Contains(officer.Person) && officer.EndedAt == null
            select new { officer.Person, Office = new HeldOffice(assembly.Id, assembly.Code, officer.Office) }
        ).ToListAsync(ct);
        var (hatsOf, officesOf) = (hats.ToLookup(it => it.Person, it => it.Hat), offices.ToLookup(it => it.Person, it => it.Office));
        return people.ToDictionary(
            person => person.Id,
            person => new Reader
            {
                Person = person.Id,
                Name = person.Name,
                NameLatin = person.NameLatin,
                Email = person.Email,
                Language = person.Language,
                Zone = person.TimeZone,
                Colours = person.Colours,
                IsSecretariat = person.IsSecretariat,
                Hats = [.. hatsOf[person.Id]],
                Offices = [.. officesOf[person.Id]],
            }
        );
    }

    private sealed record SignInFound(Guid Id, Guid Person, byte[] Hash, bool Stale);

    private sealed record TokenFound(Guid Person, bool MayOnlyRead);
}
