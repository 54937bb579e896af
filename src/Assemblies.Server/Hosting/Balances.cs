using Assemblies.Domain;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Hosting;

/// <summary>A country and the region it counts to.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Region">The region's name.</param>
public sealed record CountryLine(string Country, string Region);

/// <summary>The table of countries and regions by which the balance of hosts is seen.</summary>
public sealed record ListRegions : IQuery<Page<CountryLine>>
{
    /// <inheritdoc />
    public Access Needs => new MembersOnly();

    internal sealed class Handler(AssembliesDb db) : IQueryHandler<ListRegions, Page<CountryLine>>
    {
        public async Task<Result<Page<CountryLine>>> Handle(ListRegions query, CancellationToken ct) =>
            new Page<CountryLine>(
                await db.CountryRegions.OrderBy(r => r.Country).Select(r => new CountryLine(r.Country, r.Region)).ToListAsync(ct),
                null
            );
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("regions", (IMediator mediator, CancellationToken ct) => mediator.Send(new ListRegions(), ct).ToHttp())
            .WithName("listRegions")
            .WithSummary("List countries and their regions")
            .WithDescription("All of them at once, by country. Reads only.")
            .Refuses(AccessErrors.SignIn, AccessErrors.Forbidden);
}

/// <summary>The secretariat puts a country into a region, a new one if need be. A repeat changes nothing.</summary>
public sealed record PutCountryIntoRegion(string Country, string Region) : ICommand<Done>
{
    /// <inheritdoc />
    public Access Needs => new Secretariat();

    /// <inheritdoc />
    public string On => Country;

    internal sealed class Validator : AbstractValidator<PutCountryIntoRegion>
    {
        public Validator()
        {
            RuleFor(c => c.Country)
                .Must(c => c.Length is 2 && c.All(char.IsAsciiLetterUpper))
                .WithMessage("Name the country by its two letters, such as SI.");
            RuleFor(c => c.Region)
                .NotEmpty()
                .WithMessage("Name the region.")
                .MaximumLength(60)
                .WithMessage("This is more than 60 letters. Name it shorter.");
        }
    }

    internal sealed class Handler(AssembliesDb db) : ICommandHandler<PutCountryIntoRegion, Done>
    {
        public async Task<Result<Done>> Handle(PutCountryIntoRegion command, CancellationToken ct)
        {
            // One statement, so that two who name the same new country at once do not meet.
            var region = command.Region.Trim();
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into country_region (country, region) values ({command.Country}, {region})
                on conflict (country) do update set region = excluded.region
                """,
                ct
            );
            return Done.It;
        }
    }

    internal sealed record Body(string Region);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPut(
                "regions/{country}",
                (string country, Body body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new PutCountryIntoRegion(country, body.Region), ct).ToHttp()
            )
            .WithName("putCountryIntoRegion")
            .WithSummary("Put a country into a region")
            .WithDescription("A repeat changes nothing.")
            .WithExample(new Body("Centre and South-East"))
            .Refuses(AccessErrors.SignIn, AccessErrors.SecretariatOnly);
}
