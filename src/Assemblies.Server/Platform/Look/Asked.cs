using Assemblies.Domain;
using Microsoft.AspNetCore.Components;

namespace Assemblies.Server.Platform.Look;

/// <summary>What all fields of a form have: a name, a label, a hint, what stands in it, what is wrong with it.</summary>
public abstract class Asked : ComponentBase
{
    /// <summary>The form it belongs to.</summary>
    [CascadingParameter]
    protected Form Of { get; set; } = null!;

    /// <summary>Whether its form shows, beside what was typed, what somebody else saved meanwhile.</summary>
    [CascadingParameter(Name = nameof(ShowsTheirs))]
    protected bool ShowsTheirs { get; set; }

    /// <summary>The command's property, in camelCase.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    /// <summary>What is asked; for a group of answers the question.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>What helps to answer: an example, who sees it, when it is deleted.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <summary>It may stay empty, and says so.</summary>
    [Parameter]
    public bool Optional { get; set; }

    /// <summary>The field's id.</summary>
    protected string Id => Of.IdOf(Name);

    /// <summary>What is wrong with it; null when nothing is.</summary>
    protected string? Wrong => Of.WrongAt(Name);

    /// <summary>What somebody else saved in it meanwhile, where the form shows that and it is not what was typed; null otherwise.</summary>
    protected string? Theirs =>
        ShowsTheirs
        && Of.Refusal is { Kind: ErrorKind.Stale, Current: not null }
        && !string.Equals(Plain(Saved), Plain(Typed), StringComparison.Ordinal)
            ? Saved is { Length: > 0 } saved
                ? saved
                : "nothing"
            : null;

    /// <summary>What is saved in it, in words.</summary>
    protected virtual string? Saved => null;

    /// <summary>What was typed, in the same words.</summary>
    protected virtual string? Typed => Of.TextOrNull(Name);

    /// <summary>The ids of hint, error and what stands now, for <c>aria-describedby</c>.</summary>
    protected string? Describes =>
        string.Join(
            ' ',
            new[] { (Hint, "hint"), (Wrong, "wrong"), (Theirs, "theirs") }
                .Where(note => note.Item1 is not null)
                .Select(note => $"{Id}-{note.Item2}")
        )
            is { Length: > 0 } ids
            ? ids
            : null;

    /// <summary>For <c>aria-invalid</c>.</summary>
    protected string? Invalid => Wrong is null ? null : "true";

    /// <summary>The answers to choose from; none where it is typed.</summary>
    protected virtual IReadOnlyList<Answer> Offered => [];

    /// <inheritdoc />
    protected override void OnParametersSet() => Of.Shows(Name, Label, Offered);

    private static string Plain(string? text) => text?.ReplaceLineEndings("\n").Trim() ?? "";
}

/// <summary>One of several answers.</summary>
/// <param name="Value">What is sent.</param>
/// <param name="Text">What is read.</param>
/// <param name="Hint">A second line; null for none.</param>
public sealed record Answer(string Value, string Text, string? Hint = null)
{
    /// <summary>What choosing it means now, as a status that stands out: "Full: waiting list"; null for nothing.</summary>
    public string? Waits { get; init; }

    /// <summary>One answer a name of <typeparamref name="T"/>, in words that the page gives.</summary>
    public static IReadOnlyList<Answer> Of<T>(Func<T, string> text)
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => new Answer(value.ToString(), text(value)))];
}
