using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Agenda;

/// <summary>The published versions with what each changed, in words; the newest first. A sentence about what the reader may not read is left out.</summary>
public sealed record ListVersions(string Assembly) : IQuery<IReadOnlyList<ListVersions.Row>>
{
    /// <inheritdoc />
    public Access Needs => new ReadsMembersPapers(Assembly);

    /// <summary>A version.</summary>
    /// <param name="Number">Its number.</param>
    /// <param name="PublishedAt">When it was published.</param>
    /// <param name="PublishedBy">By whom, by name.</param>
    /// <param name="Hash">SHA-256 of its content, hexadecimal.</param>
    /// <param name="Changes">What it changed; empty for the first.</param>
    public sealed record Row(int Number, Instant PublishedAt, string? PublishedBy, string Hash, IReadOnlyList<string> Changes);

    internal sealed class Handler(AssembliesDb db, Reader reader) : IQueryHandler<ListVersions, IReadOnlyList<Row>>
    {
        public async Task<Result<IReadOnlyList<Row>>> Handle(ListVersions query, CancellationToken ct)
        {
            var assembly = await db.Assemblies.Where(a => a.Code == query.Assembly).Select(a => a.Id).SingleAsync(ct);
            var visibility = await Visibility.Of(db, reader, assembly, ct);
            var versions = await db
                .AgendaVersions.AsNoTracking()
                .Where(v => v.Assembly == assembly)
                .OrderBy(v => v.Number)
                .Select(v => new
                {
                    v.Number,
                    v.PublishedAt,
                    v.Hash,
                    v.Difference,
                    By = db.People.Where(p => p.Id == v.PublishedBy).Select(p => p.Name).FirstOrDefault(),
                })
                .ToListAsync(ct);

            // A line is hidden if it was in any version, since a sentence may speak of what it was before.
            var contents = visibility is { SeesAll: true, SeesClosed: true }
                ? []
                : await db.AgendaVersions.Where(v => v.Assembly == assembly).Select(v => v.Content).ToListAsync(ct);
            var hidden = contents.SelectMany(visibility.Hidden).ToHashSet();
            return new List<Row>(
                versions
                    .Select(v => new Row(
                        v.Number,
                        v.PublishedAt,
                        v.By,
                        v.Hash,
                        [.. v.Difference.Where(d => !d.Lines.Any(hidden.Contains)).Select(d => d.Sentence)]
                    ))
                    .Reverse()
            );
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/agenda/versions",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ListVersions(code), ct).ToHttp()
            )
            .WithName("listAgendaVersions")
            .WithSummary("The published versions of an agenda")
            .WithDescription("With what each changed, in words; the newest first.")
            .Refuses(AccessErrors.SignIn, AccessErrors.NotFound, AgendaErrors.UnknownAssembly);
}

/// <summary>One published version as it was, filtered by what the reader may read.</summary>
public sealed record ShowVersion(string Assembly, int Number) : IQuery<ShowVersion.Answer>
{
    /// <inheritdoc />
    public Access Needs => new ReadsMembersPapers(Assembly);

    /// <summary>A version.</summary>
    /// <param name="Number">Its number.</param>
    /// <param name="PublishedAt">When it was published.</param>
    /// <param name="Hash">SHA-256 of the whole content, hexadecimal; it can be checked only by who may read all of it.</param>
    /// <param name="IsWhole">Whether nothing was left out for this reader.</param>
    /// <param name="Content">The agenda.</param>
    public sealed record Answer(int Number, Instant PublishedAt, string Hash, bool IsWhole, PublishedAgenda Content);

    internal sealed class Handler(AssembliesDb db, Reader reader) : IQueryHandler<ShowVersion, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowVersion query, CancellationToken ct)
        {
            var assembly = await db.Assemblies.Where(a => a.Code == query.Assembly).Select(a => a.Id).SingleAsync(ct);
            var version = await db
                .AgendaVersions.AsNoTracking()
                .SingleOrDefaultAsync(v => v.Assembly == assembly && v.Number == query.Number, ct);
            if (version is null)
            {
                return AgendaErrors.UnknownVersion;
            }

            var shown = (await Visibility.Of(db, reader, assembly, ct)).Of(version.Content);
            return new Answer(version.Number, version.PublishedAt, version.Hash, PublishAgenda.HashOf(shown) == version.Hash, shown);
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/agenda/versions/{number:int}",
                (string code, int number, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ShowVersion(code, number), ct).ToHttp()
            )
            .WithName("showAgendaVersion")
            .WithSummary("One published version")
            .WithDescription("As it was published, without what the reader may not read.")
            .Refuses(AccessErrors.SignIn, AccessErrors.NotFound, AgendaErrors.UnknownAssembly, AgendaErrors.UnknownVersion);
}
