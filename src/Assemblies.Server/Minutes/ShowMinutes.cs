using Assemblies.Domain;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Members;
using Assemblies.Domain.Minutes;
using Assemblies.Domain.Rules;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Minutes;

/// <summary>Where the minutes of an assembly stand: the newest version that is published, its history, approval and signatures.</summary>
/// <param name="Assembly">Of which assembly.</param>
public sealed record ShowMinutes(string Assembly) : IQuery<ShowMinutes.Answer>
{
    /// <inheritdoc />
    public Access Needs => new ReadsMinutes(Assembly);

    /// <summary>Where they stand.</summary>
    /// <param name="Code">The assembly's code.</param>
    /// <param name="Title">Its title.</param>
    /// <param name="State">Where it stands itself.</param>
    /// <param name="Readers">Who may read the minutes.</param>
    /// <param name="Newest">The newest version, without what the reader may not read; null while none is published.</param>
    /// <param name="Versions">All versions, the newest first.</param>
    /// <param name="DraftDue">The last day for the draft, while none is published; null while no day stands.</param>
    /// <param name="ObjectionsUntil">The last day for objections; null while no day stands.</param>
    /// <param name="MayObject">Whether the reader may hand in an objection now.</param>
    /// <param name="Objections">How many came in.</param>
    /// <param name="Approval">By which assembly they were approved; null while they are not.</param>
    /// <param name="Signatures">Who signed.</param>
    /// <param name="Approves">Assemblies whose minutes this one approved, by code.</param>
    /// <param name="Keeps">Whether the reader keeps them.</param>
    public sealed record Answer(
        string Code,
        string Title,
        AssemblyState State,
        MinutesReaders Readers,
        MinutesShown? Newest,
        IReadOnlyList<VersionRow> Versions,
        LocalDate? DraftDue,
        LocalDate? ObjectionsUntil,
        bool MayObject,
        int Objections,
        ApprovedBy? Approval,
        IReadOnlyList<SignedBy> Signatures,
        IReadOnlyList<string> Approves,
        bool Keeps
    );

    /// <summary>A version in a line.</summary>
    /// <param name="Number">Its number.</param>
    /// <param name="PublishedAt">When.</param>
    /// <param name="PublishedBy">By whom, by name.</param>
    /// <param name="Hash">SHA-256 of the whole content, hexadecimal.</param>
    /// <param name="Changes">What it changed against the one before, without what the reader may not read.</param>
    public sealed record VersionRow(
        int Number,
        Instant PublishedAt,
        string? PublishedBy,
        string Hash,
        IReadOnlyList<MinutesChange> Changes
    );

    /// <summary>An approval.</summary>
    /// <param name="Version">Of which version.</param>
    /// <param name="Assembly">By which assembly, by code.</param>
    /// <param name="Motion">By its motion of this number.</param>
    /// <param name="At">When.</param>
    public sealed record ApprovedBy(int Version, string Assembly, string Motion, Instant At);

    /// <summary>A signature.</summary>
    /// <param name="Office">As what.</param>
    /// <param name="Name">Who.</param>
    /// <param name="At">When.</param>
    /// <param name="Hash">The hash that was signed.</param>
    public sealed record SignedBy(Office Office, string Name, Instant At, string Hash);

    internal sealed class Handler(AssembliesDb db, MinutesShowing showing, Reader reader, IClock clock) : IQueryHandler<ShowMinutes, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowMinutes query, CancellationToken cancellationToken)
        {
            var assembly = await db
                .Assemblies.AsNoTracking()
                .Include(a => a.Steps)
                .SingleAsync(a => a.Code == query.Assembly, cancellationToken);
            var id = assembly.Id;
            var versions = await showing.All(id, cancellationToken);
            var until = await db.ObjectionsUntil(id, null, cancellationToken);
            var deadlines = await db.DeadlinesOf(id, cancellationToken);
            var approval = await showing.Approval(id, cancellationToken);
            return new Answer(
                assembly.Code,
                assembly.Title,
                assembly.State,
                await Readers(id, cancellationToken),
                versions.Count is 0 ? null : versions[0].Shown,
                [.. versions.Select(v => v.Row)],
                deadlines?[DeadlineKind.DraftMinutes]?.Date,
                until?.Date,
                versions.Count > 0
                    && approval is null
                    && until?.IsPast(clock.GetCurrentInstant()) is false
                    && (
                        reader.IsSecretariat
                        || reader.Hats.Any(h => h is { Kind: OrganisationKind.Member, Role: MandateRole.Head or MandateRole.Deputy })
                    ),
                await db.MinutesObjections.CountAsync(o => o.Assembly == id, cancellationToken),
                approval,
                await showing.Signatures(id, approval, cancellationToken),
                await db
                    .MinutesApprovals.Where(a => a.ByAssembly == id && a.EndedAt == null)
                    .Join(db.Assemblies, a => a.Assembly, a => a.Id, (_, of) => of.Code)
                    .OrderBy(code => code)
                    .ToListAsync(cancellationToken),
                new KeepsMinutes(query.Assembly).Allows(reader)
            );
        }

        private Task<MinutesReaders> Readers(Id<Domain.Meetings.Assembly> id, CancellationToken ct) =>
            db.MinutesReleases.Where(r => r.Assembly == id).OrderByDescending(r => r.Seq).Select(r => r.Readers).FirstOrDefaultAsync(ct);
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/minutes",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ShowMinutes(code), ct).ToHttp()
            )
            .WithName("showMinutes")
            .WithSummary("Where the minutes stand")
            .WithDescription(
                "The newest version that is published, the history, objections, approval and signatures. For members, officers and the secretariat; for "
                    + "everybody once they are public. A closed item that is not the reader's keeps its number and times, and nothing else."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.NotFound);
}

/// <summary>One published version, for programs: what the reader may read of it.</summary>
/// <param name="Assembly">Of which assembly.</param>
/// <param name="Number">Which version.</param>
public sealed record ShowMinutesVersion(string Assembly, int Number) : IQuery<MinutesShown>
{
    /// <inheritdoc />
    public Access Needs => new ReadsMinutes(Assembly);

    internal sealed class Handler(MinutesShowing showing) : IQueryHandler<ShowMinutesVersion, MinutesShown>
    {
        public async Task<Result<MinutesShown>> Handle(ShowMinutesVersion query, CancellationToken cancellationToken) =>
            await showing.Version(query.Assembly, query.Number, cancellationToken) is { } shown ? shown : MinutesErrors.UnknownVersion;
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/minutes/versions/{number:int}",
                (string code, int number, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new ShowMinutesVersion(code, number), ct).ToHttp()
            )
            .WithName("showMinutesVersion")
            .WithSummary("One published version of the minutes")
            .WithDescription(
                "As it was published. `hash` is SHA-256 of `content` as JSON in UTF-8, to the letter; where `isWhole` is false something was left out for "
                    + "this reader, and it cannot be made again."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.NotFound, MinutesErrors.UnknownVersion);
}
