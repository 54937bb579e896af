using Assemblies.Domain.Invitations;
using Assemblies.Domain.Meetings;
using Assemblies.Server.Platform.Database;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Invitations;

/// <summary>Who is told of an assembly, and who is not: the roll of a day under the one rule.</summary>
internal static class Roll
{
    /// <summary>How long ago a mandate may have ended to be listed among those who get nothing.</summary>
    private static readonly Period Lately = Period.FromYears(1);

    /// <summary>Everybody on the roll of that day, and those who left it within a year, with what they are told and why.</summary>
    public static async Task<IReadOnlyList<Told>> WhoIsTold(
        this AssembliesDb db,
        IReadOnlyCollection<Meeting> meetings,
        LocalDate day,
        CancellationToken ct
    )
    {
        var since = day.Minus(Lately);
        var roll = await (
            from mandate in db.Mandates
            join person in db.People on mandate.Person equals person.Id
            join organisation in db.Organisations on mandate.Organisation equals organisation.Id
            where mandate.Until == null || mandate.Until >= since
            select new RollEntry(
                mandate.Id,
                person.Id,
                person.Name,
                person.Email,
                person.TimeZone,
                organisation.Id,
                organisation.Code,
                organisation.Name,
                organisation.Kind,
                mandate.Role,
                mandate.NamedByHead,
                mandate.From,
                mandate.Until
            )
        )
            .AsNoTracking()
            .ToListAsync(ct);

        // Here and not in the database, where kinds and roles stand as words: of two hats the first counts, and that is the member's head's.
        return
        [
            .. roll.OrderBy(of => of.Kind)
                .ThenBy(of => of.Code, StringComparer.Ordinal)
                .ThenBy(of => of.Role)
                .ThenBy(of => of.Name, StringComparer.Ordinal)
                .ThenBy(of => of.Mandate.Value)
                .Select(of => Told.Decide(of, meetings, day)),
        ];
    }

    /// <summary>One invitation a person and meeting, whatever number of hats they wear: the first hat counts.</summary>
    public static IEnumerable<(Meeting Meeting, Invitee Who)> Invitees(this IEnumerable<Told> told) =>
        told.SelectMany(one => one.Meetings, (one, meeting) => (Meeting: meeting, one.Of))
            .DistinctBy(it => (it.Meeting.Id, it.Of.Person))
            .Select(it => (it.Meeting, Invitee(it.Of)));

    /// <summary>Somebody on the roll as an invitation names them.</summary>
    public static Invitee Invitee(this RollEntry of) =>
        new(of.Email, of.Name, of.TimeZone, of.OrganisationName, of.Audience) { Person = of.Person, Mandate = of.Mandate };
}
