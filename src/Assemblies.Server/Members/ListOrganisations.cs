using System.Text;
using System.Text.Json;
using Assemblies.Domain;
using Assemblies.Domain.Members;
using Assemblies.Server.Platform.Database;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using Assemblies.Server.Platform.Security;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NpgsqlTypes;

namespace Assemblies.Server.Members;

/// <summary>The organisations that the reader sees, in the order of the reader's language.</summary>
/// <param name="Kind">Only of that kind.</param>
/// <param name="Search">Part of a name, a city or the code; case and accents do not matter.</param>
/// <param name="After">Where the page before ended.</param>
/// <param name="Limit">At most so many.</param>
public sealed record ListOrganisations(OrganisationKind? Kind = null, string? Search = null, string? After = null, int? Limit = null)
    : IQuery<Page<ListOrganisations.Listed>>
{
    /// <inheritdoc />
    public Access Needs => new SignedIn();

    /// <summary>One of them.</summary>
    public sealed record Listed(
        string Code,
        OrganisationKind Kind,
        string Name,
        string? NameLatin,
        string? Country,
        string? City,
        string? CityLatin,
        LocalDate? FeePaidUntil
    );

    internal sealed class Handler(AssembliesDb db, Reader reader) : IQueryHandler<ListOrganisations, Page<Listed>>
    {
        public async Task<Result<Page<Listed>>> Handle(ListOrganisations query, CancellationToken ct)
        {
            var limit = Paging.Limit(query.Limit);
            var (name, code) = Cursor(query.After);
            object?[] values =
            [
                Roll.SeesAll(reader),
                reader.Hats.Select(hat => hat.Organisation.Value).ToArray(),
                Text(query.Kind?.ToString()),
                Text(query.Search is { Length: > 0 } search ? $"%{Like(Fold(search))}%" : null),
                Text(name),
                Text(code),
                limit + 1,
            ];

#pragma warning disable EF1002 // the collation's name cannot be a parameter; it comes from a fixed list
            var rows = await db
                .Database.SqlQueryRaw<Row>(
                    $$"""
                    select code, kind, name, name_latin, country, city, city_latin, fee_paid_until from organisation
                    where ({0} or id = any({1})) and ({2}::text is null or kind = {2})
                      and ({3}::text is null or regexp_replace(normalize(lower(concat_ws(' ', code, name, name_latin, city, city_latin)), NFD),
                        '[\u0300-\u036f]', '', 'g') like {3})
                      and ({4}::text is null or (name collate "{{Collation(reader.Language)}}", code) > ({4}, {5}))
                    order by name collate "{{Collation(reader.Language)}}", code
                    limit {6}
                    """,
                    values!
                )
                .ToListAsync(ct);
#pragma warning restore EF1002
            var page = Paging.Cut(rows, limit, last => Cursor(last.Name, last.Code));
            return new Page<Listed>([.. page.Items.Select(row => row.ToListed())], page.Next);
        }

        private static Npgsql.NpgsqlParameter Text(string? value) =>
            new() { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)value ?? DBNull.Value };
    }

    /// <summary>The reader's order, as the database knows it.</summary>
    internal static string Collation(string language) => Languages.Knows(language) ? $"{language}-x-icu" : "und-x-icu";

    /// <summary>A text without case and accents.</summary>
    internal static string Fold(string text) =>
        string.Concat(text.Trim().ToLowerInvariant().Normalize(NormalizationForm.FormD).Where(c => c is < '\u0300' or > '\u036f'));

    private static string Like(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal);

    private static string Cursor(string name, string code) =>
        System.Buffers.Text.Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes<string[]>([name, code]));

    // An unreadable cursor begins at the start.
    private static (string? Name, string? Code) Cursor(string? after)
    {
        try
        {
            return
                after is { Length: > 0 }
                && JsonSerializer.Deserialize<string[]>(System.Buffers.Text.Base64Url.DecodeFromChars(after)) is [var name, var code]
                ? (name, code)
                : (null, null);
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return (null, null);
        }
    }

    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "organisations",
                (
                    Named<OrganisationKind>? kind,
                    string? search,
                    string? after,
                    int? limit,
                    HttpContext http,
                    IMediator mediator,
                    CancellationToken ct
                ) => mediator.Send(new ListOrganisations(kind?.Value, search, after, limit), ct).ToHttp(http)
            )
            .WithName("listOrganisations")
            .WithSummary("List organisations")
            .WithDescription(
                "Sorted in the order of the reader's language; read on from next. Members and the secretariat see all, others their own organisation."
            )
            .Refuses(AccessErrors.SignIn);

    private sealed record Row(
        string Code,
        string Kind,
        string Name,
        string? NameLatin,
        string? Country,
        string? City,
        string? CityLatin,
        LocalDate? FeePaidUntil
    )
    {
        public Listed ToListed() => new(Code, Enum.Parse<OrganisationKind>(Kind), Name, NameLatin, Country, City, CityLatin, FeePaidUntil);
    }
}
