using System.Security.Cryptography;
using System.Text.Json;
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

/// <summary>
/// Chair or secretariat publishes the draft as the next version, which never changes: the draft they looked at, or nothing. Its numbers are printed.
/// A repeat is refused, since nothing has changed.
/// </summary>
public sealed record PublishAgenda(string Assembly, long? Preview) : ICommand<PublishAgenda.Published>
{
    /// <inheritdoc />
    public Access Needs => new PreparesAgenda(Assembly);

    /// <inheritdoc />
    public string On => Assembly;

    /// <summary>The version.</summary>
    /// <param name="Number">Its number.</param>
    /// <param name="PublishedAt">When.</param>
    /// <param name="Hash">SHA-256 of its content, hexadecimal.</param>
    /// <param name="Changes">What it changes against the version before, in words.</param>
    public sealed record Published(int Number, Instant PublishedAt, string Hash, IReadOnlyList<string> Changes);

    internal sealed class Handler(AssembliesDb db, Reader reader, IClock clock) : ICommandHandler<PublishAgenda, Published>
    {
        public async Task<Result<Published>> Handle(PublishAgenda command, CancellationToken ct)
        {
            if (command.Preview is null)
            {
                return RequestErrors.VersionMissing;
            }

            var opened = await db.OpenDraft(command.Assembly, ct);
            if (opened.Error is { } refusal)
            {
                return refusal;
            }

            var (assembly, draft) = opened.Value!;
            var newest = await db.NewestVersion(assembly.Id, ct);
            var content = PublishedAgenda.Of(assembly, draft, await db.PublishedDocuments(assembly.Id, ct));
            if (command.Preview != PreviewPublication.TagOf(newest, content))
            {
                return AgendaErrors.PreviewOutdated;
            }

            var version = AgendaVersion.Publish(draft, content, newest, HashOf, clock.GetCurrentInstant(), reader.Person);
            if (version.Error is { } error)
            {
                return error;
            }

            db.Add(version.Value!);
            return new Published(
                version.Value!.Number,
                version.Value.PublishedAt,
                version.Value.Hash,
                [.. version.Value.Difference.Select(d => d.Sentence)]
            );
        }
    }

    internal static string HashOf(PublishedAgenda content) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content, Json.Options)));

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/agenda/publish",
                (string code, IfMatch preview, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new PublishAgenda(code, preview.Version), ct).ToHttp()
            )
            .WithName("publishAgenda")
            .WithSummary("Publish the agenda")
            .WithDescription(
                "Makes the next version, which never changes; its numbers are printed for good. Needs If-Match with the ETag of the preview, so that what is "
                    + "published is what was looked at. A repeat is refused, since nothing has changed."
            )
            .Refuses(
                AccessErrors.SignIn,
                AgendaErrors.EditorsOnly,
                AgendaErrors.UnknownAssembly,
                AgendaErrors.Over,
                RequestErrors.VersionMissing,
                AgendaErrors.PreviewOutdated,
                AgendaErrors.PublishedMeanwhile,
                AgendaDomainErrors.Overrun,
                AgendaDomainErrors.Empty,
                AgendaDomainErrors.NothingNew
            );
}

/// <summary>What publishing would do: the changes in words, and what stands against it.</summary>
public sealed record PreviewPublication(string Assembly) : IQuery<PreviewPublication.Answer>
{
    /// <inheritdoc />
    public Access Needs => new PreparesAgenda(Assembly);

    /// <summary>What publishing would do.</summary>
    /// <param name="Version">What a publication refers to: its ETag.</param>
    /// <param name="Number">The number the version would get.</param>
    /// <param name="Changes">What it would change against the version before, in words; empty for the first.</param>
    /// <param name="Against">What stands against it; empty when nothing does.</param>
    /// <param name="Late">Items subject to the members' vote.</param>
    /// <param name="Gaps">Printed numbers that stay empty.</param>
    /// <param name="Sessions">How many sessions it would have.</param>
    /// <param name="Items">How many items it would have.</param>
    public sealed record Answer(
        long Version,
        int Number,
        IReadOnlyList<string> Changes,
        IReadOnlyList<string> Against,
        IReadOnlyList<string> Late,
        IReadOnlyList<string> Gaps,
        int Sessions,
        int Items
    ) : IVersioned;

    internal sealed class Handler(AssembliesDb db) : IQueryHandler<PreviewPublication, Answer>
    {
        public async Task<Result<Answer>> Handle(PreviewPublication query, CancellationToken ct)
        {
            var read = await db.ReadDraft(query.Assembly, ct);
            if (read.Error is { } error)
            {
                return error;
            }

            var (assembly, draft) = read.Value!;
            var newest = await db.NewestVersion(assembly.Id, ct);
            var content = PublishedAgenda.Of(assembly, draft, await db.PublishedDocuments(assembly.Id, ct));
            var against =
                draft.RefusesPublishing() is not { } refusal ? []
                : refusal.Reasons.Count is 0 ? [refusal.Message]
                : refusal.Reasons.Select(r => r.Message).ToList();
            if (against.Count is 0 && newest?.Hash == PublishAgenda.HashOf(content))
            {
                against = [AgendaDomainErrors.NothingNew.Message];
            }

            return new Answer(
                TagOf(newest, content),
                (newest?.Number ?? 0) + 1,
                newest is null
                    ? []
                    : [.. AgendaDifference.Between(newest.Content.ForComparing(), content.ForComparing()).Select(d => d.Sentence)],
                against,
                [.. draft.Items.Where(i => i.Late).Select(i => $"{i.Number} {i.Title}")],
                [.. content.Gaps.Select(g => g.Sentence)],
                draft.Sessions.Count(),
                draft.Items.Count()
            );
        }
    }

    /// <summary>
    /// Tells one publication from any other, by the number it would get and the content it would have: whatever a reader would see changed changes
    /// it, the meetings too. 53 bits, which every program's numbers hold.
    /// </summary>
    internal static long TagOf(AgendaVersion? newest, PublishedAgenda content) =>
        (((newest?.Number ?? 0) + 1L) << 40) | Convert.ToInt64(PublishAgenda.HashOf(content)[..10], 16);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/agenda/publish",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new PreviewPublication(code), ct).ToTagged()
            )
            .WithName("previewPublication")
            .WithSummary("What publishing the agenda would change")
            .WithDescription("The changes in words and what stands against publishing. Its ETag is what the publication refers to.")
            .Refuses(AccessErrors.SignIn, AgendaErrors.EditorsOnly, AgendaErrors.UnknownAssembly);
}

internal static class ReadingVersions
{
    public static Task<AgendaVersion?> NewestVersion(this AssembliesDb db, Id<Domain.Meetings.Assembly> assembly, CancellationToken ct) =>
        db.AgendaVersions.AsNoTracking().Where(v => v.Assembly == assembly).OrderByDescending(v => v.Number).FirstOrDefaultAsync(ct);

    public static async Task<ILookup<Id<AgendaItem>, PublishedDocument>> PublishedDocuments(
        this AssembliesDb db,
        Id<Domain.Meetings.Assembly> assembly,
        CancellationToken ct
    ) =>
        (
            await db
                .AgendaDocuments.Where(d => d.Assembly == assembly && d.Item != null && d.Kind != DocumentKind.CountryUpdate)
                .OrderBy(d => d.UploadedAt)
                .ThenBy(d => d.Id)
                .Select(d => new { Item = d.Item!.Value, Document = new PublishedDocument(d.Id, d.Title, d.Hash, d.First) })
                .ToListAsync(ct)
        ).ToLookup(d => d.Item, d => d.Document);
}
