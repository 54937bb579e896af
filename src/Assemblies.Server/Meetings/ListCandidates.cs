using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Meetings;

/// <summary>Whom the secretariat may appoint: everybody whose mandate holds, with their organisation.</summary>
public sealed record ListCandidates : IQuery<IReadOnlyList<ListCandidates.Line>>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <summary>Somebody.</summary>
    /// <param name="Person">Who.</param>
    /// <param name="Text">Name and organisation, for a list.</param>
    public sealed record Line(Id<Person> Person, string Text);

    internal sealed class Handler(AssembliesDb db, IClock clock) : IQueryHandler<ListCandidates, IReadOnlyList<Line>>
    {
        public async Task<Result<IReadOnlyList<Line>>> Handle(ListCandidates query, CancellationToken cancellationToken)
        {
            var today = await db.Today(clock.GetCurrentInstant(), cancellationToken);
            var lines = await (
                from person in db.People
                join mandate in db.Mandates on person.Id equals mandate.Person
                join organisation in db.Organisations on mandate.Organisation equals organisation.Id
                where mandate.From <= today && (mandate.Until == null || mandate.Until >= today)
                orderby EF.Functions.Collate(person.NameLatin ?? person.Name, "people"), organisation.Code
                select new Line(person.Id, person.Name + ", " + organisation.Name)
            ).ToListAsync(cancellationToken);
            return lines.DistinctBy(line => line.Person).ToList();
        }
    }
}
