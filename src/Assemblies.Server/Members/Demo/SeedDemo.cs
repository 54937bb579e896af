using System.Text.Json;
using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Members.Demo;

/// <summary>Fills an empty database with the fictional network: organisations, people, secretariat, past assemblies; nothing else. A repeat is refused.</summary>
public sealed record SeedDemo : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new TheService();

    /// <inheritdoc />
    public string On => "demo network";

    internal sealed class Handler(AssembliesDb db, IClock clock) : ICommandHandler<SeedDemo, Done>
    {
        public async Task<Result<Done>> Handle(SeedDemo command, CancellationToken ct)
        {
            // Two replicas may start at once on one empty database.
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('assemblies.seed'))", ct);
            if (await db.Organisations.AnyAsync(ct))
            {
                return MembersErrors.NotEmpty;
            }

            var network = Read<NetworkFile>("network.json");
            var now = clock.GetCurrentInstant();
            var began = network.Organisations.Min(listed => listed.JoinedOn)!.Value;
            var organisations = new Dictionary<string, Organisation>(StringComparer.Ordinal);
            foreach (var listed in network.Organisations)
            {
                organisations[listed.Code] = new(listed.Code, listed.Facts());
                db.Add(organisations[listed.Code]);
                foreach (var person in listed.Representatives ?? [])
                {
                    Add(listed, organisations[listed.Code], person, began, now, network.SecretariatStaff ?? []);
                }
            }

            foreach (var past in Read<PastAssemblies>("past-assemblies.json").Assemblies)
            {
                db.Add(past.Recorded(organisations[past.Host], now));
            }

            return Done.It;
        }

        private void Add(
            ListedOrganisation listed,
            Organisation organisation,
            ListedRepresentative representative,
            LocalDate began,
            Instant now,
            IReadOnlyList<string> staff
        )
        {
            var person = new Person(
                representative.Email,
                representative.Name,
                representative.NameLatin,
                representative.Language ?? "en",
                representative.TimeZone ?? listed.TimeZone ?? "Europe/Brussels"
            );
            db.Add(person);
            db.Add(
                new Mandate(
                    person.Id,
                    organisation.Id,
                    representative.Role,
                    representative.From ?? listed.JoinedOn ?? began,
                    representative.Until,
                    null
                )
            );
            if (staff.Contains(person.Email, StringComparer.Ordinal))
            {
                db.Add(new Grant(person.Id, now, null));
            }
        }
    }

    private static T Read<T>(string name)
    {
        using var file = typeof(SeedDemo).Assembly.GetManifestResourceStream($"Demo/{name}")!;
        return JsonSerializer.Deserialize<T>(file, Json.Options)!;
    }
}
