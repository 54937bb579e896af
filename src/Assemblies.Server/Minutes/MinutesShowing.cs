using Assemblies.Domain;
using Assemblies.Domain.Agenda;
using Assemblies.Domain.Meetings;
using Assemblies.Domain.Minutes;
using Assemblies.Server.Agenda;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Security;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Assemblies.Server.Minutes;

/// <summary>A published version as a reader may see it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="Hash">SHA-256 of the whole content, hexadecimal.</param>
/// <param name="IsWhole">Whether nothing was left out for this reader.</param>
/// <param name="Content">The minutes.</param>
/// <param name="Despite">Why they were published although the checks found something; for members and officers.</param>
/// <param name="Annexed">Objections that were not taken up, annexed for the assembly that approves them; for members and officers.</param>
public sealed record MinutesShown(
    int Number,
    Instant PublishedAt,
    string Hash,
    bool IsWhole,
    MinutesContent Content,
    string? Despite,
    IReadOnlyList<AnnexedObjection> Annexed
);

/// <summary>An objection that is annexed for the assembly that approves the minutes.</summary>
/// <param name="Place">To what: "Item 8", "The minutes as a whole".</param>
/// <param name="Member">Whose, by name.</param>
/// <param name="Text">What it says.</param>
/// <param name="Answer">What the keepers of the minutes say to it; null where nobody answered in time.</param>
public sealed record AnnexedObjection(string Place, string Member, string Text, string? Answer);

/// <summary>Published minutes as a reader may see them: the one place that cuts out what is not theirs.</summary>
internal sealed class MinutesShowing(AssembliesDb db, Reader reader, IClock clock)
{
    /// <summary>All versions, the newest first.</summary>
    public async Task<IReadOnlyList<(MinutesShown Shown, ShowMinutes.VersionRow Row)>> All(Id<Assembly> assembly, CancellationToken ct)
    {
        var versions = await db
            .MinutesVersions.AsNoTracking()
            .Where(v => v.Assembly == assembly)
            .OrderByDescending(v => v.Number)
            .ToListAsync(ct);
        if (versions.Count is 0)
        {
            return [];
        }

        var by = await db
            .People.Where(p => db.MinutesVersions.Any(v => v.Assembly == assembly && v.PublishedBy == p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        var hidden = await Hidden(assembly, ct);
        var annexed = await Annexed(assembly, versions[0].Content, hidden, ct);
        return
        [
            .. versions.Select(v =>
                (
                    Of(v, hidden, v == versions[0] ? annexed : []),
                    new ShowMinutes.VersionRow(
                        v.Number,
                        v.PublishedAt,
                        v.PublishedBy is { } who ? by[who] : null,
                        v.Hash,
                        [.. v.Changes.Where(c => c.Item is not { } item || !hidden.Contains(item))]
                    )
                )
            ),
        ];
    }

    /// <summary>One version; null when there is none of that number.</summary>
    public async Task<MinutesShown?> Version(string code, int number, CancellationToken ct)
    {
        var assembly = await db.Assemblies.Where(a => a.Code == code).Select(a => a.Id).SingleAsync(ct);
        var version = await db.MinutesVersions.AsNoTracking().SingleOrDefaultAsync(v => v.Assembly == assembly && v.Number == number, ct);
        if (version is null)
        {
            return null;
        }

        var hidden = await Hidden(assembly, ct);
        var isNewest = !await db.MinutesVersions.AnyAsync(v => v.Assembly == assembly && v.Number > number, ct);
        return Of(version, hidden, isNewest ? await Annexed(assembly, version.Content, hidden, ct) : []);
    }

    /// <summary>By which assembly they were approved; null while they are not.</summary>
    public Task<ShowMinutes.ApprovedBy?> Approval(Id<Assembly> assembly, CancellationToken ct) =>
        (
            from approval in db.MinutesApprovals
            join later in db.Assemblies on approval.ByAssembly equals later.Id
            join motion in db.Motions on approval.Motion equals motion.Id
            where approval.Assembly == assembly && approval.EndedAt == null
            select new ShowMinutes.ApprovedBy(approval.Version, later.Code, motion.Number, approval.At)
        ).SingleOrDefaultAsync(ct);

    /// <summary>Who signed what was approved; nobody while nothing is.</summary>
    public async Task<IReadOnlyList<ShowMinutes.SignedBy>> Signatures(
        Id<Assembly> assembly,
        ShowMinutes.ApprovedBy? approval,
        CancellationToken ct
    ) =>
        approval is null
            ? []
            : await db
                .MinutesSignatures.Where(s => s.Assembly == assembly && s.Version == approval.Version)
                .OrderBy(s => s.At)
                .Select(s => new ShowMinutes.SignedBy(s.Office, s.Name, s.At, s.Hash))
                .ToListAsync(ct);

    /// <summary>Whether the reader is one of those whose assembly it is; the public reads the minutes alone.</summary>
    private bool IsInsider(Id<Assembly> assembly) =>
        reader.IsSecretariat || reader.IsMember || reader.Offices.Any(o => o.Assembly == assembly);

    private MinutesShown Of(MinutesVersion version, HashSet<Id<AgendaItem>> hidden, IReadOnlyList<AnnexedObjection> annexed) =>
        new(
            version.Number,
            version.PublishedAt,
            version.Hash,
            hidden.Count is 0,
            version.Content.For(item => !hidden.Contains(item.Id)),
            IsInsider(version.Assembly) ? version.Despite : null,
            annexed
        );

    /// <summary>The closed items that are not the reader's. What was closed in any version is closed in what is said of all of them.</summary>
    private async Task<HashSet<Id<AgendaItem>>> Hidden(Id<Assembly> assembly, CancellationToken ct)
    {
        var visibility = await Visibility.Of(db, reader, assembly, ct);
        if (visibility.SeesClosed)
        {
            return [];
        }

        // Looked for where the versions lie: whoever reads one of them does not fetch them all.
        var closed = await db
            .Database.SqlQuery<Guid>(
                $"""
                select distinct (item ->> 'id')::uuid as "Value"
                from minutes_version, jsonb_path_query(content::jsonb, '$.meetings[*].items[*] ? (@.closed == true)') item
                where assembly = {assembly.Value}
                """
            )
            .ToListAsync(ct);
        return [.. closed.Select(id => new Id<AgendaItem>(id)).Where(id => !visibility.Named.Contains(id))];
    }

    /// <summary>Those that were annexed, and, once the time is over, those that nobody answered.</summary>
    private async Task<IReadOnlyList<AnnexedObjection>> Annexed(
        Id<Assembly> assembly,
        MinutesContent content,
        HashSet<Id<AgendaItem>> hidden,
        CancellationToken ct
    )
    {
        if (!IsInsider(assembly))
        {
            return [];
        }

        var isOver = (await db.ObjectionsUntil(assembly, null, ct))?.IsPast(clock.GetCurrentInstant()) ?? false;
        var objections = await (
            from objection in db.MinutesObjections
            join member in db.Organisations on objection.Organisation equals member.Id
            join answer in db.ObjectionAnswers on objection.Id equals answer.Objection into answers
            from answer in answers.DefaultIfEmpty()
            where objection.Assembly == assembly
            where answer == null ? isOver : answer.Outcome == ObjectionOutcome.Annexed
            orderby objection.At, objection.Id
            select new
            {
                objection.Item,
                member.Name,
                objection.Text,
                Answer = answer == null ? null : answer.Reason,
            }
        ).ToListAsync(ct);
        return
        [
            .. objections
                .Where(o => o.Item is not { } item || !hidden.Contains(item))
                .Select(o => new AnnexedObjection(
                    o.Item is { } item && content.Items().FirstOrDefault(i => i.Id == item) is { } found
                        ? $"Item {found.Number}"
                        : "The minutes as a whole",
                    o.Name,
                    o.Text,
                    o.Answer
                )),
        ];
    }
}
