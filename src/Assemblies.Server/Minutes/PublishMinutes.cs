using Assemblies.Domain;
using Assemblies.Domain.Minutes;
using Assemblies.Domain.Presence;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Minutes;

/// <summary>
/// A keeper of the minutes publishes them to the members as the next version, which never changes; head and deputy of every member are told. What the
/// checks find is put right first, or the reason is written why the minutes are right as they are. A repeat is refused, since nothing has changed.
/// </summary>
/// <param name="Assembly">Of which assembly.</param>
/// <param name="Preview">The ETag of the draft that was looked at.</param>
/// <param name="Despite">Why they are right although the checks found something; null where they found nothing.</param>
public sealed record PublishMinutes(string Assembly, long? Preview, string? Despite) : ICommand<PublishMinutes.Published>
{
    /// <inheritdoc />
    public Access Needs => new KeepsMinutes(Assembly);

    /// <inheritdoc />
    public string On => Assembly;

    /// <summary>A published version.</summary>
    /// <param name="Number">Its number.</param>
    /// <param name="PublishedAt">When.</param>
    /// <param name="Hash">SHA-256 of its content, hexadecimal.</param>
    /// <param name="Changes">What it changes against the version before, in words.</param>
    public sealed record Published(int Number, Instant PublishedAt, string Hash, IReadOnlyList<string> Changes);

    internal sealed class Validator : AbstractValidator<PublishMinutes>
    {
        public Validator() =>
            RuleFor(c => c.Despite)
                .Length(10, 2000)
                .When(c => !string.IsNullOrWhiteSpace(c.Despite))
                .WithMessage("Write the reason in a sentence, of 10 to 2,000 letters; it is kept with the version.");
    }

    internal sealed class Handler(AssembliesDb db, MinutesComposer composer, Reader reader, IClock clock)
        : ICommandHandler<PublishMinutes, Published>
    {
        public async Task<Result<Published>> Handle(PublishMinutes command, CancellationToken cancellationToken)
        {
            if (command.Preview is null)
            {
                return RequestErrors.VersionMissing;
            }

            var opened = await db.OpenMinutes(command.Assembly, cancellationToken);
            if (opened.Value is not { } assembly)
            {
                return opened.Error!;
            }

            var now = clock.GetCurrentInstant();
            await db.LockMinutes(assembly.Id, cancellationToken);
            if (await db.StandingApproval(assembly.Id, cancellationToken) is not null)
            {
                return MinutesDomainErrors.Approved;
            }

            var notNow = await db.IsNotOver(assembly.Id, now, cancellationToken) ?? await db.IsVotedOn(assembly.Id, cancellationToken);
            if (notNow is not null)
            {
                return notNow;
            }

            var newest = await db.NewestMinutes(assembly.Id, cancellationToken);
            var content = await composer.Compose(assembly.Id, cancellationToken);
            if (command.Preview != MinutesHash.TagOf(newest?.Number ?? 0, content))
            {
                return MinutesErrors.PreviewOutdated;
            }

            var version = MinutesVersion.Publish(
                assembly.Id,
                content,
                MinutesHash.Of(content),
                newest,
                newest is null ? [] : MinutesDifference.Between(newest.Content, content),
                MinutesCheck.Of(content),
                string.IsNullOrWhiteSpace(command.Despite) ? null : command.Despite.Trim(),
                now,
                reader.Person
            );
            if (version.Value is not { } published)
            {
                return version.Error!;
            }

            db.Add(published);
            return new Published(
                published.Number,
                published.PublishedAt,
                published.Hash,
                [.. published.Changes.Select(change => change.Sentence)]
            );
        }
    }

    internal sealed record Body(string? Despite = null);

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "assemblies/{code}/minutes/publish",
                (string code, IfMatch preview, Body? body, IMediator mediator, CancellationToken ct) =>
                    mediator.Send(new PublishMinutes(code, preview.Version, body?.Despite), ct).ToHttp()
            )
            .WithName("publishMinutes")
            .WithExample(new Body("Item 6 was the country updates; they are in the documents."))
            .WithSummary("Publish the minutes to members")
            .WithDescription(
                "Makes the next version, which never changes, with its hash and what it changes. Needs If-Match with the ETag of the draft, so that what "
                    + "is published is what was looked at. Refused with all that the checks find (`reasons`); `despite` says why they are right as they "
                    + "are, and is kept. While a later assembly votes on a version no other one is published. Head and deputy of every member are told."
            )
            .Refuses(
                AccessErrors.SignIn,
                AccessErrors.NotFound,
                MinutesErrors.KeepersOnly,
                MinutesErrors.PreviewOutdated,
                MinutesErrors.PublishedMeanwhile,
                MinutesDomainErrors.Approved,
                MinutesDomainErrors.NotBegun,
                MinutesDomainErrors.NotOver,
                MinutesDomainErrors.VotedOn,
                MinutesDomainErrors.Findings,
                MinutesDomainErrors.NothingNew,
                RequestErrors.VersionMissing,
                RequestErrors.Invalid,
                RequestErrors.KeyReused
            );
}

/// <summary>The minutes as they would be published now: what the checks find, and what changes against the version before.</summary>
/// <param name="Assembly">Of which assembly.</param>
public sealed record ShowDraftMinutes(string Assembly) : IQuery<ShowDraftMinutes.Answer>
{
    /// <inheritdoc />
    public Access Needs => new KeepsMinutes(Assembly);

    /// <summary>The draft.</summary>
    /// <param name="Version">What a publication refers to: its ETag.</param>
    /// <param name="Number">The number the version would get.</param>
    /// <param name="Content">The minutes.</param>
    /// <param name="Hash">The hash the version would have.</param>
    /// <param name="Findings">What the checks found.</param>
    /// <param name="Changes">What changes against the version before; empty for the first.</param>
    /// <param name="Against">Why it cannot be published now, in a sentence; null when it can.</param>
    /// <param name="Told">How many people are told.</param>
    public sealed record Answer(
        long Version,
        int Number,
        MinutesContent Content,
        string Hash,
        IReadOnlyList<MinutesFinding> Findings,
        IReadOnlyList<MinutesChange> Changes,
        string? Against,
        int Told
    ) : IVersioned;

    internal sealed class Handler(AssembliesDb db, MinutesComposer composer, IClock clock) : IQueryHandler<ShowDraftMinutes, Answer>
    {
        public async Task<Result<Answer>> Handle(ShowDraftMinutes query, CancellationToken cancellationToken)
        {
            var opened = await db.OpenMinutes(query.Assembly, cancellationToken);
            var id = await db.Assemblies.Where(a => a.Code == query.Assembly).Select(a => a.Id).SingleAsync(cancellationToken);
            var newest = await db.NewestMinutes(id, cancellationToken);
            var content = await composer.Compose(id, cancellationToken);
            var (hash, now) = (MinutesHash.Of(content), clock.GetCurrentInstant());
            var against =
                opened.Error
                ?? await db.IsNotOver(id, now, cancellationToken)
                ?? await db.IsVotedOn(id, cancellationToken)
                ?? (hash == newest?.Hash ? MinutesDomainErrors.NothingNew : null);
            return new Answer(
                MinutesHash.TagOf(newest?.Number ?? 0, content),
                (newest?.Number ?? 0) + 1,
                content,
                hash,
                MinutesCheck.Of(content),
                newest is null ? [] : MinutesDifference.Between(newest.Content, content),
                against?.Message,
                (await db.MinutesAddressees(now, cancellationToken)).Count
            );
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "assemblies/{code}/minutes/draft",
                (string code, IMediator mediator, CancellationToken ct) => mediator.Send(new ShowDraftMinutes(code), ct).ToTagged()
            )
            .WithName("showDraftMinutes")
            .WithSummary("The minutes as they would be published now")
            .WithDescription(
                "Made from what happened and what the minute-taker wrote, with what the checks find and what changes against the version before. Its ETag "
                    + "is what a publication refers to."
            )
            .Refuses(AccessErrors.SignIn, AccessErrors.NotFound, MinutesErrors.KeepersOnly);
}

internal static class ReadingSittings
{
    /// <summary>Why minutes are not published yet: none of the assembly's days was held, one is open or still to come. Null when they can be.</summary>
    public static async Task<Error?> IsNotOver(
        this AssembliesDb db,
        Id<Domain.Meetings.Assembly> assembly,
        Instant now,
        CancellationToken ct
    )
    {
        var meetings = await db
            .Meetings.Where(m => m.Assembly == assembly && m.Statutory && m.CancelledAt == null)
            .OrderBy(m => m.StartsAt)
            .Select(m => new
            {
                m.Title,
                m.EndsAt,
                WasOpened = db.SittingSteps.Any(s => s.Meeting == m.Id),
                WasClosed = db.SittingSteps.Any(s => s.Meeting == m.Id && s.Kind == SittingStepKind.Closed),
            })
            .ToListAsync(ct);
        return meetings.Find(m => m.WasOpened && !m.WasClosed) is { } open ? MinutesDomainErrors.IsOpen(open.Title)
            : meetings.Find(m => !m.WasOpened && m.EndsAt > now) is { } next ? MinutesDomainErrors.IsToCome(next.Title)
            : meetings.Exists(m => m.WasOpened) ? null
            : MinutesDomainErrors.NotOver;
    }
}
