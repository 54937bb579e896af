using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using Assemblies.Domain;
using Assemblies.Server.Platform.Http;
using Assemblies.Server.Platform.Messaging;
using NodaTime;
using NodaTime.Text;

namespace Assemblies.Server.Platform.Look;

/// <summary>One form of a page: what was typed into it, and what was refused of it.</summary>
/// <remarks>
/// Fields are named like the command's properties in camelCase, so that a refusal finds its field. Reading a field that cannot be read (a date
/// that is none) records what is wrong; the page's <c>Send</c> then does nothing but say all that is wrong.
/// </remarks>
public sealed partial class Form
{
    private static readonly LocalDatePattern[] Dates =
    [
        LocalDatePattern.Iso,
        .. new[] { "d MMMM uuuu", "d MMM uuuu", "dddd d MMMM uuuu", "d.M.uuuu", "d/M/uuuu" }.Select(text =>
            LocalDatePattern.Create(text, CultureInfo.InvariantCulture)
        ),
    ];

    private static readonly LocalTimePattern[] Times =
    [
        .. new[] { "H:mm", "H.mm", "H:mm:ss" }.Select(text => LocalTimePattern.Create(text, CultureInfo.InvariantCulture)),
    ];

    // The words of the refusal are for programs, which choose their keys themselves.
    private static readonly Error SentBefore = RequestErrors.KeyReused with
    {
        Message = "This form was sent before with other answers. Look at what stands now; sending again does it anew.",
    };

    private readonly IFormCollection? typed;
    private readonly Action<Form>? refused;
    private readonly OrderedDictionary<string, FieldWords> shown = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Wrong> unreadable = [];
    private readonly List<Wrong> tooLarge = [];

    internal Form(string name, IFormCollection? typed = null, Action<Form>? refused = null)
    {
        (Name, this.typed, this.refused) = (name, typed, refused);
        Key = typed?[Idempotency.Field].ToString() is { Length: > 0 } key ? key : NewKey();
    }

    /// <summary>Its name on the page, which tells several forms apart.</summary>
    public string Name { get; }

    /// <summary>Whether this request sends it.</summary>
    public bool IsSent => typed is not null;

    /// <summary>The idempotency key: the one that came with it, else a new one. One that was used up is renewed before the form is shown again.</summary>
    public string Key { get; private set; }

    /// <summary>Why it was refused; null when it was not (or not yet).</summary>
    public Error? Refusal { get; private set; }

    /// <summary>Whether something in it could not be read, or not be taken as it was typed.</summary>
    public bool IsUnreadable => unreadable.Count > 0 || tooLarge.Count > 0;

    /// <summary>What is wrong, field by field, in the order of the page; empty for a refusal of the whole.</summary>
    public IReadOnlyList<Wrong> Wrongs { get; private set; } = [];

    /// <summary>The text, without blanks around it; empty when nothing was typed.</summary>
    public string Text(string field) => typed?[field].ToString().Trim() ?? "";

    /// <summary>The text; null when nothing was typed.</summary>
    public string? TextOrNull(string field) => Text(field) is { Length: > 0 } text ? text : null;

    /// <summary>All texts under one name, as typed: ticked boxes, or the rows of a table. Empty ones stay, so that columns keep in step.</summary>
    public IReadOnlyList<string> All(string field) => typed is null ? [] : [.. typed[field].Select(text => text?.Trim() ?? "")];

    /// <summary>Whether the box was ticked.</summary>
    public bool Ticked(string field) => Text(field).Length > 0;

    /// <summary>The file; null when none was chosen.</summary>
    public IFormFile? File(string field) => typed?.Files.GetFile(field) is { Length: > 0 } file ? file : null;

    /// <summary>A date, as ISO or as people write it; null when nothing was typed.</summary>
    public LocalDate? Date(string field) =>
        Read(
            field,
            "Enter a date, for example 6 October 2027",
            text => FirstOf(Dates.Select(pattern => pattern.Parse(text))) is { } day && Json.IsReckonedWith(day) ? day : default(LocalDate?)
        );

    /// <summary>A time of day, such as 14:00; null when nothing was typed.</summary>
    public LocalTime? Time(string field) =>
        Read(field, "Enter a time, for example 14:00", text => FirstOf(Times.Select(pattern => pattern.Parse(text))));

    /// <summary>
    /// A whole number, also with its thousands apart (36,500, 36.500, 36 500); null when nothing was typed. One that is too large is the largest there
    /// is, so that whoever knows a bound names it.
    /// </summary>
    public int? Number(string field)
    {
        var isDecimal = TextOrNull(field) is { } typed && typed.AsSpan().ContainsAny('.', ',') && Decimal(typed) is not null;
        var number = Read(
            field,
            isDecimal ? "Enter a whole number, without decimals" : "Enter a whole number in digits",
            text =>
                IsWhole(text)
                && BigInteger.TryParse(Digits(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                    ? whole
                    : default(BigInteger?)
        );
        if (number < int.MinValue || number > int.MaxValue)
        {
            Keep(tooLarge, field, Plain($"This number is too large: enter at most {int.MaxValue:N0}"));
        }

        return number is { } all ? (int)BigInteger.Clamp(all, int.MinValue, int.MaxValue) : null;
    }

    /// <summary>A number with a decimal point or comma, such as a coordinate; null when nothing was typed.</summary>
    public double? Real(string field) => Read(field, "Enter a number, for example 46.05", Decimal);

    /// <summary>What was chosen among the names of <typeparamref name="T"/>; null when nothing was.</summary>
    public T? Chosen<T>(string field)
        where T : struct, Enum =>
        Read(
            field,
            "Choose one of the list",
            text => Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : default(T?)
        );

    /// <summary>Anything that reads itself from text, such as an id from a list; null when nothing was chosen.</summary>
    public T? Parsed<T>(string field, string wrong = "Choose one of the list")
        where T : struct, IParsable<T> =>
        Read(field, wrong, text => T.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : default(T?));

    /// <summary>
    /// The version its hidden field carries: what stands <paramref name="now"/> on a fresh page, and once that was shown beside what was typed (the
    /// next save is then meant); else the one it came with.
    /// </summary>
    public long Version(long now) => Refusal is null or { Current: not null } ? now : Number("version") ?? 0;

    /// <summary>Marks an answer that cannot be taken although it can be read: half a date, a choice that is missing. The page's <c>Send</c> says it.</summary>
    public void Mark(string field, string wrong) => Keep(unreadable, field, wrong);

    /// <summary>Keeps a refusal, for the summary and the fields.</summary>
    public void Refuse(Error error)
    {
        if (error == RequestErrors.KeyReused || error == RequestErrors.ShownOnce)
        {
            Renew();
        }

        Refusal = error == RequestErrors.KeyReused ? SentBefore : error;
        var named = error.Fields.SelectMany(field => field.Value, (field, message) => new Wrong(field.Key, message));
        Wrong[] known = [.. unreadable, .. named.Where(wrong => !Has(unreadable, wrong.Field))];
        Wrongs =
        [
            .. known
                .Concat(tooLarge.Where(wrong => !Has(known, wrong.Field)))
                .OrderBy(wrong => HasShown(wrong.Field) ? shown.IndexOf(wrong.Field) : int.MaxValue),
        ];
        refused?.Invoke(this);
    }

    /// <summary>Refuses with what could not be read, and with what else is wrong with the fields of the page.</summary>
    internal void RefuseUnreadable(IReadOnlyDictionary<string, string[]> others) =>
        Refuse(
            RequestErrors.Invalid with
            {
                Message = "Some answers could not be read.",
                Fields = others.Where(field => HasShown(field.Key)).ToDictionary(StringComparer.Ordinal),
            }
        );

    /// <summary>What was sent under its key is done: sent once more from the page that comes now, it counts anew.</summary>
    internal void Renew() => Key = NewKey();

    /// <summary>A field of this form is on the page: the summary may link to it, and what is said of it goes by its label.</summary>
    internal void Shows(string field, string label = "", IReadOnlyList<Answer>? answers = null) => shown[field] = new(label, answers ?? []);

    internal bool HasShown(string field) => shown.ContainsKey(field);

    /// <summary>What a field is called on the page; null when it is not there.</summary>
    internal string? LabelOf(string field) => shown.TryGetValue(field, out var words) ? words.Label : null;

    /// <summary>A field's value as its list of answers says it; null when it has none, or not this one.</summary>
    internal string? AnswerOf(string field, string value) =>
        shown.TryGetValue(field, out var words) ? words.Answers.FirstOrDefault(answer => Same(answer.Value, value))?.Text : null;

    /// <summary>What stands in a field: what was typed, else what was there before.</summary>
    internal string? Standing(string field, string? before) => typed is null ? before : typed[field].ToString();

    /// <summary>Whether one of several answers is chosen.</summary>
    internal bool IsChosen(string field, string value, IEnumerable<string> before) =>
        (typed is null ? before : typed[field].Select(text => text ?? "")).Contains(value, StringComparer.OrdinalIgnoreCase);

    internal string? WrongAt(string field) =>
        Wrongs.Where(wrong => Same(wrong.Field, field)).Select(wrong => wrong.Message).FirstOrDefault();

    /// <summary>A field's id, which the summary links to; unique among the forms of a page.</summary>
    internal string IdOf(string field) => $"{Name}-{string.Concat(field.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'))}";

    private static string NewKey() => Guid.CreateVersion7().ToString();

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static bool Has(IEnumerable<Wrong> wrongs, string field) => wrongs.Any(wrong => Same(wrong.Field, field));

    private static void Keep(List<Wrong> wrongs, string field, string wrong)
    {
        if (!Has(wrongs, field))
        {
            wrongs.Add(new(field, wrong));
        }
    }

    private static string Digits(string text) => string.Concat(text.Where(c => char.IsAsciiDigit(c) || c is '-' or '+'));

    private static bool IsWhole(string text) => Whole().IsMatch(text);

    private static double? Decimal(string text) =>
        double.TryParse(
            string.Concat(text.Where(c => !char.IsWhiteSpace(c))).Replace(',', '.'),
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;

    private static string Plain(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // Digits alone, or the thousands apart in groups of three by one sign.
    [GeneratedRegex(
        @"^[-+]?([0-9]+|[0-9]{1,3}(?<apart>[\s,.'’])[0-9]{3}(\k<apart>[0-9]{3})*)$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        1000
    )]
    private static partial Regex Whole();

    private static T? FirstOf<T>(IEnumerable<ParseResult<T>> attempts)
        where T : struct => attempts.Where(attempt => attempt.Success).Select(attempt => (T?)attempt.Value).FirstOrDefault();

    private T? Read<T>(string field, string wrong, Func<string, T?> read)
        where T : struct
    {
        if (Text(field) is not { Length: > 0 } text)
        {
            return null;
        }

        var value = read(text);
        if (value is null)
        {
            Keep(unreadable, field, wrong);
        }

        return value;
    }
}

/// <summary>What a page says of one of its fields.</summary>
/// <param name="Label">What it is called there.</param>
/// <param name="Answers">Those to choose from; none where it is typed.</param>
internal sealed record FieldWords(string Label, IReadOnlyList<Answer> Answers);

/// <summary>What is wrong with one field.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="Message">The sentence, the same in the summary and beside the field.</param>
public sealed record Wrong(string Field, string Message);
