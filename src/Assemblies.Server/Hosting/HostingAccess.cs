using Assemblies.Domain;
using Assemblies.Domain.Hosting;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;

namespace Assemblies.Server.Hosting;

/// <summary>Head, deputy or adviser of a member, or the secretariat.</summary>
public sealed record MembersOnly : Access
{
    internal override ValueTask<Error?> Check(AccessContext context, CancellationToken ct) => ValueTask.FromResult(Refusal(context.Reader));

    internal static Error? Refusal(Reader reader) =>
        !reader.IsSignedIn ? AccessErrors.SignIn
        : reader.IsMember || reader.IsSecretariat ? null
        : AccessErrors.Forbidden;
}

/// <summary>May propose for a member: its head or deputy, or the secretariat for it.</summary>
/// <param name="Member">The member's code; null for the reader's own.</param>
public sealed record ProposerFor(string? Member) : Access
{
    internal override ValueTask<Error?> Check(AccessContext context, CancellationToken ct)
    {
        var reader = context.Reader;
        return ValueTask.FromResult(MembersOnly.Refusal(reader) ?? (reader.MayProposeFor(Member) ? null : AccessErrors.Forbidden));
    }
}

/// <summary>May read a proposal: its member's people, the secretariat, and all members once the call is put to the vote.</summary>
public sealed record ReaderOf(Id<HostProposal> Proposal) : Access
{
    internal override async ValueTask<Error?> Check(AccessContext context, CancellationToken ct) =>
        context.Reader.IsSignedIn
            ? await context.Db.HostProposals.VisibleTo(context.Reader, context.Db).AnyAsync(p => p.Id == Proposal, ct)
                ? null
                : HostingErrors.UnknownProposal
            : AccessErrors.SignIn;
}

/// <summary>May change a proposal: head or deputy of its member, or the secretariat for it. Who may only read it is told so.</summary>
public sealed record OwnerOf(Id<HostProposal> Proposal) : Access
{
    internal override async ValueTask<Error?> Check(AccessContext context, CancellationToken ct)
    {
        if (!context.Reader.IsSignedIn)
        {
            return AccessErrors.SignIn;
        }

        var by = await context
            .Db.HostProposals.VisibleTo(context.Reader, context.Db)
            .Where(p => p.Id == Proposal)
            .Select(p => (Id<Organisation>?)p.By)
            .SingleOrDefaultAsync(ct);
        return by is not { } member ? HostingErrors.UnknownProposal
            : context.Reader.IsSecretariat || context.Reader.ActsFor(member) ? null
            : AccessErrors.Forbidden;
    }
}

/// <summary>May compare the proposals of a call: the secretariat, and all members once it is put to the vote.</summary>
public sealed record Comparer(string Edition) : Access
{
    internal override async ValueTask<Error?> Check(AccessContext context, CancellationToken ct) =>
        MembersOnly.Refusal(context.Reader) is { } refusal ? refusal
        : context.Reader.IsSecretariat ? null
        : await context.Db.HostCalls.AnyAsync(c => c.Edition == Edition && c.Steps.Any(s => s.Kind == CallStepKind.PutToVote), ct) ? null
        : AccessErrors.SecretariatOnly;
}

/// <summary>The member that was asked: its people read it, its head or deputy answer; the secretariat may for it.</summary>
/// <param name="Edition">Which call.</param>
/// <param name="N">Which assignment of it.</param>
/// <param name="ToAnswer">Whether it is to be answered, or only read.</param>
public sealed record MemberAsked(string Edition, int N, bool ToAnswer) : Access
{
    internal override async ValueTask<Error?> Check(AccessContext context, CancellationToken ct)
    {
        var reader = context.Reader;
        if (!reader.IsSignedIn)
        {
            return AccessErrors.SignIn;
        }

        var asked = await context
            .Db.HostCalls.Where(c => c.Edition == Edition)
            .SelectMany(c => c.Assignments)
            .Where(a => a.N == N)
            .Select(a => (Id<Organisation>?)a.Member)
            .SingleOrDefaultAsync(ct);
        return asked is not { } member || !(reader.IsSecretariat || reader.BelongsTo(member)) ? HostingErrors.UnknownAssignment
            : reader.IsSecretariat || !ToAnswer || reader.ActsFor(member) ? null
            : AccessErrors.Forbidden;
    }
}

/// <summary>Whom readers act for, and what they may see.</summary>
internal static class HostingRights
{
    /// <summary>The members a reader is head or deputy of, each once.</summary>
    public static IReadOnlyList<Hat> MembersToActFor(this Reader reader) =>
        [
            .. reader
                .Hats.Where(hat => hat.Kind is OrganisationKind.Member && hat.Role is MandateRole.Head or MandateRole.Deputy)
                .DistinctBy(hat => hat.Organisation),
        ];

    /// <summary>Whether a reader proposes for a member: as its head or deputy, or the secretariat for it. Null: for their own.</summary>
    public static bool MayProposeFor(this Reader reader, string? code) =>
        reader.IsSecretariat && code is not null
        || reader.MembersToActFor().Any(hat => code is null || string.Equals(hat.Code, code, StringComparison.Ordinal));

    /// <summary>The member a reader proposes for: the one named, or the only one they are head or deputy of; null when they have to name one.</summary>
    public static Hat? MemberToActFor(this Reader reader, string? code) =>
        reader.MembersToActFor() switch
        {
            var all when code is not null => all.FirstOrDefault(hat => string.Equals(hat.Code, code, StringComparison.Ordinal)),
            [var only] => only,
            _ => null,
        };

    /// <summary>The proposals a reader may know of: the one place that says so.</summary>
    public static IQueryable<HostProposal> VisibleTo(
        this IQueryable<HostProposal> proposals,
        Reader reader,
        Platform.Database.AssembliesDb db
    )
    {
        if (reader.IsSecretariat || reader.IsService)
        {
            return proposals;
        }

        var own = reader.Hats.Where(hat => hat.Kind is OrganisationKind.Member).Select(hat => hat.Organisation).ToList();
        var isMember = reader.IsMember;
        return proposals.Where(p =>
            own.Contains(p.By)
            || (
                isMember
                && p.SubmittedAt != null
                && p.WithdrawnAt == null
                && db.HostCalls.Any(c => c.Id == p.Call && c.Steps.Any(s => s.Kind == CallStepKind.PutToVote))
            )
        );
    }

    /// <summary>How the secretariat was told; null when the member acts for itself. Refused when it has to be said and is not.</summary>
    public static Error? SourceFor(this Reader reader, Id<Organisation> member, Source? given, out Source? source)
    {
        source = reader.ActsFor(member) ? null : given;
        return source is not null || reader.ActsFor(member) ? null : HostingErrors.SourceMissing.At("source");
    }
}
