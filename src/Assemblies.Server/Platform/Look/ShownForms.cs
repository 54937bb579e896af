namespace Assemblies.Server.Platform.Look;

/// <summary>Which forms the page of this request has: one that was sent and is not among them is answered by <see cref="GoneForm"/>. One a request.</summary>
internal sealed class ShownForms
{
    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    /// <summary>There is one more.</summary>
    public event EventHandler? Happened;

    /// <summary>Whether a form is there.</summary>
    public bool Has(string name) => names.Contains(name);

    /// <summary>A form is there.</summary>
    public void Add(string name)
    {
        if (names.Add(name))
        {
            Happened?.Invoke(this, EventArgs.Empty);
        }
    }
}
